"""A time is found and booked by keys: in a few of them, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from din_indgang_tui.clock import local
from din_indgang_tui.house import slots, wishes
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.wishes import NewWish
from din_indgang_tui.views.base import View
from din_indgang_tui.views.booking import BookingView
from din_indgang_tui.views.coach_week import CoachWeekView
from din_indgang_tui.views.series import SeriesView
from din_indgang_tui.views.today import TodayView
from din_indgang_tui.widgets.page import Look
from tests.desk import diary
from tests.desk.diary import DiaryOf, book, fill
from tests.desk.house import House, colleague, da
from tests.desk.house import begin as begin_clock
from tests.desk.inside import Inside, inside, run
from tests.diary_scene import at, closed
from tests.scene import copy_of

NEXT = "2026-11-18T09:00"  # Mette Juhl's next free time, from Tuesday 17 November at 10.22


@pytest.fixture(scope="module")
def _with_diary(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DiaryOf]:
    path = copy_of(settled, tmp_path_factory.mktemp("diary") / "house.db")
    begin_clock()
    return path, fill(House(path))


@pytest.fixture
def house(_with_diary: tuple[Path, DiaryOf], tmp_path: Path) -> House:
    """The morning, with a diary."""
    return House(copy_of(_with_diary[0], tmp_path / "house.db"))


@pytest.fixture
def booked(_with_diary: tuple[Path, DiaryOf], language: Callable[[str], None]) -> DiaryOf:
    language("da")
    return _with_diary[1]


def slots_of(house: House, citizen_id: int) -> list[Slot]:
    """What a citizen has, in order."""
    found: list[Slot] = house.ask(slots.of_citizen, citizen_id)
    return [slot for slot in found if slot.status is SlotStatus.BOOKED]


def series_of(desk: Inside) -> SeriesView:
    view = desk.view
    assert isinstance(view, SeriesView), view
    return view


def view_of(desk: Inside) -> BookingView:
    view = desk.view
    assert isinstance(view, BookingView), view
    return view


def at_wall(view: BookingView) -> str:
    """Where the mark is, by the clock on the wall."""
    assert view.starts_at is not None
    return f"{local(view.starts_at):%Y-%m-%dT%H:%M}"


async def begin(desk: Inside, booked: DiaryOf) -> BookingView:
    """What `t` on Kirsten's course does."""
    await desk.app.go_to_booking(booked.kirsten, booked.course)
    desk.app.redraw()
    return view_of(desk)


# Booking.


def test_the_next_free_time_of_the_courses_coach_is_one_enter_away(
    house: House, booked: DiaryOf
) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            view = await begin(desk, booked)
            assert (view.coach_id, at_wall(view)) == (colleague(house, "MJU").staff_id, NEXT)
            await desk.press("enter")
            assert isinstance(desk.view, TodayView)
            assert "Kirsten M." in desk.lines[-2]

    run(walk())
    first = slots_of(house, booked.kirsten)[0]
    assert (first.starts_at, first.coach, first.minutes) == (at(NEXT), "Mette Juhl", 45)
    assert (first.course_id, first.room) == (booked.course, "broen")


def test_the_next_free_time_also_suits_what_the_citizen_has_already(
    house: House, booked: DiaryOf
) -> None:
    book(house, booked.kirsten, NEXT, "KSØ")

    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            assert at_wall(await begin(desk, booked)) == "2026-11-19T09:00"

    run(walk())


def test_booking_is_undone_with_one_key(house: House, booked: DiaryOf) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            before = slots_of(house, booked.kirsten)
            await begin(desk, booked)
            await desk.press("enter")
            assert len(slots_of(house, booked.kirsten)) == len(before) + 1
            await desk.press("u")
            assert slots_of(house, booked.kirsten) == before

    run(walk())


def test_somebody_without_a_course_is_booked_too(house: House, booked: DiaryOf) -> None:
    """`Come again on Thursday` needs none; whoever has most time that day is proposed."""

    async def walk() -> None:
        async with inside(house) as desk:
            await desk.app.go_to_booking(booked.soeren)
            await desk.press("enter")

    run(walk())
    (slot,) = slots_of(house, booked.soeren)
    assert (slot.course_id, slot.coach) == (None, "Karim Sønderby")
    assert slot.starts_at == at("2026-11-17T10:30")


