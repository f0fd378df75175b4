"""New enquiry: whoever walks in is registered in a handful of keys, and never the wrong one."""

from __future__ import annotations

import signal

import pytest

from din_indgang_tui import app
from din_indgang_tui.house import enquiries
from din_indgang_tui.house.codes import CHANNEL_LABELS, Channel, State
from tests.desk.conftest import Seat
from tests.desk.house import ALIKE, NOTE, House, Sitting, colleague, da, short

pytestmark = pytest.mark.terminal


def waits(desk: Sitting, name: str, *reasons: str) -> None:
    """The screen, the file and the printed day agree that this one waits, for these reasons."""
    shown = short(name) if name else da("Anonymous")
    desk.says(da("Saved: {name} waits.", name=shown)).mark_on(shown.split()[0])
    last = desk.house.today().waiting[-1]
    assert (last.full_name, last.reasons) == (name, reasons)
    assert desk.waits() == len(desk.house.waiting()) == 6
    (printed,) = (
        line for line in desk.house.day_lines().splitlines() if line.startswith(desk.marked()[2:7])
    )
    assert shown.split()[0] in printed


# The keys of design.md: known at most 8 besides the name, new at most 8, anonymous at most 5.


def test_a_known_person_waits_after_four_keys(desk: Sitting) -> None:
    desk.press("n").look_for("aase l", "Aase Lund")
    desk.press("enter").wait_for(da("New enquiry, 2 of 2: why?"))
    desk.press("h", "enter")
    waits(desk, "Aase Lund", "everyday_life")
    assert desk.keys == 4


def test_the_second_match_with_two_reasons_waits_after_eight(desk: Sitting) -> None:
    desk.press("n").look_for("kirst mø", "Kirsten Møgelkær").press("down", "down")
    desk.mark_on("Kirstine Mørk").press("enter").wait_for(da("New enquiry, 2 of 2: why?"))
    desk.press("b").mark_on("Bolig").press(" ").wait_for("(1) Bolig")
    desk.press("ø", "enter")
    waits(desk, "Kirstine Mørk", "housing", "money_debt")
    assert desk.keys == 8


def test_a_new_person_waits_after_four_keys(desk: Sitting) -> None:
    desk.press("n").look_for("villy frost", "Villy Frost").press("enter", "e", "enter")
    waits(desk, "Villy Frost", "loneliness")
    assert desk.keys == 4
    assert desk.house.rows("SELECT given_name FROM citizen WHERE family_name = 'Frost'") == [
        ("Villy",)
    ]


def test_a_new_person_among_matches_waits_after_five(desk: Sitting) -> None:
    desk.press("n").look_for("Kirsten", "Kirsten Møgelkær").press("up")
    desk.mark_on("Kirsten").press("enter", "e", "enter")
    waits(desk, "Kirsten", "loneliness")
    assert desk.keys == 5


def test_a_new_person_with_birth_date_and_phone_waits_after_eight(desk: Sitting) -> None:
    desk.press("n").look_for("villy frost", "Villy Frost").press("tab")
    desk.wait_for(lambda: desk.marked().startswith("> " + da("Birth date")))
    desk.type("12-3-61").press("tab").type("20 00 00 12")
    desk.press("enter").wait_for(da("New enquiry, 2 of 2: why?")).press("e", "enter")
    waits(desk, "Villy Frost", "loneliness")
    assert desk.keys <= 8
    assert desk.house.rows(
        "SELECT birth_date, phone_digits FROM citizen WHERE family_name = 'Frost'"
    ) == [("1961-03-12", "20000012")]


def test_an_anonymous_one_waits_after_four_keys_and_without_a_reason_after_three(
    desk: Sitting,
) -> None:
    desk.press("n").mark_on(da("Stays anonymous")).press("enter", "a", "k", "enter")
    waits(desk, "", "crisis")
    assert desk.keys <= 5
    desk.keys = 0
    desk.press("n").mark_on(da("Stays anonymous")).press("enter", "enter")
    desk.wait_until(7).mark_on(da("not said yet"))
    assert desk.house.today().waiting[-1].reasons == ()
    assert desk.keys == 3


