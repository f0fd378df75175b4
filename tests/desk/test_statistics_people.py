"""Who is behind a number of area 8, the way through the house among them, and who may see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from din_indgang_tui.house import staff, statistics, statistics_people, statistics_screen
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics_funnel import funnel
from din_indgang_tui.house.statistics_part import Ratio
from din_indgang_tui.store.roles import Role, command_line
from din_indgang_tui.views.statistics import StatisticsView
from din_indgang_tui.views.statistics_people import PeopleView
from tests.desk.figures import LAST, came, named, row
from tests.desk.house import House, register
from tests.desk.inside import inside
from tests.desk.inside import run as walk


@pytest.fixture(autouse=True)
def english(language: Callable[[str], None]) -> None:
    language("en")


def looks(house: House) -> int:
    """How many looks at citizens are on record that a list behind a number made."""
    ((n,),) = house.rows("SELECT count(*) FROM look WHERE question = 'statistics_people.people'")
    return int(n)


def test_enter_shows_who_it_is_and_puts_each_of_them_on_record(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            before = house.rows("SELECT count(*) FROM look")
            await desk.press("8", "right", "enter")
            assert isinstance(desk.view, PeopleView)
            people = desk.view.people
            figure = house.ask(statistics.figures, Days(date(2026, 11, 16), date(2026, 11, 17)))
            assert len(people) == figure.weeks[0]["enquiries"] > 4
            known = {one.citizen_id for one in people} - {None}
            looks = house.rows(
                "SELECT citizen_id FROM look WHERE question = 'statistics_people.people'"
            )
            assert {citizen for (citizen,) in looks} == known and len(looks) == len(known)
            at = next(n for n, one in enumerate(people) if one.citizen_id is not None)
            await desk.press(*["down"] * at, "enter")
            assert desk.view.area == "2" and people[at].full_name in desk.text
            await desk.press("escape")
            assert desk.view.area == "8" and ">" in "".join(line[:1] for line in desk.lines)
            again = house.rows(
                "SELECT count(*) FROM look WHERE question LIKE 'statistics_people.people%'"
            )
            assert again == [(len(known),)] and before == [(0,)]
            await desk.press("escape")
            assert "week by week for a year" in desk.text

    walk(look())


def test_tab_goes_to_those_behind_the_numbers_beside_it_and_each_look_is_on_record(
    house: House,
) -> None:
    named(house, LAST, "Ali", "Eva")
    came(house, LAST)
    named(house, LAST - timedelta(weeks=1), "Bo")
    came(house, date(2025, 11, 10), times=2)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "enter")
            assert "Enquiries, week 46, 2026" in desk.lines[1]
            assert desk.lines[1].endswith(" 3, 1 of them without a name ──")
            assert desk.lines[2].strip() == "Tab: week 45: 1   week 46, 2025: 2"
            assert looks(house) == 2
            await desk.press("tab")
            assert "Enquiries, week 45, 2026" in desk.lines[1] and "Bo" in desk.text
            assert desk.lines[1].endswith(" 1 ──") and looks(house) == 3
            await desk.press("tab")
            assert "Enquiries, week 46, 2025" in desk.lines[1]
            assert desk.lines[1].endswith(" 2, 2 of them without a name ──")
            await desk.press("tab", "shift+tab", "shift+tab")
            assert "Enquiries, week 45, 2026" in desk.lines[1]
            assert looks(house) == 3, "to look on is not to look again"

    walk(look())


def test_nobody_this_week_does_not_hide_those_of_the_week_before(house: House) -> None:
    named(house, LAST - timedelta(weeks=1), "Bo")

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "enter")
            assert "Nobody is behind it now." in desk.text
            await desk.press("tab")
            assert "letter or e-mail" in desk.text and "Bo" in desk.text

    walk(look())


def test_a_long_list_is_read_as_far_as_somebody_goes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics_people, "MOST", 2)
    named(house, LAST, "Ali", "Bo", "Eva")

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "enter")
            assert desk.lines[1].endswith(" 3 ──") and looks(house) == 2
            await desk.press("pagedown")
            assert looks(house) == 3
            assert desk.lines[-2].startswith("Ali: ")  # the latest stand first
            await desk.press("?", "escape")
            assert looks(house) == 3 and desk.lines[-2].startswith("Ali: ")

    walk(look())


def test_the_way_through_the_house_leads_to_those_who_went_it(house: House) -> None:
    named(house, LAST, "Ali", "Eva")
    came(house, date(2025, 11, 10), times=2)
    year = house.ask(funnel, 2026).steps["enquiries"]

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8")
            assert "up to 17.11.2026" in desk.text
            await desk.press("tab")
            assert "The way through the house, 2026" in desk.lines[1]
            await desk.press("enter")
            assert f"Enquiries, 2026 {'─' * 3}" in desk.lines[1]
            assert desk.lines[1].rstrip(" ─").split(", ")[-2].endswith(f" {year}")
            await desk.press("escape", "right")
            assert "That is this year." in desk.text
            await desk.press("left", "enter")
            assert desk.lines[1].endswith(" 2, 2 of them without a name ──")
            await desk.press("escape", "down", "down", "enter")
            assert "Nobody is behind Courses opened yet." in desk.text
            await desk.press("shift+tab")
            assert "Week 46" in desk.lines[1]

    walk(look())


def test_both_parts_of_a_share_have_their_people(house: House) -> None:
    named(house, date(2026, 9, 1), "Ali", "Eva")
    share = house.ask(statistics_screen.referred).figures["referred_within_4_weeks"]
    assert isinstance(share, Ratio) and share.n == 0 < share.of

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8")
            said = f"Referred within four weeks, in all: 0.0 % (0 of {share.of})"
            await desk.until(lambda: said in desk.text)
            for keys in (("tab", *["down"] * 5), ("tab", *["down"] * 7)):
                await desk.press(*keys, "enter")
                assert (
                    "Nobody is behind it now." in desk.text and f"Tab: of {share.of}" in desk.text
                )
                await desk.press("tab")
                assert f"Referred in their first four weeks: all {share.of}" in desk.lines[1]
                assert "first contact " in desk.text
                await desk.press("escape")

    walk(look())


def test_every_total_leads_to_its_people(house: House) -> None:
    named(house, LAST, "Ali")

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "tab", "tab", "enter")
            assert "Enquiries in all" in desk.lines[1] and "Ali" in desk.text
            await desk.press("escape", "down", "enter")
            assert "Nobody is behind Citizens in a course yet." in desk.text

    walk(look())


def test_someone_anonymous_has_no_page(house: House) -> None:
    came(house, LAST)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "enter")
            assert "Anonymous" in desk.text and "letter or e-mail" in desk.text
            await desk.press("enter")
            assert "Anonymous: there is no page to open." in desk.text
            await desk.press("escape", "down", "down", "enter")
            assert "Nobody: Enquiries: new citizens is 0 in week 46." in desk.text

    walk(look())


def test_a_host_sees_fives_and_reads_why_nobody_is_shown(house: House) -> None:
    came(house, LAST, times=7)

    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("8")
            assert row(desk, "Enquiries") == ["5-9", "0-4", "0-4"]
            assert "You see each number as the five it lies in" in desk.text
            assert "week 46: 5-9" in desk.text
            await desk.press("enter")
            assert "Who is behind a figure is for the leader" in desk.text
            await desk.press("tab", "enter")
            assert "The way through the house, 2026" in desk.lines[1]
            assert "Who is behind a figure is for the leader" in desk.text
            await desk.press("tab")
            assert "You see each number as the five" in desk.text
            assert not re.search(r"\d\.\d %", desk.text)
            await desk.press("w")
            assert "Write the figures" not in desk.text
            assert house.rows("SELECT count(*) FROM look") == [(0,)]

    walk(look())


def test_whoever_sets_the_house_up_sees_the_exact_figures_and_nobody_behind_them(
    house: House,
) -> None:
    came(house, LAST, times=3)
    house.do(command_line(), staff.add, "ADM", "Ada Mørk", Role.ADMIN, "-")

    async def look() -> None:
        async with inside(house, log_in_as="ADM") as desk:
            await desk.press("8")
            assert row(desk, "Enquiries") == ["3", "0", "0"]
            await desk.press("enter")
            assert isinstance(desk.view, StatisticsView)
            assert "Who is behind a figure is for the leader" in desk.text
            await desk.press("right", "left", "left", "tab", "tab", "down", "tab", "escape")
            assert desk.lines[0].startswith("Din Indgang  1 Today")

    walk(look())


def test_whoever_came_into_the_list_since_is_on_record_too(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "right", "enter")
            assert isinstance(desk.view, PeopleView)
            before = desk.view.people
            register(house, NewCitizen("Ny", "Ansigt"))
            await desk.press("?", "escape")
            new = {one.citizen_id for one in desk.view.people} - {one.citizen_id for one in before}
            assert len(new) == 1
            looks = house.rows(
                "SELECT citizen_id FROM look WHERE question = 'statistics_people.people'"
            )
            assert new < {citizen for (citizen,) in looks}

    walk(look())
