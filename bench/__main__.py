"""Measure everything in one run, on a quiet machine, and write bench/results/<date>.md.

python -m bench                 everything, about ten minutes
python -m bench --rounds 2      quicker and rougher
python -m bench --citizens 5000 a smaller town for the name search
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import adapters, aims, data, terminal
from bench.figures import Figures, Measured
from bench.scenario import BENCH


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--idle-rounds", type=int, default=2)
    parser.add_argument("--citizens", type=int, default=100_000)
    parser.add_argument("--out", type=Path, default=BENCH / "results" / f"{time.strftime('%F')}.md")
    options = parser.parse_args()
    measured: Measured = {"data": {}}
    stolen = _ticks()
    began = time.strftime("%F %T %Z")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        scratch = Path(folder)
        town = scratch / "town.db"
        parts = [_password(measured["data"]), _saves(scratch, measured["data"])]
        parts.append(_search(town, options.citizens, measured["data"]))
        parts.append(_figures(town, measured["data"]))
        scenarios = terminal.prepare([], scratch)
        runs = terminal.measure_all(scenarios, options.rounds, options.idle_rounds)
        measured |= terminal.summarise(runs)
        parts.insert(0, terminal.report(scenarios, measured))
    head = f"# Measured {began}\n\n{_machine(stolen)}\n"
    text = "\n\n".join([head, "## Aims", aims.report(measured), "## Figures", *filter(None, parts)])
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text + "\n", encoding="utf-8")
    print(text)
    print(f"\nWritten to {options.out}", file=sys.stderr)


def _password(figures: Figures) -> str:
    return _part(data.report_password, data.measure_password, figures, "")


def _saves(scratch: Path, figures: Figures) -> str:
    return _part(data.report_saves, lambda: data.measure_saves(scratch), figures, "")


def _search(town: Path, citizens: int, figures: Figures) -> str:
    def measure() -> Figures:
        adapters.make_town(town, citizens)
        return data.measure_search(town)

    return _part(data.report_search, measure, figures, "search_")


def _figures(town: Path, figures: Figures) -> str:
    def measure() -> Figures:
        if not town.exists():
            raise adapters.NotBuilt("the demo town")
        return data.measure_figures(town)

    return _part(data.report_figures, measure, figures, "figures_")


def _part(
    report: Callable[[Figures], str], measure: Callable[[], Figures], figures: Figures, name: str
) -> str:
    """One table; what is not built yet is said and left out."""
    try:
        mine = measure()
    except adapters.NotBuilt as missing:
        print(f"not measured: {missing} is not built yet", file=sys.stderr)
        return ""
    figures |= {name + figure: value for figure, value in mine.items()}
    return report(mine)


def _ticks() -> tuple[int, int]:
    """Processor time another machine took from this one, and all of it."""
    fields = [int(one) for one in Path("/proc/stat").read_text().split("\n")[0].split()[1:]]
    return fields[7], sum(fields)


def _machine(before: tuple[int, int]) -> str:
    stolen, total = (now - then for now, then in zip(_ticks(), before, strict=True))
    return (
        f"{os.cpu_count()} processors, Linux {platform.release()}, "
        f"Python {platform.python_version()}, Textual {_version('textual')}, 80x24; "
        f"stolen by other machines {100 * stolen / max(1, total):.2f} %, "
        f"load at the end {os.getloadavg()[0]:.2f}."
    )


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)


if __name__ == "__main__":
    main()
