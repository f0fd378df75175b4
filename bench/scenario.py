"""What to do with a program, as a TOML file. README.md in this folder describes the format."""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Step:
    """Keys that are not timed, and what must be on the screen before the next thing happens."""

    keys: str
    until: re.Pattern[str] | None


@dataclass(frozen=True)
class Action:
    """Keys that are timed, one after the other, in a circle."""

    id: str
    keys: list[str]
    expect: list[re.Pattern[str] | None]
    times: int
    like: str  # the floor's action that this is compared with
    prepare: list[Step]  # once, before the first key
    before: list[Step]  # before each key
    quiet: float  # seconds without output after which the repaint is over


@dataclass(frozen=True)
class Scenario:
    name: str
    title: str
    command: list[str]
    once: str  # a shell line before the whole measurement
    setup: str  # a shell line before each start
    env: dict[str, str]
    ready: re.Pattern[str]
    probe_key: str
    probe_expect: re.Pattern[str]
    probe_undo: list[Step]
    begin: list[Step]  # after the first key, before memory and idleness are measured
    idle: bool
    actions: list[Action]
    quit: list[str]


def load(path: Path, scratch: Path) -> Scenario:
    places = {
        "{python}": sys.executable,
        "{bin}": str(Path(sys.executable).parent),
        "{bench}": str(BENCH),
        "{scratch}": str(scratch),
    }
    text = path.read_text(encoding="utf-8")
    for name, place in places.items():
        text = text.replace(name, place)
    raw = tomllib.loads(text)
    probe = raw["probe"]
    return Scenario(
        name=path.stem,
        title=raw["title"],
        command=raw["command"],
        once=raw.get("once", ""),
        setup=raw.get("setup", ""),
        env=raw.get("env", {}),
        ready=_pattern(raw["ready"]),
        probe_key=probe["key"],
        probe_expect=_pattern(probe["expect"]),
        probe_undo=_steps(probe.get("undo", [])),
        begin=_steps(raw.get("begin", [])),
        idle=raw.get("idle", False),
        actions=[_action(action) for action in raw.get("action", [])],
        quit=raw.get("quit", []),
    )


def _action(raw: dict[str, Any]) -> Action:
    expect = raw.get("expect", [])
    patterns = [_pattern(one) for one in ([expect] if isinstance(expect, str) else expect)]
    return Action(
        id=raw["id"],
        keys=raw["keys"],
        expect=[*patterns] or [None],
        times=raw.get("n", 30),
        like=raw.get("like", raw["id"]),
        prepare=_steps(raw.get("prepare", [])),
        before=_steps(raw.get("before", [])),
        quiet=raw.get("quiet_ms", 50) / 1000,
    )


def _steps(raw: list[str | list[str]]) -> list[Step]:
    """`"<tab>"`, or `["n", "what to wait for"]`."""
    return [
        Step(one, None) if isinstance(one, str) else Step(one[0], _pattern(one[1])) for one in raw
    ]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.MULTILINE)
