"""What an export says, whichever format it is written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from din_indgang_tui.house.frozen_weeks import Difference
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.text import clean

# A spreadsheet takes a text that begins with one of these for a formula: the signs, as wide as a
# Latin or as a Chinese letter (OWASP, CSV injection). The tab and the line ends of that list are
# spaces by then.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Report:
    """The figures, and what was asked for about how they are written."""

    house: str  # its name
    figures: Figures | Breakdown
    totals: bool = False  # the running totals without the weeks
    excel: bool = False  # CSV for a double click in Danish Excel
    public: bool = False  # the figures are those that may be passed on
    history: Figures | None = None  # of a few weeks: those before them too, to draw them among
    changed: tuple[Difference, ...] = ()  # since the weeks were passed on
    unit_price: int | None = None  # kroner, of which a saving is made
    price_basis: str = ""

    @property
    def weeks(self) -> Sequence[str]:
        """`2026-W46`, oldest first; none where only running totals are asked for."""
        return () if self.totals else [str(row["week"]) for row in self.figures.weeks]

    def file_name(self, format: str) -> str:
        """`INTERN-2026-W43-2026-W46-reason.md`: what a file of this is called."""
        # In Danish whatever the desk speaks: a file goes on to others, who have to know it by name.
        first = "kan-videregives" if self.public else "INTERN"
        parts = [first, *dict.fromkeys((*self.weeks[:1], *self.weeks[-1:]))]
        if not self.weeks:
            parts.append(self.figures.as_of.isoformat())
        if self.totals:
            parts.append("totals")
        if isinstance(self.figures, Breakdown):
            parts.append(self.figures.by)
        return f"{'-'.join(parts)}.{format}"


def inert(text: str) -> str:
    """The text as it may stand in a cell: on one line, an apostrophe before what is a formula."""
    text = clean(text)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