def test_the_keyboard_moves_by_slot_day_week_and_coach(house: House, booked: DiaryOf) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            view = await begin(desk, booked)
            for keys, wanted in (
                (("right",), "2026-11-18T09:30"),
                (("right", "left", "left"), "2026-11-18T09:00"),
                (("tab",), "2026-11-19T09:00"),
                (("shift+tab",), "2026-11-18T09:00"),
                (("pagedown",), "2026-11-25T09:00"),
                # Earlier than the first half hour of a day is the last of the day before.
                (("left",), "2026-11-24T14:30"),
                # Friday closes at 13: as near as there is.
                (("tab", "tab", "tab"), "2026-11-27T12:30"),
                # Past the last day of a week the next one begins, at the same time.
                (("tab",), "2026-11-30T12:30"),
                (("pageup", "pageup"), "2026-11-16T12:30"),
            ):
                await desk.press(*keys)
                assert at_wall(view) == wanted, keys
            await desk.press("pageup")
            assert at_wall(view) == "2026-11-16T12:30"
            assert desk.lines[-2].startswith("! ")
            first = view.coach_id
            await desk.press("j")
            assert view.coach_id != first
            await desk.press("k")
            assert view.coach_id == first

    run(walk())


def test_t_goes_from_one_free_time_to_the_next(house: House, booked: DiaryOf) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            view = await begin(desk, booked)
            seen = []
            for _one in range(4):
                seen.append(at_wall(view))
                await desk.press("t")
            assert seen == [
                NEXT,
                "2026-11-19T09:00",
                "2026-11-23T10:45",
                "2026-11-23T11:30",
            ]

    run(walk())


def test_a_taken_time_says_what_is_in_the_way_and_never_whose(
    house: House, booked: DiaryOf
) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            view = await begin(desk, booked)
            await desk.press("right", "right")
            assert at_wall(view) == "2026-11-18T10:00"
            await desk.press("enter")
            said = " ".join(" ".join(desk.lines[-4:-1]).split())
            assert said.startswith("! Mette Juhl")
            assert "19.11." in said  # where the next free one is
            assert "Aase" not in desk.text and "Lund" not in desk.text
            assert isinstance(desk.view, BookingView)

    run(walk())
    assert len(slots_of(house, booked.kirsten)) == 1


def test_the_week_shows_the_marked_time_in_reverse_and_in_brackets(
    house: House, booked: DiaryOf
) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            marked = [
                piece.text
                for line in desk.app._page._lines
                for piece in line.pieces
                if piece.look is Look.MARKED
            ]
            assert marked == ["[]"]

    run(walk())


def test_a_week_of_holidays_says_so_and_can_be_passed(house: House, booked: DiaryOf) -> None:
    with house.open() as door:
        for day in range(23, 28):
            closed(door, f"2026-11-{day}", "Ombygning")

    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            view = await begin(desk, booked)
            await desk.press("pagedown")
            assert desk.lines[6].count(da("closed")) == 5
            await desk.press("enter")
            assert desk.lines[-2].startswith("! ")
            await desk.press("pagedown")
            assert at_wall(view) == "2026-12-02T09:00"
            await desk.until(lambda: da("closed") in desk.lines[3])

    run(walk())


def test_another_length_is_chosen_and_shown_before_it_is_booked(
    house: House, booked: DiaryOf
) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            await desk.press("e", "down", "enter", "backspace", "backspace", "90", "enter")
            await desk.press("escape")
            assert "[=]" in desk.text
            # An hour is free before the next one: 90 minutes are not.
            assert desk.lines[-2] and "10.30" in desk.text
            await desk.press("t", "enter")

    run(walk())
    new = [slot for slot in slots_of(house, booked.kirsten) if slot.slot_id != booked.slot]
    assert [slot.minutes for slot in new] == [90]


def test_two_at_one_slot_the_loser_reads_who_came_first_and_where_the_next_is(
    house: House, booked: DiaryOf
) -> None:
    """Two terminals with the mark on the same time; the second Enter is a moment too late."""

    async def walk() -> None:
        async with (
            inside(house, log_in_as="MJU") as mine,
            inside(house, log_in_as="KSØ") as other,
        ):
            await begin(mine, booked)
            other.app.desk._watchers.clear()  # that one has not heard of it yet
            view = BookingView(other.app, booked.soeren)
            view.coach_id, view.starts_at = colleague(house, "MJU").staff_id, at(NEXT)
            await other.app.open(view)
            other.app.redraw()
            await mine.press("enter")
            await other.press("enter")
            said = " ".join(" ".join(other.lines[-4:-1]).split())
            assert said.startswith("! Mette Juhl"), said
            assert isinstance(other.view, BookingView)
            assert at_wall(view_of(other)) == "2026-11-19T09:00"
            await other.press("enter")

    run(walk())
    assert [slot.starts_at for slot in slots_of(house, booked.soeren)] == [at("2026-11-19T09:00")]


