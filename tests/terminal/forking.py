"""The program in a process of its own, without importing it anew for each: a copy of one that has.

A desk takes three times as long to import as to open, and the tests open hundreds. So one process
imports it once and waits (`python -m tests.terminal.forking`), and each desk is a fork of it, with
its own session, terminal, environment and folder. That it opens from nothing is what the tests of
the command line and of poorer terminals start it for.
"""

from __future__ import annotations

import atexit
import fcntl
import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

# What a program inherits here and nothing else, so that a test means the same on every machine.
BASE = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "Europe/Copenhagen"}
PASSED_ON = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT")

PROGRAM = [sys.executable, "-m", "din_indgang_tui"]
_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


class Process(Protocol):
    """What a test asks of a process: the part of `subprocess.Popen` that both kinds have."""

    @property
    def pid(self) -> int:
        """Its number."""

    def poll(self) -> int | None:
        """How it ended (negative: by which signal); None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raises subprocess.TimeoutExpired."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal, unless it has ended."""

    def kill(self) -> None:
        """End it at once."""


class Forked:
    """A fork of the process that waits."""

    def __init__(self, parent: Imported, pid: int) -> None:
        self._parent = parent
        self.pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        """How it ended (negative: by which signal); None while it runs."""
        if self._code is None:
            self._code = self._parent.ask({"ended": self.pid})
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raises subprocess.TimeoutExpired."""
        begun = time.monotonic()
        while (code := self.poll()) is None:
            if timeout is not None and time.monotonic() - begun > timeout:
                raise subprocess.TimeoutExpired(PROGRAM, timeout)
            time.sleep(0.002)
        return code

    def send_signal(self, sig: int) -> None:
        """Send it a signal, unless it has ended."""
        # Its number is nobody else's before its end was asked for.
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


class Imported:
    """The process that has imported the program and waits to be forked."""

    def __init__(self, environ: Mapping[str, str], folder: Path) -> None:
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=dict(environ),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def fork(
        self,
        words: Sequence[str],
        environ: Mapping[str, str],
        folder: Path,
        streams: tuple[int, int, int],
        *,
        controlling: bool = True,
    ) -> Forked:
        """The program with these words, as if started there.

        Args:
            words: What follows the name of the program.
            environ: Its whole environment.
            folder: Where it starts.
            streams: Its first three files.
            controlling: Whether standard input, where it is a terminal, controls the process.
        """
        wanted = {
            "words": list(words),
            "environ": dict(environ),
            "folder": str(folder),
            "controlling": controlling,
        }
        return Forked(self, self.ask(wanted, streams))

    def said(self, words: Sequence[str], environ: Mapping[str, str], folder: Path) -> str:
        """What the program prints, started there without a terminal and with nothing to read.

        Raises subprocess.CalledProcessError where it ends with anything but 0.
        """
        ours, its = os.pipe()
        nothing = os.open(os.devnull, os.O_RDWR)
        process = self.fork(words, environ, folder, (nothing, its, 2))
        os.close(its)
        os.close(nothing)
        with open(ours, encoding="utf-8") as output:
            printed = output.read()
        if code := process.wait():
            raise subprocess.CalledProcessError(code, [*PROGRAM, *words], printed)
        return printed

    def ask(self, question: dict[str, Any], files: Sequence[int] = ()) -> Any:
        """Ask it something and wait for the answer."""
        message = json.dumps(question).encode() + b"\n"
        sent = socket.send_fds(self._line, [message], files) if files else 0
        self._line.sendall(message[sent:])
        return json.loads(_line_from(self._line)[0])

    def close(self) -> None:
        """Let it end; whatever was forked from it lives on."""
        self._line.close()
        self._process.wait()


@cache
def imported(folder: Path) -> Imported:
    """The one that this process has; whatever a fork is handed is not its."""
    environ = {name: value for name, value in os.environ.items() if name in PASSED_ON}
    # The clock asks for the program before the folder is looked in: it is this one's, not an
    # installed one's.
    path = os.pathsep.join((str(folder / "tests/desk/clock"), str(folder)))
    clock = {"DESK_TESTS_CLOCK_OFFSET": "0", "PYTHONPATH": path}
    found = Imported(environ | BASE | clock, folder)
    atexit.register(found.close)
    return found


def _line_from(line: socket.socket) -> tuple[bytes, list[int]]:
    """The next message and the files that came with it; nothing once the other side is gone."""
    message, files = b"", []
    while not message.endswith(b"\n"):
        more, new, _flags, _from = socket.recv_fds(line, 65536, len(_STREAMS))
        files.extend(new)
        if not more:
            return b"", files
        message += more
    return message, files


def _wait_to_be_forked(line: socket.socket) -> None:
    """Answer until the other side is gone, which ends this process; returns in each fork."""
    while True:
        message, files = _line_from(line)
        if not message:
            sys.exit()
        asked = json.loads(message)
        if "ended" in asked:
            pid, status = os.waitpid(asked["ended"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
        else:
            if (answer := os.fork()) == 0:
                line.close()
                _become(asked, files)
                return
            for file in files:
                os.close(file)
        line.sendall(json.dumps(answer).encode() + b"\n")


def _become(asked: Mapping[str, Any], files: Sequence[int]) -> None:
    """What Python and the shell had done if this process had been started as it is wanted."""
    os.setsid()
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    if asked["controlling"] and os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.environ.clear()
    os.environ.update(asked["environ"])
    time.tzset()
    os.chdir(asked["folder"])
    sys.argv[1:] = asked["words"]
    for number, (name, mode) in enumerate(_STREAMS):
        buffering = 1 if os.isatty(number) and mode == "w" else -1
        stream = open(number, mode, buffering, encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _import_it() -> None:
    """What a desk imports until somebody works at it, and the commands do."""
    from din_indgang_tui.terminal import environment

    environment.prepare(os.environ)  # before Textual is imported, as the desk does
    from din_indgang_tui.shell.idle_imports import MOST_OPENED

    for name in (
        *("din_indgang_tui.app", "din_indgang_tui.cli", *MOST_OPENED),
        # With the first change.
        *("sqlite_utils", "din_indgang_tui.house.group_laying"),
    ):
        importlib.import_module(name)


if __name__ == "__main__":
    from din_indgang_tui.launch import main

    _import_it()
    gc.freeze()
    _wait_to_be_forked(socket.socket(fileno=int(sys.argv.pop(1))))
    main()
