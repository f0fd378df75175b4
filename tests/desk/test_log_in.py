"""Who may see the house: log-in, the first password of one's own, and leaving."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from din_indgang_tui.clock import stored
from din_indgang_tui.house import staff
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.roles import command_line
from tests.desk.conftest import Seat
from tests.desk.house import FIRST_PASSWORD, PASSWORD, STAFF, House, Sitting, da, now, register

pytestmark = pytest.mark.terminal

WRONG = "ikke det rigtige"
SENTENCE = da("Initials and password do not fit together.")
NAMES = ("Kirsten", "Møller", "Yusuf", "Fatima", "Søren", "Lars-Erik", "Hanne")


@pytest.fixture
def door(seat: Seat) -> Sitting:
    """A terminal where nobody has logged in."""
    return seat().wait_for(da("Welcome to Din Indgang"))


def try_to(desk: Sitting, initials: str, password: str) -> Sitting:
    """Initials, Enter, password, Enter, from wherever the log-in screen stands."""
    desk.press("esc").wait_for(lambda: SENTENCE not in desk.text())
    desk.send("\x7f" * 12).type(initials).press("enter").type(password)
    return desk.wait_for("*" * len(password)).press("enter")


def refused(desk: Sitting, initials: str, password: str = WRONG) -> str:
    """Try, be refused, and return the screen."""
    try_to(desk, initials, password).wait_for(SENTENCE)
    return desk.wait_for(lambda: "*" not in desk.text()).text()


# What a stranger sees.


def test_nothing_of_the_house_is_shown_before_log_in(door: Sitting) -> None:
    door.press("f2").wait_for(da("Help: the keys that work here")).press("esc")
    door.wait_for(da("Welcome to Din Indgang")).press("f3", "f8", "tab", "up", "down", "pgdn")
    door.press("tab").send("n/12:?lq+").wait_for("n/12:?lq+")
    shown = door.raw.decode()
    for name in (*NAMES, *(name for name, _role in STAFF.values()), "venter", "waiting"):
        assert name not in shown
    door.press("f9")
    assert door.wait_exit() == 0
    assert door.modes() == door.before
    assert not door.house.crashes


def test_five_keys_and_the_password(door: Sitting) -> None:
    door.press("b", "o", "d", "enter").type(PASSWORD).press("enter")
    door.wait_for(lambda: "BOD" in door.row(1)).wait_until(5)
    assert door.keys == 5


def test_letters_small_or_large_and_a_space_too_many(door: Sitting) -> None:
    try_to(door, " åse ", PASSWORD).wait_for(lambda: "ÅSE" in door.row(1))


def test_a_fast_typist_is_not_too_early(seat: Seat) -> None:
    """All keys are sent before the program has drawn anything."""
    desk = seat()
    desk.send(f"BOD\r{PASSWORD}\rnaase lund\r\r").wait_until(6)
    assert desk.house.waiting()[-1] == "Aase Lund"


# Wrong passwords.


def test_unknown_initials_and_a_wrong_password_look_the_same(house: House, seat: Seat) -> None:
    """Letter by letter, try after try, so that nobody can find out who works here."""
    known = seat().wait_for(da("Welcome to Din Indgang"))
    unknown = seat().wait_for(da("Welcome to Din Indgang"))
    for _try in range(staff.FREE_TRIES + 1):
        one, other = refused(known, "PIA"), refused(unknown, "QQQ")
        assert one.replace("PIA", "QQQ") == other
    assert "Prøv igen om 2 sekunder. Initialerne står der endnu." in known.said()
    assert known.said().startswith("! ")


def test_wrong_passwords_slow_down_on_every_terminal_and_the_right_one_too(
    door: Sitting, seat: Seat
) -> None:
    for _try in range(staff.FREE_TRIES + 1):
        refused(door, "PIA")
    (kept,) = door.house.rows("SELECT failures FROM login_failure WHERE initials = 'PIA'")
    assert kept == (staff.FREE_TRIES + 1,)
    # Some more, without the minutes that they would take.
    with door.house.raw() as write:
        write("UPDATE login_failure SET failures = 9, last_at = ?", stored(now()))
    other = seat().wait_for(da("Welcome to Din Indgang"))
    refused(other, "PIA", PASSWORD)
    assert re.search(r"\b(60|5\d) ", other.said())
    # Somebody else is not slowed down by it.
    try_to(other, "BOD", PASSWORD).wait_until(5)
    # When the time has passed the right password is right, and all is forgotten.
    with door.house.raw() as write:
        write("UPDATE login_failure SET last_at = ?", stored(now() - timedelta(seconds=61)))
    try_to(door, "PIA", PASSWORD).wait_until(5)
    assert door.house.rows("SELECT * FROM login_failure") == []


def test_esc_throws_a_password_away_and_keeps_the_initials(door: Sitting) -> None:
    door.type("BOD").press("enter").type(WRONG).wait_for("*" * len(WRONG)).press("esc")
    door.wait_for(lambda: "*" not in door.text())
    assert "BOD" in door.text()
    # What is typed next is what counts, not that and what was thrown away.
    door.press("enter").type(PASSWORD).press("enter").wait_until(5)


def test_a_closed_log_in_is_refused_like_any_other(door: Sitting) -> None:
    door.house.do(command_line(), staff.disable, "PIA")
    refused(door, "PIA", PASSWORD)


def test_passwords_are_nowhere(seat: Seat) -> None:
    """Not on the screen, not in the arguments, not in the file or beside it."""
    door = seat(forked=False).wait_for(da("Welcome to Din Indgang"))
    refused(door, "BOD", WRONG)
    try_to(door, "BOD", PASSWORD).wait_until(5).begin().type("villy frost")
    door.wait_for(lambda: "villy" in door.house.drafts()).press("esc")
    door.press("l").wait_for(da("Welcome to Din Indgang"))
    for secret in (WRONG.encode(), PASSWORD.encode()):
        assert secret not in bytes(door.raw)
        process = Path(f"/proc/{door.process.pid}")
        if process.exists():
            assert secret not in (process / "cmdline").read_bytes()
            assert secret not in (process / "environ").read_bytes()
        for file in door.house.folder.rglob("*"):
            assert not file.is_file() or secret not in file.read_bytes(), file


# The first log-in.


@pytest.fixture
def newcomer(door: Sitting) -> Sitting:
    """Nynne Eskildsen with the password her leader set."""
    try_to(door, "NYE", FIRST_PASSWORD)
    return door.wait_for(da("Welcome, {name}", name="Nynne Eskildsen"))


def test_the_first_log_in_changes_the_leaders_password(newcomer: Sitting) -> None:
    own = "hyldeblomst og honning"
    newcomer.type(own).press("enter").type(own).press("enter").wait_until(5)
    newcomer.press("l").wait_for(da("Welcome to Din Indgang"))
    refused(newcomer, "NYE", FIRST_PASSWORD)
    try_to(newcomer, "NYE", own).wait_until(5)


@pytest.mark.parametrize(
    ("first", "again", "message"),
    [
        ("for kort", "", "The password needs at least {n} characters."),
        ("hyldeblomst", "", "The password needs at least {n} characters."),
        (
            "hyldeblomst og honning",
            "hyldeblomst og hunning",
            "The two are not the same. Write the second one again.",
        ),
        (FIRST_PASSWORD, FIRST_PASSWORD, "That is the one your leader chose. Choose another."),
    ],
)
def test_a_password_that_will_not_do(
    newcomer: Sitting, first: str, again: str, message: str
) -> None:
    newcomer.type(first).press("enter")
    if again:
        newcomer.mark_on(da("Once more")).type(again).press("enter")
    newcomer.wait_for("! " + da(message, n=staff.PASSWORD_LEAST))
    assert newcomer.house.rows("SELECT must_change_password FROM staff WHERE initials = 'NYE'") == [
        (1,)
    ]
    # From here the right way still works.
    own = "hyldeblomst og honning"
    newcomer.press("esc").type(own).press("enter").type(own).press("enter").wait_until(5)


def test_until_then_there_is_nothing_else_to_do(newcomer: Sitting) -> None:
    newcomer.press("f3", "esc", "tab", "tab", "f2").wait_for(da("Help: the keys that work here"))
    newcomer.press("esc").wait_for(da("New password"))
    shown = newcomer.raw.decode()
    assert not any(name in shown for name in NAMES)
    # Nor is a number of waiting people claimed that nobody has counted.
    assert "venter" not in shown
    newcomer.press("f8").wait_for(da("Welcome to Din Indgang"))
    newcomer.press("f9")
    assert newcomer.wait_exit() == 0


# Leaving.


@pytest.mark.parametrize("key", ["l", "q", "f8"])
def test_logging_out_shows_the_house_no_more(desk: Sitting, key: str) -> None:
    desk.press(key).wait_for(da("Welcome to Din Indgang"))
    text = desk.text()
    assert not any(name in text for name in NAMES)
    assert da("not logged in") in desk.row(1)
    desk.press("f3", "f2").wait_for(da("Help: the keys that work here"))
    desk.press("esc").wait_for(da("Welcome to Din Indgang"))
    try_to(desk, "PIA", PASSWORD).wait_for(lambda: "PIA" in desk.row(1))


def test_nothing_changes_on_a_screen_where_nobody_is_logged_in(desk: Sitting) -> None:
    desk.press("l").wait_for(da("Welcome to Din Indgang"))
    desk.wait_for(lambda: not desk.bytes_since())
    register(desk.house)
    desk.press("enter").wait_for(lambda: "> " in desk.text())
    assert "venter" not in desk.text()


def test_f9_leaves_from_anywhere_and_keeps_what_was_typed(desk: Sitting) -> None:
    desk.begin().type("villy frost").press("f9")
    assert desk.wait_exit() == 0
    assert desk.modes() == desk.before
    assert desk.raw.endswith(b"\x1b[?1049l\x1b[?25h")
    assert "villy frost" in desk.house.drafts()


def test_f8_in_the_middle_of_typing_keeps_it_for_its_owner(desk: Sitting) -> None:
    desk.begin().type("villy frost").press("f8").wait_for(da("Welcome to Din Indgang"))
    assert "villy" not in desk.text()
    try_to(desk, "PIA", PASSWORD).wait_for(lambda: "PIA" in desk.row(1)).begin()
    assert "villy" not in desk.text()
    desk.press("f8").wait_for(da("Welcome to Din Indgang"))
    try_to(desk, "BOD", PASSWORD).wait_for(lambda: "BOD" in desk.row(1)).begin()
    desk.wait_for("villy frost")


# Roles.


def test_a_volunteer_sees_no_citizen(seat: Seat) -> None:
    desk = seat().wait_for(da("Welcome to Din Indgang"))
    nothing = da("None of your groups meets today.")
    try_to(desk, "ERI", PASSWORD).wait_for(nothing)
    desk.press("n", "/", "2", "e", "f", "o", "enter", "tab", "f3", "1", "?")
    desk.wait_for(da("Help: the keys that work here")).press("esc")
    desk.wait_for(nothing)
    shown = desk.raw.decode()
    assert not any(name in shown for name in NAMES)
    assert "venter" not in desk.text()
    assert da("New enquiry: someone comes, calls or writes") not in shown
    assert not desk.house.rows("SELECT * FROM look")


def test_a_file_that_is_gone_is_told_at_the_next_save(desk: Sitting) -> None:
    """Nothing is written into a file that nobody will find again."""
    moved = desk.house.folder / "moved.db"
    desk.begin().type("villy frost").mark_on("Villy Frost")
    desk.house.path.rename(moved)
    desk.press("enter", "enter").wait_for("! Databasen")
    desk.wait_for("Villy Frost")
    moved.rename(desk.house.path)
    assert sqlite3.connect(desk.house.path).execute("SELECT count(*) FROM staff").fetchone()[0] == 8


def test_whoever_lost_the_log_in_while_writing_is_told_and_can_log_out(desk: Sitting) -> None:
    """The text cannot be kept for somebody who may not be here; the desk must not be held open."""
    desk.begin().type("villy")
    desk.house.do(command_line(), staff.disable, "BOD")
    desk.type(" frost").wait_for(da("Your log-in was closed or changed. Log out, and in again."))
    desk.press("f8", "f8").wait_for(da("Welcome to Din Indgang"))
    assert not desk.house.crashes