def test_a_slot_is_moved_and_row_23_names_who_waits_for_its_time(
    house: House, booked: DiaryOf
) -> None:
    house.do(colleague(house, "BOD"), wishes.add, NewWish(booked.soeren, weekdays=(4,)))

    async def walk() -> None:
        async with inside(house) as desk:
            await desk.app.go_to_booking(booked.kirsten, None, booked.slot)
            await desk.press("enter")
            said = " ".join(" ".join(desk.lines[-4:-1]).split())
            assert "Søren K." in said and "26.11." in said

    run(walk())
    moved = house.ask(slots.one, booked.slot)
    assert (moved.starts_at, moved.moved_from) == (at(NEXT), at("2026-11-26T13:00"))
    assert moved.told is False


# A series.


def test_four_keys_book_eight_free_dates(house: House, booked: DiaryOf) -> None:
    """`t`, `g`, Enter, Enter from a course; `t` is the way to the week."""

    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            # A Monday, as no holiday of the winter is one.
            await desk.press("pagedown", "pagedown", "shift+tab", "shift+tab")
            await desk.press("g", "enter")
            assert [line[2:5] for line in desk.lines if "[x]" in line] == ["[x]"] * 8
            await desk.press("enter")
            assert isinstance(desk.view, TodayView)

    run(walk())
    new = [slot for slot in slots_of(house, booked.kirsten) if slot.slot_id != booked.slot]
    assert len(new) == 8
    assert {local(slot.starts_at).strftime("%A %H:%M") for slot in new} == {"Monday 09:00"}
    assert new[0].day == date(2026, 11, 30)


def test_the_rest_of_a_series_is_cancelled_where_one_of_it_is(
    house: House, booked: DiaryOf
) -> None:
    cancelled = "SELECT id FROM slot WHERE cancel_why <> '' ORDER BY id"

    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            await desk.press("pagedown", "pagedown", "shift+tab", "shift+tab")
            await desk.press("g", "enter", "enter")
            new = [one for one in slots_of(house, booked.kirsten) if one.series_id is not None]
            await desk.app.go_to_slot(new[5].slot_id)
            await desk.press("c", "Stopper")
            assert any("04.01. 11.01." in line or "11.01. 18.01." in line for line in desk.lines)
            await desk.press("enter", "enter")
            await desk.press("escape", "c", "enter", "enter", "right", "enter")
            gone = house.rows(cancelled)
            assert gone == [(one.slot_id,) for one in new[5:]]
            await desk.press("u")
            assert not house.rows(cancelled)
            # Only this one, where nothing else is chosen.
            await desk.press("c", "Mette er syg", "enter", "enter", "enter")
            gone = house.rows(cancelled)
            assert gone == [(new[5].slot_id,)]

    run(walk())


def test_the_head_names_the_first_date_of_the_series_and_not_the_day_it_was_asked_from(
    house: House, booked: DiaryOf
) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            # From Wednesday 18 November on, every Tuesday.
            await desk.press("g", "tab", *["backspace"] * 12, "tir", "enter")
            assert "8 gange fra tir. 24.11." in desk.text
            assert "Fra ons." not in desk.text and "fra ons." not in desk.text

    run(walk())


def test_every_date_has_an_answer_and_is_kept_moved_or_left_out(
    house: House, booked: DiaryOf
) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            await desk.press("g", "enter")  # Wednesdays at 9.00: the second is taken
            view = series_of(desk)
            assert view.mark.at == 1 and 2 not in view.chosen
            assert any(line.startswith("> [ ]  2") for line in desk.lines)
            await desk.press("m")
            assert any(line.startswith("> [x]  2") and "09.45" in line for line in desk.lines)
            await desk.press("m")
            assert any(line.startswith("> [x]  2") and "10.30" in line for line in desk.lines)
            await desk.press("down", "space", "enter")

    run(walk())
    new = [slot for slot in slots_of(house, booked.kirsten) if slot.slot_id != booked.slot]
    days = [f"{local(slot.starts_at):%d.%m. %H.%M}" for slot in new]
    assert days[:3] == ["18.11. 09.00", "25.11. 10.30", "09.12. 09.00"]
    assert len(days) == 7


