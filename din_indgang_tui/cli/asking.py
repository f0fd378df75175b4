"""What the one at the command line is asked, and told while it lasts."""

from __future__ import annotations

import getpass
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError, UsageError


def password(from_stdin: bool) -> str:
    """A password that may be used: from standard input, or asked for twice without echo.

    It is never an argument, which everybody on the machine could read in the list of processes.
    Raises UsageError where nobody can be asked, DeskError where it cannot be used.
    """
    from din_indgang_tui.house import staff

    if from_stdin:
        return staff.tidy_password(_typeable(_first_line()))
    if not sys.stdin.isatty():
        raise UsageError(
            _(
                "There is no terminal to ask for a password. "
                "Give it on standard input with --password-stdin."
            )
        )
    # Refused after the first time, so that nobody types one twice in vain.
    first = staff.tidy_password(_typeable(_asked(_("Password: "))))
    if _typeable(_asked(_("The same password again: "))) != first:
        raise DeskError(_("The two passwords were not the same."), field="password")
    return first


def whole_number(text: str | None, option: str, least: int, most: int) -> int | None:
    """The number that an option was given; None where it was not. Raises UsageError."""
    if text is None:
        return None
    # int() takes spaces, underscores and the digits of other scripts as well.
    if text.isascii() and text.isdigit() and least <= int(text[:20]) <= most:
        return int(text)
    raise UsageError(
        _("{option} is a whole number from {least} to {most}, not {text}.").format(
            option=option, least=least, most=most, text=repr(text)
        )
    )


class Progress:
    """One line on standard error that says how far it is; nothing in a pipe."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = 0.0
        self._width = 0

    def __call__(self, label: str, done: int, total: int) -> None:
        """`done` of `total` of what `label` says; called as often as the work likes."""
        now = time.monotonic()
        if not self._shown or (now - self._last < 0.1 and done < total):
            return
        self._last = now
        percent = 100 * done // total if total else 100
        self._write(_("{label}: {percent} %").format(label=label, percent=percent))

    def clear(self) -> None:
        """Take the line away."""
        if self._width:
            self._write("")
            print("\r", end="", file=sys.stderr, flush=True)

    def _write(self, text: str) -> None:
        text = text[:78]
        print("\r" + text.ljust(self._width), end="", file=sys.stderr, flush=True)
        self._width = len(text)


@contextmanager
def progress() -> Iterator[Progress]:
    """A line of progress for as long as the work lasts, gone afterwards, however it ends."""
    shown = Progress()
    try:
        yield shown
    finally:
        shown.clear()


def _first_line() -> str:
    line = sys.stdin.buffer.readline(10_000)
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise DeskError(
            _("The password on standard input is not UTF-8."), field="password"
        ) from None
    return text.removesuffix("\n").removesuffix("\r")


def _asked(question: str) -> str:
    try:
        return getpass.getpass(question)
    except (EOFError, UnicodeDecodeError):
        raise DeskError(_("No password was given."), field="password") from None


def _typeable(typed: str) -> str:
    # As the log-in screen gets it from a keyboard: composed, and without what no key types.
    text = unicodedata.normalize("NFC", typed)
    if not text.isprintable():
        raise DeskError(
            _("The password has a character that cannot be typed at the log-in."),
            field="password",
        )
    return text
