"""What should be reached, held against what was measured."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from typing import Any

from bench.figures import Measured, number, table
from bench.scenario import BENCH


@dataclass(frozen=True)
class Aim:
    """At most `times` the figure `of` a floor, `plus` something."""

    says: str
    figure: tuple[str, str]
    of: tuple[str, str] | None = None
    times: float = 1.0
    plus: float = 0.0

    def limit(self, measured: Measured) -> float:
        return self.plus + (self.times * _figure(measured, self.of) if self.of else 0.0)

    def words(self) -> str:
        if not self.of:
            return number(self.plus)
        words = " ".join(self.of)
        words += f" x {self.times:g}" if self.times != 1 else ""
        return words + (f" + {self.plus:g}" if self.plus else "")


def report(measured: Measured) -> str:
    rows = []
    for aim in load():
        reached, limit = _figure(measured, aim.figure), aim.limit(measured)
        known = not math.isnan(reached) and not math.isnan(limit)
        verdict = ("yes" if reached <= limit else "no") if known else "not measured"
        rows.append([aim.says, aim.words(), number(limit, 1), number(reached, 1), verdict])
    return table(["aim", "at most", "that is", "reached", "met"], rows)


def load() -> list[Aim]:
    raw = tomllib.loads((BENCH / "aims.toml").read_text(encoding="utf-8"))
    return [_aim(one) for one in raw["aim"]]


def _aim(raw: dict[str, Any]) -> Aim:
    of = raw.get("of")
    return Aim(
        says=raw["says"],
        figure=(raw["figure"][0], raw["figure"][1]),
        of=(of[0], of[1]) if of else None,
        times=raw.get("times", 1.0),
        plus=raw.get("plus", 0.0),
    )


def _figure(measured: Measured, name: tuple[str, str]) -> float:
    program, figure = name
    return measured.get(program, {}).get(figure, math.nan)
