"""Ten years of weekly figures beside DuckDB, interleaved in one run, each cell compared.

python -m bench.weekly FILE             a town that ten_years.py filled; prints the result
python -m bench.weekly FILE --out PATH  and writes it
python -m bench.weekly FILE --once      DuckDB alone, from its start: what an export is timed beside
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from bench import adapters
from bench.data import timed
from bench.figures import number, p50, p95, ratio, table
from bench.floor.duckdb_house import DuckHouse, Rows, same
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_part import Ratio

WEEKS = 52 * adapters.YEARS
ROUNDS, STARTS = 15, 7
NAMES = {
    "ours": "the export in JSON, weeks and totals, the file open",
    "csv": "the export in CSV, weeks and totals, the file open",
    "file": "DuckDB on the same SQLite file, attached",
    "own": "DuckDB on a file of its own, copied beforehand, days as days",
    "ours_start": f"dinindgang export --weeks {WEEKS}, from its start to its end",
    "file_start": "DuckDB on the same SQLite file, from its start to its end",
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--once", action="store_true")
    options = parser.parse_args()
    if options.once:
        weeks, _totals = DuckHouse(options.file, sqlite=True).figures(date.today(), WEEKS)
        sys.stdout.writelines(f"{','.join(map(str, row))}\n" for row in weeks)
        return
    text = measure(options.file, options.rounds)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    print(text)


def measure(town: Path, rounds: int, seed: int = 7) -> str:
    """Times everything in a shuffled order, as of another day each round, and compares cells."""
    rng = random.Random(seed)
    load = os.getloadavg()[0]
    house, scanned = adapters.House(town), DuckHouse(town, sqlite=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        copy = Path(folder) / "house.duckdb"
        scanned.copy_to(copy)
        own = DuckHouse(copy, sqlite=False)
        kinds: dict[str, Callable[[date], object]] = {
            "ours": lambda day: house.exported(day, WEEKS, "json"),
            "csv": lambda day: house.exported_in_csv(day, WEEKS),
            "file": lambda day: scanned.figures(day, WEEKS),
            "own": lambda day: own.figures(day, WEEKS),
        }
        today = date.today()
        cells = sum(
            compared(house.all_figures(day, WEEKS), *duck.figures(day, WEEKS))
            for day in (today, today - timedelta(days=400))
            for duck in (scanned, own)
        )
        times: dict[str, list[float]] = {kind: [] for kind in NAMES}
        for number_ in range(rounds + 1):
            for kind in rng.sample(list(kinds), len(kinds)):
                took = timed(kinds[kind], today - timedelta(days=number_))
                if number_:  # the first round loads what only the first question loads
                    times[kind].append(took)
        starts: dict[str, Callable[[], object]] = {
            "ours_start": lambda: adapters.export(town, WEEKS),
            "file_start": lambda: _started(town),
        }
        for _ in range(STARTS):
            for kind in rng.sample(list(starts), len(starts)):
                times[kind].append(timed(starts[kind]))
        own.close()
    enquiries = house.figures(today, 1)
    scanned.close()
    house.close()
    return _report(times, enquiries, cells, rounds, load)


def compared(ours: Figures, weeks: Rows, totals: Rows) -> int:
    """How many cells both have alike. Raises AssertionError with the first that differs."""
    cells = 0
    for row, their_row in zip(ours.weeks, weeks, strict=True):
        for key, theirs in zip(ours.columns, their_row, strict=True):
            assert same(row[key], theirs), f"{row['week']} {key}: {row[key]}, DuckDB {theirs}"
            cells += 1
    (sums,) = totals
    shown = list(sums)
    for key, total in ours.totals.items():
        if key == "saving_dkk":
            continue
        assert same(total.n if isinstance(total, Ratio) else total, shown.pop(0)), key
        # What is counted of the closed courses is told once.
        if key in ("referred_within_4_weeks", "bypassed_house"):
            assert isinstance(total, Ratio) and same(total.of, shown.pop(0)), key
        cells += 1
    assert not shown
    return cells


def _started(town: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "bench.weekly", str(town), "--once"],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _report(
    times: dict[str, list[float]], enquiries: int, cells: int, rounds: int, load: float
) -> str:
    rows = []
    for kind, name in NAMES.items():
        mine = times[kind]
        beside = times["ours_start" if kind.endswith("start") else "ours"]
        figures = [number(p50(mine)), number(p95(mine)), number(min(mine))]
        rows.append([name, *figures, ratio(p50(mine), p50(beside))])
    heads = [f"{WEEKS} weeks of {enquiries:,} enquiries, ms", "p50", "p95", "least", "x ours (p50)"]
    from importlib.metadata import version

    return "\n\n".join(
        [
            f"# The weekly figures beside DuckDB, measured {time.strftime('%F %T %Z')}",
            f"{os.cpu_count()} processors, Linux {platform.release()}, Python "
            f"{platform.python_version()}, DuckDB {version('duckdb')}; load before "
            f"{load:.2f}, at the end {os.getloadavg()[0]:.2f}. {rounds} rounds, each as of another "
            f"day, in a shuffled order; {STARTS} starts.",
            f"{cells:,} cells of both were compared, exactly: all alike.",
            table(heads, rows),
        ]
    )


if __name__ == "__main__":
    main()
