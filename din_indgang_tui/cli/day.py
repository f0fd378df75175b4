"""today: the day board as plain lines."""

from __future__ import annotations

import typer

from din_indgang_tui.cli.house import opened, say
from din_indgang_tui.clock import Clock, machine_clock
from din_indgang_tui.store.door import Door


def today(ctx: typer.Context) -> None:
    with opened(ctx.obj) as door:
        lines = of(door)
    say(*lines)


def of(door: Door, clock: Clock = machine_clock) -> list[str]:
    """The day board of this house, as lines."""
    from din_indgang_tui.clock import local_date
    from din_indgang_tui.export.day_lines import Messages, day_lines
    from din_indgang_tui.house import call_backs, codes, day, duty, handover, owed, settings
    from din_indgang_tui.store.roles import command_line

    who = command_line()
    return day_lines(
        door.read(who, day.today),
        door.read(who, codes.lists),
        door.read(who, settings.current),
        clock(),
        Messages(
            door.read(who, duty.on_duty, local_date(clock())),
            door.read(who, handover.handover),
            door.read(who, call_backs.waiting),
            door.read(who, owed.due_today),
        ),
    )
