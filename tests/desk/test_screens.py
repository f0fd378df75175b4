"""Every screen: it fits, its keys work and are explained, in both languages and at every size."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from din_indgang_tui import app as apps
from din_indgang_tui import commands
from din_indgang_tui.clock import local_date
from din_indgang_tui.commands import ALWAYS, ANYWHERE, EVERYWHERE, TABLE, Command
from din_indgang_tui.house import (
    call_backs,
    citizen_facts,
    duty,
    enquiries,
    handover,
    inbox,
    opening_hours,
    slots,
)
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, SlotStatus
from din_indgang_tui.house.delivery import Delivery
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.i18n import _
from din_indgang_tui.shell import canvas
from din_indgang_tui.store.roles import Role
from din_indgang_tui.views.citizen_facts import EditFacts
from tests.desk import course_screens, diary
from tests.desk.booking_screens import BOOKING_SCREENS, write_bookings
from tests.desk.hours_screens import hours_screens, write_hours
from tests.desk.house import NOTE, PASSWORD, House, colleague, da, register
from tests.desk.inside import Inside, inside, run
from tests.desk.plan_screens import PLAN_SCREENS, say_and_consent
from tests.desk.talk_screens import TALK_SCREENS, talk
from tests.test_catalogues import SAME_IN_DANISH

SIZES = [(80, 24), (120, 40), (200, 60)]
LONG = "Maria-Elisabeth Wilhelmine", "Østergaard-Christoffersen"
SAYING = "Jeg vil gerne kunne åbne min post uden at få ondt i maven. " * 4

# How every screen is reached from Today, whatever the mark stood on.
SCREENS: dict[str, tuple[str, ...]] = {
    "today, left open": (),
    "today, waiting": ("escape",),
    "today, with us": ("escape", "tab"),
    "today, slots": ("escape", "tab", "tab"),
    "today, a slot that is cancelled": ("escape", "tab", "tab", "up"),
    "today, to be told": ("escape", "tab", "tab", "pagedown"),
    "today, inbox": ("escape", "tab", "tab", "tab"),
    "today, call back": ("escape", *["tab"] * 4),
    "today, finished": ("escape", *["tab"] * 5),
    "help to today": ("?",),
    "who, nothing typed": ("n",),
    "who, one letter": ("n", "k"),
    "who, matches": ("n", "kirst mø"),
    "who, nobody fits": ("n", "xenia"),
    "who, a number": ("n", "120361-4322"),
    "help to who": ("n", "kirst", "f2"),
    "more about someone known": ("n", "kirst", "tab"),
    "more about someone known, companion": ("n", "kirst", "tab", "tab"),
    "more about someone new": ("n", "villy frost", "tab"),
    "more about someone new, wrong": ("n", "villy frost", "tab", "31.02.1970", "enter"),
    "more about someone new, channel": ("n", "villy", "tab", "tab", "tab", "tab"),
    "more about someone new, alike": ("n", "kirstn møgelkær 04.07.1979", "tab"),
    "more about someone new, alike, channel": ("n", "kirstn møgelkær", "tab", *["tab"] * 3),
    "one we know in place of someone new": ("n", "kirstn møgelkær 04.07.1979", "tab", "down"),
    "help to one we know": ("n", "kirstn møgelkær 04.07.1979", "tab", "down", "f2"),
    "a letter": ("escape", *["tab"] * 3, "enter"),
    "a letter, further down": ("escape", *["tab"] * 3, "enter", "pagedown", "pagedown"),
    "a letter, from one we know": ("escape", *["tab"] * 3, "enter", "up", "up"),
    "a letter of someone known": ("escape", *["tab"] * 3, "down", "enter"),
    "help to a letter": ("escape", *["tab"] * 3, "enter", "?"),
    "help to today's slots": ("escape", "tab", "tab", "?"),
    "cancelling a slot": ("escape", "tab", "tab", "c"),
    "cancelling a slot, the last row": ("escape", "tab", "tab", "c", "Ingen lokaler", "enter"),
    "help to cancelling a slot": ("escape", "tab", "tab", "c", "f2"),
    "to be told": ("escape", "tab", "tab", "pagedown", "enter"),
    "help to to be told": ("escape", "tab", "tab", "pagedown", "enter", "?"),
    "who, one who has a time": ("n", "aase"),
    "help to more": ("n", "villy", "tab", "f2"),
    "why": ("n", "enter"),
    "why, filtered": ("n", "enter", "b"),
    "why, marked": ("n", "enter", "down", "space", "down", "space"),
    "why, nothing fits": ("n", "enter", "xyz"),
    "why, in their own words": ("n", "enter", "tab", "Skal være ude fredag"),
    "help to why": ("n", "enter", "f2"),
    "how did it end": (
        "escape",
        "f",
    ),
    "how did it end, filtered": ("escape", "f", "g"),
    "how did it end, one line": ("escape", "f", "tab", "Kom godt af sted"),
    "help to how": ("escape", "f", "f2"),
    "fill in": ("e",),
    "fill in, one line": ("e", "tab"),
    "fill in, a reason less": ("escape", "e", *["down"] * 3, "space"),
    "citizens, nothing typed": ("2",),
    "citizens, matches": ("/", "kirst"),
    "citizens, more than fit": ("/", "an"),
    "citizens, nobody fits": ("/", "xenia"),
    "help to citizens": ("/", "f2"),
    "a citizen's page": ("escape", "o"),
    "a citizen's page, further down": ("escape", "o", "down", "pagedown"),
    "help to a citizen's page": ("escape", "o", "?"),
    "a new enquiry from their page": ("escape", "tab", "o", "+"),
    "more about someone earlier": ("n", "kirst", "tab", *["tab"] * 4, "9.40"),
    "left open": ("enter",),
    "left open, an outcome": ("enter", "h"),
    "left open, the times": ("enter", "h", "tab", "14.10"),
    "left open, closing": ("enter", "h", "tab", "tab", "14.10"),
    "left open, wrong": ("enter", "h", "tab", "tab", "snart", "enter"),
    "help to left open": ("enter", "f2"),
    "an enquiry": ("shift+tab", "enter"),
    "an enquiry, a time": ("shift+tab", "enter", "enter"),
    "an enquiry, wrong": ("shift+tab", "enter", "enter", "x", "enter"),
    "an enquiry, one line": ("shift+tab", "enter", "up", "enter", " Kom godt hjem"),
    "an enquiry, a choice": ("shift+tab", "enter", *["down"] * 3, "enter"),
    "an enquiry, why": ("shift+tab", "enter", *["down"] * 6, "enter"),
    "an enquiry, whose": ("shift+tab", "enter", "m"),
    "an enquiry from their page": ("escape", "tab", "o", "enter"),
    "whose": ("m",),
    "whose, matches": ("m", "kirst"),
    "whose, nobody fits": ("m", "xenia"),
    "help to whose": ("m", "f2"),
    "a protected citizen's page": ("/", "karen va", "enter"),
    "a protected citizen's page, shown": ("/", "karen va", "enter", "r"),
    "a citizen's facts": ("o", "e"),
    "a citizen's facts, a row open": ("o", "e", "down", "enter"),
    "a citizen's facts, something written": ("o", "e", "down", "enter", "20 00 00 16"),
    "a citizen's facts, an answer": ("o", "e", "down", "down", "enter"),
    "a protected citizen's facts": ("/", "karen va", "enter", "e"),
    "a protected citizen's facts, shown": ("/", "karen va", "enter", "e", "r"),
    "help to a citizen's facts": ("o", "e", "?"),
    "command finder, nothing typed": (":",),
    "command finder, last used": (":", "board", "enter", ":"),
    "command finder, a word": (":", "fi"),
    "command finder, nothing fits": (":", "xyz"),
    "command finder on a citizen's page": ("escape", "o", ":"),
    "help to command finder": (":", "f2"),
    "a call-back": ("d", "tab", "tab", "enter"),
    "a call-back, writing": ("d", "tab", "tab", "enter", "enter", " søster"),
    "help to a call-back": ("d", "tab", "tab", "enter", "f2"),
    "a new call-back": ("d", "tab", "tab", "+"),
    "a new call-back, matches": ("d", "tab", "tab", "+", "kirst", "enter", "right"),
    "a new call-back, the last row": (
        *("d", "tab", "tab", "+", "Ole uden navn", "enter", "enter", "20 00 00 12"),
        *("enter", "enter"),
    ),
    "a new call-back, wrong": ("d", "tab", "tab", "+", "Ole B", *["enter"] * 5),
    "a citizen's page, a call-back": ("d", "tab", "tab", "o"),
    "the day in the house": ("d",),
    "the day in the house, handover": ("d", "tab", "down"),
    "the day in the house, call back": ("d", "tab", "tab"),
    "help to the day in the house": ("d", "tab", "tab", "?"),
    "on duty, the hours": ("d", "e", "enter", "9-13"),
    "on duty, wrong hours": ("d", "e", "enter", "fra ni", "enter"),
    "on duty, one more": ("d", "+"),
    "on duty, one more, who": ("d", "+", "up"),
    "handover, a new line": ("d", "tab", "+", "Husk nøglen"),
    "handover, a line": ("d", "tab", "e"),
    "handover, a line in other words": ("d", "tab", "e", "enter", " og hos Mette"),
    **BOOKING_SCREENS,
}
# What only the leader reaches, from the leader's Today.
_KINDS = {
    name: ("9",) + ("tab",) * n
    for n, name in enumerate(
        (
            *("staff", "reasons", "heard of us", "outcomes", "closing reasons", "what comes after"),
            *("activities", "rooms", "limits", "hours", "closed days", "working hours"),
            *("room hours", "numbers"),
        )
    )
}
LEADERS_SCREENS: dict[str, tuple[str, ...]] = {
    # First, as a colleague is held further down, who has the hours of these.
    **hours_screens(_KINDS),
    **{f"settings, {name}": keys for name, keys in _KINDS.items()},
    "settings, further down": (*_KINDS["reasons"], "pagedown", "pagedown"),
    "settings, a colleague held": ("9", "down", "down", "h"),
    "settings, a reason retired": (*_KINDS["reasons"], "h"),
    "settings, a number retired": (*_KINDS["numbers"], "h"),
    "help to settings": ("9", "?"),
    "a new colleague": ("9", "+"),
    "a new colleague, the last row": (
        *("9", "+", "Mikael Juul", "enter", "MIJ", "enter", "enter", "kaffe og rugbrød"),
    ),
    "a new colleague, wrong": (
        *("9", "+", "Mikael Juul", "enter", "MJU", "enter", "enter"),
        *("kaffe og rugbrød", "enter"),
    ),
    "a colleague": ("9", "enter"),
    "a colleague, the name": ("9", "enter", "enter", " Holm"),
    "a colleague, the role": ("9", "enter", "down", "enter"),
    "a reason": (*_KINDS["reasons"], "enter", " og andet"),
    "a reason, out of the row": (*_KINDS["reasons"], "enter", "escape"),
    "a new reason": (*_KINDS["reasons"], "+", "Hund og kat"),
    "a reason on its way": (*_KINDS["reasons"], "down", "m", "down"),
    "help to moving": (*_KINDS["reasons"], "m", "f2"),
    "an outcome that stays, wrong": (*_KINDS["outcomes"], "h"),
    "a limit": (*_KINDS["limits"], "down", "enter", "5"),
    "a limit, wrong": (*_KINDS["limits"], "down", "enter", "x", "enter"),
    "opening hours": (*_KINDS["hours"], "enter", ".30"),
    "opening hours, wrong": (*_KINDS["hours"], "enter", "x", "enter"),
    "a new closed day": (*_KINDS["closed days"], "+", "31 12 2026", "enter"),
    "a new closed day, wrong": (*_KINDS["closed days"], "+", "i morgen", "enter", "enter"),
    "a closed day": (*_KINDS["closed days"], "enter", " fra kl. 12"),
    **TALK_SCREENS,
    "a number": (*_KINDS["numbers"], "enter", "enter", " mv."),
    "a new number": (*_KINDS["numbers"], "+", "Læge vagt", "enter", "20 00 00 07", "enter"),
    "a number on its way": (*_KINDS["numbers"], "m", "down"),
    "help to a form": (*_KINDS["numbers"], "enter", "enter", "f2"),
    "who is ill": (":", "sick", "enter"),
    "who is ill, until when": (":", "sick", "enter", "m", "tab", "fredag"),
    "who is ill, wrong": (":", "sick", "enter", "enter"),
    "help to who is ill": (":", "sick", "enter", "f2"),
    "ill today": (":", "sick", "enter", "m", "enter"),
    "ill today, for days": (":", "sick", "enter", "m", "tab", "fredag", "enter"),
    "ill today, giving": (":", "sick", "enter", "m", "enter", "down", "b"),
    "ill today, moving": (":", "sick", "enter", "m", "enter", "m", "m"),
    "ill today, cancelling": (":", "sick", "enter", "m", "enter", "c"),
    "ill today, dealt with": (":", "sick", "enter", "m", "enter", "c", "enter", "up"),
    "ill today, nothing hit": (":", "sick", "enter", "l", "enter"),
    "help to ill today": (":", "sick", "enter", "m", "enter", "?"),
    "help to ill today, giving": (":", "sick", "enter", "m", "enter", "down", "b", "f2"),
    "acute numbers": ("0",),
    "help to acute numbers": ("0", "?"),
    "acute numbers, from help": ("n", "f2", "0"),
    **PLAN_SCREENS,
}
SCREENS |= course_screens.HOSTS
LEADERS_SCREENS |= course_screens.LEADERS
# Whose screens are walked, from Today.
WALKS = {"BOD": SCREENS, "ÅSE": LEADERS_SCREENS}
# Those that are not reached from Today.
BEFORE: dict[str, tuple[str, tuple[str, ...]]] = {
    "log-in": ("", ()),
    "log-in, password": ("", ("BOD", "enter", PASSWORD)),
    "log-in, wrong": ("", ("BOD", "enter", "forkert kode", "enter")),
    "help to log-in": ("", ("f2",)),
    "the first password": ("", ("NYE", "enter", "sat af lederen", "enter")),
    "the first password, wrong": ("", ("NYE", "enter", "sat af lederen", "enter", "kort", "enter")),
    "settings are for the leader": ("BOD", ("9",)),
    "acute numbers of a volunteer": ("ERI", ("0",)),
    "a volunteer's day": ("ERI", ()),
    "help to a volunteer": ("ERI", ("?",)),
    "a leader's day": ("ÅSE", ()),
    "an outreach worker's day": ("LIV", ()),
    "my working hours": ("MJU", (":", "vacation", "enter")),
    "my days away": ("LIV", (":", "vacation", "enter", "+")),
}


@pytest.fixture
def house(house: House) -> House:
    """The morning, with letters, finished ones, and names that are hard to fit."""
    now = house.moment
    with house.open():
        house.do(colleague(house, "ÅSE"), opening_hours.close_day, date(2026, 12, 24), "Juleaften")
        someone = NewCitizen(
            *LONG, phone="20 00 00 99", street="Gammel Strandvejs Sidegade 121, 4. tv."
        )
        reasons = ("money_debt", "post_digital", "everyday_life")
        house.moment = now - timedelta(days=400)
        for _visit in range(30):
            house.moment += timedelta(days=7)
            house.do(
                colleague(house, "BOD"),
                enquiries.finish,
                register(house, channel=Channel.LETTER),
                "other",
            )
        house.moment = now - timedelta(days=1)
        for anybody in (NewCitizen("Viggo", "Storm"), None):
            register(house, anybody, reasons=reasons, companion_kind="relative", companion="søn")
        house.moment = now - timedelta(minutes=16)
        register(
            house, someone, reasons=reasons, companion="sin søster og hendes mand", note=SAYING
        )
        house.moment = now - timedelta(days=140)
        deliver(house)
        house.moment = now
        for channel in (Channel.LETTER, Channel.DIGITAL):
            register(house, NewCitizen("Tove", "Kruse"), channel=channel, reasons=reasons)
        for outcome in ("helped", "left_without_help", "conversation"):
            finished = register(house, NewCitizen(*LONG))
            house.do(colleague(house, "LIV"), enquiries.finish, finished, outcome)
        _told(house)
        _booked(house)
        say_and_consent(house)

        course_screens.in_courses(house)
        write_hours(house)
        talk(house, SAYING)
        write_bookings(house, SAYING)
    return house


def _told(house: House) -> None:
    """Colleagues on duty, lines handed over, and those who want to be called; BOD is not there."""
    now, today = house.moment, local_date(house.moment)
    house.moment = now - timedelta(days=3)
    mette = colleague(house, "MJU")
    for text in ("Nøglen til loftet ligger hos Bo.", SAYING * 2):
        house.do(mette, handover.write, text)
    house.do(mette, call_backs.take_down, caller=" ".join(LONG), about=SAYING)
    house.moment = now
    for initials, hours in (("MJU", "9-13"), ("KSØ", "9.30-12, 13-15"), ("LIV", "")):
        house.do(mette, duty.put_on, today, colleague(house, initials).staff_id, hours)
    known = house.rows("SELECT id FROM citizen WHERE address_protected = 1 LIMIT 1")[0][0]
    house.do(mette, call_backs.take_down, citizen_id=known, for_staff=2, about="mødet")


def _booked(house: House) -> None:
    """A day with slots: to come, cancelled, sent word, moved to tomorrow, and not told of all."""
    bo = colleague(house, "BOD")
    ids = dict(house.rows("SELECT given_name || ' ' || family_name, id FROM citizen"))
    whole = " ".join(LONG)
    booked = {}
    for name, initials, hours in (
        ("Aase Lund", "MJU", 2), (whole, "MJU", 3), ("Karen Vang", "KSØ", 2),
        ("Søren Kjær", "KSØ", 1), ("Ole Hansen", "MJU", 1),
    ):  # fmt: skip
        when = house.moment.replace(minute=0, second=0) + timedelta(hours=hours)
        coach = colleague(house, initials).staff_id
        assert coach is not None
        new = NewSlot(ids[name], when, coach, note=SAYING if name == whole else "")
        booked[name] = house.do(bo, slots.book, new)
    cancelled = booked["Karen Vang"].slot_id
    house.do(bo, slots.mark, *diary.standing(house, cancelled), SlotStatus.CANCELLED_HOUSE, SAYING)
    house.do(
        bo,
        slots.mark,
        *diary.standing(house, booked["Søren Kjær"].slot_id),
        SlotStatus.CANCELLED_CITIZEN,
    )
    slot = booked["Ole Hansen"]
    tomorrow = slot.starts_at + timedelta(days=1)
    house.do(bo, slots.move, slot.slot_id, slot.version, starts_at=tomorrow)


def deliver(house: House) -> None:
    """A letter that is long, from somebody who is like others."""
    letter = Delivery(
        given_name=LONG[0],
        family_name="Møgelkær",
        birth_date=date(1979, 7, 4),
        phone="20 00 00 99",
        email="maria-elisabeth.wilhelmine.oestergaard@example.com",
        message=SAYING + "\n\n" + SAYING * 9,
        reasons=("money_debt", "post_digital", "everyday_life"),
        heard_from="housing_association",
    )
    house.do(colleague(house, "BOD"), inbox.deliver, letter)


Look = Callable[[str, Inside], None]


def on_every_screen(house: House, size: tuple[int, int], look: Look) -> None:
    """Draw each screen at this size, and look at it."""

    async def walk() -> None:
        for initials, screens in WALKS.items():
            async with inside(house, size=size, log_in_as=initials) as desk:
                for name, keys in screens.items():
                    await desk.start_over()
                    await desk.press(*keys)
                    look(name, desk)
                await on_two_at_once(house, desk, look)
        for name, (initials, keys) in BEFORE.items():
            async with inside(house, size=size, log_in_as=initials or None) as desk:
                await desk.press(*keys)
                look(name, desk)

    run(walk())


async def on_two_at_once(house: House, desk: Inside, look: Look) -> None:
    """The panel that no key leads to: somebody else saved what one is writing."""
    await desk.start_over()
    await desk.press("o", "e", "down", "enter", "20 00 00 16")
    form = desk.view
    assert isinstance(form, EditFacts)
    house.do(
        colleague(house, "MJU"),
        citizen_facts.edit,
        form.who.id,
        form.version,
        {"phone": f"20 00 00 {desk.app.desk.who.staff_id}"},
    )
    await desk.press("enter")
    look("two at once", desk)
    await desk.press("down", "down", "enter")
    look("two at once, a third text", desk)


# Rows.


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("spoken", ["da", "en"])
def test_every_screen_fits(
    house: House, language: Callable[[str], None], spoken: str, size: tuple[int, int]
) -> None:
    language(spoken)
    columns, rows = size
    too_wide: list[str] = []

    def look(name: str, desk: Inside) -> None:
        assert len(desk.lines) == rows, name
        too_wide.extend(
            f"{name}: {line}" for line in desk.lines if cell_len(line.rstrip()) > columns
        )
        # The last row has the keys, and one row at most has the mark.
        assert desk.lines[-1].strip(), name
        marks = [line for line in desk.lines if line.startswith(">")]
        assert len(marks) <= 1, f"{name}\n{desk.text}"
        if "help" not in name and "role" not in desk.text:
            day = desk.lines[0]
            assert day.startswith("Din Indgang"), day
        assert "{" not in desk.text, f"{name}\n{desk.text}"

    on_every_screen(house, size, look)
    assert not too_wide, "\n".join(too_wide)


def test_every_context_of_the_table_is_on_some_screen(house: House) -> None:
    """A screen added to the table has to be added to SCREENS as well, or nothing here sees it."""
    seen: set[str] = set()

    def look(_name: str, desk: Inside) -> None:
        seen.update(desk.view.contexts())

    on_every_screen(house, (80, 24), look)
    assert {command.context for command in TABLE} - {ANYWHERE} == seen


@pytest.mark.parametrize("spoken", ["da", "en"])
def test_every_key_bar_fits_80_columns(
    house: House, language: Callable[[str], None], spoken: str
) -> None:
    """Logging out, which the help has as well, is all that may be left out for want of room."""
    language(spoken)

    def look(name: str, desk: Inside) -> None:
        view, role, shown = desk.view, desk.app.desk.who.role, desk.lines[-1]
        assert cell_len(shown) <= 80
        for command_id in view.bar():
            command = commands.get(view.contexts(), command_id)
            if role in command.may and _(command.label) not in shown:
                assert command_id == "log_out", f"{name}: {command_id} is not in {shown}"
                assert "help" in view.bar()

    on_every_screen(house, (80, 24), look)


@pytest.mark.parametrize("spoken", ["da", "en"])
def test_the_first_row_is_whole_on_every_day_of_the_year(
    house: House, language: Callable[[str], None], spoken: str
) -> None:
    """September in Danish is the longest there is."""
    language(spoken)
    now = datetime(2026, 1, 1, 12, tzinfo=UTC)
    moment = [now]

    async def look() -> None:
        async with inside(house, clock=lambda: moment[0]) as desk:
            for day in range(366):
                moment[0] = now + timedelta(days=day)
                desk.app.redraw()
                first = desk.lines[0]
                assert "…" not in first, first
                assert cell_len(first) == 80, first

    run(look())


# Keys.


def test_no_key_is_one_that_does_not_arrive() -> None:
    """Ctrl, Alt and most F-keys are taken by tmux, by terminals and by desktops."""
    named = {"enter", "escape", "tab", "shift+tab", "space", "up", "down", "left", "right"}
    named |= {"pageup", "pagedown", "f2", "f3", "f8", "f9", "slash", "question_mark", "plus"}
    named |= {"colon"}
    for command in TABLE:
        for key in command.keys:
            assert key in named or (len(key) == 1 and key.isascii() and key.isalnum()), command


def test_x_and_the_capitals_are_not_used() -> None:
    """x was settled to mean nothing; a capital is a Caps Lock that somebody left on."""
    keys = {key for command in TABLE for key in command.keys}
    assert "x" not in keys
    assert not [key for key in keys if len(key) == 1 and key.isupper()]


def test_no_two_commands_of_a_context_share_a_key_or_an_id() -> None:
    for context in {command.context for command in TABLE}:
        here = [command for command in TABLE if command.context == context]
        keys = [key for command in here for key in command.keys]
        assert len(keys) == len(set(keys)), context
        ids = [command.id for command in here]
        assert len(ids) == len(set(ids)), context


@pytest.mark.parametrize("command", TABLE, ids=lambda command: f"{command.context} {command.id}")
def test_every_command_says_what_it_is_in_both_languages(command: Command) -> None:
    for text in (command.label, command.help):
        assert text.strip() == text != ""
        assert da(text) != text or text in SAME_IN_DANISH, f"no Danish for {text!r}"
    assert command.may
    assert bool(command.keys) is bool(command.shown)
    assert not (command.keys and command.context == ANYWHERE)
    assert bool(command.area) is (command.context == ANYWHERE)
    for text in filter(None, (command.also, command.area)):
        assert da(text) != text or text in SAME_IN_DANISH, f"no Danish for {text!r}"
    assert cell_len(da(command.label)) <= 20
    assert cell_len(da(command.help)) <= 80 - 18, "the help has it on one line"


def test_every_key_means_one_thing_on_every_screen_and_has_a_method(house: House) -> None:
    def look(name: str, desk: Inside) -> None:
        view = desk.view
        taken: dict[str, Command] = {}
        for context in view.contexts():
            for command in TABLE:
                if command.context != context:
                    continue
                owner = desk.app if context in (EVERYWHERE, ALWAYS) else view
                method = getattr(owner, f"do_{command.id}", None)
                assert callable(method), f"{name}: nothing does {command.id} of {context}"
                assert inspect.signature(method).parameters == {}, command
                for key in command.keys:
                    other = taken.setdefault(key, command)
                    assert other is command, f"{name}: {key} is {other.id} and {command.id}"
        for command_id in view.bar():
            assert commands.get(view.contexts(), command_id).id == command_id

    on_every_screen(house, (80, 24), look)


def test_letters_are_text_where_text_is_typed(house: House) -> None:
    """Save the space, which marks in the list of reasons, and no filter needs one."""

    def look(name: str, desk: Inside) -> None:
        view = desk.view
        if view.writing() is None:
            return
        assert EVERYWHERE not in view.contexts(), name
        for command in TABLE:
            if command.context in view.contexts():
                for key in command.keys:
                    typed = len(key) == 1 or key in ("slash", "question_mark", "plus", "colon")
                    assert not typed, f"{name}: {key} is {command.id}"
                    assert key != "space" or command.context == "reasons", name

    on_every_screen(house, (80, 24), look)


def deeds(house: House) -> int:
    return len(house.rows("SELECT id FROM unit_of_work"))


async def take_back(desk: Inside, deeds: int) -> None:
    """Undo what a key did, so that the next one meets the same house."""
    if deeds and desk.app.desk.who.staff_id is not None:
        await desk.start_over()
        await desk.press(*["u"] * deeds)


def test_every_key_of_every_bar_does_something(house: House) -> None:
    """Arrows aside, which have nowhere to go in a list of one, F9, which ends it, and an Enter
    that says the same sentence once more."""
    with house.open():
        for _one in range(60):
            register(house)
            house.do(colleague(house, "MJU"), call_backs.take_down, about="mødet")
        now = house.moment
        house.moment = now - timedelta(days=140)
        for _one in range(12):
            deliver(house)
        house.moment = now
    idle: list[str] = []

    async def look() -> None:
        for initials, screens in WALKS.items():
            async with inside(house, log_in_as=initials) as desk:
                for name, keys in screens.items():
                    await desk.start_over()
                    await desk.press(*keys)
                    contexts = desk.view.contexts()
                    for command_id in desk.view.bar():
                        for key in commands.get(contexts, command_id).keys:
                            if command_id in ("up", "down", "leave") or "wrong" in name:
                                continue
                            await desk.start_over()
                            await desk.press(*keys)
                            before, done = desk.text, deeds(house)
                            await desk.press(key)
                            assert desk.app.is_running, f"{name}: {key}"
                            if desk.text == before:
                                idle.append(f"{name}: {key} {command_id}")
                            await take_back(desk, deeds(house) - done)
                            if desk.app.desk.who.staff_id is None:
                                desk.app.desk.who = colleague(house, initials)

    run(look())
    assert not idle, "\n".join(idle)
    assert not house.crashes


def test_the_help_names_every_key_of_its_screen(house: House) -> None:
    async def look() -> None:
        for initials, screens in WALKS.items():
            async with inside(house, size=(80, 60), log_in_as=initials) as desk:
                for name, keys in screens.items():
                    await desk.start_over()
                    await desk.press(*keys)
                    about, role = desk.view, desk.app.desk.who.role
                    if "help" in name:
                        continue
                    await desk.press("f2")
                    for context in about.contexts():
                        for command in TABLE:
                            if command.context == context and role in command.may:
                                shown = " ".join(desk.text.split())  # it may take two lines
                                assert command.help in shown, f"{name}: {command.id}"
                    # Back to the same mark, field and text.
                    await desk.press("escape")
                    assert desk.view is about, name

    run(look())


# A window too small.


def test_too_small_a_window_shows_one_sentence_and_keeps_the_text(
    house: House, language: Callable[[str], None]
) -> None:
    language("da")
    sentence = da(
        "The window is too small. Make it at least 80 characters wide and 24 lines high."
        " Everything is kept."
    )

    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("n", "kirst mø", "down")
            before = desk.text
            for size in [(79, 24), (80, 23), (40, 10), (20, 5), (200, 10), (5, 40)]:
                await desk.resize(*size)
                # Only the sentence, as much of it as there is room for.
                shown = " ".join(" ".join(desk.lines).split())
                assert shown and "".join(sentence.split()).startswith("".join(shown.split()))
                await desk.press("x", "enter", "escape", "down")
                await desk.resize(80, 24)
                assert desk.text == before

    run(look())
    assert canvas.LEAST == (80, 24)


# Roles.


def test_what_a_role_may_not_do_stands_neither_in_its_bar_nor_in_its_help(house: House) -> None:
    async def look() -> None:
        async with inside(house, size=(80, 40), log_in_as="ERI") as desk:
            here = [command for command in TABLE if command.context in desk.view.contexts()]
            allowed = {command.help for command in here if Role.VOLUNTEER in command.may}
            await desk.press("?")
            for command in here:
                assert (command.help in desk.text) is (command.help in allowed), command.id

    run(look())


def test_the_detail_of_the_marked_row_is_beside_the_list_from_120_columns(
    house: House, language: Callable[[str], None]
) -> None:
    language("da")

    async def look() -> None:
        async with inside(house, size=(120, 40)) as desk:
            await desk.press("escape", "down")
            column = {line.find("│") for line in desk.lines[1:-2]}
            assert column == {120 - canvas.SIDE - 2}
            beside = "\n".join(line.partition("│")[2] for line in desk.lines)
            assert "Kirsten Møller" in beside
            assert NOTE in " ".join(beside.split())
            await desk.resize(119, 40)
            assert not any("│" in line for line in desk.lines)

    run(look())


def test_no_view_knows_the_database_or_the_widgets_of_textual() -> None:
    for file in (Path(apps.__file__).parent / "views").glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "SELECT " not in text and "import sqlite" not in text, file
        assert "from textual" not in text, file