# A fast typist.


def test_enter_right_behind_the_name_takes_that_name_every_time(desk: Sitting) -> None:
    """Every key of a walk-in at once. What is right for a part of the name is someone else."""
    for number, name in enumerate(ALIKE, start=1):
        desk.send(f"n{name.lower()}\rb\r").wait_until(5 + number)
    assert desk.house.waiting()[5:] == ALIKE
    assert {row.reasons for row in desk.house.today().waiting[5:]} == {("housing",)}


def test_thirty_walk_ins_in_one_burst(desk: Sitting) -> None:
    desk.send("".join(f"n{name}\rø\r" for name in reversed(ALIKE)))
    desk.wait_until(35)
    assert desk.house.waiting()[5:] == ALIKE[::-1]
    assert desk.house.drafts() == ""


@pytest.mark.parametrize(
    ("keys", "who"),
    [
        ("nkirst mø\x1b[B\x1b[B\r\r", "Kirstine Mørk"),
        ("nkirst mø\x1b[A\r\r", "Kirst Mø"),
        ("naase lundx\x7f\r\r", "Aase Lund"),
        ("nase lund\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[Da\r\r", "Aase Lund"),
        ("n20 00 00 46\r\r", "Aase Lund"),
        ("n140246\r\r", "Aase Lund"),
        ("n120361-4322\r\r", "Ole Hansen"),
    ],
)
def test_arrows_and_corrections_of_a_fast_typist_count(desk: Sitting, keys: str, who: str) -> None:
    desk.send(keys).wait_until(6)
    assert desk.house.waiting()[-1] == who


def test_down_in_a_burst_moves_in_the_list_of_the_whole_text(desk: Sitting) -> None:
    """The same in Citizens, where Enter opens a page and puts the look on record."""
    desk.send("/kirst mø\x1b[B\x1b[B\r").wait_for("Kirstine Mørk, ")
    assert desk.house.rows(
        "SELECT given_name FROM look l JOIN citizen c ON c.id = l.citizen_id"
    ) == [("Kirstine",)]


# Who is on the list.


def test_someone_who_waits_already_is_gone_to(desk: Sitting) -> None:
    desk.begin().look_for("yusuf", "Yusuf Demir").wait_for(
        lambda: desk.marked().endswith(da("waits since {time}", time=desk.marked()[-5:]))
    )
    desk.press("enter").says(da("{name} is here already: this line.", name="Yusuf D."))
    desk.mark_on("Yusuf D.")
    assert desk.waits() == 5
    # Their name was only looked for: there is nothing to go on with.
    desk.begin()
    assert desk.house.drafts() == ""


def test_up_from_the_best_match_is_the_new_person(desk: Sitting) -> None:
    desk.begin().look_for("kirst mø", "Kirsten Møgelkær")
    desk.press("up").mark_on(da("New person: {name}", name="Kirst Mø"))


def test_nobody_fits_offers_a_new_person_and_nothing_typed_stays_anonymous(desk: Sitting) -> None:
    desk.begin().mark_on(da("Stays anonymous"))
    desk.look_for("xenia", da("New person: {name}", name="Xenia"))
    desk.wait_for(da("Nobody here fits."))


def test_a_number_hides_its_tail_wherever_it_is_shown(desk: Sitting) -> None:
    desk.begin().type("frost 120361-4322").wait_for("frost 120361-****")
    desk.press("tab").wait_for(da("Given name"))
    desk.press("tab", "tab", "tab").wait_for(lambda: "120361" in desk.text())
    desk.press("esc").wait_for("frost 120361-****").press("esc")
    desk.says(da("Closed. What you wrote is kept as a draft: n, then the last row."))
    desk.begin().wait_for("frost 120361").press("f9")
    assert desk.wait_exit() == 0
    assert b"4322" not in desk.raw


def test_protected_addresses_look_like_missing_ones(desk: Sitting) -> None:
    desk.begin().look_for("karen v", "Karen Vang")
    assert desk.marked().split("1958")[1].split()[0] == "-"


# Other ways than the door.


