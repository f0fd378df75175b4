"""Past the door: whoever has the file and an SQL prompt changes no row without a record."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from din_indgang_tui.store import file
from din_indgang_tui.store.engine import Connection, sqlite3
from tests.scene import copy_of

AT = "2026-11-17T09:22:00Z"
# One row of every table, in an order in which the references are there.
ROWS: dict[str, dict[str, object] | None] = {
    "staff": {"id": 1, "initials": "BOD", "name": "Bo Dam", "role": "host", "created_at": AT},
    "login_failure": {"initials": "X", "failures": 1, "last_at": AT},
    "reason": {"code": "pets", "position": 99},
    "heard_from": {"code": "radio", "position": 99},
    "outcome": {"code": "song", "position": 99},
    "setting": {"key": "house_name", "value": "Huset"},
    "citizen": {"id": 1, "given_name": "Ida", "created_at": AT},
    "name_part": {"fold": "ida", "citizen_id": 1, "part": "ida", "sort_rank": 1},
    "enquiry": {
        "id": 1, "citizen_id": 1, "channel": "walk_in", "state": "done", "arrived_at": AT,
        "arrived_on": "2026-11-17", "arrived_week": "2026-W47", "created_at": AT,
    },
    "enquiry_count": None,  # follows from the enquiry
    "enquiry_reason": {"enquiry_id": 1, "position": 1, "reason": "pets"},
    "letter": {"enquiry_id": 1, "message": "Hej"},
    "duty": {"day": "2026-11-17", "staff_id": 1},
    "handover_line": {"day": "2026-11-17", "text": "Hej", "created_at": AT},
    "call_back": {"caller": "Ida", "created_at": AT},
    "acute_number": {"code": "x", "label": "Alarm", "number": "112", "position": 1},
    "opening_hours": None,  # seven rows from the start
    "closed_day": {"day": "2026-12-24"},
    "closing_reason": {"code": "sun", "position": 99},
    "onward_support": {"code": "club", "position": 99},
    "activity_kind": {"code": "sailing", "position": 99},
    "room": {"code": "molen", "label": "Molen", "position": 1},
    "conversation": {
        "id": 1, "citizen_id": 1, "state": "held", "held_on": "2026-11-17",
        "held_week": "2026-W47", "created_at": AT,
    },
    "conversation_writing": {
        "conversation_id": 1, "staff_id": 1, "session": "s", "holds": 1, "content": "{}",
        "typed_at": AT,
    },
    "citizen_goal": {"id": 1, "citizen_id": 1, "created_at": AT},
    "goal_said": {"conversation_id": 1, "goal_id": 1, "position": 1, "words": "Jeg sejler"},
    "goal_level": {"goal_id": 1, "level": 0, "words": "Jeg sejler en gang"},
    "promise": {"citizen_id": 1, "words": "ringe", "made_on": "2026-11-17"},
    "disclosure_consent": {
        "citizen_id": 1, "receiver": "Jobcenter", "what": "planen", "purpose": "møde",
        "how": "spoken", "given_on": "2026-11-17", "created_at": AT,
    },
    "course": {"id": 1, "citizen_id": 1, "opened_on": "2026-11-17", "created_at": AT},
    "course_pause": {"course_id": 1, "first_on": "2026-11-17", "created_at": AT},
    "course_activity": {
        "course_id": 1, "kind": "sailing", "what": "Sejlads", "first_on": "2026-11-17",
        "created_at": AT,
    },
    "course_feedback": {"course_id": 1},
    "working_hours": {"staff_id": 1, "weekday": 1, "spans": "09:00-12:00"},
    "working_exception": {
        "staff_id": 1, "first_on": "2026-11-17", "last_on": "2026-11-17", "effect": "away",
        "created_at": AT,
    },
    "room_hours": {"room": "molen", "weekday": 1, "spans": "09:00-12:00"},
    "holiday_year": {"year": 2026},
    "slot_series": {"id": 1, "citizen_id": 1, "rule": "FREQ=WEEKLY", "created_at": AT},
    "slot": {
        "id": 1, "citizen_id": 1, "starts_at": "2026-11-17T09:00:00Z",
        "ends_at": "2026-11-17T09:45:00Z", "starts_on": "2026-11-17", "starts_week": "2026-W47",
        "minutes": 45, "created_at": AT,
    },
    "slot_move": {"slot_id": 1, "from_at": AT, "moved_at": AT},
    "slot_wish": {"citizen_id": 1, "minutes": 45, "created_at": AT},
    "group_activity": {"id": 1, "name": "Sejlads", "kind": "sailing", "created_at": AT},
    "group_helper": {"group_id": 1, "staff_id": 1, "part": "peer"},
    "group_exception": {"group_id": 1, "first_on": "2026-11-17", "last_on": "2026-11-17"},
    "group_member": {
        "id": 1, "group_id": 1, "citizen_id": 1, "from_on": "2026-11-17", "created_at": AT,
    },
    "group_waiting": {
        "group_id": 1, "citizen_id": 1, "since_at": AT, "since_on": "2026-11-17",
    },
    "group_assessment": {
        "group_id": 1, "citizen_id": 1, "needed": 0, "decided_on": "2026-11-17",
    },
    "group_session": {
        "id": 1, "group_id": 1, "starts_at": "2026-11-17T09:00:00Z",
        "ends_at": "2026-11-17T10:30:00Z", "starts_on": "2026-11-17", "starts_week": "2026-W47",
        "minutes": 90, "created_at": AT,
    },
    "attendance": {"session_id": 1, "citizen_id": 1, "status": "present", "marked_at": AT},
    "group_told": {"session_id": 1, "citizen_id": 1},
    "first_enquiry": None,  # follows from the enquiry
    "check_decision": {
        "course_id": 1, "decided_on": "2026-11-17", "decision": "continue", "created_at": AT,
    },
    "check_move": {
        "course_id": 1, "to_on": "2026-11-20", "why": "syg", "moved_on": "2026-11-17",
    },
    "referral": {"citizen_id": 1, "created_at": AT},
    "outreach_result": {"code": "waved", "position": 99},
    "outreach_attempt": {
        "tried_at": AT, "tried_on": "2026-11-17", "tried_week": "2026-W47", "created_at": AT,
    },
    "bypass_month": {"month": "2026-10", "bypassed": 1, "services": 20},
    "frozen_week": {
        "week": "2026-W46", "as_of": "2026-11-16", "figures": "{}", "frozen_at": AT,
        "frozen_by": "BOD",
    },
    "draft": {"staff_id": 1, "panel": "p", "content": "{}", "saved_at": AT},
    "imported_row": {"file": "f", "ref": "r", "row_id": 1, "line": 1, "content": "{}"},
    "unit_of_work": {
        "id": 1, "at": AT, "who": "BOD", "role": "host", "session": "s", "deed": "a.b",
    },
    "audit": {"unit_id": 1, "table_name": "citizen", "row_key": "1"},
    "look": {
        "at": AT, "who": "BOD", "role": "host", "session": "s", "question": "q", "citizen_id": 1,
    },
    "part_change": {"part": "enquiries", "serial": 1},
}  # fmt: skip


@pytest.fixture(scope="module")
def _one_of_each(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with a row in every table."""
    path = tmp_path_factory.mktemp("past") / "house.db"
    file.open_file(path, make=True).close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE door SET open = 1")
        for table, row in ROWS.items():
            if row is not None:
                marks = ", ".join("?" * len(row))
                connection.execute(
                    f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
                )
        connection.execute("UPDATE door SET open = 0")
        connection.commit()
    return path


