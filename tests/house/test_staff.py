"""The people of the house: initials, passwords, and how wrong ones slow down."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import argon2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import day, enquiries, staff
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.staff import LoggedIn
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.desk import Desk
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.roles import LEADERS, STRANGERS, Role, Who, nobody
from din_indgang_tui.views.log_in import LogIn
from tests.scene import (
    OWNER,
    HandClock,
    Open,
    everything,
    refused,
    rows,
    write,
)

PASSWORD = "en kop kaffe først"


@pytest.fixture(scope="module")
def right() -> str:
    """What is stored of PASSWORD; made once, since that is slow by design."""
    return staff.hashed(PASSWORD)


def try_to_log_in(door: Door, initials: str, password: str) -> LoggedIn | int:
    """As the log-in screen does it: a session, or the seconds to wait for the next try."""
    if wait := door.read(nobody(), staff.seconds_to_wait, initials):
        return wait
    kept = door.read(nobody(), staff.stored_hash, initials)
    fits = password == PASSWORD and kept is not None
    entered = door.change(nobody(), staff.log_in, initials, kept or "") if fits else None
    if entered is None:
        return door.change(nobody(), staff.refuse_log_in, initials).wait_seconds
    return entered


# Initials ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("bod", "BOD"), (" b o d ", "BOD"), ("åse", "ÅSE"), ("a\u030ase", "ÅSE"), ("k1", "K1"),
     ("b\x00od\u200b", "BOD"), ("x" * 12, "X" * 12)],
)  # fmt: skip
def test_initials_are_kept_in_capitals(typed: str, kept: str) -> None:
    assert staff.tidy_initials(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "  ", "\x00", "x" * 13, "b.d", "b-d", "bo'--", "😀", "ß" * 7]
)
def test_whatever_cannot_be_initials_is_refused(typed: str) -> None:
    with pytest.raises(DeskError) as error:
        staff.tidy_initials(typed)
    assert error.value.field == "initials"


@given(st.text(max_size=14))
def test_tidy_initials_stay_as_they_are(typed: str) -> None:
    try:
        kept = staff.tidy_initials(typed)
    except DeskError:
        return
    assert 1 <= len(kept) <= 12
    assert kept.isalnum()
    assert staff.tidy_initials(kept) == kept


def test_initials_belong_to_one_person(door: Door, leader: Who) -> None:
    error = refused(door, leader, staff.add, " bod", "Bodil Dam", Role.HOST, "-")
    assert error.field == "initials"
    assert "Bo Dam" in error.message
    door.change(leader, staff.disable, "BOD")  # also those of someone who has left
    assert refused(door, leader, staff.add, "bod", "Bodil Dam", Role.HOST, "-").field == "initials"


def test_a_colleague_has_a_name(door: Door, leader: Who) -> None:
    for name in (" \x00 ", "x" * 101):
        assert refused(door, leader, staff.add, "ny", name, Role.HOST, "-").field == "name"


# Passwords ---------------------------------------------------------------------------------------


def test_a_password_has_twelve_characters_at_least() -> None:
    assert staff.tidy_password("tolv tegn nu") == "tolv tegn nu"
    assert staff.tidy_password("  mellemrum tæller  ") == "  mellemrum tæller  "
    for wrong in ("", "elleve tegn", "x" * 1001):
        with pytest.raises(DeskError) as error:
            staff.tidy_password(wrong)
        assert error.value.field == "password"


def test_a_password_fits_its_own_hash_alone(right: str) -> None:
    assert staff.password_fits(right, PASSWORD)
    assert not staff.password_fits(right, PASSWORD + " ")
    assert not staff.password_fits(right, PASSWORD.title())
    assert not staff.password_fits(right, "")


def test_a_password_fits_from_a_keyboard_that_writes_its_letters_in_two() -> None:
    decomposed = staff.hashed(unicodedata.normalize("NFD", "en blå kop kaffe"))
    assert staff.password_fits(decomposed, "en blå kop kaffe")


def test_no_two_hashes_of_a_password_are_the_same_and_none_tells_it(right: str) -> None:
    assert staff.hashed(PASSWORD) != right
    assert "kaffe" not in right


@pytest.mark.parametrize("broken", ["-", "", "$argon2id$", "not a hash", "$argon2id$v=19$m=8$x$y"])
def test_a_colleague_whose_hash_is_none_cannot_log_in(broken: str) -> None:
    assert not staff.password_fits(broken, PASSWORD)


def test_unknown_initials_take_the_same_work_as_known_ones(
    right: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_against: list[str] = []

    def verify(_self: argon2.PasswordHasher, kept: str, _password: str) -> bool:
        held_against.append(kept)
        return True

    monkeypatch.setattr(argon2.PasswordHasher, "verify", verify)
    # Also where the guess is right by accident, nobody is let in.
    assert staff.password_fits(None, PASSWORD) is False
    assert staff.password_fits(right, PASSWORD) is True
    unknown, known = held_against
    assert re.match(r"\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$", unknown)
    assert argon2.extract_parameters(unknown) == argon2.extract_parameters(known)


def test_the_hash_that_unknown_initials_are_held_against_is_a_real_one() -> None:
    assert staff.password_fits(None, PASSWORD) is False
    with pytest.raises(argon2.exceptions.VerifyMismatchError):
        argon2.PasswordHasher().verify(staff._NOBODY_HAS, PASSWORD)


# Logging in --------------------------------------------------------------------------------------


def test_whoever_logs_in_is_known_by_name_and_role_in_a_session_of_their_own(
    door: Door, leader: Who, right: str
) -> None:
    door.change(leader, staff.reset, "MEJ", right)
    one, other = (try_to_log_in(door, " mej", PASSWORD) for _ in range(2))
    assert isinstance(one, LoggedIn)
    assert isinstance(other, LoggedIn)
    assert (one.who.initials, one.who.name, one.who.role) == ("MEJ", "Mette Juhl", Role.COACH)
    assert one.who.session != other.who.session


def test_the_first_log_in_changes_the_password_that_the_leader_set(
    door: Door, leader: Who, right: str
) -> None:
    door.change(leader, staff.add, "NY", "Ny Kollega", Role.HOST, right)
    entered = try_to_log_in(door, "ny", PASSWORD)
    assert isinstance(entered, LoggedIn)
    assert entered.must_change_password
    door.change(entered.who, staff.change_own_password, right, "own hash")
    assert door.read(nobody(), staff.stored_hash, "NY") == "own hash"
    again = door.change(nobody(), staff.log_in, "NY", "own hash")
    assert again is not None
    assert not again.must_change_password


def test_a_password_changed_elsewhere_meanwhile_is_not_changed_again(
    door: Door, leader: Who, right: str
) -> None:
    door.change(leader, staff.add, "NY", "Ny Kollega", Role.HOST, right)
    entered = try_to_log_in(door, "NY", PASSWORD)
    assert isinstance(entered, LoggedIn)
    door.change(leader, staff.reset, "NY", "another hash")
    refused(door, entered.who, staff.change_own_password, right, "own hash")


def test_a_log_in_that_was_closed_while_the_password_was_checked_is_none(
    door: Door, leader: Who, right: str
) -> None:
    door.change(leader, staff.reset, "BOD", right)
    assert door.read(nobody(), staff.stored_hash, "BOD") == right
    door.change(leader, staff.disable, "BOD")
    assert door.change(nobody(), staff.log_in, "BOD", right) is None
    door.change(leader, staff.reset, "BOD", "another hash")
    assert door.change(nobody(), staff.log_in, "BOD", right) is None


def test_only_a_stranger_logs_in(door: Door, who: dict[Role, Who]) -> None:
    for role, colleague in who.items():
        assert role not in STRANGERS
        for question in (staff.stored_hash, staff.seconds_to_wait):
            with pytest.raises(NotAllowed):
                door.read(colleague, question, "BOD")
        with pytest.raises(NotAllowed):
            door.change(colleague, staff.log_in, "BOD", "-")


# Wrong passwords ---------------------------------------------------------------------------------


@pytest.mark.parametrize("initials", ["BOD", "XYZ", "", "'; --", "x" * 500])
def test_wrong_passwords_slow_down_for_known_and_unknown_initials_alike(
    door: Door, clock: HandClock, initials: str
) -> None:
    waits = []
    for _ in range(10):
        wait = try_to_log_in(door, initials, "wrong")
        assert isinstance(wait, int)
        waits.append(wait)
        clock.move(seconds=wait)
    assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60, 60]


def test_who_has_to_wait_is_not_even_asked(door: Door, clock: HandClock, right: str) -> None:
    door.change(OWNER, staff.reset, "BOD", right)
    for _ in range(4):
        clock.move(seconds=60)
        try_to_log_in(door, "BOD", "wrong")
    assert door.read(nobody(), staff.seconds_to_wait, "BOD") == 4
    assert try_to_log_in(door, "BOD", PASSWORD) == 4
    clock.move(seconds=3)
    assert try_to_log_in(door, "BOD", PASSWORD) == 1
    clock.move(seconds=1)
    assert isinstance(try_to_log_in(door, "BOD", PASSWORD), LoggedIn)


def test_the_wait_holds_on_every_terminal_and_however_the_initials_are_typed(
    door: Door, open_door: Open
) -> None:
    for _ in range(4):
        door.change(nobody(), staff.refuse_log_in, "bod")
    for typed in ("BOD", " b od", "bod\u200b"):
        assert open_door().read(nobody(), staff.seconds_to_wait, typed) == 4
    assert door.read(nobody(), staff.seconds_to_wait, "MEJ") == 0


def test_wrong_passwords_are_forgotten_after_a_right_one(
    door: Door, clock: HandClock, right: str
) -> None:
    door.change(OWNER, staff.reset, "BOD", right)
    for _ in range(3):
        try_to_log_in(door, "BOD", "wrong")
    clock.move(seconds=2)
    assert isinstance(try_to_log_in(door, "BOD", PASSWORD), LoggedIn)
    assert try_to_log_in(door, "BOD", "wrong") == 0


def test_wrong_passwords_are_forgotten_after_a_while(door: Door, clock: HandClock) -> None:
    for _ in range(10):
        door.change(nobody(), staff.refuse_log_in, "BOD")
    clock.move(minutes=15)
    assert door.read(nobody(), staff.seconds_to_wait, "BOD") == 0
    assert door.change(nobody(), staff.refuse_log_in, "BOD").wait_seconds == 0


def test_a_new_password_from_the_leader_ends_the_wait(door: Door, leader: Who) -> None:
    for _ in range(10):
        door.change(nobody(), staff.refuse_log_in, "BOD")
    door.change(leader, staff.reset, "BOD", "-")
    assert door.read(nobody(), staff.seconds_to_wait, "BOD") == 0


@pytest.mark.parametrize("failures", [1, 2, 5, 20])
@pytest.mark.parametrize("back", [1, 61, 3600, 86_400])
def test_a_clock_that_was_set_back_locks_nobody_out(
    door: Door, clock: HandClock, failures: int, back: int
) -> None:
    for _ in range(failures):
        door.change(nobody(), staff.refuse_log_in, "BOD")
    clock.move(seconds=-back)
    waited = 0
    while wait := door.read(nobody(), staff.seconds_to_wait, "BOD"):
        clock.move(seconds=wait)
        waited += wait
        assert waited <= 60


def test_the_screen_cannot_tell_unknown_initials_from_a_wrong_password(door: Door) -> None:
    known = door.change(nobody(), staff.refuse_log_in, "BOD")
    unknown = door.change(nobody(), staff.refuse_log_in, "XYZ")
    assert known == unknown
    assert door.read(nobody(), staff.stored_hash, "XYZ") is None


@pytest.mark.parametrize("initials", ["BOD", "XYZ", "VIL", ""])
def test_the_log_in_screen_does_the_slow_work_for_whatever_initials(
    file: Path, clock: HandClock, who: dict[Role, Who], initials: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Also for those who have left: how long it takes must not tell who works here."""
    desk = Desk(lambda: Door(file, clock))
    desk.wait_until_open().change(OWNER, staff.disable, "VIL")
    asked: list[tuple[str | None, str]] = []

    def fits_not(kept: str | None, password: str) -> bool:
        asked.append((kept, password))
        return False

    monkeypatch.setattr(staff, "password_fits", fits_not)
    shell: Any = SimpleNamespace(desk=desk, say=lambda *_said, **_more: None)
    screen = LogIn(shell)
    screen.initials.value, screen.password.value, screen.at = initials, "wrong", 1
    asyncio.run(screen._log_in())
    assert asked == [("-" if initials == "BOD" else None, "wrong")]
    assert screen.wrong
    desk.close()


