"""calendar: a colleague's appointments for a calendar outside of the house."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from din_indgang_tui.cli.house import opened
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError, UsageError


def calendar(
    ctx: typer.Context,
    initials: Annotated[
        str, typer.Argument(metavar=_("INITIALS"), help=_("Whose appointments, such as MJU"))
    ],
    out: Annotated[
        str | None,
        typer.Option("--out", metavar=_("FILE"), help=_("Into this file, not on the screen")),
    ] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar=_("DATE"), help=_("From this day on; else from today")),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar=_("DATE"), help=_("... to this day, inclusive"))
    ] = None,
    names: Annotated[
        bool,
        typer.Option("--names", help=_("With names and places; a look at each goes on record")),
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Write over the file if it is there"))
    ] = False,
) -> None:
    from din_indgang_tui.export.calendar import calendar as written
    from din_indgang_tui.export.output import write_out
    from din_indgang_tui.house import coach_calendar, codes, periods
    from din_indgang_tui.store.roles import command_line

    begins = None if first is None else periods.parse_day(first, "--from")
    ends = None if last is None else periods.parse_day(last, "--to")
    if begins is not None and ends is not None and ends < begins:
        raise UsageError(_("--to is before --from."))
    if replace and out is None:
        raise UsageError(_("--replace needs --out, which says what to write over."))
    who, read = command_line(), coach_calendar.of_coach
    if names:
        read = coach_calendar.of_coach_with_names
    with opened(ctx.obj) as door:
        found = door.read(who, read, initials, begins, ends)
        lists = door.read(who, codes.lists)
    if not found.entries:
        # RFC 5545 has no calendar without anything in it.
        raise DeskError(
            _("{name} has no appointments from {day} on.").format(name=found.name, day=found.first)
        )
    data = written(found, lists)
    if out is not None:
        write_out(data, Path(out), replace, f"{found.initials}.ics")
        return
    if sys.stdout is None:  # closed by whoever started us
        raise DeskError(_("The answer could not be written: {reason}.").format(reason="stdout"))
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
