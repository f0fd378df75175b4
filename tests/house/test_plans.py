"""The citizen's plan: what they said last, what is promised and booked, and no more of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.clock import stored
from din_indgang_tui.house import (
    acute_numbers,
    citizens,
    conversation_holding,
    conversation_writing,
    conversations,
    courses,
    goals,
    hidden_text,
    plans,
)
from din_indgang_tui.house import settings as house_settings
from din_indgang_tui.house.conversation_text import ConversationText, GoalText, PromiseText
from din_indgang_tui.house.courses import NewCourse
from din_indgang_tui.house.plans import Contact, Plan, PlanGoal, PlanPromise, Reached, Step
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import ANYONE, Who
from din_indgang_tui.store.unit import Unit, changes
from tests.scene import NOW, OWNER, HandClock, asked, citizen, rows

DREAM = "Jeg vil gerne kunne åbne min post\nuden at få ondt i maven."


def talk(
    door: Door, who: Who, citizen_id: int, text: ConversationText, *, held: bool = True
) -> None:
    kept = door.change(who, conversation_writing.begin, citizen_id, text.content())
    if held:
        door.change(who, conversation_holding.finish, kept.conversation_id, text.content())


def plan_of(door: Door, who: Who, citizen_id: int) -> Plan:
    return door.read(who, plans.plan_again, citizen_id)


@changes(ANYONE, "slots")
def book(unit: Unit, citizen_id: int, hours: int, more: dict[str, Any]) -> None:
    """A slot so many hours from now, as no rule looks at it."""
    begins = NOW + timedelta(hours=hours)
    unit.insert(
        "slot",
        {
            "citizen_id": citizen_id,
            "starts_at": stored(begins),
            "ends_at": stored(begins + timedelta(minutes=45)),
            "starts_on": begins.date().isoformat(),
            "starts_week": "2026-W47",
            "minutes": 45,
            "created_at": stored(NOW),
            **more,
        },
    )


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    return citizen(door, bo, "Kirsten", "Møller")


def test_of_somebody_nobody_has_talked_with_it_is_empty(
    door: Door, mette: Who, kirsten: int
) -> None:
    plan = plan_of(door, mette, kirsten)
    assert plan.is_empty
    assert (plan.name, plan.said_on, plan.coach, plan.meetings) == (
        "Kirsten Møller",
        None,
        None,
        (),
    )
    assert [contact.number for contact in plan.acute] == ["112", "114", "70 201 201"]


def test_it_says_what_was_said(door: Door, mette: Who, kirsten: int) -> None:
    text = ConversationText(
        own_words=DREAM,
        matters_now="at jeg ikke bliver sat ud",
        strengths="min søster ringer hver søndag",
        goals=[
            GoalText(
                words="Jeg åbner min post",
                why="så jeg kan sove",
                step="lægge den i kurven",
                step_who="mig",
                step_by="24.11.",
            ),
            GoalText(words="Jeg går tur"),
        ],
        promises=[PromiseText(words="ringe til udlejer", by="20.11.2026", who=str(mette.staff_id))],
    )
    talk(door, mette, kirsten, text)
    plan = plan_of(door, mette, kirsten)
    assert (plan.dream, plan.matters, plan.strengths) == (
        DREAM,
        text.matters_now,
        text.strengths,
    )
    assert plan.goals == (
        PlanGoal(
            "Jeg åbner min post",
            "så jeg kan sove",
            Step("lægge den i kurven", "mig", "24.11.2026"),
        ),
        PlanGoal("Jeg går tur", "", None),
    )
    assert plan.promises == (PlanPromise("ringe til udlejer", "Mette Juhl", "20.11.2026"),)
    assert (plan.said_on, plan.being_written) == (date(2026, 11, 17), False)


def test_a_later_conversation_that_leaves_a_field_open_takes_nothing_back(
    door: Door, mette: Who, kirsten: int, clock: HandClock
) -> None:
    talk(door, mette, kirsten, ConversationText(own_words=DREAM, matters_now="ro"))
    clock.move(days=28)
    talk(door, mette, kirsten, ConversationText(matters_now="mit barnebarn"))
    plan = plan_of(door, mette, kirsten)
    assert (plan.dream, plan.matters) == (DREAM, "mit barnebarn")


def test_what_is_being_written_stands_in_it_before_it_is_held(
    door: Door, mette: Who, kirsten: int
) -> None:
    talk(door, mette, kirsten, ConversationText(own_words="gammelt", goals=[GoalText(words="ud")]))
    text = ConversationText(
        own_words=DREAM,
        goals=[GoalText(words="Jeg går tur", step="købe sko", step_by="fre")],
        promises=[PromiseText(words="ringe", by="20.")],
    )
    talk(door, mette, kirsten, text, held=False)
    plan = plan_of(door, mette, kirsten)
    assert plan.being_written
    assert plan.dream == DREAM
    # A day is the one it will be; one that is not whole yet stands as it is typed.
    assert plan.goals == (PlanGoal("Jeg går tur", "", Step("købe sko", "", "20.11.2026")),)
    assert plan.promises == (PlanPromise("ringe", "", "20."),)


def test_a_goal_that_is_reached_is_named_and_one_let_go_is_not(
    door: Door, mette: Who, kirsten: int, clock: HandClock
) -> None:
    first = ConversationText(goals=[GoalText(words="sove"), GoalText(words="sejle")])
    talk(door, mette, kirsten, first)
    ids = [row[0] for row in door.read(OWNER, rows, "SELECT id FROM citizen_goal ORDER BY id")]
    clock.move(days=28)
    ended = [
        GoalText(goal_id=ids[0], words="sove", ended="reached"),
        GoalText(goal_id=ids[1], words="sejle", ended="let_go"),
        GoalText(words="bage"),
    ]
    talk(door, mette, kirsten, ConversationText(goals=ended))
    plan = plan_of(door, mette, kirsten)
    assert [goal.words for goal in plan.goals] == ["bage"]
    assert plan.reached == (Reached("sove", date(2026, 12, 15)),)


def test_only_times_that_are_booked_and_to_come_are_meetings(
    door: Door, mette: Who, kirsten: int, bo: Who
) -> None:
    other = citizen(door, bo, "Ole", "Hansen")
    coach = {"coach_id": mette.staff_id}
    door.change(OWNER, book, kirsten, -2, coach)
    door.change(OWNER, book, kirsten, 24, {"status": "cancelled_citizen", **coach})
    door.change(OWNER, book, other, 30, {})
    for week in range(1, 9):
        door.change(OWNER, book, kirsten, 24 * 7 * week, {"place": "på biblioteket", **coach})
    plan = plan_of(door, mette, kirsten)
    assert [one.starts_at for one in plan.meetings] == [
        NOW + timedelta(weeks=week) for week in range(1, plans.MEETINGS + 1)
    ]
    assert (plan.meetings[0].coach, plan.meetings[0].where) == ("Mette Juhl", "på biblioteket")
    assert plan.more_meetings == 2


def test_the_coach_of_the_open_course_is_called_at_the_house(
    door: Door, mette: Who, leader: Who, kirsten: int
) -> None:
    door.change(leader, house_settings.put, "house_phone", "20 00 00 10")
    door.change(leader, acute_numbers.retire, "lifeline")
    door.change(
        mette,
        courses.open_course,
        NewCourse(kirsten, date(2026, 11, 17), coach_id=mette.staff_id),
    )
    plan = plan_of(door, mette, kirsten)
    assert plan.coach == Contact("Mette Juhl", "20 00 00 10")
    assert [contact.number for contact in plan.acute] == ["112", "114"]


def test_a_protected_address_is_nowhere_in_it_not_even_where_it_was_said(
    door: Door, bo: Who, mette: Who
) -> None:
    karen = citizen(
        door,
        bo,
        "Karen",
        "Vang",
        street="Nørre Havnegade 7, 2. tv.",
        phone="20 00 00 58",
        email="karen@eksempel.dk",
        address_protected=True,
    )
    said = (
        "Jeg bor på nørre havnegade 7,2.tv., og de ringer på +45 20000058"
        " eller skriver til Karen@eksempel.dk."
    )
    text = ConversationText(
        own_words=said,
        strengths="Nørre  Havnegade er min gade",
        goals=[GoalText(words=said, why=said, step=said, step_who="Nørre Havnegade 7")],
        promises=[PromiseText(words=said)],
    )
    talk(door, mette, karen, text)
    door.change(OWNER, book, karen, 24, {"place": "hjemme, Nørre Havnegade 7"})
    plan = plan_of(door, mette, karen)
    assert plan.dream == "Jeg bor på …, og de ringer på … eller skriver til …."
    assert plan.strengths == "… er min gade"
    assert plan.meetings[0].where == "hjemme, …"
    for hidden in ("avnegade", "0058", "00 58", "eksempel.dk"):
        assert hidden not in str(plan)


def test_an_address_that_is_not_protected_stays_where_it_was_said(
    door: Door, bo: Who, mette: Who
) -> None:
    ole = citizen(door, bo, "Ole", "Hansen", street="Havnegade 7", phone="20 00 00 46")
    talk(door, mette, ole, ConversationText(own_words="Jeg bor på Havnegade 7."))
    plan = plan_of(door, mette, ole)
    assert plan.dream == "Jeg bor på Havnegade 7."
    assert "20 00 00 46" not in str(plan)


STREETS = st.sampled_from(["Havnegade", "Nørre Allé", "A", "Vej", "10. Februar Vej", "Åen"])


@given(
    STREETS,
    st.sampled_from(["", " 7", " 12B", " 7, st. tv.", " 7, 2. th"]),
    st.text(alphabet="abcæøå .,7", max_size=20),
    st.text(alphabet="abcæøå .,7", max_size=20),
)
def test_the_whole_address_never_stands_in_a_text(
    street: str, number: str, before: str, after: str
) -> None:
    row = {
        "address_protected": 1,
        "protected_until": None,
        "street": street + number,
        "phone_digits": "20000058",
        "email": "",
    }
    hide = hidden_text.hider(row, date(2026, 11, 17))
    for phone in ("20000058", "+4520000058", "20 00 00 58", "20-00-00-58"):
        said = hide(f"{before} {street}{number} {after}x {phone} {before}")
        assert f" {street}{number} " not in said
        assert not citizens.phone_digits(said.replace("7", "")).count("20000058")


def test_opening_it_is_on_record_and_a_host_opens_none(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    door.read(mette, plans.plan, kirsten)
    door.read(mette, plans.plan_again, kirsten)
    looks = door.read(OWNER, rows, "SELECT count(*) FROM look WHERE question LIKE 'plans.%'")
    assert looks == [(1,)]
    with pytest.raises(NotAllowed):
        door.read(bo, plans.plan, kirsten)
    with pytest.raises(DeskError):
        door.read(mette, plans.plan, 999)


# A day that went by.


def test_a_step_and_a_promise_whose_day_went_by_are_not_told_as_to_come(
    door: Door, mette: Who, kirsten: int, clock: HandClock
) -> None:
    goal = GoalText(words="Jeg åbner min post", step="købe en kurv", step_by="20.11.")
    said = ConversationText(goals=[goal], promises=[PromiseText(words="ringe", by="20.11.")])
    talk(door, mette, kirsten, said)

    def past() -> tuple[bool, bool]:
        plan = plan_of(door, mette, kirsten)
        step = plan.goals[0].step
        assert step is not None
        return step.is_past, plan.promises[0].is_past

    clock.move(days=3)
    assert past() == (False, False)  # it is that day
    clock.move(days=1)
    assert past() == (True, True)


def test_a_step_that_is_done_is_past_no_more_also_in_the_next_conversation(
    door: Door, mette: Who, kirsten: int, clock: HandClock
) -> None:
    goal = GoalText(words="Jeg åbner min post", step="købe en kurv", step_by="20.11.")
    talk(door, mette, kirsten, ConversationText(goals=[goal]))
    clock.move(days=14)
    (stands,) = door.read(mette, goals.open_of, kirsten)
    last = stands.latest
    door.change(mette, goals.tick_step, last.conversation_id, last.goal_id, last.version)

    def step() -> Step | None:
        return plan_of(door, mette, kirsten).goals[0].step

    done = Step("købe en kurv", "", "20.11.2026", done_on=date(2026, 12, 1))
    assert step() == done
    desk = door.read(mette, conversations.desk, kirsten)
    again = conversation_holding.text_to_begin(desk.last, desk.goals)
    door.change(mette, conversation_writing.begin, kirsten, again.content())
    assert step() == done
    again.goals[0].step = "åbne den første"
    running = door.read(mette, conversations.in_progress, kirsten)
    assert running is not None
    keep = conversation_writing.keep_at_last
    door.change(mette, keep, running.conversation_id, again.content())
    assert step() == Step("åbne den første", "", "20.11.2026", is_past=True)


def test_of_one_who_came_often_it_asks_the_file_no_more_than_of_one_who_came_once(
    door: Door, mette: Who, kirsten: int, clock: HandClock
) -> None:
    counted = []
    for _time in range(3):
        goal = GoalText(words="ro", levels=["-", "", "", "", "+"])
        talk(door, mette, kirsten, ConversationText(own_words="ro", goals=[goal]))
        with asked(door) as statements:
            plan_of(door, mette, kirsten)
        counted.append(len(statements))
        clock.move(days=7)
    assert counted == counted[:1] * 3
