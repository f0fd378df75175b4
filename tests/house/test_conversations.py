"""The goal and dream conversation: one writes, others read along, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import (
    conversation_holding,
    conversation_writing,
    conversations,
    courses,
    goals,
    promises,
)
from din_indgang_tui.house.conversation_text import (
    ConversationText,
    GoalText,
    PromiseText,
    text_from,
)
from din_indgang_tui.house.conversation_writing import LEFT_ALONE, WrittenByAnother
from din_indgang_tui.house.conversations import InProgress
from din_indgang_tui.house.courses import NewCourse
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store import drafts
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import COACHES, DESK, Role, Who
from tests import scene
from tests.scene import OWNER, HandClock, Open, citizen, content, hurry, refused, rows

DREAM = "Jeg vil gerne kunne åbne min post\nuden at få ondt i maven."


def text(**more: Any) -> dict[str, Any]:
    return ConversationText(own_words=DREAM, **more).content()


def begun(door: Door, who: Who, citizen_id: int, **more: Any) -> int:
    kept = door.change(who, conversation_writing.begin, citizen_id, text(**more))
    assert kept.holds
    return kept.conversation_id


def held(door: Door, who: Who, citizen_id: int, **more: Any) -> int:
    """A conversation of today with this text. Returns its number."""
    conversation_id = begun(door, who, citizen_id, **more)
    door.change(who, conversation_holding.finish, conversation_id, text(**more))
    return conversation_id


def running(door: Door, who: Who, citizen_id: int) -> InProgress:
    found = door.read(who, conversations.in_progress, citizen_id)
    assert found is not None
    return found


@pytest.fixture
def pia(who: dict[Role, Who]) -> Who:
    """Pia Nørgaard, outreach: a second one who holds conversations."""
    return who[Role.OUTREACH]


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    return citizen(door, bo, "Kirsten", "Møller")


def elsewhere(who: Who) -> Who:
    """The same colleague at another terminal."""
    return replace(who, session="elsewhere")


# Beginning and keeping.


def test_it_begins_with_the_first_letters_and_is_kept_as_it_is_typed(
    door: Door, mette: Who, kirsten: int
) -> None:
    assert door.read(mette, conversations.in_progress, kirsten) is None
    conversation_id = begun(door, mette, kirsten)
    door.change(mette, conversation_writing.keep, conversation_id, text(going="5"))
    now = running(door, mette, kirsten)
    assert (now.text.own_words, now.text.going) == (DREAM, "5")
    assert (now.writer, now.mine) == ("Mette Juhl", True)


def test_only_the_beginning_is_on_record_and_all_of_it_moves_those_who_read_along(
    door: Door, open_door: Open, mette: Who, kirsten: int
) -> None:
    other = open_door()
    other.changed_parts()
    conversation_id = begun(door, mette, kirsten)
    assert other.changed_parts() >= {"conversations", "writing"}
    units = door.read(OWNER, rows, "SELECT count(*) FROM unit_of_work")
    door.change(mette, conversation_writing.keep, conversation_id, text(going="5"))
    assert other.changed_parts() == {"writing"}
    assert door.read(OWNER, rows, "SELECT count(*) FROM unit_of_work") == units
    door.change(mette, conversation_writing.keep, conversation_id, text(going="5"))
    assert other.changed_parts() == set()  # nothing new was typed


def test_a_citizen_has_one_in_progress(door: Door, mette: Who, pia: Who, kirsten: int) -> None:
    conversation_id = begun(door, mette, kirsten)
    mine = text(going="9")
    kept = door.change(pia, conversation_writing.begin, kirsten, mine)
    assert (kept.conversation_id, kept.holds, kept.holder) == (conversation_id, False, "Mette Juhl")
    now = running(door, pia, kirsten)
    assert now.text.going == ""
    assert [(other.mine, other.text.going) for other in now.others] == [(True, "9")]
    assert running(door, mette, kirsten).others == ()  # a draft is its writer's


# Two in one text.


def test_another_reads_along_and_waits_two_minutes_to_take_over(
    door: Door, mette: Who, pia: Who, kirsten: int, clock: HandClock
) -> None:
    conversation_id = begun(door, mette, kirsten)
    now = running(door, pia, kirsten)
    assert (now.writer, now.mine, now.text.own_words) == ("Mette Juhl", False, DREAM)
    clock.now += LEFT_ALONE - timedelta(seconds=1)
    error = refused(door, pia, conversation_writing.take, conversation_id)
    assert isinstance(error, WrittenByAnother)
    assert error.holder == "Mette Juhl"
    assert "10.24" in error.message
    clock.move(seconds=1)
    assert door.change(pia, conversation_writing.take, conversation_id).own_words == DREAM
    assert running(door, pia, kirsten).mine


def test_who_was_taken_over_from_overwrites_nothing_and_keeps_what_they_typed(
    door: Door, mette: Who, pia: Who, kirsten: int, clock: HandClock
) -> None:
    conversation_id = begun(door, mette, kirsten)
    clock.now += LEFT_ALONE
    door.change(pia, conversation_writing.take, conversation_id)
    door.change(pia, conversation_writing.keep, conversation_id, text(going="8"))
    kept = door.change(mette, conversation_writing.keep, conversation_id, text(going="2"))
    assert (kept.holds, kept.holder) == (False, "Pia Nørgaard")
    assert running(door, pia, kirsten).text.going == "8"
    seen = {(other.who, other.text.going) for other in running(door, mette, kirsten).others}
    # What she typed since is hers, and so is what stood there when Pia came.
    assert seen == {("Mette Juhl", "2"), ("Mette Juhl", "")}
    assert [other.who for other in running(door, pia, kirsten).others] == ["Mette Juhl"]


def test_who_goes_elsewhere_leaves_it_to_the_next(
    door: Door, mette: Who, pia: Who, kirsten: int
) -> None:
    conversation_id = begun(door, mette, kirsten)
    door.change(pia, conversation_writing.leave, conversation_id)  # not hers to leave
    assert running(door, mette, kirsten).mine
    door.change(mette, conversation_writing.leave, conversation_id)
    assert running(door, pia, kirsten).writer == ""
    assert door.change(pia, conversation_writing.take, conversation_id).own_words == DREAM


def test_the_same_coach_has_it_back_at_once_at_any_terminal(
    door: Door, mette: Who, kirsten: int
) -> None:
    conversation_id = begun(door, mette, kirsten)
    there = elsewhere(mette)
    assert door.change(there, conversation_writing.take, conversation_id).own_words == DREAM
    door.change(there, conversation_writing.keep, conversation_id, text(going="7"))
    # The terminal she left open does not write over it.
    kept = door.change(mette, conversation_writing.keep, conversation_id, text(going="1"))
    assert not kept.holds
    assert running(door, there, kirsten).text.going == "7"
    assert [other.text.going for other in running(door, there, kirsten).others] == ["1"]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("keep"), st.sampled_from([0, 1, 2])),
        st.tuples(st.just("take"), st.sampled_from([0, 1, 2])),
        st.tuples(st.just("leave"), st.sampled_from([0, 1, 2])),
        st.tuples(st.just("wait"), st.sampled_from([30, 119, 120])),
    ),
    max_size=12,
)


@cache
def a_house() -> tuple[bytes, dict[Role, Who]]:
    """A new house, made once: its file, and its colleagues."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "house.db"
        staff = scene.found(path)
        return path.read_bytes(), staff


