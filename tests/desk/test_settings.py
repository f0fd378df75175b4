"""Settings (screen 21) and acute numbers: the leader's, seen by everybody at once."""

from __future__ import annotations

from collections.abc import Callable

from din_indgang_tui.house import acute_numbers, days_off, lists, settings, staff
from din_indgang_tui.i18n import _
from din_indgang_tui.views.acute import AcuteView
from din_indgang_tui.views.settings import SettingsView
from tests.desk.house import PASSWORD, House, colleague
from tests.desk.inside import inside, run
from tests.desk.screens import KINDS

NEW = ("9", "+", "Mikael Juul", "enter", "MIJ", "enter", "enter", PASSWORD, "enter")


def test_others_than_the_leader_get_a_sentence(house: House) -> None:
    async def walk() -> None:
        for initials in ("BOD", "MJU", "LIV", "ERI"):
            async with inside(house, log_in_as=initials) as desk:
                before = desk.view
                await desk.press("9")
                assert desk.view is before
                assert desk.lines[-2].startswith("! "), desk.text

    run(walk())


def test_a_new_colleague_is_made_and_marked_and_taken_back(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(*NEW)
            assert isinstance(desk.view, SettingsView)
            (marked,) = [line for line in desk.lines if line.startswith(">")]
            assert "MIJ" in marked and "Mikael Juul" in marked
            assert staff.password_fits(stored_hash(house, "MIJ"), PASSWORD)
            await desk.press("u")
            assert stored_hash(house, "MIJ") is None
            assert "MIJ" not in desk.text

    run(walk())


def test_a_password_is_in_no_draft_no_record_and_on_no_screen(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(*NEW[:-1])
            assert PASSWORD not in desk.text and "*" * len(PASSWORD) in desk.text
            await desk.until(lambda: "Mikael Juul" in house.drafts("ÅSE"))
            assert PASSWORD not in house.drafts("ÅSE")
            await desk.press("enter")
            # The form of the new one: the last row is another password.
            await desk.press("enter", "up", "enter", "en anden kode", "enter")
            written = [house.rows(f"SELECT * FROM {table}") for table in ("audit", "draft")]
            assert PASSWORD not in str(written)
            assert "en anden kode" not in str(written)
            assert staff.password_fits(stored_hash(house, "MIJ"), "en anden kode")

    run(walk())


def test_access_is_held_and_given_back_but_not_that_of_the_last_leader(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("9", "h")
            assert stored_hash(house, "BOD") is None
            await desk.press("h")
            assert stored_hash(house, "BOD") is not None
            await desk.press("pagedown", "h")
            assert _("The house must have at least one leader.") in desk.text
            assert stored_hash(house, "ÅSE") is not None

    run(walk())


def test_another_text_is_on_every_terminal(house: House) -> None:
    async def walk() -> None:
        async with (
            inside(house, log_in_as="ÅSE") as desk,
            inside(house, log_in_as="BOD") as other,
        ):
            await desk.press(*KINDS["reasons"], "enter", " mv.", "enter")
            label = house.ask(lists.entries, "reason")[0].label
            assert label.endswith(" mv.")
            assert desk.app.lists.reasons[0].label == label
            await other.until(lambda: other.app.lists.reasons[0].label == label)
            await desk.press("h")
            await other.until(lambda: other.app.lists.reasons[0].retired)
            await other.press("n", "enter")
            assert label not in other.text

    run(walk())


def test_a_setting_of_yes_or_no_is_chosen_in_the_language_of_the_desk(
    house: House, language: Callable[[str], None]
) -> None:
    language("da")

    async def walk() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(*KINDS["limits"])
            for _setting in settings.TABLE:
                if any(line.startswith("> ") and line.endswith(" nej") for line in desk.lines):
                    break
                await desk.press("down")
            await desk.press("enter")
            assert "< nej >" in desk.text
            await desk.press("right", "enter")
            assert any(line.startswith("> ") and line.endswith(" ja") for line in desk.lines)
            assert house.ask(settings.current).check_why

    run(walk())


def test_a_line_is_moved_or_left_where_it_was(house: House) -> None:
    def order() -> list[str]:
        return [entry.code for entry in house.ask(lists.entries, "reason")]

    async def walk() -> None:
        before = order()
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(*KINDS["reasons"], "m", "down", "down", "escape")
            assert order() == before
            await desk.press("home", "up", "up", "m", "down", "down", "enter")
            assert order() == [*before[1:3], before[0], *before[3:]]
            await desk.press("u")
            assert order() == before

    run(walk())


def test_the_acute_numbers_are_one_key_away_and_one_comes_back_to_the_same_mark(
    house: House,
) -> None:
    house.do(colleague(house, "ÅSE"), acute_numbers.edit, "alarm", hours="hele døgnet")
    house.do(colleague(house, "ÅSE"), acute_numbers.retire, "police")

    async def walk() -> None:
        for initials in ("BOD", "ERI", "ÅSE"):
            async with inside(house, log_in_as=initials) as desk:
                await desk.press("down")
                before = desk.text
                await desk.press("0")
                assert "112" in desk.text and "hele døgnet" in desk.text
                assert "70 201 201" in desk.text and "114" not in desk.text
                await desk.press("0", "escape")
                assert desk.text == before

    run(walk())


def test_from_the_midst_of_writing_by_way_of_help(house: House) -> None:
    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press("n", "kirst", "0")
            typing = desk.view
            assert "  kirst0" in desk.text
            await desk.press("f2", "0")
            assert isinstance(desk.view, AcuteView)
            await desk.press("escape", "escape")
            assert desk.view is typing
            assert "  kirst0" in desk.text

    run(walk())


def stored_hash(house: House, initials: str) -> str | None:
    """What a password is held against; None for whoever cannot log in."""
    rows = house.rows("SELECT password_hash FROM staff WHERE initials = ? AND active = 1", initials)
    return str(rows[0][0]) if rows else None


def test_the_closed_days_begin_at_the_next_one_and_take_in_another_years_holidays(
    house: House,
) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            # They are written in once the first frame is drawn.
            await desk.until(lambda: house.ask(days_off.filled_to) == 2028)
            await desk.press(*KINDS["closed days"])
            (marked,) = [line for line in desk.lines if line.startswith(">")]
            assert "25.12.2026" in marked and "Juledag" in marked
            assert "2028" in desk.lines[-2]
            await desk.press(":", *"public", "enter")
            assert "2029" in desk.lines[-2]
            assert "2029-12-25" in {day for (day,) in house.rows("SELECT day FROM closed_day")}
            await desk.press("u")
            assert house.ask(days_off.filled_to) == 2028

    run(walk())


def test_a_desk_on_a_file_without_holidays_writes_them_in_and_they_are_nobodys_to_undo(
    house: House,
) -> None:
    with house.raw() as execute:
        execute("DELETE FROM closed_day")
        execute("DELETE FROM holiday_year")

    async def walk() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.until(lambda: house.ask(days_off.filled_to) == 2028)
            await desk.press("u")
            assert desk.lines[-2].startswith("! ")
            assert house.ask(days_off.filled_to) == 2028

    run(walk())