@pytest.mark.parametrize(
    ("channel", "state"),
    [
        (Channel.PHONE, State.WITH_US),
        (Channel.OUTREACH, State.WITH_US),
        (Channel.PARTNER, State.WITH_US),
        (Channel.DIGITAL, State.INBOX),
        (Channel.LETTER, State.INBOX),
    ],
)
def test_the_same_panel_for_every_channel(desk: Sitting, channel: Channel, state: State) -> None:
    label = da(CHANNEL_LABELS[channel])
    desk.begin().look_for("aase", "Aase Lund").press("tab")
    desk.wait_for(lambda: desk.marked().startswith("> " + da("Channel")))
    for _step in range(list(Channel).index(channel)):
        desk.press("right")
    desk.wait_for(f"< {label} >").press("enter", "h", "enter")
    desk.says("Aase Lund")
    day = desk.house.today()
    rows = day.with_us if state is State.WITH_US else day.inbox
    (entered,) = (row for row in rows if row.full_name == "Aase Lund")
    assert (entered.channel, entered.state) == (channel, state)
    assert entered.reasons == ("everyday_life",)
    assert desk.waits() == 5
    if state is State.WITH_US:
        assert (entered.met_by, entered.met_at) == ("Bo Dam", entered.arrived_at)
    assert label in desk.house.day_lines() or state is State.INBOX


def test_someone_in_the_hall_may_telephone_too(desk: Sitting) -> None:
    desk.begin().look_for("yusuf", "Yusuf Demir").press("tab")
    desk.wait_for(lambda: desk.marked().startswith("> " + da("Channel")))
    desk.press("right", "enter", "h", "enter")
    desk.says(da("Saved: {name} is with you now.", name="Yusuf D."))
    assert "Yusuf Demir" in desk.house.waiting()


# Drafts: what is typed is never lost.


def test_esc_keeps_a_draft_that_the_next_one_offers_as_last_row(desk: Sitting) -> None:
    desk.begin().type("villy fr").press("esc")
    desk.says(da("Closed. What you wrote is kept as a draft: n, then the last row."))
    assert "villy fr" in desk.house.drafts()
    desk.press("n").mark_on(da("Stays anonymous"))
    desk.press("up").mark_on("villy fr").press("enter")
    # At once: what was kept stands there before the next letter is taken.
    desk.type("ost").mark_on("Villy Frost").press("enter", "e", "enter")
    waits(desk, "Villy Frost", "loneliness")
    assert desk.house.drafts() == ""


def test_reasons_and_own_words_come_back_too(desk: Sitting) -> None:
    desk.begin().look_for("villy frost", "Villy Frost").press("enter")
    desk.wait_for(da("Tab to write one line."))
    desk.press("b", " ").wait_for("(1) Bolig").press("tab").type("Skal være ude fredag")
    desk.wait_for("Skal være ude fredag").press("esc", "esc", "esc")
    desk.says(da("Closed. What you wrote is kept as a draft: n, then the last row."))
    desk.press("n", "up", "enter").mark_on("Villy Frost").press("enter")
    desk.wait_for("(1) Bolig").wait_for("Skal være ude fredag").press("enter")
    waits(desk, "Villy Frost", "housing")
    assert desk.house.today().waiting[-1].note == "Skal være ude fredag"


def test_an_emptied_panel_leaves_no_draft(desk: Sitting) -> None:
    desk.begin().type("vi")
    desk.wait_for(lambda: "vi" in desk.house.drafts())
    desk.send("\x7f\x7f").mark_on(da("Stays anonymous")).press("esc")
    desk.wait_for(lambda: not desk.house.drafts())


def test_a_draft_is_on_another_terminal_after_kill_9(desk: Sitting, seat: Seat) -> None:
    """In the file within two seconds of the last letter; the test itself allows for any load."""
    assert app.DRAFT_SECONDS < 2
    desk.begin().type("villy frost").wait_for(lambda: "villy frost" in desk.house.drafts())
    desk.signal(signal.SIGKILL).wait_exit()
    other = seat().log_in()
    other.begin().press("up").mark_on("villy frost").press("enter").mark_on("Villy Frost")


