"""What the store costs, beside SQLite alone: saving, finding a name, the figures, a password."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol

from bench import adapters
from bench.figures import Figures, number, p50, p95, percentile, ratio, table
from bench.floor.bare_sqlite import BareSqlite

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

P = ParamSpec("P")

PEOPLE = 8
SAVES = {"people": 40, "rush": 100}  # each person in each block
BLOCKS = 3  # of every kind
PAUSE = (0.05, 0.15)  # seconds between two saves of one person; a rush has none
TYPED = 60  # names typed letter by letter
PASSWORDS = 15
WEEKS = 52 * adapters.YEARS
FIGURES = 30  # questions of each kind, no two as of the same day
EXPORTS = 7


class Saver(Protocol):
    def register_one(self, n: int) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Block:
    """One stretch of saving: through which door, and how hurried."""

    door: str  # "door" or "bare"
    pace: str  # "people" or "rush"


Saved = list[tuple[Block, list[float]]]


def timed(work: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work(*args, **kwargs)
    return (time.perf_counter() - began) * 1000


def measure_saves(scratch: Path, seed: int = 7) -> Figures:
    """Eight processes save at once; blocks through the door and bare ones in a shuffled order."""
    house, bare = scratch / "save.db", scratch / "bare.db"
    adapters.make_house(house)
    BareSqlite(bare).make_table()
    _try(adapters.House(house))
    plan = [Block(door, pace) for door in ("door", "bare") for pace in SAVES] * BLOCKS
    random.Random(seed).shuffle(plan)
    # Fresh processes: a forked SQLite connection is not allowed, and people do not share one.
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(PEOPLE), context.Queue()
    people = [
        context.Process(target=_person, args=(n, house, bare, plan, barrier, results), daemon=True)
        for n in range(PEOPLE)
    ]
    for person in people:
        person.start()
    saved: Saved = []
    for _ in people:
        saved += results.get(timeout=180)
    for person in people:
        person.join()
    figures: Figures = {}
    for door in ("door", "bare"):
        for pace in SAVES:
            mine = [ms for block, times in saved if block == Block(door, pace) for ms in times]
            figures |= {
                f"{door}_{pace}_n": len(mine),
                f"{door}_{pace}_p50": p50(mine),
                f"{door}_{pace}_p95": p95(mine),
                f"{door}_{pace}_p99": percentile(mine, 0.99),
                f"{door}_{pace}_max": max(mine),
            }
    return figures


def _try(saver: Saver) -> None:
    """One save before the crowd comes, so that what is missing is said once."""
    try:
        saver.register_one(0)
    finally:
        saver.close()


def _person(
    seed: int, house: Path, bare: Path, plan: Sequence[Block], barrier: Barrier, results: Any
) -> None:
    rng = random.Random(seed)
    doors: dict[str, Saver] = {"door": adapters.House(house), "bare": BareSqlite(bare)}
    for saver in doors.values():
        saver.register_one(0)  # what only the first save loads
    saved: Saved = []
    for block in plan:
        barrier.wait(120)
        times = []
        for n in range(SAVES[block.pace]):
            if block.pace == "people":
                time.sleep(rng.uniform(*PAUSE))
            times.append(timed(doors[block.door].register_one, n))
        saved.append((block, times))
    results.put(saved)


def measure_search(town: Path, seed: int = 7) -> Figures:
    """Random citizens' names, typed letter by letter from the second, beside a bare index."""
    rng = random.Random(seed)
    names, parts = adapters.sample_names(town, rng, TYPED)
    house, bare = adapters.House(town), BareSqlite(town)
    asked = [(house.search, name[:end]) for name in names for end in range(2, len(name) + 1)]
    asked += [(bare.search, part[:end]) for part in parts for end in range(2, len(part) + 1)]
    rng.shuffle(asked)
    for search in (house.search, bare.search):
        search(names[0])  # what only the first question loads
    times = [(search, len(typed), timed(search, typed)) for search, typed in asked]
    house.close()
    bare.close()
    figures: Figures = {}
    for door, mine in (("door", house.search), ("bare", bare.search)):
        every = [ms for search, _, ms in times if search == mine]
        figures |= {
            f"{door}_n": len(every),
            f"{door}_p50": p50(every),
            f"{door}_p95": p95(every),
            f"{door}_two_letters_p95": p95(
                ms for search, letters, ms in times if search == mine and letters == 2
            ),
            f"{door}_max": max(every),
        }
    return figures


