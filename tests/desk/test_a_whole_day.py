"""One written day, lived at two terminals side by side; at its end all who tell of it agree.

Monday's leftovers first. Then forty enquiries of all kinds from nine to three, six mistakes taken
back, a line lost in mid-sentence, two people at the same citizen, and the handover. Everything is
done with keys in real terminals; `tally` is what a person beside the desk would have ticked off.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from din_indgang_tui.house import enquiries, handover
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.enquiries import NewEnquiry
from tests.desk.conftest import Seat
from tests.desk.house import House, Sitting, colleague, da, of_its_time
from tests.terminal.pty import ROOT

pytestmark = pytest.mark.terminal

# Their first two letters find each of them alone.
KNOWN = (
    "Asta Bro", "Bent Carl", "Dagny Eg", "Ejnar Falk", "Frida Gran", "Gorm Hede", "Hugo Iben",
    "Ivar Juul", "Jytte Krog", "Kaj Lind", "Lykke Munk", "Mogens Nor", "Nanna Old", "Otto Post",
)  # fmt: skip
NEW = ("Palle Rask", "Rigmor Stub", "Tage Ulv", "Ulla Vad", "Viggo West", "Yrsa Zand")
KIM, SUS = "Kim Dahl", "Susse Alm"  # left open yesterday
# (how it ended, the letters that find it among the outcomes)
HELPED, AGREED, LEFT = ("helped", ""), ("appointment", "aft"), ("left_without_help", "uden")


@pytest.fixture
def monday(quiet_house: House) -> House:
    """The house on Tuesday morning, as Monday left it."""
    house, tuesday = quiet_house, quiet_house.moment
    bo, mette = colleague(house, "BOD"), colleague(house, "MJU")
    with house.open():
        house.moment = tuesday - timedelta(days=30)
        for name in KNOWN:
            given, family = name.split()
            new = NewEnquiry(new_citizen=NewCitizen(given, family, phone="20 00 00 01"))
            came = house.do(bo, enquiries.register, new)
            house.do(bo, enquiries.finish, came.enquiry_id, "helped")
        house.moment = tuesday - timedelta(hours=20)  # 14.22 on Monday
        for name in (KIM, SUS):
            given, family = name.split()
            new = NewEnquiry(new_citizen=NewCitizen(given, family), reasons=("housing",))
            came = house.do(bo, enquiries.register, new)
            house.do(mette, enquiries.take_in, came.enquiry_id)
        house.do(mette, handover.write, "Kim venter på svar fra udlejer")
        house.moment = tuesday
    return house


class Day:
    """What happens at the two terminals, and what was ticked off beside them."""

    def __init__(self, house: House, bo: Sitting, mette: Sitting) -> None:
        self.house = house
        self.bo, self.mette = bo, mette
        self.tally: Counter[str] = Counter()
        self.mistakes = 0

    @property
    def desks(self) -> tuple[Sitting, Sitting]:
        """Both terminals."""
        return self.bo, self.mette

    # People come ----------------------------------------------------------------------------

    def comes(self, desk: Sitting, typed: str, name: str, reason: str = "b") -> None:
        """Someone walks in: who, why, and they wait."""
        desk.begin().type(typed)
        if typed:
            desk.wait_for(lambda: name.split()[0] in desk.marked())
        desk.press("enter").wait_for(da("New enquiry, 2 of 2: why?"))
        desk.type(reason).press("enter").mark_on(name.split()[0])
        self.tally["walk_in"] += 1
        self.tally["anonymous"] += not typed

    def sees(self, desk: Sitting, name: str) -> None:
        """What was done at the other terminal is on this one."""
        desk.wait_for(lambda: name.split()[0] in desk.text())

    def taken_in(self, desk: Sitting, name: str) -> None:
        """The one who has waited longest is met at this desk."""
        desk.press("esc").mark_on(name).press("enter")
        desk.wait_for(lambda: da("with {colleague}", colleague=self.who(desk)) in desk.marked())

    def finished(self, desk: Sitting, how: tuple[str, str]) -> None:
        """The marked one is finished."""
        done = self.done(desk)
        desk.press("f").wait_for(da("Type to find:")).type(how[1]).press("enter")
        desk.wait_for(lambda: self.done(desk) == done + 1)
        self.tally[how[0]] += 1

    def in_and_out(self, desk: Sitting, typed: str, name: str, how: tuple[str, str]) -> None:
        """Someone is helped while nobody else waits."""
        self.comes(desk, typed, name)
        self.taken_in(desk, name.split()[0])
        self.finished(desk, how)

    def by(self, desk: Sitting, channel: str, typed: str, name: str, rights: int) -> None:
        """Someone calls, or is met somewhere else: `rights` steps on from "walked in"."""
        desk.begin().type(typed)
        desk.wait_for(lambda: name.split()[0] in desk.marked())
        desk.press("tab").wait_for(da("Channel"))
        desk.press(*["right"] * rights, "enter").wait_for(da("New enquiry, 2 of 2: why?"))
        desk.press("enter").wait_for(lambda: "Gemt" in desk.said())
        self.tally[channel] += 1

    def undone(self, desk: Sitting) -> None:
        """A mistake is taken back."""
        desk.press("u").wait_for(lambda: desk.said().startswith("Fortrudt"))
        self.mistakes += 1

    def who(self, desk: Sitting) -> str:
        return "Bo Dam" if desk is self.bo else "Mette Juhl"

    def done(self, desk: Sitting) -> int:
        """How many are finished today, by the screen."""
        shown = re.search(r"Færdige i dag (\d+)", desk.text())
        return int(shown[1]) if shown else -1


def run(house: House, *words: str, stdin: str = "") -> str:
    """What a command prints, by the clock of the house."""
    return subprocess.run(
        [sys.executable, "-m", "din_indgang_tui", "--db", str(house.path), *words],
        cwd=ROOT,
        env={**os.environ, **of_its_time(), "PYTHONIOENCODING": "utf-8"},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def week(house: House) -> dict[str, Any]:
    """This week's figures."""
    text = run(house, "export", "--week", "2026-W47")
    (row,) = csv.DictReader(io.StringIO(text))
    return row