@pytest.mark.parametrize("controlling", [True, False])
def test_a_cut_line_keeps_the_last_letter(house: House, seat: Seat, controlling: bool) -> None:
    desk = seat(controlling=controlling).log_in()
    desk.begin().look_for("villy frost", "Villy Frost").press("tab")
    desk.wait_for(da("Birth date")).type("12-3-").wait_for("12-3-")
    desk.hangup().wait_exit()
    assert "villy frost" in house.drafts()
    assert "12-3-" in house.drafts()
    other = seat().log_in()
    other.begin().press("up").mark_on("villy frost").press("enter", "tab").wait_for("12-3-")


def test_sighup_keeps_the_last_letter(desk: Sitting) -> None:
    desk.begin().type("villy frost").wait_for("villy frost")
    assert desk.signal(signal.SIGHUP).wait_exit(2) == 129
    assert "villy frost" in desk.house.drafts()


def test_a_line_begun_on_another_terminal_is_forgotten_once_it_is_saved(
    desk: Sitting, seat: Seat
) -> None:
    desk.press("f", "tab").type("kom godt").wait_for(lambda: "kom godt" in desk.house.drafts())
    desk.signal(signal.SIGKILL).wait_exit()
    other = seat().log_in()
    other.press("f").wait_for("kom godt").press("enter").says("Kirsten M.")
    assert other.house.drafts() == ""
    assert other.house.rows("SELECT note FROM enquiry WHERE state = 'done' AND note <> ''") == [
        (f"{NOTE} kom godt",)
    ]


def test_a_draft_is_nobody_elses(desk: Sitting, seat: Seat) -> None:
    desk.begin().type("villy frost").wait_for("villy frost").press("f9").wait_exit()
    other = seat().log_in("PIA")
    other.begin()
    assert "villy" not in other.text()


# What cannot be used: a sentence by the field, and the text stays.


def test_a_day_that_is_not_in_the_calendar(desk: Sitting) -> None:
    desk.begin().look_for("villy frost", "Villy Frost").press("tab")
    desk.wait_for(da("Birth date")).type("31.02.1970").press("enter")
    sentence = da("There is no such birth date. Write it like 12.03.1961.")
    desk.says(sentence).mark_on("31.02.1970")
    row = next(n for n, text in enumerate(desk.screen(), start=1) if text.startswith(">"))
    assert desk.row(row + 1).strip() == f"! {sentence}"
    assert desk.said().startswith("! ")
    assert desk.house.rows("SELECT count(*) FROM citizen WHERE given_name = 'Villy'") == [(0,)]
    # Mended in place, it is taken.
    desk.send("\x7f" * 10).type("28.02.1970").press("enter").wait_for(
        da("New enquiry, 2 of 2: why?")
    )


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("310261-4322", "That CPR number begins with a date that is not in the calendar."),
        ("120361-43", "A CPR number has ten digits: 120361-4321."),
    ],
)
def test_a_cpr_number_that_is_none(desk: Sitting, number: str, message: str) -> None:
    desk.begin().look_for("villy frost", "Villy Frost").press("tab")
    desk.wait_for(da("Birth date")).press("tab", "tab").mark_on("CPR")
    desk.type(number).press("enter").says(da(message))
    row = next(n for n, text in enumerate(desk.screen(), start=1) if text.startswith("> CPR"))
    assert desk.row(row + 1).strip() == f"! {da(message)}"
    assert number[:7] in desk.row(row)
    assert desk.house.rows("SELECT count(*) FROM citizen WHERE given_name = 'Villy'") == [(0,)]


def test_a_wrong_number_in_the_finder_comes_back_by_its_field(desk: Sitting) -> None:
    desk.send("nvilly frost 310261-4322\r")
    desk.says(da("That CPR number begins with a date that is not in the calendar."))
    desk.mark_on("CPR")
    assert desk.waits() == len(desk.house.waiting())
    assert desk.house.rows("SELECT count(*) FROM citizen WHERE given_name = 'Villy'") == [(0,)]


