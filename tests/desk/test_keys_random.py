"""Keys that nobody meant: the desk stays up, and the file stays whole."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.desk.conftest import Seat
from tests.desk.house import PASSWORD, House, da
from tests.desk.inside import NAMED, inside, run

# All that a keyboard at a desk has, and what people type at it. F9 would end it.
KEYS = [
    *sorted(NAMED - {"f9"}),
    *"abcdefghijklmnopqrstuvwxyzæøå0123456789/?:+.,- ",
    *(["down"] * 8 + ["up"] * 4 + ["enter"] * 12 + ["escape"] * 6 + ["n"] * 8 + ["tab"] * 4),
    *("kirst", "mø", "120361-4322", "20 00 00 46", "villy frost", "BOD", "12.3.61", PASSWORD),
]
PASTES = ["nfql\n", "Kirsten\tMøller\r\n", "\x1b[31m[/red]", "å" * 2000, ""]


def as_anybody(seed: int) -> list[str]:
    """Four hundred keys, always the same ones for the same seed."""
    return random.Random(seed).choices(KEYS, k=400)


@pytest.mark.parametrize("seed", range(5))
def test_four_hundred_keys_break_nothing(house: House, seed: int) -> None:
    chance = random.Random(seed + 1000)

    async def play() -> None:
        async with inside(house, log_in_as=("BOD", "ÅSE", "ERI", "LIV", "PIA")[seed]) as desk:
            for number, key in enumerate(as_anybody(seed)):
                await desk.press(key)
                assert desk.app.is_running, f"key {number}: {key}"
                if number % 40 == 0:
                    await desk.paste(chance.choice(PASTES))
                    await desk.resize(*chance.choice([(80, 24), (120, 40), (20, 5), (79, 60)]))
                if desk.app.desk.who.staff_id is None:
                    # Logged out: somebody logs in again.
                    await desk.resize(80, 24)
                    await desk.press("escape", "up", "up", *["backspace"] * 12)
                    await desk.press("BOD", "enter", PASSWORD, "enter")

    run(play())
    assert not house.crashes
    assert house.is_whole()


@pytest.mark.parametrize("seed", range(20, 28))
def test_keys_in_one_burst_do_what_they_do_one_by_one(
    house: House, tmp_path: Path, seed: int
) -> None:
    """However fast somebody types: the same people are registered, and the same screen is left."""
    keys = [key for key in as_anybody(seed) if key not in ("l", "q", "f8")][:150]
    ends: list[tuple[object, ...]] = []

    async def play(at: House, burst: bool) -> None:
        # Time stands still, so that no minute passes between the two.
        async with inside(at, clock=lambda: house.moment) as desk:
            if burst:
                await desk.press(*keys)
            else:
                for key in keys:
                    await desk.press(key)
            ends.append((desk.text, desk.view.contexts()))

    copy = House(Path(shutil.copy(house.path, tmp_path / "copy.db")), house.moment)
    run(play(house, burst=False))
    run(play(copy, burst=True))
    assert ends[0] == ends[1]
    assert done_in(house) == done_in(copy)
    assert not house.crashes


def done_in(house: House) -> list[tuple[object, ...]]:
    """Everything that was registered or changed, in order."""
    return house.rows(
        "SELECT e.id, e.citizen_id, e.channel, e.state, e.outcome, e.companion, e.note, e.met_by,"
        " c.given_name, c.family_name, c.phone, c.cpr, c.birth_date,"
        " (SELECT group_concat(reason) FROM enquiry_reason r WHERE r.enquiry_id = e.id)"
        " FROM enquiry e LEFT JOIN citizen c ON c.id = e.citizen_id ORDER BY e.id"
    )


def test_fifty_bursts_of_random_bytes(house: House, seat: Seat) -> None:
    desk = seat().log_in()
    for seed in range(50):
        noise = random.Random(seed).randbytes(80)
        # F9 ends the desk, and a paste that never ends is waited for.
        noise = noise.replace(b"\x1b[20", b"").replace(b"\x1bO", b"")
        desk.send(noise)
        desk.wait_for(lambda: desk.process.poll() is None and not desk.bytes_since())
    desk.rest_after_paste()
    assert desk.process.poll() is None
    assert not house.crashes
    assert house.is_whole()
    # And it is still a desk.
    desk.press("f8").wait_for(da("Welcome to Din Indgang"))
    desk.press("esc").send("\x7f" * 12 + f"BOD\r{PASSWORD}\r")
    desk.wait_for(lambda: "BOD" in desk.row(1))
    desk.press("f9")
    assert desk.wait_exit() == 0
