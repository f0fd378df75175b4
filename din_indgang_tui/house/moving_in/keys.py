"""Rows of the file by key, a batch at a time: what earlier imports brought."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from din_indgang_tui.store.unit import Reading

REF_LIMIT = 100  # characters of the importer's own key


@dataclass(frozen=True, slots=True)
class Earlier:
    """A row of an earlier import: the id it got, the line it stood on, what it said (JSON)."""

    row_id: int
    line: int
    content: str


def among(reading: Reading, sql: str, keys: Sequence[str]) -> set[Any]:
    """The first column of a SELECT that takes `keys` as one JSON array."""
    return {row[0] for row in reading.rows(sql, (json.dumps(keys),))} if keys else set()


def earlier(reading: Reading, file: str, refs: Sequence[str]) -> dict[str, Earlier]:
    """Those of `refs` that an earlier import of `file` brought."""
    if not refs:
        return {}
    return {
        row["ref"]: Earlier(row["row_id"], row["line"], row["content"])
        for row in reading.rows(
            "SELECT ref, row_id, line, content FROM imported_row WHERE file = ?"
            " AND ref IN (SELECT value FROM json_each(?))",
            (file, json.dumps(refs)),
        )
    }


def last_import(reading: Reading) -> int:
    """The number on record of the last file that was imported; 0 where none was."""
    return int(
        reading.value("SELECT coalesce(max(id), 0) FROM audit WHERE table_name = 'imported_row'")
    )
