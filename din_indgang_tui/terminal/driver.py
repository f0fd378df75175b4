"""Textual's driver for Linux, hardened for a desk.

Textual's own stays in charge of the modes of the terminal and of its size. Replaced are the loop
that reads keys, the file that is written to, and what signals do. macOS should work as well; on
Windows this module cannot be imported, and `hardened` falls back to Textual's driver.
"""

import contextlib
import os
import select
import signal
import termios
import threading
import time
import tty
from collections.abc import Iterable
from typing import Any, Final, Protocol, cast

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message
from textual.messages import InBandWindowResize

from din_indgang_tui.terminal import environment, signals
from din_indgang_tui.terminal.incoming import Incoming, Unit
from din_indgang_tui.terminal.outgoing import TerminalFile

WATCH_EVERY: Final = 10.0
"""Seconds between two looks at whether the terminal is still there."""

PASTE_PATIENCE: Final = 5.0
"""Seconds that a paste may stand still before it counts as ended."""

_READ: Final = 4096
_LARGEST: Final = (1000, 500)

# What takes the modes back that the driver sets, for when there is no time to do it in order.
_RESTORE: Final = b"\x1b[0m\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h"

# Nothing that was asked for: the mouse is off, the size comes from the system, and a change of
# focus is not reported. So it is either another program's late answer or somebody's trick.
_UNASKED: Final = (
    events.MouseEvent,
    events.Resize,
    events.AppFocus,
    events.AppBlur,
    events.CursorPosition,
    InBandWindowResize,
)


class _Desk(Protocol):
    """What the driver needs of the App, see `hardened`."""

    ascii_borders: bool

    def leave(self, why: str, code: int) -> None: ...
    def terminal_lost(self, why: str) -> None: ...
    def paste_cut(self) -> None: ...
    def failed(self, error: BaseException) -> None: ...
    def repaint(self) -> None: ...


class _WakingEvent(threading.Event):
    """An event that also ends a `select`, so that nothing has to ask ten times a second."""

    def __init__(self) -> None:
        super().__init__()
        self.pipe, self._write = os.pipe()
        os.set_blocking(self._write, False)

    def set(self) -> None:
        super().set()
        # It blocks when it is full of wake-up calls already.
        with contextlib.suppress(BlockingIOError):
            os.write(self._write, b"\0")


