"""inbox add: the digital entrance takes a whole enquiry, or says all that is wrong with it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import codes, day, delivery, inbox
from din_indgang_tui.house.codes import Choice, Lists
from din_indgang_tui.house.inbox import Letter
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import command_line
from tests.cli.conftest import ROOT, Answer, Run, Start
from tests.terminal.pty import Terminal

ENQUIRY = {
    "ref": "formular-2026-000417",
    "channel": "digital",
    "arrived_at": "2026-01-22T09:10",
    "given_name": "Tove",
    "family_name": "Krog",
    "birth_date": "1949-06-24",
    "phone": "20 00 00 49",
    "email": "tove@example.com",
    "message": "Hej.\n\nKan I hjælpe med et brev? Mit nummer er 240649-4322.",
    "reasons": ["post_digital"],
    "heard_from": "gp",
}
NOW = datetime(2026, 11, 17, 9, 36, tzinfo=UTC)


def add(run: Run, value: object) -> Answer:
    """Deliver this: as JSON, or the text as it stands."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return run("inbox", "add", stdin=text)


def letters(path: Path) -> list[Letter]:
    door = Door(path, lambda: NOW)
    try:
        lying = door.read(command_line(), day.today).inbox
        return [door.read(command_line(), inbox.letter, row.enquiry_id) for row in lying]
    finally:
        door.close()


def test_an_enquiry_is_delivered_whole(run: Run, house: Path) -> None:
    assert add(run, ENQUIRY).done() == "It is in the inbox as no. 1.\n"
    (letter,) = letters(house)
    assert (letter.writer, letter.phone, letter.email) == (
        "Tove Krog",
        ENQUIRY["phone"],
        ENQUIRY["email"],
    )
    assert letter.message == ENQUIRY["message"], "in their own words, whatever numbers are in it"
    assert letter.arrived_at == datetime(2026, 1, 22, 8, 10, tzinfo=UTC)
    assert (letter.reasons, letter.heard_from) == (("post_digital",), "gp")
    assert letter.citizen_id is None


def test_the_same_again_is_done_and_changes_nothing(run: Run, house: Path) -> None:
    add(run, ENQUIRY).done()
    again = add(run, dict(reversed(ENQUIRY.items()))).done()
    assert again == "It was delivered before, as no. 1. Nothing is changed.\n"
    assert len(letters(house)) == 1
    other = add(run, ENQUIRY | {"message": "Noget andet"}).refused()
    assert other.startswith("ref: formular-2026-000417 was delivered before")


@pytest.mark.parametrize(
    ("least", "name"),
    [
        ({"message": "Hej"}, ""),
        ({"phone": "20 00 00 49", "name": None}, ""),
        ({"email": "tove@example.com", "name": "Tove"}, "Tove"),
        ({"message": "Hej", "name": "  Anne  Marie Krog "}, "Anne Marie Krog"),
        ({"message": "Hej", "arrived_at": "2026-01-22T09:10:30Z", "reasons": []}, ""),
        ({"message": "Hej", "arrived_at": "2026-01-22T09:10+01:00", "channel": "letter"}, ""),
    ],
)
def test_little_is_enough(run: Run, house: Path, least: dict[str, Any], name: str) -> None:
    add(run, least).done()
    (letter,) = letters(house)
    assert letter.writer == name


def test_a_byte_order_mark_and_a_line_end_are_no_fault(run: Run, house: Path) -> None:
    add(run, "\ufeff" + json.dumps(ENQUIRY) + "\r\n").done()


