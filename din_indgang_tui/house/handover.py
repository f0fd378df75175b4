"""Handover: what the next ones should know, a line at a time, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, changes, reads

LINE_LIMIT = 500  # characters


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One line of a day, by whoever wrote it (empty names for the command line)."""

    line_id: int
    day: date
    text: str
    initials: str
    written_by: str
    written_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Handover:
    """Today's lines, and those of the last day before it that has any: what the morning reads."""

    today: tuple[HandoverLine, ...] = ()
    before: tuple[HandoverLine, ...] = ()


@reads(DESK)
def handover(reading: Reading) -> Handover:
    """The lines of today and of the last day that has any, in the order they were written."""
    today = reading.today.isoformat()
    rows = reading.rows(
        "SELECT h.*, coalesce(s.initials, '') AS initials, coalesce(s.name, '') AS written_by_name"
        " FROM handover_line h LEFT JOIN staff s ON s.id = h.written_by"
        " WHERE h.day IN (?, (SELECT max(day) FROM handover_line WHERE day < ?))"
        " ORDER BY h.created_at, h.id",
        (today, today),
    )
    return Handover(
        today=tuple(_line(row) for row in rows if row["day"] == today),
        before=tuple(_line(row) for row in rows if row["day"] != today),
    )


@reads(DESK)
def unread(reading: Reading) -> tuple[HandoverLine, ...]:
    """Lines that others wrote since whoever asks last did anything here before this log-in.

    A log-in leaves nothing on record, so it goes by their last deed: better announced once more
    than never.
    """
    last = reading.value(
        "SELECT at FROM unit_of_work WHERE staff_id = ? AND session <> ? ORDER BY id DESC LIMIT 1",
        (reading.who.staff_id, reading.who.session),
    )
    lines = handover(reading)
    return tuple(
        line
        for line in (*lines.before, *lines.today)
        if line.initials != reading.who.initials
        and (last is None or line.written_at >= from_stored(last))
    )


@reads(DESK)
def one(reading: Reading, line_id: int) -> HandoverLine:
    """One line as it is now. Raises DeskError where it was taken away."""
    row = reading.one(
        "SELECT h.*, coalesce(s.initials, '') AS initials, coalesce(s.name, '') AS written_by_name"
        " FROM handover_line h LEFT JOIN staff s ON s.id = h.written_by WHERE h.id = ?",
        (line_id,),
    )
    if row is None:
        raise _gone()
    return _line(row)


@changes(DESK, "messages")
def write(unit: Unit, text: str) -> int:
    """A line more for today. Returns its id; raises DeskError where nothing is written."""
    return unit.insert(
        "handover_line",
        {
            "day": unit.today.isoformat(),
            "text": _written(text),
            "written_by": unit.who.staff_id,
            "created_at": stored(unit.now),
        },
    )


@changes(DESK, "messages")
def change(unit: Unit, line_id: int, version: int, text: str) -> None:
    """The line in other words; it stays its writer's. Raises Conflict where another was faster."""
    _there(unit, line_id)
    unit.update("handover_line", line_id, {"text": _written(text)}, version=version)


@changes(DESK, "messages")
def take_away(unit: Unit, line_id: int, version: int) -> None:
    """The line is gone; undo brings it back. Raises Conflict where it says something else now."""
    _there(unit, line_id)
    unit.update("handover_line", line_id, {}, version=version)  # asks only whether it is that one
    unit.delete("handover_line", line_id)


def _written(text: str) -> str:
    line = one_line(text, "text", LINE_LIMIT)
    if not line:
        raise DeskError(_("Write what the next ones should know."), field="text")
    return line


def _there(reading: Reading, line_id: int) -> None:
    if reading.one("SELECT 1 FROM handover_line WHERE id = ?", (line_id,)) is None:
        raise _gone()


def _gone() -> DeskError:
    return DeskError(_("That line was taken away."))


def _line(row: Row) -> HandoverLine:
    return HandoverLine(
        line_id=row["id"],
        day=date.fromisoformat(row["day"]),
        text=row["text"],
        initials=row["initials"],
        written_by=row["written_by_name"],
        written_at=from_stored(row["created_at"]),
        version=row["version"],
    )