def test_one_date_taken_meanwhile_and_none_is_booked(house: House, booked: DiaryOf) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            await desk.press("g", "enter", "m")
            view = series_of(desk)
            # Before this terminal has heard of it.
            book(house, booked.soeren, "2026-12-09T09:00", "MJU")
            await desk.press("enter")
            assert desk.view is view
            assert slots_of(house, booked.kirsten)[0].slot_id == booked.slot
            assert view.mark.at == 3 and 4 not in view.chosen
            assert view.chosen.keys() == {1, 2, 3, 5, 6, 7, 8}
            await desk.press("m", "enter")

    run(walk())
    assert len(slots_of(house, booked.kirsten)) == 9


@pytest.mark.parametrize(
    ("row", "typed"),
    [
        *((1, "hver dag"), (2, "kl ni"), (3, "x"), (3, "99"), (4, "i morgen")),
        *((4, "31.12.9999"), (4, "01.01.0001"), (4, "24.11.2062")),
    ],
)
def test_a_wrong_rule_is_refused_by_its_row_and_what_was_typed_stays(
    house: House, booked: DiaryOf, row: int, typed: str
) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            await desk.press("g", *["tab"] * row, *["backspace"] * 12, typed, "enter")
            view = series_of(desk)
            assert view.in_rule and view.rule.form.at == row
            wrong = next(n for n, line in enumerate(desk.lines) if line.strip().startswith("! "))
            assert typed in desk.lines[wrong - 1]

    run(walk())


def test_a_rule_half_made_is_there_again(house: House, booked: DiaryOf) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            await desk.press("g", "tab", " tor", "tab", "tab", "backspace", "12", "escape")
            view_of(desk)
            await desk.press("t", "g")
            # It is offered, as the mark is on another time now; what that says stands meanwhile.
            view = series_of(desk)
            assert view.rule.form.text("times") == "8"
            assert any(" tor, " in line and line.rstrip().endswith(": 12") for line in desk.lines)
            await desk.press("up", "enter")
            assert view.rule.form.text("times") == "12"
            assert view.rule.form.text("weekdays").endswith(" tor")
            # What was not written over follows the mark.
            assert view.rule.form.text("first") == "19.11.2026"

    run(walk())


def test_a_rule_begun_before_stays_where_nothing_new_is_written_after_all(
    house: House, booked: DiaryOf
) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            await desk.press("g", "tab", "tab", "tab", "backspace", "12", "escape")
            await desk.press("g", "tab", "tab", "tab", "5")
            await desk.app.unsaved.keep(desk.app.views)
            await desk.press("backspace")
            assert series_of(desk).rule.form.text("times") == "8"
            await desk.app.unsaved.keep(desk.app.views)
            await desk.press("escape", "g", "up", "enter")
            assert series_of(desk).rule.form.text("times") == "12"

    run(walk())


def test_what_was_begun_for_somebody_stays_until_it_is_taken(house: House, booked: DiaryOf) -> None:
    def begun(desk: Inside) -> list[str]:
        return [one.content["texts"]["times"] for one in series_of(desk).rule.begun]

    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            times = ("g", "tab", "tab", "tab", "backspace")
            await desk.press(*times, "12", "escape")
            # A second one does not stand in its place, nor does the series that is booked.
            await desk.press(*times, "3", "escape", "g")
            assert sorted(begun(desk)) == ["12", "3"]
            await desk.press("enter", "enter")
            await begin(desk, booked)
            await desk.press("g")
            assert sorted(begun(desk)) == ["12", "3"]
            last = begun(desk)[-1]
            await desk.press("up", "enter")
            assert series_of(desk).rule.form.text("times") == last
            assert len(begun(desk)) == 1
            # Taken and booked it is done; the other stands.
            await desk.press("enter", "enter")
            await begin(desk, booked)
            await desk.press("g")
            assert begun(desk) == [one for one in ("3", "12") if one != last]

    run(walk())


def test_a_page_down_goes_on_in_a_long_series(house: House, booked: DiaryOf) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            await desk.press("g", "tab", "tab", "tab", "backspace", "20", "enter")
            series_of(desk).mark.at = 0
            await desk.press("pagedown")
            assert series_of(desk).mark.at == 10
            await desk.press("pagedown")
            assert series_of(desk).mark.at == 19
            await desk.press("pageup")
            assert series_of(desk).mark.at == 9

    run(walk())


# The waiting list.


