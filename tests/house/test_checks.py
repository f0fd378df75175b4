"""The four-week check: when it is due, and who may decide it, once."""

from __future__ import annotations

from datetime import date

import pytest

from din_indgang_tui.house import check_moves, check_picture, checks, pauses, statistics
from din_indgang_tui.house.codes import CheckDecision
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import COACHES, Role, Who
from din_indgang_tui.store.unit import Value
from tests.check_scene import DAY, TODAY, Opened, closed, courses_of, decided, of, owed
from tests.diary_scene import THEN, put_in
from tests.scene import OWNER, HandClock, Open, citizen, content, refused, set_to


@pytest.fixture
def ida(door: Door, bo: Who) -> int:
    """Ida Holm, who came for the first time today."""
    return citizen(door, bo, "Ida", "Holm")


@pytest.fixture
def opened(door: Door, mette: Who) -> Opened:
    return courses_of(door, mette)


# When it is due ----------------------------------------------------------------------------------


def test_it_is_due_four_weeks_after_the_course_opened(
    door: Door, mette: Who, ida: int, opened: Opened
) -> None:
    check = of(door, mette, opened(ida))
    assert (check.due_on, check.remind_on, check.late) == (TODAY, TODAY, 0)
    assert (check.day, check.week, check.weeks) == (28, 5, 20)
    assert (check.name, check.full_name, check.coach) == ("Ida H.", "Ida Holm", "Mette Juhl")
    assert check.owed and check.decision is None


def test_the_list_has_the_overdue_first_and_looks_a_week_ahead(
    door: Door, bo: Who, mette: Who, opened: Opened
) -> None:
    for name, ago in (("Aase", 20), ("Birgit", 21), ("Cæcilie", 28), ("Ditte", 32), ("Else", 90)):
        opened(citizen(door, bo, name), ago)
    assert owed(door, bo) == [("Else", 62), ("Ditte", 4), ("Cæcilie", 0), ("Birgit", -7)]
    assert owed(door, mette, ahead=0) == [("Else", 62), ("Ditte", 4), ("Cæcilie", 0)]
    assert owed(door, mette, ahead=8)[-1] == ("Aase", -8)


def test_a_coach_can_ask_for_their_own(
    door: Door, bo: Who, mette: Who, leader: Who, opened: Opened
) -> None:
    opened(citizen(door, bo, "Aase"))
    opened(citizen(door, bo, "Birgit"), coach_id=leader.staff_id)
    assert owed(door, leader, staff_id=leader.staff_id) == [("Birgit", 0)]
    assert owed(door, leader, staff_id=mette.staff_id) == [("Aase", 0)]


def test_a_pause_moves_it_by_its_days(door: Door, mette: Who, ida: int, opened: Opened) -> None:
    course = opened(ida)
    door.change(mette, pauses.begin, course, TODAY - 10 * DAY, TODAY - 4 * DAY, "illness")
    assert of(door, mette, course).due_on == TODAY + 7 * DAY


def test_a_pause_that_lasts_moves_it_day_by_day(
    door: Door, mette: Who, ida: int, opened: Opened, clock: HandClock
) -> None:
    # Whoever is admitted is never lost from the list, and never overdue meanwhile.
    course = opened(ida, ago=25)
    door.change(mette, pauses.begin, course, TODAY - 2 * DAY)
    assert of(door, mette, course).late == -6
    clock.move(days=30)
    assert of(door, mette, course).late == -6
    assert owed(door, mette) == [("Ida H.", -6)]


def test_the_days_since_first_contact_stand_beside_it(
    door: Door, mette: Who, ida: int, opened: Opened, clock: HandClock
) -> None:
    course = opened(ida)
    clock.move(days=3)
    assert of(door, mette, course).since_first == 3  # the first enquiry, also after the opening
    door.change(OWNER, put_in, "citizen", {"id": 99, "given_name": "Ole", "created_at": THEN})
    assert of(door, mette, opened(99, ago=40)).since_first == 43  # nobody wrote down an enquiry


def test_the_setting_holds_for_courses_that_open_after_it(
    door: Door, mette: Who, ida: int, opened: Opened
) -> None:
    course = opened(ida)
    door.change(OWNER, set_to, "check_days", "14")
    assert of(door, mette, course).due_on == TODAY


# Deciding ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", list(CheckDecision))
def test_one_of_four_ways_with_a_line_why(
    door: Door, mette: Who, ida: int, opened: Opened, how: CheckDecision
) -> None:
    course = opened(ida)
    decision = decided(door, mette, course, how, "  Ida vil \n blive ved ")
    assert (decision.decision, decision.note) == (how, "Ida vil blive ved")
    assert (decision.decided_on, decision.by) == (TODAY, "Mette Juhl")
    assert of(door, mette, course).decision == decision
    assert owed(door, mette) == []


