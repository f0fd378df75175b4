"""Two people take one roll at two terminals, correct each other and take back, beside a dict."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from din_indgang_tui.house import roll, roll_adding
from din_indgang_tui.house.codes import Attendance
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role, Who
from tests.group_scene import group, helper, meeting, place
from tests.scene import OWNER, HandClock, citizen, copy_of, everything, found, hurry

_kept = tempfile.TemporaryDirectory(prefix="roll")  # until the tests end
_houses = Path(_kept.name)
_who = found(_houses / "new.db")
BO, VILLY = _who[Role.HOST], _who[Role.VOLUNTEER]


def _furnish() -> tuple[int, list[int], list[int]]:
    """A meeting of today with three members, and two who were in the group before."""
    door = Door(_houses / "new.db", HandClock())
    walk = group(door, "Gåtur")
    helper(door, walk, VILLY)
    today = meeting(door, walk, "2026-11-17T11:00")
    members = [citizen(door, OWNER, name) for name in ("Ali", "Bo", "Ea")]
    earlier = [citizen(door, OWNER, name) for name in ("Ib", "Ida")]
    for one in members:
        place(door, walk, one)
    for one in earlier:
        place(door, walk, one, "2026-01-01", "2026-02-01")
    door.close()
    return today, members, earlier


TODAY, MEMBERS, EARLIER = _furnish()
HERE = (Attendance.PRESENT, Attendance.DROP_IN)

Key = int | str  # of a citizen, or a guest of a number of the model's own, or the roll being done
State = tuple[Attendance, Who] | bool  # how somebody is marked and by whom; or that it is done


@dataclass
class Deed:
    """What somebody did: undone, each of these is as it was before, or not there."""

    who: Who
    before: dict[Key, State | None]
    stands: bool = True


class TwoAtOneRoll(RuleBasedStateMachine):
    """Every deed is done in the house and in a dict; what one refuses, the other does too."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=_houses))
        path = copy_of(_houses / "new.db", self.folder / "house.db")
        self.clock = HandClock()
        self.doors = {who: hurry(Door(path, self.clock)) for who in (BO, VILLY)}
        self.marks: dict[Key, State] = {}
        self.deeds: list[Deed] = []
        self.guests = 0

    def teardown(self) -> None:
        for door in self.doors.values():
            door.close()
        shutil.rmtree(self.folder)

    def does(self, who: Who, allowed: bool, deed: Callable[..., Any], *args: Any) -> Any:
        """The answer, or None where it was refused: then nothing at all was written."""
        door = self.doors[who]
        before = door.read(OWNER, everything)
        self.clock.move(seconds=1)
        try:
            answer = door.change(who, deed, *args)
        except DeskError as refused:
            assert not allowed, refused.message
            assert door.read(OWNER, everything) == before
            return None
        assert allowed
        return answer

    def becomes(self, who: Who, after: dict[Key, State | None]) -> None:
        """Writes it into the dict, and down as what can be taken back."""
        before = {key: self.marks.get(key) for key in after}
        self.put(after)
        self.deeds.append(Deed(who, before))

    def put(self, states: dict[Key, State | None]) -> None:
        for key, state in states.items():
            self.marks.pop(key, None)
            if state is not None:
                self.marks[key] = state

    def mark_of(self, key: Key) -> tuple[Attendance, Who] | None:
        state = self.marks.get(key)
        assert not isinstance(state, bool)
        return state

    WHO = st.sampled_from([BO, VILLY])

    @rule(
        who=WHO, one=st.sampled_from([*MEMBERS, *MEMBERS, *EARLIER]),
        status=st.sampled_from(["present", "absent", "excused", None]),
    )  # fmt: skip
    def mark(self, who: Who, one: int, status: str | None) -> None:
        wanted = Attendance(status) if status else None
        before = self.mark_of(one)
        member = one in MEMBERS
        allowed = member or (before is not None and wanted in (None, Attendance.PRESENT))
        answer = self.does(who, allowed, roll.mark, TODAY, one, wanted)
        if answer is None:
            return
        if wanted is Attendance.PRESENT and not member:
            wanted = Attendance.DROP_IN
        assert answer.mark == wanted
        if (before and before[0]) == wanted:
            assert answer.replaced is None
            return
        # A colleague's mark that was replaced is told; one's own is not.
        theirs = before is not None and before[1] != who
        assert (answer.replaced is not None) == theirs
        if theirs:
            assert before is not None
            assert (answer.replaced.mark, answer.replaced.who) == (before[0], before[1].name)
        self.becomes(who, {one: (wanted, who) if wanted else None})

    @rule(who=WHO)
    def mark_rest(self, who: Who) -> None:
        rest = [one for one in MEMBERS if one not in self.marks]
        assert self.does(who, True, roll.mark_rest, TODAY) == len(rest)
        if rest:
            self.becomes(who, {one: (Attendance.PRESENT, who) for one in rest})

    @rule(who=WHO, one=st.sampled_from([*MEMBERS, *EARLIER]))
    def drop_in(self, who: Who, one: int) -> None:
        before = self.mark_of(one)
        self.does(who, True, roll_adding.drop_in, TODAY, one)
        wanted = Attendance.PRESENT if one in MEMBERS else Attendance.DROP_IN
        if (before and before[0]) != wanted:
            self.becomes(who, {one: (wanted, who)})

    @rule(who=WHO)
    def guest(self, who: Who) -> None:
        self.guests += 1
        self.does(who, True, roll_adding.guest, TODAY)
        self.becomes(who, {f"guest {self.guests}": (Attendance.DROP_IN, who)})

    def nameless(self, who: Who) -> tuple[str, roll.Guest]:
        """The last guest without a name, in the dict and on the roll."""
        there = [key for key in self.marks if isinstance(key, str) and key.startswith("guest")]
        shown = self.doors[who].read(who, roll.of, TODAY).guests
        return there[-1], [one for one in shown if one.citizen_id is None][-1]

    def has_a_guest(self) -> bool:
        return any(isinstance(key, str) and key.startswith("guest") for key in self.marks)

    @precondition(has_a_guest)
    @rule(who=WHO)
    def take_out(self, who: Who) -> None:
        key, guest = self.nameless(who)
        self.does(who, True, roll_adding.take_out, guest.attendance_id, guest.marked_at)
        self.becomes(who, {key: None})

    @precondition(has_a_guest)
    @rule(who=WHO, one=st.sampled_from([*MEMBERS, *EARLIER]))
    def name_guest(self, who: Who, one: int) -> None:
        key, guest = self.nameless(who)
        before = self.mark_of(one)
        allowed = before is None or before[0] not in HERE
        if self.does(who, allowed, roll_adding.name_guest, guest.attendance_id, one) is not None:
            wanted = Attendance.PRESENT if one in MEMBERS else Attendance.DROP_IN
            self.becomes(who, {key: None, one: (wanted, who)})

    @rule(who=WHO)
    def finish(self, who: Who) -> None:
        answer = self.does(who, True, roll.finish, TODAY)
        assert answer.here == self.count(*HERE)
        assert answer.missing == sum(one not in self.marks for one in MEMBERS)
        if "done" not in self.marks:
            self.becomes(who, {"done": True})

    @rule(who=WHO)
    def take_back(self, who: Who) -> None:
        """The last deed of one's own, unless somebody wrote over it since."""
        last = next((d for d in reversed(self.deeds) if d.who == who and d.stands), None)
        later = self.deeds[self.deeds.index(last) + 1 :] if last else []
        over = last and any(d.stands and d.before.keys() & last.before.keys() for d in later)
        door = self.doors[who]
        before = door.read(OWNER, everything)
        self.clock.move(seconds=1)
        try:
            door.change(who, undo)
        except DeskError:
            # A row that was taken away leaves its number to the next, which is as written over.
            assert last is None or over or self.a_row_was_taken(last, later)
            assert door.read(OWNER, everything) == before
            return
        assert last is not None
        assert not over
        self.put(last.before)
        last.stands = False

    def a_row_was_taken(self, last: Deed, later: list[Deed]) -> bool:
        return any(d.stands and d.who != last.who for d in later)

    def count(self, *statuses: Attendance) -> int:
        return sum(
            state[0] in statuses for state in self.marks.values() if not isinstance(state, bool)
        )

    @invariant()
    def the_roll_is_the_dict(self) -> None:
        for who, door in self.doors.items():
            now = door.read(who, roll.of, TODAY)
            shown = {line.citizen_id: (line.mark, line.marked_by) for line in now.lines}
            assert shown == {
                one: (mark[0], mark[1].name) if (mark := self.mark_of(one)) else (None, "")
                for one in MEMBERS
            }
            named = {guest.citizen_id for guest in now.guests if guest.citizen_id is not None}
            assert named == {one for one in EARLIER if one in self.marks}
            assert (now.here, now.absent, now.excused, now.missing) == (
                self.count(*HERE),
                self.count(Attendance.ABSENT),
                self.count(Attendance.EXCUSED),
                sum(one not in self.marks for one in MEMBERS),
            )
            assert now.done == ("done" in self.marks)


TwoAtOneRoll.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestTwoAtOneRoll = TwoAtOneRoll.TestCase
