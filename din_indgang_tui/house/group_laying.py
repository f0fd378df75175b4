"""The meetings of a group, laid out from its rule, taking a colleague's and a room's time.

A year ahead, and further at a desk's opening. Where the leader or the room of the group is taken on
a date the meeting is laid all the same, without them, and that is said: a person mends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.house import group_hours, group_rules, working_time
from din_indgang_tui.house.group_rules import GroupException, Rule
from din_indgang_tui.house.group_session_rows import ALL, IN_ORDER, UNTOUCHED, Session, sessions_of
from din_indgang_tui.house.group_taken import LEADER, ROOM, in_the_way, what_is_in_the_way
from din_indgang_tui.house.group_told import PART
from din_indgang_tui.house.slot_columns import times
from din_indgang_tui.house.verdicts import Answer
from din_indgang_tui.house.working_time import Timetable
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import COLLEAGUES, command_line
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads

if TYPE_CHECKING:
    from din_indgang_tui.store.door import Door

AHEAD = timedelta(weeks=53)  # how far meetings stand: the same week of the next year is there
_MOST_SAID = 6  # days that are named one by one
_LEAST_AHEAD = timedelta(weeks=52)  # where fewer weeks stand, more are laid: once a week


@dataclass(frozen=True, slots=True)
class Plan:
    """What the meetings of a group are laid out from; a time on the wall, a length in minutes."""

    rule: Rule
    start_time: time
    minutes: int
    starts_on: date
    ends_on: date | None = None
    exceptions: tuple[GroupException, ...] = ()
    leader_id: int | None = None
    room: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """The answer for one date of the rule: whether a meeting is laid, and what is to be known.

    `starts_at` (UTC) is None where none is laid. `leader_id` and `room` are what it is laid with:
    None where they are taken (then it `lacks` them), or the group has none. `words` are for the
    middle of a line. `stays`: a meeting stands there already, changed by hand, held or begun, and
    a new rule leaves it as it is.
    """

    day: date
    starts_at: datetime | None
    answer: Answer
    words: str
    leader_id: int | None = None
    room: str | None = None
    lacks_leader: bool = False
    lacks_room: bool = False
    stays: bool = False

    @property
    def is_laid(self) -> bool:
        """Whether the group meets that day."""
        return self.starts_at is not None


@dataclass(frozen=True, slots=True)
class Relaid:
    """What became of the meetings to come: `kept` were as the new rule has them already."""

    answers: tuple[DateAnswer, ...] = ()
    laid: int = 0
    kept: int = 0
    removed: int = 0
    stayed: tuple[Session, ...] = ()


def days_said(days: Sequence[date]) -> str:
    """`19.11., 26.11.`: the first of them where they are many, and how many more there are."""
    said = ", ".join(f"{day:%d.%m.}" for day in days[:_MOST_SAID])
    more = len(days) - _MOST_SAID
    return _("{days} and {n} more").format(days=said, n=more) if more > 0 else said


def horizon(reading: Reading) -> date:
    """The last day that meetings are laid out to today."""
    return reading.today + AHEAD


# An answer for every date ------------------------------------------------------------------------


def answers(
    reading: Reading, plan: Plan, first: date, last: date, *, group_id: int | None = None
) -> list[DateAnswer]:
    """The answer for every date of the rule from `first` to `last`, both included, in order.

    With `group_id` as if its untouched meetings to come were gone, and the others stay.
    """
    days = list(
        takewhile(
            lambda day: day <= last,
            group_rules.days_of_rule(plan.rule, plan.starts_on, plan.ends_on),
        )
    )
    days = [day for day in days if day >= first]
    if not days:
        return []
    table = working_time.timetable(reading, days[0], days[-1])
    standing, there = _standing(reading, group_id), _there(reading, group_id)
    return [_answer(reading, table, plan, day, standing, there, group_id) for day in days]


def _answer(
    reading: Reading,
    table: Timetable,
    plan: Plan,
    day: date,
    standing: dict[date, datetime],
    there: list[tuple[datetime, datetime]],
    group_id: int | None,
) -> DateAnswer:
    if day in standing:
        return DateAnswer(day, standing[day], Answer.FREE, _("stays as it is"), stays=True)
    out = next((one for one in plan.exceptions if one.holds(day)), None)
    if out is not None:
        words = _("not that day: {why}").format(why=out.why) if out.why else _("not that day")
        return DateAnswer(day, None, Answer.EXCEPTION, words)
    if day in table.closed:
        label = table.closed[day]
        words = _("closed: {label}").format(label=label) if label else _("the house is closed")
        return DateAnswer(day, None, Answer.CLOSED, words)
    starts_at = group_rules.moment_of(day, plan.start_time)
    if starts_at is None:
        return DateAnswer(day, None, Answer.NO_SUCH_TIME, _("the clock skips that time that night"))
    ends_at = starts_at + timedelta(minutes=plan.minutes)
    if any(begins < ends_at and ends > starts_at for begins, ends in there):
        return DateAnswer(day, None, Answer.GROUP_MEETS, _("the group meets then already"))
    said: list[tuple[Answer, str]] = []
    leader = in_the_way(reading, LEADER, plan.leader_id, starts_at, plan.minutes, relaid=group_id)
    if leader is not None:
        what = what_is_in_the_way(reading, LEADER, plan.leader_id, leader)
        said.append((Answer.COACH_TAKEN, _("without a leader: {why}").format(why=what)))
    room = in_the_way(reading, ROOM, plan.room, starts_at, plan.minutes, relaid=group_id)
    if room is not None:
        what = what_is_in_the_way(reading, ROOM, plan.room, room)
        said.append((Answer.ROOM_TAKEN, _("without a room: {why}").format(why=what)))
    said += group_hours.against(
        reading,
        table,
        starts_at,
        plan.minutes,
        leader_id=plan.leader_id if leader is None else None,
        room=plan.room if room is None else None,
        elsewhere=bool(plan.place) and plan.room is None,
    )
    return DateAnswer(
        day,
        starts_at,
        said[0][0] if said else Answer.FREE,
        ", ".join(words for _answer, words in said) or _("free"),
        plan.leader_id if leader is None else None,
        plan.room if room is None else None,
        leader is not None,
        room is not None,
    )


def _standing(reading: Reading, group_id: int | None) -> dict[date, datetime]:
    """The dates of the rule whose meeting stays where the group is laid anew, and when it is."""
    return {
        date.fromisoformat(row["rule_on"]): from_stored(row["starts_at"])
        for row in reading.rows(
            "SELECT m.rule_on, m.starts_at FROM group_session m WHERE m.group_id = :group"
            f" AND m.rule_on IS NOT NULL AND NOT (m.starts_at > :now AND {UNTOUCHED})",
            {"group": group_id, "now": stored(reading.now)},
        )
    }


def _there(reading: Reading, group_id: int | None) -> list[tuple[datetime, datetime]]:
    """When it meets where it is laid anew, by meetings that somebody moved, gave away or added."""
    return [
        (from_stored(row["starts_at"]), from_stored(row["ends_at"]))
        for row in reading.rows(
            "SELECT m.starts_at, m.ends_at FROM group_session m WHERE m.group_id = :group"
            " AND m.status <> 'cancelled' AND m.starts_on >= :first AND m.ref IS NULL"
            f" AND NOT (m.starts_at > :now AND {UNTOUCHED})",
            {
                "group": group_id,
                "now": stored(reading.now),
                "first": (reading.today - timedelta(days=1)).isoformat(),  # may last past midnight
            },
        )
    ]


# Laying them out ---------------------------------------------------------------------------------


def relay(unit: Unit, group_id: int, plan: Plan | None) -> Relaid:
    """Lay the meetings from today on anew; without a plan only take the untouched ones away.

    What was changed by hand, held or has marks stays. What is as the plan has it is not written
    again, so that whoever looks at it reads on.
    """
    found = (
        answers(unit, plan, unit.today, horizon(unit), group_id=group_id)
        if plan is not None
        else []
    )
    wanted = {
        one.day: _values(plan, one)
        for one in found
        if plan is not None and one.is_laid and not one.stays
    }
    kept = removed = 0
    for row in unit.rows(
        f"SELECT m.* FROM group_session m WHERE m.group_id = ? AND m.starts_at > ? AND {UNTOUCHED}",
        (group_id, stored(unit.now)),
    ):
        day = date.fromisoformat(row["rule_on"])
        values = wanted.get(day)
        if values is not None and all(row[name] == value for name, value in values.items()):
            del wanted[day]
            kept += 1
        else:
            unit.delete("group_session", row["id"])
            removed += 1
    for values in wanted.values():
        _insert(unit, group_id, values)
    return Relaid(tuple(found), len(wanted), kept, removed, _stayed(unit, group_id))


def _stayed(reading: Reading, group_id: int) -> tuple[Session, ...]:
    """The meetings from now on that a new rule leaves as they are."""
    rows = reading.rows(
        f"{ALL} WHERE m.group_id = ? AND m.starts_at > ? AND NOT ({UNTOUCHED}){IN_ORDER}",
        (group_id, stored(reading.now)),
    )
    return tuple(sessions_of(rows))


def _values(plan: Plan | None, one: DateAnswer) -> dict[str, Value]:
    assert plan is not None and one.starts_at is not None
    return {
        **times(one.starts_at, plan.minutes),
        "rule_on": one.day.isoformat(),
        "leader_id": one.leader_id,
        "room": one.room,
        "place": plan.place,
    }


def _insert(unit: Unit, group_id: int, values: dict[str, Value]) -> None:
    unit.insert("group_session", {**values, "group_id": group_id, "created_at": stored(unit.now)})


# Further ahead, at a desk's opening --------------------------------------------------------------


@reads(COLLEAGUES)
def is_due(reading: Reading) -> bool:
    """Whether a group has dates that are not laid out yet, and should be."""
    return any(_to_lay(reading))


@changes(COLLEAGUES, PART, "slots")
def lay_ahead(unit: Unit) -> int:
    """Lay the meetings of all groups further ahead. Returns how many were laid, often none.

    It may be asked as often as one likes: what is laid is laid, and dates that somebody cancelled
    or moved are not laid again.
    """
    laid = 0
    for group_id, plan, found in _to_lay(unit):
        # Asked again, since a group before it may have taken the leader or the room.
        for one in answers(unit, plan, found[0], found[-1], group_id=group_id):
            if one.is_laid and not one.stays:
                _insert(unit, group_id, _values(plan, one))
                laid += 1
        unit.update("group_activity", group_id, {"laid_to_on": horizon(unit).isoformat()})
    return laid


def see_to(door: Door) -> None:
    """Lay further ahead what is due, in the name of the account: no undo of a log-in meets it.

    For a desk that starts: it costs one question where nothing is due. Raises StoreError.
    """
    owner = command_line()
    if door.read(owner, is_due):
        door.change(owner, lay_ahead)


def _to_lay(reading: Reading) -> Iterator[tuple[int, Plan, list[date]]]:
    """Each group with dates that are to be laid now: its plan, and those dates."""
    last = horizon(reading)
    for row in reading.rows(
        "SELECT * FROM group_activity WHERE rule <> '' AND laid_to_on < ?"
        " AND (ends_on IS NULL OR ends_on > laid_to_on) ORDER BY id",
        ((reading.today + _LEAST_AHEAD).isoformat(),),
    ):
        plan = plan_of(reading, row)
        assert plan is not None
        first = max(date.fromisoformat(row["laid_to_on"]) + timedelta(days=1), reading.today)
        closed = closed_days(reading, first, last)
        standing = _standing(reading, row["id"])
        days = [
            day
            for day in group_rules.dates(
                plan.rule, plan.starts_on, plan.ends_on, last, plan.exceptions, closed
            )
            if day >= first
            and day not in standing
            and group_rules.moment_of(day, plan.start_time) is not None
        ]
        if days:
            yield row["id"], plan, days


def plan_of(reading: Reading, row: Row) -> Plan | None:
    """What the meetings of a row of `group_activity` are laid out from; None without a rule."""
    if not row["rule"]:
        return None
    return Plan(
        rule=group_rules.of_text(row["rule"]),
        start_time=time.fromisoformat(row["start_time"]),
        minutes=row["minutes"],
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
        exceptions=exceptions_of(reading, row["id"]),
        leader_id=row["leader_id"],
        room=row["room"],
        place=row["place"],
    )


def exceptions_of(reading: Reading, group_id: int) -> tuple[GroupException, ...]:
    """The days on which the rule of a group does not hold, in order."""
    return tuple(
        GroupException(
            date.fromisoformat(row["first_on"]), date.fromisoformat(row["last_on"]), row["why"]
        )
        for row in reading.rows(
            "SELECT * FROM group_exception WHERE group_id = ? ORDER BY first_on, last_on, id",
            (group_id,),
        )
    )


def closed_days(reading: Reading, first: date, last: date) -> set[date]:
    """The days from `first` to `last`, both included, on which the house holds closed."""
    return {
        date.fromisoformat(row["day"])
        for row in reading.rows(
            "SELECT day FROM closed_day WHERE day BETWEEN ? AND ?",
            (first.isoformat(), last.isoformat()),
        )
    }
