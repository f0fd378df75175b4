"""Many terminals of one house at once, each a process of its own, and what they must leave behind.

The processes come from a fork server, which has loaded the program but never opened a file: they
start in milliseconds, and no connection is ever carried over a fork.
"""

from __future__ import annotations

import functools
import itertools
import json
import multiprocessing
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from din_indgang_tui import clock as clocks
from din_indgang_tui.house import citizens, enquiries, slots
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.file import open_file
from din_indgang_tui.store.roles import Role, Who
from tests.scene import OWNER, HandClock, rows

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

# On Linux and macOS; Windows has no fork, and starts each process anew.
CONTEXT: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    CONTEXT.set_forkserver_preload(["tests.store.crowd"])

Colleagues = dict[Role, Who]
AT_THE_DESK = (Role.HOST, Role.COACH, Role.OUTREACH, Role.LEADER)
GIVEN = ("Kirsten", "Åse", "Birthe-Kirsten", "Søren", "Ali", "Yıldız")
FAMILY = ("Møller", "Bæk", "Aagaard", "Jensen", "Al-Sayed")


def together(count: int, work: Callable[..., Any], *args: Any) -> list[Any]:
    """What `work(number, barrier, *args)` answers in so many processes at once, by number.

    Raises AssertionError with the traceback of the first that raised.
    """
    barrier, answers = CONTEXT.Barrier(count), CONTEXT.Queue()
    people = [
        CONTEXT.Process(target=_one_of_many, args=(work, n, barrier, answers, args), daemon=True)
        for n in range(count)
    ]
    for person in people:
        person.start()
    heard = sorted((answers.get(timeout=300) for _ in people), key=lambda answer: answer[0])
    for person in people:
        person.join()
    faults = [fault for _, _, fault in heard if fault and "BrokenBarrierError" not in fault]
    assert not faults, faults[0]
    return [answer for _, answer, _ in heard]


def _one_of_many(
    work: Callable[..., Any], n: int, barrier: Barrier, answers: Any, args: tuple[Any, ...]
) -> None:
    try:
        answers.put((n, work(n, barrier, *args), ""))
    except BaseException:
        barrier.abort()
        answers.put((n, None, traceback.format_exc()))


def colleague(who: Colleagues, n: int) -> Who:
    """Whoever sits at the n-th terminal."""
    return who[AT_THE_DESK[n % len(AT_THE_DESK)]]


def somebody(rng: random.Random) -> NewEnquiry:
    """A new person with a reason or two, or someone who stays anonymous."""
    reasons = tuple(rng.sample(("housing", "money_debt", "talk", "health"), rng.randint(0, 3)))
    channel = rng.choice((Channel.WALK_IN, Channel.WALK_IN, Channel.PHONE, Channel.LETTER))
    person = NewCitizen(rng.choice(GIVEN), rng.choice(FAMILY)) if rng.random() < 0.5 else None
    return NewEnquiry(new_citizen=person, channel=channel, reasons=reasons)


# What a process does -----------------------------------------------------------------------------


def register_many(
    n: int, barrier: Barrier, path: Path, who: Colleagues, count: int
) -> list[tuple[int, int | None, float]]:
    """Registers so many without a pause. Answers enquiry, citizen and seconds of each."""
    rng, me = random.Random(n), colleague(who, n)
    door = Door(path, HandClock())
    door.load()
    done = []
    barrier.wait(120)
    for _ in range(count):
        began = time.perf_counter()
        came = door.change(me, enquiries.register, somebody(rng))
        done.append((came.enquiry_id, came.citizen_id, time.perf_counter() - began))
    door.close()
    return done


def take_in_each(
    n: int, barrier: Barrier, path: Path, who: Colleagues, waiting: list[int]
) -> list[str]:
    """All reach for the same person at the same moment, one round a person. Answers the refusals,
    empty where this one won.
    """
    return rounds(n, barrier, path, who, enquiries.take_in, waiting)


def register_each(
    n: int, barrier: Barrier, path: Path, who: Colleagues, known: list[int]
) -> list[str]:
    """All register the same citizen at the same moment, one round a citizen."""
    again = [NewEnquiry(citizen_id=citizen) for citizen in known]
    return rounds(n, barrier, path, who, enquiries.register, again)


def finish_each(
    n: int, barrier: Barrier, path: Path, who: Colleagues, here: list[int]
) -> list[str]:
    """All finish the same enquiry at the same moment."""
    return rounds(n, barrier, path, who, enquiries.finish, here, "helped")