def test_a_freed_time_proposes_who_and_a_person_decides(house: House, booked: DiaryOf) -> None:
    host, now = colleague(house, "BOD"), house.moment
    house.moment -= timedelta(days=8)
    house.do(host, wishes.add, NewWish(booked.soeren, weekdays=(4,)))
    house.moment = now

    async def walk() -> None:
        async with inside(house) as desk:
            await desk.app.go_to_wishes()
            desk.app.redraw()
            assert "26.11." not in desk.text
            assert "9.11.. " not in desk.text
            house.do(
                host, slots.mark, *diary.standing(house, booked.slot), SlotStatus.CANCELLED_CITIZEN
            )
            await desk.until(lambda: "26.11." in desk.text)
            assert "siden 9.11." in desk.text and ".." not in desk.text
            await desk.press("enter")
            assert da("Nobody waits for a time.") in desk.text

    run(walk())
    (given,) = slots_of(house, booked.soeren)
    assert (given.starts_at, given.coach) == (at("2026-11-26T13:00"), "Mette Juhl")


def test_one_who_waits_is_booked_in_the_week_and_waits_no_more(
    house: House, booked: DiaryOf
) -> None:
    host = colleague(house, "BOD")
    mette = colleague(house, "MJU").staff_id
    house.do(host, wishes.add, NewWish(booked.soeren, coach_id=mette, minutes=30))

    async def walk() -> None:
        async with inside(house) as desk:
            await desk.app.go_to_wishes()
            await desk.press("t", "enter")

    run(walk())
    (slot,) = slots_of(house, booked.soeren)
    assert (slot.starts_at, slot.minutes) == (at(NEXT), 30)
    assert house.ask(wishes.open_wishes) == []


def test_plus_puts_somebody_on_the_waiting_list(house: House, booked: DiaryOf) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            await desk.press("+", "tir tor", "enter", "9-12", "enter", "enter", "enter")
            assert isinstance(desk.view, BookingView)

    run(walk())
    (wish,) = house.ask(wishes.open_wishes)
    assert (wish.citizen_id, wish.course_id, wish.coach) == (
        booked.kirsten, booked.course, "Mette Juhl",
    )  # fmt: skip
    assert (wish.weekdays, wish.words.endswith("09.00-12.00")) == ((2, 4), True)


# A colleague's own week.


def test_a_coach_sees_the_week_and_books_somebody_into_a_free_time(
    house: House, booked: DiaryOf
) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.app.go_to_coach_week()
            await desk.press("pagedown", "down", "down")
            assert isinstance(desk.view, CoachWeekView)
            assert any(line.startswith(">") and "11.00-15.00" in line for line in desk.lines)
            await desk.press("t", "søren kj", "enter")
            assert at_wall(view_of(desk)) == "2026-11-23T11:00"
            await desk.press("enter")
            assert isinstance(desk.view, CoachWeekView)
            assert "Søren K." in desk.text

    run(walk())
    (slot,) = slots_of(house, booked.soeren)
    assert (slot.starts_at, slot.coach) == (at("2026-11-23T11:00"), "Mette Juhl")


def test_what_became_of_a_time_is_one_key(house: House, booked: DiaryOf) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.app.go_to_coach_week()
            desk.app.redraw()
            assert any(line.startswith(">") and "10.00-10.45" in line for line in desk.lines)
            await desk.press("p", "down", "a")

    run(walk())
    day = house.ask(slots.of_days, date(2026, 11, 17), date(2026, 11, 17))
    assert [slot.status for slot in day[:2]] == [
        SlotStatus.ATTENDED,
        SlotStatus.CANCELLED_CITIZEN,
    ]


def test_other_terminals_see_a_booking_in_the_week_they_show(house: House, booked: DiaryOf) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await begin(desk, booked)
            before = next(line for line in desk.lines if line.startswith("> Mette"))
            book(house, booked.soeren, "2026-11-20T09:00", "KSØ")
            await desk.until(
                lambda: any("Karim" in line and line.endswith("##······") for line in desk.lines)
            )
            assert next(line for line in desk.lines if line.startswith("> Mette")) == before
            assert isinstance(desk.view, View)

    run(walk())


def test_the_hours_of_a_house_open_until_eight_follow_the_mark(
    house: House, booked: DiaryOf
) -> None:
    with house.raw() as write:
        write("UPDATE opening_hours SET opens = '08:00', closes = '20:00' WHERE opens IS NOT NULL")

    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            view = await begin(desk, booked)
            for _half in range(30):
                assert sum(line.count("[]") for line in desk.lines) >= 1, desk.text
                row = next(line for line in desk.lines if line.startswith("> Mette"))
                assert "[" in row, desk.text
                await desk.press("right")
            # From Tuesday's 15.00, which is free now, ten half hours to the evening, and twenty.
            assert at_wall(view) == "2026-11-18T17:30"

    run(walk())
