"""What is owed at the desk: one list, Enter to where it is done, and what Today says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from din_indgang_tui.house import (
    call_backs,
    enquiries,
    group_sessions,
    promises,
    referral_steps,
    referrals,
    slots,
)
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.owed_line import OwedKind
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.unit import Value
from din_indgang_tui.views.base import View
from din_indgang_tui.views.call import CallView
from din_indgang_tui.views.checks import ChecksView
from din_indgang_tui.views.citizen import CitizenView
from din_indgang_tui.views.consents import ConsentsView
from din_indgang_tui.views.course import CourseView
from din_indgang_tui.views.day_in_the_house import DayInTheHouse
from din_indgang_tui.views.group import GroupView
from din_indgang_tui.views.group_session import GroupSessionView
from din_indgang_tui.views.owed import OwedView
from din_indgang_tui.views.referral import ReferralDraft
from din_indgang_tui.views.referral_sent import ReferralSent
from din_indgang_tui.views.roll import RollView
from din_indgang_tui.views.today import TodayView
from din_indgang_tui.views.untold import Untold
from tests.desk.diary import known
from tests.desk.house import House, colleague, register
from tests.desk.inside import Inside, inside, run
from tests.diary_scene import THEN, book, put_in, standing
from tests.group_scene import group, in_line, mark, meeting, place

_OWED = (":", "todo", "enter")


@pytest.fixture(autouse=True)
def in_english(language: Callable[[str], None]) -> None:
    language("en")


def put(house: House, table: str, **values: Value) -> int:
    """A row, past all rules."""
    return int(house.do(colleague(house, "ÅSE"), put_in, table, values))


def promise(house: House, who: str, by: str = "2026-11-16", words: str = "ringe") -> int:
    """A promise to Kirsten Møller that this colleague keeps."""
    return put(
        house,
        "promise",
        citizen_id=known(house, "Kirsten", "Møller"),
        words=words,
        by_on=by,
        made_on="2026-11-02",
        staff_id=colleague(house, who).staff_id,
    )


def row(desk: Inside, *words: str) -> str:
    """The line with all of these words."""
    (found,) = [one for one in desk.lines if all(word in one for word in words)]
    return found


async def to(desk: Inside, what: str) -> None:
    """The mark to the line of the list that says so."""
    await desk.press(*_OWED, "right")
    for _row in range(30):
        marked = next(one for one in desk.lines if one.startswith(">"))
        if what in marked:
            return
        await desk.press("down")
    raise AssertionError(f"{what}\n{desk.text}")


def test_a_host_has_the_list_with_ones_own_and_the_houses(house: House) -> None:
    promise(house, "BOD")
    promise(house, "MJU", words="skrive til kommunen")
    house.do(colleague(house, "BOD"), call_backs.take_down, caller="Vicevært", phone="20 00 00 13")

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press(*_OWED)
            assert isinstance(desk.view, OwedView)
            assert "yours, 1" in desk.lines[1] and "the house" in desk.lines[1]
            assert row(desk, "1 day late", "we promised", "Kirsten M.").startswith(">")
            assert "skrive til kommunen" not in desk.text
            await desk.press("right")
            assert row(desk, "today", "call back", "Vicevært").endswith(" -")
            assert "skrive til kommunen" not in desk.text, "it was said in a conversation"
            assert row(desk, "we promised").startswith(">"), "the mark stays on its line"
            assert row(desk, "we promised").rstrip().endswith("BOD")
            await desk.press("left")
            assert "call back" not in desk.text

    run(work())


def test_keeping_a_promise_where_enter_goes_takes_the_line_away_and_undo_brings_it_back(
    house: House,
) -> None:
    promise(house, "BOD")

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press(*_OWED, "enter")
            assert isinstance(desk.view, CitizenView)
            assert "We promised: ringe by 16.11." in desk.text
            await desk.press("space", "escape")
            assert "ringe" not in desk.text
            await desk.press("u")
            assert "ringe" in row(desk, "we promised")

    run(work())


def a_step(house: House) -> None:
    kirsten = known(house, "Kirsten", "Møller")
    mette = colleague(house, "MJU").staff_id
    put(
        house, "course", citizen_id=kirsten, opened_on="2026-11-02", coach_id=mette, created_at=THEN
    )
    held: dict[str, Value] = {"state": "held", "held_on": "2026-11-02", "held_week": "2026-W45"}
    held |= {"held_by": mette, "created_at": THEN, "own_words": "Ro til min post"}
    talk = put(house, "conversation", citizen_id=kirsten, **held)
    goal = put(house, "citizen_goal", citizen_id=kirsten, created_at=THEN)
    step: dict[str, Value] = {"words": "Post", "step": "To breve", "step_who": "vi"}
    put(
        house, "goal_said", conversation_id=talk, goal_id=goal, position=1, step_by="2026-11-20",
        **step,
    )  # fmt: skip


def a_consent(house: House) -> None:
    karen = known(house, "Karen", "Vang")
    put(house, "course", citizen_id=karen, opened_on="2026-11-02", created_at=THEN)
    days: dict[str, Value] = {"given_on": "2026-11-03", "valid_to": "2026-11-23"}
    what: dict[str, Value] = {"receiver": "Jobcentret", "what": "planen", "purpose": "praktik"}
    put(
        house, "disclosure_consent", citizen_id=karen, how="spoken", created_at=THEN,
        **days, **what,
    )  # fmt: skip


def a_course_that_ended(house: House) -> None:
    ole = known(house, "Ole", "Hansen")
    days: dict[str, Value] = {"opened_on": "2026-06-01", "planned_end_on": "2026-10-19"}
    put(house, "course", citizen_id=ole, created_at=THEN, **days)


def a_call_back(house: House) -> None:
    house.do(colleague(house, "BOD"), call_backs.take_down, caller="Vicevært", phone="20 00 00 13")


def a_changed_time(house: House) -> None:
    with house.open() as door:
        mette = colleague(house, "MJU")
        slot = book(door, mette, known(house, "Kirsten", "Møller"), "2026-11-19T10:00", mette)
        which = standing(door, slot.slot_id)
        door.change(mette, slots.mark, *which, SlotStatus.CANCELLED_HOUSE, "syg")


def a_cancelled_meeting(house: House) -> None:
    with house.open() as door:
        walk = group(door, "Gåtur")
        place(door, walk, known(house, "Kirsten", "Møller"))
        off = meeting(door, walk, "2026-11-19T10:30")
        door.change(colleague(house, "BOD"), group_sessions.cancel, off, 1, "glat")


def a_roll(house: House) -> None:
    with house.open() as door:
        meeting(door, group(door, "Gåtur"), "2026-11-16T10:30")


def a_place(house: House) -> None:
    with house.open() as door:
        in_line(door, group(door, "Gåtur", capacity=3), known(house, "Kirsten", "Møller"))


def who_stayed_away(house: House) -> None:
    with house.open() as door:
        walk = group(door, "Gåtur")
        place(door, walk, known(house, "Karen", "Vang"), "2026-10-01")
        for day in ("03", "05", "10"):
            held = meeting(door, walk, f"2026-11-{day}T10:30", status="held", roll_done_at="x")
            mark(door, held, known(house, "Karen", "Vang"), "absent")


def all_of_it(house: House) -> None:
    """Everything that can be owed, once or more, and to whom it may be."""
    for make in (
        *(a_step, a_consent, a_course_that_ended, a_call_back, a_changed_time),
        *(a_cancelled_meeting, a_roll, a_place, who_stayed_away, back),
    ):
        make(house)
    promise(house, "MJU")
    mette, bo, now = colleague(house, "MJU"), colleague(house, "BOD"), house.moment
    elna = put(house, "citizen", given_name="Elna", created_at=THEN)
    put(house, "course", citizen_id=elna, opened_on="2026-08-05", created_at=THEN)
    put(
        house, "referral", citizen_id=elna, sent_on="2026-09-01", sent_week="2026-W36",
        answer_by_on="2026-11-10", tell_by_on="2026-09-03", created_at=THEN,
    )  # fmt: skip
    house.do(mette, referrals.draft, known(house, "Aase", "Lund"))
    house.moment = now - timedelta(days=1)
    register(house, NewCitizen("Viggo", "Storm"))
    house.moment = now
    for name, outcome in (("Dan", "referred_authority"), ("Eva", "helped")):
        house.do(bo, enquiries.finish, register(house, NewCitizen(name)), outcome)


WAYS: dict[OwedKind, type[View]] = {
    OwedKind.CHECK: ChecksView,
    OwedKind.ANSWER: ReferralSent,
    OwedKind.ANSWER_BACK: ReferralSent,
    OwedKind.SENT_TELL: ReferralSent,
    OwedKind.DRAFT: ReferralDraft,
    OwedKind.IN_TOUCH: CallView,
    OwedKind.PROMISE: CitizenView,
    OwedKind.STEP: CourseView,
    OwedKind.CALL_BACK: DayInTheHouse,
    OwedKind.AWAY: CallView,
    OwedKind.UNTOLD_TIME: Untold,
    OwedKind.UNTOLD_MEETING: GroupSessionView,
    OwedKind.ROLL: RollView,
    OwedKind.ENDS: CourseView,
    OwedKind.AFTER: CourseView,
    OwedKind.CONSENT: ConsentsView,
    OwedKind.PLACE: GroupView,
    OwedKind.LEFT_OPEN: TodayView,
    OwedKind.REASON: TodayView,
    OwedKind.ASKED_FOR: ReferralDraft,  # last, as going there begins it
}


# There one key more does it.
ONE_KEY = {
    OwedKind.PROMISE: "space",
    OwedKind.STEP: "space",
    OwedKind.CALL_BACK: "f",
    OwedKind.UNTOLD_TIME: "space",
}


def test_enter_goes_where_each_thing_is_done(house: House) -> None:
    all_of_it(house)

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            for kind, screen in WAYS.items():
                await desk.press(*_OWED, "right")
                assert isinstance(desk.view, OwedView)
                kinds = [one.kind for one in desk.view.rows()]
                assert set(kinds) == set(OwedKind)
                desk.view.mark.at = kinds.index(kind)
                await desk.press("enter")
                assert isinstance(desk.view, screen), (kind, desk.text)
                if kind in ONE_KEY:
                    await desk.press(ONE_KEY[kind])
                if screen is not TodayView:
                    await desk.press("escape")
                if kind in ONE_KEY:
                    assert isinstance(desk.view, OwedView)
                    assert kind not in [one.kind for one in desk.view.rows()]
                    await desk.press("u")

    run(work())


def test_a_reason_that_nobody_said_is_filled_in_where_the_mark_goes(house: House) -> None:
    came = register(house, NewCitizen("Viggo", "Storm"))
    house.do(colleague(house, "BOD"), enquiries.finish, came, "helped")

    async def work() -> None:
        async with inside(house) as desk:
            await to(desk, "Viggo S.")
            await desk.press("enter")
            assert desk.lines[0].startswith("Din Indgang  1 Today")
            assert row(desk, ">", "Viggo S.")
            await desk.press("e", "down", "space", "enter")
            await desk.press(*_OWED)
            assert "why they came" not in desk.text

    run(work())


def test_somebody_who_stayed_away_is_called_and_what_was_said_stands_on_their_page(
    house: House,
) -> None:
    who_stayed_away(house)

    async def work() -> None:
        async with inside(house) as desk:
            await to(desk, "away 3 times")
            await desk.press("enter")
            assert "Karen Vang" in desk.lines[1]
            assert "protected number" in desk.text
            await desk.press("enter")
            assert "! Write in a few words" in desk.text
            await desk.press("up", "right", "enter", "enter")
            assert "Karen V. did not answer" in desk.text
            assert "Called today, nobody answered." in " ".join(desk.text.split()), desk.text
            assert "away 3 times" in desk.text
            await desk.press("enter", "Kommer torsdag", "enter")
            assert isinstance(desk.view, OwedView)
            assert "Karen V. was called" in desk.text
            assert "away 3 times" not in desk.text
            await desk.press("u")
            assert "away 3 times" in desk.text

    run(work())


def test_a_promise_is_put_off_by_a_day_and_a_reason(house: House) -> None:
    number = promise(house, "BOD")

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press(*_OWED, "m", "fredag", "enter", "enter")
            assert "! Write why it is put off" in desk.text
            await desk.press("Udlejer har ferie", "enter")
            assert "Moved to 20.11.2026: we promised, Kirsten M." in desk.text
            assert row(desk, "> Fri 20.11.", "we promised", "ringe")
            assert "We promised: ringe. Put off: Udlejer har ferie." in desk.text

    run(work())
    (kept,) = house.ask(promises.open_of, known(house, "Kirsten", "Møller"))
    assert (kept.promise_id, kept.by_on) == (number, date(2026, 11, 20))
    assert kept.moved_why == "Udlejer har ferie"


@pytest.mark.parametrize(
    ("make", "words", "sentence"),
    [
        (a_step, "first step", "agreed with the citizen"),
        (a_roll, "not taken", "however late"),
        (a_place, "place in group", "goes when it is done"),
    ],
)
def test_what_cannot_be_put_off_says_why(
    house: House, make: Callable[[House], None], words: str, sentence: str
) -> None:
    make(house)

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await to(desk, words)
            await desk.press("m")
            assert isinstance(desk.view, OwedView)
            assert sentence in desk.lines[-2]

    run(work())


def test_m_stands_among_the_keys_where_it_moves_something(house: House) -> None:
    a_roll(house)
    promise(house, "BOD")

    async def work() -> None:
        async with inside(house) as desk:
            await to(desk, "we promised")
            assert "m put off" in desk.lines[-1]
            await to(desk, "not taken")
            assert "m put off" not in desk.lines[-1]

    run(work())


def test_a_host_reads_where_enter_goes_for_a_host(house: House) -> None:
    """It goes to the course, and the check is a coach's: neither the key nor the words say else."""
    put(
        house, "course", citizen_id=known(house, "Kirsten", "Møller"), opened_on="2026-10-17",
        coach_id=colleague(house, "MJU").staff_id, created_at=THEN,
    )  # fmt: skip
    put(
        house, "referral", citizen_id=known(house, "Karen", "Vang"), sent_on="2026-09-01",
        sent_week="2026-W36", answer_by_on="2026-11-10", tell_by_on="2026-09-03",
        told_on="2026-09-03", created_at=THEN,
    )  # fmt: skip

    async def work() -> None:
        async with inside(house) as desk:
            await to(desk, "answer, authority")
            assert "Enter opens their page. A coach writes in the referral" in desk.text
            await desk.press("enter")
            assert desk.lines[1].startswith("── Karen Vang")
            await to(desk, "four-week check")
            assert "Enter opens the course. A coach decides the check." in desk.text
            assert "m put off" not in desk.lines[-1]
            await desk.press("enter")
            assert isinstance(desk.view, CourseView)
            assert "The four-week check is late. A coach decides it." in desk.lines[-2]
        async with inside(house, log_in_as="MJU") as desk:
            await to(desk, "four-week check")
            assert "Enter opens the check." in desk.text and "m put off" in desk.lines[-1]

    run(work())


