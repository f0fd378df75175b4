"""Times that several book, move, mark and take back, in a course that is paused and closed, beside
a plain Python list.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from din_indgang_tui.clock import local, local_date
from din_indgang_tui.house import closing, courses, pauses, slots
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role, Who
from tests.diary_scene import at, course, room, standing, works
from tests.scene import OWNER, HandClock, citizen, copy_of, everything, found, hurry

HELD = (SlotStatus.BOOKED, SlotStatus.ATTENDED)
CANCELLED = (SlotStatus.CANCELLED_CITIZEN, SlotStatus.CANCELLED_HOUSE)
MAY_FOLLOW = {
    "booked": {"attended", "no_show", "cancelled_citizen", "cancelled_house"},
    "attended": {"booked", "no_show"},
    "no_show": {"booked", "attended"},
    "cancelled_citizen": {"booked"},
    "cancelled_house": {"booked"},
}

_kept = tempfile.TemporaryDirectory(prefix="slots")  # until the tests end
_houses = Path(_kept.name)
_who = found(_houses / "new.db")
BO, METTE, PIA = _who[Role.HOST], _who[Role.COACH], _who[Role.OUTREACH]
LEADER = _who[Role.LEADER]  # who pauses and closes the course, and takes nothing back


def _furnish() -> tuple[list[int], int]:
    """Two rooms, hours for Pia Nørgaard on Wednesdays till noon, three people and a course."""
    door = Door(_houses / "new.db", HandClock())
    room(door, "a")
    room(door, "b")
    works(door, PIA, 3, "09:00-12:00")
    known = [citizen(door, OWNER, name) for name in ("Kirsten", "Ali", "Ea")]
    of_kirsten = course(door, known[0], "2026-11-16", ends="2026-11-18")
    door.close()
    return known, of_kirsten


CITIZENS, COURSE = _furnish()
DAY = st.sampled_from([17, 18, 19, 20]).map(lambda number: date(2026, 11, number))

# The model ---------------------------------------------------------------------------------------


@dataclass
class Time:
    """One slot as plain Python keeps it."""

    number: int
    citizen: int
    coach: int
    start: datetime
    minutes: int
    room: str | None
    course: bool
    status: SlotStatus = SlotStatus.BOOKED
    told: bool | None = None
    # What the citizen was told last, and how, while there is something to tell.
    knew: tuple[datetime, int, SlotStatus, bool | None] | None = None
    moves: list[datetime] = field(default_factory=list)

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)

    def meets(self, other: Time) -> bool:
        """Whether both take somebody's or some room's time at once."""
        return (
            self.number != other.number
            and self.status in HELD
            and other.status in HELD
            and self.start < other.end
            and other.start < self.end
            and (
                self.citizen == other.citizen
                or self.coach == other.coach
                or (self.room is not None and self.room == other.room)
            )
        )

    def in_hours(self) -> bool:
        """Mette Juhl has the house's hours, 9 to 15 on these days; Pia Nørgaard her own."""
        begins, ends = local(self.start), local(self.end)
        if begins.hour < 9 or begins.date() != ends.date():
            return False
        last = (ends.hour, ends.minute)
        if self.coach == METTE.staff_id:
            return begins.isoweekday() <= 4 and last <= (15, 0)
        return begins.isoweekday() == 3 and last <= (12, 0)


@dataclass
class Deed:
    """What somebody did to one slot: undone, it is as it was before, or not there."""

    who: Who
    number: int
    before: Time | None
    stands: bool = True


