"""The statistics on the screen: a week, the people behind it, the totals, and a file of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from din_indgang_tui.export.request import ExportRequest, run
from din_indgang_tui.house import (
    enquiries,
    settings,
    staff,
    statistics,
    statistics_people,
    statistics_screen,
)
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.figure_labels import LABELS, how_counted
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics import TOTALS
from din_indgang_tui.house.statistics_funnel import STEPS, Funnel, funnel
from din_indgang_tui.house.statistics_part import Ratio
from din_indgang_tui.store.roles import Role, command_line
from din_indgang_tui.views.base import View
from din_indgang_tui.views.statistics import StatisticsView
from din_indgang_tui.views.statistics_people import PeopleView
from din_indgang_tui.views.statistics_totals import TotalsView
from tests.desk.house import House, colleague, register
from tests.desk.inside import Inside, inside
from tests.desk.inside import run as walk

LAST = date(2026, 11, 9)  # the last full week, 46; today is Tuesday of week 47


@pytest.fixture(autouse=True)
def english(language: Callable[[str], None]) -> None:
    language("en")


def came(house: House, day: date, channel: Channel = Channel.LETTER, times: int = 1) -> None:
    """So many of whom nobody knows the name, dealt with on that day at ten."""
    now = house.moment
    with house.open():
        for _one in range(times):
            house.moment = now - timedelta(days=(date(2026, 11, 17) - day).days)
            entered = register(house, channel=channel)
            house.do(colleague(house, "BOD"), enquiries.finish, entered, "helped")
    house.moment = now


def row(desk: Inside, label: str) -> list[str]:
    """The numbers of the row with this label, as they stand on the screen."""
    # The last of them: a title of a group may have the same words.
    found = [line for line in desk.lines[2:] if line[2:41].strip() == label][-1]
    return re.split(r"\s{2,}", found[41:].strip())


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


def looks(house: House) -> int:
    """How many looks at citizens are on record that a list behind a number made."""
    ((n,),) = house.rows("SELECT count(*) FROM look WHERE question = 'statistics_people.people'")
    return int(n)


def named(house: House, day: date, *names: str) -> None:
    """These wrote a letter on that day, and were dealt with."""
    now = house.moment
    house.moment = now - timedelta(days=(date(2026, 11, 17) - day).days)
    for name in names:
        entered = register(house, NewCitizen(name), channel=Channel.LETTER)
        house.do(colleague(house, "BOD"), enquiries.finish, entered, "helped")
    house.moment = now


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


def test_three_keys_write_the_week_to_a_file(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(house, LAST, times=3)
    monkeypatch.chdir(tmp_path)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "w")
            assert "INTERN: exact figures for the house itself. Do not pass them on." in desk.text
            while "(CSV)" not in desk.text:
                await desk.press("e", "right", "escape")
            await desk.press("enter")
            assert "Written: " in desk.text and isinstance(desk.view, StatisticsView)
            (written,) = tmp_path.glob("INTERN-2026-W46*.csv")
            with house.open() as door:
                asked = ExportRequest(week="2026-W46")
                assert written.read_bytes() == run(door, command_line(), asked).data
            (found,) = csv.DictReader(io.StringIO(written.read_text()))
            assert found["enquiries"] == "3"
            await desk.press("w", "enter")
            assert len(list(tmp_path.glob("INTERN-2026-W46*"))) == 2

    walk(look())


def test_a_file_that_differs_from_what_was_passed_on_is_not_written_in_silence(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(house, LAST, times=3)
    monkeypatch.chdir(tmp_path)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", ":", "keep the week", "enter")
            came(house, LAST)
            await desk.press("w", "enter")
            said = " ".join(desk.text.split())
            assert "2026-W46 was passed on as of 17.11.2026 with other numbers" in said
            assert "Enquiries 3 -> 4" in said

    walk(look())


def test_what_may_be_passed_on_says_so_before_it_is_made_and_is_in_fives(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(house, LAST, times=7)
    monkeypatch.chdir(tmp_path)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "w")
            while "(CSV)" not in desk.text:
                await desk.press("e", "right", "escape")
            await desk.press("down", "down", "e", "right", "escape")
            assert "To pass on: only weeks that are over" in desk.text
            assert "INTERN" not in desk.text
            await desk.press("enter")
            (written,) = tmp_path.glob("*.csv")
            assert "INTERN" not in written.name
            (found,) = csv.DictReader(io.StringIO(written.read_text()))
            assert (found["week"], found["enquiries"]) == ("2026-W46", "5-9")

    walk(look())


def test_a_week_that_is_not_over_is_no_file_to_pass_on(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "right", "w", "down", "down", "e", "right", "escape", "enter")
            said = "left out, since only weeks that are over are passed on."
            assert said in " ".join(desk.text.split())
            assert list(tmp_path.glob("*.html")) == []

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


def test_a_folder_that_is_not_there_is_one_sentence_and_what_was_typed_stays(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "w", *["down"] * 3, "e", "/findes-ikke", "enter", "enter")
            assert "is not there. Make it first." in " ".join(desk.text.split())
            assert "/findes-ikke" in desk.text

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
