"""What stands in the columns of an enquiry: its times and what the figures go by, its codes."""

from __future__ import annotations

from datetime import date, datetime

from din_indgang_tui import clock as clocks
from din_indgang_tui.clock import stored
from din_indgang_tui.house import moments
from din_indgang_tui.house.codes import COMPANION_LABELS, State
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Row, Unit, Value

NOTE_LIMIT = 500  # characters of the one line
LEFT_WITHOUT_HELP = "left_without_help"
COURSE_OPENED = "course_opened"  # the outcome that says a course was started


def times(arrived: datetime, met: datetime | None) -> dict[str, Value]:
    """The columns of arrival and meeting that the figures go by: days, week, wall clock wait."""
    day = clocks.local_date(arrived)
    return {
        "arrived_at": stored(arrived),
        "arrived_on": day.isoformat(),
        "arrived_week": clocks.iso_week(day),
        "met_at": stored(met) if met else None,
        "met_on": clocks.local_date(met).isoformat() if met else None,
        "waited_s": clocks.wall_clock_seconds(arrived, met) if met else None,
    }


def finish_times(finished: datetime | None) -> dict[str, Value]:
    """The columns of how it ended that lists go by."""
    return {
        "finished_at": stored(finished) if finished else None,
        "finished_on": clocks.local_date(finished).isoformat() if finished else None,
    }


def met_when_finished(outcome: str | None, finished: datetime) -> datetime | None:
    """When someone never taken in was met: as it was finished, save who left without help."""
    return finished if outcome not in (None, LEFT_WITHOUT_HELP) else None


def in_order(
    arrived: datetime, met: datetime | None, finished: datetime | None, *, changed: str = ""
) -> tuple[datetime, datetime | None, datetime | None]:
    """The three times in the order of the world; within one minute they are brought to order.

    Seconds are kept and never shown: two times that read the same are no mistake of the writer.
    Raises DeskError about the later one, or about `changed` where only that one was written.
    """
    if met is not None and met < arrived:
        if not moments.same_minute(met, arrived):
            raise DeskError(
                _("They were met after they came: check both times."), field=changed or "met_at"
            )
        met = arrived
    before = met or arrived
    if finished is not None and finished < before:
        if not moments.same_minute(finished, before):
            raise DeskError(
                _("It was finished after it began: check both times."),
                field=changed or "finished_at",
            )
        finished = before
    return arrived, met, finished


def left_open_on(row: Row, today: date) -> date | None:
    """The day before today on which an enquiry was left open; None where none was left so.

    A letter in the inbox is not left open, it lies there. One that was carried on stands among the
    others for that day.
    """
    if row["state"] in (State.DONE, State.INBOX):
        return None
    last = max(row["arrived_on"], row["met_on"] or "", row["carried_on"] or "")
    return date.fromisoformat(last) if last < today.isoformat() else None


def known_heard_from(unit: Unit, code: str | None, kept: str | None = None) -> str | None:
    """A code of that list that may still be chosen, the one `kept`, or none. Raises DeskError."""
    if code is None or code == kept:
        return code
    known = unit.one("SELECT retired FROM heard_from WHERE code = ?", (code,))
    if known is None or known["retired"]:
        raise DeskError(_("Choose where they heard of us from the list."), field="heard_from")
    return code


def known_outcome(unit: Unit, code: str, citizen_id: int | None) -> str:
    """A code of that list that may still be chosen; a course is somebody's. Raises DeskError."""
    known = unit.one("SELECT retired FROM outcome WHERE code = ?", (code,))
    if known is None or known["retired"]:
        raise DeskError(_("Choose how it ended from the list."), field="outcome")
    if code == COURSE_OPENED and citizen_id is None:
        raise DeskError(
            _("A course is for somebody with a name: m says who it is."), field="outcome"
        )
    return code


def known_companion_kind(code: str) -> str:
    """A kind of companion, or none. Raises DeskError."""
    if code not in COMPANION_LABELS:
        raise DeskError(_("Choose who came along from the list."), field="companion_kind")
    return code