def test_nothing_of_a_wrong_password_is_on_record(door: Door) -> None:
    before = door.read(OWNER, rows, "SELECT * FROM unit_of_work")
    door.change(nobody(), staff.refuse_log_in, "BOD")
    assert door.read(OWNER, rows, "SELECT * FROM unit_of_work") == before
    assert door.read(OWNER, rows, "SELECT initials, failures FROM login_failure") == [("BOD", 1)]


# Leaving and coming back -------------------------------------------------------------------------


def test_a_colleague_who_left_cannot_log_in_but_what_they_did_stays_theirs(
    door: Door, leader: Who, right: str
) -> None:
    door.change(leader, staff.reset, "BOD", right)
    gone = door.change(leader, staff.disable, "bod")
    assert (gone.active, gone.can_log_in, gone.name) == (False, False, "Bo Dam")
    assert try_to_log_in(door, "BOD", PASSWORD) == 0
    assert "BOD" in [colleague.initials for colleague in door.read(leader, staff.everyone)]
    assert "BOD" in refused(door, leader, staff.disable, "BOD").message
    back = door.change(leader, staff.reset, "BOD", right)
    assert back.can_log_in
    entered = try_to_log_in(door, "BOD", PASSWORD)
    assert isinstance(entered, LoggedIn)
    assert entered.must_change_password


