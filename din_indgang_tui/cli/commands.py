"""ONE list of the commands, and the options that stand before them."""

from __future__ import annotations

from typing import Annotated

import typer

from din_indgang_tui.cli import calendar, day, inbox, keeping, moving, people, setting, town
from din_indgang_tui.cli.wording import Command, Group
from din_indgang_tui.i18n import LANGUAGES, _
from din_indgang_tui.store.errors import UsageError
from din_indgang_tui.whereabouts import database_path


def options(
    ctx: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            metavar=_("FILE"),
            help=_("The database; else DININDGANG_DB, else the one in your data folder"),
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="|".join(LANGUAGES), help=_("The language of the desk")),
    ] = None,
) -> None:
    # What --lang says was done before these commands were built, so that their help has it too.
    for option, value in (("--db", db), ("--lang", lang)):
        if value == "":
            raise UsageError(_("{option} needs a value.").format(option=option))
    try:
        ctx.obj = database_path(db)
    except RuntimeError:
        raise UsageError(
            _("This account has no home folder. Say where the database is: --db FILE")
        ) from None
    if ctx.invoked_subcommand is None:
        from din_indgang_tui.desk_start import open_desk

        raise typer.Exit(open_desk(ctx.obj))


def _group(words: str) -> typer.Typer:
    return typer.Typer(
        help=words,
        cls=Group,
        # Plain text: it is read aloud, mailed and printed, and costs no rich to show.
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )


def _app() -> typer.Typer:
    app = _group(_("The desk of the house. Without a command it opens at this terminal."))
    app.callback(invoke_without_command=True)(options)
    table = (
        ("init", people.init, _("Make a new house with its first leader")),
        ("demo", town.demo, _("Look around in a made-up town, which is thrown away afterwards")),
        ("today", day.today, _("The day board as plain lines, for screen readers and scripts")),
        ("import", moving.move_in, _("Move in from CSV files, all of them or nothing")),
        ("export", moving.export, _("The weekly figures")),
        ("calendar", calendar.calendar, _("A colleague's appointments, for another calendar")),
        ("set", setting.put, _("A setting, a list, opening hours or acute numbers, as in area 9")),
        ("check", keeping.check, _("Is all well? Nothing is changed")),
        ("backup", keeping.backup, _("A checked copy of the database, while others work on")),
        ("restore", keeping.restore, _("Back to a backup; what was there is kept")),
    )
    staff = _group(_("Who works in the house"))
    staff_table = (
        ("add", people.add, _("A new colleague")),
        ("list", people.everyone, _("Everybody, former colleagues included")),
        ("disable", people.disable, _("Take the log-in away; what they did stays theirs")),
        ("reset", people.reset, _("A new password for somebody, and the log-in back")),
    )
    letters = _group(_("Letters and digital enquiries"))
    letters_table = (("add", inbox.add, _("Put one enquiry in the inbox: JSON on standard input")),)
    for group, commands in ((app, table), (staff, staff_table), (letters, letters_table)):
        for name, function, words in commands:
            group.command(
                name,
                help=words,
                cls=Command,
                # A value below zero begins like an option; what is none `set` refuses itself.
                context_settings={"ignore_unknown_options": name == "set"},
            )(function)
    app.add_typer(staff, name="staff")
    app.add_typer(letters, name="inbox")
    return app


app = _app()
