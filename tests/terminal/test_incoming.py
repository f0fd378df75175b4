"""Bytes in, units out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser

from din_indgang_tui.terminal.incoming import PASTE_LIMIT, Incoming, Unit

KNOWN = {sequence for sequence in ANSI_SEQUENCES_KEYS if len(sequence) > 1}
ESCAPE = Unit("escape", "\x1b")


def read(*chunks: bytes, charset: str = "utf-8") -> list[Unit]:
    """Feed chunks, then let it go quiet."""
    incoming = Incoming(charset, KNOWN)
    units = [unit for chunk in chunks for unit in incoming.feed(chunk)]
    return units + incoming.quiet()


def keys(units: list[Unit]) -> str:
    return "".join(unit.text if unit.kind == "keys" else "<esc>" for unit in units)


@pytest.mark.parametrize(
    ("chunks", "wanted"),
    [
        ([b"n"], "n"),
        ([b"B\xc3\xa6k"], "Bæk"),
        ([b"B\xc3", b"\xa6k"], "Bæk"),
        ([b"B\xe6k"], "Bæk"),
        ([b"\xe5"], "å"),
        ([b"\xff\xfe"], "ÿþ"),
        ([b"\x9b31m"], "31m"),
        ([b"\x1b[A"], "\x1b[A"),
        ([b"\x1b", b"[A"], "\x1b[A"),
        ([b"\x1b", b"[", b"A"], "\x1b[A"),
        ([b"\x1b[1", b"5~"], "\x1b[15~"),
        ([b"\x1bOP"], "\x1bOP"),
        ([b"\x1b[[A"], "\x1b[[A"),
        ([b"\x1b[", b"[A"], "\x1b[[A"),
        ([b"\x1b\t"], "\x1b\t"),
        ([b"\x1b[3$"], "\x1b[3$"),
        ([b"\x1b[?2026;2$y"], "\x1b[?2026;2$y"),
        ([b"\x1b"], "<esc>"),
        ([b"\x1b\x1b"], "<esc><esc>"),
        ([b"\x1b", b"n"], "<esc>n"),
        ([b"\x1bn"], "<esc>n"),
        ([b"\x1b\x1b[A"], "<esc>\x1b[A"),
        ([b"\x1bOle"], "<esc>Ole"),
        ([b"\x1bO"], "<esc>O"),
        ([b"\x1bPer"], "<esc>Per"),
        ([b"\x1b]"], "<esc>]"),
    ],
)
def test_keys(chunks: list[bytes], wanted: str) -> None:
    assert keys(read(*chunks)) == wanted


@pytest.mark.parametrize(
    "answer",
    [
        b"\x1b[?62;1;6c",
        b"\x1b[200;1q",
        b"\x1b[?2048;2$y",
        b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
        b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        b"\x1bP>|xterm(388)\x1b\\",
        b"\x1b[97;5u",
        b"\x1b[I",
        b"\x1b[O",
        b"\x1b[<0;1;1M",
        b"\x1b[48;9999;9999;1;1t",
        b"\x1b[201~",
        b"\x1b[12\xc3\xa6"[:4],
        b"\x1b]11;rgb",
        b"\x1b[" + b"1;" * 5000 + b"z",
    ],
)
def test_what_nobody_asked_for_fires_nothing(answer: bytes) -> None:
    assert keys(read(answer)) == ""
    assert keys(read(*(answer[at : at + 1] for at in range(len(answer))))) == ""


def test_a_broken_sequence_does_not_swallow_the_next() -> None:
    assert keys(read(b"\x1b[12\x1b[A")) == "\x1b[A"
    assert keys(read(b"\x1b]11;rgb\x1b[A")) == "\x1b[A"


def test_a_sequence_in_pieces_on_a_slow_line_fires_nothing() -> None:
    incoming = Incoming("utf-8", KNOWN)
    assert incoming.feed(b"\x1b[") + incoming.quiet() + incoming.quiet() == []
    assert keys(incoming.feed(b"15~")) == "\x1b[15~"


def test_latin_1_is_read_straight_where_it_is_the_charset() -> None:
    assert keys(read("Ã¦".encode("latin-1"), charset="latin-1")) == "Ã¦"
    assert keys(read(b"\xa4", charset="latin-9")) == "€"


def test_every_sequence_textual_knows_arrives_whole_or_as_esc_and_keys() -> None:
    """Also notices when Textual's table gets sequences of a new shape."""
    for sequence in KNOWN:
        got = keys(read(sequence.encode()))
        # ESC and one character is Alt to Textual; here it is two keys.
        assert got in {sequence, "<esc>" + sequence[1:], "<esc><esc>"}, repr(sequence)
        if len(sequence) > 2:
            assert got == sequence, repr(sequence)


