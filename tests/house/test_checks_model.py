"""Four-week checks against a paper calendar on which each day of rest is struck out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import checks
from din_indgang_tui.house.codes import CheckDecision
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Who
from din_indgang_tui.store.unit import Value
from tests.diary_scene import THEN, put_in
from tests.scene import OWNER

TODAY = date(2026, 11, 17)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Plain:
    """A course as it stands on a paper calendar today."""

    opened: date
    check_days: int
    rests: tuple[tuple[date, date | None], ...]  # first and last day, none while it lasts
    closed: date | None
    decided: date | None

    def struck_out(self) -> set[date]:
        """Every day it rests, as far as is known."""
        today = min(TODAY, self.closed or TODAY)
        days = set()
        for first, last in self.rests:
            day = first
            while day <= (last or today):
                days.add(day)
                day += DAY
        return days

    def due(self) -> date:
        """The first day of work with as many days of work since the opening."""
        struck, worked, day = self.struck_out(), 0, self.opened
        while worked < self.check_days or day in struck:
            worked += day not in struck
            day += DAY
        return day

    def exists(self) -> bool:
        """Whether it has a check at all."""
        return self.decided is not None or self.closed is None or not self.closed < self.due()


@st.composite
def courses(draw: st.DrawFn) -> Plain:
    opened = TODAY - draw(st.integers(0, 90)) * DAY
    closed = draw(st.none() | st.integers(0, (TODAY - opened).days).map(lambda n: opened + n * DAY))
    rests: list[tuple[date, date | None]] = []
    first = opened
    for gap, length in draw(
        st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=3)
    ):
        first += gap * DAY
        last = first + (length - 1) * DAY
        if closed is not None and first > closed:
            break
        # Closing a course ends the rest it is in.
        rests.append((first, min(last, closed) if closed else last))
        first = last + DAY
    if closed is None and rests and draw(st.booleans()):
        rests[-1] = rests[-1][0], None
    decided = draw(
        st.none() | st.integers(0, (TODAY - opened).days).map(lambda n: opened + n * DAY)
    )
    return Plain(opened, draw(st.sampled_from((28, 28, 1, 14))), tuple(rests), closed, decided)


@pytest.fixture
def kept(door: Door, mette: Who) -> Callable[[Plain], int]:
    """Such a course of somebody new, in the file; its number."""

    def put(plain: Plain) -> int:
        ole: dict[str, Value] = {"given_name": "Ole", "created_at": THEN}
        values: dict[str, Value] = {
            "citizen_id": door.change(OWNER, put_in, "citizen", ole),
            "opened_on": plain.opened.isoformat(),
            "check_days": plain.check_days,
            "closed_on": plain.closed.isoformat() if plain.closed else None,
            "created_at": THEN,
        }
        course = door.change(OWNER, put_in, "course", values)
        for first, last in plain.rests:
            rest: dict[str, Value] = {"course_id": course, "created_at": THEN}
            rest |= {"first_on": first.isoformat(), "last_on": last.isoformat() if last else None}
            door.change(OWNER, put_in, "course_pause", rest)
        if plain.decided is not None:
            decision: dict[str, Value] = {"course_id": course, "decision": "continue"}
            decision |= {"decided_on": plain.decided.isoformat(), "created_at": THEN}
            door.change(OWNER, put_in, "check_decision", decision)
        return course

    return put


@settings(
    max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(plain=courses())
@example(Plain(TODAY - 28 * DAY, 28, (), TODAY - DAY, None))
@example(Plain(TODAY - 28 * DAY, 28, ((TODAY, None),), None, None))
@example(Plain(TODAY - 28 * DAY, 28, ((TODAY - 28 * DAY, TODAY - 28 * DAY),), TODAY, None))
def test_due_owed_and_overdue_as_on_the_calendar(
    door: Door, mette: Who, kept: Callable[[Plain], int], plain: Plain
) -> None:
    course = kept(plain)
    check = door.read(mette, checks.of_course, course)
    due = plain.due()
    assert check.due_on == check.remind_on == due
    assert check.exists == plain.exists()
    assert check.owed == (plain.exists() and plain.decided is None)
    assert check.late == (TODAY - due).days
    listed = {one.course_id for one in door.read(mette, checks.owed_checks)}
    assert (course in listed) == (check.owed and due <= TODAY + 7 * DAY)
    for decision in (CheckDecision.CONTINUE, CheckDecision.CLOSE):
        may = plain.decided is None and (
            decision is not CheckDecision.CONTINUE or plain.closed is None
        )
        try:
            done = door.change(mette, checks.decide, course, decision)
        except DeskError:
            assert not may
            continue
        assert may and done.decided_on == TODAY
        assert not door.read(mette, checks.of_course, course).owed
        break
