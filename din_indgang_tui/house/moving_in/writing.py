"""Writing what was planned, within the one unit of work."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from din_indgang_tui.clock import stored
from din_indgang_tui.house.moving_in import keys
from din_indgang_tui.house.moving_in.description import FileDescription, References, Rows
from din_indgang_tui.house.moving_in.findings import FileReport
from din_indgang_tui.house.moving_in.judging import BATCH, Progress
from din_indgang_tui.house.moving_in.scratch import Planned, Scratch
from din_indgang_tui.i18n import _
from din_indgang_tui.store.unit import Unit

_CACHE_KIB = -32 * 1024  # SQLite's way of saying KiB instead of pages


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
    # The file is locked for others: ids can be counted on from the last one.
    first = int(unit.value(f"SELECT coalesce(max(id), 0) + 1 FROM {description.table}"))
    row_id = first
    for batch in scratch.planned(description.name, BATCH):
        _write_batch(unit, description, batch, row_id)
        row_id += len(batch)
        progress(label, row_id - first, report.new)
    unit.record_file(
        "imported_row",
        description.name,
        {
            "read": report.read,
            "new": report.new,
            "already_there": report.already_there,
            "first_id": first if report.new else None,
            "last_id": row_id - 1 if report.new else None,
            "backup": backup,
        },
    )


def _write_batch(
    unit: Unit, description: FileDescription, batch: Sequence[Planned], first: int
) -> None:
    created_at = stored(unit.now)
    prepared = [json.loads(planned.prepared) for planned in batch]
    references = _resolved(unit, description, [named for _row, named in prepared])
    tables: Rows = {}
    for row_id, ((row, _named), ids) in enumerate(
        zip(prepared, references, strict=True), start=first
    ):
        for table, rows in description.rows(row_id, row, ids, created_at).items():
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
            for row_id, planned in enumerate(batch, start=first)
        ],
    )


def _resolved(
    unit: Unit, description: FileDescription, named: Sequence[dict[str, Any]]
) -> list[References]:
    """The ids behind the refs; rows of this import are in imported_row by now as well."""
    ids: list[dict[str, int | None]] = [{} for _row in named]
    for column in description.references:
        wanted = {row[column.name] for row in named} - {None}
        found = keys.earlier(unit, column.refers_to or "", list(wanted))
        for row, row_ids in zip(named, ids, strict=True):
            ref = row[column.name]
            row_ids[column.name] = None if ref is None else found[ref].row_id
    return list(ids)
