"""The first day of each citizen beside the enquiries is theirs, whatever is written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from din_indgang_tui.store import file
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.roles import ANYONE
from din_indgang_tui.store.unit import Unit, changes
from tests.histories import OWNER, house
from tests.store.test_enquiry_count import as_version_1

FIRST = """
SELECT citizen_id, min(arrived_on) FROM enquiry WHERE citizen_id IS NOT NULL
GROUP BY citizen_id ORDER BY citizen_id
"""
KEPT = "SELECT citizen_id, first_on FROM first_enquiry ORDER BY citizen_id"

DAYS = st.integers(0, 4).map(lambda n: (date(2026, 11, 16) + timedelta(days=n)).isoformat())
CONTENTS = st.fixed_dictionaries({"citizen_id": st.sampled_from([None, 1, 2]), "arrived_on": DAYS})
WAYS = st.tuples(
    st.sampled_from(
        [
            *("INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"),
            *("UPDATE", "UPDATE OR REPLACE", "UPDATE day", "UPDATE citizen", "UPDATE note"),
            *("UPDATE every", "UPDATE id", "DELETE"),
        ]
    ),
    st.integers(1, 4),
    CONTENTS,
)


class _NotKept(Exception):
    """Raised so that the next example finds an empty house."""


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with house(tmp_path_factory.mktemp("house") / "house.db") as opened:
        yield opened


def _write(unit: Unit, way: str, number: int, contents: dict[str, Any]) -> None:
    row = contents | {
        "id": number,
        "channel": "phone",
        "arrived_at": "2026-11-16T08:00:00Z",
        "arrived_week": "2026-W47",
        "state": "done",
        "created_at": "2026-11-16T08:00:00Z",
    }
    one = {"UPDATE day": "arrived_on = :arrived_on", "UPDATE citizen": "citizen_id = :citizen_id"}
    both = ", ".join(one.values())
    if way == "DELETE":
        unit.rows("DELETE FROM enquiry WHERE id = ?", (number,))
    elif way.startswith("INSERT"):
        marks = ", ".join(f":{name}" for name in row)
        unit.rows(f"{way} INTO enquiry ({', '.join(row)}) VALUES ({marks})", row)
    elif way == "UPDATE note":
        unit.rows("UPDATE enquiry SET note = 'x' WHERE id = :id", row)
    elif way == "UPDATE every":
        unit.rows(f"UPDATE enquiry SET {both}", contents)
    elif way == "UPDATE id":
        unit.rows("UPDATE OR REPLACE enquiry SET id = id % 2 + 1 WHERE id = :id", row)
    else:
        verb = "UPDATE" if way in one else way
        unit.rows(f"{verb} enquiry SET {one.get(way, both)} WHERE id = :id", row)


@changes(ANYONE)
def _live_through(unit: Unit, ways: list[tuple[str, int, dict[str, Any]]]) -> None:
    for number in (1, 2):
        unit.insert("citizen", {"id": number, "created_at": "2026-11-16T08:00:00Z"})
    for way in ways:
        # A row that is there already is refused, and what is refused is not kept.
        with contextlib.suppress(sqlite3.IntegrityError):
            _write(unit, *way)
        kept = [tuple(row) for row in unit.rows(KEPT)]
        assert kept == [tuple(row) for row in unit.rows(FIRST)]
    raise _NotKept


@settings(max_examples=200)  # each is a millisecond, and a way that is forgotten must show
@given(ways=st.lists(WAYS, min_size=4, max_size=12))
def test_the_first_day_is_kept_whatever_way_an_enquiry_is_written(
    door: Door, ways: list[tuple[str, int, dict[str, Any]]]
) -> None:
    with pytest.raises(_NotKept):
        door.change(OWNER, _live_through, ways)


def test_what_an_older_file_has_is_kept_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        as_version_1(connection)
        connection.execute("INSERT INTO citizen (id, created_at) VALUES (7, '2026-11-01')")
        for day in ("2026-11-18", "2026-11-17", "2026-11-19"):
            connection.execute(
                "INSERT INTO enquiry (citizen_id, channel, state, arrived_at, arrived_on,"
                " arrived_week, created_at) VALUES (7, 'letter', 'inbox', ?, ?, '2026-W47', ?)",
                (f"{day}T08:00:00Z", day, day),
            )
    with contextlib.closing(file.open_file(path)) as connection:
        assert connection.execute(KEPT).fetchall() == [(7, "2026-11-17")]
