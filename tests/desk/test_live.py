"""Several terminals on one file: what one does is on the others' screens, with no key pressed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest

from din_indgang_tui.house import enquiries
from din_indgang_tui.store.desk import WATCH_SECONDS
from tests.desk.conftest import Seat
from tests.desk.house import ALIKE, House, Sitting, colleague, da, register

pytestmark = pytest.mark.terminal


@pytest.fixture
def other(seat: Seat, desk: Sitting) -> Sitting:
    """Pia Nørgaard, at the second terminal. No test here presses a key for her unless it says."""
    return seat().log_in("PIA")


def test_a_registration_is_on_the_other_screen_within_a_second(
    desk: Sitting, other: Sitting
) -> None:
    assert WATCH_SECONDS < 1
    delays = []
    for number, name in enumerate(ALIKE[:5], start=6):
        desk.send(f"n{name}\rb\r").wait_until(number)
        begun = time.monotonic()
        other.wait_until(number)
        delays.append(time.monotonic() - begun)
        given = name.split()[0]
        assert any(row[19:].startswith(given) for row in other.screen())
    # The middle one of five, because a machine under load may hold any one of them up.
    assert statistics.median(delays) < 1


def test_taking_in_and_finishing_are_seen(desk: Sitting, other: Sitting) -> None:
    other.mark_on("Kirsten M")
    desk.press("enter").says(da("{name} is with you now.", name="Kirsten M."))
    other.wait_until(4)
    assert "Bo Dam" in next(row for row in other.screen() if "Kirsten M" in row)
    desk.press("f").wait_for(da("{name}: how did it end?", name="Kirsten Møller"))
    desk.press("enter").wait_for(lambda: da("Finished today {n}", n=1) in desk.text())
    other.wait_for(da("Finished today {n}", n=1))
    assert [done.name for done in desk.house.today().done] == ["Kirsten M."]


def test_the_mark_stays_on_its_person_when_the_list_changes(desk: Sitting, other: Sitting) -> None:
    other.press("down", "down").mark_on("Yusuf D.")
    desk.press("enter")
    other.wait_until(4)
    assert "Yusuf D." in other.marked()


def test_the_mark_in_citizens_stays_on_its_person(desk: Sitting, other: Sitting) -> None:
    """Enter opens their page and puts that on record, so it must never be someone else."""
    other.send("/kirst mø").mark_on("Kirsten Møgelkær").press("down", "down")
    other.mark_on("Kirstine Mørk")
    desk.press("enter")
    other.wait_until(4)
    other.mark_on("Kirstine Mørk").press("enter").wait_for("Kirstine Mørk, ")
    other.press("esc").mark_on("Kirstine Mørk")


def test_what_is_typed_stays_while_others_work(desk: Sitting, other: Sitting) -> None:
    other.begin().look_for("villy frost", "Villy Frost").press("enter")
    other.wait_for(da("Tab to write one line.")).press("b")
    other.mark_on("Bolig")
    desk.press("enter")
    other.wait_until(4).mark_on("Bolig").press("enter")
    other.says(da("Saved: {name} waits.", name="Villy F."))


def test_of_two_desks_one_takes_them_in_and_the_other_is_told_who(
    desk: Sitting, other: Sitting
) -> None:
    """Both press Enter at the same moment, five times."""
    names = {desk: "Bo Dam", other: "Pia Nørgaard"}
    for left in range(4, -1, -1):
        waiting = desk.house.today().waiting
        for at in (desk, other):
            at.press("esc").wait_until(left + 1)
        desk.send("\r")
        other.send("\r")
        for at in (desk, other):
            at.wait_until(left).wait_for(at.said)
        (winner,) = (at for at in names if not at.said().startswith("! "))
        (loser,) = (at for at in names if at.said().startswith("! "))
        (row,) = (
            row for row in desk.house.today().with_us if row.enquiry_id == waiting[0].enquiry_id
        )
        assert row.met_by == names[winner]
        who = row.name or da("Anonymous")
        assert loser.said().startswith(f"! {who.split()[0]}")
        assert names[winner] in loser.said()
    assert desk.house.is_whole()


def test_two_who_fill_in_the_same_enquiry_lose_nothing(desk: Sitting, other: Sitting) -> None:
    for at in (desk, other):
        at.press("esc", "e").wait_for(da("{name}: why?", name="Kirsten Møller"))
    desk.press("tab").wait_for(lambda: desk.marked().startswith("> Har brev"))
    desk.type(" Igen.").press("enter").says(da("Saved: {name}.", name="Kirsten M"))
    other.press("tab").wait_for(lambda: other.marked().startswith("> Har brev"))
    other.type(" Ring til mig.").press("enter").wait_for(da("You changed the same"))
    for text in (
        "Har brev fra udlejer med. Igen.",
        "Har brev fra udlejer med. Ring til mig.",
        "Bo Dam",
    ):
        assert text in other.text()
    assert desk.house.today().waiting[0].note == "Har brev fra udlejer med. Igen."
    other.press("down", "enter").says(da("Saved: {name}.", name="Kirsten M"))
    assert desk.house.today().waiting[0].note == "Har brev fra udlejer med. Ring til mig."


def test_one_fills_in_the_reason_and_one_the_line_and_both_are_kept(
    desk: Sitting, other: Sitting
) -> None:
    for at in (desk, other):
        at.press("esc", "down", "e").wait_for(da("Type to find:"))
    desk.type("ensom ").press("enter").wait_for(lambda: "Gemt" in desk.said())
    other.press("tab").type("Vil ringes op").press("enter").wait_for(lambda: "Gemt" in other.said())
    row = desk.house.today().waiting[1]
    assert (row.reasons, row.note) == (("talk", "loneliness"), "Vil ringes op")


# What a line over SSH has to carry.


def test_a_screen_where_nothing_changes_sends_nothing(quiet_house: House, seat: Seat) -> None:
    desk, other = seat(quiet_house).log_in(), seat(quiet_house).log_in("PIA")
    other.begin()
    desk.wait_for(lambda: not desk.bytes_since())
    # Another terminal types, and keeps a draft: nothing of that is for this screen.
    other.type("villy frost").wait_for(lambda: "villy" in quiet_house.drafts("PIA"))
    begun = time.monotonic()
    desk.wait_for(lambda: time.monotonic() - begun > 2.5)
    assert desk.bytes_since() == b""


def test_a_row_down_and_a_letter_cost_little(
    desk: Sitting, capsys: pytest.CaptureFixture[str]
) -> None:
    def cost(key: str, seen: Callable[[], bool]) -> int:
        desk.wait_for(lambda: not desk.bytes_since())
        desk.send(key).wait_for(seen)
        return len(desk.drawn())

    row = cost("\x1b[B", lambda: da("Anonymous") in desk.marked())
    desk.begin().type("kirst m").mark_on("Kirsten Møgelkær")
    letter = cost("ø", lambda: "kirst mø" in desk.text())
    with capsys.disabled():
        print(f"\nbytes: a row down {row}, a letter {letter}")
    assert 0 < row < 3_000
    assert 0 < letter < 3_000


def test_a_registration_past_the_screens_is_seen_too(quiet_house: House, seat: Seat) -> None:
    """Where somebody imports or uses the command line, the screens follow as well."""
    desk = seat(quiet_house).log_in()
    entered = register(quiet_house)
    desk.wait_until(1).mark_on(da("Anonymous"))
    quiet_house.do(colleague(quiet_house, "PIA"), enquiries.finish, entered, "helped")
    desk.wait_until(0)
