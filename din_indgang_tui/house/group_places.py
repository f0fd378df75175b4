"""The places of a group: who may have one, how many are taken day by day, when one is free.

The triggers of schema.sql decide whether a place can be had; this counts as they do, for the words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from din_indgang_tui.clock import from_stored, local_date
from din_indgang_tui.house import living
from din_indgang_tui.house.codes import within_a_line
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Reading, Row
from din_indgang_tui.words import full_day, short_day

# A place that is free later than this many days from now is nothing to give away today.
SOON = timedelta(days=14)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """A place from a day to a day, both included; no last day: as long as the group."""

    first: date
    last: date | None


@dataclass(frozen=True)
class Places:
    """All places of a group that are or were somebody's; no `capacity`: there is no limit."""

    capacity: int | None
    stays: tuple[Stay, ...]

    def taken(self, day: date) -> int:
        """How many are somebody's on that day."""
        begun, over = self._days
        return bisect_right(begun, day) - bisect_left(over, day)

    @cached_property
    def _days(self) -> tuple[list[date], list[date]]:
        """The first days and the last days in order: a group of ten years has hundreds of each."""
        there = [stay for stay in self.stays if stay.last is None or stay.first <= stay.last]
        over = (stay.last for stay in there if stay.last is not None)
        return sorted(stay.first for stay in there), sorted(over)

    def most(self, first: date, last: date | None = None) -> int:
        """The most that are taken on any day from `first` on, to `last` where there is one."""
        # What is taken can only rise on a day one begins.
        begins = {s.first for s in self.stays if s.first > first and not (last and s.first > last)}
        return max(map(self.taken, {first, *begins}))

    def free_from(self, day: date) -> date | None:
        """The first day, `day` or later, from which a place is free for good; None for never."""
        if self.capacity is None:
            return day
        ends = {stay.last + _DAY for stay in self.stays if stay.last and stay.last >= day}
        return next(
            (first for first in sorted({day, *ends}) if self.most(first) < self.capacity), None
        )

    def free_since(self, day: date) -> date | None:
        """The day on which the one that is free on `day` was left; None for always free."""
        if self.capacity is None:
            return None
        left = {stay.last + _DAY for stay in self.stays if stay.last and stay.last < day}
        full = (first for first in left if self.taken(first - _DAY) >= self.capacity)
        return max(full, default=None)


def group_row(reading: Reading, group_id: int) -> Row:
    """The row of a group. Raises DeskError where it is gone."""
    row = reading.one("SELECT * FROM group_activity WHERE id = ?", (group_id,))
    if row is None:
        raise no_group()
    return row


def no_group() -> DeskError:
    """What is said of a group that is gone."""
    return DeskError(_("That group is not here any more."), field="group")


def running_group(reading: Reading, group_id: int) -> Row:
    """The row of a group that has not had its last day. Raises DeskError where it has."""
    row = group_row(reading, group_id)
    ends = day_of(row["ends_on"])
    if ends is not None and ends < reading.today:
        raise DeskError(
            _("{group} ended on {day}.").format(group=row["name"], day=full_day(ends)),
            field="group",
        )
    return row


def must_hold_all(reading: Reading, group_id: int) -> None:
    """Refuses what leaves a group with fewer places than are taken today, or on a day to come.

    What a form says of it (`group_writing.checked`) is said by its field; this is for an undo.
    """
    group = reading.one("SELECT * FROM group_activity WHERE id = ?", (group_id,))
    if group is None or group["capacity"] is None:
        return
    most = places_of(reading, group).most(reading.today)
    if most > group["capacity"]:
        raise DeskError(
            ngettext(
                "It cannot be undone: {n} has a place in {group} by now.",
                "It cannot be undone: {n} have a place in {group} by now.",
                most,
            ).format(n=most, group=group["name"])
        )


def places_of(reading: Reading, group: Row, *, but: int | None = None) -> Places:
    """The places of this row of group_activity, `but` for one."""
    rows = reading.rows(
        "SELECT from_on, to_on FROM group_member WHERE group_id = ? AND id IS NOT ?",
        (group["id"], but),
    )
    return Places(group["capacity"], stays(rows))