class DeskDriver(LinuxDriver):
    """The terminal of one desk."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Take over the terminal that the process was started in.

        The arguments are Textual's. `debug` would write every key to a file and `mouse` is not
        used here, so neither is passed on.
        """
        super().__init__(app, debug=False, mouse=False, size=size)
        # HardenedApp; Textual's type would be a circle of imports.
        self._desk = cast(_Desk, app)
        self._charset = environment.charset(os.environ, self.fileno)
        # Textual draws on standard error; the terminal may be standard output alone.
        output = 1 if not os.isatty(2) and os.isatty(1) else 2
        self.terminal = TerminalFile(output, self._charset, on_lost=self._lost)
        self.terminal.ascii_borders = self._desk.ascii_borders
        self._file = cast(Any, self.terminal)
        self.exit_event = self._waking = _WakingEvent()
        self._departure: signals.Departure | None = None
        self._parent = os.getppid()
        self._had_terminal = _controlling_terminal()

    @property
    def can_suspend(self) -> bool:
        """Whether the desk may be put in the background: no."""
        return False

    def start_application_mode(self) -> None:
        """Begin to draw and to read, and to listen to signals."""
        self._departure = signals.Departure(self.restore)
        signals.install(
            self._loop, self._told_to_leave, departure=self._departure, at_once=self._hurry
        )
        # Textual would begin a second time, with two threads that read from one terminal.
        signal.signal(signal.SIGCONT, lambda *_: self._from_thread(self._continue))
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # Textual asks for the size within the signal. A second signal in that moment is told first,
        # and the App is left with the size that the window had before.
        signal.signal(signal.SIGWINCH, lambda *_: self._from_thread(self._new_size))

    def close(self) -> None:
        """Let go of the terminal."""
        super().close()
        if self._departure is not None:
            self._departure.close()
        self.terminal.close()

    def run_input_thread(self) -> None:
        """Read from the terminal until it is over."""
        known = {sequence for sequence in ANSI_SEQUENCES_KEYS if len(sequence) > 1}
        incoming = Incoming(self._charset, known)
        parser = XTermParser()
        settling = False
        watched = time.monotonic()
        while not self.exit_event.is_set():
            wait = WATCH_EVERY
            if settling:
                wait = constants.ESCAPE_DELAY
            elif incoming.pasting:
                wait = PASTE_PATIENCE
            ready, _, _ = select.select([self.fileno, self._waking.pipe], [], [], wait)
            if self._waking.pipe in ready:
                # Textual stops the thread and may start another.
                os.read(self._waking.pipe, _READ)
                continue
            if ready:
                try:
                    data = os.read(self.fileno, _READ)
                except (BlockingIOError, InterruptedError):
                    continue
                except OSError as error:
                    self._lost(f"cannot read: {error}")
                    return
                if not data:
                    # A terminal that has hung up is always ready and never has anything: asking
                    # again would take a whole processor.
                    self._lost("end of input")
                    return
                self._pass_on(incoming.feed(data), parser)
                settling = True
            elif settling:
                self._pass_on(incoming.quiet(), parser)
                settling = False
            elif incoming.pasting:
                self._pass_on(incoming.give_up_paste(), parser)
            if time.monotonic() - watched >= WATCH_EVERY:
                watched = time.monotonic()
                if why := self._gone():
                    self._lost(why)
                    return

    def process_message(self, message: Message) -> None:
        """Pass on what came in, unless nobody can have meant it."""
        if not isinstance(message, _UNASKED):
            super().process_message(message)

    def _run_input_thread(self) -> None:
        """Run the thread; Textual would print the error with all it knows."""
        try:
            self.run_input_thread()
        except Exception as error:
            if not self.exit_event.is_set():
                self._from_thread(self._desk.failed, error)

    def _pass_on(self, units: Iterable[Unit], parser: XTermParser) -> None:
        for unit in units:
            if unit.kind == "keys":
                for message in parser.feed(unit.text):
                    self.process_message(message)
            elif unit.kind == "escape":
                # Here the wait is over, so Textual's parser need not wait as well.
                self.process_message(events.Key("escape", "\x1b"))
            else:
                self.process_message(events.Paste(unit.text))
                if unit.cut:
                    self._from_thread(self._desk.paste_cut)

    def _gone(self) -> str:
        """Return why the terminal is lost though nothing has told us so, or nothing."""
        poll = select.poll()
        poll.register(self.fileno, 0)
        if poll.poll(0):
            return "the terminal hung up"
        if self.input_tty:
            try:
                termios.tcgetattr(self.fileno)
            except termios.error:
                return "the terminal is gone"
        if self._had_terminal and os.getppid() != self._parent and not _controlling_terminal():
            return "the one who started the program is gone, and the terminal too"
        return ""

    def _lost(self, why: str) -> None:
        """Tell the App, from any thread, that nobody sees it any more."""
        if self.exit_event.is_set():
            return
        self._hurry()
        if self._departure is not None:
            self._departure.begin(signals.exit_code(signal.SIGHUP))
        self._from_thread(self._desk.terminal_lost, why)

    def _told_to_leave(self, name: str) -> None:
        self._desk.leave(name, signals.exit_code(getattr(signal, name)))

    def _hurry(self) -> None:
        """Stop waiting for a terminal that takes nothing: the loop may be waiting for it too."""
        self.terminal.give_up_at = time.monotonic() + 0.5

    def _from_thread(self, call: Any, *arguments: Any) -> None:
        # Where the loop is closed, the program has ended meanwhile.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call, *arguments)

    def _new_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

    def _continue(self) -> None:
        """Set the terminal's modes again after a stop: the shell has used it since."""
        try:
            modes = termios.tcgetattr(self.fileno)
            modes[tty.LFLAG] = self._patch_lflag(modes[tty.LFLAG])
            modes[tty.IFLAG] = self._patch_iflag(modes[tty.IFLAG])
            termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
        except termios.error:
            return
        self.write("\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l")
        self._desk.repaint()

    def restore(self) -> None:
        """Put the terminal back in the last moment, whatever the rest of the program does."""
        if self.attrs_before is not None:
            try:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            except termios.error:
                return
        self.terminal.give_up_at = time.monotonic() + 0.1
        self.terminal.send(_RESTORE)

    @classmethod
    def _patch_iflag(cls, attrs: int) -> int:
        # Where the eighth bit is stripped, no æ, ø or å comes in.
        return super()._patch_iflag(attrs) & ~termios.ISTRIP

    def _get_terminal_size(self) -> tuple[int, int]:
        """Ask the terminal itself. Anything absurd, such as the 0 of a serial line, is 80 x 24."""
        try:
            width, height = os.get_terminal_size(self.terminal.fileno())
        except OSError:
            width = height = 0
        if width <= 0 or height <= 0:
            return 80, 24
        return min(width, _LARGEST[0]), min(height, _LARGEST[1])

    def _request_terminal_sync_mode_support(self) -> None:
        """Ask for synchronised output, except where the question itself is printed."""
        name = os.environ.get("TERM", "")
        if not name.startswith(("linux", "vt", "ansi", "dumb", "cons")) and name:
            super()._request_terminal_sync_mode_support()


def _controlling_terminal() -> bool:
    """Tell whether the process has a terminal that it belongs to."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC))
    except OSError:
        return False
    return True
