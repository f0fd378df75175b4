"""Places that several give, end and take back, and those who wait for them, beside plain Python."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import group_members, group_waiting
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role, Who
from tests.group_scene import group
from tests.scene import OWNER, HandClock, citizen, copy_of, everything, found, hurry, rows, write

DAY = timedelta(days=1)
SOON = 14
FAR = 120  # days; nothing of the model begins or ends further from any other day of it

_kept = tempfile.TemporaryDirectory(prefix="places")  # until the tests end
_houses = Path(_kept.name)
_who = found(_houses / "new.db")
BO, METTE = _who[Role.HOST], _who[Role.COACH]


def _furnish() -> tuple[list[int], int]:
    """Five people and a group with two places."""
    door = Door(_houses / "new.db", HandClock())
    known = [citizen(door, OWNER, name) for name in ("Kirsten", "Ali", "Ea", "Ib", "Pil")]
    number = group(door, capacity=2)
    door.close()
    return known, number


CITIZENS, GROUP = _furnish()


@dataclass(frozen=True)
class Place:
    """A place as plain Python keeps it."""

    citizen: int
    first: date
    last: date | None

    def has(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Waits:
    """One line of the waiting list; `place`: the one they got."""

    citizen: int
    open: bool = True
    place: int | None = None


Thing = Place | Waits | None


@dataclass
class Deed:
    """What somebody did: what was there before of all that it touched."""

    who: Who
    before: dict[tuple[str, int], Thing]
    done: bool = True


class Places(RuleBasedStateMachine):
    """Every deed is done in the house and in the model; what one refuses, the other does too."""

    DESK = st.integers(0, 1)
    COLLEAGUE = st.sampled_from([BO, METTE])
    CITIZEN = st.sampled_from(CITIZENS)
    AHEAD = st.none() | st.sampled_from([-2, 0, 1, 3, 9, 20])  # days from today

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=_houses))
        path = copy_of(_houses / "new.db", self.folder / "house.db")
        self.clock = HandClock()
        self.doors = [hurry(Door(path, self.clock)) for _ in range(2)]
        self.things: dict[tuple[str, int], Place | Waits] = {}
        self.deeds: list[Deed] = []
        self.capacity = 2

    def teardown(self) -> None:
        for door in self.doors:
            door.close()
        shutil.rmtree(self.folder)

    # The model ------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return local_date(self.clock())

    def in_days(self, ahead: int | None) -> date | None:
        return None if ahead is None else self.today + ahead * DAY

    @property
    def places(self) -> dict[int, Place]:
        return {key[1]: one for key, one in self.things.items() if isinstance(one, Place)}

    @property
    def line(self) -> list[tuple[int, Waits]]:
        # Whoever comes later has a higher number.
        waits = [(key[1], one) for key, one in self.things.items() if isinstance(one, Waits)]
        return sorted((one for one in waits if one[1].open), key=lambda one: one[0])

    def taken(self, day: date, but: int = 0) -> int:
        return sum(one.has(day) for number, one in self.places.items() if number != but)

    def fits(self, place: Place, but: int = 0) -> bool:
        """Whether there is room for it on each of its days, and they have no other place then."""
        days = [place.first + n * DAY for n in range(FAR)]
        mine = [one for n, one in self.places.items() if n != but and one.citizen == place.citizen]
        return (place.last is None or place.first <= place.last) and all(
            self.taken(day, but) < self.capacity and not any(one.has(day) for one in mine)
            for day in days
            if place.has(day)
        )

    def free_from(self) -> date | None:
        """The first day from which there is room for good."""
        full = [n for n in range(FAR) if self.taken(self.today + n * DAY) >= self.capacity]
        after = max(full, default=-1) + 1
        return None if after == FAR else self.today + after * DAY

    def from_when(self, first: date | None) -> date:
        """From when somebody has a place: as was said, today, or when one is left soon."""
        free = self.free_from()
        soon = free is not None and free <= self.today + SOON * DAY
        return first or (free if soon and free else self.today)

    def does(self, n: int, who: Who, allowed: bool, deed: Callable[..., Any], *args: Any) -> Any:
        """The answer, or None where it was refused: then nothing at all was written."""
        door = self.doors[n]
        before = door.read(OWNER, everything)
        try:
            answer = door.change(who, deed, *args)
        except DeskError as refused:
            assert not allowed, refused.message
            assert door.read(OWNER, everything) == before
            return None
        assert allowed
        return answer

    def did(self, who: Who, now: dict[tuple[str, int], Thing]) -> None:
        """What became of what; on the list of what can be taken back, where anything changed."""
        before = {key: self.things.get(key) for key in now}
        if before != now:
            self.deeds.append(Deed(who, before))
            self.put(now)

    def put(self, now: dict[tuple[str, int], Thing]) -> None:
        for key, thing in now.items():
            if thing is None:
                del self.things[key]
            else:
                self.things[key] = thing

    def got(self, who: Who, member_id: int, place: Place) -> None:
        """A new place, which ends their waiting."""
        now: dict[tuple[str, int], Thing] = {("place", member_id): place}
        for number, one in self.line:
            if one.citizen == place.citizen:
                now["waits", number] = replace(one, open=False, place=member_id)
        self.did(who, now)

    # The deeds ------------------------------------------------------------------------------

    @initialize()
    def some_have_a_place_and_one_waits(self) -> None:
        self.join(0, BO, CITIZENS[0], None, None)
        self.join(1, METTE, CITIZENS[1], None, 9)
        self.join(1, BO, CITIZENS[2], 20, None)
        self.wait(0, METTE, CITIZENS[3])

    @rule(n=DESK, who=COLLEAGUE, citizen_id=CITIZEN, first=AHEAD, last=AHEAD)
    def join(self, n: int, who: Who, citizen_id: int, first: int | None, last: int | None) -> None:
        days = self.in_days(first), self.in_days(last)
        place = Place(citizen_id, self.from_when(days[0]), days[1])
        answer = self.does(n, who, self.fits(place), group_members.add, GROUP, citizen_id, *days)
        if answer is not None:
            assert (answer.from_on, answer.to_on) == (place.first, place.last)
            self.got(who, answer.member_id, place)

    @rule(n=DESK, who=COLLEAGUE, citizen_id=CITIZEN)
    def wait(self, n: int, who: Who, citizen_id: int) -> None:
        allowed = all(one.citizen != citizen_id for _number, one in self.line) and not any(
            one.citizen == citizen_id and (one.last is None or one.last >= self.today)
            for one in self.places.values()
        )
        answer = self.does(n, who, allowed, group_waiting.wait, GROUP, citizen_id)
        if answer is not None:
            assert answer.number == len(self.line) + 1
            self.did(who, {("waits", answer.waiting_id): Waits(citizen_id)})

    @precondition(lambda self: self.line)
    @rule(n=DESK, who=COLLEAGUE, data=st.data(), first=AHEAD)
    def give(self, n: int, who: Who, data: st.DataObject, first: int | None) -> None:
        number, one = data.draw(st.sampled_from(self.line))
        day = self.in_days(first)
        place = Place(one.citizen, self.from_when(day), None)
        version = self.version(n, "group_waiting", number)
        args = (number, version, day)
        answer = self.does(n, who, self.fits(place), group_waiting.give, *args)
        if answer is not None:
            self.got(who, answer.member_id, place)

    @precondition(lambda self: self.line)
    @rule(n=DESK, who=COLLEAGUE, data=st.data())
    def withdraw(self, n: int, who: Who, data: st.DataObject) -> None:
        number, one = data.draw(st.sampled_from(self.line))
        version = self.version(n, "group_waiting", number)
        self.does(n, who, True, group_waiting.withdraw, number, version)
        self.did(who, {("waits", number): replace(one, open=False)})

    @precondition(lambda self: self.places)
    @rule(n=DESK, who=COLLEAGUE, data=st.data(), last=AHEAD)
    def end(self, n: int, who: Who, data: st.DataObject, last: int | None) -> None:
        number = data.draw(st.sampled_from(sorted(self.places)))
        place, day = self.places[number], self.in_days(last)
        ends = day or self.today
        allowed = (place.last is None or place.last >= ends) and (day is None or day >= place.first)
        version = self.version(n, "group_member", number)
        if self.does(n, who, allowed, group_members.end, number, version, day) is None:
            return
        if place.first <= ends:
            self.did(who, {("place", number): replace(place, last=ends)})
            return
        now: dict[tuple[str, int], Thing] = {("place", number): None}
        for key, one in self.things.items():
            if isinstance(one, Waits) and one.place == number:
                now[key] = replace(one, place=None)
        self.did(who, now)

    @precondition(lambda self: self.places)
    @rule(n=DESK, who=COLLEAGUE, data=st.data(), first=AHEAD, last=AHEAD)
    def change(
        self, n: int, who: Who, data: st.DataObject, first: int | None, last: int | None
    ) -> None:
        number = data.draw(st.sampled_from(sorted(self.places)))
        before = self.places[number]
        place = replace(before, first=self.in_days(first) or before.first, last=self.in_days(last))
        values = {
            "from_on": place.first.isoformat(),
            "to_on": place.last.isoformat() if place.last else "",
        }
        version = self.version(n, "group_member", number)
        args = (number, version, values)
        allowed = place == before or self.fits(place, number)
        if self.does(n, who, allowed, group_members.change, *args) is not None:
            self.did(who, {("place", number): place})

    @rule(n=DESK, who=COLLEAGUE)
    def take_back(self, n: int, who: Who) -> None:
        mine = [number for number, deed in enumerate(self.deeds) if deed.done and deed.who is who]
        allowed = bool(mine)
        if mine:
            last = self.deeds[mine[-1]]
            later = [deed for deed in self.deeds[mine[-1] + 1 :] if deed.done]
            allowed = not any(deed.before.keys() & last.before.keys() for deed in later)
            allowed = allowed and all(self.can_be(*one) for one in last.before.items())
        if self.does(n, who, allowed, undo) is not None:
            last.done = False
            self.put(last.before)

    def can_be(self, key: tuple[str, int], thing: Thing) -> bool:
        """Whether what was there before still has room."""
        if isinstance(thing, Waits) and thing.open:
            return all(one.citizen != thing.citizen or n == key[1] for n, one in self.line)
        return not isinstance(thing, Place) or self.fits(thing, key[1])

    @rule(more=st.integers(0, 2))
    def there_are_more_places_or_fewer(self, more: int) -> None:
        days = [self.today + n * DAY for n in range(-FAR, FAR)]
        self.capacity = max(1, *map(self.taken, days)) + more
        self.doors[0].change(OWNER, write, "group_activity", GROUP, {"capacity": self.capacity})

    @rule(days=st.sampled_from([1, 4]))
    def time_passes(self, days: int) -> None:
        self.clock.move(days=days)

    # What must be so ------------------------------------------------------------------------

    def version(self, n: int, table: str, number: int) -> int:
        of = f"SELECT version FROM {table} WHERE id = ?"
        ((version,),) = self.doors[n].read(OWNER, rows, of, (number,))
        return int(version)

    @invariant()
    def the_house_says_the_same_of_each_day(self) -> None:
        for number in range(-30, 31, 3):
            day = self.today + number * DAY
            should = {key for key, one in self.places.items() if one.has(day)}
            assert len(should) <= self.capacity or number < 0
            there = self.doors[0].read(BO, group_members.of_group, GROUP, day)
            assert {one.member_id for one in there} == should

    @invariant()
    def the_line_keeps_its_order(self) -> None:
        there = self.doors[1].read(BO, group_waiting.of_group, GROUP)
        assert [(one.number, one.waiting_id) for one in there] == [
            (place, number) for place, (number, _one) in enumerate(self.line, start=1)
        ]

    @invariant()
    def what_is_free_is_proposed_to_the_first(self) -> None:
        found = self.doors[0].read(BO, group_waiting.proposal, GROUP)
        free = self.free_from()
        if not self.line or free is None or free > self.today + SOON * DAY:
            assert found is None
            return
        most = max(self.taken(free + n * DAY) for n in range(FAR))
        assert found is not None
        assert found.waiting is not None
        assert (found.waiting.waiting_id, found.free) == (self.line[0][0], self.capacity - most)


Places.TestCase.settings = settings(deadline=None, max_examples=20, stateful_step_count=20)
TestPlaces = Places.TestCase