def stays(rows: Iterable[Row]) -> tuple[Stay, ...]:
    """The days of rows of group_member."""
    return tuple(Stay(date.fromisoformat(row["from_on"]), day_of(row["to_on"])) for row in rows)


def first_day(reading: Reading, group: Row) -> date:
    """From when somebody can have a place that is given today.

    Today where there is one, else the day one is left soon; not before the group begins.
    """
    day = max(reading.today, day_of(group["starts_on"]) or reading.today)
    free = places_of(reading, group).free_from(day)
    return free if free is not None and free <= day + SOON else day


def first_new_day(row: Row, first: date) -> date:
    """Of a place that is to begin on `first`: its first day that was not theirs in this row."""
    was_to = day_of(row["to_on"])
    if was_to is None or first.isoformat() < row["from_on"]:
        return first
    return max(first, was_to + _DAY)


def full(reading: Reading, group: Row, first: date, *, but: int | None = None) -> DeskError:
    """What is said to whom the group has no place from `first` on: how many there are and wait."""
    places = places_of(reading, group, but=but)
    capacity = places.capacity or 0
    taken = ngettext("The one place is taken", "All {n} places are taken", capacity).format(
        n=capacity
    )
    # Free that day, and given away later on.
    begins = (stay.first for stay in places.stays if stay.first > first)
    is_free = places.taken(first) < capacity
    when = min(day for day in begins if places.taken(day) >= capacity) if is_free else first
    if when > reading.today:
        taken = _("From {day}: {taken}").format(
            day=short_day(when, reading.today), taken=within_a_line(taken)
        )
    free = places.free_from(first)
    if free is not None:
        return DeskError(
            _("{taken}; one is free from {day}.").format(taken=taken, day=full_day(free)),
            field="from_on",
        )
    waiting = reading.value(
        "SELECT count(*) FROM group_waiting WHERE group_id = ? AND ended_on IS NULL", (group["id"],)
    )
    wait = _("nobody waits")
    if waiting:
        wait = ngettext("{n} waits", "{n} wait", waiting).format(n=waiting)
    return DeskError(
        _("{taken}, and {wait}: the waiting list is open.").format(taken=taken, wait=wait),
        field="from_on",
    )


def somebody(reading: Reading, citizen_id: int | None) -> str:
    """The name of whom a place or a waiting is for. Raises DeskError for the anonymous and dead."""
    if citizen_id is None:
        raise DeskError(_("A place is for somebody: find or write down who it is."), field="who")
    reading.about(citizen_id)
    return living.still_here(reading, citizen_id)


def within(
    reading: Reading,
    group: Row,
    first: date,
    last: date | None,
    looked_at: Collection[str] = ("from_on", "to_on"),
) -> None:
    """Refuse days that follow each other wrongly or lie outside of the group."""
    if last is not None and last < first:
        raise DeskError(_("The end lies before the start."), field="to_on")
    begins, ends = day_of(group["starts_on"]), day_of(group["ends_on"])
    for field, day in (("from_on", first), ("to_on", last)):
        if day is None or field not in looked_at:
            continue
        if begins is not None and day < begins:
            said = _("{group} begins on {day}.").format(group=group["name"], day=full_day(begins))
            raise DeskError(said, field=field)
        if ends is not None and day > ends:
            said = _("{group} ends on {day}.").format(group=group["name"], day=full_day(ends))
            raise DeskError(said, field=field)


def capacity_set_on(reading: Reading, group_id: int) -> date | None:
    """The day somebody last changed how many places there are; None where it is as it began."""
    at = reading.value(
        "SELECT max(u.at) FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
        " WHERE a.table_name = 'group_activity' AND a.row_key = ? AND a.before IS NOT NULL"
        " AND json_type(a.after, '$.capacity') NOT NULL",
        (str(group_id),),
    )
    return local_date(from_stored(at)) if at else None


def day_of(text: str | None) -> date | None:
    """A day as it is stored, or none."""
    return date.fromisoformat(text) if text else None


def day_said(day: date, today: date) -> str:
    """A day at the end of a sentence: `today`, `03.11.2026`."""
    return _("today") if day == today else full_day(day)
