"""Rows of the file by key, a batch at a time: what earlier imports brought."""

from __future__ import annotations

import json
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from din_indgang_tui.house.moving_in.scratch import Scratch
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


def told(
    reading: Reading, scratch: Scratch, file: str, refs: AbstractSet[str]
) -> dict[str, dict[str, Any]]:
    """What the rows of `file` say that `refs` name, by column: in this import, else in an earlier.

    Of a row that has a fault, or is nowhere, nothing.
    """
    found = scratch.contents(file, list(refs))
    before = earlier(reading, file, list(refs - found.keys()))
    found |= {ref: row.content for ref, row in before.items()}
    return {ref: json.loads(content) for ref, content in found.items()}


def last_import(reading: Reading) -> int:
    """The number on record of the last file that was imported; 0 where none was."""
    return int(
        reading.value("SELECT coalesce(max(id), 0) FROM audit WHERE table_name = 'imported_row'")
    )