def test_whole_sequences_leave_textuals_parser_at_rest() -> None:
    """So that no key waits in it for a time-out that the driver does not count."""
    parser = XTermParser()
    for sequence in KNOWN | {"\x1b[?2026;2$y"}:
        for unit in read(sequence.encode()):
            if unit.kind == "keys":
                list(parser.feed(unit.text))
        assert [event.key for event in parser.feed("n")] == ["n"], repr(sequence)  # type: ignore[attr-defined]


def pastes(units: list[Unit]) -> list[str]:
    assert {unit.kind for unit in units} <= {"paste"}
    return [unit.text for unit in units]


BEGIN, END = b"\x1b[200~", b"\x1b[201~"


@pytest.mark.parametrize(
    ("chunks", "wanted"),
    [
        ([BEGIN + b"Ole" + END], ["Ole"]),
        ([BEGIN + b"a\r\nb\tc\rd" + END], ["a\nb\tc\nd"]),
        ([BEGIN + b"a\x1bq\x03\x11b" + END], ["aqb"]),
        ([BEGIN + b"\x1b[31mred\x1b[0m\x1b]0;t\x07" + END], ["red"]),
        ([BEGIN + b"\x1b[200~q" + END], ["q"]),
        ([BEGIN + b"a" + END + b"q\r\x1b[A\x1bn" + END + b"n"], ["a", "q\nnn"]),
        ([BEGIN + b"a" + END, b"q", b"\x1b", b"[A", b"n"], ["a", "qn"]),
        ([BEGIN + b"a\x1b[20", b"1~"], ["a"]),
        ([BEGIN + b"a\x1b[20", b"2~", END], ["a"]),
        ([b"\x1b[20", b"0~a", END], ["a"]),
        ([BEGIN + b"a" + END + BEGIN + b"b" + END], ["a", "b"]),
        ([BEGIN + b"\xe6\xff\xc3\xa6" + END], ["æÿæ"]),
        ([BEGIN + END], []),
    ],
)
def test_pastes(chunks: list[bytes], wanted: list[str]) -> None:
    assert pastes(read(*chunks)) == wanted


def test_after_a_pause_keys_are_keys_again() -> None:
    incoming = Incoming("utf-8", KNOWN)
    assert pastes(incoming.feed(BEGIN + b"a" + END)) == ["a"]
    assert incoming.quiet() == []
    assert keys(incoming.feed(b"n")) == "n"


def test_a_long_paste_is_cut_and_says_so() -> None:
    (unit,) = read(BEGIN + b"x" * 1_000_000 + END)
    assert unit.cut
    assert len(unit.text) == PASTE_LIMIT
    (unit,) = read(BEGIN + b"x" * PASTE_LIMIT + END)
    assert not unit.cut


def test_a_paste_that_never_ends_gives_the_keyboard_back() -> None:
    incoming = Incoming("utf-8", KNOWN)
    assert incoming.feed(BEGIN + b"abc\x1b[2") + incoming.quiet() == []
    assert incoming.pasting
    assert pastes(incoming.give_up_paste()) == ["abc[2"]
    # What comes of it after all is text; then there are keys again.
    assert pastes(incoming.feed(b"rest" + END) + incoming.quiet()) == ["rest"]
    assert keys(incoming.feed(b"n")) == "n"


PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from([b"\x1b", b"\x1b[", b"\x1bO", b"\x1b]1", b"\x1bP1", BEGIN, END, b"n", b"\xe6"]),
)


@given(st.lists(PIECES, max_size=30), st.sampled_from(["utf-8", "latin-1", "latin-9", "ascii"]))
def test_nothing_raises_and_no_control_gets_into_a_paste(chunks: list[bytes], charset: str) -> None:
    parser = XTermParser()
    incoming = Incoming(charset, KNOWN)
    units: list[Unit] = []
    for chunk in chunks:
        units += incoming.feed(chunk)
    units += incoming.quiet() + incoming.give_up_paste() + incoming.quiet()
    for unit in units:
        if unit.kind == "paste":
            assert not [c for c in unit.text if c not in "\n\t" and unicodedata.category(c) == "Cc"]
        elif unit.kind == "keys":
            # An ESC only at the beginning of a sequence that Textual knows.
            assert "\x1b" not in unit.text or unit.text in KNOWN or unit.text.endswith("$y")
            list(parser.feed(unit.text))
    assert list(parser.feed("n"))
