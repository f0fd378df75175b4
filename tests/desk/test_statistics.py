"""The statistics on the screen: a week beside two others, its year, the way, and the totals."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from din_indgang_tui.house import settings, statistics, statistics_screen
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.figure_labels import LABELS, how_counted
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics import TOTALS
from din_indgang_tui.house.statistics_funnel import STEPS, Funnel
from din_indgang_tui.house.statistics_part import Ratio
from din_indgang_tui.views.base import View
from din_indgang_tui.views.statistics import StatisticsView
from din_indgang_tui.views.statistics_totals import TotalsView
from tests.desk.figures import LAST, came, row
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside
from tests.desk.inside import run as walk


@pytest.fixture(autouse=True)
def english(language: Callable[[str], None]) -> None:
    language("en")


def test_the_figures_on_the_screen_are_those_of_the_export(house: House) -> None:
    came(house, LAST, times=3)
    came(house, LAST - timedelta(weeks=1), times=2)
    came(house, date(2025, 11, 10), Channel.PHONE)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8")
            assert "Week 46, 9-15 November 2026" in desk.lines[1]
            columns = statistics_screen.keys()
            exact = house.ask(statistics.figures, Days(LAST, LAST)).weeks[0]
            for _one in columns:
                assert isinstance(desk.view, StatisticsView)
                key = desk.view.marked
                shown = row(desk, LABELS[key])[0]
                assert shown.removesuffix(" min") == (
                    "-" if exact[key] is None else str(exact[key])
                )
                await desk.press("down")
            await desk.press(*["pageup"] * 9)
            assert row(desk, "Enquiries") == ["3", "2", "1"]
            assert "week 46, 2025" in desk.lines[2]

    walk(look())


def test_left_and_right_go_from_week_to_week_but_no_further_than_this_one(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "right")
            assert "Week 47, 16-22 November 2026" in desk.lines[1] and "not over yet" in desk.text
            await desk.press("right")
            assert "Week 47" in desk.lines[1]
            assert "That is this week." in desk.text
            await desk.press(*["left"] * 53)
            assert "Week 46, 10-16 November 2025" in desk.lines[1]
            await desk.press(":", "jump", "enter", "uge 53 2026", "enter")
            assert "Week 53 of 2026 has not begun yet." in desk.text
            await desk.press(*["backspace"] * 4, "2020", "enter")
            assert "Week 53" in desk.lines[1]
            assert "2019 has no week 53: week 52 stands in its place." in desk.text
            assert "week 52, 2019" in desk.lines[2]

    walk(look())


def test_the_picture_follows_the_mark_and_the_week_shown_is_the_solid_bar(house: House) -> None:
    came(house, LAST, Channel.PHONE, times=4)
    came(house, LAST - timedelta(weeks=3), times=6)

    def solid(desk: Inside) -> set[int]:
        return {line.index("█") for line in desk.lines if "█" in line}

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", *["down"] * 5)
            assert "Enquiries: by phone, week by week for a year" in desk.text
            assert "week 46: 4" in desk.text and "highest 4" in desk.text
            (here,) = solid(desk)
            assert here == max(line.rfind("│") for line in [*desk.lines, " " * here + "│"])
            await desk.press("up", "up", "up", "up", "up", *["left"] * 3)
            assert "week 43: 6" in desk.text
            assert solid(desk) == {here - 3}

    walk(look())


def test_a_page_down_shows_the_next_group_from_its_first_figure(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "pagedown")
            assert desk.lines[2].strip().startswith("How long they waited")
            assert desk.lines[3].startswith("> Met by one of us")
            await desk.press("up")
            assert not desk.lines[2].strip().startswith("How long they waited")
            await desk.press("pageup")
            assert desk.lines[3].startswith("> Enquiries ")

    walk(look())


def test_another_week_is_shown_and_not_saved(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", ":", "jump", "enter", "40")
            assert desk.lines[-1].startswith("Enter show it ") and "save" not in desk.text
            await desk.press("escape")
            assert "Week 46" in desk.lines[1] and "draft" not in desk.text
            await desk.press(":", "jump", "enter", "40", "enter")
            assert "Week 40" in desk.lines[1]

    walk(look())


def test_a_year_that_has_not_begun_has_no_way_yet(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8")
            view = desk.view
            assert isinstance(view, StatisticsView)
            monkeypatch.setattr(view, "today", lambda: date(2026, 12, 30))
            view.go_to(date(2026, 12, 28))
            assert view.way_year == 2026
            monkeypatch.setattr(view, "today", lambda: date(2025, 12, 30))
            view.go_to(date(2025, 12, 29))  # week 1 of 2026
            assert view.way_year == 2025

    walk(look())


def test_a_week_that_was_passed_on_shows_what_changed_since(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8")
            assert "Week 46 is not kept as passed on yet" in desk.text
            await desk.press(":", "freeze", "enter")
            assert "Kept: week 46, 2026 as it was passed on." in desk.text
            await desk.press("down", "up")
            assert "Week 46 is as it was passed on 17.11.2026." in desk.text
            came(house, LAST + timedelta(days=3), times=2)
            await desk.until(lambda: "figures changed since, marked with !" in desk.text)
            # One line: what stands at the foot of the page is still seen.
            assert "Referred within four weeks" in desk.text
            assert row(desk, "Enquiries")[0] == "2" and "! 0" in desk.text
            # Under its own name, as it stands next to the number of last year.
            heading, first = desk.lines[2], next(one for one in desk.lines if "! 0" in one)
            assert heading.index("sent") == first.index("! 0")
            await desk.press("u")
            assert "Undone" in desk.lines[-2]
            assert house.rows("SELECT count(*) FROM frozen_week") == [(0,)]

    walk(look())


def test_a_step_of_the_way_through_the_house_stands_with_its_number(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8")
            assert isinstance(desk.view, StatisticsView)
            # From one line to two: no number goes to the next one alone.
            for digits in range(1, 8):
                n = 10**digits
                desk.view.funnel = Funnel(Days(LAST, LAST), dict.fromkeys(STEPS, n))
                await desk.press("down")
                for step in ("Enquiries", "conversations", "courses", "completed", "referred"):
                    assert f"{step} {n:,}" in desk.text

    walk(look())


@pytest.mark.parametrize("spoken", ["da", "en"])
def test_no_figure_is_called_by_half_a_name(
    house: House, language: Callable[[str], None], spoken: str
) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            language(spoken)
            await desk.press("8")
            view: View = desk.view
            assert isinstance(view, StatisticsView)
            for _figure in range(len(view.keys)):
                assert "…" not in desk.text
                await desk.press("down")
            await desk.press("shift+tab")
            view = desk.view
            assert isinstance(view, TotalsView)
            totals = view.totals
            assert totals is not None
            # Ten years of a busy house.
            large = {
                key: Ratio(999, 999) if isinstance(total, Ratio) else total
                for key, total in totals.figures.items()
            }
            view.totals = replace(totals, figures=large)
            await desk.press("down")
            assert desk.text.count("(999 ") == 5
            assert "…" not in desk.text

    walk(look())


def test_what_another_desk_registers_is_seen_and_the_mark_stays(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "down", "down")
            came(house, LAST, times=2)
            await desk.until(lambda: row(desk, "Enquiries") == ["2", "0", "0"])
            assert [line for line in desk.lines if line.startswith("> Enquiries: new citizens")]

    walk(look())


def test_how_a_total_is_counted_stands_there_to_its_end(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(":", "published", "enter")
            for key in (key for key in TOTALS if key != "saving_dkk"):
                assert how_counted(key) in " ".join(desk.text.split())
                await desk.press("down")

    walk(look())


def test_the_arrow_to_the_week_before_is_named_whole(
    house: House, language: Callable[[str], None]
) -> None:
    language("da")

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", ":", "ugen før")
            assert "Pil venstre Statistik" in desk.text
            await desk.press("escape", "?")
            assert re.search("Pil venstre +Ugen før", desk.text)

    walk(look())


def test_the_bar_names_the_arrows_that_lead_on_and_no_unfinished_week_is_to_be_kept(
    house: House,
) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8")
            assert "Arrow left/right week" in desk.lines[-1] and "? help" in desk.lines[-1]
            await desk.press("right")
            assert "Arrow left week" in desk.lines[-1] and "kept as passed on" not in desk.text
            await desk.press("tab")
            assert "Arrow left year" in desk.lines[-1]
            await desk.press("left")
            assert "Arrow left/right year" in desk.lines[-1]

    walk(look())


def test_months_that_bypassed_the_house_are_typed_in_and_counted(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(":", "bypass", "enter")
            assert "Nothing is typed in yet." in desk.text
            await desk.press("+", "10-2026", "enter", "21", "enter", "20", "enter", "enter")
            assert "no more can have bypassed the house" in " ".join(desk.text.split())
            await desk.press(*["backspace"] * 2, "3", "enter", "enter", "enter")
            assert "Saved: 3 of 20 in 10-2026." in desk.text
            await desk.press("+", "11-2026", "enter", "4", "enter", "9", "enter", "enter")
            # November is not over: the list says what the total says.
            assert desk.lines[1].endswith("3 of 20 ──")
            await desk.press("down", "up")
            assert "A month counts when it is over" in desk.text
            await desk.press("+", "2026-10", "enter", "1", "enter", "2", "enter", "enter")
            assert "10-2026 is typed in already." in " ".join(desk.text.split())
            await desk.press("escape", "8", "shift+tab", *["down"] * 8)
            marked = next(line for line in desk.lines if line.startswith(">"))
            assert "15.0 % (3 of 20)" in marked and "about 6 %" in marked
            await desk.press("enter")
            assert "10-2026" in desk.text

    walk(look())


def test_a_saving_stands_only_with_a_price_and_with_what_it_rests_on(house: House) -> None:
    leader = colleague(house, "ÅSE")

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "shift+tab")
            assert LABELS["saving_dkk"] not in desk.text and "more than 600" in desk.text
            house.do(leader, settings.put, "unit_price", "125000")
            await desk.until(lambda: LABELS["saving_dkk"] in desk.text)
            assert "0 x 125,000 kr.: what the price rests on is not written down" in desk.text
            house.do(leader, settings.put, "unit_price_basis", "Takst 2026")
            await desk.until(lambda: "kr.: Takst 2026" in desk.text)

    walk(look())


def test_an_answer_about_a_week_that_was_left_meanwhile_is_not_shown(house: House) -> None:
    came(house, LAST, times=3)
    came(house, LAST - timedelta(weeks=1), times=2)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8")
            view = desk.view
            assert isinstance(view, StatisticsView)
            ask = desk.app.desk.read
            left: list[date] = []

            async def slowly(question: Any, *asked: Any) -> Any:
                answer = await ask(question, *asked)
                if question is statistics_screen.beside and not left:
                    left.append(view.monday)
                    view.go_to(LAST - timedelta(weeks=1))
                return answer

            desk.app.desk.read = slowly  # type: ignore[assignment]
            await view.load()
            await desk.settle()
            desk.app.redraw()
            assert left and "Week 45" in desk.lines[1]
            assert row(desk, "Enquiries") == ["2", "0", "0"]

    walk(look())
