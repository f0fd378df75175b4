"""Call-backs: they stand there until somebody has called."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import call_backs, staff
from din_indgang_tui.house.call_backs import ABOUT_LIMIT, CallBack, Noted
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.roles import ANYONE, DESK, Role, Who
from din_indgang_tui.store.unit import Unit, changes
from tests.scene import OWNER, HandClock, citizen, content, refused, rows


def take_down(door: Door, who: Who, **said: Any) -> Noted:
    return door.change(who, call_backs.take_down, **said)


def listed(door: Door, who: Who) -> list[str]:
    return [one.about for one in door.read(who, call_backs.waiting)]


def only(door: Door, who: Who = OWNER) -> CallBack:
    (one,) = door.read(who, call_backs.waiting)
    return one


@changes(ANYONE, "citizens")
def meet(unit: Unit, /, citizen_id: int, **values: Any) -> None:
    """How to meet a citizen, as it was written down."""
    unit.update("citizen", citizen_id, values)


# Taking one down ---------------------------------------------------------------------------------


def test_a_name_as_said_a_number_and_what_about(door: Door, bo: Who) -> None:
    noted = take_down(door, bo, caller="Hr. Ravn", phone="20 00 00 12", about="en vasketid")
    assert noted.name == "Hr. Ravn"
    assert not noted.doubtful
    one = only(door)
    assert (one.name, one.phone, one.about) == ("Hr. Ravn", "20 00 00 12", "en vasketid")
    assert (one.taken_by, one.for_name, one.citizen_id) == ("Bo Dam", "", None)


def test_a_citizen_of_the_house_is_shown_as_in_every_list(door: Door, bo: Who) -> None:
    ida = citizen(door, bo, "Ida", "Holm", phone="20 00 00 61")
    # What was typed to find them is not kept beside them.
    take_down(door, bo, citizen_id=ida, caller="ida hol", about="mødet")
    one = only(door)
    assert (one.name, one.full_name, one.phone) == ("Ida H.", "Ida Holm", "20 00 00 61")
    assert door.read(OWNER, rows, "SELECT caller, phone FROM call_back") == [("", "")]


def test_another_number_than_the_citizens_own_stands(door: Door, bo: Who) -> None:
    ida = citizen(door, bo, "Ida", "Holm", phone="20 00 00 61")
    take_down(door, bo, citizen_id=ida, phone="20 00 00 99")
    assert only(door).phone == "20 00 00 99"


@pytest.mark.parametrize("said", [{}, {"caller": "Hr. Ravn"}, {"about": " \u200b", "phone": "\n"}])
def test_a_message_that_nobody_can_act_on_is_refused(
    door: Door, bo: Who, said: dict[str, str]
) -> None:
    assert refused(door, bo, call_backs.take_down, **said).field == "phone"
    ida = citizen(door, bo, "Ida", "Holm")  # whose number nobody knows
    assert refused(door, bo, call_backs.take_down, citizen_id=ida, **said).field == "phone"


def test_one_of_the_two_is_enough(door: Door, bo: Who) -> None:
    take_down(door, bo, about="ringer selv igen")
    take_down(door, bo, phone="20 00 00 12")
    ida = citizen(door, bo, "Ida", "Holm", phone="20 00 00 61")
    take_down(door, bo, citizen_id=ida)
    assert len(door.read(bo, call_backs.waiting)) == 3


@pytest.mark.parametrize("phone", ["spørg Bo", "20 00 00", "hos sin søster"])
def test_a_number_that_is_none_is_kept_as_written_and_asked_of(
    door: Door, bo: Who, phone: str
) -> None:
    assert take_down(door, bo, phone=phone).doubtful
    assert only(door).phone == phone


@pytest.mark.parametrize("phone", ["20000012", "+45 20 00 00 12", "20 00 00 12, lokal 4", ""])
def test_a_whole_number_and_no_number_are_not_asked_of(door: Door, bo: Who, phone: str) -> None:
    assert not take_down(door, bo, phone=phone, about="mødet").doubtful


@pytest.mark.parametrize("field", ["caller", "phone", "about"])
@pytest.mark.parametrize("text", ["120361-4322", "Ole 1203614322", "Ole 120361 4322, mødet"])
def test_a_cpr_number_is_not_kept_here(door: Door, bo: Who, field: str, text: str) -> None:
    error = refused(door, bo, call_backs.take_down, **({"about": "mødet"} | {field: text}))
    assert error.field == field
    assert "CPR" in error.message


@pytest.mark.parametrize("about", ["20000012 eller 20000013", "sag 12036143221", "004520000012"])
def test_other_numbers_are_kept(door: Door, bo: Who, about: str) -> None:
    take_down(door, bo, about=about)
    assert only(door).about == about


def test_it_is_for_a_colleague_who_sees_it_or_for_whoever_is_here(
    door: Door, who: dict[Role, Who]
) -> None:
    bo, mette = who[Role.HOST], who[Role.COACH]
    take_down(door, bo, about="mødet", for_staff=mette.staff_id)
    assert only(door).for_name == "Mette Juhl"
    door.change(OWNER, staff.disable, "PIN")
    for nobody in (4711, who[Role.VOLUNTEER].staff_id, who[Role.OUTREACH].staff_id):
        error = refused(door, bo, call_backs.take_down, about="mødet", for_staff=nobody)
        assert error.field == "for_staff"


def test_what_is_too_long_is_refused(door: Door, bo: Who) -> None:
    for field, most in (("about", ABOUT_LIMIT), ("caller", 100), ("phone", 40)):
        said = {"about": "mødet"} | {field: "x" * (most + 1)}
        assert refused(door, bo, call_backs.take_down, **said).field == field


@given(
    caller=st.text(st.characters(), max_size=20),
    phone=st.text(st.characters(), max_size=20),
    about=st.text(st.characters(), max_size=20),
)
def test_whatever_is_pasted_is_one_clean_line_or_refused(
    caller: str, phone: str, about: str
) -> None:
    """The rule itself, without a file: what it lets through is what may be stored."""

    class NoFile:
        def one(self, _sql: str, _values: object = ()) -> None:
            return None

    try:
        values = call_backs._checked(NoFile(), None, caller, phone, about)  # type: ignore[arg-type]
    except DeskError as error:
        assert error.field in ("caller", "phone", "about")
        return
    texts = [str(values[name]) for name in ("caller", "phone", "about")]
    assert texts[1] or texts[2]
    for text in texts:
        assert text == " ".join(text.split())
        assert all(letter.isprintable() for letter in text)


# The list ----------------------------------------------------------------------------------------


def test_ones_own_stand_first_then_those_for_anybody_the_oldest_first(
    door: Door, bo: Who, mette: Who, leader: Who, clock: HandClock
) -> None:
    for about, whom in (
        ("til Åse", leader),
        ("til Mette", mette),
        ("til alle", None),
        ("til Bo", bo),
        ("til Bo igen", bo),
        ("til alle igen", None),
    ):
        take_down(door, bo, about=about, for_staff=whom.staff_id if whom else None)
        clock.move(minutes=1)
    assert listed(door, bo) == [
        *("til Bo", "til Bo igen"),
        *("til alle", "til alle igen"),
        *("til Åse", "til Mette"),
    ]
    assert listed(door, mette)[0] == "til Mette"


def test_two_who_look_alike_get_more_letters(door: Door, bo: Who) -> None:
    for family in ("Holm", "Hald"):
        take_down(
            door, bo, citizen_id=citizen(door, bo, "Ida", family, phone="20 00 00 61"), about="x"
        )
    assert [one.name for one in door.read(bo, call_backs.waiting)] == ["Ida Ho.", "Ida Ha."]


def test_a_day_is_a_day_of_24_hours(door: Door, bo: Who, clock: HandClock) -> None:
    take_down(door, bo, about="mødet")
    for hours, days in ((0, 0), (23, 0), (24, 1), (49, 2)):
        now = clock.now
        clock.move(hours=hours)
        assert only(door).days(clock.now) == days
        clock.now = now


def test_how_to_meet_them_goes_with_the_number(door: Door, bo: Who) -> None:
    ida = citizen(door, bo, "Ida", "Holm", phone="20 00 00 61")
    door.change(OWNER, meet, ida, safe_to_phone="no", may_leave_message="no")
    take_down(door, bo, citizen_id=ida)
    assert only(door).number == "Do not phone. Leave no message. 20 00 00 61"


# A protected number ------------------------------------------------------------------------------


def test_a_protected_number_is_in_no_list(door: Door, bo: Who) -> None:
    ida = citizen(door, bo, "Ida", "Holm", phone="20 00 00 61")
    take_down(door, bo, citizen_id=ida, phone="20 00 00 99", about="mødet")
    door.change(OWNER, meet, ida, address_protected=1)
    one = only(door)
    assert one.phone_protected
    assert one.phone == ""
    assert one.written_phone == ""
    # It stays as it is for as long as nobody writes another.
    door.change(bo, call_backs.change, one.call_back_id, one.version, {"about": "mødet fredag"})
    door.change(OWNER, meet, ida, protected_until="2026-11-16")
    assert (only(door).phone, only(door).about) == ("20 00 00 99", "mødet fredag")


def test_no_number_is_written_beside_someone_whose_number_is_protected(door: Door, bo: Who) -> None:
    karen = citizen(
        door,
        bo,
        "Karen",
        "Vang",
        phone="20 00 00 58",
        address_protected=True,
        protected_until=date(2026, 11, 17),
    )
    error = refused(door, bo, call_backs.take_down, citizen_id=karen, phone="20 00 00 11")
    assert "Karen Vang" in error.message
    assert error.field == "phone"
    one = take_down(door, bo, citizen_id=karen)  # it is known, though nobody sees it here
    noted = take_down(door, bo, caller="Karen", phone="20 00 00 11").call_back_id
    refused(door, bo, call_backs.change, noted, 1, {"citizen_id": karen})
    door.change(bo, call_backs.change, noted, 1, {"citizen_id": karen, "phone": ""})
    assert door.read(OWNER, call_backs.one, one.call_back_id).phone == ""


# Mending -----------------------------------------------------------------------------------------


def test_each_field_is_mended_on_its_own(door: Door, bo: Who, mette: Who) -> None:
    noted = take_down(door, bo, caller="Ravn", phone="20 00 00 12", about="mødet").call_back_id
    said: list[dict[str, Any]] = [
        {"caller": "Hr. Ravn"},
        {"phone": "20 00 00 13"},
        {"about": "mødet fredag"},
        {"for_staff": mette.staff_id},
        {"about": "", "for_staff": None},
    ]
    for version, mended in enumerate(said, start=1):
        door.change(bo, call_backs.change, noted, version, mended)
    one = only(door)
    assert (one.name, one.phone, one.about) == ("Hr. Ravn", "20 00 00 13", "")
    assert one.for_staff is None
    assert refused(door, bo, call_backs.change, noted, 6, {"phone": ""}).field == "phone"


def test_a_name_as_said_becomes_a_citizen_of_the_house_and_back(door: Door, bo: Who) -> None:
    ida = citizen(door, bo, "Ida", "Holm")
    noted = take_down(door, bo, caller="Ida et eller andet", about="mødet").call_back_id
    door.change(bo, call_backs.change, noted, 1, {"citizen_id": ida})
    assert only(door).name == "Ida H."
    door.change(bo, call_backs.change, noted, 2, {"citizen_id": None, "caller": "Ida"})
    assert (only(door).citizen_id, only(door).name) == (None, "Ida")
    assert refused(door, bo, call_backs.change, noted, 3, {"citizen_id": 4711}).message


def test_from_the_wrong_citizen_to_the_right_one_and_the_record_is_about_both(
    door: Door, bo: Who
) -> None:
    ida, ole = citizen(door, bo, "Ida", "Holm"), citizen(door, bo, "Ole", "Hald")
    noted = take_down(door, bo, citizen_id=ida, phone="20 00 00 12").call_back_id
    before = door.read(OWNER, content)
    door.change(bo, call_backs.change, noted, 1, {"citizen_id": ole, "phone": "20 00 00 13"})
    lines = door.read(
        OWNER, rows,
        "SELECT a.citizen_id, a.before LIKE '%12%', a.after LIKE '%13%' FROM audit a"
        " JOIN unit_of_work u ON u.id = a.unit_id WHERE u.deed = 'call_backs.change' ORDER BY a.id",
    )  # fmt: skip
    assert lines == [(ida, 1, 0), (ole, 0, 1)]
    assert (only(door).citizen_id, only(door).phone) == (ole, "20 00 00 13")
    door.change(bo, undo)
    assert door.read(OWNER, content) == before


def test_who_wrote_first_is_told_of_before_any_rule(door: Door, bo: Who, mette: Who) -> None:
    noted = take_down(door, bo, caller="Ravn", phone="20 00 00 12", about="mødet").call_back_id
    door.change(mette, call_backs.change, noted, 1, {"phone": ""})
    assert isinstance(refused(door, bo, call_backs.change, noted, 1, {"about": ""}), Conflict)


def test_a_conflict_tells_nobody_of_a_number_that_was_protected_meanwhile(
    door: Door, bo: Who, mette: Who
) -> None:
    ida = citizen(door, bo, "Ida", "Holm")
    noted = take_down(door, bo, citizen_id=ida, phone="20 00 00 12", about="mødet").call_back_id
    door.change(mette, call_backs.change, noted, 1, {"about": "mødet fredag"})
    door.change(OWNER, meet, ida, address_protected=1)
    error = refused(door, bo, call_backs.change, noted, 1, {"phone": "20 00 00 13"})
    assert not isinstance(error, Conflict)
    assert error.field == "phone"
    error = refused(door, bo, call_backs.change, noted, 1, {"phone": "", "about": "x"})
    assert isinstance(error, Conflict)
    assert error.theirs == {"about": "mødet fredag"}


def test_who_writes_second_is_told_of_the_field_and_no_more(
    door: Door, bo: Who, mette: Who
) -> None:
    noted = take_down(door, bo, caller="Ravn", phone="20 00 00 12").call_back_id
    door.change(mette, call_backs.change, noted, 1, {"phone": "20 00 00 13"})
    with pytest.raises(Conflict) as conflict:
        door.change(bo, call_backs.change, noted, 1, {"phone": "20 00 00 14"})
    assert conflict.value.who == "Mette Juhl"
    assert conflict.value.theirs == {"phone": "20 00 00 13"}
    with pytest.raises(Conflict):
        door.change(bo, call_backs.take_away, noted, 1)


# Done --------------------------------------------------------------------------------------------


def test_what_is_done_leaves_the_list_and_stays_with_the_citizen(
    door: Door, bo: Who, mette: Who, clock: HandClock
) -> None:
    ida = citizen(door, bo, "Ida", "Holm", phone="20 00 00 61")
    noted = take_down(door, bo, citizen_id=ida, about="mødet").call_back_id
    clock.move(hours=1)
    assert door.change(mette, call_backs.finish, noted) == "Ida H."
    assert listed(door, bo) == []
    (entry,) = door.read(bo, call_backs.of_citizen, ida)
    assert (entry.about, entry.done_by, entry.done_at) == ("mødet", "Mette Juhl", clock.now)


def test_of_two_who_call_one_is_told(door: Door, bo: Who, mette: Who) -> None:
    noted = take_down(door, bo, caller="Hr. Ravn", about="mødet").call_back_id
    door.change(mette, call_backs.finish, noted)
    deeds: list[tuple[Any, ...]] = [
        (call_backs.finish, noted),
        (call_backs.change, noted, 2, {"about": "andet"}),
        (call_backs.take_away, noted, 2),
    ]
    for deed, *args in deeds:
        message = refused(door, bo, deed, *args).message
        assert "Mette Juhl called Hr. Ravn back at 10.22" in message
    with pytest.raises(DeskError, match="Mette Juhl"):
        door.read(bo, call_backs.one, noted)


def test_what_was_taken_away_is_not_there(door: Door, bo: Who) -> None:
    noted = take_down(door, bo, about="mødet").call_back_id
    door.change(bo, call_backs.take_away, noted, 1)
    assert listed(door, bo) == []
    assert "taken away" in refused(door, bo, call_backs.finish, noted).message
    with pytest.raises(DeskError):
        door.read(bo, call_backs.one, noted)


def test_all_of_it_is_undone_in_turn(door: Door, bo: Who) -> None:
    ida = citizen(door, bo, "Ida", "Holm")
    before = door.read(bo, call_backs.waiting)
    noted = take_down(door, bo, caller="Ida", about="mødet").call_back_id
    states = [before, door.read(bo, call_backs.waiting)]
    door.change(bo, call_backs.change, noted, 1, {"citizen_id": ida, "phone": "20 00 00 12"})
    states.append(door.read(bo, call_backs.waiting))
    door.change(bo, call_backs.take_away, noted, 2)
    for state in reversed(states):
        door.change(bo, undo)
        assert _content(door.read(bo, call_backs.waiting)) == _content(state)
        if state == states[-1]:
            door.change(bo, call_backs.finish, noted)
            door.change(bo, undo)


def _content(found: tuple[CallBack, ...]) -> list[tuple[object, ...]]:
    return [(one.name, one.citizen_id, one.phone, one.about, one.done_at) for one in found]


@pytest.mark.parametrize("role", sorted(set(Role) - DESK - {Role.STRANGER}))
def test_who_meets_no_citizens_sees_none_of_it(
    door: Door, who: dict[Role, Who], role: Role
) -> None:
    with pytest.raises(NotAllowed):
        door.read(who[role], call_backs.waiting)
    with pytest.raises(NotAllowed):
        door.change(who[role], call_backs.take_down, about="mødet")
