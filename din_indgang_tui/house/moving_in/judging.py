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
        if description.once:
            self._survey_once(description, sheet)
        records = sheet.records(description.columns)
        while batch := list(islice(records, BATCH)):
            rows = [self._row(description, record) for record in batch]
            repeated_from = self._only_last(description, rows) if description.once else {}
            if description.whole_row:
                self._number(description, rows)
            fresh = self._among_others(description, rows)
            for row in fresh:
                if row.line in repeated_from:
                    said = _(description.said_before).format(line=repeated_from[row.line])
                    row.warn(description.once[-1], said)
            self._plan(description, fresh)
            read += len(batch)
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

    def _survey_once(self, description: FileDescription, sheet: Sheet) -> None:
        """Remembers on which lines, first and last, each thing stands that may stand once."""
        # What is wrong with the file is found where its rows are read.
        records = Sheet(sheet.path, Findings()).records(description.columns)
        while batch := list(islice(records, BATCH)):
            keys = [
                (key, record.line)
                for record in batch
                if (key := _once([tidy(record.cells.get(name, "")) for name in description.once]))
            ]
            self.scratch.meet(f"{description.name} first", keys)
            self.scratch.meet_last(f"{description.name} last", keys)

    def _only_last(self, description: FileDescription, rows: list[JudgedRow]) -> dict[int, int]:
        """Leaves out the rows after which the same stands once more.

        Returns, for each line that such rows stood before, the first of theirs.
        """
        keys = {
            row.line: _once([row.content.get(name) or "" for name in description.once])
            for row in rows
        }
        named = [key for key in keys.values() if key]
        first = self.scratch.lines(f"{description.name} first", named)
        last = self.scratch.lines(f"{description.name} last", named)
        rows[:] = [row for row in rows if last.get(keys[row.line], row.line) == row.line]
        return {
            row.line: first[keys[row.line]]
            for row in rows
            if first.get(keys[row.line], row.line) != row.line
        }

    def _number(self, description: FileDescription, rows: Sequence[JudgedRow]) -> None:
        """Keys for rows that have none of their own: what a row says, and which of its like it is.

        Two unnamed guests are two rows that say the same, and the second is the second again in
        the next import.
        """
        whole = [row for row in rows if not row.faulty]
        said = [
            as_json([row.content.get(column.name) for column in description.columns])
            for row in whole
        ]
        for row, text, number in zip(
            whole, said, self.scratch.count(description.name, said), strict=True
        ):
            row.ref = keys.of_whole_row(text, number)

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
            elif difference := other_content(description, earlier, row.content):
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
                    as_json(row.content),
                    as_json([description.prepare(row.values), _named(description, row)]),
                )
                for row in rows
            ],
        )


def _once(cells: Sequence[str]) -> str:
    """What may stand once, as a key; empty where one of its cells is."""
    return as_json(list(cells)) if all(cells) else ""


def _named(description: FileDescription, row: JudgedRow) -> dict[str, str | None]:
    columns = (*description.references, *description.names)
    return {column.name: row.values[column.name] for column in columns}


def other_content(
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


def as_json(value: Any) -> str:
    """A value as it is kept to know a row again: on one line, the same each time."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