def test_forty_enquiries_six_mistakes_a_lost_line_and_a_handover(monday: House, seat: Seat) -> None:
    bo, mette = seat(monday, forked=False).log_in("BOD"), seat(monday).log_in("MJU")
    day = Day(monday, bo, mette)
    yesterdays_leftovers(day)
    the_morning(day)
    six_mistakes(day)
    day_two_at_one(day)
    mette = a_lost_line(day, seat)
    the_rest(day)
    the_handover(day)
    all_agree(day)


def yesterdays_leftovers(day: Day) -> None:
    """The first thing in the morning: one is closed with its true time, one goes on."""
    bo = day.bo
    bo.mark_on("Kim").press("enter").wait_for(da("True times, on that day"))
    bo.type("hjul").press("tab").type("14.50").press("enter")
    bo.says(da("Saved: {name} is finished, {outcome}.", name="Kim D.", outcome="hjulpet her og nu"))
    bo.mark_on("Susse").press("enter").wait_for(da("True times, on that day"))
    bo.press("enter").says(da("Saved: {name} goes on today.", name="Susse A."))
    bo.mark_on("Susse")
    day.finished(bo, AGREED)


def the_morning(day: Day) -> None:
    """Known people, new ones and nobodies, at both desks at once."""
    bo, mette = day.bo, day.mette
    for number, name in enumerate(KNOWN[:8]):
        desk, other = (bo, mette) if number % 2 else (mette, bo)
        day.comes(desk, name[:4].lower(), name)
        day.sees(other, name)
        day.taken_in(other, name.split()[0])
        day.finished(other, HELPED if number % 3 else AGREED)
    for number, name in enumerate(NEW[:4]):
        desk = bo if number % 2 else mette
        day.in_and_out(desk, name.lower(), name, HELPED)
    for desk in (bo, mette, bo):
        day.in_and_out(desk, "", "Anonym", HELPED)
    day.by(bo, "phone", "jytte", "Jytte Krog", 1)
    day.finished(bo, AGREED)
    day.by(mette, "outreach", "kaj l", "Kaj Lind", 4)
    day.finished(mette, HELPED)
    day.by(bo, "partner", "lykke", "Lykke Munk", 5)
    day.finished(bo, HELPED)
    day.by(mette, "letter", "mogens", "Mogens Nor", 3)
    for ref, name in (("f-1", "Tove Kruse"), ("f-2", "Ove Lyng")):
        letter = {"ref": ref, "name": name, "message": "Vil gerne ringes op om min bolig."}
        run(day.house, "inbox", "add", stdin=json.dumps(letter))
        day.tally["digital"] += 1
        day.tally["anonymous"] += 1


def six_mistakes(day: Day) -> None:
    """Each is seen, taken back, and nobody else notices."""
    bo, mette = day.bo, day.mette
    # The wrong person came.
    day.comes(bo, "nann", "Nanna Old")
    day.undone(bo)
    bo.wait_until(0)
    day.tally["walk_in"] -= 1
    # The wrong one was taken in; then put on hold; then finished wrongly.
    day.comes(bo, "otto", "Otto Post")
    day.taken_in(bo, "Otto")
    day.undone(bo)
    bo.wait_until(1)
    day.taken_in(bo, "Otto")
    bo.press("h").wait_for(lambda: da("on hold") in bo.marked())
    day.undone(bo)
    bo.wait_for(lambda: da("on hold") not in bo.marked())
    day.finished(bo, LEFT)
    day.undone(bo)
    day.tally["left_without_help"] -= 1
    bo.mark_on("Otto")
    day.finished(bo, HELPED)
    # The wrong reason was filled in.
    day.comes(mette, "nann", "Nanna Old")
    mette.press("e").wait_for(da("Type to find:"))
    mette.type("øko").press("enter").wait_for(lambda: "økonomi" in mette.marked())
    day.undone(mette)
    mette.wait_for(lambda: "økonomi" not in mette.marked())
    day.taken_in(mette, "Nanna")
    day.finished(mette, HELPED)
    # Somebody without a name was taken for another.
    day.comes(bo, "", "Anonym")
    bo.press("m").wait_for(da("Whose is the enquiry?")).type("hugo").mark_on("Hugo Iben")
    bo.press("enter").wait_for(lambda: "Hugo" in bo.marked())
    day.undone(bo)
    bo.mark_on("Anonym")
    day.taken_in(bo, "Anonym")
    day.finished(bo, HELPED)