def test_it_can_be_done_early(door: Door, mette: Who, ida: int, opened: Opened) -> None:
    course = opened(ida, ago=0)
    decided(door, mette, course)
    assert not of(door, mette, course).owed


def test_undo_brings_it_back(door: Door, mette: Who, ida: int, opened: Opened) -> None:
    course = opened(ida)
    before = door.read(OWNER, content)
    decided(door, mette, course)
    assert door.change(mette, undo).name == "Ida H."
    assert door.read(OWNER, content) == before
    assert owed(door, mette) == [("Ida H.", 0)]


def test_of_two_who_decide_one_does_and_the_other_reads_who(
    door: Door, mette: Who, leader: Who, ida: int, opened: Opened, open_door: Open
) -> None:
    course = opened(ida)
    other = open_door()
    decided(other, leader, course, "close")
    error = refused(door, mette, checks.decide, course, "continue")
    assert (error.message, error.field) == ("Åse Holm decided it on 17.11.2026.", "decision")


def test_nothing_is_decided_before_the_course_opens(
    door: Door, mette: Who, ida: int, opened: Opened
) -> None:
    error = refused(door, mette, checks.decide, opened(ida, ago=-1), "continue")
    said = "The course begins on 18.11.2026, so nothing can be decided of it before."
    assert (error.message, error.field) == (said, "decision")


@pytest.mark.parametrize(
    ("said", "field"),
    [(("fortsæt", ""), "decision"), (("", ""), "decision"), (("close", "x" * 301), "note")],
)
def test_what_cannot_be_is_one_sentence(
    door: Door, mette: Who, ida: int, opened: Opened, said: tuple[str, str], field: str
) -> None:
    assert refused(door, mette, checks.decide, opened(ida), *said).field == field


def test_the_leader_can_ask_for_a_reason(door: Door, mette: Who, ida: int, opened: Opened) -> None:
    course = opened(ida)
    door.change(OWNER, set_to, "check_why", "yes")
    assert refused(door, mette, checks.decide, course, "continue", " ").field == "note"
    decided(door, mette, course, why="vil blive ved")
    decision = of(door, mette, course).decision
    assert decision is not None
    emptied = (checks.change, decision.check_id, decision.version)
    assert refused(door, mette, *emptied, note="").field == "note"


def test_only_those_who_hold_conversations_decide(
    door: Door, who: dict[Role, Who], ida: int, opened: Opened
) -> None:
    course = opened(ida)
    for role in set(who) - COACHES:
        assert isinstance(refused(door, who[role], checks.decide, course, "close"), NotAllowed)


def test_a_host_reads_that_it_was_decided_not_what_nor_why(
    door: Door, bo: Who, mette: Who, ida: int, opened: Opened
) -> None:
    course = opened(ida)
    door.change(mette, check_moves.move, course, TODAY + 3 * DAY, "er indlagt")
    decided(door, mette, course, "refer_authority", "har brug for bostøtte")
    check = of(door, bo, course)
    assert check.decision is not None and check.moved_why == ""
    seen = (check.decision.decision, check.decision.note, check.decision.by)
    assert seen == (None, "", "")
    assert check.decision.decided_on == TODAY
    with pytest.raises(NotAllowed):
        door.read(bo, check_picture.picture, course)


def test_a_decision_is_corrected_and_keeps_its_day(
    door: Door, mette: Who, leader: Who, ida: int, opened: Opened, clock: HandClock
) -> None:
    first = decided(door, mette, opened(ida), "continue", "glad for det")
    clock.move(days=2)
    new = door.change(leader, checks.change, first.check_id, first.version, decision="other_offer")
    assert (new.decision, new.note) == (CheckDecision.OTHER_OFFER, "glad for det")
    assert (new.decided_on, new.by) == (TODAY, "Mette Juhl")
    error = refused(door, mette, checks.change, first.check_id, first.version, note="nej")
    assert isinstance(error, Conflict) and error.who == "Åse Holm"


def test_what_was_decided_with_the_citizen_before_today_counts_on_its_day(
    door: Door, mette: Who, ida: int, opened: Opened
) -> None:
    course, friday = opened(ida), TODAY - 4 * DAY
    done = door.change(mette, checks.decide, course, "continue", "vil blive ved", friday)
    assert done.decided_on == friday
    (before, then) = door.read(OWNER, statistics.figures, Days(friday - 11 * DAY, TODAY)).weeks[:2]
    assert (before["checks_done"], then["checks_done"]) == (0, 1)
    other = door.change(
        mette, checks.change, done.check_id, done.version, decided_on=friday - 7 * DAY
    )
    assert (other.decided_on, other.note) == (friday - 7 * DAY, "vil blive ved")
    door.change(mette, undo)
    door.change(mette, undo)
    assert of(door, mette, course).owed