def measure_figures(town: Path, seed: int = 7) -> Figures:
    """All weeks and the last one, each as of a day of its own, beside one bare count by week."""
    house, bare = adapters.House(town), BareSqlite(town)
    today = date.today()
    days = [today - timedelta(days=n) for n in range(FIGURES)]
    kinds: dict[str, Callable[[date], object]] = {
        "door": lambda day: house.figures(day, WEEKS),
        "week": lambda day: house.figures(day, 1),
        "bare": lambda _: bare.weeks(),
    }
    for ask in kinds.values():
        ask(today - timedelta(days=FIGURES))  # what only the first question loads
    plan = [(kind, day) for kind in kinds for day in days]
    random.Random(seed).shuffle(plan)
    times = [(kind, timed(kinds[kind], day)) for kind, day in plan]
    enquiries = house.figures(today, 1)
    house.close()
    bare.close()
    figures: Figures = {"enquiries": enquiries}
    for kind in kinds:
        mine = [ms for name, ms in times if name == kind]
        figures |= {f"{kind}_p50": p50(mine), f"{kind}_p95": p95(mine), f"{kind}_max": max(mine)}
    exports = [timed(adapters.export, town, WEEKS) for _ in range(EXPORTS)]
    return figures | {
        "export_p50": p50(exports),
        "export_p95": p95(exports),
        "export_max": max(exports),
    }


def measure_password() -> Figures:
    """The slow hash alone: the part of log-in that must not become faster."""
    check = adapters.password_check()
    check()
    times = [timed(check) for _ in range(PASSWORDS)]
    return {"argon2_p50": p50(times), "argon2_p95": p95(times)}


def report_saves(of: Figures) -> str:
    rows = []
    pauses = f"{PAUSE[0] * 1000:.0f}-{PAUSE[1] * 1000:.0f} ms"
    paces = {"people": f"{PEOPLE} people, {pauses} apart", "rush": f"{PEOPLE} without a pause"}
    for pace, words in paces.items():
        for door, name in (("door", "the door"), ("bare", "bare INSERT and COMMIT")):
            figures = [of[f"{door}_{pace}_{key}"] for key in ("p50", "p95", "p99", "max")]
            rows.append(
                [f"{words}: {name}", number(of[f"{door}_{pace}_n"])]
                + [number(figure, 2) for figure in figures]
                + [ratio(figures[1], of[f"bare_{pace}_p95"])]
            )
    heads = ["saving an enquiry", "n", "p50 ms", "p95 ms", "p99 ms", "max ms", "p95 x bare"]
    return table(heads, rows)


def report_search(of: Figures) -> str:
    rows = []
    finders = {"door": "the finder", "bare": "bare index, first six, unranked"}
    for door, name in finders.items():
        keys = ("p50", "p95", "two_letters_p95", "max")
        rows.append([name, number(of[f"{door}_n"])] + [number(of[f"{door}_{k}"], 2) for k in keys])
    heads = ["finding a name", "n", "p50 ms", "p95 ms", "p95 ms at two letters", "max ms"]
    return table(heads, rows)


def report_figures(of: Figures) -> str:
    names = {
        "door": f"all {WEEKS} weeks and the totals, the file open",
        "week": "the last week and the totals, the file open",
        "export": f"dinindgang export --weeks {WEEKS}, from its start to its end",
        "bare": "bare: every enquiry counted once, by week",
    }
    rows = []
    for kind, name in names.items():
        figures = [of[f"{kind}_{key}"] for key in ("p50", "p95", "max")]
        rows.append([name, *map(number, figures), ratio(figures[0], of["bare_p50"])])
    head = f"the figures of {of['enquiries']:,.0f} enquiries"
    return table([head, "p50 ms", "p95 ms", "max ms", "p50 x bare"], rows)


def report_password(of: Figures) -> str:
    row = ["argon2, right password", number(of["argon2_p50"], 1), number(of["argon2_p95"], 1)]
    return table(["log-in", "p50 ms", "p95 ms"], [row])
