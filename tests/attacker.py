"""Whoever has every public file of a house and wants to know one number: what can they work out?

The attacker knows statistics.md and that the files begin with the house's first week. Every cell is
a number within its five; every relation between printed cells that the definitions give is used,
until nothing more follows: sums within a week, weeks against each other, weeks against running
totals. A cell is *narrowed* when it can be less than its five alone says, and *solved* when it can
be one number only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Name = tuple[str, ...]  # ("2026-W46", "enquiries") or ("2025-12-31", "onward_support", "of")
Bounds = tuple[float, float]

CHANNELS = ("walk_in", "phone", "digital", "letter", "outreach", "partner")
# Within a week, one figure is never more than another, or two together than a third.
AT_MOST = (
    (("met",), "enquiries"),
    (("met_within_5_min",), "met"),
    (("met_within_5_min",), "enquiries_walk_in"),
    (("helped_on_the_spot", "left_without_help"), "enquiries"),
    (("sessions_attended", "sessions_no_show"), "sessions_booked"),
    (("group_participants",), "group_attendances"),
    (("outreach_contacts",), "outreach_attempts"),
)
# Since the first week, there is no more of the one than of the other.
NEVER_BEFORE = (
    ("courses_closed", "courses_opened"),
    ("returned", "courses_closed"),
    ("referrals_answered", "referrals_sent"),
)
# A running total of people is at most the events of the weeks.
OF_EVENTS = (
    ("total_citizens_in_course", "courses_opened"),
    ("total_citizens_course_closed", "courses_closed"),
    ("total_returned", "returned"),
)


@dataclass(frozen=True)
class Relation:
    """The plus cells together less the minus cells lie between `least` and `most`."""

    plus: Sequence[Name]
    minus: Sequence[Name]
    least: float = 0
    most: float = 0


@dataclass
class Attacker:
    """Takes files, one after the other, and then works out what it can."""

    cells: dict[Name, Bounds] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    columns: dict[str, Sequence[str]] = field(default_factory=dict)  # of each list

    def take(self, file: Mapping[str, Any]) -> None:
        """One public JSON file. A cell that reads otherwise than before would tell something."""
        assert file["public"] is True
        assert not ("weeks" in file and "totals" in file)
        for row in file.get("weeks", ()):
            for key, cell in row.items():
                if key not in ("week", "from", "to"):
                    self._cell((row["week"], key), cell)
        for by, rows in file.get("by", {}).items():
            for row in rows:
                self.columns[by] = [key for key in row if key != "week"]
                for key in self.columns[by]:
                    self._cell((row["week"], by, key), row[key])
        for key, total in file.get("totals", {}).items():
            for name, cell in (total if isinstance(total, dict) else {"": total}).items():
                self._cell((file["as_of"], key, *filter(None, [name])), cell)

    def _cell(self, name: Name, cell: object) -> None:
        if isinstance(cell, str):
            low, high = map(int, cell.split("-"))
            known = self.cells.setdefault(name, (low, high))
            assert known == (low, high), f"{name} is another five in another file"
        else:
            # Counts are texts; what is a number is a middle number or a tenth.
            assert cell is None or name[1].partition("_")[0] in ("wait", "course"), name

    def work_out(self) -> dict[Name, Bounds]:
        """What each cell can be at least and at most."""
        weeks = sorted({name[0] for name in self.cells if "-W" in name[0]})
        days = sorted({name[0] for name in self.cells if "-W" not in name[0]})
        for week in weeks:
            self._within(week)
        self._over(weeks)
        for before, day in zip(["", *days], days, strict=False):
            self._totals(before, day, weeks)
        return worked_out(self.cells, self.relations)

    def _sum(self, whole: Name, parts: Iterable[Name]) -> None:
        self.relations.append(Relation([whole], list(parts)))

    def _at_most(self, parts: Iterable[Name], whole: Iterable[Name]) -> None:
        self.relations.append(Relation(list(whole), list(parts), 0, math.inf))

    def _within(self, week: str) -> None:
        enquiries = (week, "enquiries")
        of = ("anonymous", "new", "known")
        self._sum(enquiries, [(week, f"enquiries_{one}") for one in of])
        self._sum(enquiries, [(week, f"enquiries_{channel}") for channel in CHANNELS])
        for by, columns in self.columns.items():
            self._sum(enquiries, [(week, by, column) for column in columns])
        if "outcome" in self.columns:
            self._sum((week, "helped_on_the_spot"), [(week, "outcome", "helped")])
            self._sum((week, "left_without_help"), [(week, "outcome", "left_without_help")])
        for parts, whole in AT_MOST:
            self._at_most([(week, part) for part in parts], [(week, whole)])

    def _over(self, weeks: Sequence[str]) -> None:
        for n in range(1, len(weeks) + 1):
            for later, earlier in NEVER_BEFORE:
                self._at_most(
                    [(week, later) for week in weeks[:n]], [(week, earlier) for week in weeks[:n]]
                )

    def _totals(self, before: str, day: str, weeks: Sequence[str]) -> None:
        """One 31 December against the one before it, and the weeks between them."""

        def of(key: str) -> list[Name]:
            return [name for name in ((before, key), (before, key, "n")) if name in self.cells]

        whole = [week for week in weeks if before < _monday(week) and _sunday(week) <= day]
        touched = [week for week in weeks if before < _sunday(week) and _monday(week) <= day]
        total, earlier = (day, "total_enquiries"), of("total_enquiries")
        self._at_most([*((week, "enquiries") for week in whole), *earlier], [total])
        self._at_most([total], [*((week, "enquiries") for week in touched), *earlier])
        for key, events in OF_EVENTS:
            now = (day, key, "n") if (day, key, "n") in self.cells else (day, key)
            self._at_most([now], [*((week, events) for week in touched), *of(key)])
            self._at_most(of(key), [now])
        closed = (day, "total_citizens_course_closed")
        onward, formerly = (day, "onward_support", "n"), (day, "formerly_assessed", "n")
        avoided = (day, "assessments_avoided")
        for ratio in ("onward_support", "formerly_assessed", "total_returned"):
            self._sum(closed, [(day, ratio, "of")])
            self._at_most([(day, ratio, "n")], [closed])
        self._at_most([avoided], [formerly])
        self._at_most([formerly], [avoided, onward])
        self._at_most([avoided, onward], [closed])
        self._at_most(
            [(day, "referred_within_4_weeks", "n")], [(day, "referred_within_4_weeks", "of")]
        )
        self._at_most([(day, "bypassed_house", "n")], [(day, "bypassed_house", "of")])
        self._at_most([closed], [(day, "total_citizens_in_course")])


def worked_out(cells: Mapping[Name, Bounds], relations: Sequence[Relation]) -> dict[Name, Bounds]:
    """Each cell's bounds, drawn together by every relation until none says any more.

    Of one sum of whole numbers these bounds are exact: every number between them can be.
    """
    bounds = dict(cells)
    of: dict[Name, list[int]] = {}
    for n, relation in enumerate(relations):
        for name in (*relation.plus, *relation.minus):
            assert name in bounds, f"{name} is in no file"
            of.setdefault(name, []).append(n)
    waiting = dict.fromkeys(range(len(relations)))
    while waiting:
        relation = relations[next(iter(waiting))]
        del waiting[next(iter(waiting))]
        for name in _draw_together(bounds, relation):
            waiting.update(dict.fromkeys(of[name]))
    return bounds


def _draw_together(bounds: dict[Name, Bounds], relation: Relation) -> set[Name]:
    """Those whose bounds this one relation draws together."""
    terms = [(name, 1) for name in relation.plus] + [(name, -1) for name in relation.minus]
    moved: set[Name] = set()
    for name, sign in terms:
        # What is left for this one when all others are as large, or as small, as they can be.
        others = [_times(bounds[other], other_sign) for other, other_sign in terms if other != name]
        least = relation.least - sum(high for _low, high in others)
        most = relation.most - sum(low for low, _high in others)
        low, high = _times((least, most), sign)
        new = max(low, bounds[name][0]), min(high, bounds[name][1])
        assert new[0] <= new[1], f"nothing can be at {name}"
        if new != bounds[name]:
            bounds[name] = new
            moved.add(name)
    return moved


def _times(bounds: Bounds, sign: int) -> Bounds:
    return bounds if sign > 0 else (-bounds[1], -bounds[0])


def _monday(week: str) -> str:
    return date.fromisoformat(f"{week}-1").isoformat()


def _sunday(week: str) -> str:
    return date.fromisoformat(f"{week}-7").isoformat()
