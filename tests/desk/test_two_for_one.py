"""Two at two real terminals want one time: one has it, the other reads who, and has the next."""

from __future__ import annotations

import pytest

from din_indgang_tui.clock import local
from din_indgang_tui.house import slots
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.slot_rows import Slot
from tests.desk.conftest import Seat
from tests.desk.diary import book, fill
from tests.desk.house import House, Sitting, da
from tests.diary_scene import at

pytestmark = pytest.mark.terminal

FIRST, NEXT = "2026-11-18T09:00", "2026-11-19T09:00"  # Mette Juhl's next two free times


def to_the_week(desk: Sitting, typed: str, name: str) -> None:
    """From Today to the booking of somebody, with the mark on the first free time."""
    desk.press("/").type(typed).wait_for(lambda: name in desk.marked()).press("enter")
    desk.wait_for(f"── {name}").press("t")
    desk.wait_for(da("A time for {name}", name=name))
    desk.wait_for("ons. 18.11. kl. 09.00-09.45, Mette Juhl")


def on_wednesday_and_thursday(house: House) -> list[Slot]:
    """What is booked with Mette Juhl at the two times."""
    found: list[Slot] = []
    for when in (FIRST, NEXT):
        day = local(at(when)).date()
        found += [
            slot
            for slot in house.ask(slots.of_days, day, day)
            if slot.starts_at == at(when) and slot.status is SlotStatus.BOOKED
        ]
    return found


def test_two_press_enter_on_one_time_and_it_is_booked_once(house: House, seat: Seat) -> None:
    fill(house)
    mette, karim = seat().log_in("MJU"), seat().log_in("KSØ")
    to_the_week(mette, "søren kj", "Søren Kjær")
    to_the_week(karim, "kirsten møl", "Kirsten Møller")
    mette.send("\r")
    karim.send("\r")
    desks = {"Søren K.": mette, "Kirsten M.": karim}
    desks["Søren K."].wait_for(
        lambda: "Booket: Søren K." in mette.text() or "tog tiden" in mette.text()
    )
    desks["Kirsten M."].wait_for(lambda: "Booket:" in karim.text() or "tog tiden" in karim.text())
    (first,) = on_wednesday_and_thursday(house)
    winner = desks.pop(first.name)
    ((late, loser),) = desks.items()
    assert "Booket: " in winner.text()
    who = "Mette Juhl" if winner is mette else "Karim Sønderby"
    assert loser.said().startswith(f"! {who} tog tiden ")
    assert loser.said().count(". Næste: ") == 1
    loser.wait_for("tor. 19.11. kl. 09.00-09.45, Mette Juhl")  # the mark is on the next one
    loser.press("enter").wait_for(f"Booket: {late}")
    both = on_wednesday_and_thursday(house)
    assert [(one.name, one.starts_at) for one in both] == [
        (first.name, at(FIRST)), (late, at(NEXT)),
    ]  # fmt: skip


def test_one_who_looks_on_while_it_is_taken_reads_the_same(house: House, seat: Seat) -> None:
    """The week has shown it already: Enter says who was first, and stands on the next."""
    booked = fill(house)
    mette = seat().log_in("MJU")
    to_the_week(mette, "søren kj", "Søren Kjær")
    book(house, booked.kirsten, FIRST, "MJU")
    mette.wait_for("Mette Juhl er optaget")
    mette.press("enter").wait_for("! Bo Dam tog tiden ")
    mette.wait_for("tor. 19.11. kl. 09.00-09.45, Mette Juhl")
    mette.press("enter").wait_for("Booket: Søren K.")
    assert [one.name for one in on_wednesday_and_thursday(house)] == ["Kirsten M.", "Søren K."]