def test_a_number_without_modulus_11_is_saved_with_a_word_about_it(desk: Sitting) -> None:
    desk.send("nvilly frost 120362-4322\r\r").wait_until(6)
    desk.says(da("The CPR number fails modulus 11, but may be right."))
    assert desk.house.rows("SELECT cpr, birth_date FROM citizen WHERE given_name = 'Villy'") == [
        ("1203624322", "1962-03-12")
    ]


def test_a_number_someone_has_is_refused_with_their_name(desk: Sitting) -> None:
    desk.begin().look_for("villy frost", "Villy Frost").press("tab")
    desk.wait_for(da("Birth date")).press("tab", "tab").mark_on("CPR")
    desk.type("120361-4322").press("enter", "enter")
    desk.says(
        da(
            "{name} has that CPR number already. Choose them in the list instead.",
            name="Ole Hansen",
        )
    )
    assert desk.house.rows("SELECT count(*) FROM citizen WHERE given_name = 'Villy'") == [(0,)]


def test_a_fourth_reason_is_one_too_many(desk: Sitting) -> None:
    desk.send("n\r").wait_for(da("New enquiry, 2 of 2: why?"))
    desk.press("down").mark_on("Ensomhed")
    desk.press(" ", "down", " ", "down", " ", "down", " ")
    desk.says("! " + da("At most {n}.", n=3))
    desk.press("enter").wait_until(6)
    assert len(desk.house.today().waiting[-1].reasons) == 3


def test_a_reason_that_is_none_saves_nothing(desk: Sitting) -> None:
    desk.send("n\rxyz\r").says("! " + da("No reason fits what you wrote."))
    assert len(desk.house.waiting()) == 5


def test_taken_meanwhile_by_another_desk_is_told(desk: Sitting, house: House) -> None:
    """Two hosts write the same person in: the second is told, and nothing is written twice."""
    desk.begin().look_for("aase", "Aase Lund").press("enter").wait_for(
        da("New enquiry, 2 of 2: why?")
    )
    ((aase,),) = house.rows("SELECT id FROM citizen WHERE given_name = 'Aase'")
    house.do(colleague(house, "PIA"), enquiries.register, enquiries.NewEnquiry(citizen_id=aase))
    desk.press("h", "enter").wait_for(lambda: desk.said().startswith("! Aase L. "))
    desk.mark_on(da("waits since {time}", time=desk.marked()[-5:]))
    assert house.waiting().count("Aase Lund") == 1
    desk.press("enter").says(da("{name} is here already: this line.", name="Aase L."))


# Pasted text.


def test_a_paste_with_escape_sequences_is_only_text(desk: Sitting) -> None:
    desk.begin().bytes_since()
    desk.paste(
        "Kir\x1b]0;titel\x07sten\x1b[31m \x1b]52;c;aGVq\x07Møgel\r\nkær\x1b[201~\x00"
    ).rest_after_paste()
    desk.wait_for("Kirsten Møgel kær")
    sent = desk.bytes_since()
    assert b"\x1b]" not in sent and b"\x07" not in sent and b"[31m" not in sent
    # Not one of its letters was a key: the panel stands, and nothing was saved.
    assert da("New enquiry, 1 of 2: who?") in desk.text()
    assert len(desk.house.waiting()) == 5
    desk.press("enter").wait_for(da("New enquiry, 2 of 2: why?")).press("enter")
    desk.wait_until(6)
    assert desk.house.waiting()[-1] == "Kirsten Møgel Kær"


def test_a_paste_where_nothing_is_written_does_nothing(desk: Sitting) -> None:
    before = desk.mark_on("Kirsten M.").text()
    desk.paste("nfql\r\r").rest_after_paste()
    assert desk.text() == before
    assert desk.house.waiting()[0] == "Kirsten Møller" and NOTE in desk.text()


def test_a_paste_too_long_for_the_field_says_so(desk: Sitting) -> None:
    desk.begin().paste("Anna " * 100).rest_after_paste()
    desk.says(da("The text was too long and was cut to what there is room for."))
    desk.wait_for("Anna Anna")
