"""set: what area 9 changes, from the command line, with what it was and what it is."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from pathlib import Path

import pytest

from din_indgang_tui.clock import local_date, machine_clock
from din_indgang_tui.house import codes, lists, settings, staff, statistics_by
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role, Who, command_line
from tests.cli.conftest import NOW, Run, Start
from tests.desk.hostile import HOSTILE
from tests.group_scene import group, meeting
from tests.scene import content


@pytest.fixture
def door(house: Path) -> Door:
    return Door(house, lambda: NOW)


def test_all_keys_are_listed_with_what_they_mean(run: Run, house: Path) -> None:
    said = run("set").done()
    for key in ("house_name = Din Indgang", "opening_day = \n", "opening_hours.fri = 9-13"):
        assert key in said
    assert "reason.talk = Just wants to talk" in said
    assert "acute.alarm = Alarm: ambulance, fire, police: 112" in said
    explained = {line[2:] for line in said.splitlines() if line.startswith("# ")}
    assert {setting.explanation for setting in settings.TABLE} <= explained


def test_every_key_that_is_listed_can_be_asked_for_and_written_as_it_is(
    run: Run, door: Door
) -> None:
    before = door.read(command_line(), content)
    listed = [line for line in run("set").done().splitlines() if " = " in line]
    assert len(listed) >= 60
    for line in (*listed[:12], *listed[-4:]):
        key, _equals, value = line.partition(" = ")
        assert run("set", key).done().splitlines()[0] == line
        run("set", key, value).done()
    after = door.read(command_line(), content)
    assert {**after, "setting": before["setting"]} == before
    assert run("set").done().splitlines() == run("set").done().splitlines()


def test_a_result_of_outreach_is_made_and_said_to_be_a_contact(run: Run, door: Door) -> None:
    run("set", "outreach_result.phoned", "Talt i telefon").done()
    key = "outreach_result.phoned.contact"
    assert run("set", key, "ja").done() == f"{key}\n  was: no\n  now: yes\n"
    run("set", "--undo").done()
    assert f"{key} = no" in run("set").done()


@pytest.mark.parametrize(
    ("key", "value", "was", "now"),
    [
        ("wait_limit_minutes", "15", "10", "15"),
        ("house_name", "Havnen", "Din Indgang", "Havnen"),
        ("opening_day", "9.9.2016", "-", "2016-09-09"),
        ("opening_hours.mon", "lukket", "9-15", "closed"),
        ("closed_day.2026-12-24", "Juleaften", "nothing", "Juleaften"),
        ("reason.talk", "Snak", "Just wants to talk", "Snak"),
        ("heard_from.radio", "Radio", "nothing", "Radio"),
        ("outcome.walked_home", "Fulgt hjem", "nothing", "Fulgt hjem"),
        ("closing_reason.died", "Døde", "Died", "Døde"),
        ("closing_reason.asked", "Bad om det", "nothing", "Bad om det"),
        ("onward_support.jobcentre.assessed", "ja", "no", "yes"),
        ("activity_kind.training.minutes", "60", "45", "60"),
        ("activity_kind.outing.bookable", "yes", "no", "yes"),
        ("room.broen", "Broen", "nothing", "Broen"),
        ("acute.doctor", "Læge: 20 00 00 07, 16-8", "nothing", "Læge: 20 00 00 07, 16-8"),
    ],
)
def test_a_change_says_what_it_was_and_what_it_is_and_is_undone(
    run: Run, door: Door, key: str, value: str, was: str, now: str
) -> None:
    before = door.read(command_line(), content)
    said = run("set", key, value).done()
    assert said == f"{key}\n  was: {was}\n  now: {now}\n"
    assert "is already" in run("set", key, value).done()
    undone = run("set", "--undo").done()
    assert undone.endswith(f"{key}\n  was: {now}\n  now: {was}\n")
    assert door.read(command_line(), content) == before


def test_public_holidays_are_written_in_up_to_a_year_and_taken_back(run: Run, door: Door) -> None:
    before = door.read(command_line(), content)
    year = machine_clock().year  # `set` goes by the clock of the machine
    said = run("set", "public_holidays_to", str(year + 1)).done()
    assert f"public_holidays_to\n  was: -\n  now: {year + 1}\n" in said
    assert f"closed_day.{year + 1}-12-25\n  was: nothing\n  now: Juledag\n" in said
    assert "is already" in run("set", "public_holidays_to", str(year)).done()
    assert f"now: {year + 2}" in run("set", "public_holidays_to", "").done()
    for _deed in range(2):
        run("set", "--undo").done()
    assert door.read(command_line(), content) == before


def test_the_hours_of_a_colleague_and_of_a_room_are_set_a_day_at_a_time(
    run: Run, door: Door
) -> None:
    door.change(command_line(), staff.add, "MJU", "Mette Juhl", Role.COACH, "no hash")
    run("set", "room.broen", "Broen").done()
    before = door.read(command_line(), content)
    for key in ("working_hours.MJU.tue", "room_hours.broen.tue"):
        said = run("set", key, "9-12, 13:00-15.30").done()
        assert f"{key}\n  was: nothing\n  now: 9-12, 13-15.30\n" in said
        # The days beside it are the house's, as they were.
        assert f"{key[:-3]}fri\n  was: nothing\n  now: 9-13\n" in said
        assert run("set", key).done().startswith(f"{key} = 9-12, 13-15.30\n")
        assert "overlap" in run("set", key, "9-12, 11-13").refused()
    for key, code, sentence in (
        ("working_hours.MJU", 2, "which day"),
        ("room_hours.broen.tirsdag", 2, "which day"),
        ("working_hours.XYZ.mon", 1, "Nobody here has the initials XYZ"),
        ("room_hours.molen.mon", 1, "no such room"),
    ):
        assert sentence in run("set", key, "9-12").refused(code)
    for _deed in range(2):
        run("set", "--undo").done()
    assert door.read(command_line(), content) == before


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("unit_price", "-5", "Write a whole number from 1 to 99999999."),
        ("activity_kind.coaching.minutes", "-15,5", "Write a whole number from 5 to 720."),
        ("opening_hours.mon", "-9", "Write the hours like 9-15 or 9.30-15.00, or closed."),
    ],
)
def test_a_number_below_zero_is_no_option(
    run: Run, house: Path, key: str, value: str, said: str
) -> None:
    assert run("set", key, value).refused(1).strip() == said


def test_an_empty_text_is_the_default_again(run: Run, house: Path) -> None:
    run("set", "wait_limit_minutes", "15").done()
    assert "now: 10" in run("set", "wait_limit_minutes", "").done()
    run("set", "reason.talk", "Snak").done()
    assert "now: Just wants to talk" in run("set", "reason.talk", "").done()


def test_the_same_again_says_so(run: Run, house: Path) -> None:
    assert run("set", "reason.talk", "Just wants to talk").done() == (
        "reason.talk\n  is already: Just wants to talk\n"
    )


def test_retired_and_brought_back(run: Run, house: Path) -> None:
    run("set", "closed_day.24.12.2026", "Jul").done()
    for key, word in (("reason.talk", "(retired)"), ("acute.police", "(retired)")):
        assert word in run("set", key, "--retire").done().splitlines()[-1]
        assert word not in run("set", key, "--bring-back").done().splitlines()[-1]
    assert "now: nothing" in run("set", "closed_day.2026-12-24", "--retire").done()


def test_undo_takes_only_back_what_set_did_and_again_the_one_before(run: Run, door: Door) -> None:
    run("set", "reason.talk", "Snak").done()
    run("set", "reason.talk", "Sludder").done()
    door.change(command_line(), lists.rename, "outcome", "other", "Noget andet")
    assert "now: Snak" in run("set", "--undo").done()
    assert "now: Just wants to talk" in run("set", "--undo").done()
    assert "nothing to undo" in run("set", "--undo").refused()
    assert door.read(command_line(), codes.lists).outcome("other") == "noget andet"


def test_undo_is_refused_once_somebody_changed_it_since(run: Run, door: Door) -> None:
    run("set", "reason.talk", "Snak").done()
    aase = door.read(command_line(), content)["staff"][0][0]
    assert isinstance(aase, int)
    door.change(Who("ÅSE", Role.LEADER, aase, "Åse Holm"), lists.rename, "reason", "talk", "Vrøvl")
    assert "Åse Holm changed it" in run("set", "--undo").refused()


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("wait_limit", "5"), 2, "There is no setting wait_limit. Near it: wait_limit_minutes"),
        (("resaon.talk", "x"), 2, "Near it: reason.talk"),
        (("opening_hours.monday", "9-15"), 2, "Near it: opening_hours.mon"),
        (("zzzz",), 2, "There is no setting zzzz."),
        (("reason.talk", "x", "--retire"), 2, "One thing at a time"),
        (("reason.talk", "--undo"), 2, "One thing at a time"),
        (("--retire",), 2, "Which key?"),
        (("house_name", "--retire"), 2, "it has a value"),
        (("reason.Talk", "Snak"), 1, "small letters"),
        (("reason.new", ""), 1, "The text is missing."),
        (("outcome.helped", "--retire"), 1, "weekly figure"),
        (("onward_support.sel85.assessed", "nej"), 1, "published figure"),
        (("onward_support.sel85.assessed", "måske"), 1, "Write yes or no."),
        (("outreach_result.let_in.contact", "no"), 1, "Every house"),
        (("activity_kind.training.minutes", "4"), 1, "from 5 to 720"),
        (("activity_kind.training.minutes", "tre"), 1, "from 5 to 720"),
        (("activity_kind.training.minutes", "--retire"), 2, "it has a value"),
        (("activity_kind.training.length", "45"), 2, "Near it: activity_kind.training"),
        (("wait_limit_minutes", "ti"), 1, "whole number from 1 to 240"),
        (("opening_hours.mon", "9-25"), 1, "like 9-15"),
        (("closed_day.31.2.2026", "x"), 1, "like 24.12.2026"),
        (("public_holidays_to", "om lidt"), 1, "a year of four digits"),
        (("public_holidays_to", "2016"), 1, "Write a year from"),
        (("acute.doctor", "ring bare"), 1, "Who answers: 20 00 00 00"),
        (("acute.alarm", "Alarm: 1"), 1, "in digits"),
    ],
)
def test_what_is_refused_is_one_sentence_and_nothing_is_changed(
    run: Run, door: Door, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = door.read(command_line(), content)
    assert sentence in run("set", *words).refused(code)
    assert door.read(command_line(), content) == before


def test_two_processes_of_the_account_share_what_undo_takes_back(start: Start, house: Path) -> None:
    start("set", "reason.talk", "Snak").done()
    assert "now: Just wants to talk" in start("set", "--undo").done()


def test_whatever_a_label_holds_the_figures_by_its_list_keep_their_columns(
    run: Run, door: Door
) -> None:
    for list_name in lists.LISTS:
        for label in HOSTILE:
            with contextlib.suppress(DeskError):  # nothing is left of some, others are there
                door.change(command_line(), lists.add, list_name, label)
        assert len(door.read(command_line(), lists.entries, list_name)) > 100
        if list_name not in statistics_by.BY:
            continue
        for file_format, cell in (("csv", ","), ("md", " | ")):
            words = ("export", "--by", list_name, "--format", file_format)
            said = run(*words).done().splitlines()
            assert all(line.isprintable() for line in said)
            rows = [line for line in said if line.startswith(("|", "20", "week"))]
            assert len({line.count(cell) for line in rows}) == 1, file_format
    assert all(line.isprintable() for line in run("set").done().splitlines())
    assert all(line.isprintable() for line in run("today").done().splitlines())


def test_a_day_that_is_closed_says_what_is_planned_for_it(run: Run, door: Door) -> None:
    day = local_date(machine_clock()) + timedelta(days=9)  # `set` goes by the clock of the machine
    meeting(door, group(door), f"{day}T10:00")
    key = f"closed_day.{day}"
    said = run("set", key, "Flytning").done()
    assert f"{key}\n  was: nothing\n  now: Flytning\n" in said
    assert "1 group meeting is planned for that day. Cancel with c" in said.splitlines()[-1]
    assert "planned" not in run("set", key, "Vi flytter").done()
