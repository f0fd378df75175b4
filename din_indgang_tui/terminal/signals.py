"""Leaving when told to, in time.

A closed terminal window, a cut SSH connection and a machine that shuts down all tell the process to
go (SIGHUP, SIGTERM). Textual handles neither, so what was typed is lost. Here the App gets the word
and may save; and whatever it does or waits for, the process is gone within two seconds, because
whoever asked may send SIGKILL next, and because a process nobody sees must not hold the file.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final

# When the process ends itself, with its terminal put back and the right exit code; and when the
# system ends it, should even that hang.
GRACE: Final = 1.6
_LAST: Final = 1.9


class Departure:
    """The promise to be gone soon, kept outside the event loop."""

    def __init__(self, restore: Callable[[], None]) -> None:
        """Get ready; nothing happens until `begin`.

        Args:
            restore: Puts the terminal back as it was. Called in another thread, at the very end,
                only if the program did not end by itself.
        """
        self._restore = restore
        # The thread is there from the start and waits on a pipe: a signal may come while any lock
        # is held, and starting a thread takes one.
        self._read, self._write = os.pipe()
        self._begun = False
        threading.Thread(target=self._watch, name="departure", daemon=True).start()

    def begin(self, code: int) -> None:
        """Count down; afterwards the process ends with `code`. Only the first call counts."""
        if self._begun:
            return
        self._begun = True
        if hasattr(signal, "setitimer"):
            # The kernel's own, for a process that cannot even run Python any more: SIGALRM is not
            # handled, so it ends the process.
            signal.setitimer(signal.ITIMER_REAL, _LAST)
        os.write(self._write, bytes([code]))

    def close(self) -> None:
        """Call it off, for an App that has ended but whose process goes on."""
        if not self._begun:
            self._begun = True
            os.write(self._write, b"\0")

    def _watch(self) -> None:
        code = os.read(self._read, 1)[0]
        if not code:
            os.close(self._read)
            os.close(self._write)
            return
        threading.Event().wait(GRACE)
        # In a thread of its own: the terminal may be what hangs.
        restoring = threading.Thread(target=self._restore, daemon=True)
        restoring.start()
        restoring.join(0.1)
        os._exit(code)


def exit_code(signum: int) -> int:
    """Return the exit code that shells give a process ended by `signum`."""
    return 128 + signum


def install(
    loop: asyncio.AbstractEventLoop,
    on_leave: Callable[[str], None],
    *,
    departure: Departure,
    at_once: Callable[[], None] = lambda: None,
) -> None:
    """Handle the signals that end a program. Call it in the main thread.

    SIGHUP, SIGTERM and SIGQUIT leave; SIGINT does nothing, since ctrl+c comes as a key; SIGTSTP
    does nothing either, for a stopped desk would hold what it has claimed.

    Args:
        loop: The App's loop.
        on_leave: Called in the loop with the signal's name. The App saves what it has and exits.
        departure: Begins to count when the signal comes.
        at_once: Called in the middle of whatever runs, also while the loop is blocked. It may do
            no more than set an attribute.
    """
    for name in ("SIGHUP", "SIGTERM", "SIGQUIT"):
        signum = getattr(signal, name, None)
        if signum is None:
            continue

        def leave(number: int, frame: FrameType | None) -> None:
            departure.begin(exit_code(number))
            at_once()

        try:
            loop.add_signal_handler(signum, on_leave, name)
        except NotImplementedError:
            # Windows: its loop handles no signals.
            continue
        # The loop is woken by a pipe, so its handler may be replaced by one that also runs while
        # the loop waits for a terminal that takes no more. asyncio's own makes system calls go on
        # after a signal; setting it again takes that back.
        signal.signal(signum, leave)
    for name in ("SIGINT", "SIGTSTP"):
        if (signum := getattr(signal, name, None)) is not None:
            # Not SIG_IGN, which the programs we start would inherit.
            signal.signal(signum, _nothing)


def _nothing(number: int, frame: FrameType | None) -> None:
    """Handle a signal by doing nothing."""