def test_own_words_stand_below_for_a_coach_who_reads_them_on_record_once(house: House) -> None:
    a_step(house)
    looks = "SELECT count(*) FROM look WHERE question LIKE '%own_words'"

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await to(desk, "first step")
            assert "»Ro til min post«" in desk.text
            await desk.press("up", "down", "left", "right")
            assert house.rows(looks) == [(1,)]

    run(work())


def test_own_words_take_the_lines_that_the_list_leaves(house: House) -> None:
    a_step(house)
    said = "Jeg vil gerne have ro, når jeg åbner min post om morgenen. " * 3 + "Ro."
    later: dict[str, Value] = {"state": "held", "held_on": "2026-11-16", "held_week": "2026-W47"}
    kirsten = known(house, "Kirsten", "Møller")
    put(house, "conversation", citizen_id=kirsten, created_at=THEN, own_words=said, **later)

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await to(desk, "first step")
            at = next(n for n, line in enumerate(desk.lines) if line.startswith("  »Jeg vil"))
            whole = " ".join(line.strip() for line in desk.lines[at : at + 3])
            assert whole == f"»{said}«"
            assert "  First step: To breve" in desk.lines[at + 3]

    run(work())


def test_today_has_what_is_due_in_one_line_that_leads_to_the_list(house: House) -> None:
    a_roll(house)
    promise(house, "BOD", by="2026-11-17")
    a_course_that_ended(house)  # which is owed to nobody by name

    async def work() -> None:
        async with inside(house) as desk:
            assert "owed" in row(desk, "The day")
            await desk.press("tab", "tab")
            assert row(desk, "What we owe").startswith("> What we owe: ")
            assert "1 today." in row(desk, "What we owe")
            await desk.press("enter")
            assert isinstance(desk.view, OwedView)
            await desk.press("escape")
            assert desk.lines[0].startswith("Din Indgang  1 Today")

    run(work())