def fill_in_each(
    n: int, barrier: Barrier, path: Path, who: Colleagues, here: list[int]
) -> list[str]:
    """All write the note of the same enquiry at the same moment, having read the same version."""
    return rounds(n, barrier, path, who, _fill_in(n), here)


def _fill_in(n: int) -> Callable[..., None]:
    def fill_in(unit: Any, enquiry_id: int) -> None:
        enquiries.fill_in(unit, enquiry_id, 1, note=f"Skrevet ved {n}")

    return functools.update_wrapper(fill_in, enquiries.fill_in)


def book_each(
    n: int, barrier: Barrier, path: Path, who: Colleagues, times: list[tuple[NewSlot, ...]]
) -> list[str]:
    """All book the same time of the same colleague at the same moment, each for another citizen."""
    return rounds(n, barrier, path, who, _book(n), times)


def _book(n: int) -> Callable[..., None]:
    def book(unit: Any, for_each: tuple[NewSlot, ...]) -> None:
        slots.book(unit, for_each[n])

    return functools.update_wrapper(book, slots.book)


def rounds(
    n: int, barrier: Barrier, path: Path, who: Colleagues, deed: Any, about: list[Any], *more: Any
) -> list[str]:
    me, refusals = colleague(who, n), []
    door = Door(path, HandClock())
    door.load()
    for one in about:
        barrier.wait(120)
        try:
            door.change(me, deed, one, *more)
            refusals.append("")
        except DeskError as refused:
            refusals.append(refused.message)
    door.close()
    return refusals


def open_new(n: int, barrier: Barrier, folder: Path, rounds: int) -> int:
    """All open the same file, which is not there yet, at the same moment."""
    for number in range(rounds):
        barrier.wait(120)
        Door(folder / f"{number}.db", HandClock(), make=True).close()
    return n


# One who is killed -------------------------------------------------------------------------------


def register_until_killed(path: Path, who: Colleagues, seed: int, tell: Connection) -> None:
    """Registers, takes in and finishes for ever; tells before each deed, and after its commit."""
    rng = random.Random(seed)
    door = Door(path, HandClock())
    me = colleague(who, seed)
    while True:
        tell.send("begun")
        came = door.change(me, enquiries.register, somebody(rng))
        tell.send((came.enquiry_id, came.citizen_id, came.state.value))
        if came.state == "waiting" and rng.random() < 0.3:
            tell.send("begun")
            door.change(me, enquiries.finish, came.enquiry_id, "helped")
            tell.send((came.enquiry_id, came.citizen_id, "done"))


def kill_while_registering(
    path: Path, who: Colleagues, seed: int
) -> tuple[list[tuple[int, int | None, str]], bool]:
    """One process that is killed at a moment of chance. Answers what it had acknowledged, and
    whether it was killed with a deed under way.
    """
    rng = random.Random(seed)
    heard, tell = CONTEXT.Pipe(duplex=False)
    process: BaseProcess = CONTEXT.Process(
        target=register_until_killed, args=(path, who, seed, tell), daemon=True
    )
    process.start()
    tell.close()  # the process has its own; this one would keep the pipe from ending
    said: list[Any] = []
    for _ in range(rng.randint(0, 12)):
        said.append(heard.recv())
    time.sleep(rng.uniform(0, 0.003))
    process.kill()
    process.join()
    while True:
        try:
            said.append(heard.recv())
        except EOFError:
            break
    heard.close()
    acknowledged = [one for one in said if one != "begun"]
    return acknowledged, bool(said) and said[-1] == "begun"


# What they must leave behind ---------------------------------------------------------------------