@pytest.mark.parametrize("ago", [-1, 29])
def test_it_was_not_decided_on_a_day_to_come_nor_before_the_course_opened(
    door: Door, mette: Who, ida: int, opened: Opened, ago: int
) -> None:
    course, day = opened(ida), TODAY - ago * DAY
    assert refused(door, mette, checks.decide, course, "close", "", day).field == "decided_on"
    first = decided(door, mette, course)
    change = (checks.change, first.check_id, first.version)
    assert refused(door, mette, *change, decided_on=day).field == "decided_on"
    door.change(mette, checks.change, first.check_id, first.version, decided_on=TODAY - 28 * DAY)


# After the course closed, and after somebody died ------------------------------------------------


def test_it_stays_owed_after_the_course_closed(
    door: Door, bo: Who, mette: Who, ida: int, opened: Opened
) -> None:
    course = opened(ida, ago=30)
    closed(door, mette, course)
    opened(citizen(door, bo, "Ole"), 28)
    # Behind those that hurry.
    assert owed(door, mette) == [("Ole", 0), ("Ida H.", 2)]
    error = refused(door, mette, checks.decide, course, "continue")
    said = "The course closed on 17.11.2026, so it does not go on: choose another."
    assert (error.message, error.field) == (said, "decision")
    decided(door, mette, course, "other_offer")
    assert owed(door, mette) == [("Ole", 0)]


@pytest.mark.parametrize(("ago", "is_owed"), [(3, False), (2, True), (1, True)])
def test_a_course_that_closed_before_the_day_has_no_check(
    door: Door, mette: Who, ida: int, opened: Opened, ago: int, is_owed: bool
) -> None:
    course = opened(ida, ago=30)
    closed(door, mette, course, ago)
    assert of(door, mette, course).exists is is_owed
    assert bool(owed(door, mette)) is is_owed


def test_what_was_decided_early_counts_though_the_course_closed_before_the_day(
    door: Door, mette: Who, ida: int, opened: Opened
) -> None:
    course = opened(ida, ago=10)
    decided(door, mette, course, "close")
    closed(door, mette, course)
    assert of(door, mette, course).exists


def test_closing_decides_nothing_by_itself(
    door: Door, mette: Who, ida: int, opened: Opened
) -> None:
    course = opened(ida)
    closed(door, mette, course)
    assert of(door, mette, course).decision is None


def test_of_somebody_who_died_no_check_is_owed(
    door: Door, mette: Who, ida: int, opened: Opened
) -> None:
    course = opened(ida, ago=30)
    closed(door, mette, course, reason="died")
    assert owed(door, mette) == []
    assert not of(door, mette, course).owed
    assert refused(door, mette, checks.decide, course, "other_offer").field == "who"
    decided(door, mette, course, "close")  # for the figures


def test_what_an_import_brought_as_closed_is_history(
    door: Door, mette: Who, ida: int, opened: Opened
) -> None:
    day = (TODAY - 300 * DAY).isoformat()
    opened(ida, ago=400, ref="f1", closed_on=day, created_at="2026-11-01T00:00:00Z")
    assert owed(door, mette) == []
    # One that was open when it came, and closed since, is the house's own.
    opened(ida, ago=300, ref="f2", closed_on="2026-11-10", created_at="2026-11-01T00:00:00Z")
    assert owed(door, mette) == [("Ida H.", 272)]


def test_of_several_that_an_import_brought_the_earliest_is_the_day_it_was_done(
    door: Door, mette: Who, ida: int, opened: Opened
) -> None:
    course = opened(ida, ref="f1")
    for day, how in (("2026-11-12", "close"), ("2026-11-10", "continue")):
        row: dict[str, Value] = {
            "course_id": course,
            "decided_on": day,
            "decision": how,
            "imported": 1,
        }
        door.change(OWNER, put_in, "check_decision", row | {"created_at": THEN})
    found = of(door, mette, course).decision
    assert found is not None and found.decided_on == date(2026, 11, 10)
    assert [one.decision for one in door.read(mette, checks.of_citizen, ida)] == [
        CheckDecision.CLOSE,
        CheckDecision.CONTINUE,
    ]
    assert refused(door, mette, checks.decide, course, "close").message == (
        "It was decided on 10.11.2026."
    )
