"""demo: the desk in a made-up town that is thrown away afterwards."""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
from collections.abc import Iterator
from datetime import datetime, time
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from din_indgang_tui import clock as clocks
from din_indgang_tui.cli import asking, day
from din_indgang_tui.cli.house import opened, say
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError, UsageError

MORNING = time(10, 20)
HOST = "BOD"
SEED = 1
_FORMS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")
_CALENDAR = range(1970, 2200)  # years that a clock can run on from; the town has limits of its own


def demo(
    citizens: Annotated[
        str | None, typer.Option("--citizens", metavar="N", help=_("How many people live there"))
    ] = None,
    years: Annotated[
        str | None, typer.Option("--years", metavar="N", help=_("How many years are behind it"))
    ] = None,
    seed: Annotated[
        str | None, typer.Option("--seed", metavar="N", help=_("Another number, another town"))
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at", metavar="2026-11-16T10:20", help=_("When it is there; the clock runs on")
        ),
    ] = None,
    as_: Annotated[
        str, typer.Option("--as", metavar=_("INITIALS"), help=_("Who sits at the desk"))
    ] = HOST,
    keep: Annotated[
        str | None, typer.Option("--keep", metavar=_("FILE"), help=_("Keep the town in this file"))
    ] = None,
) -> None:
    from din_indgang_tui.demo import town
    from din_indgang_tui.house import staff

    start = moment(at)
    asked = {
        "citizens": asking.whole_number(
            citizens, "--citizens", town.LEAST_CITIZENS, town.MOST_CITIZENS
        ),
        "years": asking.whole_number(years, "--years", 1, town.MOST_YEARS),
        "seed": asking.whole_number(seed, "--seed", 0, 2**63 - 1),
    }
    given = {"seed": SEED} | {name: n for name, n in asked.items() if n is not None}
    initials = staff.tidy_initials(as_)
    with _leaving_when_told(), contextlib.ExitStack() as until_the_end:
        if keep is not None:
            path = Path(keep).expanduser()
            _make_kept(path, start, given)
        else:
            folder = until_the_end.enter_context(
                # 0700, by its maker; names of people who do not exist, but a habit all the same.
                tempfile.TemporaryDirectory(prefix="dinindgang-", ignore_cleanup_errors=True)
            )
            path = Path(folder) / "town.db"
            _make(path, start, given)
        code = _show(path, clocks.clock_from(start), initials, kept=keep is not None)
    raise typer.Exit(code)


def moment(text: str | None) -> datetime:
    """The moment of `--at`, by the wall clock; 10:20 today where it was not given.

    Raises UsageError for what is no time, or one that the clock skipped.
    """
    if text is None:
        today = clocks.local_date(clocks.machine_clock())
        return clocks.from_wall_clock(datetime.combine(today, MORNING))
    for form in _FORMS:
        try:
            wall = datetime.strptime(text, form)
        except ValueError:
            continue
        if wall.year not in _CALENDAR:
            break
        try:
            return clocks.from_wall_clock(wall)
        except clocks.NoSuchTime:
            raise UsageError(
                _("{text} does not exist: the clocks were put forward past it.").format(text=text)
            ) from None
    raise UsageError(
        _("--at is a time such as 2026-11-16T10:20, not {text}.").format(text=repr(text))
    )


def _make(path: Path, start: datetime, given: dict[str, int]) -> None:
    from din_indgang_tui.demo import make_town

    with asking.progress() as progress:
        # The clock stands while the town is made, so that the same words make the same town.
        label = _("Making a town")
        make_town(path, lambda: start, progress=partial(progress, label), **given)


def _make_kept(path: Path, start: datetime, given: dict[str, int]) -> None:
    from din_indgang_tui.store import places

    if os.path.lexists(path):
        raise DeskError(
            _("{path} is there already. Open it with: dinindgang --db {path}").format(path=path)
        )
    try:
        # Made aside, so that half a town is never mistaken for one.
        with tempfile.TemporaryDirectory(prefix=".dinindgang-", dir=path.parent) as folder:
            aside = Path(folder) / path.name
            _make(aside, start, given)
            places.put_in_place(aside, path)
    except OSError as error:
        raise places.explained(error, path) from error


def _show(path: Path, clock: clocks.Clock, initials: str, *, kept: bool) -> int:
    """The desk, or without a terminal the day as lines. Returns the exit code."""
    from din_indgang_tui.desk_start import has_terminal, open_desk
    from din_indgang_tui.house import staff
    from din_indgang_tui.store.roles import command_line

    with opened(path, clock=clock) as door:
        colleagues = door.read(command_line(), staff.everyone)
        if not any(one.initials == initials and one.can_log_in for one in colleagues):
            raise DeskError(
                _("Nobody in the town has the initials {initials}. These do: {others}.").format(
                    initials=initials,
                    others=", ".join(one.initials for one in colleagues if one.can_log_in),
                )
            )
        if not has_terminal():
            command = f"dinindgang --db {path}" if kept else "dinindgang demo"
            see = _("See it at the desk, in a terminal: {command}").format(command=command)
            say(*day.of(door, clock), "", see, *_to_log_in(path, initials, kept))
            return 0
    code = open_desk(path, clock=clock, log_in_as=initials)
    say(*_to_log_in(path, initials, kept))
    return code


def _to_log_in(path: Path, initials: str, kept: bool) -> list[str]:
    """Nobody in a town has a password that anybody knows."""
    if not kept:
        return []
    command = f"dinindgang --db {path} staff reset {initials}"
    return [
        _("To log in to it, give {who} a password: {command}").format(who=initials, command=command)
    ]


@contextlib.contextmanager
def _leaving_when_told() -> Iterator[None]:
    """Ends by an exception when the system says so, so that the town is thrown away then too."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    numbers = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]
    before = {number: signal.signal(number, leave) for number in numbers if number is not None}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
