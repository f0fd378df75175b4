"""inbox: the digital entrance, where a form or a mailbox delivers."""

from __future__ import annotations

import sys

import typer

from din_indgang_tui.cli.house import opened, say
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.errors import DeskError, UsageError
from din_indgang_tui.text import printed


def add(ctx: typer.Context) -> None:
    from din_indgang_tui.clock import machine_clock
    from din_indgang_tui.house import codes, delivery, inbox
    from din_indgang_tui.store.roles import command_line

    data = _standard_input(delivery.MOST_BYTES)
    with opened(ctx.obj) as door:
        who = command_line()
        try:
            read = delivery.read(data, door.read(who, codes.lists), machine_clock())
            done = door.change(who, inbox.deliver, read)
        except delivery.Malformed as error:
            for fault in error.faults:
                print(printed(fault), file=sys.stderr)
            raise DeskError(
                ngettext(
                    "{n} fault; nothing was delivered.",
                    "{n} faults; nothing was delivered.",
                    len(error.faults),
                ).format(n=len(error.faults))
            ) from None
    if done.new:
        say(_("It is in the inbox as no. {n}.").format(n=done.enquiry_id))
    else:
        say(_("It was delivered before, as no. {n}. Nothing is changed.").format(n=done.enquiry_id))


def _standard_input(most: int) -> bytes:
    """What is delivered, one byte longer than it may be at most."""
    if sys.stdin is None:
        return b""
    if sys.stdin.isatty():
        raise UsageError(
            _(
                "One enquiry is read as JSON from standard input:"
                " dinindgang inbox add < enquiry.json"
            )
        )
    return sys.stdin.buffer.read(most + 1)