@pytest.fixture
def past(_one_of_each: Path, tmp_path: Path) -> Iterator[Connection]:
    """An SQL prompt at such a house."""
    path = copy_of(_one_of_each, tmp_path / "house.db")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def _tables(connection: Connection) -> set[str]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in names if not name.startswith(("sqlite_", "_sqlite_"))}


def _content(connection: Connection, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]


def test_every_table_of_the_house_is_tried(past: Connection) -> None:
    assert set(ROWS) == _tables(past) - {"door"}
    assert all(_content(past, table) for table in ROWS)


@pytest.mark.parametrize("table", sorted(ROWS))
def test_no_row_is_written_changed_or_taken_away(past: Connection, table: str) -> None:
    before = _content(past, table)
    (column, *_others) = (row[1] for row in past.execute(f"PRAGMA table_info({table})"))
    for statement in (
        f"INSERT INTO {table} SELECT * FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        f"INSERT INTO {table} DEFAULT VALUES",
        f"UPDATE {table} SET {column} = {column}",
        f"UPDATE OR IGNORE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
    ):
        with pytest.raises(sqlite3.IntegrityError, match=r"past the door|the record is never"):
            past.execute(statement)
    assert _content(past, table) == before


def test_the_door_itself_cannot_be_taken_off(past: Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="the door stays"):
        past.execute("DELETE FROM door")
    with pytest.raises(sqlite3.IntegrityError):
        past.execute("INSERT INTO door (id, open) VALUES (2, 1)")


def test_it_is_shut_whenever_nobody_works(past: Connection) -> None:
    assert _content(past, "door") == [(1, 0)]
