"""Places in groups: who has one, from when to when, and what they have at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.house import enquiries, group_assessments, names
from din_indgang_tui.house.codes import shown_label, why_said, within_a_line
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.group_places import (
    day_of,
    day_said,
    first_day,
    first_new_day,
    full,
    group_row,
    running_group,
    somebody,
    within,
)
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.slot_rows import short_names_of
from din_indgang_tui.i18n import _
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import short_day

PART = "groups"
EDITABLE = ("from_on", "to_on", "note")
MOST_MEETINGS = 20  # that are looked at for what else somebody has then


@dataclass(frozen=True, slots=True)
class Member:
    """A place in a group, from a day to a day, both included; no last day: as long as the group."""

    member_id: int
    version: int
    group_id: int
    citizen_id: int
    name: str  # as lists show it
    full_name: str
    from_on: date
    to_on: date | None
    end_why: str
    note: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A place as the page of the citizen shows it. `over`: they have it no more."""

    member_id: int
    version: int
    group_id: int
    group: str
    kind: str
    from_on: date
    to_on: date | None
    over: bool
    end_why: str
    note: str
    words: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody has at the time of a meeting: the kind of thing only, never with whom."""

    day: date
    starts_at: datetime  # of the meeting, UTC
    words: str  # `coaching session`, `the group Gåtur`


@changes(DESK, PART)
def add(
    unit: Unit,
    group_id: int,
    citizen_id: int | None,
    from_on: date | None = None,
    to_on: date | None = None,
    note: str = "",
) -> Member:
    """Give somebody a place, who then waits for none any more. Returns it.

    Without `from_on` from today, or from the day a place is left soon. Raises DeskError, by its
    field, where there is no place, they have one, an assessment is missing, or a day cannot be.
    """
    group = running_group(unit, group_id)
    name = somebody(unit, citizen_id)
    assert citizen_id is not None
    if why := group_assessments.missing(unit, group, citizen_id):
        raise DeskError(
            _("{name} cannot have a place yet: {why}; the waiting list is open.").format(
                name=name, why=why
            ),
            field="who",
        )
    first = from_on or first_day(unit, group)
    within(unit, group, first, to_on)
    values: dict[str, Value] = {
        "group_id": group_id,
        "citizen_id": citizen_id,
        "from_on": first.isoformat(),
        "to_on": to_on.isoformat() if to_on else None,
        "note": one_line(note, "note", NOTE_LIMIT),
        "created_at": stored(unit.now),
        "created_by": unit.who.staff_id,
    }
    try:
        member_id = unit.insert("group_member", values)
    except sqlite3.IntegrityError as error:
        raise _refusal(unit, error, group, citizen_id, first, to_on) from error
    for row in unit.rows(
        "SELECT id FROM group_waiting WHERE group_id = ? AND citizen_id = ? AND ended_on IS NULL",
        (group_id, citizen_id),
    ):
        unit.update(
            "group_waiting",
            row["id"],
            {"ended_on": unit.today.isoformat(), "ended_how": "place", "member_id": member_id},
        )
    return one(unit, member_id)


@changes(DESK, PART)
def change(unit: Unit, member_id: int, version: int, values: Mapping[str, Value]) -> Member:
    """Other values in some of EDITABLE; days are ISO texts, no last day is empty or None.

    Raises Conflict where another wrote it first, and DeskError as `add` does.
    """
    row = _row(unit, member_id)
    group = group_row(unit, row["group_id"])
    whole = {name: values.get(name, row[name]) for name in EDITABLE}
    new: dict[str, Value] = {
        "from_on": whole["from_on"],
        "to_on": whole["to_on"] or None,
        "note": one_line(str(whole["note"]), "note", NOTE_LIMIT),
    }
    changed = {name for name, value in new.items() if row[name] != value}
    first = date.fromisoformat(str(new["from_on"]))
    last = day_of(whole["to_on"] and str(whole["to_on"]))
    if changed & {"from_on", "to_on"}:
        within(unit, group, first, last, changed)
    if last is None:
        new["end_why"] = ""  # nothing ends any more
    try:
        unit.update("group_member", member_id, new, version=version)
    except sqlite3.IntegrityError as error:
        asked = first_new_day(row, first)
        raise _refusal(unit, error, group, row["citizen_id"], asked, last, member_id) from error
    return one(unit, member_id)


@changes(DESK, PART)
def end(unit: Unit, member_id: int, version: int, to_on: date | None = None, why: str = "") -> str:
    """The last day of a place: `to_on`, else today; one that begins later never was.

    Returns the name. Raises Conflict where another wrote it first, DeskError, by its field, where
    it ends sooner already or the day lies before it began.
    """
    row = _row(unit, member_id)
    unit.update("group_member", member_id, {}, version=version)  # only whether it is that one
    name = enquiries.short_name(row)
    last = to_on or unit.today
    ends = day_of(row["to_on"])
    if ends is not None and ends < last:
        said = (
            _("{name} had the place until {day}.")
            if ends < unit.today
            else _("{name} has the place until {day}.")
        )
        raise DeskError(said.format(name=name, day=day_said(ends, unit.today)), field="to_on")
    if to_on is not None and to_on.isoformat() < row["from_on"]:
        raise DeskError(_("The end lies before the start."), field="to_on")
    end_place(unit, row, last, one_line(why, "why", NOTE_LIMIT))
    return name


# What is read ------------------------------------------------------------------------------------


@reads(DESK)
def one(reading: Reading, member_id: int) -> Member:
    """One place. Raises DeskError where it is gone."""
    (member,) = _members(reading, [_row(reading, member_id)])
    return member


@reads(DESK)
def of_group(reading: Reading, group_id: int, day: date | None = None) -> tuple[Member, ...]:
    """Who has a place on that day, today where none is given, in Danish order."""
    on = (day or reading.today).isoformat()
    return _members(
        reading,
        reading.rows(
            f"{_ALL} WHERE m.group_id = ? AND m.from_on <= ? AND coalesce(m.to_on, '9999') >= ?"
            " AND coalesce(g.ends_on, '9999') >= ?",
            (group_id, on, on, on),
        ),
    )


@reads(DESK)
def to_come(reading: Reading, group_id: int) -> tuple[Member, ...]:
    """Whose place begins after today, who begins first first."""
    rows = reading.rows(
        f"{_ALL} WHERE m.group_id = ? AND m.from_on > ?", (group_id, reading.today.isoformat())
    )
    return tuple(sorted(_members(reading, rows), key=lambda member: member.from_on))


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int) -> tuple[Membership, ...]:
    """All places of one, those they have or will have first, then what is over, latest first."""
    reading.about(citizen_id)
    found = [
        _membership(row, reading.today)
        for row in reading.rows(
            f"{_ALL} WHERE m.citizen_id = ? ORDER BY m.from_on DESC, m.id DESC", (citizen_id,)
        )
    ]
    return tuple(sorted(found, key=lambda line: line.over))


@reads(DESK)
def clashes(
    reading: Reading, group_id: int, citizen_id: int, from_on: date | None = None
) -> tuple[Clash, ...]:
    """What somebody has at the time of the next 20 meetings, `from_on` or later; refuses nothing.

    A time of their own, or a meeting of another group they have a place in that day, in order.
    """
    reading.about(citizen_id)
    rows = reading.rows(
        "WITH coming AS (SELECT starts_at, ends_at, starts_on FROM group_session"
        " WHERE group_id = :group AND status = 'planned' AND starts_at > :now"
        " AND starts_on >= :first ORDER BY starts_at LIMIT :most)"
        " SELECT n.starts_at, n.starts_on, t.kind, coalesce(k.label, '') AS label, '' AS other"
        " FROM coming n JOIN slot t ON t.citizen_id = :citizen"
        " AND t.status IN ('booked', 'attended')"
        " AND t.starts_at < n.ends_at AND t.ends_at > n.starts_at"
        " LEFT JOIN activity_kind k ON k.code = t.kind"
        " UNION SELECT n.starts_at, n.starts_on, '', '', g.name FROM coming n"
        " JOIN group_session s ON s.group_id <> :group AND s.status = 'planned'"
        " AND s.starts_on BETWEEN date(n.starts_on, '-1 day') AND date(n.starts_on, '+1 day')"
        " AND s.starts_at < n.ends_at AND s.ends_at > n.starts_at"
        " JOIN group_member m ON m.group_id = s.group_id AND m.citizen_id = :citizen"
        " AND m.from_on <= s.starts_on AND coalesce(m.to_on, '9999') >= s.starts_on"
        " JOIN group_activity g ON g.id = s.group_id ORDER BY 1, 5, 3",
        {
            "group": group_id,
            "citizen": citizen_id,
            "now": stored(reading.now),
            "first": (from_on or reading.today).isoformat(),
            "most": MOST_MEETINGS,
        },
    )
    return tuple(
        Clash(
            date.fromisoformat(row["starts_on"]),
            from_stored(row["starts_at"]),
            _("the group {group}").format(group=row["other"])
            if row["other"]
            else within_a_line(shown_label("activity_kind", row["kind"], row["label"])),
        )
        for row in rows
    )


# Rules -------------------------------------------------------------------------------------------


def _refusal(
    unit: Unit,
    error: sqlite3.IntegrityError,
    group: Row,
    citizen_id: int,
    first: date,
    last: date | None,
    but: int | None = None,
) -> DeskError:
    """What the engine refused, in words; to be raised in its place, in the same unit of work."""
    if str(error) == "group: full":
        return full(unit, group, first, but=but)
    said = already(unit, group["id"], citizen_id, first, last, but=but)
    if str(error) != "group: member already" or said is None:
        raise error
    return said


def already(
    reading: Reading,
    group_id: int,
    citizen_id: int,
    first: date,
    last: date | None = None,
    *,
    but: int | None = None,
) -> DeskError | None:
    """What is said to one who has a place, `but` for that one, on any of these days; None: none."""
    row = reading.one(
        f"{_ALL} WHERE m.group_id = ? AND m.citizen_id = ? AND m.id IS NOT ?"
        " AND coalesce(m.to_on, '9999') >= ? AND m.from_on <= ? ORDER BY m.from_on",
        (group_id, citizen_id, but, first.isoformat(), last.isoformat() if last else "9999"),
    )
    if row is None:
        return None
    return DeskError(
        _("{name} has a place already ({when}).").format(
            name=enquiries.short_name(row), when=_days_said(row, reading.today)
        ),
        field="who",
    )


def _days_said(row: Row, today: date) -> str:
    """`since 3.11.`, `from 3.12.`, `until 20.11.`, `3.9. to 5.11.`."""
    first, last = date.fromisoformat(row["from_on"]), day_of(row["to_on"])
    begins = short_day(first, today)
    if last is None:
        said = _("since {day}") if first <= today else _("from {day}")
        return said.format(day=begins)
    return _("{first} to {last}").format(first=begins, last=short_day(last, today))


def end_place(unit: Unit, row: Row, last: date, why: str) -> None:
    """Let a place end; one that begins later never was, and who waited for it was given none."""
    if row["from_on"] > max(last, unit.today).isoformat():
        for waited in unit.rows("SELECT id FROM group_waiting WHERE member_id = ?", (row["id"],)):
            unit.update("group_waiting", waited["id"], {"member_id": None})
        unit.delete("group_member", row["id"])
    else:
        ends = max(last.isoformat(), row["from_on"])
        unit.update("group_member", row["id"], {"to_on": ends, "end_why": why})
    # Of meetings after that there is nothing to tell them any more.
    for told in unit.rows(
        "SELECT t.session_id FROM group_told t JOIN group_session s ON s.id = t.session_id"
        " WHERE t.citizen_id = ? AND t.told = 0 AND s.group_id = ? AND s.starts_on > ?",
        (row["citizen_id"], row["group_id"], last.isoformat()),
    ):
        unit.delete("group_told", (told["session_id"], row["citizen_id"]))


_ALL = (
    "SELECT m.*, c.given_name, c.family_name, g.name AS group_name, g.kind, g.ends_on"
    " FROM group_member m JOIN citizen c ON c.id = m.citizen_id"
    " JOIN group_activity g ON g.id = m.group_id"
)


def _row(reading: Reading, member_id: int) -> Row:
    row = reading.one(f"{_ALL} WHERE m.id = ?", (member_id,))
    if row is None:
        raise DeskError(_("That place is not there any more."))
    reading.about(row["citizen_id"])
    return row


def _members(reading: Reading, rows: Iterable[Row]) -> tuple[Member, ...]:
    there = list(rows)
    shown = short_names_of(reading, there)
    found = [
        Member(
            member_id=row["id"],
            version=row["version"],
            group_id=row["group_id"],
            citizen_id=row["citizen_id"],
            name=shown[row["citizen_id"]],
            full_name=names.full_name(row["given_name"], row["family_name"]),
            from_on=date.fromisoformat(row["from_on"]),
            to_on=day_of(row["to_on"]),
            end_why=why_said(row["end_why"]),
            note=row["note"],
        )
        for row in there
    ]
    return tuple(sorted(found, key=lambda one: (names.sort_key(one.full_name), one.citizen_id)))


def _membership(row: Row, today: date) -> Membership:
    last = min((day for day in (row["to_on"], row["ends_on"]) if day), default=None)
    return Membership(
        member_id=row["id"],
        version=row["version"],
        group_id=row["group_id"],
        group=row["group_name"],
        kind=row["kind"],
        from_on=date.fromisoformat(row["from_on"]),
        to_on=day_of(row["to_on"]),
        over=last is not None and last < today.isoformat(),
        end_why=why_said(row["end_why"]),
        note=row["note"],
        words=_days_said(dict(row) | {"to_on": last}, today),
    )
