"""Groups: who leads, who helps, when and where they meet, how many places; made, changed, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.house import group_ending, group_laying, group_rules, group_writing, names
from din_indgang_tui.house.codes import shown_label
from din_indgang_tui.house.group_laying import DateAnswer, Relaid
from din_indgang_tui.house.group_places import group_row, no_group
from din_indgang_tui.house.group_rules import GroupException, Rule
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.group_told import PART
from din_indgang_tui.house.group_writing import Helper, NewGroup
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, DESK, ROLL, Role
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import full_day


@dataclass(frozen=True, slots=True)
class GroupActivity:
    """One group as it stands. `members` have a place today, `waiting` wait for one.

    `next_at` (UTC) is its next planned meeting that has not begun.
    """

    group_id: int
    version: int
    name: str
    kind: str
    description: str
    room: str | None
    room_label: str
    place: str
    leader_id: int | None
    leader: str
    capacity: int | None
    drop_in: bool
    needs_assessment: str
    legal_basis: str
    rule: Rule | None
    start_time: time | None
    minutes: int
    starts_on: date | None
    ends_on: date | None
    exceptions: tuple[GroupException, ...]
    helpers: tuple[Helper, ...]
    members: int
    waiting: int
    next_at: datetime | None

    @property
    def where(self) -> str:
        """The room, or the place where it is not in the house; empty where nobody has said."""
        return self.room_label or self.place

    @property
    def free(self) -> int | None:
        """How many places are free today; None where there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.members)

    def is_over(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.ends_on is not None and self.ends_on < today

    def when(self, today: date) -> str:
        """`hver torsdag kl. 10.30-12.00, ikke uge 52`, what is past left out; empty: no rule."""
        if self.rule is None or self.start_time is None:
            return ""
        coming = [one for one in self.exceptions if one.last_on >= today]
        return group_rules.words(self.rule, self.start_time, self.minutes, coming)

    def as_new(self) -> NewGroup:
        """What may be written of it, as it stands: to be changed with `dataclasses.replace`."""
        return NewGroup(
            name=self.name,
            kind=self.kind,
            description=self.description,
            room=self.room,
            place=self.place,
            leader_id=self.leader_id,
            capacity=self.capacity,
            drop_in=self.drop_in,
            needs_assessment=self.needs_assessment,
            legal_basis=self.legal_basis,
            rule=self.rule,
            start_time=self.start_time,
            minutes=self.minutes,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            exceptions=self.exceptions,
            helpers=self.helpers,
        )


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of the meetings to come, and, where the group was ended, of its places.

    `stayed` are meetings from now on that were changed by hand, and are as they were.
    """

    laid: int = 0
    kept: int = 0
    removed: int = 0
    stayed: tuple[Session, ...] = ()
    without_leader: tuple[date, ...] = ()
    without_room: tuple[date, ...] = ()
    places: int = 0
    waiting: int = 0

    @property
    def words(self) -> str:
        """The same in sentences; empty where nothing became of anything."""
        said = []
        if self.laid:
            said.append(
                ngettext(
                    "{n} meeting was laid out.", "{n} meetings were laid out.", self.laid
                ).format(n=self.laid)
            )
        if self.removed > self.laid:
            gone = self.removed - self.laid
            said.append(
                ngettext("{n} meeting is gone.", "{n} meetings are gone.", gone).format(n=gone)
            )
        by_hand = tuple(one.day for one in self.stayed)
        for text, days in (
            (_("Changed by hand, and as before: {days}"), by_hand),
            (_("Without a leader: {days}"), self.without_leader),
            (_("Without a room: {days}"), self.without_room),
        ):
            if days:
                said.append(text.format(days=group_laying.days_said(days)))
        if self.places:
            said.append(
                ngettext("{n} place ends.", "{n} places end.", self.places).format(n=self.places)
            )
        if self.waiting:
            said.append(
                ngettext(
                    "{n} does not wait any more.", "{n} do not wait any more.", self.waiting
                ).format(n=self.waiting)
            )
        return " ".join(said)


# Making, changing, ending ------------------------------------------------------------------------


@changes(COACHES, PART, "slots")
def make(unit: Unit, new: NewGroup) -> int:
    """A new group, its meetings laid out from today on. Returns its number.

    Raises DeskError, by its field, for what it cannot be: no name, a rule that never happens, an
    end before the start, minutes out of 5-720, a code that is none.
    """
    values = group_writing.checked(unit, new, None)
    plan = group_writing.plan(unit, new)
    group_id = unit.insert(
        "group_activity",
        {
            **values,
            "laid_to_on": None if plan is None else group_laying.horizon(unit).isoformat(),
            "created_at": stored(unit.now),
            "created_by": unit.who.staff_id,
        },
    )
    group_writing.write_beside(unit, group_id, new)
    group_laying.relay(unit, group_id, plan)
    return group_id


@changes(COACHES, PART, "slots")
def change(unit: Unit, group_id: int, version: int, new: NewGroup) -> Changed:
    """The group as `new` says. Its meetings from now on that nobody touched are laid anew with it.

    Raises DeskError as `make`, and (field "capacity") for fewer places than are taken today or on a
    day to come; Conflict where somebody changed it since `version`.
    """
    row = group_row(unit, group_id)
    values = group_writing.checked(unit, new, row)
    if new.ends_on is not None and values["ends_on"] != row["ends_on"]:
        group_ending.not_before_a_meeting_held(unit, group_id, new.ends_on, field="ends_on")
    before, plan = group_laying.plan_of(unit, row), group_writing.plan(unit, new)
    if plan is not None and plan != before:
        values["laid_to_on"] = group_laying.horizon(unit).isoformat()
    written = unit.update("group_activity", group_id, values, version=version)
    if group_writing.write_beside(unit, group_id, new) and not written:
        # Whoever looks at it must see that what stands beside the row is another.
        unit.update("group_activity", group_id, {"version": version + 1})
    if plan == before:
        return Changed()
    return _changed(group_laying.relay(unit, group_id, plan))


@changes(COACHES, PART, "slots")
def end(unit: Unit, group_id: int, version: int, last_on: date) -> Changed:
    """The group ends with that day: untouched meetings after it are taken away, its places end.

    Whoever waits for a place does not wait any more. What was held, or was changed by hand, stays.
    Raises DeskError (field "last_on") before its first day or a meeting held, or where it ended
    already; Conflict where somebody changed it since `version`.
    """
    row = group_row(unit, group_id)
    day = last_on.isoformat()
    if row["starts_on"] is not None and day < row["starts_on"]:
        raise DeskError(
            _("The group begins on {day}, so it cannot end before.").format(
                day=full_day(date.fromisoformat(row["starts_on"]))
            ),
            field="last_on",
        )
    if row["ends_on"] is not None and row["ends_on"] < min(day, unit.today.isoformat()):
        raise DeskError(
            _("The group ended already, on {day}.").format(
                day=full_day(date.fromisoformat(row["ends_on"]))
            ),
            field="last_on",
        )
    group_ending.not_before_a_meeting_held(unit, group_id, last_on)
    unit.update("group_activity", group_id, {"ends_on": day}, version=version)
    plan = group_laying.plan_of(unit, group_row(unit, group_id))
    relaid = group_laying.relay(unit, group_id, plan)
    places = group_writing.end_places(unit, group_id, last_on)
    return _changed(relaid, places, group_writing.end_waiting(unit, group_id))


def _changed(relaid: Relaid, places: int = 0, waiting: int = 0) -> Changed:
    laid = [one for one in relaid.answers if one.is_laid and not one.stays]
    return Changed(
        laid=relaid.laid,
        kept=relaid.kept,
        removed=relaid.removed,
        stayed=relaid.stayed,
        without_leader=tuple(one.day for one in laid if one.lacks_leader),
        without_room=tuple(one.day for one in laid if one.lacks_room),
        places=places,
        waiting=waiting,
    )


@reads(DESK)
def preview(reading: Reading, new: NewGroup, group_id: int | None = None) -> tuple[DateAnswer, ...]:
    """The answer for each coming date, up to a year ahead, before anything is saved.

    `group_id` for a group that is there: its own meetings are not in the way. Raises DeskError, by
    its field, for a rule, times or days that cannot be; none without a rule.
    """
    plan = group_writing.plan(reading, new)
    if plan is None:
        return ()
    last = group_laying.horizon(reading)
    return tuple(group_laying.answers(reading, plan, reading.today, last, group_id=group_id))


# Reading -----------------------------------------------------------------------------------------


@reads(ROLL)
def all_groups(reading: Reading, *, ended: bool = False) -> list[GroupActivity]:
    """The groups of today and to come, or with `ended` those that are over, by name.

    A volunteer sees those they lead or help in.
    """
    over = "g.ends_on < :today" if ended else "(g.ends_on IS NULL OR g.ends_on >= :today)"
    found = _groups(reading, over)
    return sorted(found, key=lambda one: (names.sort_key(one.name), one.group_id))


@reads(ROLL)
def one(reading: Reading, group_id: int) -> GroupActivity:
    """One group. Raises DeskError where there is none, or not for that volunteer."""
    found = _groups(reading, "g.id = :id", id=group_id)
    if not found:
        raise no_group()
    return found[0]


@reads(ROLL)
def mine(reading: Reading, staff_id: int) -> frozenset[int]:
    """The numbers of the groups that a colleague leads, also a meeting of, or helps in."""
    return frozenset(
        row["id"]
        for row in reading.rows(
            f"SELECT g.id FROM group_activity g WHERE {_MINE}",
            {"me": staff_id, "today": reading.today.isoformat()},
        )
    )


_MINE = (
    "(g.leader_id = :me OR EXISTS (SELECT 1 FROM group_helper h WHERE h.group_id = g.id"
    " AND h.staff_id = :me) OR EXISTS (SELECT 1 FROM group_session m WHERE m.group_id = g.id"
    " AND m.leader_id = :me AND m.starts_on >= :today))"
)
_ALL = (
    "SELECT g.*, coalesce(w.name, '') AS leader, r.label AS room_label,"
    " (SELECT count(*) FROM group_member p WHERE p.group_id = g.id AND p.from_on <= :today"
    " AND (p.to_on IS NULL OR p.to_on >= :today)) AS members,"
    " (SELECT count(*) FROM group_waiting q WHERE q.group_id = g.id AND q.ended_on IS NULL)"
    " AS waiting,"
    " (SELECT min(m.starts_at) FROM group_session m WHERE m.group_id = g.id"
    " AND m.starts_at >= :now AND m.status = 'planned') AS next_at"
    " FROM group_activity g LEFT JOIN staff w ON w.id = g.leader_id"
    " LEFT JOIN room r ON r.code = g.room"
)


def _groups(reading: Reading, which: str, **values: Value) -> list[GroupActivity]:
    own = f" AND {_MINE}" if reading.who.role is Role.VOLUNTEER else ""
    rows = reading.rows(
        f"{_ALL} WHERE {which}{own}",
        {
            "today": reading.today.isoformat(),
            "now": stored(reading.now),
            "me": reading.who.staff_id,
            **values,
        },
    )
    return [_group(reading, row) for row in rows]


def _group(reading: Reading, row: Row) -> GroupActivity:
    return GroupActivity(
        group_id=row["id"],
        version=row["version"],
        name=row["name"],
        kind=row["kind"],
        description=row["description"],
        room=row["room"],
        room_label=shown_label("room", row["room"], row["room_label"]) if row["room"] else "",
        place=row["place"],
        leader_id=row["leader_id"],
        leader=row["leader"],
        capacity=row["capacity"],
        drop_in=bool(row["drop_in"]),
        needs_assessment=row["needs_assessment"],
        legal_basis=row["legal_basis"],
        rule=group_rules.of_text(row["rule"]) if row["rule"] else None,
        start_time=time.fromisoformat(row["start_time"]) if row["start_time"] else None,
        minutes=row["minutes"],
        starts_on=date.fromisoformat(row["starts_on"]) if row["starts_on"] else None,
        ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
        exceptions=group_laying.exceptions_of(reading, row["id"]),
        helpers=tuple(
            Helper(helper["staff_id"], helper["name"], helper["part"])
            for helper in reading.rows(
                "SELECT h.*, w.name FROM group_helper h JOIN staff w ON w.id = h.staff_id"
                " WHERE h.group_id = ? ORDER BY w.name, w.id",
                (row["id"],),
            )
        ),
        members=row["members"],
        waiting=row["waiting"],
        next_at=from_stored(row["next_at"]) if row["next_at"] else None,
    )
