"""The counts beside the enquiries are those of the enquiries, whatever is written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from din_indgang_tui.store import file, migrations
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.engine import Connection, sqlite3
from din_indgang_tui.store.roles import ANYONE
from din_indgang_tui.store.unit import Unit, changes
from tests.histories import OWNER, house

COUNTED = """
SELECT arrived_week, channel, arrived_on, coalesce(outcome, ''), citizen_id IS NOT NULL,
    coalesce(met_on, ''), count(*)
FROM enquiry GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
"""
KEPT = "SELECT * FROM enquiry_count ORDER BY 1, 2, 3, 4, 5, 6"

MONDAY, TUESDAY = "2026-11-16", "2026-11-17"
CONTENTS = st.fixed_dictionaries(
    {
        "arrived_week": st.sampled_from(["2026-W46", "2026-W47"]),
        "arrived_on": st.sampled_from([MONDAY, TUESDAY]),
        "channel": st.sampled_from(["walk_in", "letter"]),
        "outcome": st.sampled_from([None, "helped", "left_without_help"]),
        "citizen_id": st.sampled_from([None, 1, 2]),
        "met_on": st.sampled_from([None, MONDAY, TUESDAY]),
    }
)
# What is written alone: the day on which someone was met goes with the moment.
ALONE = {
    "UPDATE week": ("arrived_week",),
    "UPDATE day": ("arrived_on",),
    "UPDATE channel": ("channel",),
    "UPDATE outcome": ("outcome",),
    "UPDATE citizen": ("citizen_id",),
    "UPDATE meeting": ("met_at", "met_on"),
}
WAYS = st.tuples(
    st.sampled_from(
        [
            "INSERT",
            "INSERT OR REPLACE",
            "INSERT OR IGNORE",
            "UPDATE",
            "UPDATE OR REPLACE",
            *ALONE,
            "DELETE",
        ]
    ),
    st.integers(1, 2),
    CONTENTS,
)


class _NotKept(Exception):
    """Raised so that the next example finds an empty house."""


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with house(tmp_path_factory.mktemp("house") / "house.db") as opened:
        yield opened


def _write(unit: Unit, way: str, number: int, contents: dict[str, Any]) -> None:
    met_at = f"{contents['met_on']}T12:00:00Z" if contents["met_on"] else None
    row = contents | {
        "id": number,
        "arrived_at": f"{MONDAY}T08:00:00Z",
        "met_at": met_at,
        "state": "done",
        "created_at": f"{MONDAY}T08:00:00Z",
    }
    if way == "DELETE":
        unit.rows("DELETE FROM enquiry WHERE id = ?", (number,))
    elif way.startswith("INSERT"):
        marks = ", ".join(f":{name}" for name in row)
        unit.rows(f"{way} INTO enquiry ({', '.join(row)}) VALUES ({marks})", row)
    else:
        names = ALONE.get(way, (*contents, "met_at"))
        way = "UPDATE" if way in ALONE else way
        set_to = ", ".join(f"{name} = :{name}" for name in names)
        unit.rows(f"{way} enquiry SET {set_to} WHERE id = :id", row)


@changes(ANYONE)
def _live_through(unit: Unit, ways: list[tuple[str, int, dict[str, Any]]]) -> None:
    for number in (1, 2):
        unit.insert("citizen", {"id": number, "created_at": f"{MONDAY}T08:00:00Z"})
    for way in ways:
        # A row that is there already is refused, and what is refused is not counted.
        with contextlib.suppress(sqlite3.IntegrityError):
            _write(unit, *way)
        kept = [tuple(row) for row in unit.rows(KEPT)]
        assert kept == [tuple(row) for row in unit.rows(COUNTED)]
    raise _NotKept


@settings(max_examples=300)  # each is a millisecond, and a column that is forgotten must show
@given(ways=st.lists(WAYS, min_size=4, max_size=12))
def test_every_way_to_write_an_enquiry_is_counted(
    door: Door, ways: list[tuple[str, int, dict[str, Any]]]
) -> None:
    with pytest.raises(_NotKept):
        door.change(OWNER, _live_through, ways)


def test_what_an_older_file_has_is_counted_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        as_version_1(connection)
    with contextlib.closing(file.open_file(path)) as connection:
        kept = connection.execute(KEPT).fetchall()
        assert kept == connection.execute(COUNTED).fetchall()
    assert [row[-1] for row in kept] == [2, 1]


def as_version_1(connection: Connection) -> None:
    connection.executescript((migrations.FROZEN / "001.sql").read_text(encoding="utf-8"))
    connection.execute(
        "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT,"
        " applied_at TEXT)"
    )
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('din_indgang', 'm001_the_desk_opens', '2026-11-01')"
    )
    connection.executemany(
        "INSERT INTO enquiry (channel, state, arrived_at, arrived_on, arrived_week, created_at)"
        " VALUES (?, 'inbox', '2026-11-16T08:00:00Z', '2026-11-16', '2026-W47', '2026-11-16')",
        [("letter",), ("letter",), ("phone",)],
    )
    connection.execute(f"PRAGMA application_id={file.APPLICATION_ID}")
    connection.execute("PRAGMA user_version=1")
