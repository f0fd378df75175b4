"""A group against a plain model: its rule, exceptions, closed days, and what people do by hand.

The model reckons with a calendar and the clock on the wall alone.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from din_indgang_tui.house import group_laying, group_sessions, groups
from din_indgang_tui.house.group_rules import GroupException, Rule
from din_indgang_tui.house.group_writing import NewGroup
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role, Who
from tests.diary_scene import closed
from tests.rule_scene import meets
from tests.scene import OWNER, HandClock, content, copy_of, everything, found, hurry, rows

ZONE = ZoneInfo("Europe/Copenhagen")
A_YEAR_AHEAD, LEAST_AHEAD = timedelta(weeks=53), timedelta(weeks=52)


@dataclass
class Meeting:
    """One row as it should be."""

    rule_on: date | None
    starts_at: datetime
    minutes: int
    status: str = "planned"
    by_hand: bool = False

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def moment(day: date, at: time) -> datetime | None:
    """When the clock on the wall shows that, the first of two; None where it skips it."""
    naive = datetime.combine(day, at)
    found = naive.replace(tzinfo=ZONE).astimezone(UTC)
    return found if found.astimezone(ZONE).replace(tzinfo=None) == naive else None


def local_day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


_houses = Path(tempfile.mkdtemp())
_who: dict[Role, Who] = {}


def setup_module() -> None:
    _who.update(found(_houses / "new.db"))


def teardown_module() -> None:
    shutil.rmtree(_houses)


WEEKLY = st.builds(
    lambda every, days: Rule("weekly", every, tuple(sorted(days))),
    st.integers(1, 3),
    st.sets(st.sampled_from([1, 2, 4, 7]), min_size=1, max_size=2),
)
MONTHLY = st.builds(
    lambda every, day, nth: Rule("monthly", every, (day,), nth),
    st.integers(1, 2),
    st.sampled_from([1, 4, 7]),
    st.sampled_from([1, 3, -1]),
)
TIME = st.sampled_from([time(10, 30), time(10, 30), time(2, 30), time(23, 15)])
FIRST = date(2026, 10, 19)  # the week before the clock is put back
DAY = st.integers(0, 530).map(lambda n: FIRST + timedelta(days=n))


class Group(RuleBasedStateMachine):
    """Every deed is done in the house and in the model; what one refuses, the other does too."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=_houses))
        self.clock = HandClock(datetime(2026, 10, 19, 8, 22, tzinfo=UTC))
        self.door = hurry(Door(copy_of(_houses / "new.db", self.folder / "house.db"), self.clock))
        self.leader = _who[Role.LEADER]
        self.new = NewGroup("Gåtur")
        self.group_id = 0
        self.meetings: list[Meeting] = []
        self.closed: set[date] = set()
        self.laid_to = date.min
        self.before: tuple[Any, ...] | None = None  # what the last deed can be taken back to

    def teardown(self) -> None:
        self.door.close()
        shutil.rmtree(self.folder)

    @property
    def today(self) -> date:
        return local_day(self.clock())

    def remember(self) -> None:
        state = (deepcopy(self.meetings), self.new, self.laid_to)
        self.before = (state, self.door.read(OWNER, content))

    def does(self, allowed: bool, deed: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """The answer, or None where it was refused: then nothing at all was written."""
        before = self.door.read(OWNER, everything)
        try:
            answer = self.door.change(self.leader, deed, *args, **more)
        except DeskError as refused:
            assert not allowed, refused.message
            assert self.door.read(OWNER, everything) == before
            return None
        assert allowed
        return answer

    # The model ----------------------------------------------------------------------------------

    def happens(self, new: NewGroup, day: date) -> bool:
        assert new.rule and new.starts_on and new.start_time
        return (
            day >= new.starts_on
            and (new.ends_on is None or day <= new.ends_on)
            and meets(new.rule, new.starts_on, day)
            and day not in self.closed
            and not any(one.first_on <= day <= one.last_on for one in new.exceptions)
            and moment(day, new.start_time) is not None
        )

    def ever(self, new: NewGroup) -> bool:
        assert new.starts_on
        if new.ends_on is None:
            return True
        length = (new.ends_on - new.starts_on).days
        return any(self.happens(new, new.starts_on + timedelta(days=n)) for n in range(length + 1))

    def laid(self, new: NewGroup, first: date) -> list[Meeting]:
        """What is laid out from that day on, save where a meeting of the rule stands or is then."""
        standing = {one.rule_on for one in self.meetings}
        last = self.today + A_YEAR_AHEAD
        found = []
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            if day not in standing and self.happens(new, day):
                assert new.start_time
                begins = moment(day, new.start_time)
                assert begins is not None
                if self.free(begins, new.minutes):
                    found.append(Meeting(day, begins, new.minutes))
        return found

    def lay_anew(self, new: NewGroup) -> None:
        self.meetings = [
            one
            for one in self.meetings
            if one.by_hand or one.status != "planned" or one.starts_at <= self.clock()
        ]
        self.meetings += self.laid(new, self.today)
        self.laid_to = self.today + A_YEAR_AHEAD

    def free(self, starts_at: datetime, minutes: int, but: Meeting | None = None) -> bool:
        ends_at = starts_at + timedelta(minutes=minutes)
        return not any(
            one.status == "planned" and one.starts_at < ends_at and one.ends_at > starts_at
            for one in self.meetings
            if one is not but
        )

    # What people do -----------------------------------------------------------------------------

    @initialize(rule=WEEKLY | MONTHLY, at=TIME, starts_on=DAY.filter(lambda d: d.year == 2026))
    def make(self, rule: Rule, at: time, starts_on: date) -> None:
        self.new = replace(self.new, rule=rule, start_time=at, starts_on=starts_on)
        self.group_id = self.door.change(self.leader, groups.make, self.new)
        self.lay_anew(self.new)

    @rule(
        rule=WEEKLY | MONTHLY | st.none(), at=TIME | st.none(), minutes=st.sampled_from([90, 60]),
        ends_on=st.none() | DAY,
        out=st.lists(
            st.builds(
                lambda day, n: GroupException(day, day + timedelta(days=n), "ferie"),
                DAY, st.sampled_from([0, 4, 6, 20]),
            ),
            max_size=2, unique=True,
        ),
    )  # fmt: skip
    def change(
        self, rule: Rule | None, at: time | None, minutes: int, ends_on: date | None,
        out: list[GroupException],
    ) -> None:  # fmt: skip
        in_order = tuple(sorted(out, key=lambda one: (one.first_on, one.last_on)))
        new = replace(
            self.new, rule=rule or self.new.rule, start_time=at or self.new.start_time,
            minutes=minutes, ends_on=ends_on, exceptions=in_order,
        )  # fmt: skip
        assert new.starts_on
        allowed = (new.ends_on is None or new.ends_on >= new.starts_on) and self.ever(new)
        version = self.door.read(self.leader, groups.one, self.group_id).version
        self.remember()
        said = self.door.read(self.leader, groups.preview, new, self.group_id) if allowed else ()
        changed = self.does(allowed, groups.change, self.group_id, version, new)
        if changed is None:
            self.before = None
            return
        if new == self.new:
            self.before = None
            return
        self.lay_anew(new)
        self.new = new
        to_come = {
            one.rule_on for one in self.meetings if one.rule_on and one.rule_on >= self.today
        }
        laid = {one.day for one in said if one.is_laid}
        # What was changed by hand, or has begun, stays on days that the rule has no more.
        assert laid <= to_come
        stays = [one for one in self.meetings if one.rule_on in to_come - laid]
        assert all(one.by_hand or one.starts_at <= self.clock() for one in stays)

    @precondition(lambda self: self.meetings)
    @rule(
        data=st.data(),
        what=st.sampled_from(["cancel", "bring_back", "move"]),
        hours=st.integers(-30, 30),
    )
    def by_hand(self, data: st.DataObject, what: str, hours: int) -> None:
        there = sorted(
            self.meetings, key=lambda one: (one.starts_at <= self.clock(), one.starts_at)
        )
        one = data.draw(st.sampled_from(there[:12]))  # mostly one to come
        number, version = self.number_of(one)
        self.remember()
        if what == "cancel":
            allowed = one.status == "planned"
            done = self.does(allowed, group_sessions.cancel, number, version, "syg")
        elif what == "bring_back":
            allowed = one.status == "cancelled" and self.free(one.starts_at, one.minutes, one)
            done = self.does(allowed, group_sessions.bring_back, number, version)
        else:
            to = one.starts_at + timedelta(hours=hours)
            allowed = one.status == "planned" and (
                not hours or (self.free(to, one.minutes, one) and local_day(to) >= self.today)
            )
            done = self.does(allowed, group_sessions.move, number, version, starts_at=to)
        if done is None or (what == "move" and not hours):
            self.before = None
            return
        one.by_hand = True
        if what == "move":
            one.starts_at += timedelta(hours=hours)
        else:
            one.status = "cancelled" if what == "cancel" else "planned"

    def number_of(self, one: Meeting) -> tuple[int, int]:
        (row,) = self.door.read(
            OWNER, rows, "SELECT id, version FROM group_session WHERE rule_on = ?",
            (str(one.rule_on),),
        )  # fmt: skip
        return row

    @precondition(lambda self: self.before is not None)
    @rule()
    def take_back(self) -> None:
        assert self.before is not None
        (self.meetings, self.new, self.laid_to), before = self.before
        self.door.change(self.leader, undo)
        assert self.door.read(OWNER, content) == before
        self.before = None

    @rule(data=st.data())
    def close_a_day(self, data: st.DataObject) -> None:
        """Mostly one on which the group meets: what is laid stays, what is laid anew is not."""
        days = [local_day(one.starts_at) for one in self.meetings if one.starts_at > self.clock()]
        day = data.draw(st.sampled_from(sorted(days)[:20]) if days else DAY)
        if day not in self.closed:
            closed(self.door, day.isoformat(), "Lukket")
            self.closed.add(day)
            self.before = None

    @rule(by=st.sampled_from([1, 6, 8, 40, 100]))
    def time_passes(self, by: int) -> None:
        self.clock.move(days=by)

    @rule()
    def a_desk_opens(self) -> None:
        group_laying.see_to(self.door)
        if self.laid_to >= self.today + LEAST_AHEAD:
            return
        if more := self.laid(self.new, max(self.laid_to + timedelta(days=1), self.today)):
            self.meetings += more
            self.laid_to = self.today + A_YEAR_AHEAD
            self.before = None

    @invariant()
    def the_house_has_the_same_meetings(self) -> None:
        if not self.group_id:
            return
        there = self.door.read(
            OWNER, rows,
            "SELECT rule_on, starts_at, ends_at, starts_on, starts_week, minutes, status, by_hand"
            " FROM group_session ORDER BY rule_on",
        )  # fmt: skip
        assert there == [
            (
                str(one.rule_on), f"{one.starts_at:%Y-%m-%dT%H:%M:%SZ}",
                f"{one.ends_at:%Y-%m-%dT%H:%M:%SZ}", str(local_day(one.starts_at)),
                f"{local_day(one.starts_at):%G-W%V}", one.minutes, one.status, int(one.by_hand),
            )
            for one in sorted(self.meetings, key=lambda one: str(one.rule_on))
        ]  # fmt: skip


Group.TestCase.settings = settings(deadline=None, max_examples=40, stateful_step_count=12)
TestGroup = Group.TestCase