def test_a_log_in_that_is_closed_ends_at_once(door: Door, who: dict[Role, Who]) -> None:
    bo, leader = who[Role.HOST], who[Role.LEADER]
    assert door.read(bo, day.today).waiting == ()
    door.change(leader, staff.disable, "BOD")
    assert isinstance(refused(door, bo, enquiries.register, NewEnquiry()), NotAllowed)
    with pytest.raises(NotAllowed):
        door.read(bo, day.today)


def test_a_role_ends_with_the_log_in_that_had_it(door: Door, who: dict[Role, Who]) -> None:
    bo = who[Role.HOST]
    assert bo.staff_id is not None
    door.change(OWNER, write, "staff", bo.staff_id, {"role": "volunteer"})
    assert isinstance(refused(door, bo, enquiries.register, NewEnquiry()), NotAllowed)


def test_the_record_tells_that_a_password_was_changed_and_never_what_it_is(
    door: Door, leader: Who, right: str
) -> None:
    door.change(leader, staff.add, "NY", "Ny Kollega", Role.HOST, right)
    door.change(leader, staff.reset, "NY", staff._NOBODY_HAS)
    written = "\n".join(
        f"{before} {after}"
        for before, after in door.read(OWNER, rows, "SELECT before, after FROM audit")
    )
    assert "password_hash" in written
    assert "argon2" not in written


