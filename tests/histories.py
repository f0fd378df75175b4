"""Made-up histories of a house, written into a file through its door."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from din_indgang_tui.house import enquiry_columns
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, command_line
from din_indgang_tui.store.unit import Unit, changes
from tests.oracle import Enquiry

NOW = datetime(2026, 11, 17, 9, 20, tzinfo=UTC)  # a Tuesday, 10.20 in the house
OWNER = command_line()

_refs = itertools.count(1)


def wall(text: str) -> datetime:
    """The moment when the clock on the wall shows `2026-11-09T10:05`; the first of two."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))


def enquiry(
    arrived_at: str,
    met_at: str | None = None,
    *,
    citizen: str | None = None,
    channel: str = "walk_in",
    reasons: Sequence[str] = (),
    heard_from: str | None = None,
    outcome: str | None = None,
) -> Enquiry:
    """One enquiry, in the words of the import format."""
    return {
        "ref": str(next(_refs)),
        "citizen": citizen,
        "channel": channel,
        "reasons": list(reasons),
        "heard_from": heard_from,
        "outcome": outcome,
        "arrived_at": wall(arrived_at),
        "met_at": None if met_at is None else wall(met_at),
    }


@contextmanager
def house(path: Path, now: datetime = NOW) -> Iterator[Door]:
    """The file at that path, new where there is none; the clock stands still."""
    door = Door(path, lambda: now, make=True)
    try:
        yield door
    finally:
        door.close()


@changes(ANYONE, "enquiries")
def _write(unit: Unit, history: Sequence[Enquiry]) -> None:
    citizens: dict[str, int] = {}
    for event in history:
        citizen = event["citizen"]
        if citizen is not None and citizen not in citizens:
            row = {"given_name": citizen, "created_at": "2026-01-01T00:00:00Z"}
            citizens[citizen] = unit.insert("citizen", row)
    first = 1 + int(unit.value("SELECT coalesce(max(id), 0) FROM enquiry"))
    unit.insert_many(
        "enquiry",
        [
            enquiry_columns.times(event["arrived_at"], event["met_at"])
            | {
                "id": number,
                "citizen_id": None if event["citizen"] is None else citizens[event["citizen"]],
                "channel": event["channel"],
                "heard_from": event["heard_from"],
                "outcome": event["outcome"],
                "state": "done",
                "created_at": "2026-01-01T00:00:00Z",
            }
            for number, event in enumerate(history, start=first)
        ],
    )
    unit.insert_many(
        "enquiry_reason",
        [
            {"enquiry_id": number, "position": position, "reason": reason}
            for number, event in enumerate(history, start=first)
            for position, reason in enumerate(event["reasons"], start=1)
        ],
    )


@changes(ANYONE, "settings")
def _set(unit: Unit, key: str, value: str) -> None:
    unit.insert("setting", {"key": key, "value": value})


def fill(door: Door, history: Sequence[Enquiry], *, opening_day: str = "") -> None:
    """Write the history as it is, whatever the rules of the desk would say."""
    door.change(OWNER, _write, history)
    if opening_day:
        door.change(OWNER, _set, "opening_day", opening_day)
