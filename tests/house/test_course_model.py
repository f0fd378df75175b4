"""A model of a course in plain dates: open, change, pause, close and undo, in any order."""

from __future__ import annotations

import shutil
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import closing, courses, pauses
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.house.courses import NewCourse
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role, Who
from tests.scene import HandClock, citizen, copy_of, found, hurry

DAY = timedelta(days=1)
_HOUSE: list[tuple[Path, dict[Role, Who], TemporaryDirectory[str]]] = []


def _house() -> tuple[Path, dict[Role, Who]]:
    """One house for all examples; each works in a copy of it."""
    if not _HOUSE:
        folder = TemporaryDirectory()
        path = Path(folder.name) / "house.db"
        _HOUSE.append((path, found(path), folder))
    return _HOUSE[0][:2]


@dataclass
class Plain:
    """A course as a person with a paper calendar would keep it: each day it rests is a day."""

    opened: date
    planned: date
    closed: date | None = None
    pauses: list[list[date | None]] = field(default_factory=list)  # first and last day

    def rest(self, today: date) -> set[date]:
        """Every day it rests, as far as is known."""
        days = set()
        for first, last in self.pauses:
            assert first is not None
            day = first
            while day <= (last or today):
                days.add(day)
                day += DAY
        return days

    def end(self, today: date) -> date:
        """As many days later as it rests."""
        return self.planned + len(self.rest(today)) * DAY


class CourseHouse(RuleBasedStateMachine):
    """One citizen, one coach, and a course at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path, who = _house()
        self.clock = HandClock()
        self.door = hurry(Door(copy_of(path, Path(self.folder.name) / "house.db"), self.clock))
        self.mette = who[Role.COACH]
        self.ida = citizen(self.door, who[Role.HOST], "Ida", "Holm")
        self.plain: list[Plain] = []
        self.before: list[list[Plain]] = []  # the states that undo goes back to

    @initialize()
    def begin(self) -> None:
        self.open_one(0, None)

    def teardown(self) -> None:
        self.door.close()
        shutil.rmtree(self.folder.name)

    @property
    def today(self) -> date:
        return local_date(self.clock.now)

    def running(self) -> Plain | None:
        return next((one for one in self.plain if one.closed is None), None)

    def attempt(self, right: bool, deed: object, *args: object) -> bool:
        """Do it, where plain dates say it can be done; show that it is refused where not."""
        try:
            self.door.change(self.mette, deed, *args)  # type: ignore[arg-type]
        except DeskError:
            assert not right
            return False
        assert right
        self.before.append(deepcopy(self.plain))
        return True

    @rule(days=st.integers(1, 30))
    def time_passes(self, days: int) -> None:
        self.clock.move(days=days)

    @rule(ahead=st.integers(-20, 35), length=st.none() | st.integers(-3, 160))
    def open_one(self, ahead: int, length: int | None) -> None:
        opened = self.today + ahead * DAY
        planned = opened + (140 if length is None else length) * DAY
        right = (
            self.running() is None
            and ahead <= 28
            and all(one.closed <= opened for one in self.plain if one.closed)
            and opened <= planned <= opened + 140 * DAY
        )
        new = NewCourse(
            self.ida, opened, None if length is None else planned, coach_id=self.mette.staff_id
        )
        if self.attempt(right, courses.open_course, new):
            self.plain.append(Plain(opened, planned))

    @precondition(lambda self: self.running())
    @rule(days=st.integers(-5, 150))
    def another_end(self, days: int) -> None:
        one = self.running()
        assert one is not None
        planned = one.opened + days * DAY
        stored = self.door.read(self.mette, courses.open_of, self.ida)
        assert stored is not None
        if planned == one.planned:
            return  # nothing new is no deed
        values = {"planned_end_on": planned.isoformat()}
        if self.attempt(0 <= days <= 140, courses.change, stored.course_id, stored.version, values):
            one.planned = planned

    @precondition(lambda self: self.running())
    @rule(ahead=st.integers(-10, 40), length=st.none() | st.integers(-1, 20))
    def rest(self, ahead: int, length: int | None) -> None:
        one = self.running()
        assert one is not None
        first = self.today + ahead * DAY
        last = None if length is None else first + length * DAY
        apart = all(
            (last is not None and last < other) or (until is not None and until < first)
            for other, until in one.pauses
            if other is not None
        )
        right = (
            first >= one.opened
            and (last is None or last >= first)
            and apart
            and first <= max(one.end(self.today), self.today)
        )
        stored = self.door.read(self.mette, courses.open_of, self.ida)
        assert stored is not None
        if self.attempt(right, pauses.begin, stored.course_id, first, last):
            one.pauses.append([first, last])

    @precondition(lambda self: (one := self.running()) and any(p[1] is None for p in one.pauses))
    @rule(days=st.integers(-2, 20))
    def work_again(self, days: int) -> None:
        one = self.running()
        stored = self.door.read(self.mette, courses.open_of, self.ida)
        assert one is not None and stored is not None
        lasting = next(pause for pause in one.pauses if pause[1] is None)
        assert lasting[0] is not None
        last = lasting[0] + days * DAY
        (pause,) = [kept for kept in stored.pauses if kept.days.last_on is None]
        values = {"last_on": last.isoformat()}
        if self.attempt(days >= 0, pauses.change, pause.pause_id, pause.version, values):
            lasting[1] = last

    @precondition(lambda self: self.running())
    @rule(ago=st.integers(-1, 30))
    def close_it(self, ago: int) -> None:
        one = self.running()
        stored = self.door.read(self.mette, courses.open_of, self.ida)
        assert one is not None and stored is not None
        day = self.today - ago * DAY
        said = Closing(day, "goal_reached", "none", "no")
        if self.attempt(
            one.opened <= day <= self.today, closing.close, stored.course_id, stored.version, said
        ):
            one.closed = day
            one.pauses = [
                [first, last if last is not None and last <= day else day]
                for first, last in one.pauses
                if first is not None and first <= day
            ]

    @precondition(lambda self: self.before)
    @rule()
    def take_back(self) -> None:
        self.door.change(self.mette, undo)
        self.plain = self.before.pop()

    @invariant()
    def the_same(self) -> None:
        stored = self.door.read(self.mette, courses.of_citizen, self.ida)
        kept = {(one.opened_on, one.weeks.planned_end_on, one.closed_on): one for one in stored}
        assert len(stored) == len(self.plain)
        for plain in self.plain:
            one = kept[plain.opened, plain.planned, plain.closed]
            today = min(self.today, plain.closed or self.today)
            weeks = one.weeks
            assert weeks.end_on == plain.end(today)
            assert weeks.limit_on == plain.opened + (140 + len(plain.rest(today))) * DAY
            assert (weeks.resting is not None) == (today in plain.rest(today))
            assert bool(weeks.warnings) <= (plain.closed is None)
            if plain.closed is None:
                assert any(warn.startswith("past") for warn in weeks.warnings) == (
                    today > weeks.end_on
                )


TestCourseHouse = CourseHouse.TestCase
TestCourseHouse.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