def test_the_house_keeps_one_leader_who_can_log_in(door: Door, leader: Who) -> None:
    refused(door, leader, staff.disable, "ÅSE")
    refused(door, OWNER, staff.disable, "ÅSE")
    door.change(leader, staff.add, "NY", "Ny Leder", Role.LEADER, "-")
    door.change(leader, staff.disable, "ÅSE")
    refused(door, OWNER, staff.disable, "NY")


def test_nobody_of_those_initials(door: Door, leader: Who) -> None:
    for deed, more in ((staff.disable, ()), (staff.reset, ("-",))):
        error = refused(door, leader, deed, "xyz", *more)
        assert error.field == "initials"
        assert "XYZ" in error.message


@pytest.mark.parametrize("role", sorted(set(Role) - LEADERS))
def test_only_leaders_change_who_works_here(door: Door, who: dict[Role, Who], role: Role) -> None:
    asks = who.get(role, nobody())
    for deed, arguments in (
        (staff.add, ("NY", "Ny Kollega", Role.LEADER, "-")),
        (staff.disable, ("BOD",)),
        (staff.reset, ("BOD", "-")),
        (staff.begin_house, ("NY", "Ny Leder", "-")),
    ):
        assert isinstance(refused(door, asks, deed, *arguments), NotAllowed)


# A new house -------------------------------------------------------------------------------------


def test_a_new_house_begins_with_one_leader_who_chose_the_password(tmp_path: Path) -> None:
    door = Door(tmp_path / "new.db", HandClock(), make=True)
    assert door.read(nobody(), staff.count) == 0
    door.change(OWNER, staff.begin_house, "åse", "Åse Holm", "-")
    (leader,) = door.read(OWNER, staff.everyone)
    assert (leader.initials, leader.role, leader.can_log_in) == ("ÅSE", Role.LEADER, True)
    entered = door.change(nobody(), staff.log_in, "ÅSE", "-")
    assert entered is not None
    assert not entered.must_change_password
    refused(door, OWNER, staff.begin_house, "BOD", "Bo Dam", "-")
    door.close()