def test_nobody_waits_for_what_is_owed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read once all else is, whatever key brings Today."""
    asked: list[str] = []
    read = Door.read

    def noted(door: Door, who: Any, question: Any, *args: Any, **more: Any) -> Any:
        asked.append(question.__name__)
        return read(door, who, question, *args, **more)

    monkeypatch.setattr(Door, "read", noted)

    async def work() -> None:
        async with inside(house) as desk:
            assert (asked[-1], asked.count("due_today")) == ("due_today", 1)
            asked.clear()
            await desk.press("escape", "n", "escape", "n", "escape")
            assert "today" in asked
            assert asked[-1] == "due_today"

    run(work())


def back(house: House) -> int:
    """A referral of Kirsten Møller's that was refused yesterday."""
    days: dict[str, Value] = {"sent_on": "2026-10-01", "sent_week": "2026-W40"}
    days |= {"decided_on": "2026-11-16", "decided_week": "2026-W47", "decision": "refused"}
    kirsten = known(house, "Kirsten", "Møller")
    return put(house, "referral", citizen_id=kirsten, created_at=THEN, told_on="2026-10-01", **days)


@pytest.mark.parametrize(("who", "answer"), [("MJU", "refused"), ("BOD", "answer")])
def test_what_came_back_from_the_authority_is_seen_in_today(
    house: House, who: str, answer: str
) -> None:
    back(house)

    async def work() -> None:
        async with inside(house, log_in_as=who) as desk:
            said = f"Back from the authority: Kirsten M., {answer} 16.11."
            assert f"  {said}" in desk.lines, "without a key"
            await desk.press("tab", "tab")
            assert f"> {said}" in desk.text
            await desk.press("o")
            assert isinstance(desk.view, CitizenView)
            assert "What we owe: tell the answer 1 day late." in desk.text

    run(work())


