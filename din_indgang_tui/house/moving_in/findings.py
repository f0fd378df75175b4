"""What an import has to say: faults, warnings, and how many rows of each file were what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from din_indgang_tui.text import clean

WHOLE = "-"  # stands for the column where a finding is about the whole row or the whole file
_VALUE_LIMIT = 40  # characters of a cell that a finding repeats


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one place. `line` is the physical line on which the record begins."""

    file: str
    line: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.column}: {self.what}"


@dataclass(frozen=True, slots=True)
class FileReport:
    """How many rows one file has, and how many of them were new and how many known."""

    name: str
    read: int
    new: int
    already_there: int


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a folder. With faults nothing was written; without new rows neither.

    Faults and warnings are sorted by file and line; `backup` is the copy made before writing.
    """

    faults: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    files: tuple[FileReport, ...]
    backup: Path | None = None

    @property
    def new(self) -> int:
        """Rows of all files that are not there yet (before), or came (after an import)."""
        return sum(file.new for file in self.files)


Say = Callable[[int], str]  # how many rows -> the sentence that says so


@dataclass(slots=True)
class _Tally:
    first_line: int
    rows: int


class Findings:
    """Collects findings while the files are read."""

    def __init__(self) -> None:
        self._faults: list[Finding] = []
        self._warnings: list[Finding] = []
        self._tallies: dict[tuple[str, str, Say], _Tally] = {}

    def fault(self, file: str, line: int, column: str, what: str) -> None:
        """Something that must be put right before anything is written."""
        self._faults.append(Finding(file, line, column, what))

    def warn(self, file: str, line: int, column: str, what: str) -> None:
        """Something worth a look that is taken as it is."""
        self._warnings.append(Finding(file, line, column, what))

    def tally(self, file: str, line: int, column: str, say: Say) -> None:
        """A warning that many rows may share: said once a file, on the first line it is about."""
        self._tallies.setdefault((file, column, say), _Tally(line, 0)).rows += 1

    def faults(self) -> tuple[Finding, ...]:
        """All faults, by file and line."""
        return tuple(sorted(self._faults, key=_place))

    def warnings(self) -> tuple[Finding, ...]:
        """All warnings, by file and line."""
        summed = [
            Finding(file, tally.first_line, column, say(tally.rows))
            for (file, column, say), tally in self._tallies.items()
        ]
        return tuple(sorted([*self._warnings, *summed], key=_place))


def repeated(value: str) -> str:
    """A cell as a finding repeats it: on one line, harmless to a terminal, not endless."""
    text = " ".join(clean(value).split())
    return text if len(text) <= _VALUE_LIMIT else f"{text[: _VALUE_LIMIT - 1]}…"


def _place(finding: Finding) -> tuple[str, int]:
    # The sort is stable: findings of one line stay in the order of their columns.
    return finding.file, finding.line
