"""Reading the files and judging every row of them, before anything is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from din_indgang_tui.house.moving_in import keys, newcomers
from din_indgang_tui.house.moving_in.cells import Column, House, tidy
from din_indgang_tui.house.moving_in.description import FileDescription, JudgedRow
from din_indgang_tui.house.moving_in.findings import FileReport, Findings, repeated
from din_indgang_tui.house.moving_in.keys import Earlier
from din_indgang_tui.house.moving_in.scratch import Planned, Scratch
from din_indgang_tui.house.moving_in.sheet import Record, Sheet
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Reading

BATCH = 1000  # rows: what is in memory at a time

Progress = Callable[[str, int, int], None]  # label, done, total


@dataclass(slots=True)
class Judge:
    """What judging the rows of one folder needs, and what it remembers from file to file."""

    reading: Reading
    house: House
    scratch: Scratch
    findings: Findings
    progress: Progress
    unread: set[str]  # files that could not be read whole: nobody can say what refs they have

    def file(self, description: FileDescription, sheet: Sheet) -> FileReport:
        """Reads one file; its new rows are planned, its faults found."""
        label = _("Reading {file}").format(file=description.name)
        self.progress(label, 0, 1)
        read = new = known = 0
        if not sheet.survey():
            self.unread.add(description.name)
            return FileReport(description.name, 0, 0, 0)
        lines = max(sheet.lines, 1)
        records = sheet.records(description.columns)
        while batch := list(islice(records, BATCH)):
            rows = [self._row(description, record) for record in batch]
            if description.whole_row:
                self._number(description, rows)
            fresh = self._among_others(description, rows)
            self._plan(description, fresh)
            read += len(rows)
            new += len(fresh)
            known += sum(not row.faulty for row in rows) - len(fresh)
            self.progress(label, min(batch[-1].line, lines), lines)
        if not sheet.whole:
            self.unread.add(description.name)
        self.progress(label, lines, lines)
        return FileReport(description.name, read, new, known)

    def _row(self, description: FileDescription, record: Record) -> JudgedRow:
        row = JudgedRow(description.name, record.line, {}, self.findings, faulty=record.ragged)
        if not description.whole_row:
            row.ref = tidy(record.cells.get(description.columns[0].name, "")) or None
        if record.ragged:
            return row  # which cell is which is anyone's guess
        for column in description.columns:
            cell = record.cells.get(column.name)
            text = tidy(cell) if cell else ""
            if text:
                self._cell(row, column, text)
                continue
            row.values[column.name] = column.empty
            if column.required:
                row.faulty = True
                # A column that is missing altogether was said once, in the header.
                if cell is not None:
                    row.fault(column.name, _(column.missing))
        description.across(row)
        return row

    def _cell(self, row: JudgedRow, column: Column, text: str) -> None:
        try:
            row.values[column.name], kept = column.kind(text, self.house)
        except DeskError as error:
            row.values[column.name] = column.empty
            row.fault(column.name, error.message)
            return
        if kept is not None:
            row.content[column.name] = kept

    def _number(self, description: FileDescription, rows: Sequence[JudgedRow]) -> None:
        """Keys for rows that have none of their own: what a row says, and which of its like it is.

        Two unnamed guests are two rows that say the same, and the second is the second again in
        the next import.
        """
        whole = [row for row in rows if not row.faulty]
        said = [
            _json([row.content.get(column.name) for column in description.columns]) for row in whole
        ]
        for row, text, number in zip(
            whole, said, self.scratch.count(description.name, said), strict=True
        ):
            row.ref = f"{text}{number}"

    def _among_others(
        self, description: FileDescription, rows: Sequence[JudgedRow]
    ) -> list[JudgedRow]:
        """Holds rows against the other rows of the file, of other files, and of earlier imports.

        Returns those that are new.
        """
        named = [row for row in rows if row.ref is not None]
        met = self.scratch.meet(description.name, [(row.ref or "", row.line) for row in named])
        key = description.columns[0].name
        for row, line in zip(named, met, strict=True):
            if line is not None:
                row.fault(
                    key,
                    _("“{ref}” stands on line {line} already.").format(
                        ref=repeated(row.ref or ""), line=line
                    ),
                )
        for column in description.references:
            self._references(column, rows)
        description.among(self.reading, self.scratch, rows)
        whole = [row for row in named if not row.faulty]
        before = keys.earlier(self.reading, description.name, [row.ref or "" for row in whole])
        fresh = []
        for row in whole:
            earlier = before.get(row.ref or "")
            if earlier is None:
                fresh.append(row)
            elif difference := _difference(description, earlier, row.content):
                row.fault(key, difference)
        description.remark(self.reading, self.scratch, fresh)
        for column in description.names:
            newcomers.announce(self.reading, self.scratch, column, fresh)
        return fresh

    def _references(self, column: Column, rows: Sequence[JudgedRow]) -> None:
        if column.refers_to is None or column.refers_to in self.unread:
            return
        naming = [(row, row.values.get(column.name)) for row in rows]
        wanted = list({ref for _row, ref in naming if ref is not None})
        known: set[str] = set(self.scratch.lines(column.refers_to, wanted))
        if missing := [ref for ref in wanted if ref not in known]:
            known |= keys.earlier(self.reading, column.refers_to, missing).keys()
        for row, ref in naming:
            if ref is not None and ref not in known:
                row.fault(
                    column.name,
                    _("“{ref}” is in {file} neither now nor in an earlier import.").format(
                        ref=repeated(ref), file=column.refers_to
                    ),
                )

    def _plan(self, description: FileDescription, rows: Iterable[JudgedRow]) -> None:
        self.scratch.plan(
            description.name,
            [
                Planned(
                    row.ref or "",
                    row.line,
                    _json(row.content),
                    _json([description.prepare(row.values), _named(description, row)]),
                )
                for row in rows
            ],
        )


def _named(description: FileDescription, row: JudgedRow) -> dict[str, str | None]:
    columns = (*description.references, *description.names)
    return {column.name: row.values[column.name] for column in columns}


def _difference(
    description: FileDescription, earlier: Earlier, content: dict[str, Any]
) -> str | None:
    """What an earlier import said otherwise, in a sentence that names both; None where nothing."""
    then = json.loads(earlier.content)
    if then == content:
        return None
    told = [
        _both(column.name, then.get(column.name), content.get(column.name))
        for column in description.columns
        if then.get(column.name) != content.get(column.name)
    ]
    return _("It was imported before, from line {line}, with other content: {differences}.").format(
        line=earlier.line, differences="; ".join(told)
    )


def _both(column: str, then: Any, now: Any) -> str:
    if column == "cpr":
        # A fault may end up in a log or a mail; a CPR number must not.
        return _("another cpr")
    return _("{column} was “{then}”, now “{now}”").format(
        column=column, then=_as_cell(then), now=_as_cell(now)
    )


def _as_cell(kept: Any) -> str:
    if kept is None:
        return ""
    return repeated("|".join(kept) if isinstance(kept, list) else str(kept))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
