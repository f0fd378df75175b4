"""Writing what was planned, within the one unit of work."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from din_indgang_tui.clock import stored
from din_indgang_tui.house.moving_in import keys, newcomers
from din_indgang_tui.house.moving_in.description import FileDescription, References, Rows
from din_indgang_tui.house.moving_in.findings import FileReport
from din_indgang_tui.house.moving_in.judging import BATCH, Progress
from din_indgang_tui.house.moving_in.scratch import Planned, Scratch
from din_indgang_tui.i18n import _
from din_indgang_tui.store.unit import Reading, Unit

_CACHE_KIB = -32 * 1024  # SQLite's way of saying KiB instead of pages


@dataclass(slots=True)
class Writer:
    """The writing of one file: when it is, which ids come next, and what its rows remember."""

    reading: Reading
    created_at: str
    remembered: dict[tuple[int, str], int] = field(default_factory=dict)
    _next: dict[str, int] = field(default_factory=dict)

    def next_id(self, table: str) -> int:
        """The next free id of a table. The file is locked for others: it is counted on."""
        if table not in self._next:
            # Where a number is never given twice, one whose row is gone counts as well.
            sql = (
                "SELECT 1 + max((SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?),"
                f" (SELECT coalesce(max(id), 0) FROM {table}))"
            )
            self._next[table] = int(self.reading.value(sql, (table,)))
        self._next[table] += 1
        return self._next[table] - 1


def write_file(
    unit: Unit,
    description: FileDescription,
    report: FileReport,
    scratch: Scratch,
    backup: str,
    progress: Progress,
) -> None:
    """Writes the new rows of one file, if any, and one line on record."""
    label = _("Writing {file}").format(file=description.name)
    # The indexes of a long history do not fit into the usual 2 MB, and every page that leaves the
    # cache too early is written and read once more while others wait.
    unit.rows(f"PRAGMA cache_size={_CACHE_KIB}")
    writer = Writer(unit, stored(unit.now))
    written: list[int] = []  # the first id and the last
    done = 0
    for batch in scratch.planned(description.name, BATCH):
        ids = [writer.next_id(description.table) for _row in batch]
        _write_batch(unit, description, batch, ids, writer)
        written = [*written[:1], ids[0], ids[-1]]
        done += len(batch)
        progress(label, done, report.new)
    unit.record_file(
        "imported_row",
        description.name,
        {
            "read": report.read,
            "new": report.new,
            "already_there": report.already_there,
            "first_id": written[0] if written else None,
            "last_id": written[-1] if written else None,
            "backup": backup,
        },
    )


def _write_batch(
    unit: Unit,
    description: FileDescription,
    batch: Sequence[Planned],
    ids: Sequence[int],
    writer: Writer,
) -> None:
    prepared = [json.loads(planned.prepared) for planned in batch]
    references = _resolved(unit, description, [named for _row, named in prepared])
    tables: Rows = {}
    for row_id, (row, _named), named in zip(ids, prepared, references, strict=True):
        for table, rows in description.rows(row_id, row, named, writer).items():
            tables.setdefault(table, []).extend(rows)
    for table, rows in tables.items():
        unit.insert_many(table, rows)
    unit.insert_many(
        "imported_row",
        [
            {
                "file": description.name,
                "ref": planned.ref,
                "row_id": row_id,
                "line": planned.line,
                "content": planned.content,
            }
            for row_id, planned in zip(ids, batch, strict=True)
        ],
    )


def _resolved(
    unit: Unit, description: FileDescription, named: Sequence[dict[str, Any]]
) -> list[References]:
    """The ids behind the refs; rows of this import are in imported_row by now as well."""
    ids: list[dict[str, int | str | None]] = [{} for _row in named]
    for column in description.references:
        wanted = {row[column.name] for row in named} - {None}
        found = keys.earlier(unit, column.refers_to or "", list(wanted))
        for row, row_ids in zip(named, ids, strict=True):
            ref = row[column.name]
            row_ids[column.name] = None if ref is None else found[ref].row_id
    for column in description.names:
        called = {row[column.name] for row in named} - {None}
        keys_of = newcomers.found_or_made(unit, column.names or "", called)
        for row, row_ids in zip(named, ids, strict=True):
            row_ids[column.name] = keys_of.get(row[column.name])
    return list(ids)