class Diary(RuleBasedStateMachine):
    """Every deed is done in the house and in the model; what one refuses, the other does too."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=_houses))
        path = copy_of(_houses / "new.db", self.folder / "house.db")
        self.clock = HandClock(at("2026-11-17T10:20"))
        self.doors = [hurry(Door(path, self.clock)) for _ in range(2)]
        self.times: dict[int, Time] = {}
        self.deeds: list[Deed] = []
        self.course_is_open = True
        self.pauses: set[date] = set()  # each a day

    def teardown(self) -> None:
        for door in self.doors:
            door.close()
        shutil.rmtree(self.folder)

    def does(
        self, n: int, who: Who, allowed: bool, deed: Callable[..., Any], *args: Any, **more: Any
    ) -> Any:
        """The answer, or None where it was refused: then nothing at all was written."""
        door = self.doors[n]
        before = door.read(OWNER, everything)
        try:
            answer = door.change(who, deed, *args, **more)
        except DeskError as refused:
            assert not allowed, refused.message
            assert door.read(OWNER, everything) == before
            return None
        assert allowed
        return answer

    def did(self, who: Who, number: int, before: Time | None) -> None:
        """On the list of what can be taken back, where anything changed."""
        if before != self.times[number]:
            self.deeds.append(Deed(who, number, before))

    def fits(self, time: Time) -> bool:
        """Whether it meets no other."""
        return not any(time.meets(other) for other in self.times.values())

    @property
    def course_ends(self) -> date:
        return date(2026, 11, 18) + timedelta(days=len(self.pauses))

    def course_holds(self, time: Time) -> bool:
        """Whether it may lie where it does, as far as the course goes it is of."""
        day = local_date(time.start)
        return not time.course or (
            self.course_is_open
            and time.citizen == CITIZENS[0]
            and day <= self.course_ends
            and day not in self.pauses
        )

    def may_begin(self, time: Time) -> bool:
        return (
            local_date(time.start) >= local_date(self.clock())
            and self.course_holds(time)
            and time.in_hours()
            and self.fits(time)
        )

    def tell(self, time: Time, before: Time, told: bool) -> None:
        if max(before.start, time.start) <= self.clock():
            return
        if told:
            time.told = True
            return
        if before.told is not False:
            time.knew = (before.start, before.coach, before.status, before.told)
        time.told = False
        if time.knew is not None and time.knew[:3] == (time.start, time.coach, time.status):
            time.told = time.knew[3]

    @initialize()
    def somebody_has_a_time(self) -> None:
        self.book(0, BO, CITIZENS[0], METTE, at("2026-11-18T10:00"), 45, "a", True)

    START = st.builds(
        lambda day, quarter: at(f"2026-11-{day}T09:00") + timedelta(minutes=15 * quarter),
        st.sampled_from([17, 18, 18, 19]),
        st.integers(0, 8) | st.sampled_from([-4, 12, 22, 60]),
    )
    COLLEAGUE = st.sampled_from([BO, METTE])
    COACH = st.sampled_from([METTE, PIA])
    ROOM = st.sampled_from(["a", "b", None])
    DESK = st.integers(0, 1)

    @rule(
        n=DESK, who=COLLEAGUE, citizen_id=st.sampled_from(CITIZENS), coach=COACH, start=START,
        length=st.sampled_from([30, 45, 50]), code=ROOM, in_course=st.booleans(),
    )  # fmt: skip
    def book(
        self, n: int, who: Who, citizen_id: int, coach: Who, start: datetime, length: int,
        code: str | None, in_course: bool,
    ) -> None:  # fmt: skip
        assert coach.staff_id is not None
        time = Time(0, citizen_id, coach.staff_id, start, length, code, in_course)
        new = NewSlot(
            citizen_id, start, coach.staff_id, minutes=length, room=code,
            course_id=COURSE if in_course else None,
        )  # fmt: skip
        answer = self.does(n, who, self.may_begin(time), slots.book, new)
        if answer is not None:
            time.number = answer.slot_id
            assert time.number not in self.times
            self.times[time.number] = time
            self.did(who, time.number, None)

    @precondition(lambda self: self.times)
    @rule(
        n=DESK, who=COLLEAGUE, data=st.data(), start=START | st.none(), coach=COACH | st.none(),
        code=st.sampled_from(["a", "b", "", None]), told=st.booleans(), stale=st.integers(0, 4),
    )  # fmt: skip
    def move(
        self, n: int, who: Who, data: st.DataObject, start: datetime | None, coach: Who | None,
        code: str | None, told: bool, stale: int,
    ) -> None:  # fmt: skip
        number = data.draw(st.sampled_from(sorted(self.times)))
        before = self.times[number]
        time = deepcopy(before)
        time.start = start or time.start
        time.coach = coach.staff_id or 0 if coach else time.coach
        time.room = time.room if code is None else code or None
        same = time == before
        allowed = (
            before.status is SlotStatus.BOOKED and stale > 0 and (same or self.may_begin(time))
        )
        version = self.doors[n].read(BO, slots.one, number).version - (stale == 0)
        answer = self.does(
            n, who, allowed, slots.move, number, version, starts_at=start,
            coach_id=coach.staff_id if coach else None, room=code, told=told,
        )  # fmt: skip
        if answer is None or same:
            return
        if (time.start, time.coach) != (before.start, before.coach):
            self.tell(time, before, told)
        time.moves.append(before.start)
        self.times[number] = time
        self.did(who, number, before)

    def read(self, n: int, number: int) -> tuple[int, int]:
        return standing(self.doors[n], number)

    @precondition(lambda self: self.times)
    @rule(
        n=DESK, who=COLLEAGUE, data=st.data(), status=st.sampled_from(SlotStatus),
        told=st.booleans(),
    )  # fmt: skip
    def mark(self, n: int, who: Who, data: st.DataObject, status: SlotStatus, told: bool) -> None:
        number = data.draw(st.sampled_from(sorted(self.times)))
        before = self.times[number]
        time = deepcopy(before)
        time.status = status
        now, today = self.clock(), local_date(self.clock())
        allowed = status == before.status or (
            status in MAY_FOLLOW[before.status]
            and self.fits(time)
            and not (
                status is SlotStatus.ATTENDED
                and (local_date(time.start) > today or time.start - now > timedelta(hours=1))
            )
            and not (status is SlotStatus.NO_SHOW and time.start > now)
            # Booked again is as booked, as long as the day is not over.
            and (
                before.status not in CANCELLED
                or local_date(time.start) < today
                or self.course_holds(time)
            )
        )
        if self.does(n, who, allowed, slots.mark, *self.read(n, number), status, told=told) is None:
            return
        if status is not before.status:
            if status is SlotStatus.CANCELLED_HOUSE:
                self.tell(time, before, told)
            elif before.told is False and status is not SlotStatus.BOOKED:
                time.told = None
            elif before.status is SlotStatus.CANCELLED_HOUSE and before.told is not None:
                self.tell(time, before, told=False)
        self.times[number] = time
        self.did(who, number, before)

    @precondition(lambda self: any(time.told is not None for time in self.times.values()))
    @rule(n=DESK, who=COLLEAGUE, data=st.data())
    def told(self, n: int, who: Who, data: st.DataObject) -> None:
        number = data.draw(
            st.sampled_from([one.number for one in self.times.values() if one.told is not None])
        )
        before = deepcopy(self.times[number])
        self.does(n, who, True, slots.tell, *self.read(n, number))
        self.times[number].told = True
        self.did(who, number, before)

    @rule(n=DESK, who=COLLEAGUE)
    def take_back(self, n: int, who: Who) -> None:
        mine = [deed for deed in self.deeds if deed.stands and deed.who is who]
        last = mine[-1] if mine else None
        allowed = False
        if last is not None:
            standing = [deed for deed in self.deeds if deed.stands and deed.number == last.number]
            touched = standing[-1] is not last
            allowed = not touched and (last.before is None or self.fits(last.before))
        if self.does(n, who, allowed, undo) is None or last is None:
            return
        last.stands = False
        if last.before is None:
            del self.times[last.number]
        else:
            self.times[last.number] = last.before

    @precondition(lambda self: self.course_is_open)
    @rule(n=DESK, day=DAY)
    def pause(self, n: int, day: date) -> None:
        allowed = day not in self.pauses and day <= max(self.course_ends, local_date(self.clock()))
        if self.does(n, LEADER, allowed, pauses.begin, COURSE, day, day) is not None:
            self.pauses.add(day)

    @precondition(lambda self: self.course_is_open and len(self.deeds) > 5)
    @rule(n=DESK)
    def close(self, n: int) -> None:
        today = local_date(self.clock())
        version = self.doors[n].read(LEADER, courses.one, COURSE).version
        how = Closing(today, "goal_reached", "none", "no")
        assert self.does(n, LEADER, True, closing.close, COURSE, version, how)
        self.course_is_open = False
        for number, time in self.times.items():
            if time.course and time.status is SlotStatus.BOOKED and time.start > self.clock():
                before = deepcopy(time)
                time.status = SlotStatus.CANCELLED_HOUSE
                self.tell(time, before, told=False)
                self.did(LEADER, number, before)

    @rule(minutes=st.sampled_from([15, 60, 60 * 22]))
    def time_passes(self, minutes: int) -> None:
        self.clock.now += timedelta(minutes=minutes)

    @invariant()
    def the_house_says_the_same(self) -> None:
        day = local_date(at("2026-11-17T10:00"))
        for door in self.doors:
            there = door.read(BO, slots.of_days, day, day + timedelta(days=30))
            should = sorted(self.times.values(), key=lambda one: (one.start, one.number))
            assert [self.line(one) for one in there] == [
                (
                    one.number, one.citizen, one.coach, one.start, one.end, one.room, one.status,
                    one.told, ([None] + [was for was in one.moves if was != one.start])[-1],
                )
                for one in should
            ]  # fmt: skip

    @staticmethod
    def line(one: Slot) -> tuple[Any, ...]:
        return (
            one.slot_id, one.citizen_id, one.coach_id, one.starts_at, one.ends_at, one.room,
            one.status, one.told, one.moved_from,
        )  # fmt: skip

    @invariant()
    def what_a_closed_course_had_to_come_is_let_go(self) -> None:
        booked = [
            one
            for one in self.doors[1].read(BO, slots.of_course, COURSE)
            if one.status is SlotStatus.BOOKED and one.starts_at > self.clock()
        ]
        taken_back = {deed.number for deed in self.deeds if not deed.stands}
        assert self.course_is_open or {one.slot_id for one in booked} <= taken_back

    @invariant()
    def nobody_is_booked_twice(self) -> None:
        day = local_date(at("2026-11-17T10:00"))
        held = [
            one
            for one in self.doors[0].read(BO, slots.of_days, day, day + timedelta(days=30))
            if one.status in HELD
        ]
        for one, other in combinations(held, 2):
            if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
                assert one.citizen_id != other.citizen_id
                assert one.coach_id != other.coach_id
                assert one.room is None or one.room != other.room


Diary.TestCase.settings = settings(deadline=None, max_examples=40, stateful_step_count=25)
TestDiary = Diary.TestCase