def test_colleagues_are_listed_by_their_initials(door: Door, who: dict[Role, Who]) -> None:
    listed = door.read(who[Role.VOLUNTEER], staff.everyone)
    assert [colleague.initials for colleague in listed] == sorted(w.initials for w in who.values())
    assert {colleague.role for colleague in listed} == set(staff.STAFF_ROLES) == set(who)
    assert door.read(nobody(), staff.count) == len(who)


# Edited by the leader at the desk ---------------------------------------------------------------


def test_initials_that_are_taken_come_with_free_ones(door: Door, leader: Who) -> None:
    door.change(leader, staff.add, "MJU", "Mette Juhl", Role.COACH, "-")
    error = refused(door, leader, staff.add, "mju", "Mikael Juul", Role.HOST, "-")
    assert error.message == "MJU is Mette Juhl. Try MIJ."
    assert error.field == "initials"


@given(names=st.lists(st.text("Aaæ1 -", min_size=1, max_size=8), max_size=6))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_free_ones_are_free(door: Door, leader: Who, names: list[str]) -> None:
    for name in filter(str.strip, names):
        error = refused(door, leader, staff.add, "BOD", name, Role.HOST, "-")
        free = error.message.removesuffix(".").rpartition(" ")[2]
        door.change(leader, staff.add, free, name, Role.HOST, "-")


def test_a_name_and_a_role_are_edited_and_initials_stay(door: Door, leader: Who) -> None:
    door.change(leader, staff.edit, "BOD", name=" Bo  Damgaard", role=Role.COACH)
    bo = {one.initials: one for one in door.read(leader, staff.everyone)}["BOD"]
    assert (bo.name, bo.role) == ("Bo  Damgaard", Role.COACH)
    door.change(leader, undo)
    bo = {one.initials: one for one in door.read(leader, staff.everyone)}["BOD"]
    assert (bo.name, bo.role) == ("Bo Dam", Role.HOST)


def test_the_house_keeps_a_leader_whose_role_is_edited(door: Door, leader: Who) -> None:
    error = refused(door, leader, staff.edit, "ÅSE", role=Role.HOST)
    assert (error.message, error.field) == ("The house must have at least one leader.", "role")
    door.change(leader, staff.edit, "BOD", role=Role.LEADER)
    door.change(leader, staff.edit, "ÅSE", role=Role.HOST)


def test_a_forgotten_password_gets_a_new_one_that_is_changed_at_the_next_log_in(
    door: Door, leader: Who
) -> None:
    door.change(leader, staff.edit, "BOD", password_hash="new")
    entered = door.change(nobody(), staff.log_in, "BOD", "new")
    assert entered is not None and entered.must_change_password
    # It is on record that it was changed, never what it is, and it is not put back.
    assert "new" not in str(door.read(OWNER, everything)["audit"])
    assert "password cannot be put back" in refused(door, leader, undo).message


def test_access_is_held_and_given_back(door: Door, leader: Who) -> None:
    door.change(leader, staff.disable, "BOD")
    assert not door.change(nobody(), staff.log_in, "BOD", "-")
    assert door.change(leader, staff.give_back, "bod").can_log_in
    assert door.change(nobody(), staff.log_in, "BOD", "-")
    assert "already" in refused(door, leader, staff.give_back, "BOD").message


def test_two_leaders_edit_the_same_colleague(door: Door, leader: Who, who: dict[Role, Who]) -> None:
    version = door.read(leader, staff.everyone)[0].version
    initials = door.read(leader, staff.everyone)[0].initials
    door.change(leader, staff.edit, initials, version, name="Bo D.")
    error = refused(door, who[Role.ADMIN], staff.edit, initials, version, name="Bo Dam-Holm")
    assert isinstance(error, Conflict)


@pytest.mark.parametrize("role", [Role.HOST, Role.VOLUNTEER])
def test_nobody_else_edits_colleagues(door: Door, who: dict[Role, Who], role: Role) -> None:
    for deed in (staff.give_back, staff.edit):
        assert isinstance(refused(door, who[role], deed, "BOD"), NotAllowed)