FUTURE = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
WRONG: list[tuple[object, str]] = [
    ("", "Nothing was delivered: standard input was empty."),
    (" \n", "Nothing was delivered: standard input was empty."),
    ("hej", "It is not JSON: see line 1, character 1."),
    ('{"message": "Hej"', "It is not JSON: see line 1, character 18."),
    ('{"message": "Hej"}{}', "It is not JSON: see line 1, character 19."),
    ('{"message": "Hej",}', "It is not JSON: see line 1, character 19."),
    ("[]", "It is not one JSON object, in braces."),
    ("null", "It is not one JSON object, in braces."),
    ('"tekst"', "It is not one JSON object, in braces."),
    ('{"message": NaN}', "NaN is no JSON."),
    ('{"message": -Infinity}', "-Infinity is no JSON."),
    ("[" * 100_000, "It is nested too deep to be an enquiry."),
    ('{"message": ' * 50_000, "It is nested too deep to be an enquiry."),
    ('{"message": "Hej", "message": "Hej"}', "message: stands there more than once."),
    ({}, "There is nothing to answer: write a message, a phone number or an e-mail."),
    ({"name": "Tove"}, "There is nothing to answer: write a message, a phone number or an e-mail."),
    (
        {"message": "  "},
        "There is nothing to answer: write a message, a phone number or an e-mail.",
    ),
    ({"message": "Hej", "Message": "Hej"}, "Message: there is no such key."),
    ({"message": "Hej", "": 1}, '"": there is no such key.'),
    (
        {"message": "Hej", "cpr": "240649-4322"},
        "cpr: CPR numbers are not taken here. Leave the number out.",
    ),
    ({"message": 7}, "message: must be a text in quotes."),
    ({"message": ["Hej"]}, "message: must be a text in quotes."),
    ({"message": True}, "message: must be a text in quotes."),
    ({"message": "Hej", "phone": 20000049}, "phone: must be a text in quotes."),
    ({"message": "Hej", "ref": {}}, "ref: must be a text in quotes."),
    ({"message": "a" * 10_001}, "message: is too long: at most 10000 characters."),
    ({"message": "Hej", "name": "a" * 101}, "name: is too long: at most 100 characters."),
    ({"message": "Hej", "ref": "a" * 201}, "ref: is too long: at most 200 characters."),
    (
        {"message": "Hej", "name": "Tove Krog", "given_name": "Tove"},
        "name: write either name, or given_name and family_name.",
    ),
    ({"message": "Hej", "channel": "fax"}, "channel: must be one of: digital, letter."),
    ({"message": "Hej", "channel": "walk_in"}, "channel: must be one of: digital, letter."),
    ({"message": "Hej", "reasons": "housing"}, "reasons: must be a list of codes in quotes."),
    ({"message": "Hej", "reasons": [1]}, "reasons: must be a list of codes in quotes."),
    ({"message": "Hej", "reasons": ["hus"]}, "reasons: there is no code hus."),
    ({"message": "Hej", "reasons": ["talk", "talk"]}, "reasons: the same one stands there twice."),
    ({"message": "Hej", "heard_from": "radio"}, "heard_from: there is no code radio."),
    (
        {"message": "Hej", "birth_date": "24.06.1949"},
        "birth_date: must be a day such as 1961-03-12.",
    ),
    (
        {"message": "Hej", "birth_date": "1949-02-30"},
        "birth_date: must be a day such as 1961-03-12.",
    ),
    ({"message": "Hej", "birth_date": "2999-01-02"}, "birth_date: that day has not come yet."),
    ({"message": "Hej", "birth_date": "1249-06-24"}, "birth_date: nobody is as old as that."),
    ({"message": "Hej", "arrived_at": FUTURE}, "arrived_at: that time has not come yet."),
    (
        {"message": "Hej", "arrived_at": "2026-03-29T02:30"},
        "arrived_at: the clock was moved that night: there was no such time.",
    ),
    *(
        (
            {"message": "Hej", "arrived_at": text},
            "arrived_at: must be a day and time such as 2026-11-22T09:10.",
        )
        for text in (
            "i går",
            "2026-01-22",
            "2026-01-22 09:10",
            "2026-01-22T25:10",
            "0001-01-01T00:00+14:00",
            "9999-12-31T23:59:61",
            "٢٠٢٦-01-22T09:10",
            "2026-01-22T09:10+99:99",
        )
    ),
]


@pytest.mark.parametrize(("wrong", "sentence"), WRONG, ids=lambda value: str(value)[:40])
def test_what_is_malformed_is_refused_and_nothing_is_there(
    run: Run, house: Path, wrong: object, sentence: str
) -> None:
    assert add(run, wrong).refused() == f"{sentence}\n1 fault; nothing was delivered."
    assert letters(house) == []