def day_two_at_one(day: Day) -> None:
    """Both mend the same telephone number; the second sees both, and chooses."""
    bo, mette = day.bo, day.mette
    for desk in day.desks:
        desk.press("/").wait_for(da("Find a citizen")).type("asta").mark_on("Asta Bro")
        desk.press("enter").wait_for(da("Everything that happened, newest first"))
        desk.press("e", "down", "enter").wait_for(da("save"))
    bo.press(*["backspace"] * 2).type("61").press("enter").wait_for(lambda: "Gemt" in bo.said())
    mette.press(*["backspace"] * 2).type("99").press("enter")
    mette.wait_for(da("You changed the same"))
    for text in ("20 00 00 61", "20 00 00 99", "Bo Dam"):
        assert text in mette.text()
    mette.press("down", "enter").wait_for(lambda: "Gemt" in mette.said())
    (phone,) = day.house.rows("SELECT phone FROM citizen WHERE given_name = 'Asta'")[0]
    assert phone == "20 00 00 99"
    for desk in day.desks:
        desk.press("1").wait_for(da("Waiting {n}", n=0))


def a_lost_line(day: Day, seat: Seat) -> Sitting:
    """Mette writes what somebody says; the line drops in mid-sentence. Not a word is lost."""
    mette = day.mette
    day.comes(mette, "frid", "Frida Gran")
    mette.press("e").wait_for(da("Type to find:")).press("tab")
    mette.type("Hun siger, at hun ikke har åbnet sin po")
    mette.wait_for(lambda: "åbnet sin po" in day.house.drafts("MJU"))
    mette.hangup().wait_exit()
    again = day.mette = seat(day.house).log_in("MJU")
    again.mark_on("Frida").press("e").wait_for("åbnet sin po")
    again.press("tab").type("st siden maj").press("enter").says(
        da("Saved: {name}.", name="Frida G")
    )
    day.taken_in(again, "Frida")
    day.finished(again, AGREED)
    notes = day.house.rows("SELECT note FROM enquiry WHERE note <> ''")
    assert notes == [("Hun siger, at hun ikke har åbnet sin post siden maj",)]
    return again


def the_rest(day: Day) -> None:
    """On to forty."""
    bo, mette = day.bo, day.mette
    for number in range(40 - sum(day.tally[c] for c in CHANNELS)):
        day.in_and_out(bo if number % 2 else mette, "", "Anonym", LEFT if number == 3 else HELPED)


def the_handover(day: Day) -> None:
    """What tomorrow should know."""
    bo = day.bo
    bo.press("d").wait_for("På vagt i dag")
    bo.press("tab", "+").type("Tove Kruse skal have svar i morgen").press("enter")
    bo.wait_for(lambda: "Gemt" in bo.said() and "Tove Kruse" in bo.text())
    bo.press("esc")
    day.mette.press("d").wait_for("Tove Kruse skal have svar").press("esc")


CHANNELS = ("walk_in", "phone", "digital", "letter", "outreach", "partner")


def all_agree(day: Day) -> None:
    """The screens, `today` and the export say what was ticked off."""
    tally, house = day.tally, day.house
    assert day.mistakes == 6
    assert sum(tally[channel] for channel in CHANNELS) == 40
    day.bo.wait_for(da("Finished today {n}", n=38))
    done = day.done(day.bo)
    day.mette.wait_for(lambda: day.done(day.mette) == done)
    lines = run(house, "today").splitlines()
    assert da("Waiting: {n}", n=0) in lines
    assert da("With us now: {n}", n=0) in lines
    assert da("Finished today: {n}", n=done) in lines
    assert da("In the inbox: {n}", n=3) in lines
    outcomes = [how for how, _letters in (HELPED, AGREED, LEFT)]
    # The three letters lie there still; Susse came yesterday and was finished today.
    assert done == 40 - 3 + 1
    assert sum(tally[outcome] for outcome in outcomes) == done
    figures = week(house)
    for channel in CHANNELS:
        # Kim and Susse walked in on Monday of the same week.
        monday = 2 if channel == "walk_in" else 0
        assert int(figures[f"enquiries_{channel}"]) == tally[channel] + monday, channel
    assert int(figures["enquiries"]) == 42
    assert int(figures["enquiries_anonymous"]) == tally["anonymous"]
    assert int(figures["helped_on_the_spot"]) == tally["helped"] + 1  # and Kim
    assert int(figures["left_without_help"]) == tally["left_without_help"]
    by = json.loads(
        run(house, "export", "--week", "2026-W47", "--by", "outcome", "--format", "json")
    )
    (row,) = by["by"]["outcome"]
    assert row["appointment"] == tally["appointment"]
    assert row["none"] == 3
    assert house.is_whole()
