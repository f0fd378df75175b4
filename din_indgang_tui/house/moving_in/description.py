"""What a file of the format is: its columns, and what its rows become. One description a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from din_indgang_tui.house.moving_in.cells import Column
from din_indgang_tui.house.moving_in.findings import Findings, Say
from din_indgang_tui.house.moving_in.scratch import Scratch
from din_indgang_tui.store.unit import Reading, Value

Values = dict[str, Any]  # what each column of a row means, also the empty ones
Prepared = dict[str, Any]  # JSON-able: all that can be worked out before the file is locked
# By column that names something: the id of the row, or the code of the room, that it names.
References = Mapping[str, int | str | None]
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


class Writing(Protocol):
    """What the writing of rows is done in: when, which ids are next, and the file as it is."""

    @property
    def created_at(self) -> str: ...

    @property
    def remembered(self) -> dict[tuple[int, str], int]: ...

    @property
    def reading(self) -> Reading: ...

    def next_id(self, table: str) -> int: ...


def _alone(_reading: Reading, _scratch: Scratch, _rows: Sequence[JudgedRow]) -> None:
    """Most rows are right or wrong alone, whatever the rows of other files say."""


def _at_one(_row: JudgedRow) -> None:
    """In some files no cell of a row can speak against another."""


@dataclass(frozen=True, slots=True)
class FileDescription:
    """One file of the format.

    `columns` begins with the key, unless the `whole_row` is it: the same row once more is another
    then, within one import, and known in the next. `across` holds the cells of one row against each
    other and may find faults; `among` holds a batch against the rows that it names, and may too;
    `remark` looks at a batch of rows that are new and only warns. `prepare` turns a row's values
    into what is written, but for ids and what other rows decide; `rows` adds those.
    """

    name: str
    table: str  # where a row of the file gets its id
    columns: tuple[Column, ...]
    remark: Callable[[Reading, Scratch, Sequence[JudgedRow]], None]
    prepare: Callable[[Values], Prepared]
    rows: Callable[[int, Prepared, References, Writing], Rows]
    among: Callable[[Reading, Scratch, Sequence[JudgedRow]], None] = _alone
    across: Callable[[JudgedRow], None] = _at_one
    whole_row: bool = False

    @property
    def references(self) -> tuple[Column, ...]:
        """The columns that name a row of another file."""
        return tuple(column for column in self.columns if column.refers_to is not None)

    @property
    def names(self) -> tuple[Column, ...]:
        """The columns that call a colleague or a room by name."""
        return tuple(column for column in self.columns if column.names is not None)
