"""The four-week check at the desk: one key and a line why, one at a time, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import checks, closing, courses, settings
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.house.courses import NewCourse
from din_indgang_tui.store.roles import command_line
from din_indgang_tui.store.unit import Value
from din_indgang_tui.views.base import View
from din_indgang_tui.views.check_move import MoveCheck
from din_indgang_tui.views.checks import ChecksView
from din_indgang_tui.views.course import CourseView
from din_indgang_tui.views.course_closing import CloseCourse
from din_indgang_tui.views.owed import OwedView
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside, run
from tests.diary_scene import put_in


@pytest.fixture(autouse=True)
def in_english(language: Callable[[str], None]) -> None:
    language("en")


@pytest.fixture
def owed(house: House) -> dict[str, int]:
    """Courses of Mette Juhl by given name: late, of today, and one to come in a few days."""
    mette = colleague(house, "MJU")
    found = {}
    for name, ago in (("Ole", 32), ("Aase", 28), ("Karen", 24)):
        ((number,),) = house.rows("SELECT id FROM citizen WHERE given_name = ?", name)
        opened = local_date(house.moment) - timedelta(days=ago)
        new = NewCourse(number, opened, coach_id=mette.staff_id)
        found[name] = int(house.do(mette, courses.open_course, new).course_id)
    return found


def at_the_desk(
    house: House, work: Callable[[Inside], Coroutine[Any, Any, None]], initials: str = "MJU"
) -> None:
    async def sit() -> None:
        async with inside(house, log_in_as=initials) as desk:
            await work(desk)

    run(sit())


def decided(house: House) -> list[tuple[int, str, str]]:
    return house.rows("SELECT course_id, decision, note FROM check_decision ORDER BY id")


def marked(desk: Inside) -> str:
    """The row with the mark."""
    (row,) = (row for row in desk.lines if row.startswith(">"))
    return row


def test_two_keys_besides_why_and_the_mark_is_on_the_next(
    house: House, owed: dict[str, int]
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("5")
        assert "Four-week check: 1 late, 1 today, 1 on the way" in desk.text
        assert "late 4 days" in marked(desk) and "Ole H." in marked(desk)
        await desk.press("v", "wants to go on", "enter")
        assert decided(house) == [(owed["Ole"], "continue", "wants to go on")]
        assert "today" in marked(desk) and "Aase L." in marked(desk)
        await desk.press("b", "enter")
        assert decided(house)[-1] == (owed["Aase"], "other_offer", "")
        await desk.press("u")
        assert "Aase L." in marked(desk), "a key after it is about the one it brought back"
        await desk.press("u")
        assert "Ole H." in marked(desk)
        assert decided(house) == []
        assert "1 late, 1 today, 1 on the way" in desk.text

    at_the_desk(house, work)


def test_what_comes_is_told_by_its_week_and_can_be_done_early(
    house: House, owed: dict[str, int]
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("5", "down", "down")
        assert "18-24 November" in marked(desk)
        await desk.press("v", "enter")
        assert decided(house) == [(owed["Karen"], "continue", "")]

    at_the_desk(house, work)


def test_what_was_decided_on_friday_is_said_in_one_row(house: House, owed: dict[str, int]) -> None:
    def on() -> list[tuple[str, str, str]]:
        return house.rows("SELECT decision, note, decided_on FROM check_decision")

    async def work(desk: Inside) -> None:
        await desk.press("5", "v", "wants to go on", "tab", "i overmorgen", "enter")
        assert "! Write the day like today, yesterday, Friday or 16.11." in desk.text
        assert on() == []
        # Both lines wait for whoever leaves, and the day says so where it cannot be.
        await desk.press(*["backspace"] * 12, "1.1.2026", "escape", "escape", "5", "v", "enter")
        assert "! The course begins on 16.10.2026, so nothing can be decided" in desk.text
        await desk.press(*["backspace"] * 8, "friday", "enter")
        assert "Decided on 13.11.2026: Ole H., On in the house" in desk.text
        assert on() == [("continue", "wants to go on", "2026-11-13")]
        assert house.drafts("MJU") == ""
        # Another day afterwards, with the line why as it was.
        await desk.app.go_to_check(owed["Ole"])
        await desk.press("b", "tab")
        assert "13.11.2026" in marked(desk)
        await desk.press(*["backspace"] * 10, "yesterday", "enter", "escape")
        assert on() == [("other_offer", "wants to go on", "2026-11-16")]
        await desk.app.go_to_check(owed["Ole"])
        await desk.press("b", "tab", *["backspace"] * 10, "enter")
        assert on() == [("other_offer", "wants to go on", "2026-11-17")], "empty is today"
        await desk.press("u")
        # Saved as it stands it is no deed, and `u` is about the one before.
        await desk.app.go_to_check(owed["Ole"])
        await desk.press("b", "enter")
        assert "It was decided so already: Ole H., Another offer." in desk.lines[-2]
        await desk.press("u", "u")
        assert on() == []

    at_the_desk(house, work)


def test_a_wide_screen_has_how_they_came_below_the_list_and_their_words_beside_it(
    house: House, owed: dict[str, int]
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("5")
        await desk.resize(120, 24)
        (came,) = [one for one in desk.lines if "Was here" in one]
        assert came.startswith("  Was here  Nothing is marked yet.")
        assert desk.lines[1].endswith("Ole Hansen")
        await desk.resize(80, 24)
        assert "Was here" in desk.text and "day 32 of the course" in desk.text

    at_the_desk(house, work)


def test_esc_lets_one_choose_again_and_the_text_stays(house: House, owed: dict[str, int]) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("5", "y", "has enough help now", "escape")
        assert "not saved" in desk.text and "has enough help now" in desk.text
        # Also while somebody else is looked at, and after the screen was left.
        await desk.press("down", "escape", "5", "b")
        assert "has enough help now" in desk.text
        await desk.press("enter")
        assert decided(house) == [(owed["Ole"], "other_offer", "has enough help now")]
        assert house.drafts("MJU") == ""

    at_the_desk(house, work)


def test_whoever_comes_back_stands_on_the_one_they_wrote_about(
    house: House, owed: dict[str, int]
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("5", "down", "v", "wants to go on", "escape", "escape", "5")
        assert "Aase L." in marked(desk)
        assert "What you wrote about Aase L. is here again" in desk.lines[-2]
        await desk.press("v", "enter")
        assert decided(house) == [(owed["Aase"], "continue", "wants to go on")]

    at_the_desk(house, work)


def test_f_saves_the_decision_and_opens_the_closing(house: House, owed: dict[str, int]) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("5", "f", "enter")
        assert decided(house) == [(owed["Ole"], "close", "")]
        assert isinstance(desk.view, CloseCourse)
        assert desk.view.course_id == owed["Ole"]
        await desk.press("escape", "escape")
        assert "Four-week check: 1 today" in desk.text

    at_the_desk(house, work)


def test_y_saves_the_decision_and_goes_straight_into_the_referral(
    house: House, owed: dict[str, int]
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("5", "y", "wants help at home", "enter")
        assert decided(house) == [(owed["Ole"], "refer_authority", "wants help at home")]
        assert house.rows("SELECT course_id, sent_on FROM referral") == [(owed["Ole"], None)]
        assert "Ole Hansen" in desk.text and "wants help at home" in desk.text
        await desk.press("escape")
        assert isinstance(desk.view, ChecksView)
        assert "today" in marked(desk)

    at_the_desk(house, work)


def test_one_u_takes_back_all_that_one_enter_did(house: House, owed: dict[str, int]) -> None:
    """The decision goes with the draft it began; what was written in that goes first."""
    referrals = "SELECT count(*) FROM referral"

    async def work(desk: Inside) -> None:
        await desk.press("5", "y", "enter")
        assert (len(decided(house)), house.rows(referrals)) == (1, [(1,)])
        await desk.press("u")
        assert (decided(house), house.rows(referrals)) == ([], [(0,)])
        assert isinstance(desk.view, ChecksView)
        assert "Ole H." in marked(desk)
        await desk.press("y", "enter", *["down"] * 3, "space", "u")
        assert (len(decided(house)), house.rows(referrals)) == (1, [(1,)])
        await desk.press("u")
        assert (decided(house), house.rows(referrals)) == ([], [(0,)])

    at_the_desk(house, work)


def test_a_course_that_closed_stays_last_and_cannot_go_on(
    house: House, owed: dict[str, int]
) -> None:
    async def work(desk: Inside) -> None:
        await desk.app.go_to_closing(owed["Ole"])
        await desk.press("escape")
        assert "The four-week check stays on the list until it is decided." in desk.text
        said = Closing(local_date(house.moment), "goal_reached", "none", "no")
        house.do(colleague(house, "MJU"), closing.close, owed["Ole"], 1, said)
        await desk.press("escape", "5", "pagedown")
        assert "Ole H." in marked(desk) and "closed 17.11." in marked(desk)
        await desk.press("v")
        assert "! The course is closed, so it does not go on: y, f or b." in desk.text
        await desk.press("f", "enter")
        assert decided(house) == [(owed["Ole"], "close", "")]
        assert isinstance(desk.view, ChecksView)  # there is nothing left to close

    at_the_desk(house, work)


def test_of_two_at_once_one_decides_and_the_other_reads_who(
    house: House, owed: dict[str, int]
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("5", "v", "mine")
        house.do(colleague(house, "ÅSE"), checks.decide, owed["Ole"], "close", "theirs")
        await desk.press("enter")
        assert "! Åse Holm decided it on 17.11.2026." in desk.text
        assert decided(house) == [(owed["Ole"], "close", "theirs")]
        # What was written is there still, and theirs above it.
        assert "Close the course, Åse Holm 17.11.2026: theirs" in desk.text
        assert "mine" in desk.text and "not saved" in desk.text

    at_the_desk(house, work)


def test_one_that_a_colleague_decides_does_not_leave_the_list_unseen(
    house: House, owed: dict[str, int]
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("5")
        house.do(colleague(house, "ÅSE"), checks.decide, owed["Ole"], "continue")
        await desk.until(lambda: "Åse Holm has decided the check of Ole H." in desk.text)
        assert "Aase L." in marked(desk)

    at_the_desk(house, work)


def test_where_the_leader_asks_for_a_reason_the_line_stays_open(
    house: House, owed: dict[str, int]
) -> None:
    house.do(command_line(), settings.put, "check_why", "yes", None)

    async def work(desk: Inside) -> None:
        await desk.press("5", "v", "enter")
        assert "! Write in a line why: the house asks for it." in desk.text
        assert decided(house) == []
        await desk.press("goes well", "enter")
        assert decided(house) == [(owed["Ole"], "continue", "goes well")]

    at_the_desk(house, work)


def test_m_moves_it_once(house: House, owed: dict[str, int]) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("5", "m")
        assert isinstance(desk.view, MoveCheck)
        await desk.press("20.11.", "enter", "is away", "enter")
        assert house.rows("SELECT course_id, to_on, why FROM check_move") == [
            (owed["Ole"], "2026-11-20", "is away")
        ]
        # It is on its way now, behind the one of today.
        assert "Four-week check: 1 today, 2 on the way" in desk.text
        await desk.press("up", "up", "down", "m")
        assert "! Mette Juhl moved it to 20.11.2026." in desk.text

    at_the_desk(house, work)


def test_a_check_that_was_decided_is_corrected_from_its_course(
    house: House, owed: dict[str, int]
) -> None:
    house.do(colleague(house, "ÅSE"), checks.decide, owed["Aase"], "continue", "glad")

    async def work(desk: Inside) -> None:
        await desk.app.go_to_course(owed["Aase"])
        desk.app.redraw()
        assert "Check 17.11.2026: On in the house." in desk.text
        await desk.press("v")
        assert "decided 17.11." in marked(desk)
        await desk.press("b", " to be here", "enter")
        assert decided(house) == [(owed["Aase"], "other_offer", "glad to be here")]
        await desk.press("escape")
        assert isinstance(desk.view, CourseView)
        assert "Check 17.11.2026: Another offer." in desk.text

    at_the_desk(house, work)


def test_a_check_is_opened_from_its_course_long_before_its_day(
    house: House, owed: dict[str, int]
) -> None:
    ((kirstine,),) = house.rows("SELECT id FROM citizen WHERE given_name = 'Kirstine'")
    mette = colleague(house, "MJU")
    new = NewCourse(kirstine, local_date(house.moment), coach_id=mette.staff_id)
    course = house.do(mette, courses.open_course, new)

    async def work(desk: Inside) -> None:
        await desk.app.go_to_course(course.course_id)
        desk.app.redraw()
        assert "Check in 28 days." in desk.text
        await desk.press("v")
        assert "in 28 days" in marked(desk) and "Kirstine M." in marked(desk)
        await desk.press("v", "enter")
        assert decided(house) == [(course.course_id, "continue", "")]

    at_the_desk(house, work)


def test_a_host_gets_what_is_owed_and_reads_of_a_check_its_day_alone(
    house: House, owed: dict[str, int]
) -> None:
    house.do(colleague(house, "MJU"), checks.decide, owed["Ole"], "refer_authority", "secret")

    async def work(desk: Inside) -> None:
        await desk.press("5")
        on_top: list[View] = [desk.view]
        assert isinstance(on_top[0], OwedView)
        await desk.app.go_to_course(owed["Aase"])
        desk.app.redraw()
        assert "The four-week check is today. A coach decides it." in desk.text
        await desk.app.go_to_course(owed["Ole"])
        desk.app.redraw()
        assert "Check decided 17.11.2026." in desk.text
        await desk.press("v")
        assert isinstance(desk.view, CourseView)
        await desk.press("o")
        assert "check" in desk.text and "secret" not in desk.text
        assert "authority" not in desk.text

    at_the_desk(house, work, "BOD")


def test_the_page_of_a_citizen_has_the_decision_for_coaches(
    house: House, owed: dict[str, int]
) -> None:
    house.do(colleague(house, "MJU"), checks.decide, owed["Ole"], "continue", "wants to go on")

    async def work(desk: Inside) -> None:
        await desk.press("5", "escape")
        ((ole,),) = house.rows("SELECT citizen_id FROM course WHERE id = ?", owed["Ole"])
        await desk.app.go_to_page(ole)
        desk.app.redraw()
        assert "on in the house: wants to go on" in desk.text

    at_the_desk(house, work)


def test_a_list_that_is_done_is_one_calm_sentence(house: House) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("5")
        assert "No check is late or due today, and none comes in the next 7 days." in desk.text
        await desk.press("v", "enter", "tab")
        assert isinstance(desk.view, OwedView)

    at_the_desk(house, work)


def test_own_words_take_the_lines_that_stand_empty_and_break_between_words(
    house: House, owed: dict[str, int]
) -> None:
    """The list keeps its own lines; what does not fit in three is cut where a word ends."""
    mette = colleague(house, "MJU")
    said = "Jeg vil gerne have noget at glæde mig til om lørdagen, når ugen er gået. "
    for at, name in enumerate(("Ole", "Aase")):
        ((number,),) = house.rows("SELECT citizen_id FROM course WHERE id = ?", owed[name])
        talk: dict[str, Value] = {"own_words": (said * (2 if at == 0 else 9)).strip()}
        talk |= {"held_on": "2026-10-20", "held_week": "2026-W43", "state": "held"}
        talk |= {"held_by": mette.staff_id, "created_at": "2026-10-20T09:00:00Z"}
        house.do(mette, put_in, "conversation", {"citizen_id": number} | talk)

    async def work(desk: Inside) -> None:
        await desk.press("5")
        assert sum(name in desk.text for name in ("Ole H.", "Aase L.", "Karen V.")) == 3
        whole = " ".join(line.strip() for line in desk.lines[7:9])
        assert whole == f"»{said}{said.strip()}«"
        await desk.press("down")
        own = [line.rstrip() for line in desk.lines[7:10]]
        assert own[0].startswith("  »Jeg vil") and own[2].endswith("…")
        last = own[2].split()[-1].removesuffix("…")
        assert last in said.split() or last + "," in said.split(), own[2]

    at_the_desk(house, work)


def test_a_long_list_gives_its_lines_to_what_the_decision_stands_on(
    house: House, owed: dict[str, int]
) -> None:
    """All of it is read where one decides; the list is gone through with the arrow."""
    mette = colleague(house, "MJU")
    said = "Jeg vil gerne have noget at glæde mig til om lørdagen, når ugen er gået. "
    talk: dict[str, Value] = {"own_words": (said * 2).strip()}
    talk |= {"held_on": "2026-10-20", "held_week": "2026-W43", "state": "held"}
    talk |= {"held_by": mette.staff_id, "created_at": "2026-10-20T09:00:00Z"}
    ((number,),) = house.rows("SELECT citizen_id FROM course WHERE id = ?", owed["Ole"])
    house.do(mette, put_in, "conversation", {"citizen_id": number} | talk)
    begun = {row[0] for row in house.rows("SELECT citizen_id FROM course")}
    others = [row[0] for row in house.rows("SELECT id FROM citizen") if row[0] not in begun]
    opened = local_date(house.moment) - timedelta(days=30)
    for other in others[:8]:
        house.do(mette, courses.open_course, NewCourse(other, opened, coach_id=mette.staff_id))

    async def work(desk: Inside) -> None:
        await desk.press("5")
        assert marked(desk).startswith("> late 4 days")
        assert f"»{said}{said.strip()}«" in " ".join(desk.text.split())
        await desk.press(*["down"] * 3)
        assert "late 2 days" in marked(desk)

    at_the_desk(house, work)
