"""Opening the desk at this terminal: the file in its own thread while Textual is imported."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path

from din_indgang_tui.clock import Clock, machine_clock
from din_indgang_tui.i18n import _
from din_indgang_tui.terminal import environment
from din_indgang_tui.text import printed


def has_terminal() -> bool:
    """Whether there is a terminal to type at and to draw on."""
    return environment.has_terminal() and os.isatty(1)


def open_desk(path: Path, *, clock: Clock = machine_clock, log_in_as: str | None = None) -> int:
    """The desk on this file, until whoever sits at it leaves. Returns the exit code.

    `log_in_as` are initials that need no password (the demo town). Without a terminal, or with a
    file that cannot be used, one sentence on standard error says so and nothing is drawn.
    """
    environment.prepare(os.environ)
    if not has_terminal():
        print(
            _("The desk needs a terminal. The day as plain lines: dinindgang today"),
            file=sys.stderr,
        )
        return 1
    # Nothing that is imported is garbage: looking for it costs a tenth of the imports.
    gc.disable()
    from din_indgang_tui.store.desk import Desk
    from din_indgang_tui.store.door import Door
    from din_indgang_tui.store.errors import StoreError

    # In the middle of an import Python loses a Ctrl-C or half obeys it, so it waits until after it.
    # The database thread, which begins here, never gets it.
    before = _block_ctrl_c()
    desk = Desk(lambda: Door(path, clock))
    try:
        from din_indgang_tui.app import DinIndgangApp
        from din_indgang_tui.whereabouts import crash_folder

        gc.enable()
        _put_back(before)
        try:
            desk.wait_until_open()
        except StoreError as error:
            print(printed(str(error)), file=sys.stderr)
            return 1
        app = DinIndgangApp(desk, clock, crash_folder=crash_folder(), log_in_as=log_in_as)
        return app.run_desk()
    finally:
        desk.close()


def _block_ctrl_c() -> set[int] | None:
    """The signals that were blocked before; None where this system has no such thing."""
    if not hasattr(signal, "pthread_sigmask"):
        return None
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}))


def _put_back(blocked: set[int] | None) -> None:
    if blocked is not None:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
