"""Closing a course at the desk: what ends with it is on the screen before it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import courses, group_members, slots
from din_indgang_tui.house.courses import NewCourse
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.store.unit import Value
from din_indgang_tui.views.course_closing import CloseCourse
from din_indgang_tui.widgets.form import ChoiceRow
from tests.desk.house import House, colleague
from tests.desk.inside import inside, run
from tests.diary_scene import THEN, put_in


@pytest.fixture(autouse=True)
def in_english(language: Callable[[str], None]) -> None:
    language("en")


def test_of_a_citizen_who_died_all_that_is_booked_is_shown_before(house: House) -> None:
    ((aase,),) = house.rows("SELECT id FROM citizen WHERE given_name = 'Aase'")
    mette = colleague(house, "MJU")
    assert mette.staff_id is not None
    today, coach = local_date(house.moment), mette.staff_id
    course = house.do(mette, courses.open_course, NewCourse(aase, today, coach_id=coach))
    for hours, course_id in ((1, course.course_id), (2, None)):
        when = house.moment.replace(minute=0, second=0) + timedelta(hours=hours)
        house.do(mette, slots.book, NewSlot(aase, when, coach, course_id=course_id))

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press("3", "enter", "f")
            view = desk.view
            assert isinstance(view, CloseCourse)
            assert "1 booked time:" in desk.text
            await desk.press(*["right"] * _steps(view))
            assert "2 booked times:" in desk.text

    run(work())


def test_a_place_in_a_group_ends_with_it_unless_it_is_to_stand(house: House) -> None:
    ((aase,),) = house.rows("SELECT id FROM citizen WHERE given_name = 'Aase'")
    mette = colleague(house, "MJU")
    today = local_date(house.moment)
    house.do(mette, courses.open_course, NewCourse(aase, today, coach_id=mette.staff_id))
    for name in ("Madlavning", "Gåtur"):
        row: dict[str, Value] = {"name": name, "created_at": THEN}
        number = house.do(mette, put_in, "group_activity", row)
        house.do(mette, group_members.add, number, aase)

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press("3", "enter", "f")
            assert "Place in: Gåtur, Madlavning." in desk.text
            for _answer in range(3):
                await desk.press("right", "enter")
            # Nothing is missing now; the row of the walk is the one below the note.
            view = desk.view
            assert isinstance(view, CloseCourse)
            walk = next(n for n, row in enumerate(view.form.rows) if row.name.startswith("group"))
            await desk.press(*["down"] * (walk - view.form.at), "enter", "right")
            assert "stays: Gåtur" in desk.text
            assert "Place in: Madlavning." in desk.text
            await desk.press("escape", "enter")
            assert "Closed: the course of Aase" in desk.text

    run(work())
    places = "SELECT g.name, m.to_on FROM group_member m JOIN group_activity g ON g.id = m.group_id"
    assert house.rows(f"{places} ORDER BY g.id") == [
        ("Madlavning", today.isoformat()),
        ("Gåtur", None),
    ]


def _steps(view: CloseCourse) -> int:
    """How often right is pressed until it says that the citizen died."""
    row = view.form.rows[0]
    assert isinstance(row, ChoiceRow)
    return [code for code, _label in row.choices].index("died")