def assert_whole(path: Path) -> None:
    """Pages, references, what the finder looks in, the record and the parts: all of it whole."""
    connection = open_file(path)
    connection.row_factory = sqlite3.Row
    assert [row[0] for row in connection.execute("PRAGMA integrity_check")] == ["ok"]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    # The finder finds everybody by every part of their name.
    indexed: dict[int, list[dict[str, Any]]] = {}
    for row in connection.execute("SELECT * FROM name_part"):
        indexed.setdefault(row["citizen_id"], []).append(dict(row))
    for row in connection.execute("SELECT * FROM citizen"):
        should = citizens.name_parts(
            row["id"], row["given_name"], row["family_name"], row["known_as"]
        )
        assert _sorted(indexed.pop(row["id"], [])) == _sorted(should)
    assert indexed == {}

    # Every row that is there was written on the record as it stands, and none that is not there.
    recorded = _by_the_record(connection)
    for table, key in (("citizen", "{id}"), ("enquiry", "{id}"),
                       ("enquiry_reason", "{enquiry_id}|{position}"),
                       ("slot", "{id}"), ("group_member", "{id}"),
                       ("group_waiting", "{id}")):  # fmt: skip
        rows = {
            key.format(**dict(row)): dict(row)
            for row in connection.execute(f"SELECT * FROM {table}")
        }
        kept = {row_key: row for (of, row_key), row in recorded.items() if of == table}
        assert rows.keys() == kept.keys()
        for row_key, row in kept.items():
            assert row.items() <= rows[row_key].items()

    # Every unit of work has its rows, and moved its parts by one.
    parts = Counter(
        part
        for row in connection.execute("SELECT parts FROM unit_of_work")
        for part in row["parts"].split()
    )
    (empty,) = connection.execute(
        "SELECT count(*) FROM unit_of_work u"
        " WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.unit_id = u.id)"
    ).fetchone()
    assert empty == 0
    serials = dict(map(tuple, connection.execute("SELECT part, serial FROM part_change")))
    assert serials == dict(parts)
    connection.close()


def _by_the_record(connection: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """Each row as the record says it stands now: what was inserted, with what changed since."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for row in connection.execute("SELECT * FROM audit ORDER BY id"):
        key = (row["table_name"], row["row_key"])
        if row["before"] is None:
            assert key not in rows
            rows[key] = json.loads(row["after"])
        elif row["after"] is None:
            del rows[key]
        else:
            known = rows[key]  # without what the table itself filled in, such as the version
            before = json.loads(row["before"])
            assert before == {name: known.get(name, value) for name, value in before.items()}
            known |= json.loads(row["after"])
    return rows


def _sorted(parts: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted((part["fold"], part["part"], part["sort_rank"]) for part in parts)


def assert_kept(path: Path, acknowledged: list[tuple[int, int | None, str]]) -> None:
    """Every enquiry that was acknowledged is there, with its citizen, as far as it had come."""
    connection = open_file(path)
    rows = connection.execute("SELECT id, citizen_id, state FROM enquiry")
    there = {number: (citizen, state) for number, citizen, state in rows}
    connection.close()
    for number, citizen, state in acknowledged:
        assert number in there
        assert there[number][0] == citizen
        # Its finish may have been committed in the moment it was killed, and never told of.
        assert there[number][1] in {state, "done"}
    finished = {number for number, _, state in acknowledged if state == "done"}
    assert all(there[number][1] == "done" for number in finished)


def one_winner_each(refusals: list[list[str]]) -> list[int]:
    """Who won each round; AssertionError where it was nobody, or more than one."""
    winners = []
    for round_number, heard in enumerate(zip(*refusals, strict=True)):
        won = [n for n, refusal in enumerate(heard) if not refusal]
        assert len(won) == 1, f"round {round_number}: {heard}"
        winners += won
    return winners


def last_slots(
    known: list[int], coach_id: int, first: datetime, rounds: int
) -> list[tuple[NewSlot, ...]]:
    """So many times of one colleague, eight a day from Monday to Thursday, and who asks for it."""
    starts: list[datetime] = []
    day = first
    while len(starts) < rounds:
        if clocks.local_date(day).isoweekday() < 5:
            starts += [day + timedelta(minutes=45 * n) for n in range(8)]
        day += timedelta(days=1)
    return [
        tuple(NewSlot(citizen, start, coach_id) for citizen in known) for start in starts[:rounds]
    ]


def assert_one_booking_each(
    door: Door, times: list[tuple[NewSlot, ...]], refusals: list[list[str]], who: Colleagues
) -> None:
    """One of all got each time; the others were told who it was and when, and never for whom."""
    winners = one_winner_each(refusals)
    booked = door.read(OWNER, rows, "SELECT citizen_id, created_by FROM slot ORDER BY starts_at")
    for number, (asked, won) in enumerate(zip(times, winners, strict=True)):
        winner = colleague(who, won)
        assert booked[number] == (asked[won].citizen_id, winner.staff_id)
        for n, heard in enumerate(refusals):
            first = "You" if colleague(who, n) == winner else winner.name
            said = f"{first} took that time for something else at 10.22. Next: "
            assert n == won or heard[number].startswith(said)
    assert len(booked) == len(times)
    assert len(set(winners)) > 1  # it was a race: nobody always came first


def numbers(lists: list[list[tuple[int, int | None, float]]]) -> list[int]:
    """The enquiries of all."""
    return [number for number, _, _ in itertools.chain.from_iterable(lists)]
