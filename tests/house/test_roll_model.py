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


def was_here(citizen_id: int) -> Attendance:
    """How somebody who was here is marked."""
    return Attendance.PRESENT if citizen_id in MEMBERS else Attendance.DROP_IN


@dataclass(frozen=True)
class Mark:
    """One row: of whom (None: a guest without a name), what it says, and who set it."""

    citizen: int | None
    status: Attendance
    by: Who


DONE = 0  # where it is kept that the roll is done: rows of marks begin with 1
Rows = dict[int, Mark | bool | None]  # None: it is not there


@dataclass(eq=False)
class Deed:
    """What somebody did: undone, each of these rows is as it was before."""

    who: Who
    before: Rows
    stands: bool = True


class TwoAtOneRoll(RuleBasedStateMachine):
    """Every deed is done in the house and in a dict; what one refuses, the other does too."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=_houses))
        path = copy_of(_houses / "new.db", self.folder / "house.db")
        self.clock = HandClock()
        self.doors = {who: hurry(Door(path, self.clock)) for who in (BO, VILLY)}
        self.rows: dict[int, Mark | bool] = {}
        self.deeds: list[Deed] = []

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

    def becomes(self, who: Who, after: Rows) -> None:
        """Writes these rows, and down as what can be taken back."""
        self.deeds.append(Deed(who, {row: self.rows.get(row) for row in after}))
        self.put(after)

    def put(self, rows: Rows) -> None:
        for row, state in rows.items():
            self.rows.pop(row, None)
            if state is not None:
                self.rows[row] = state

    @property
    def marks(self) -> dict[int, Mark]:
        return {row: mark for row, mark in self.rows.items() if isinstance(mark, Mark)}

    def mark_of(self, citizen_id: int) -> Mark | None:
        return next((one for one in self.marks.values() if one.citizen == citizen_id), None)

    def row_of(self, citizen_id: int) -> int:
        """Where the mark of somebody is, or will be: behind all that ever were there."""
        for row, mark in self.marks.items():
            if mark.citizen == citizen_id:
                return row
        return self.new_row

    @property
    def new_row(self) -> int:
        """A number is never given twice."""
        return max((row for deed in self.deeds for row in deed.before), default=0) + 1

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
        if (before and before.status) == wanted:
            assert answer.replaced is None
            return
        # A colleague's mark that was replaced is told; one's own is not.
        if before is not None and before.by != who:
            assert (answer.replaced.mark, answer.replaced.who) == (before.status, before.by.name)
        else:
            assert answer.replaced is None
        self.becomes(who, {self.row_of(one): Mark(one, wanted, who) if wanted else None})

    @rule(who=WHO)
    def mark_rest(self, who: Who) -> None:
        rest = [one for one in MEMBERS if self.mark_of(one) is None]
        assert self.does(who, True, roll.mark_rest, TODAY) == len(rest)
        if rest:
            marks = [Mark(one, Attendance.PRESENT, who) for one in rest]
            self.becomes(who, dict(enumerate(marks, start=self.new_row)))

    @rule(who=WHO, one=st.sampled_from([*MEMBERS, *EARLIER]))
    def drop_in(self, who: Who, one: int) -> None:
        before = self.mark_of(one)
        self.does(who, True, roll_adding.drop_in, TODAY, one)
        mark = Mark(one, was_here(one), who)
        if (before and before.status) != mark.status:
            self.becomes(who, {self.row_of(one): mark})

    @rule(who=WHO)
    def guest(self, who: Who) -> None:
        answer = self.does(who, True, roll_adding.guest, TODAY)
        assert answer == self.new_row
        self.becomes(who, {answer: Mark(None, Attendance.DROP_IN, who)})

    def dropped_in(self, who: Who, data: st.DataObject, *, named: bool) -> roll.Guest:
        """One of those who dropped in, as somebody sees them."""
        there = self.doors[who].read(who, roll.of, TODAY).guests
        return data.draw(st.sampled_from([g for g in there if named or g.citizen_id is None]))

    @precondition(lambda self: any(m.status == "drop_in" for m in self.marks.values()))
    @rule(who=WHO, data=st.data())
    def take_out(self, who: Who, data: st.DataObject) -> None:
        guest = self.dropped_in(who, data, named=True)
        self.does(who, True, roll_adding.take_out, guest.attendance_id)
        self.becomes(who, {guest.attendance_id: None})

    @precondition(lambda self: any(mark.citizen is None for mark in self.marks.values()))
    @rule(who=WHO, one=st.sampled_from([*MEMBERS, *EARLIER]), data=st.data())
    def name_guest(self, who: Who, one: int, data: st.DataObject) -> None:
        number = self.dropped_in(who, data, named=False).attendance_id
        before = self.mark_of(one)
        allowed = before is None or before.status not in HERE
        if self.does(who, allowed, roll_adding.name_guest, number, one) is not None:
            mark = Mark(one, was_here(one), who)
            if before is None:
                self.becomes(who, {number: mark})
            else:
                self.becomes(who, {number: None, self.row_of(one): mark})

    @rule(who=WHO)
    def finish(self, who: Who) -> None:
        answer = self.does(who, True, roll.finish, TODAY)
        assert answer.here == self.count(*HERE)
        assert answer.missing == sum(self.mark_of(one) is None for one in MEMBERS)
        if DONE not in self.rows:
            self.becomes(who, {DONE: True})

    @rule(who=WHO)
    def take_back(self, who: Who) -> None:
        """The last deed of one's own, unless somebody wrote over it or marked the same person."""
        last = next((d for d in reversed(self.deeds) if d.who == who and d.stands), None)
        allowed = last is not None and self.can_be_taken_back(last)
        self.does(who, allowed, undo)
        if last is not None and allowed:
            self.put(last.before)
            last.stands = False

    def can_be_taken_back(self, deed: Deed) -> bool:
        later = self.deeds[self.deeds.index(deed) + 1 :]
        if any(d.stands and d.before.keys() & deed.before.keys() for d in later):
            return False
        back = {one.citizen for one in deed.before.values() if isinstance(one, Mark)} - {None}
        others = {m.citizen for row, m in self.marks.items() if row not in deed.before}
        return not back & others

    def count(self, *statuses: Attendance) -> int:
        return sum(mark.status in statuses for mark in self.marks.values())

    @invariant()
    def the_roll_is_the_dict(self) -> None:
        for who, door in self.doors.items():
            now = door.read(who, roll.of, TODAY)
            shown = {line.citizen_id: (line.mark, line.marked_by) for line in now.lines}
            assert shown == {
                one: (mark.status, mark.by.name) if (mark := self.mark_of(one)) else (None, "")
                for one in MEMBERS
            }
            assert {guest.attendance_id: guest.citizen_id for guest in now.guests} == {
                row: mark.citizen for row, mark in self.marks.items() if mark.citizen not in MEMBERS
            }
            assert (now.here, now.absent, now.excused, now.missing) == (
                self.count(*HERE),
                self.count(Attendance.ABSENT),
                self.count(Attendance.EXCUSED),
                sum(self.mark_of(one) is None for one in MEMBERS),
            )
            assert now.done == (DONE in self.rows)


TwoAtOneRoll.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestTwoAtOneRoll = TwoAtOneRoll.TestCase
