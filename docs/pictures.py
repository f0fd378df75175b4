"""Makes the pictures of the README and the guides, from the demo town: `make pictures`.

The same town, the same clock and the same keys give the same pictures, byte for byte.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from din_indgang_tui import i18n
from din_indgang_tui.clock import from_wall_clock
from din_indgang_tui.terminal import environment

FOLDER = Path(__file__).parent / "pictures"
AT = from_wall_clock(datetime(2026, 11, 17, 10, 20))
SEED = 1

# name, keys, and what must stand on the screen before the picture is taken
Pictures = tuple[tuple[str, tuple[str, ...], str], ...]
HOSTS: Pictures = (
    ("today", (), "Venter 6"),
    ("walk-in", ("n", *"kirst", "space", *"mø"), "4 passer."),
    ("reason", ("enter", *"øk", "space", *"bol"), "Bolig, udsættelse"),
    ("finished", ("escape", "escape", "1", "f"), "hvordan endte det?"),
    ("citizen", ("escape", "o"), "Alt, der er sket"),
    ("acute", ("escape", "0"), "112"),
    ("command-finder", ("escape", "1", "colon", *"fæ"), "Hvad vil du?"),
    ("help", ("escape", "question_mark"), "side 1 af"),
)
# Kirsten Møller, from Today: what she dreams of, her course and its weeks, a time for her, her
# check; and what is owed.
COACHES: Pictures = (
    ("conversation", ("s", *["tab"] * 3), "Første lille skridt"),
    ("course", ("escape", "escape", "3", *["down"] * 5, "enter"), "Kalenderuge"),
    ("week", ("t",), "Ny tid til Kirsten Møller"),
    ("check", ("escape", "escape", "5", "down"), "dag 28 i forløbet"),
    ("owed", ("tab",), "linjer er dine"),
)
# Madlavning among the groups, and from there the roll of the day's walk.
GROUPS: Pictures = (
    ("group", ("4", *["down"] * 4, "enter"), "Madlavning"),
    ("roll", ("escape", *["up"] * 3, "p", *"pippap"), "Gåtur"),
)
# The last full week, with a year of its enquiries.
LEADERS: Pictures = (("statistics", ("8",), "ikke gemt som sendt endnu"),)
PICTURES = HOSTS + COACHES + GROUPS + LEADERS


async def draw(folder: Path) -> None:
    """Walk through the town, as a host and as a coach, and take the pictures into `folder`."""
    from din_indgang_tui.app import DinIndgangApp
    from din_indgang_tui.demo import make_town
    from din_indgang_tui.store.desk import Desk
    from din_indgang_tui.store.door import Door

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "town.db"
        make_town(path, lambda: AT, seed=SEED)
        for who, pictures in (("BOD", HOSTS), ("MJU", COACHES), ("LIV", GROUPS), ("ÅSE", LEADERS)):
            desk = Desk(lambda: Door(path, lambda: AT))
            app = DinIndgangApp(desk, lambda: AT, crash_folder=Path(scratch), log_in_as=who)
            async with app.run_test(size=(80, 24)) as pilot:
                for name, keys, expected in pictures:
                    await pilot.press(*keys)
                    await until(partial(says, app.screen_text, expected))
                    await pilot.pause()
                    picture = plain(app.export_screenshot())
                    (folder / f"{name}.svg").write_text(picture, "utf-8")
            desk.close()


def says(screen: Callable[[], list[str]], expected: str) -> bool:
    """Whether the screen says it."""
    return any(expected in line for line in screen())


async def until(true: Callable[[], bool]) -> None:
    """Wait until it holds; RuntimeError after half a minute."""
    for _turn in range(3000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise RuntimeError("the screen never showed what the picture is of")


def plain(svg: str) -> str:
    """The picture without fonts from outside and without ids that change from run to run."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono")
    # Without this a reader of the picture takes the spaces that indent a line away.
    svg = re.sub(r">([^<>]+)</text>", lambda m: f">{m[1].replace(' ', '&#160;')}</text>", svg)
    ids = re.findall(r"terminal-(\d+)-", svg)
    return svg.replace(f"terminal-{ids[0]}-", "terminal-") if ids else svg


if __name__ == "__main__":
    environment.prepare(os.environ)
    i18n.choose("da")
    FOLDER.mkdir(exist_ok=True)
    asyncio.run(draw(FOLDER))
    sys.exit(0)
