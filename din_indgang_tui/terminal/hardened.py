"""The base class of the program's App: Textual without what does not belong at a desk."""

import asyncio
import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.worker import WorkerFailed

from din_indgang_tui.terminal import crash, environment
from din_indgang_tui.terminal.outgoing import encode
from din_indgang_tui.text import shown

try:
    from din_indgang_tui.terminal.driver import DeskDriver

    _DRIVER: type[Driver] | None = DeskDriver
except ImportError:  # Windows
    _DRIVER = None

_REPORTS: Final = 3
"""How many errors of one run are written down: the first tells, the others follow from it."""


class WithoutControls(LineFilter):
    """Takes control characters out of every line that is drawn.

    The last door before the terminal, for a text that came past `shown`. Here data can still be
    told from the sequences that draw it. The columns stay where they are.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments as they may be drawn."""
        return [
            segment
            if segment.text.isprintable()
            else Segment(_same_width(segment.text), segment.style, None)
            for segment in segments
        ]


def _same_width(text: str) -> str:
    clean = shown(text)
    return clean + " " * (cell_len(text) - cell_len(clean))


class HardenedApp(App[int], inherit_bindings=False):
    """An App that neither a key, a paste, a stored text nor a lost terminal can bring down badly.

    Override `on_leaving`, `on_lost_terminal` and `on_paste_cut`; start it with `run_desk`. Call
    `environment.prepare` before this module is imported.
    """

    ENABLE_COMMAND_PALETTE = False
    # Without inherited bindings there is neither ctrl+q (leaves at once) nor ctrl+c (says how to).
    BINDINGS = []

    ascii_borders = False
    """Whether lines are drawn with `-|+` on any terminal; set it before `run_desk`."""

    crash_folder: Path
    """Where the details of an error go."""

    def __init__(
        self,
        *,
        crash_folder: Path,
        crash_message: Callable[[str], str] = "Din Indgang: error {}.".format,
        ansi_color: bool | None = False,
        **textual: Any,
    ) -> None:
        """Build the App.

        Args:
            crash_folder: Where the details of an error are written.
            crash_message: Makes the one line that the screen shows from the error's id.
            ansi_color: As in Textual: whether the terminal's own 16 colours are used as they are.
            textual: Anything else for Textual's App.
        """
        textual.setdefault("driver_class", _DRIVER)
        super().__init__(ansi_color=ansi_color, **textual)
        self.crash_folder = crash_folder
        self._crash_message = crash_message
        self._crashes = 0
        self._crash_line = ""
        self._printed = False
        self._left = False
        self._filters.insert(0, WithoutControls())
        # Textual answers NO_COLOR with shades of grey, which are colours to a terminal.
        self._filters[:] = [
            NoColor() if isinstance(each, Monochrome) else each for each in self._filters
        ]

    # For the program to override.

    def on_leaving(self, why: str) -> None:
        """Save what must not be lost: the program ends without having been asked to by a person.

        Called once, in the event loop. What is not done after a second is not done: the process
        is gone within two seconds of the signal.

        Args:
            why: "SIGHUP", "SIGTERM", "SIGQUIT", "lost terminal" or "crash".
        """

    def on_lost_terminal(self) -> None:
        """Hear that nobody sees the screen any more; `on_leaving` comes right after."""

    def on_paste_cut(self) -> None:
        """Hear that a paste was longer than is kept."""

    # Starting and ending.

    def run_desk(self) -> int:
        """Run until it is over and return the exit code. Nothing else reaches the terminal."""
        try:
            with self._quiet_threads():
                asyncio.run(self._run_quietly())
        except BaseException as error:
            # Past Textual's own handling, such as in the last moments of closing.
            self._note(error)
            if (driver := self._driver) is not None and hasattr(driver, "restore"):
                driver.restore()
        self._print_error_renderables()
        if self._crash_line:
            return 1
        return self.return_value or self.return_code or 0

    async def _run_quietly(self) -> None:
        # An error in a task nobody waits for is not worth the screen, which asyncio would use.
        asyncio.get_running_loop().set_exception_handler(self._stray)
        await self.run_async(mouse=False)

    def _stray(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if isinstance(error := context.get("exception"), BaseException):
            self._write_down(error)

    @contextlib.contextmanager
    def _quiet_threads(self) -> Iterator[None]:
        def in_thread(found: threading.ExceptHookArgs) -> None:
            if found.exc_value is not None:
                self._write_down(found.exc_value)

        before, threading.excepthook = threading.excepthook, in_thread
        try:
            yield
        finally:
            threading.excepthook = before

    def leave(self, why: str, code: int) -> None:
        """End the program without asking anybody; only the first call counts."""
        if self._left:
            return
        self._left = True
        self._save(self.on_leaving, why)
        self.exit(return_code=code)

    def terminal_lost(self, why: str) -> None:
        """End the program because its terminal is gone. Called by the driver."""
        if not self._left:
            self._save(self.on_lost_terminal)
            self.leave("lost terminal", 129)

    def paste_cut(self) -> None:
        """Pass on that a paste was cut. Called by the driver."""
        with self._context():
            self._save(self.on_paste_cut)

    def repaint(self) -> None:
        """Draw everything again. Called by the driver."""
        with self._context():
            self.refresh(layout=True)

    def failed(self, error: BaseException) -> None:
        """End the program because of an error outside Textual's handling."""
        self._note(error)
        self._close_messages_no_wait()

    def _save(self, hook: Callable[..., None], *arguments: str) -> None:
        try:
            with self._context():
                hook(*arguments)
        except Exception as error:
            self._write_down(error)

    # Errors. In Textual 8.2.8 everything ends in one of three methods: `_handle_exception` (message
    # handlers, timers, workers, rendering, starting), `panic` and `_fatal_error`. What they
    # leave is printed by `_print_error_renderables` once the terminal is put back.

    def _handle_exception(self, error: Exception) -> None:
        if self._loop is not None and threading.get_ident() != self._thread_id:
            self._loop.call_soon_threadsafe(self._handle_exception, error)
            return
        self._return_code = 1
        if self._exception is None:
            # Tests that drive the App raise it again.
            self._exception = error
            self._exception_event.set()
        self._note(error)
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self.failed(sys.exception() or RuntimeError("fatal error"))

    def panic(self, *renderables: Any) -> None:
        """End the program; what Textual wanted to print is not shown."""
        self.failed(sys.exception() or RuntimeError("panic"))

    def _note(self, error: BaseException) -> None:
        first = not self._crash_line
        name = self._write_down(error)
        if first:
            self._crash_line = crash.line(name, self._crash_message)
            self._return_code = 1
            if not self._left:
                self._left = True
                self._save(self.on_leaving, "crash")

    def _write_down(self, error: BaseException) -> str:
        self._crashes += 1
        if self._crashes > _REPORTS:
            return ""
        if isinstance(error, WorkerFailed):
            error = error.error
        return crash.report(error, self.crash_folder)

    def _print_error_renderables(self) -> None:
        lines = [self._crash_line] if self._crash_line else []
        lines += [shown(each) for each in self._exit_renderables if isinstance(each, str)]
        self._exit_renderables.clear()
        if lines and not self._printed:
            self._printed = True
            data = encode("\n".join(lines) + "\n", environment.charset(os.environ, 2))
            with contextlib.suppress(OSError):
                os.write(2, data)

    # What Textual can do and a desk must not.

    def notify(self, message: str, *, title: str = "", markup: bool = False, **more: Any) -> None:
        """Show a message, as text: never as markup."""
        super().notify(shown(message), title=shown(title), markup=False, **more)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy within the program only: the terminal's clipboard belongs to other programs too."""
        self._clipboard = text

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing."""

    def deliver_text(self, *_: Any, **__: Any) -> None:
        """Write no file."""

    def deliver_binary(self, *_: Any, **__: Any) -> None:
        """Write no file."""

    def deliver_screenshot(self, *_: Any, **__: Any) -> None:
        """Write no file."""

    def save_screenshot(self, *_: Any, **__: Any) -> str:
        """Write no file."""
        return ""

    def action_screenshot(self, *_: Any, **__: Any) -> None:
        """Write no file: a screen has people's names on it."""

    def action_suspend_process(self) -> None:
        """Stay: a stopped desk would hold what it has claimed."""

    def action_command_palette(self) -> None:
        """Open nothing: the program has a list of commands of its own."""

    def search_themes(self) -> None:
        """Open nothing."""

    def action_help_quit(self) -> None:
        """Say nothing: the bottom row has the keys."""
