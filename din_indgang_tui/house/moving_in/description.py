"""What a file of the format is: its columns, and what its rows become. One description a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from din_indgang_tui.house.moving_in.cells import Column
from din_indgang_tui.house.moving_in.findings import Findings, Say
from din_indgang_tui.house.moving_in.scratch import Scratch
from din_indgang_tui.store.unit import Reading, Value

Values = dict[str, Any]  # what each column of a row means, also the empty ones
Prepared = dict[str, Any]  # JSON-able: all that can be worked out before the file is locked
References = Mapping[str, int | None]  # by *_ref column: the id of the row it names
Rows = dict[str, list[dict[str, Value]]]  # by table, in the order in which they are written


@dataclass(slots=True)
class JudgedRow:
    """One record after its cells were read; the rules that see several cells speak through it."""

    file: str
    line: int
    values: Values
    findings: Findings
    ref: str | None = None
    content: dict[str, Any] = field(default_factory=dict)  # as kept to know the same row again
    faulty: bool = False

    def fault(self, column: str, what: str) -> None:
        """This must be put right."""
        self.faulty = True
        self.findings.fault(self.file, self.line, column, what)

    def warn(self, column: str, what: str) -> None:
        """This is taken, but worth a look."""
        self.findings.warn(self.file, self.line, column, what)

    def tally(self, column: str, say: Say) -> None:
        """A warning that many rows may share, said once with their number."""
        self.findings.tally(self.file, self.line, column, say)


@dataclass(frozen=True, slots=True)
class FileDescription:
    """One file of the format.

    `columns` begins with the key. `across` holds the cells of one row against each other and may
    find faults; `remark` looks at a batch of rows that are new and only warns. `prepare` turns a
    row's values into what is written, but for ids and what other rows decide; `rows` adds those.
    """

    name: str
    table: str  # where a row of the file gets its id
    columns: tuple[Column, ...]
    across: Callable[[JudgedRow], None]
    remark: Callable[[Reading, Scratch, Sequence[JudgedRow]], None]
    prepare: Callable[[Values], Prepared]
    rows: Callable[[int, Prepared, References, str], Rows]  # id, prepared, references, created_at

    @property
    def references(self) -> tuple[Column, ...]:
        """The columns that name a row of another file."""
        return tuple(column for column in self.columns if column.refers_to is not None)
