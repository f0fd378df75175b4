"""Groups at the desk: made, changed and ended, and what is done with one of their meetings."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import group_members, group_sessions, group_waiting, groups
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.group_laying import DateAnswer
from din_indgang_tui.house.group_rules import GroupException, Rule
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.group_writing import Helper, NewGroup
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.house.verdicts import Answer
from din_indgang_tui.views.group_dates import date_lines, windowed
from din_indgang_tui.views.group_form import GroupForm
from din_indgang_tui.views.group_session import GroupSessionView
from din_indgang_tui.widgets.form import text_of
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside, run
from tests.diary_scene import put_in

WORDS = "Vi laver frokost sammen og spiser den."


@pytest.fixture(autouse=True)
def in_english(language: Callable[[str], None]) -> None:
    language("en")


@pytest.fixture
def cooking(house: House) -> GroupActivity:
    """Every Thursday in the kitchen with Mette Juhl: three places of four taken, and one waits."""
    leader, mette, bo = (colleague(house, initials) for initials in ("ÅSE", "MJU", "BOD"))
    assert bo.staff_id is not None
    house.do(leader, put_in, "room", {"code": "k", "label": "Køkkenet", "position": 90})
    new = NewGroup(
        "Madlavning",
        description=WORDS,
        room="k",
        leader_id=mette.staff_id,
        capacity=4,
        rule=Rule(weekdays=(4,)),
        start_time=time(10, 30),
        starts_on=date(2026, 9, 3),
        exceptions=(GroupException(date(2026, 12, 21), date(2026, 12, 27), "jul"),),
        helpers=(Helper(bo.staff_id, "", "peer"),),
    )
    group_id = house.do(leader, groups.make, new)
    known = dict(house.rows("SELECT family_name, id FROM citizen"))
    for family in ("Lund", "Kjær", "Vang"):
        house.do(bo, group_members.add, group_id, known[family])
    house.do(bo, group_waiting.wait, group_id, known["Hansen"])
    return the_group(house, group_id)


def the_group(house: House, group_id: int) -> GroupActivity:
    group: GroupActivity = house.ask(groups.one, group_id)
    return group


def all_of(house: House) -> list[GroupActivity]:
    found: list[GroupActivity] = house.ask(groups.all_groups)
    return found


def meetings(house: House, group: GroupActivity) -> list[Session]:
    found: list[Session] = house.ask(group_sessions.of_group, group.group_id)
    return found


def first_of(house: House, group: GroupActivity) -> Session:
    return meetings(house, group)[0]


def at_the_desk(
    house: House, work: Callable[[Inside], Coroutine[Any, Any, None]], initials: str = "ÅSE"
) -> None:
    async def sit() -> None:
        async with inside(house, log_in_as=initials) as desk:
            await work(desk)

    run(sit())


async def on_form(desk: Inside, group: GroupActivity | None = None) -> None:
    await desk.app.go_to_group_form(group.group_id if group is not None else None)
    desk.app.redraw()


async def on_meeting(desk: Inside, meeting: Session) -> None:
    await desk.app.go_to_group_session(meeting.session_id)
    desk.app.redraw()


async def write_in(desk: Inside, row: str, text: str) -> None:
    """Write this in a row of the form in place of what stands there, and leave the row."""
    form = desk.view
    assert isinstance(form, GroupForm)
    assert form.form.go_to(row)
    await desk.press("e", *["backspace"] * len(text_of(form.form.open)), text, "enter")


# A new group ------------------------------------------------------------------------------------


def test_a_new_weekly_group_takes_five_keys_beside_what_is_written(house: House) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4")
        keys = ("+", "enter", "enter", "enter", "enter")
        await desk.press("+", "Kor", "enter", "torsdag", "enter", "13-14.30", "enter")
        assert all_of(house) == []
        await desk.press("enter")
        (group,) = all_of(house)
        assert len(keys) == 5
        assert (group.name, group.leader) == ("Kor", "Åse Holm")
        assert group.when(date(2026, 11, 17)) == "every Thursday 13.00-14.30"
        assert "Made: Kor." in desk.text
        # And one stands on its page.
        assert "── Kor ──" in desk.lines[1]
        await desk.press("u")
        assert all_of(house) == []

    at_the_desk(house, work)


def test_all_that_can_be_written_of_a_group_is_kept_as_it_was_written(house: House) -> None:
    house.do(
        colleague(house, "ÅSE"), put_in, "room", {"code": "l", "label": "Loftet", "position": 90}
    )

    async def work(desk: Inside) -> None:
        await on_form(desk)
        await desk.press("Peergruppe", "tab", "right", "tab", "Vi taler", "tab", "left", "left")
        await desk.press("tab", "man", "tab", "18-20", "tab", *["backspace"] * 10, "1.12.", "tab")
        await desk.press("31.12.2027", "tab", "uge 7 ferie; 05.07.2027", "tab", "right")
        await desk.press("tab", "tab", "m", "tab", "bo, eri (frivillig)", "tab", "8", "tab")
        await desk.press("right", "tab", "right", "right", "tab", "right", "right", "enter")
        assert "the last Monday of the month 18.00-20.00" in desk.text.lower().replace(
            "monday", "Monday"
        )
        await desk.press("enter")

    at_the_desk(house, work)
    (group,) = all_of(house)
    mette, bo, eri = (colleague(house, initials).staff_id for initials in ("MJU", "BOD", "ERI"))
    assert group.as_new() == NewGroup(
        name="Peergruppe",
        kind="peer_group",
        description="Vi taler",
        room="l",
        leader_id=mette,
        capacity=8,
        drop_in=True,
        needs_assessment="depends",
        legal_basis="sel82a",
        rule=Rule("monthly", 1, (1,), -1),
        start_time=time(18),
        minutes=120,
        starts_on=date(2026, 12, 1),
        ends_on=date(2027, 12, 31),
        exceptions=(
            GroupException(date(2027, 2, 15), date(2027, 2, 21), "ferie"),
            GroupException(date(2027, 7, 5), date(2027, 7, 5)),
        ),
        helpers=(Helper(bo or 0, "Bo Dam", "peer"), Helper(eri or 0, "Erik Maa", "volunteer")),
    )


def test_before_it_is_saved_every_coming_date_stands_with_its_answer(
    house: House, cooking: GroupActivity
) -> None:
    async def work(desk: Inside) -> None:
        await on_form(desk)
        await desk.press("Kor", "enter", "tor", "enter", "11-12", "enter")
        said = " ".join(desk.text.split())
        assert "without a leader: Mette Juhl has the group Madlavning then" in said
        assert "51 meetings, 50 to look at" in said
        # In week 52 the other group does not meet, and on a holiday nobody does.
        assert "Thu 24.12. free" in said
        assert "Thu 25.03. closed: Skærtorsdag" in said
        await write_in(desk, "starts_on", "25.03.2027")
        assert desk.lines[15].split() == ["Thu", "25.03.", "closed:", "Skærtorsdag"]
        await desk.press("pagedown")
        assert "Thu 25.03." not in desk.text
        assert all_of(house) == [cooking]

    at_the_desk(house, work, "MJU")


@pytest.mark.parametrize(
    ("row", "text", "sentence"),
    [
        ("name", "", "This one is needed."),
        ("weekdays", "hver dag", "Write days of the week"),
        ("weekdays", "", "Choose at least one day"),
        ("start_time", "12-11.30", "It ends before it begins."),
        ("start_time", "halv elleve", "Write from when to when"),
        ("start_time", "10.30-10.32", "Write the length in minutes"),
        ("ends_on", "1.9.2026", "The group ends before it begins."),
        ("ends_on", "18.11.", "never meets"),
        ("exceptions", "jul", "Write them like: week 42"),
        ("helpers", "xenia", "xenia is nobody who works here."),
        ("capacity", "ti", "Write how many places"),
        ("capacity", "0", "from 1 to 500"),
    ],
)
def test_what_cannot_be_is_one_sentence_by_its_row_and_what_was_written_stays(
    house: House, row: str, text: str, sentence: str
) -> None:
    async def work(desk: Inside) -> None:
        await on_form(desk)
        await desk.press("Kor", "enter", "tor", "enter", "11-12", "enter")
        await write_in(desk, row, text)
        form = desk.view
        assert isinstance(form, GroupForm)
        if not form.opened:
            await desk.press("enter")
        assert sentence in " ".join(desk.text.split())
        assert form.opened
        assert form.form.open.name == ("rule" if "never" in sentence else row)
        assert form.form.text(row) == text
        assert all_of(house) == []

    at_the_desk(house, work)


def test_a_group_begun_is_a_draft_that_comes_back(house: House) -> None:
    async def work(desk: Inside) -> None:
        await on_form(desk)
        await desk.press("Kor", "enter", "tor", "escape", "escape")
        assert "kept as a draft" in desk.text
        await on_form(desk)
        assert "Your draft from" in desk.text
        form = desk.view
        assert isinstance(form, GroupForm)
        assert (form.form.text("name"), form.form.text("weekdays")) == ("Kor", "tor")
        await desk.press("13-14", "enter", "enter")
        assert [group.name for group in all_of(house)] == ["Kor"]
        await on_form(desk)
        assert form.form.text("name") == "Kor"
        assert "Your draft from" not in desk.text

    at_the_desk(house, work)


def test_a_host_makes_and_changes_no_group(house: House, cooking: GroupActivity) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "+")
        assert not isinstance(desk.view, GroupForm)
        await desk.press("enter", "e")
        assert not isinstance(desk.view, GroupForm)

    at_the_desk(house, work, "BOD")


# Changing it ------------------------------------------------------------------------------------


def test_only_what_is_changed_is_written_and_what_becomes_of_the_meetings_is_said(
    house: House, cooking: GroupActivity
) -> None:
    async def work(desk: Inside) -> None:
        await on_form(desk, cooking)
        await write_in(desk, "weekdays", "fre")
        assert "lays the meetings anew" in desk.text
        assert the_group(house, cooking.group_id) == cooking
        await desk.press("enter")
        assert "Saved: Madlavning." in desk.text
        assert "meetings were laid out." in desk.text

    at_the_desk(house, work)
    now = the_group(house, cooking.group_id)
    assert now.as_new() == replace(cooking.as_new(), rule=Rule(weekdays=(5,)))
    assert {one.day.isoweekday() for one in meetings(house, now)} == {5}


def test_nothing_is_saved_where_nothing_was_changed(house: House, cooking: GroupActivity) -> None:
    async def work(desk: Inside) -> None:
        await on_form(desk, cooking)
        await desk.press("enter", "enter")
        assert "Not saved yet" not in desk.text
        await desk.press("enter")
        assert "Nothing is changed." in desk.text
        await desk.press("escape")
        assert not isinstance(desk.view, GroupForm)
        assert "draft" not in desk.text

    at_the_desk(house, work)
    assert the_group(house, cooking.group_id) == cooking


def test_there_are_never_fewer_places_than_are_taken(house: House, cooking: GroupActivity) -> None:
    async def work(desk: Inside) -> None:
        await on_form(desk, cooking)
        await write_in(desk, "capacity", "2")
        await desk.press("enter")
        assert "3 have a place today." in desk.text
        await desk.press("backspace", "3", "enter", "enter")
        assert the_group(house, cooking.group_id).capacity == 3

    at_the_desk(house, work)


def test_two_who_change_the_same_group_are_both_saved(house: House, cooking: GroupActivity) -> None:
    async def work(desk: Inside) -> None:
        await on_form(desk, cooking)
        await write_in(desk, "capacity", "9")
        house.do(
            colleague(house, "MJU"),
            groups.change,
            cooking.group_id,
            cooking.version,
            replace(cooking.as_new(), description="Vi bager."),
        )
        await desk.press("enter")
        assert "Both are saved." in desk.text

    at_the_desk(house, work)
    now = the_group(house, cooking.group_id)
    assert (now.capacity, now.description) == (9, "Vi bager.")


def test_two_who_change_the_same_row_are_asked_which_it_is(
    house: House, cooking: GroupActivity
) -> None:
    async def work(desk: Inside) -> None:
        await on_form(desk, cooking)
        await write_in(desk, "capacity", "9")
        mette = colleague(house, "MJU")
        theirs = replace(cooking.as_new(), capacity=12)
        house.do(mette, groups.change, cooking.group_id, cooking.version, theirs)
        await desk.press("enter")
        assert "Mette Juhl" in desk.text
        assert the_group(house, cooking.group_id).capacity == 12
        await desk.press("down", "enter")

    at_the_desk(house, work)
    assert the_group(house, cooking.group_id).capacity == 9


def test_a_group_ends_once_what_ends_with_it_was_shown(
    house: House, cooking: GroupActivity
) -> None:
    def ends_on() -> date | None:
        return the_group(house, cooking.group_id).ends_on

    async def work(desk: Inside) -> None:
        await on_form(desk, cooking)
        await desk.press("f")
        for sentence in ("3 places end.", "1 does not wait any more.", "meetings after it fall"):
            assert sentence in desk.text
        assert ends_on() is None
        await desk.press("enter")
        assert "Ends on 17.11.2026: Madlavning." in desk.text
        assert ends_on() == local_date(house.moment)
        assert meetings(house, cooking) == []
        await desk.press("u")
        assert the_group(house, cooking.group_id).waiting == 1
        assert ends_on() is None

    at_the_desk(house, work)


# One meeting ------------------------------------------------------------------------------------


def test_a_meeting_is_cancelled_with_a_reason_and_each_is_told(
    house: House, cooking: GroupActivity
) -> None:
    first = first_of(house, cooking)

    async def work(desk: Inside) -> None:
        await on_meeting(desk, first)
        await desk.press("c", "enter")
        assert "Write why, so that everybody can see it." in desk.text
        assert first_of(house, cooking).status is SessionStatus.PLANNED
        await desk.press("Mette er syg", "enter")
        assert "3 are to be told." in desk.text
        assert "CANCELLED" in desk.lines[1]
        assert "Mette er syg" in desk.text
        assert "20 00 00 46" in desk.text
        await desk.press("space", "space")
        assert "2 know" in desk.text
        view = desk.view
        assert isinstance(view, GroupSessionView)
        assert [one.told for one in view.people] == [True, True, False]
        await desk.press("up", "space")
        assert [one.told for one in view.people].count(True) == 1
        await desk.press("c")
        assert "is held after all." in desk.text
        assert first_of(house, cooking).status is SessionStatus.PLANNED
        # Whoever was told that it is off must hear that it is not; the others need to hear nothing.
        assert [one.told for one in view.people] == [False]

    at_the_desk(house, work, "BOD")


def test_a_meeting_moves_and_what_speaks_against_the_time_is_seen_before(
    house: House, cooking: GroupActivity
) -> None:
    first, second = meetings(house, cooking)[:2]

    async def work(desk: Inside) -> None:
        await on_meeting(desk, first)
        await desk.press("m", f"{second.day:%d.%m.}", "tab", "11-12")
        assert "Mette Juhl has the group Madlavning then, 10.30-12.00." in desk.text
        await desk.press("enter", "enter")
        assert "The group meets already on 26.11.2026" in " ".join(desk.text.split())
        assert first_of(house, cooking) == first
        await desk.press(*["backspace"] * 5, "13-14", "enter", "enter")
        assert "Moved: Madlavning" in desk.text
        assert "3 are to be told." in desk.text

    at_the_desk(house, work, "BOD")
    now: Session = house.ask(group_sessions.one, first.session_id)
    assert (now.starts_at, now.minutes) == (second.starts_at + timedelta(hours=2.5), 60)


def test_what_stays_empty_stays_where_only_the_room_changes(
    house: House, cooking: GroupActivity
) -> None:
    first = first_of(house, cooking)

    async def work(desk: Inside) -> None:
        await on_meeting(desk, first)
        await desk.press("m", "enter", "enter")
        assert "Write another day, other hours, or choose a room." in desk.text
        await desk.press("tab", "tab", "left", "enter", "enter")
        assert "Moved: Madlavning" in desk.text
        assert "to be told" not in desk.text

    at_the_desk(house, work)
    now: Session = house.ask(group_sessions.one, first.session_id)
    assert (now.starts_at, now.minutes, now.room) == (first.starts_at, 90, None)


def test_a_meeting_is_given_to_one_who_is_free_and_nobody_who_is_not(
    house: House, cooking: GroupActivity
) -> None:
    first = first_of(house, cooking)
    busy = replace(cooking.as_new(), name="Kor", leader_id=colleague(house, "KSØ").staff_id)
    house.do(colleague(house, "ÅSE"), groups.make, replace(busy, room=None, helpers=()))

    async def work(desk: Inside) -> None:
        await on_meeting(desk, first)
        await desk.press("b")
        rows = [row for row in desk.lines if "Karim Sønderby" in row or "Bo Dam" in row]
        assert rows[0].startswith("> Bo Dam")
        assert "has the group Kor then" in rows[1]
        await desk.press("k", "enter")
        assert "Karim Sønderby has the group Kor then" in " ".join(desk.text.split())
        assert first_of(house, cooking).leader == "Mette Juhl"
        await desk.press("l", "enter")
        assert "Saved: Liv Brandt leads Madlavning" in desk.text
        await desk.press("b", *["down"] * 20, "enter")
        assert "Saved: nobody leads Madlavning" in desk.text

    at_the_desk(house, work, "BOD")
    assert first_of(house, cooking).leader_id is None


def test_one_more_meeting_is_as_the_others_of_its_group(
    house: House, cooking: GroupActivity
) -> None:
    async def work(desk: Inside) -> None:
        await on_meeting(desk, first_of(house, cooking))
        await desk.press("+", "20.11.", "enter", "enter")
        assert "Added: Madlavning, Fri 20.11. at 10.30." in desk.text

    at_the_desk(house, work, "BOD")
    added = next(one for one in meetings(house, cooking) if one.day == date(2026, 11, 20))
    assert (added.minutes, added.room, added.leader) == (90, "k", "Mette Juhl")


def test_a_meeting_of_a_later_day_has_no_roll_yet_and_one_of_today_has(
    house: House, cooking: GroupActivity
) -> None:
    first = first_of(house, cooking)
    today = local_date(house.moment)
    house.do(
        colleague(house, "BOD"),
        group_sessions.add,
        cooking.group_id,
        first.starts_at - (first.day - today),
    )

    async def work(desk: Inside) -> None:
        await on_meeting(desk, first)
        await desk.press("p")
        assert desk.lines[1].startswith("── Madlavning, Thu 19.11.")
        assert desk.lines[-2].startswith("! ")
        assert "p roll" not in desk.lines[-1]
        await on_meeting(desk, first_of(house, cooking))
        assert "p roll" in desk.lines[-1]
        await desk.press("p")
        assert "Roll" in desk.lines[1]
        assert "Aase" in desk.text

    at_the_desk(house, work, "BOD")


def test_a_note_is_written_before_the_meeting(house: House, cooking: GroupActivity) -> None:
    async def work(desk: Inside) -> None:
        await on_meeting(desk, first_of(house, cooking))
        await desk.press("e", "Husk forklæder.", "enter")
        assert "Husk forklæder." in desk.text
        await desk.press("u")
        assert "Husk forklæder." not in desk.text

    at_the_desk(house, work, "BOD")


def test_what_somebody_else_does_with_the_meeting_is_seen(
    house: House, cooking: GroupActivity
) -> None:
    first = first_of(house, cooking)

    async def work(desk: Inside) -> None:
        await on_meeting(desk, first)
        await desk.press("c", "Ingen")
        mette = colleague(house, "MJU")
        house.do(mette, group_sessions.annotate, first.session_id, first.version, "Ny nøgle")
        await desk.press("enter")
        assert "Mette Juhl" in desk.text
        assert first_of(house, cooking).status is SessionStatus.PLANNED
        await desk.press("enter")
        assert first_of(house, cooking).cancel_why == "Ingen"

    at_the_desk(house, work, "BOD")


# The coming dates -------------------------------------------------------------------------------


ANSWERS = st.sampled_from(
    [(Answer.FREE, "free"), (Answer.CLOSED, "closed: jul"), (Answer.ROOM_TAKEN, "a room " * 20)]
)


@given(st.lists(ANSWERS, max_size=30), st.integers(0, 12), st.integers(1, 8))
def test_every_date_is_in_one_line_and_none_is_left_out_without_a_word(
    wanted: list[tuple[Answer, str]], first: int, room: int
) -> None:
    day = date(2026, 11, 19)
    answers = [
        DateAnswer(day + timedelta(weeks=n), None, answer, words)
        for n, (answer, words) in enumerate(wanted)
    ]
    lines = date_lines(answers, 80)
    begun = [line.text for line in lines if not line.text.startswith(" " * 10)]
    counts = [int(found[1]) if (found := re.search(r"(\d+) dates", text)) else 1 for text in begun]
    assert sum(counts) == len(answers)
    assert all(len(line.text) <= 80 for line in lines)
    seen = windowed(lines, first, room)
    assert len(seen) <= room
    if first + room < len(lines):
        assert f"+ {len(lines) - first - room + 1} more" in seen[-1].text
    else:
        assert seen == lines[first:]
