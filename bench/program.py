"""One program in a pseudo-terminal: started, fed with keys, and timed.

The emulator never draws while output may still come within a few milliseconds, so that it does not
take the processor from the program that is measured. Times are those at which bytes arrived, not
those at which they were drawn.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.emulator import Emulator

QUIET = 0.050  # a repaint is over when nothing came for this long, in seconds
GLANCE = 0.004  # how long to look for more output before drawing what has come
UNCHANGED = 0.400  # how long to wait for the screen to differ when nothing is expected on it

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "s-tab": "\x1b[Z",
    "esc": "\x1b",
    "bs": "\x7f",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pgup": "\x1b[5~",
    "pgdn": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "c-c": "\x03",
    "c-q": "\x11",
}


class Gone(Exception):
    """The program closed its terminal."""


class NotOnScreen(Exception):
    """What the scenario waits for did not come."""


@dataclass(frozen=True)
class Repaint:
    """What one key brought: milliseconds from the key to the first and the last byte."""

    first_ms: float
    last_ms: float
    bytes: int
    changed: bool
    as_expected: bool


def encode(keys: str) -> bytes:
    """`ab<enter>` as a keyboard sends it."""
    parts = re.findall(r"<[a-z0-9-]+>|.", keys, re.DOTALL)
    return "".join(KEYS[part[1:-1]] if len(part) > 1 else part for part in parts).encode()


class Program:
    """A running program and the terminal it runs in."""

    def __init__(self, command: list[str], env: dict[str, str], columns: int, rows: int) -> None:
        self.screen = Emulator(columns, rows)
        self.received = 0
        self._arrived: list[tuple[float, bytes]] = []  # come, but not drawn yet
        self._last = 0.0
        self._reaped = False
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.set_blocking(self._master, False)
        # Opened by the leader of a session, the terminal becomes its controlling one.
        actions: list[tuple[int, int, str, int, int] | tuple[int, int, int]] = [
            (os.POSIX_SPAWN_OPEN, 0, os.ttyname(slave), os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ]
        self.started = time.monotonic()
        self.pid = os.posix_spawn(command[0], command, env, setsid=True, file_actions=actions)
        os.close(slave)

    def since_start_ms(self, moment: float) -> float:
        return (moment - self.started) * 1000

    def send(self, keys: str) -> None:
        self._write(encode(keys))

    def listen(self, seconds: float) -> None:
        """Take what comes for so long, without drawing."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def until(self, pattern: re.Pattern[str], seconds: float) -> float:
        """The moment at which the output came with which the pattern was on the screen."""
        end = time.monotonic() + seconds
        drawn = 0.0
        if pattern.search(self.screen.text()):
            return self._last
        while time.monotonic() < end:
            came = self._read(GLANCE)
            if self._arrived and (not came or time.monotonic() - drawn > 0.1):
                if moment := self._draw(pattern):
                    return moment
                drawn = time.monotonic()
        raise NotOnScreen(f"no /{pattern.pattern}/ after {seconds:g} s:\n{self.screen.text()}")

    def settle(self, quiet: float = 0.3, limit: float = 3.0) -> None:
        """Let the screen come to rest."""
        end = time.monotonic() + limit
        while time.monotonic() < end and self._read(quiet):
            pass
        self._draw()

    def press(
        self,
        keys: str,
        expect: re.Pattern[str] | None = None,
        quiet: float = QUIET,
        limit: float = 3.0,
    ) -> Repaint | None:
        """Send keys and time the repaint; None when nothing came.

        The repaint is over after a quiet moment with `expect` on the screen, or, with nothing to
        expect, with a screen that differs: programs send a few mode bytes first and the frame
        later.
        """
        while self._read(0):  # already on its way, so not this key's doing
            pass
        self._draw()
        before = self.screen.state()
        sent = time.monotonic()
        self.send(keys)
        first = 0.0
        received = self.received
        changed = as_expected = False
        while (left := sent + limit - time.monotonic()) > 0:
            if self._read(min(quiet, left) if first else left):
                first = first or self._arrived[0][0]
                continue
            if not first:
                break
            self._draw()
            changed = self.screen.state() != before
            as_expected = expect is None or expect.search(self.screen.text()) is not None
            waited = time.monotonic() - sent > UNCHANGED
            if as_expected and (expect is not None or changed or waited):
                break
        if not first:
            return None
        return Repaint(
            first_ms=(first - sent) * 1000,
            last_ms=(self._last - sent) * 1000,
            bytes=self.received - received,
            changed=changed,
            as_expected=as_expected,
        )

    def stop(self, keys: Sequence[str] = ()) -> None:
        """Ask it to leave by its own keys, then make it."""
        try:
            for key in keys:
                self.send(key)
                self.settle(0.2, 0.8)
        except (Gone, OSError):
            pass
        for signum, patience in ((None, 0.7), (signal.SIGTERM, 1.0), (signal.SIGKILL, 2.0)):
            if signum is not None and not self._reaped:
                os.killpg(self.pid, signum)
            if self._wait(patience):
                break
        os.close(self._master)

    def _wait(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not self._reaped and time.monotonic() < end:
            self._reaped = os.waitpid(self.pid, os.WNOHANG)[0] != 0
            try:
                self._read(0.02)
            except Gone:
                time.sleep(0.02)
        return self._reaped

    def _read(self, timeout: float) -> int:
        """Take what comes within the timeout: note when, answer questions, keep it to be drawn."""
        if not select.select([self._master], [], [], max(0.0, timeout))[0]:
            return 0
        count = 0
        while True:
            try:
                data = os.read(self._master, 65536)
            except BlockingIOError:
                break
            except OSError:
                data = b""
            if not data:
                if count:
                    break
                raise Gone(self.screen.text())
            moment = time.monotonic()
            to_draw, answer = self.screen.take(data)
            if answer:
                self._write(answer)
            self._arrived.append((moment, to_draw))
            self._last = moment
            count += len(data)
        self.received += count
        return count

    def _draw(self, pattern: re.Pattern[str] | None = None) -> float | None:
        """Draw what has come; when the pattern appears, the moment its bytes arrived."""
        found = None
        for moment, data in self._arrived:
            self.screen.draw(data)
            if pattern and found is None and pattern.search(self.screen.text()):
                found = moment
        self._arrived.clear()
        return found

    def _write(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                select.select([], [self._master], [], 0.1)


@dataclass(frozen=True)
class Usage:
    """What a program and all its children have used so far."""

    cpu_ms: float
    pss_mib: float


def usage(pid: int) -> Usage:
    """Processor time of all threads, and memory with shared pages shared out among their users."""
    nanoseconds = kibibytes = 0
    for process in _family(pid):
        try:
            for thread in Path(f"/proc/{process}/task").iterdir():
                nanoseconds += int((thread / "schedstat").read_text().split()[0])
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:  # gone while we looked
            continue
        if found := re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE):
            kibibytes += int(found[1])
    return Usage(cpu_ms=nanoseconds / 1e6, pss_mib=kibibytes / 1024)


def _family(pid: int) -> list[int]:
    family, todo = [], [pid]
    while todo:
        process = todo.pop()
        family.append(process)
        try:
            for thread in Path(f"/proc/{process}/task").iterdir():
                todo += [int(child) for child in (thread / "children").read_text().split()]
        except OSError:
            continue
    return family
