"""init and staff: making a house, and who works in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from din_indgang_tui.cli import asking
from din_indgang_tui.cli.house import opened, say
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError, UsageError

Initials = Annotated[
    str, typer.Argument(metavar=_("INITIALS"), help=_("What they log in with, such as BOD"))
]
Name = Annotated[str, typer.Option("--name", metavar=_("NAME"), help=_("First and last name"))]
FromStdin = Annotated[
    bool,
    typer.Option(
        "--password-stdin", help=_("Read the password from standard input instead of asking")
    ),
]


def init(
    ctx: typer.Context,
    leader: Annotated[
        str,
        typer.Option("--leader", metavar=_("INITIALS"), help=_("What the leader logs in with")),
    ],
    name: Name,
    password_stdin: FromStdin = False,
) -> None:
    from din_indgang_tui.house import staff
    from din_indgang_tui.store.roles import command_line

    path: Path = ctx.obj
    initials = staff.tidy_initials(leader)
    if path.exists():
        # Said before anybody is asked for a password.
        with opened(path, make=True) as door:
            if door.read(command_line(), staff.count):
                raise DeskError(_already(path))
    password_hash = staff.hashed(asking.password(password_stdin))
    _make_house(path, initials, name, password_hash)
    say(
        _("The house is made: {path}").format(path=path),
        _("{initials} can log in now, with: dinindgang").format(initials=initials),
    )


def add(
    ctx: typer.Context,
    initials: Initials,
    name: Name,
    role: Annotated[
        str,
        typer.Option(
            "--role",
            metavar="host|coach|outreach|volunteer|leader|admin",
            help=_("What they do in the house"),
        ),
    ],
    password_stdin: FromStdin = False,
) -> None:
    from din_indgang_tui.house import staff
    from din_indgang_tui.store.roles import Role, command_line

    if role not in staff.STAFF_ROLES:
        raise UsageError(
            _("There is no role {role}. The roles are {roles}.").format(
                role=repr(role), roles=", ".join(staff.STAFF_ROLES)
            )
        )
    with opened(ctx.obj) as door:
        initials = staff.tidy_initials(initials)
        password_hash = staff.hashed(asking.password(password_stdin))
        door.change(command_line(), staff.add, initials, name, Role(role), password_hash)
    say(_("{initials} can log in now, and chooses a new password then.").format(initials=initials))


def everyone(ctx: typer.Context) -> None:
    from din_indgang_tui.house import staff
    from din_indgang_tui.house.codes import ROLE_LABELS
    from din_indgang_tui.store.roles import command_line
    from din_indgang_tui.text import shown

    with opened(ctx.obj) as door:
        colleagues = door.read(command_line(), staff.everyone)
    for colleague in colleagues:
        parts = [shown(colleague.initials), shown(colleague.name), _(ROLE_LABELS[colleague.role])]
        if not colleague.can_log_in:
            parts.append(_("cannot log in"))
        say("; ".join(parts))
    if not colleagues:
        say(_("Nobody works here yet. Begin with: dinindgang init"))


def disable(ctx: typer.Context, initials: Initials) -> None:
    from din_indgang_tui.house import staff
    from din_indgang_tui.store.roles import command_line

    with opened(ctx.obj) as door:
        colleague = door.change(command_line(), staff.disable, initials)
    say(
        _("{initials} ({name}) cannot log in any more. What they did stays theirs.").format(
            initials=colleague.initials, name=colleague.name
        )
    )


def reset(ctx: typer.Context, initials: Initials, password_stdin: FromStdin = False) -> None:
    from din_indgang_tui.house import staff
    from din_indgang_tui.store.roles import command_line

    with opened(ctx.obj) as door:
        who = command_line()
        initials = staff.tidy_initials(initials)
        if all(colleague.initials != initials for colleague in door.read(who, staff.everyone)):
            raise DeskError(_("Nobody here has the initials {initials}.").format(initials=initials))
        password_hash = staff.hashed(asking.password(password_stdin))
        colleague = door.change(who, staff.reset, initials, password_hash)
    say(
        _("{initials} ({name}) has a new password, and chooses another at the next log-in.").format(
            initials=colleague.initials, name=colleague.name
        )
    )


def _make_house(path: Path, initials: str, name: str, password_hash: str) -> None:
    """The file with its first leader in it: made aside, so that no half a house is ever there."""
    from din_indgang_tui.house import days_off, staff
    from din_indgang_tui.store import places
    from din_indgang_tui.store.roles import command_line

    if path.exists():
        with opened(path, make=True) as door:
            door.change(command_line(), staff.begin_house, initials, name, password_hash)
            days_off.see_to(door)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with places.unfinished(path) as part:
            with opened(part, make=True) as door:
                door.change(command_line(), staff.begin_house, initials, name, password_hash)
                days_off.see_to(door)
            places.put_in_place(part, path)
    except FileExistsError:
        raise DeskError(_already(path)) from None
    except OSError as error:
        raise places.explained(error, path) from error


def _already(path: Path) -> str:
    return _("There is a house in {path} already. Add people with: dinindgang staff add").format(
        path=path
    )
