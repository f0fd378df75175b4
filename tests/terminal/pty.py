"""A real terminal for tests: a program in a pseudo-terminal, and the screen it draws.

    with Terminal([sys.executable, "-m", "din_indgang_tui"], env={"LANG": "da_DK.UTF-8"}) as desk:
        desk.wait_for("Velkommen")
        desk.send("BOD\\r")
        desk.wait_for(lambda: desk.row(24).startswith("n ny"))
        assert desk.signal(signal.SIGTERM).wait_exit(2) == 143

Nothing here sleeps for a fixed time: `wait_for` returns the moment its condition holds. The program
is read from only within the methods of this class; between them it meets a terminal that is slow,
and one that does nothing for long has a program that waits (which is itself worth a test).
"""

import codecs
import contextlib
import fcntl
import os
import select
import signal
import struct
import subprocess
import termios
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from wcwidth import wcwidth

from tests.terminal.forking import BASE, PASSED_ON, PROGRAM, Process, imported

ROOT = Path(__file__).resolve().parents[2]

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pgup": "\x1b[5~",
    "pgdn": "\x1b[6~",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
}
"""What an xterm sends for the keys that are not letters."""


def _drawn(text: str) -> str:
    """Leave out signs without a width that pyte takes for the end of the text; terminals do not."""
    if text.isascii():
        return text
    return "".join(
        sign for sign in text if sign < " " or unicodedata.combining(sign) or wcwidth(sign)
    )


