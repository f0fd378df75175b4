"""The queue, worked by several colleagues at two terminals, beside a plain Python one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from din_indgang_tui import clock as clocks
from din_indgang_tui.house import corrections, day, enquiries, leftovers, names
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, State
from din_indgang_tui.house.day import InTheHouse
from din_indgang_tui.house.enquiries import NewEnquiry, Registered
from din_indgang_tui.house.enquiry_columns import COURSE_OPENED
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.lists import OUTCOMES, REASONS
from din_indgang_tui.store.roles import DESK, Role, Who
from tests.scene import OWNER, HandClock, copy_of, everything, found, hurry, rows

IN_THE_HALL = (State.WAITING, State.WITH_US, State.ON_HOLD)

# The model ---------------------------------------------------------------------------------------


@dataclass
class Case:
    """One enquiry as plain Python keeps it."""

    number: int
    citizen: int | None
    channel: Channel
    state: State
    arrived: datetime
    reasons: tuple[str, ...]
    note: str = ""
    companion: str = ""
    met: datetime | None = None
    met_by: str = ""
    finished: datetime | None = None
    outcome: str | None = None
    version: int = 1
    carried: date | None = None

    def left_open(self, today: date) -> date | None:
        """The day before today on which it was left open."""
        if self.state in (State.DONE, State.INBOX):
            return None
        days = [clocks.local_date(self.met or self.arrived), self.carried or date.min]
        return max(days) if max(days) < today else None


@dataclass
class Model:
    """The house: whoever came, in the order they came."""

    people: dict[int, tuple[str, str]] = field(default_factory=dict)
    cases: dict[int, Case] = field(default_factory=dict)

    def in_the_hall(self, citizen: int | None) -> bool:
        return citizen is not None and any(
            case.citizen == citizen
            and case.channel == Channel.WALK_IN
            and case.state in IN_THE_HALL
            for case in self.cases.values()
        )

    def board(self, now: datetime) -> dict[str, list[Any]]:
        """What the day board must show, list by list, in order."""
        today = clocks.local_date(now)
        there = [case for case in self.cases.values() if case.state != State.DONE]
        left = sorted(
            (case for case in there if case.left_open(today)),
            key=lambda case: (case.arrived, case.number),
        )
        here = [case for case in there if not case.left_open(today)]
        done = [
            case
            for case in self.cases.values()
            if case.finished is not None and clocks.local_date(case.finished) == today
        ]
        known = [case.citizen for case in there + done if case.citizen is not None]
        shown = names.short_names({citizen: self.people[citizen] for citizen in known})
        waiting, with_us, on_hold, inbox = (
            sorted(
                (case for case in here if case.state == state),
                key=lambda case: (case.met or case.arrived, case.number),
            )
            for state in (State.WAITING, State.WITH_US, State.ON_HOLD, State.INBOX)
        )
        finished = sorted(done, key=lambda case: (case.finished, case.number))
        return {
            "left_open": [self.line(case, shown, today) for case in left],
            "waiting": [self.line(case, shown, today) for case in waiting],
            "with_us": [self.line(case, shown, today) for case in with_us + on_hold],
            "inbox": [self.line(case, shown, today) for case in inbox],
            "done": [
                (case.number, shown.get(case.citizen or 0, ""), case.outcome, case.met_by,
                 case.arrived, case.finished)
                for case in finished
            ],
        }  # fmt: skip

    def line(self, case: Case, shown: dict[int, str], today: date) -> tuple[Any, ...]:
        before = [
            clocks.local_date(other.arrived)
            for other in self.cases.values()
            if case.citizen is not None
            and other.citizen == case.citizen
            and other.arrived < case.arrived
        ]
        return (
            case.number, case.citizen, case.version, case.channel, case.state,
            shown.get(case.citizen or 0, ""), " ".join(self.people.get(case.citizen or 0, ())),
            case.arrived, case.met, case.met_by, case.reasons, case.note, case.companion,
            len(before), 1 + sum(day.year >= today.year for day in before),
            max(before, default=None), case.left_open(today),
        )  # fmt: skip


def line(row: InTheHouse) -> tuple[Any, ...]:
    """The same of what the house answered."""
    return (
        row.enquiry_id, row.citizen_id, row.version, row.channel, row.state, row.name,
        row.full_name, row.arrived_at, row.met_at, row.met_by, row.reasons, row.note,
        row.companion, row.seen_before, row.this_year, row.last_on,
        row.left_open,
    )  # fmt: skip


def reasons_are_right(reasons: tuple[str, ...]) -> bool:
    return len(reasons) <= 3 and len(set(reasons)) == len(reasons) and set(reasons) <= set(REASONS)


# The machine -------------------------------------------------------------------------------------

_kept = tempfile.TemporaryDirectory(prefix="queue")  # until the tests end
_houses = Path(_kept.name)
_colleagues = found(_houses / "new.db") | {Role.OWNER: OWNER}

WHO = st.sampled_from(sorted(_colleagues)).map(lambda role: _colleagues[role])
AT_THE_DESK = st.sampled_from([Role.HOST, Role.COACH, Role.LEADER]).map(lambda r: _colleagues[r])
COLLEAGUE = AT_THE_DESK | WHO
TERMINAL = st.integers(0, 1)
REASON = st.lists(st.sampled_from(REASONS[:4]), max_size=3, unique=True).map(tuple)
ODD_REASONS = st.sampled_from([("talk", "talk"), ("no_such_reason",), REASONS[:4]])
NOTES = st.sampled_from(["", "Haster.", "Har brev med."])
ENDS = ["", "helped", "left_without_help"]
NAMES = st.tuples(st.sampled_from(["Kirsten", "Ali"]), st.sampled_from(["Møller", "Møgel", "Ali"]))


class Queue(RuleBasedStateMachine):
    """Every deed is done in the house and in the model; what one refuses, the other does too."""

    citizens = Bundle("citizens")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=_houses))
        path = copy_of(_houses / "new.db", self.folder / "house.db")
        self.clock = HandClock()
        self.doors = [hurry(Door(path, self.clock)) for _ in range(2)]
        self.model = Model()
        self.asked = 0
        self.watch = sqlite3.connect(path)
        self.seen = -1
        self.there: dict[str, list[tuple[Any, ...]]] = {}
        self.written = self.all_there_is()
        self.deeds: list[tuple[Who, Model]] = []  # whose, and the model before it

    def all_there_is(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of the file, read anew where anybody has written since."""
        ((seen,),) = self.watch.execute("PRAGMA data_version")
        if seen != self.seen:
            self.seen, self.there = seen, self.doors[0].read(OWNER, everything)
        return self.there

    def teardown(self) -> None:
        self.watch.close()
        for door in self.doors:
            door.close()
        shutil.rmtree(self.folder)

    def does(
        self, at: int, who: Who, allowed: bool, deed: Callable[..., Any], *args: Any, **more: Any
    ) -> Any:
        """The answer; None where it was refused, and then nothing at all was written."""
        door, before = self.doors[at], self.written
        as_it_was = deepcopy(self.model)
        try:
            answer = door.change(who, deed, *args, **more)
        except DeskError as refused:
            assert not allowed or who.role not in DESK, refused.message
            assert isinstance(refused, NotAllowed) == (who.role not in DESK)
            assert self.all_there_is() == before
            assert self.doors[1 - at].changed_parts() == set()
            return None
        assert allowed
        assert who.role in DESK
        self.written = self.all_there_is()
        changed = self.written != before
        units = len(self.written["unit_of_work"]) - len(before["unit_of_work"])
        assert units == changed  # one unit on record for a change, none for none
        if changed and deed is not undo:
            self.deeds.append((who, as_it_was))
        assert self.doors[1 - at].changed_parts() == ({"enquiries"} if changed else set())
        assert door.changed_parts() == set()
        return answer if answer is not None else True

    @initialize(target=citizens)
    def some_people_are_known(self) -> Any:
        host = _colleagues[Role.HOST]
        known = [self.a_new_person(host, 0, name, ()) for name in (("Bo", "Dam"), ("Ea", "Dam"))]
        return multiple(*known)

    @rule(minutes=st.sampled_from([0, 1, 14, 60, 60 * 13, -30]))
    def time_passes(self, minutes: int) -> None:
        self.clock.now += timedelta(minutes=minutes)

    def is_met(self, case: Case, who: Who) -> None:
        case.met = max(case.arrived, self.clock())
        case.met_by = who.name if who.staff_id is not None else ""

    def came(self, new: NewEnquiry, who: Who, at: int, citizen: int | None) -> Registered | None:
        at_once = new.channel in (Channel.PHONE, Channel.OUTREACH, Channel.PARTNER)
        allowed = (
            reasons_are_right(new.reasons)
            and not (new.channel == Channel.WALK_IN and self.model.in_the_hall(citizen))
            and not (at_once and who.staff_id is None)
            and (citizen is None or citizen in self.model.people)
        )
        answer: Registered | None = self.does(at, who, allowed, enquiries.register, new)
        if answer is None:
            return None
        state = State.WITH_US if at_once else State.WAITING
        if new.channel in (Channel.DIGITAL, Channel.LETTER):
            state = State.INBOX
        assert answer.state == state
        self.model.cases[answer.enquiry_id] = Case(
            answer.enquiry_id, answer.citizen_id, new.channel, state, self.clock(), new.reasons,
            note=new.note,
        )  # fmt: skip
        if at_once:
            self.is_met(self.model.cases[answer.enquiry_id], who)
        return answer

    @rule(
        known=citizens, who=COLLEAGUE, at=TERMINAL, note=NOTES,
        channel=st.just(Channel.WALK_IN) | st.sampled_from(Channel), reasons=REASON | ODD_REASONS,
    )  # fmt: skip
    def a_known_person_comes(
        self, known: int, who: Who, at: int, note: str, channel: Channel, reasons: tuple[str, ...]
    ) -> None:
        new = NewEnquiry(citizen_id=known, channel=channel, reasons=reasons, note=note)
        self.came(new, who, at, known)

    @rule(who=COLLEAGUE, at=TERMINAL, channel=st.sampled_from(Channel), reasons=REASON)
    def an_anonymous_person_comes(
        self, who: Who, at: int, channel: Channel, reasons: tuple[str, ...]
    ) -> None:
        self.came(NewEnquiry(channel=channel, reasons=reasons), who, at, None)

    @rule(target=citizens, who=COLLEAGUE, at=TERMINAL, name=NAMES, reasons=REASON | ODD_REASONS)
    def a_new_person_comes(
        self, who: Who, at: int, name: tuple[str, str], reasons: tuple[str, ...]
    ) -> Any:
        number = self.a_new_person(who, at, name, reasons)
        return multiple() if number is None else number

    def a_new_person(
        self, who: Who, at: int, name: tuple[str, str], reasons: tuple[str, ...]
    ) -> int | None:
        new = NewEnquiry(new_citizen=NewCitizen(*name), reasons=reasons)
        answer = self.came(new, who, at, None)
        if answer is None or answer.citizen_id is None:
            return None
        assert answer.citizen_id not in self.model.people
        self.model.people[answer.citizen_id] = name
        return answer.citizen_id

    def some_case(self, data: st.DataObject, *states: State) -> tuple[int, Case | None]:
        """One by its number, now and then one that is not there."""
        there = [c.number for c in self.model.cases.values() if not states or c.state in states]
        number = data.draw(st.sampled_from([*there, 999]))
        return number, self.model.cases.get(number)

    @rule(data=st.data(), who=COLLEAGUE, at=TERMINAL)
    def someone_is_taken_in(self, data: st.DataObject, who: Who, at: int) -> None:
        self.taken_in(self.some_case(data)[0], who, at)

    def taken_in(self, number: int, who: Who, at: int) -> None:
        case = self.model.cases.get(number)
        allowed = (
            case is not None
            and case.state in (State.WAITING, State.INBOX)
            and who.staff_id is not None
        )
        if self.does(at, who, allowed, enquiries.take_in, number) and case is not None:
            case.state = State.WITH_US
            self.is_met(case, who)
            case.version += 1

    @rule(data=st.data(), who=COLLEAGUE, at=TERMINAL)
    def someone_is_put_on_hold_or_taken_back(self, data: st.DataObject, who: Who, at: int) -> None:
        number, case = self.some_case(data)
        allowed = case is not None and case.state in (State.WITH_US, State.ON_HOLD)
        answer = self.does(at, who, allowed, enquiries.hold, number)
        if answer is None or case is None:
            return
        assert answer == (case.state == State.WITH_US)
        case.state = State.ON_HOLD if case.state == State.WITH_US else State.WITH_US
        case.version += 1

    @rule(data=st.data(), who=AT_THE_DESK, other=AT_THE_DESK, at=TERMINAL)
    def two_desks_take_the_same_person_in(
        self, data: st.DataObject, who: Who, other: Who, at: int
    ) -> None:
        number, case = self.some_case(data, State.WAITING, State.INBOX)
        self.taken_in(number, who, at)
        self.taken_in(number, other, 1 - at)
        assert case is None or case.met_by == who.name

    def nobodys_course(self, case: Case | None, outcome: str | None) -> bool:
        """A course is for somebody with a name."""
        return outcome == COURSE_OPENED and case is not None and case.citizen is None

    @rule(
        data=st.data(), who=COLLEAGUE, at=TERMINAL, note=NOTES,
        outcome=st.sampled_from([*OUTCOMES, "left_without_help", "no_such_outcome", ""]),
    )  # fmt: skip
    def someone_is_finished(
        self, data: st.DataObject, who: Who, at: int, note: str, outcome: str
    ) -> None:
        number, case = self.some_case(data)
        allowed = case is not None and case.state != State.DONE and outcome in OUTCOMES
        allowed = allowed and not self.nobodys_course(case, outcome)
        answer = self.does(at, who, allowed, enquiries.finish, number, outcome, note)
        if answer is None or case is None:
            return
        case.finished = max(case.met or case.arrived, self.clock())
        if case.met is None and outcome != "left_without_help":
            self.is_met(case, who)
        case.state, case.outcome = State.DONE, outcome
        case.note = " ".join(filter(None, [case.note, note]))
        case.version += 1

    @rule(
        data=st.data(), who=COLLEAGUE, at=TERMINAL, behind=st.sampled_from([0, 0, 1]),
        reasons=st.none() | REASON | ODD_REASONS, note=st.none() | NOTES,
    )  # fmt: skip
    def something_is_filled_in(
        self, data: st.DataObject, who: Who, at: int, behind: int,
        reasons: tuple[str, ...] | None, note: str | None,
    ) -> None:  # fmt: skip
        number, case = self.some_case(data)
        allowed = (
            case is not None
            and behind == 0
            and (reasons is None or reasons == case.reasons or reasons_are_right(reasons))
        )
        version = (case.version if case else 1) - behind
        more = {"reasons": reasons, "note": note}
        if self.does(at, who, allowed, enquiries.fill_in, number, version, **more) is None:
            return
        assert case is not None
        wanted = (
            case.reasons if reasons is None else reasons,
            case.note if note is None else note,
        )
        if wanted != (case.reasons, case.note):
            case.reasons, case.note = wanted
            case.version += 1

    @rule(
        data=st.data(), who=COLLEAGUE, at=TERMINAL, companion=st.sampled_from(["", "en ven"]),
        channel=st.none() | st.sampled_from(Channel), outcome=st.none() | st.sampled_from(ENDS),
    )  # fmt: skip
    def something_is_corrected(
        self, data: st.DataObject, who: Who, at: int, companion: str,
        channel: Channel | None, outcome: str | None,
    ) -> None:  # fmt: skip
        number, case = self.some_case(data)
        changed = {"companion": companion}
        if channel is not None:
            changed["channel"] = channel
        if outcome is not None:
            changed["outcome"] = outcome
        version = case.version if case else 1
        allowed = case is not None and self.may_be(case, channel, outcome)
        allowed = allowed and not self.nobodys_course(case, outcome)
        if not self.does(at, who, allowed, corrections.correct, number, version, changed):
            return
        assert case is not None
        was = (case.companion, case.channel, case.outcome, case.met, case.met_by)
        case.companion, case.channel = companion, channel or case.channel
        if outcome is not None and case.finished is not None:
            case.outcome = outcome or None
            if case.met is None and outcome not in ("", "left_without_help"):
                case.met = case.finished
                case.met_by = who.name if who.staff_id is not None else ""
            elif outcome == "left_without_help" and case.met == case.finished:
                case.met, case.met_by = None, ""
            elif case.met is not None and not case.met_by and who.staff_id is not None:
                case.met_by = who.name
        if was != (case.companion, case.channel, case.outcome, case.met, case.met_by):
            case.version += 1

    def may_be(self, case: Case, channel: Channel | None, outcome: str | None) -> bool:
        """Whether this channel and this outcome go with where the enquiry stands."""
        if outcome and case.state != State.DONE:
            return False
        if channel is None:
            return True
        if case.state == State.INBOX:
            return channel in (Channel.DIGITAL, Channel.LETTER)
        if case.state == State.WAITING:
            return channel == Channel.WALK_IN
        return channel != Channel.WALK_IN or not self.stands_elsewhere(case, case.citizen)

    def stands_elsewhere(self, case: Case, citizen: int | None) -> bool:
        """Whether that citizen is in the hall with another enquiry, and this one is open."""
        others = Model(cases={n: c for n, c in self.model.cases.items() if c is not case})
        return case.state != State.DONE and others.in_the_hall(citizen)

    @rule(data=st.data(), who=COLLEAGUE, at=TERMINAL, to=st.none() | citizens)
    def it_is_somebody_elses(self, data: st.DataObject, who: Who, at: int, to: int | None) -> None:
        number, case = self.some_case(data)
        allowed = (
            case is not None
            and case.citizen != to
            and (to is None or to in self.model.people)
            and not (case.channel == Channel.WALK_IN and self.stands_elsewhere(case, to))
            and not (to is None and case.outcome == COURSE_OPENED)
        )
        version = case.version if case else 1
        if self.does(at, who, allowed, corrections.give_to, number, version, to) is None:
            return
        assert case is not None
        case.version += 1 if None in (case.citizen, to) else 2
        case.citizen = to

    @rule(data=st.data(), who=COLLEAGUE, at=TERMINAL, outcome=st.sampled_from(OUTCOMES))
    def what_was_left_open_is_closed(
        self, data: st.DataObject, who: Who, at: int, outcome: str
    ) -> None:
        number, case = self.some_case(data)
        day = case.left_open(clocks.local_date(self.clock())) if case else None
        written = f"{day or date.min:%d.%m.}2026 23.59"
        allowed = day is not None and not self.nobodys_course(case, outcome)
        if not self.does(at, who, allowed, leftovers.close, number, outcome, written):
            return
        assert case is not None and day is not None
        ended = datetime(day.year, day.month, day.day, 23, 59, tzinfo=clocks.HOUSE_ZONE)
        case.finished = max(ended.astimezone(UTC), case.met or case.arrived)
        if case.met is None and outcome != "left_without_help":
            case.met, case.met_by = case.finished, who.name if who.staff_id is not None else ""
        case.state, case.outcome = State.DONE, outcome
        case.version += 1

    @rule(data=st.data(), who=COLLEAGUE, at=TERMINAL)
    def what_was_left_open_is_carried_on(self, data: st.DataObject, who: Who, at: int) -> None:
        number, case = self.some_case(data)
        today = clocks.local_date(self.clock())
        allowed = case is not None and case.left_open(today) is not None
        if self.does(at, who, allowed, leftovers.carry_on, number) and case is not None:
            case.carried = today
            case.version += 1

    @precondition(lambda self: self.deeds)
    @rule(at=TERMINAL)
    def the_last_deed_is_taken_back(self, at: int) -> None:
        who, before = self.deeds.pop()
        assert self.does(at, who, True, undo)
        self.model = before
        for number, version in self.doors[at].read(OWNER, rows, "SELECT id, version FROM enquiry"):
            self.model.cases[number].version = version

    @rule(data=st.data(), one=AT_THE_DESK, other=AT_THE_DESK, at=TERMINAL)
    def two_write_the_same_note(self, data: st.DataObject, one: Who, other: Who, at: int) -> None:
        number, case = self.some_case(data)
        if case is None:
            return
        read = case.version
        theirs = f"{case.version}. gang"
        assert self.does(at, one, True, enquiries.fill_in, number, read, note=theirs)
        try:
            self.doors[1 - at].change(other, enquiries.fill_in, number, read, note="Mit")
        except Conflict as conflict:
            assert (conflict.who, conflict.theirs, conflict.yours) == (
                one.name, {"note": theirs}, {"note": "Mit"},
            )  # fmt: skip
            assert conflict.at == clocks.stored(self.clock())
        else:
            raise AssertionError("the second writer must be told of the first")
        case.note = theirs
        case.version += 1

    @invariant()
    def both_terminals_show_the_day_as_it_is(self) -> None:
        self.asked += 1
        here = self.doors[self.asked % 2].read(OWNER, day.today)
        assert {
            "left_open": [line(row) for row in here.left_open],
            "waiting": [line(row) for row in here.waiting],
            "with_us": [line(row) for row in here.with_us],
            "inbox": [line(row) for row in here.inbox],
            "done": [
                (row.enquiry_id, row.name, row.outcome, row.met_by, row.arrived_at, row.finished_at)
                for row in here.done
            ],
        } == self.model.board(self.clock())


# Ten times as many, and longer ones, in tests/soak/test_models.py.
Queue.TestCase.settings = settings(max_examples=40, stateful_step_count=50, deadline=None)
TestQueue = Queue.TestCase
