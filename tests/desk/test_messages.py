"""The day in the house at the desk: on duty, the handover, and those who want to be called back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from din_indgang_tui.cli.day import of
from din_indgang_tui.clock import local_date
from din_indgang_tui.house import call_backs, duty, handover
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import command_line
from din_indgang_tui.views.conflict import ConflictView
from din_indgang_tui.views.day_in_the_house import DayInTheHouse
from din_indgang_tui.views.today import TodayView
from tests.desk.house import House, colleague
from tests.desk.inside import inside, run

CALLS = ("d", "tab", "tab")  # the way to the list of call-backs, also an empty one


def put_on(house: House, *initials: str, hours: str = "") -> None:
    day = local_date(house.moment)
    for one in initials:
        whom = colleague(house, one).staff_id
        house.do(colleague(house, "BOD"), duty.put_on, day, whom, hours)


def take_down(house: House, by: str = "MJU", **said: Any) -> int:
    noted: call_backs.Noted = house.do(colleague(house, by), call_backs.take_down, **said)
    return noted.call_back_id


def told(house: House) -> list[call_backs.CallBack]:
    with house.open() as door:
        return list(door.read(command_line(), call_backs.waiting))


def citizen_id(house: House, given: str, family: str) -> int:
    ((found,),) = house.rows(
        "SELECT id FROM citizen WHERE given_name = ? AND family_name = ?", given, family
    )
    return int(found)


# At log-in.


def test_whoever_logs_in_is_told_what_was_handed_over_and_offered_a_place(house: House) -> None:
    house.moment += timedelta(hours=1)
    for text in ("Nøglen ligger hos Bo.", "Radiatoren er kold."):
        house.do(colleague(house, "MJU"), handover.write, text)
    house.moment += timedelta(hours=22)

    async def walk() -> None:
        async with inside(house, log_in_as="PIA", clock=lambda: house.moment) as desk:
            assert _("On duty today? Press p.") in desk.text
            assert "2" in desk.lines[-2] and "yesterday" in desk.lines[-2]
            await desk.press("p")
            assert _("on duty: {initials}").format(initials="PIA") in desk.text
            await desk.press("p")  # it is one offer, and forced on nobody
            assert "off_duty" not in desk.view.contexts()
            await desk.press("u")
            assert "off_duty" in desk.view.contexts()
            assert "on duty: PIA" not in desk.text

    run(walk())
    assert house.rows("SELECT count(*) FROM duty") == [(0,)]


def test_whoever_stands_on_the_list_and_read_it_all_is_told_nothing(house: House) -> None:
    put_on(house, "BOD")

    async def walk() -> None:
        async with inside(house) as desk:
            assert desk.lines[-2].strip() == ""

    run(walk())


@pytest.mark.parametrize("keys", [(), ("d",), ("p",), (":", "duty")])
def test_a_volunteer_sees_none_of_it(house: House, keys: tuple[str, ...]) -> None:
    put_on(house, "MJU")
    house.do(colleague(house, "MJU"), handover.write, "Nøglen ligger hos Bo.")
    take_down(house, caller="Hr. Ravn", phone="20 00 00 12")

    async def walk() -> None:
        async with inside(house, log_in_as="ERI") as desk:
            await desk.press(*keys)
            for secret in ("MJU", "Mette", "Nøglen", "Ravn", "20 00 00 12", "press p"):
                assert secret not in desk.text
            assert not isinstance(desk.view, DayInTheHouse)

    run(walk())


def test_many_on_duty_are_as_many_as_there_is_room_for(house: House) -> None:
    put_on(house, "BOD", "PIA", "MJU", "KSØ", "LIV", "ÅSE", "ERI", "NYE")

    async def walk() -> None:
        async with inside(house) as desk:
            (rule,) = [line for line in desk.lines if "BOD," in line]
            assert "+" in rule and rule.endswith("──")

    run(walk())


# The three lists.


def test_each_list_is_added_to_mended_and_taken_from_and_all_of_it_undone(house: House) -> None:
    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press("d", "+", "9-13", "enter")
            assert "9-13" in desk.text
            await desk.press("e", "enter", *["backspace"] * 2, "12", "enter", "escape")
            assert "9-12" in desk.text
            await desk.press("c")
            assert "9-12" not in desk.text
            await desk.press("u", "u", "u")
            assert house.rows("SELECT count(*) FROM duty") == [(0,)]

            await desk.press("tab", "+", "Husk nøglen.", "enter")
            await desk.press("e", "enter", " Den ligger her.", "enter", "escape")
            assert "Husk nøglen. Den ligger her." in desk.text
            await desk.press("c", "u", "u")
            assert house.rows("SELECT text FROM handover_line") == [("Husk nøglen.",)]
            await desk.press("u")
            assert house.rows("SELECT count(*) FROM handover_line") == [(0,)]

            await desk.press("tab", "+", "Hr. Ravn", "enter", "enter", "20 00 00 12", "enter")
            await desk.press("om sin vasketid", "enter", "enter")
            assert isinstance(desk.view, DayInTheHouse)
            (one,) = told(house)
            assert (one.name, one.phone, one.about) == (
                *("Hr. Ravn", "20 00 00 12", "om sin vasketid"),
            )
            await desk.press("f")
            assert told(house) == []
            await desk.press("u", "c")
            assert told(house) == []
            await desk.press("u", "u")
            assert house.rows("SELECT count(*) FROM call_back") == [(0,)]

    run(walk())


def test_what_is_wrong_is_said_by_its_field_and_nothing_typed_is_lost(house: House) -> None:
    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press("d", "+", "fra ni", "enter")
            said = _("Write the hours like 9-13 or 9.30-12, 13-15.")
            assert [line for line in desk.lines[:-2] if said in line]
            assert "fra ni" in desk.text
            await desk.press("escape", "tab", "+", "enter")
            assert _("Write what the next ones should know.") in desk.text
            await desk.press("escape", "tab", "+", "Ole", *["enter"] * 5)
            assert _("Write a number to call, or what it is about.") in desk.text
            assert "Ole" in desk.text

    run(walk())
    assert house.rows("SELECT 1 FROM duty UNION ALL SELECT 1 FROM call_back") == []


def test_two_who_change_one_message_lose_nothing(house: House) -> None:
    first = take_down(house, caller="Hr. Ravn", phone="20 00 00 12", about="en nøgle")

    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press(*CALLS, "enter", "down", "down", "enter", *["backspace"] * 2)
            changed = {"about": "en nøgle til loftet"}
            house.do(colleague(house, "PIA"), call_backs.change, first, 1, changed)
            await desk.press("13", "enter")  # another row: both are saved
            (one,) = told(house)
            assert (one.phone, one.about) == ("20 00 00 13", "en nøgle til loftet")

            await desk.press("enter", " lokal 4")
            house.do(colleague(house, "PIA"), call_backs.change, first, 3, {"phone": "20 00 00 99"})
            await desk.press("enter")  # the same row: who wrote what, and a choice
            assert isinstance(desk.view, ConflictView)
            assert "20 00 00 99" in desk.text and "20 00 00 13 lokal 4" in desk.text

    run(walk())
    assert told(house)[0].phone == "20 00 00 99"


def test_a_colleague_who_was_faster_is_named_and_the_form_is_gone(house: House) -> None:
    first = take_down(house, caller="Hr. Ravn", phone="20 00 00 12")

    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press(*CALLS, "enter")
            house.do(colleague(house, "PIA"), call_backs.finish, first)
            await desk.until(lambda: isinstance(desk.view, DayInTheHouse))
            await desk.until(lambda: "Pia Nørgaard" in desk.text)

            second = take_down(house, caller="Fru Ravn", phone="20 00 00 14")
            await desk.until(lambda: "Fru Ravn" in desk.text)
            house.do(colleague(house, "PIA"), call_backs.finish, second)
            await desk.press("f")
            await desk.until(lambda: _("Nobody waits for a call. + adds.") in desk.text)

    run(walk())


def test_another_terminal_sees_each_list_change(house: House) -> None:
    async def walk() -> None:
        async with inside(house) as desk, inside(house, log_in_as="PIA") as other:
            await other.press("d")
            await desk.press("d", "+", "9-13", "enter")
            await other.until(lambda: "9-13" in other.text)
            await desk.press("tab", "+", "Husk nøglen.", "enter")
            await other.until(lambda: "Husk nøglen." in other.text)
            await desk.press("tab", "+", "Hr. Ravn", "enter", "enter", "20000012")
            await desk.press(*["enter"] * 3)
            await other.until(lambda: "Hr. Ravn" in other.text)
            await other.press("escape")
            assert "Hr. Ravn" in other.text
            assert _("on duty: {initials}").format(initials="BOD") in other.text

    run(walk())


def test_the_mark_stays_on_its_line_whatever_is_added_before_it(house: House) -> None:
    put_on(house, "MJU", hours="12-15")
    take_down(house, caller="Hr. Ravn", phone="20 00 00 12")

    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press("d")
            put_on(house, "PIA", hours="9-12")
            await desk.until(lambda: "PIA" in desk.text)
            assert next(line for line in desk.lines if line.startswith(">")).split()[1] == "MJU"
            await desk.press("tab", "tab")
            mine = colleague(house, "BOD").staff_id
            take_down(house, caller="Fru Ravn", phone="20 00 00 14", for_staff=mine)
            await desk.until(lambda: "Fru Ravn" in desk.text)
            assert "Hr. Ravn" in next(line for line in desk.lines if line.startswith(">"))

    run(walk())


# Who it is about.


def test_a_citizen_is_chosen_never_guessed(house: House) -> None:
    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press(*CALLS, "+", "søren kj", "enter")
            assert _("only the name, as it was said") in desk.text
            await desk.press("right")
            assert "Søren Kjær" in desk.text
            await desk.press("tab", "tab", "mødet", "enter", "enter")
            (one,) = told(house)
            assert (one.name, one.phone) == ("Søren K.", "20 00 00 83")
            # Another name is another person.
            await desk.press("enter", "enter", "s søster", "enter")
            (one,) = told(house)
            assert (one.citizen_id, one.name) == (None, "Søren Kjærs søster")

    run(walk())


def test_all_keys_at_once_choose_nobody_of_an_older_answer(house: House) -> None:
    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press(*CALLS)
            # None of them waits for what the one before it brings.
            await desk.press(
                *("+", "kirsten møg", "enter", "right", "enter", "20000011"),
                *("enter", "enter", "enter"),
            )
            assert told(house)[0].full_name == "Kirsten Møgelkær"

    run(walk())


def test_a_draft_comes_back_with_whom_it_is_about(house: House) -> None:
    async def walk() -> None:
        async with inside(house) as desk, inside(house) as other:
            await desk.press(*CALLS, "+", "søren kj", "enter", "right", "tab", "20 00")
            await desk.until(lambda: "20 00" in house.drafts())
            await other.press(*CALLS, "+")
            assert "Søren Kjær" in other.text and "20 00" in other.text
            await other.press("mødet", "enter", "enter")
            assert told(house)[0].name == "Søren K."

    run(walk())
    assert house.drafts() == ""


def test_a_cpr_number_finds_the_citizen_and_is_kept_nowhere(house: House) -> None:
    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press(*CALLS, "+", "120361-4322")
            assert "4322" not in desk.text
            await desk.press("enter", "enter", "enter", "mødet", "enter", "enter")
            assert _("A CPR number is not kept here. Choose the citizen it belongs to.")[:40] in (
                desk.text
            )
            assert told(house) == []
            await desk.press("down", "right", "tab", "tab", "tab", "enter")
            assert told(house)[0].full_name == "Ole Hansen"

    run(walk())
    assert house.rows("SELECT caller, phone FROM call_back") == [("", "")]


def test_a_number_that_may_be_none_is_kept_with_a_question(house: House) -> None:
    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press(*CALLS, "+", "Hr. Ravn", "enter", "enter", "spørg Bo", "enter")
            await desk.press("enter", "enter")
            assert _("The number is kept as it stands; is it a whole one?") in desk.text

    run(walk())
    assert told(house)[0].phone == "spørg Bo"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_protected_number_is_on_no_screen(house: House, size: tuple[int, int]) -> None:
    karen = citizen_id(house, "Karen", "Vang")
    take_down(house, citizen_id=karen, about="mødet")

    async def walk() -> None:
        async with inside(house, size=size) as desk:
            for keys in ((), ("tab",) * 2, CALLS, (*CALLS, "enter"), (*CALLS, ":"), (*CALLS, "?")):
                await desk.start_over()
                await desk.press(*keys)
                assert "20 00 00 58" not in desk.text, keys
                assert "20000058" not in desk.text.replace(" ", ""), keys
            await desk.start_over()
            await desk.press(*CALLS)
            assert _("protected number") in desk.text

    run(walk())
    with house.open() as door:
        assert "20 00 00 58" not in "\n".join(of(door, lambda: house.moment))


def test_their_page_is_one_key_away_where_the_house_knows_them(house: House) -> None:
    take_down(house, citizen_id=citizen_id(house, "Aase", "Lund"), about="mødet")

    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press(*CALLS, "o")
            assert "Aase Lund" in desk.lines[1]
            await desk.press("escape", "f")
            take_down(house, caller="Hr. Ravn", about="nøglen")
            await desk.until(lambda: "Hr. Ravn" in desk.text)
            await desk.press("o")
            assert isinstance(desk.view, DayInTheHouse)
            assert _("It is about nobody the house knows: there is no page.") in desk.text

    run(walk())


def test_a_call_that_was_made_stands_on_their_time_line(house: House) -> None:
    aase = citizen_id(house, "Aase", "Lund")
    calls = [take_down(house, citizen_id=aase, about=about) for about in ("Om mødet.", "nøglen")]

    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press("/", "aase lu", "enter")
            for about in ("Om mødet", "nøglen"):
                assert f"{about}. {_('Not called yet')}" in desk.text
            house.moment += timedelta(hours=1)
            house.do(colleague(house, "PIA"), call_backs.finish, calls[0])
            called = _("Called by {colleague}").format(colleague="Pia Nørgaard")
            await desk.until(lambda: called in desk.text)
            # By when it was done: the newest stands first, and the mark stayed on its line.
            first, second = (line for line in desk.lines if "mødet" in line or "nøglen" in line)
            assert "mødet" in first and called in first
            assert second.startswith(">")
            await desk.press("up", "enter")
            assert _("It is done, and stands here as it was.") in desk.text
            assert "whose" not in desk.view.bar()
            await desk.press("m", "down", "enter")
            assert desk.view.contexts()[0] == "edit_rows"

    run(walk())


# In Today.


def test_ones_own_come_first_and_an_old_one_says_so(house: House) -> None:
    house.moment -= timedelta(days=2)
    take_down(house, caller="Hr. Ravn", about="nøglen")
    house.moment += timedelta(days=2)
    take_down(house, caller="Fru Holm", about="mødet", for_staff=colleague(house, "BOD").staff_id)

    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press("tab", "tab")
            assert isinstance(desk.view, TodayView) and desk.view.list == "call_backs"
            at = next(n for n, line in enumerate(desk.lines) if line.startswith(">"))
            assert "Fru Holm" in desk.lines[at] and _("for you") in desk.lines[at]
            assert "Hr. Ravn" in desk.lines[at + 1] and " !" in desk.lines[at + 1]
            await desk.press("f")
            assert "Hr. Ravn" in next(line for line in desk.lines if line.startswith(">"))
            await desk.press("enter")
            assert desk.view.contexts()[0] == "edit_rows"
            await desk.press("escape", "f")
            assert desk.view.contexts()[0] == "today_waiting"
            assert _("Call back {n}").format(n=0) not in desk.text

    run(walk())


def test_the_screen_and_the_plain_lines_agree(house: House) -> None:
    put_on(house, "BOD", "MJU", hours="9-13")
    house.do(colleague(house, "MJU"), handover.write, "Nøglen ligger hos Bo.")
    for name in ("Hr. Ravn", "Fru Holm"):
        take_down(house, caller=name, phone="20 00 00 12", about="nøglen")
    with house.open() as door:
        plain = "\n".join(of(door, lambda: house.moment))

    async def walk() -> None:
        async with inside(house, clock=lambda: house.moment) as desk:
            await desk.press("d")
            for words in ("Bo Dam", "Mette Juhl", "9-13", "Nøglen ligger hos Bo.", "Hr. Ravn"):
                assert words in desk.text and words in plain
            assert _("On duty today {n}").format(n=2) in desk.text
            assert _("On duty: {n}").format(n=2) in plain
            assert _("Handover: {n}").format(n=1) in plain
            assert _("Call back: {n}").format(n=2) in plain

    run(walk())
