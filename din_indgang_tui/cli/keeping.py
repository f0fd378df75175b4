"""check, backup and restore: keeping the file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from din_indgang_tui.cli.house import say
from din_indgang_tui.i18n import _

REFUSED = 1


def check(ctx: typer.Context) -> None:
    from din_indgang_tui.house import citizens
    from din_indgang_tui.store.health import State, look_over

    # Of the same width, so that the eye finds what is not as it should be.
    words = {State.OK: _("ok"), State.WARNING: _("NOTE"), State.WRONG: _("WRONG")}
    width = max(map(len, words.values()))
    wrong = False
    for finding in look_over(ctx.obj, citizens.name_parts):
        say(f"{words[finding.state].ljust(width)}  {finding.text}")
        wrong = wrong or finding.state is State.WRONG
    if wrong:
        raise typer.Exit(REFUSED)


def backup(
    ctx: typer.Context,
    target: Annotated[
        str | None,
        typer.Argument(
            metavar=_("FILE"),
            help=_("A new file or a folder; the folder backups beside the database if left out"),
        ),
    ] = None,
) -> None:
    from din_indgang_tui.store.backup import make_backup

    made = make_backup(ctx.obj, Path(target) if target else None)
    say(_("The backup is made and checked: {path}").format(path=made))


def restore(
    ctx: typer.Context,
    backup: Annotated[
        str, typer.Argument(metavar=_("BACKUP"), help=_("The file that dinindgang backup made"))
    ],
) -> None:
    from din_indgang_tui.store.backup import restore

    kept = restore(Path(backup), ctx.obj)
    say(_("The database is as it was in {path}.").format(path=backup))
    if kept is not None:
        say(_("What was there before is kept: {path}").format(path=kept))
