"""Text in, bytes out."""

import os
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from din_indgang_tui.terminal.outgoing import TerminalFile, encode, harmless


@pytest.mark.parametrize(
    ("charset", "wanted"),
    [
        ("utf-8", "─│┌┐└┘├┤ · »æøå« …".encode()),
        ("latin-1", "-|++++++ · »æøå« ~".encode("latin-1")),
        ("latin-9", "-|++++++ · »æøå« ~".encode("latin-1")),
        ("ascii", b'-|++++++ . "?oa" ~'.replace(b"?oa", b"??a")),
    ],
)
def test_what_a_charset_lacks_has_a_stand_in(charset: str, wanted: bytes) -> None:
    assert encode("─│┌┐└┘├┤ · »æøå« …", charset) == wanted


def test_names_stay_readable() -> None:
    assert encode("Žižek Łódź 5 €", "latin-1") == "Zizek ?ódz 5 ?".encode("latin-1")
    assert encode("Žižek 5 €", "latin-9") == "Žižek 5 €".encode("iso8859-15")


def test_ascii_borders_on_request() -> None:
    assert encode("─│┌ · »æ«", "utf-8", ascii_borders=True) == '-|+ . "æ"'.encode()


@given(st.text(), st.sampled_from(["latin-1", "latin-9", "ascii"]))
def test_columns_stay_where_they_are(text: str, charset: str) -> None:
    codec = {"latin-9": "iso8859-15"}.get(charset, charset)
    shown = encode(text, charset).decode(codec)
    assert sum(map(cell_len, shown)) == sum(map(cell_len, text))


@pytest.mark.parametrize(
    "needed",
    ["\x1b[1;31m", "\x1b[0m", "\x1b[12;40H", "\x1b[?1049h", "\x1b[?25l", "\x1b[?2004h", "a\nb"],
)
def test_drawing_comes_through(needed: str) -> None:
    assert harmless(needed) == needed


@pytest.mark.parametrize(
    "unwanted",
    [
        "\x1b]0;title\x07",
        "\x1b]52;c;aGVq\x1b\\",
        "\x1b]8;;https://example.org\x1b\\",
        "\x1b]52;c;never ended",
        "\x1bP1$q\x1b\\",
        "\x1b_Gx\x1b\\",
        "\x1b[2J",
        "\x1b[?1004h",
        "\x1b[?1000h",
        "\x1b[<u",
        "\x1b[6n",
        "\x1bc",
        "\x9b31m",
        "\x07",
        "\x00",
        "\x0e",
    ],
)
def test_commands_do_not(unwanted: str) -> None:
    assert not set(harmless(f"a{unwanted}")) & set("\x1b\x07\x9b\x9d\x00\x0e")
    assert harmless(f"a{unwanted}").startswith("a")


def test_a_lost_terminal_is_told_about_once_and_never_raises() -> None:
    read, write = os.pipe()
    os.close(read)
    told: list[str] = []
    file = TerminalFile(write, "utf-8", on_lost=told.append)
    for _ in range(3):
        file.write("x")
        file.flush()
    os.close(write)
    assert len(told) == 1


def test_a_stuck_terminal_is_given_up() -> None:
    master, slave = os.openpty()
    file = TerminalFile(slave, "utf-8", on_lost=lambda why: None)
    stuck = threading.Thread(target=file.send, args=(b"x" * 1_000_000,), daemon=True)
    stuck.start()
    stuck.join(0.2)
    assert stuck.is_alive()
    file.give_up_at = time.monotonic()
    stuck.join(2)
    assert not stuck.is_alive()
    file.close()
    os.close(master)
    os.close(slave)
