"""A CSV file as records: its alphabet, its separator, its header, and where each record begins."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from din_indgang_tui.house.moving_in.findings import WHOLE, Findings, repeated
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.errors import DeskError

_SEPARATORS = ",;"


@dataclass(frozen=True, slots=True)
class Record:
    """One row below the header. `line` is the physical line on which it begins."""

    line: int
    cells: dict[str, str]
    ragged: bool  # it has more or fewer cells than the header


class ExpectedColumn(Protocol):
    """What the header is held against."""

    @property
    def name(self) -> str: ...

    @property
    def required(self) -> bool: ...


class Sheet:
    """One file of the folder, read once from its beginning to its end, a record at a time.

    Everything that is wrong with the file as a file goes to `findings`.
    """

    def __init__(self, path: Path, findings: Findings) -> None:
        self.path = path
        self.name = path.name
        self.lines = 0  # physical lines, known once the survey is done
        self.whole = False  # whether every row could be told apart, known once they are read
        self._findings = findings

    def survey(self) -> bool:
        """Whether the whole file is text in UTF-8; counts its lines on the way."""
        try:
            if not self.path.is_file():
                self._fault(1, WHOLE, _("That is not a file."))
                return False
            with self.path.open("rb") as file:
                return all(self._readable(line) for line in file)
        except OSError as error:
            self._fault(1, WHOLE, _("The file cannot be read ({detail}).").format(detail=error))
            return False

    def records(self, columns: Sequence[ExpectedColumn]) -> Iterator[Record]:
        """The records below the header; none where the header cannot be used.

        Raises DeskError where the file can no longer be read.
        """
        try:
            # newline="" leaves line ends inside quoted cells alone, as the csv module asks.
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                separator = _separator(file)
                file.seek(0)
                # strict: an unclosed quote must not swallow the rest of the file in silence.
                reader = csv.reader(file, delimiter=separator, strict=True)
                rows = self._rows(reader)
                header = self._header(next(rows, None), columns)
                if header is not None:
                    self.whole = True
                    yield from self._below(header, rows)
        except (OSError, UnicodeDecodeError) as error:
            raise DeskError(
                _("{file} could not be read to its end ({detail}). Nothing was saved.").format(
                    file=self.path, detail=error
                )
            ) from error

    def _readable(self, line: bytes) -> bool:
        # Lines end as the csv module counts them: \n, \r\n, and the lone \r of old programs.
        lone = line.count(b"\r") - line.count(b"\r\n")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            before = line[: error.start]
            self._fault(
                self.lines + 1 + before.count(b"\r"),
                WHOLE,
                _(
                    "The file is not in UTF-8 (perhaps in Latin-1): save it again from the "
                    "spreadsheet as “CSV UTF-8”, or with the character set Unicode (UTF-8)."
                ),
            )
            return False
        if b"\0" in line:
            before = line[: line.index(b"\0")]
            self._fault(
                self.lines + 1 + before.count(b"\r"),
                WHOLE,
                _(
                    "There are NUL bytes in it, so this is no CSV file: "
                    "save it again from the spreadsheet as “CSV UTF-8”."
                ),
            )
            return False
        self.lines += lone + line.endswith(b"\n")
        return True

    def _rows(self, reader: _Reader) -> Iterator[tuple[int, list[str]]]:
        """Every row in which something stands, with the line on which it begins.

        A spreadsheet leaves rows of separators alone behind what was deleted in it.
        """
        while True:
            begins = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                self.whole = False
                self._fault(begins, WHOLE, _quotes_are_wrong(error))
                if "limit" in str(error):
                    return  # the reader stands inside a cell: what follows would be nonsense
                continue
            if cells is None:
                return
            if any(map(str.strip, cells)):
                yield begins, cells

    def _header(
        self, first: tuple[int, list[str]] | None, columns: Sequence[ExpectedColumn]
    ) -> list[str] | None:
        """The column names, or None where rows cannot be read by them."""
        if first is None:
            self._fault(1, WHOLE, _("The file is empty: the first line must name the columns."))
            return None
        line, cells = first
        header = [cell.strip() for cell in cells]
        if len(header) == 1 and "\t" in header[0]:
            self._fault(
                line, WHOLE, _("The cells are separated by tabs: save with commas or semicolons.")
            )
            return None
        known = {column.name for column in columns}
        names = ", ".join(column.name for column in columns)
        usable = True
        for place, name in enumerate(header, start=1):
            if not name:
                self._fault(line, WHOLE, _("Column {n} has no name.").format(n=place))
            elif name not in known:
                what = _("There is no such column in this file. Its columns are: {names}.")
                self._fault(line, repeated(name), what.format(names=names))
            elif name in header[: place - 1]:
                self._fault(line, name, _("The column stands there twice."))
                usable = False
        for column in columns:
            if column.required and column.name not in header:
                self._fault(line, column.name, _("The column is missing."))
        # Without its key no row can be told from another; nor can one of two columns be chosen.
        return header if usable and columns[0].name in header else None

    def _below(self, header: list[str], rows: Iterator[tuple[int, list[str]]]) -> Iterator[Record]:
        width = len(header)
        for line, cells in rows:
            if len(cells) != width:
                self._fault(line, WHOLE, _wrong_width(len(cells), width))
            yield Record(line, dict(zip(header, cells, strict=False)), len(cells) != width)

    def _fault(self, line: int, column: str, what: str) -> None:
        self._findings.fault(self.name, line, column, what)


class _Reader(Protocol):
    line_num: int

    def __next__(self) -> list[str]: ...


class _Lines(Protocol):
    def readline(self) -> str: ...


def _separator(file: _Lines) -> str:
    """Comma or semicolon: whichever the header has more of."""
    line = file.readline()
    while line and not line.strip():
        line = file.readline()
    return max(_SEPARATORS, key=line.count)


def _wrong_width(cells: int, width: int) -> str:
    return ngettext(
        "The row has {n} cell, the header has {width}.",
        "The row has {n} cells, the header has {width}.",
        cells,
    ).format(n=cells, width=width)


def _quotes_are_wrong(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end" in said:
        return _("A quotation mark is opened here and never closed.")
    if "limit" in said:
        return _("A cell is far too long; perhaps a quotation mark is opened and never closed.")
    return _("A quotation mark stands inside a quoted cell: write it twice there.")