def test_another_desk_that_does_it_takes_the_line_away(house: House) -> None:
    number = promise(house, "MJU")

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*_OWED)
            assert "ringe" in desk.text
            house.do(colleague(house, "ÅSE"), promises.keep_promise, number, 1)
            await desk.until(lambda: "ringe" not in desk.text)

    run(work())


def test_what_another_desk_tells_is_owed_no_more_in_today(house: House) -> None:
    number = back(house)
    promised = promise(house, "BOD", by="2026-11-17")

    async def work() -> None:
        async with inside(house) as desk:
            assert "Back from the authority" in desk.text and "1 owed" in row(desk, "The day")
            told = {"answer_told_on": "today"}
            house.do(colleague(house, "MJU"), referral_steps.note, number, 1, told)
            await desk.until(lambda: "Back from the authority" not in desk.text)
            house.do(colleague(house, "BOD"), promises.keep_promise, promised, 1)
            await desk.until(lambda: "1 owed" not in desk.text)

    run(work())


def test_what_came_back_and_a_draft_lead_to_the_referral(house: House) -> None:
    back(house)
    house.do(colleague(house, "MJU"), referrals.draft, known(house, "Karen", "Vang"))

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press("tab", "tab", "enter")
            assert "Kirsten Møller" in desk.lines[1]
            on_top: list[View] = [desk.view]
            assert isinstance(on_top[0], ReferralSent)
            await desk.press("escape")
            await desk.press(*_OWED, "right", "up")
            assert "  Tell the answer: refused, not told" in map(str.rstrip, desk.lines)
            await to(desk, "referral, draft")
            await desk.press("enter")
            on_top = [desk.view]
            assert isinstance(on_top[0], ReferralDraft)

    run(work())