def test_every_fault_is_named_each_on_a_line_of_its_own(run: Run, house: Path) -> None:
    said = add(
        run, '{"cpr": "1", "x\\n\\u001by": 2, "reasons": ["a", "talk", "b", "housing"], "phone": 1}'
    ).refused()
    assert said.split("\n") == [
        "cpr: CPR numbers are not taken here. Leave the number out.",
        "x y: there is no such key.",
        "phone: must be a text in quotes.",
        "reasons: at most 3 of them.",
        "reasons: there is no code a.",
        "reasons: there is no code b.",
        "6 faults; nothing was delivered.",
    ]


def test_what_is_not_utf_8_or_too_large_is_refused(start: Start, house: Path) -> None:
    for data, said in (
        (b'{"message": "K\xf8benhavn"}', "It is not UTF-8, from byte 15 on."),
        (b'{"message": "' + b"a" * 1_000_000 + b'"}', "It is too large: at most 1000000 bytes."),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "din_indgang_tui", "inbox", "add"],
            cwd=ROOT,
            input=data,
            capture_output=True,
            timeout=30,
        )
        assert done.returncode == 1
        assert done.stderr.decode().splitlines()[0] == said


def test_a_retired_code_says_that_it_is_save_in_what_was_delivered_before(
    run: Run, house: Path
) -> None:
    add(run, ENQUIRY).done()
    run("set", "reason.post_digital", "--retire").done()
    run("set", "heard_from.gp", "--retire").done()
    assert add(run, ENQUIRY).done().startswith("It was delivered before, as no. 1.")
    said = add(run, ENQUIRY | {"ref": "2"}).refused()
    assert "reasons: the code post_digital is not in use any more.\n" in said
    assert "heard_from: the code gp is not in use any more.\n" in said
    assert "2 faults; nothing was delivered." in said


def test_at_a_terminal_it_says_how_it_is_used(house: Path) -> None:
    with Terminal(
        [sys.executable, "-m", "din_indgang_tui", "--db", str(house), "inbox", "add"],
        {"DININDGANG_LANG": "en"},
        (24, 80),
    ) as terminal:
        terminal.wait_for("dinindgang inbox add <")


def test_without_a_house_there_is_no_inbox(run: Run, db: Path) -> None:
    assert str(db) in add(run, ENQUIRY).refused()


# Whatever is delivered.

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
LIKE_ONE = st.dictionaries(
    st.sampled_from(delivery.KEYS), JSON | st.text(max_size=30), max_size=8
) | st.fixed_dictionaries(
    {},
    optional={
        "message": st.text(max_size=200),
        "email": st.text(max_size=30),
        "name": st.text(max_size=30),
        "ref": st.text(max_size=30),
        "reasons": st.lists(st.sampled_from(["talk", "housing", "x"]), max_size=4),
        "arrived_at": st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes")),
        "birth_date": st.dates().map(str),
    },
)
LISTS = Lists((Choice("talk", "Talk"), Choice("housing", "Housing")), (), ())


@given(value=JSON | LIKE_ONE)
def test_any_json_is_delivered_whole_or_refused_with_sentences(value: object) -> None:
    data = json.dumps(value).encode()
    try:
        read = delivery.read(data, LISTS, NOW)
    except delivery.Malformed as error:
        assert error.faults
        for fault in error.faults:
            assert fault.endswith(".") and "\n" not in fault and fault.isprintable()
        return
    assert isinstance(value, dict) and set(value) <= set(delivery.KEYS)
    assert read.message or read.phone or read.email
    assert (read.arrived_at or NOW) <= NOW
    assert delivery.read(data, LISTS, NOW).digest == read.digest


@given(data=st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(delivery.Malformed):
        delivery.read(data, LISTS, NOW)


@settings(max_examples=25, deadline=None)
@given(value=LIKE_ONE)
def test_what_is_read_is_stored(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    try:
        read = delivery.read(json.dumps(value).encode(), LISTS, NOW)
    except delivery.Malformed:
        return
    door = _a_door(tmp_path_factory)
    try:
        done = door.change(command_line(), inbox.deliver, read)
        letter = door.read(command_line(), inbox.letter, done.enquiry_id)
        assert letter.message == read.message and letter.reasons == read.reasons
        assert not door.change(command_line(), inbox.deliver, read).new or not read.ref
    finally:
        door.close()


def _a_door(factory: pytest.TempPathFactory) -> Door:
    path = factory.mktemp("any") / "house.db"
    door = Door(path, lambda: NOW, make=True)
    door.read(command_line(), codes.lists)
    return door
