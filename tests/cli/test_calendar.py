"""calendar: a colleague's appointments, in a file that is never written over by accident."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from din_indgang_tui.clock import local_date, machine_clock
from din_indgang_tui.house import enquiries, slots, staff
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Role, Who, command_line
from tests.cli.conftest import Run
from tests.diary_scene import at, works


@pytest.fixture
def booked(house: Path) -> str:
    """Mette Juhl has one time, a week from now. Returns its day."""
    door = Door(house, machine_clock)
    owner = command_line()
    number = door.change(owner, staff.add, "MJU", "Mette Juhl", Role.COACH, "no hash")
    mette = Who("MJU", Role.COACH, number, "Mette Juhl")
    new = NewEnquiry(new_citizen=NewCitizen("Kirsten", "Møller"))
    came = door.change(mette, enquiries.register, new)
    day = local_date(machine_clock()) + timedelta(days=7)
    works(door, mette, day.isoweekday(), "09:00-15:00")
    # A visit, which asks nothing of the opening hours of whatever day that is.
    slot = NewSlot(came.citizen_id, at(f"{day}T10:00"), number, kind="home_visit")
    door.change(mette, slots.book, slot)
    door.close()
    return day.isoformat()


def test_it_goes_to_the_file_that_was_named(run: Run, booked: str, tmp_path: Path) -> None:
    out = tmp_path / "mette.ics"
    assert run("calendar", "mju", "--out", out).done() == ""
    read: Any = Calendar.from_ical(out.read_bytes())
    (event,) = read.events
    assert event.start == at(f"{booked}T10:00")
    assert b"Kirsten" not in out.read_bytes()
    assert run("calendar", "mju", "--out", out, "--names", "--replace").done() == ""
    assert b"Kirsten" in out.read_bytes()


def test_without_a_file_it_is_printed(run: Run, booked: str) -> None:
    printed = run("calendar", "MJU", "--from", booked, "--to", booked).done()
    assert printed.startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("kind", ["file", "link", "pipe", "folder", "up"])
def test_what_is_there_already_is_left_alone(
    run: Run, booked: str, tmp_path: Path, kind: str
) -> None:
    out, other = tmp_path / "mette.ics", tmp_path / "other.ics"
    other.write_text("mine")
    if kind == "file":
        out.write_text("mine")
    elif kind == "link":
        out.symlink_to(other)
    elif kind == "pipe":
        os.mkfifo(out)
    elif kind == "folder":
        out.mkdir()
    else:
        out = tmp_path / "x" / ".." / "mette.ics"
    replace = () if kind == "file" else ("--replace",)
    assert str(out) in run("calendar", "MJU", "--out", out, *replace).refused()
    assert other.read_text() == "mine"
    assert kind != "file" or out.read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("XYZ",), 1, "Nobody here has the initials XYZ."),
        (("MJU", "--to", "2020-01-01"), 1, "Mette Juhl has no appointments from "),
        (("MJU", "--from", "i morgen"), 2, "--from i morgen is not a day."),
        (("MJU", "--from", "2026-11-20", "--to", "2026-11-19"), 2, "--to is before --from."),
        (("MJU", "--replace"), 2, "--replace needs --out"),
    ],
)
def test_one_sentence_for_what_cannot_be_done(
    run: Run, booked: str, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in run("calendar", *words).refused(code)