def test_tab_goes_to_the_checks_and_back_and_no_screen_lies_on_itself(house: House) -> None:
    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press("5")
            depth = len(desk.app.views)
            for _turn in range(3):
                await desk.press("tab")
                on_top: list[View] = [desk.view]
                assert isinstance(on_top[0], OwedView)
                await desk.press("tab")
                assert len(desk.app.views) == depth

    run(work())


def test_an_expected_answer_is_put_off_by_those_who_refer(house: House) -> None:
    number = back(house)
    with house.raw() as write:
        write(
            "UPDATE referral SET decided_on = NULL, decided_week = NULL, decision = '',"
            " answer_by_on = '2026-11-12' WHERE id = ?",
            number,
        )

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await to(desk, "answer, authority")
            await desk.press("m", "25.11.", "enter", "enter")
            assert "! Write why it is expected later." in desk.text
            await desk.press("De mangler folk", "enter")
            assert "answer, authority" not in desk.text.split("Moved to")[0]

    run(work())
    assert house.rows("SELECT answer_by_on FROM referral") == [("2026-11-25",)]


def test_it_is_seen_also_where_the_queue_leaves_hardly_any_room(house: House) -> None:
    back(house)
    for number in range(12):
        register(house, NewCitizen("Anna", f"Nr{number}"))
    with house.open() as door:
        for hour in range(11, 17):
            meeting(door, group(door, f"Gruppe {hour}"), f"2026-11-17T{hour}:00", 30)

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            assert "  Back from the authority: Kirsten M., refused 16.11." in desk.lines
            await desk.press("tab", "tab")
            for _step in range(9):
                marked = [one for one in desk.lines if one.startswith(">")]
                assert len(marked) == 1, desk.text
                await desk.press("down")
            assert "> What we owe" in desk.text or "> Back from" in desk.text

    run(work())