@settings(max_examples=150, deadline=None)
@given(steps=STEPS)
def test_whatever_two_coaches_do_nothing_typed_is_written_over(
    steps: list[tuple[str, int]],
) -> None:
    """Two colleagues and a second terminal: each text is there for who typed it, whatever comes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "house.db"
        house, staff = a_house()
        path.write_bytes(house)
        clock = HandClock()
        door = hurry(Door(path, clock))
        mette, pia = staff[Role.COACH], staff[Role.OUTREACH]
        writers = [mette, pia, elsewhere(mette)]
        kirsten = citizen(door, staff[Role.HOST], "Kirsten")
        conversation_id = begun(door, mette, kirsten)
        holder: Who | None = mette
        stands, touched = "", clock.now
        typed: dict[int, str] = {}  # the last text of each terminal
        for number, (deed, value) in enumerate(steps):
            if deed == "wait":
                clock.move(seconds=value)
                continue
            who = writers[value]
            if deed == "keep":
                typed[value] = f"t{number}"
                kept = door.change(
                    who, conversation_writing.keep, conversation_id, text(matters_now=f"t{number}")
                )
                assert kept.holds == (holder is who)
                if holder is who:
                    stands, touched = f"t{number}", clock.now
            elif deed == "leave":
                door.change(who, conversation_writing.leave, conversation_id)
                holder = None if holder is who else holder
            else:
                free = holder is None or holder.staff_id == who.staff_id
                if free or clock.now - touched >= LEFT_ALONE:
                    taken = door.change(who, conversation_writing.take, conversation_id)
                    assert taken.matters_now == stands
                    holder = who
                    # What one typed at another terminal oneself is had in hand, to go on with.
                    own = [n for n, by in enumerate(writers) if by.staff_id == who.staff_id]
                    typed = {n: t for n, t in typed.items() if n not in own or t != stands}
                else:
                    assert isinstance(
                        refused(door, who, conversation_writing.take, conversation_id),
                        WrittenByAnother,
                    )
            assert running(door, mette, kirsten).text.matters_now == stands
        for value, last in typed.items():
            seen = running(door, writers[value], kirsten)
            mine = [other.text.matters_now for other in seen.others if other.mine]
            assert last in [seen.text.matters_now, *mine]
        door.close()


# Held.


def test_a_held_conversation_is_of_today_and_its_week(door: Door, mette: Who, kirsten: int) -> None:
    held(door, mette, kirsten, matters_now="at jeg ikke bliver sat ud", going="5")
    found = door.read(OWNER, rows, "SELECT state, held_on, held_week, going FROM conversation")
    assert found == [("held", "2026-11-17", "2026-W47", 5)]
    assert door.read(OWNER, rows, "SELECT * FROM conversation_writing") == []
    assert door.read(mette, conversations.in_progress, kirsten) is None


def two_goals() -> list[GoalText]:
    return [
        GoalText(words="Jeg åbner min post hver mandag", step="Åbne to breve", step_who="mig selv",
                 step_by="20.11.", going="6", levels=["intet", "", "to breve", "", "alt"],
                 level="-2"),
        GoalText(words="Jeg får en aftale med udlejer", why="så jeg kan sove", going="4"),
    ]  # fmt: skip


def test_its_goals_and_promises_are_kept_with_it(
    door: Door, mette: Who, bo: Who, kirsten: int
) -> None:
    promise = PromiseText(words="ringe til udlejer", by="fredag", who=str(bo.staff_id))
    conversation_id = held(
        door, mette, kirsten, goals=[*two_goals(), GoalText()], promises=[promise, PromiseText()]
    )
    first, second = door.read(mette, goals.open_of, kirsten)
    assert (first.latest.words, first.latest.going) == ("Jeg åbner min post hver mandag", 6)
    assert (first.latest.step_by, first.latest.level) == (date(2026, 11, 20), -2)
    assert first.levels == {-2: "intet", 0: "to breve", 2: "alt"}
    assert second.latest.why == "så jeg kan sove"
    (owed,) = door.read(bo, promises.open_of, kirsten)
    assert (owed.words, owed.by_on, owed.staff) == (
        "ringe til udlejer", date(2026, 11, 20), "Bo Dam",
    )  # fmt: skip
    whole = door.read(mette, conversations.one, conversation_id)
    assert [goal.latest.position for goal in whole.goals] == [1, 2]
    assert whole.promises == (owed,)


def test_the_next_one_goes_on_from_it_and_keeps_both_numbers(
    door: Door, mette: Who, kirsten: int, clock: HandClock
) -> None:
    first = held(door, mette, kirsten, goals=two_goals(), going="3")
    clock.move(days=28)
    desk = door.read(mette, conversations.desk, kirsten)
    assert desk.number == 2
    goes_on = conversation_holding.text_to_begin(desk.last, desk.goals)
    assert goes_on.own_words == DREAM
    assert [goal.words for goal in goes_on.goals] == [goal.words for goal in two_goals()]
    assert [goal.going for goal in goes_on.goals] == ["", ""]
    goes_on.goals[0].going, goes_on.goals[0].ended = "9", "reached"
    kept = door.change(mette, conversation_writing.begin, kirsten, goes_on.content())
    # The step's day is past by now, as it was agreed: that is no slip of the keyboard.
    door.change(mette, conversation_holding.finish, kept.conversation_id, goes_on.content())
    reached = next(g for g in door.read(mette, goals.of_citizen, kirsten) if g.ended_how)
    assert [said.going for said in reached.said] == [9, 6]
    assert reached.ended_on == date(2026, 12, 15)
    (stands,) = door.read(mette, goals.open_of, kirsten)
    assert len(stands.said) == 2
    assert door.read(mette, conversations.one, first).goals[0].latest.going == 6


BAD = [
    ({"going": "11"}, "going"),
    ({"going": "fem"}, "going"),
    ({"goals": [GoalText(words="x", step_by="16.11.")]}, "goal.0.step_by"),
    ({"goals": [GoalText(words="x"), GoalText(words="y", step_by="32.1.")]}, "goal.1.step_by"),
    ({"goals": [GoalText(why="fordi")]}, "goal.0.words"),
    ({"goals": [GoalText(words="x", going="-1")]}, "goal.0.going"),
    ({"goals": [GoalText(words="x", level="3")]}, "goal.0.level"),
    ({"goals": [GoalText(words="x", level="1")]}, "goal.0.levels.0"),
    ({"goals": [GoalText(words="x", step="y" * 301)]}, "goal.0.step"),
    ({"promises": [PromiseText(words="x", by="i går")]}, "promise.0.by"),
    ({"promises": [PromiseText(by="20.11.")]}, "promise.0.words"),
    ({"matters_now": "x" * 10_001}, "matters_now"),
]


@pytest.mark.parametrize(("more", "field"), BAD)
def test_what_cannot_be_read_is_said_by_its_field_and_nothing_is_half_done(
    door: Door, mette: Who, kirsten: int, more: dict[str, Any], field: str
) -> None:
    conversation_id = begun(door, mette, kirsten)
    before = door.read(OWNER, content)
    error = refused(door, mette, conversation_holding.finish, conversation_id, text(**more))
    assert error.field == field
    assert door.read(OWNER, content) == before
    assert running(door, mette, kirsten).mine


def test_nothing_at_all_is_no_conversation(door: Door, mette: Who, kirsten: int) -> None:
    conversation_id = begun(door, mette, kirsten)
    error = refused(
        door, mette, conversation_holding.finish, conversation_id, ConversationText().content()
    )
    assert error.field == "own_words"


def test_another_cannot_finish_it_nor_take_it_away(
    door: Door, mette: Who, pia: Who, kirsten: int
) -> None:
    conversation_id = begun(door, mette, kirsten)
    for deed, args in (
        (conversation_holding.finish, (conversation_id, text())),
        (conversation_holding.let_go, (conversation_id,)),
    ):
        assert "Mette Juhl" in refused(door, pia, deed, *args).message
    assert running(door, mette, kirsten).mine


# Undo.


def test_undo_brings_it_back_as_it_was_being_written(door: Door, mette: Who, kirsten: int) -> None:
    conversation_id = begun(door, mette, kirsten)
    before = door.read(OWNER, content)
    door.change(
        mette, conversation_holding.finish, conversation_id, text(goals=two_goals(), going="5")
    )
    assert door.change(mette, undo).deed == "conversation_holding.finish"
    assert door.read(OWNER, content) == before
    now = running(door, mette, kirsten)
    assert now.mine
    assert (now.text.going, now.text.goals) == ("5", two_goals())


def test_one_begun_by_mistake_is_let_go_and_comes_back_with_its_text(
    door: Door, mette: Who, kirsten: int
) -> None:
    conversation_id = begun(door, mette, kirsten, going="4")
    before = door.read(OWNER, content)
    door.change(mette, conversation_holding.let_go, conversation_id)
    assert door.read(mette, conversations.of_citizen, kirsten) == ()
    door.change(mette, undo)
    assert door.read(OWNER, content) == before
    assert running(door, mette, kirsten).text.going == "4"


def test_undoing_a_beginning_leaves_its_text_as_a_draft(
    door: Door, mette: Who, pia: Who, kirsten: int, clock: HandClock
) -> None:
    before = door.read(OWNER, content)
    conversation_id = begun(door, mette, kirsten)
    clock.now += LEFT_ALONE
    door.change(pia, conversation_writing.take, conversation_id)
    assert "Pia Nørgaard" in refused(door, mette, undo).message  # it is hers by now
    door.change(pia, conversation_holding.let_go, conversation_id)
    door.change(pia, undo)
    assert {other.who for other in running(door, pia, kirsten).others} <= {"Mette Juhl"}
    fresh = citizen(door, mette, "Ole")
    begun(door, mette, fresh, going="6")
    door.change(mette, undo)
    (draft,) = door.read(mette, drafts.of, conversation_writing.PANEL)
    assert text_from(draft.content).going == "6"
    assert draft.subject == str(fresh)
    assert door.read(mette, conversations.in_progress, fresh) is None
    assert set(before) == set(door.read(OWNER, content))


def test_what_another_had_written_stays_theirs_when_it_is_held(
    door: Door, mette: Who, pia: Who, kirsten: int, clock: HandClock
) -> None:
    conversation_id = begun(door, mette, kirsten, going="3")
    clock.now += LEFT_ALONE
    door.change(pia, conversation_writing.take, conversation_id)
    door.change(pia, conversation_holding.finish, conversation_id, text())
    (draft,) = door.read(mette, drafts.of, conversation_writing.ASIDE)
    assert text_from(draft.content).going == "3"


# Afterwards.


def test_a_held_one_is_corrected_by_version(door: Door, mette: Who, pia: Who, kirsten: int) -> None:
    conversation_id = held(door, mette, kirsten, goals=two_goals())
    seen = door.read(mette, conversations.one, conversation_id)
    again = conversation_holding.text_of(seen)
    assert conversation_holding.text_of(seen).content() == again.content()
    again.goals[1].words = "Jeg får ro om min bolig"
    before = door.read(OWNER, content)
    door.change(pia, conversation_holding.correct, conversation_id, seen.version, again.content())
    after = door.read(mette, conversations.one_again, conversation_id)
    assert after.goals[1].latest.words == "Jeg får ro om min bolig"
    assert (after.held_by, after.held_on) == (seen.held_by, seen.held_on)
    error = refused(
        door, mette, conversation_holding.correct, conversation_id, seen.version, text()
    )
    assert isinstance(error, Conflict)
    door.change(pia, undo)
    assert door.read(OWNER, content) == before


def test_a_promise_is_kept_once_and_undone(
    door: Door, mette: Who, bo: Who, who: dict[Role, Who], kirsten: int
) -> None:
    made = [
        PromiseText(words="ringe", who=str(bo.staff_id)),
        PromiseText(words="skrive", who=str(mette.staff_id)),
    ]
    held(door, mette, kirsten, promises=made)
    (his,) = door.read(bo, promises.open_of, kirsten)  # the other is not for him to see
    (_first, hers) = door.read(mette, promises.open_of, kirsten)
    assert (
        "taken back"
        in refused(door, bo, promises.keep_promise, hers.promise_id, hers.version).message
    )
    door.change(bo, promises.keep_promise, his.promise_id, his.version)
    assert door.read(bo, promises.open_of, kirsten) == ()
    assert (
        "already"
        in refused(door, mette, promises.keep_promise, his.promise_id, his.version).message
    )
    door.change(bo, undo)
    assert len(door.read(bo, promises.open_of, kirsten)) == 1


# Who may.


def test_a_host_sees_that_it_was_held_and_when_and_nothing_else(
    door: Door, mette: Who, bo: Who, who: dict[Role, Who], kirsten: int, clock: HandClock
) -> None:
    held(door, mette, kirsten, going="5", goals=two_goals())
    clock.move(days=1)
    begun(door, mette, kirsten)
    (line,) = door.read(bo, conversations.of_citizen, kirsten)
    assert line.on == date(2026, 11, 17)
    assert (line.by, line.goals, line.going, line.own_words) == ("", 0, None, "")
    assert "Jeg vil" not in repr(line)
    now, then = door.read(mette, conversations.of_citizen, kirsten)
    assert (now.in_progress, now.by) == (True, "Mette Juhl")
    assert (then.goals, then.going, then.by) == (2, 5, "Mette Juhl")
    for role in set(who) - COACHES:
        for question, about in (
            (conversations.one, then.conversation_id),
            (conversations.in_progress, kirsten),
            (conversations.desk, kirsten),
            (conversations.all_held, kirsten),
            (goals.of_citizen, kirsten),
        ):
            with pytest.raises(NotAllowed):
                door.read(who[role], question, about)
    for role in set(who) - DESK:
        with pytest.raises(NotAllowed):
            door.read(who[role], conversations.of_citizen, kirsten)


def test_reading_one_goes_on_record_and_reading_along_does_not_again(
    door: Door, mette: Who, kirsten: int
) -> None:
    conversation_id = held(door, mette, kirsten)
    looks = "SELECT question FROM look ORDER BY id"
    door.read(mette, conversations.one_again, conversation_id)
    door.read(mette, conversations.desk_again, kirsten)
    assert door.read(OWNER, rows, looks) == []
    door.read(mette, conversations.one, conversation_id)
    door.read(mette, conversations.desk, kirsten)
    assert door.read(OWNER, rows, looks) == [("conversations.one",), ("conversations.desk",)]


def test_what_is_typed_is_cleaned_before_it_is_stored(door: Door, mette: Who, kirsten: int) -> None:
    nasty = "Jeg \x1b]0;x\x07vil\u202e\r\n[b]ud[/b]\x00"
    conversation_id = held(door, mette, kirsten, matters_now=nasty, goals=[GoalText(words=nasty)])
    found = door.read(mette, conversations.one, conversation_id)
    assert found.matters_now == found.goals[0].latest.words == "Jeg ]0;xvil\n[b]ud[/b]"


# A goal's end and scale are one for all conversations.

LEVELS = ["slet ikke", "somme tider", "hver mandag", "hver anden dag", "hver dag"]
BETTER = ["aldrig", *LEVELS[1:]]


def goal_now(door: Door) -> tuple[str, str]:
    """How the only goal ended, and what its lowest level means."""
    ((ended, lowest),) = door.read(
        OWNER,
        rows,
        "SELECT g.ended_how, l.words FROM citizen_goal g"
        " JOIN goal_level l ON l.goal_id = g.id AND l.level = -2",
    )
    return ended, lowest


def first_and_stale(door: Door, who: Who, citizen_id: int) -> tuple[int, int, ConversationText]:
    """A conversation of one goal with a scale, its version, and its text to correct."""
    goal = GoalText(words="Åbne min post", step="en rude", step_by="20.11.2026", levels=LEVELS)
    number = held(door, who, citizen_id, goals=[goal])
    seen = door.read(who, conversations.one, number)
    return number, seen.version, conversation_holding.text_of(seen)


def goes_on(door: Door, who: Who, citizen_id: int, **more: Any) -> None:
    """The next conversation, where this is new about the goal."""
    desk = door.read(who, conversations.desk, citizen_id)
    next_one = conversation_holding.text_to_begin(desk.last, desk.goals)
    next_one.goals[0] = replace(next_one.goals[0], **more)
    kept = door.change(who, conversation_writing.begin, citizen_id, next_one.content())
    finish = conversation_holding.finish
    door.change(who, finish, kept.conversation_id, next_one.content())


def test_a_late_correction_of_an_older_one_leaves_the_goal_as_a_newer_one_left_it(
    door: Door, mette: Who, pia: Who, kirsten: int
) -> None:
    number, version, stale = first_and_stale(door, mette, kirsten)
    goes_on(door, mette, kirsten, ended="reached", levels=BETTER)
    assert goal_now(door) == ("reached", "aldrig")
    stale.matters_now = "ro"
    door.change(pia, conversation_holding.correct, number, version, stale.content())
    assert goal_now(door) == ("reached", "aldrig")
    seen = door.read(pia, conversations.one, number)
    again = conversation_holding.text_of(seen)
    again.goals[0].ended = "let_go"
    before = door.read(OWNER, content)
    error = refused(door, pia, conversation_holding.correct, number, seen.version, again.content())
    assert "17.11.2026" in error.message
    assert door.read(OWNER, content) == before


def test_what_two_wrote_of_a_goal_is_joined_and_never_written_over(
    door: Door, mette: Who, pia: Who, kirsten: int
) -> None:
    number, version, text_now = first_and_stale(door, mette, kirsten)
    desk = door.read(pia, conversations.desk, kirsten)
    mine = conversation_holding.text_to_begin(desk.last, desk.goals)
    begun_id = door.change(pia, conversation_writing.begin, kirsten, mine.content()).conversation_id
    text_now.goals[0].ended, text_now.goals[0].levels = "reached", BETTER
    door.change(mette, conversation_holding.correct, number, version, text_now.content())
    # The same again, and another level: nothing of it is against the correction.
    mine.goals[0].levels = [*LEVELS[:4], "to gange om dagen"]
    clash = text_from(mine.content())
    clash.goals[0].levels[0] = "ikke endnu"
    error = refused(door, pia, conversation_holding.finish, begun_id, clash.content())
    assert isinstance(error, Conflict)
    assert error.who == "Mette Juhl"
    ended = text_from(mine.content())
    ended.goals[0].ended = "let_go"
    assert isinstance(
        refused(door, pia, conversation_holding.finish, begun_id, ended.content()), Conflict
    )
    # Theirs stands in the text then, and one's own words beside it.
    now = door.read(pia, goals.of_citizen, kirsten)
    met = conversation_holding.with_goals(text_from(ended.content()), now)
    assert (met.goals[0].ended, met.goals[0].levels) == ("reached", BETTER)
    door.change(pia, conversation_holding.finish, begun_id, mine.content())
    assert goal_now(door) == ("reached", "aldrig")
    (goal,) = door.read(pia, goals.of_citizen, kirsten)
    assert goal.levels[2] == "to gange om dagen"


def test_an_earlier_one_is_corrected_though_its_day_is_past_and_a_later_one_gave_another(
    door: Door, mette: Who, kirsten: int, clock: HandClock
) -> None:
    number, version, first = first_and_stale(door, mette, kirsten)
    clock.move(days=10)
    goes_on(door, mette, kirsten, step_by="10.12.2026")
    first.matters_now = "ro"
    door.change(mette, conversation_holding.correct, number, version, first.content())
    seen = door.read(mette, conversations.one, number)
    assert (seen.matters_now, seen.goals[0].latest.step_by) == ("ro", date(2026, 11, 20))
    # A day that is past and was never agreed is a slip all the same.
    first.goals[0].step_by = "19.11.2026"
    correct = conversation_holding.correct
    error = refused(door, mette, correct, number, seen.version, first.content())
    assert error.field == "goal.0.step_by"


# What a course was made from.


def test_a_conversation_a_course_was_made_from_stays_held(
    door: Door, mette: Who, pia: Who, kirsten: int
) -> None:
    number = begun(door, mette, kirsten)
    new = NewCourse(kirsten, date(2026, 11, 17), coach_id=pia.staff_id, conversation_id=number)
    assert refused(door, pia, courses.open_course, new).field == "conversation_id"
    door.change(mette, conversation_holding.finish, number, text())
    door.change(pia, courses.open_course, new)
    before = door.read(OWNER, content)
    assert "a course was made from it" in refused(door, mette, undo).message
    assert door.read(OWNER, content) == before
    door.change(pia, undo)
    door.change(mette, undo)
    door.change(mette, conversation_holding.let_go, number)
    assert door.read(OWNER, rows, "SELECT count(*) FROM conversation") == [(0,)]


def test_one_that_is_written_again_though_a_course_names_it_is_refused_in_words(
    door: Door, mette: Who, kirsten: int
) -> None:
    number = held(door, mette, kirsten)
    new = NewCourse(kirsten, date(2026, 11, 17), coach_id=mette.staff_id, conversation_id=number)
    door.change(mette, courses.open_course, new)
    door.change(OWNER, scene.written_again, number)
    error = refused(door, mette, conversation_holding.let_go, number)
    assert error.message == "It cannot be taken away: a course was made from it."


# What is asked along, and how much.


def test_only_a_visit_of_the_citizens_own_is_named(
    door: Door, mette: Who, bo: Who, kirsten: int
) -> None:
    ida = citizen(door, bo, "Ida", "Holm")
    visits = dict(door.read(OWNER, rows, "SELECT citizen_id, id FROM enquiry"))
    assert {kirsten, ida} <= set(visits)
    for whose, kept in ((ida, None), (kirsten, visits[kirsten])):
        door.change(mette, conversation_writing.begin, kirsten, text(), visits[whose])
        assert door.read(OWNER, rows, "SELECT enquiry_id FROM conversation") == [(kept,)]
        door.change(mette, undo)


def test_new_goals_and_promises_are_twenty_at_most(door: Door, mette: Who, kirsten: int) -> None:
    many = [GoalText(words=f"mål {n}") for n in range(21)]
    vows = [PromiseText(words=f"ringe {n}") for n in range(21)]
    conversation_id = begun(door, mette, kirsten)
    finish = conversation_holding.finish
    for more, field in (
        ({"goals": many}, "goal.20.words"),
        ({"promises": vows}, "promise.20.words"),
    ):
        assert refused(door, mette, finish, conversation_id, text(**more)).field == field
    door.change(mette, finish, conversation_id, text(goals=many[:20], promises=vows[:20]))