class Terminal:
    """A program and its terminal."""

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str | None] | None = None,
        size: tuple[int, int] = (24, 80),
        *,
        charset: str = "utf-8",
        cwd: Path = ROOT,
        controlling: bool = True,
        forked: bool = False,
    ) -> None:
        """Start the program.

        Args:
            argv: The program and its arguments.
            env: Added to a small fixed environment; None takes a variable out.
            size: Rows and columns, in this order.
            charset: How the bytes of the screen are read, and text that is sent is written.
            cwd: Where the program starts; the project's root, so that `-m tests...` is found.
            controlling: Whether it is the program's controlling terminal. Without, the program
                gets no SIGHUP when the terminal goes away.
            forked: The desk as a fork of a process that has imported it, which takes a quarter of
                the time; where its start is not what is tested.
        """
        rows, columns = size
        environ = {name: os.environ[name] for name in PASSED_ON if name in os.environ} | BASE
        for name, value in (env or {}).items():
            if value is None:
                environ.pop(name, None)
            else:
                environ[name] = value
        self._charset = charset
        self._decoder = codecs.getincrementaldecoder(charset)("replace")
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._since = 0
        self.raw = bytearray()
        """Every byte that came from the program."""

        self._master, slave = os.openpty()
        os.set_blocking(self._master, False)
        self.before = termios.tcgetattr(slave)
        self._open = True
        self._set_size(rows, columns)

        self.process: Process
        if forked:
            assert list(argv[: len(PROGRAM)]) == PROGRAM
            self.process = imported(ROOT).fork(
                argv[len(PROGRAM) :], environ, cwd, (slave, slave, slave), controlling=controlling
            )
        else:
            self.process = self._start(argv, environ, cwd, slave, controlling=controlling)
        # Kept open only where it is needed: to read the modes the program left behind, the master
        # will do.
        os.close(slave)

    def _start(
        self,
        argv: Sequence[str],
        environ: Mapping[str, str],
        cwd: Path,
        slave: int,
        *,
        controlling: bool,
    ) -> subprocess.Popen[bytes]:
        def take_terminal() -> None:
            if controlling:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        return subprocess.Popen(
            list(argv),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(environ),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=take_terminal,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    # What goes in.

    def send(self, keys: str | bytes) -> Self:
        """Type `keys`: text, control characters, or bytes as they are."""
        data = keys if isinstance(keys, bytes) else keys.encode(self._charset)
        view = memoryview(data)
        deadline = time.monotonic() + 30
        while view:
            self._pump(0)
            if not select.select([], [self._master], [], 0.05)[1]:
                assert time.monotonic() < deadline, "the program takes no more keys"
                continue
            with contextlib.suppress(BlockingIOError):
                view = view[os.write(self._master, view[:1024]) :]
        return self

    def press(self, *names: str) -> Self:
        """Press keys by their names in KEYS; anything else is typed."""
        return self.send("".join(KEYS.get(name, name) for name in names))

    def paste(self, text: str | bytes) -> Self:
        """Paste as a terminal with bracketed paste does."""
        data = text if isinstance(text, bytes) else text.encode(self._charset)
        return self.send(b"\x1b[200~" + data + b"\x1b[201~")

    def resize(self, rows: int, columns: int) -> Self:
        """Change the size of the window."""
        self._screen.resize(rows, columns)
        self._set_size(rows, columns)
        return self

    # What comes out.

    def screen(self) -> list[str]:
        """Return the rows as they stand now, each as wide as the window."""
        self._pump(0)
        # Not pyte's `display`, which fails on half a wide letter, as there is while one is
        # being written over. A wide letter's second cell is empty.
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        return ["".join(buffer[y][x].data for x in columns) for y in range(self._screen.lines)]

    def row(self, number: int) -> str:
        """Return one row, counted from 1, without the spaces at its end."""
        return self.screen()[number - 1].rstrip()

    def text(self) -> str:
        """Return the whole screen, for a search or a message."""
        return "\n".join(row.rstrip() for row in self.screen())

    def cell(self, row: int, column: int) -> pyte.screens.Char:
        """Return one cell with its style (`fg`, `bg`, `bold`, `reverse`), counted from 1."""
        self._pump(0)
        return self._screen.buffer[row - 1][column - 1]

    def bytes_since(self) -> bytes:
        """Return what came since the last call, or since the start."""
        self._pump(0)
        begin, self._since = self._since, len(self.raw)
        return bytes(self.raw[begin:])

    def modes(self) -> list[object]:
        """Return the terminal's settings; the same as `before` when the program put them back."""
        return list(termios.tcgetattr(self._master))

    def wait_for(self, wanted: str | Callable[[], object], timeout: float = 10) -> Self:
        """Wait until the screen has a text, or until a condition holds; else fail with the screen.

        A condition is asked again whenever the program has written, and every 50 ms.
        """
        deadline = time.monotonic() + timeout
        while True:
            self._pump(0)
            if (wanted in self.text()) if isinstance(wanted, str) else wanted():
                return self
            left = deadline - time.monotonic()
            ended = self.process.poll() if left > 0 else None
            if left <= 0 or (ended is not None and not self._pump(0)):
                why = "in time" if left <= 0 else f"before it ended ({ended})"
                raise AssertionError(f"not seen {why}: {wanted!r}\n{self.text()}")
            self._pump(min(left, 0.05))

    # How it ends.

    def signal(self, number: signal.Signals) -> Self:
        """Send a signal to the program."""
        self.process.send_signal(number)
        return self

    def hangup(self) -> Self:
        """Close the window, as when an SSH connection is cut."""
        self._pump(0)
        self._open = False
        os.close(self._master)
        return self

    def wait_exit(self, timeout: float = 10) -> int:
        """Wait for the end and return the exit code (negative: the signal that killed it)."""
        deadline = time.monotonic() + timeout
        while (code := self.process.poll()) is None:
            assert time.monotonic() < deadline, f"still running after {timeout} s\n{self.text()}"
            if not self._pump(0.02):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(0.02)
        self._pump(0)
        return code

    def cpu_seconds(self) -> float:
        """Return the processor time that the program has used (Linux)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """End the program and give everything back. Called by `with`; safe to call twice."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._open:
            self._open = False
            os.close(self._master)

    def _set_size(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _pump(self, wait: float) -> bool:
        """Read what there is, waiting for the first of it, and tell whether there was any."""
        found = False
        while self._open and select.select([self._master], [], [], 0 if found else wait)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                # Linux says so when the program has closed its side.
                break
            if not data:
                break
            found = True
            self.raw += data
            self._stream.feed(_drawn(self._decoder.decode(data)))
        return found
