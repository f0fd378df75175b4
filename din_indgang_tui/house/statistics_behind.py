"""What a line behind a figure is, whichever figure it is behind: who, when, and what it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from din_indgang_tui.clock import from_stored
from din_indgang_tui.house import codes, names
from din_indgang_tui.house.codes import Lists
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.unit import Reading
from din_indgang_tui.words import written

Row = Any


@dataclass(frozen=True, slots=True)
class Behind:
    """One line behind a figure."""

    citizen_id: int | None  # None: nobody whose page could be opened
    name: str  # as lists show it; for nobody we know, what they are called instead
    full_name: str
    day: date
    at: datetime | None  # UTC; None where only the day is known
    said: str  # what it was, in a line


@dataclass(frozen=True, slots=True)
class People:
    """Some of the lines behind a figure, and how many there are in all."""

    count: int
    nameless: int  # of these, about somebody who has no page here
    lines: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the lines of a figure lie: each with `citizen_id`, `day` and `at`, in their order."""

    sql: str
    said: Callable[[Row, Lists], str]
    nobody: str = N_("Anonymous")  # who a line without a citizen is about; empty: it is no person


def lines(
    reading: Reading, rows: Sequence[Row | Mapping[str, Any]], source: Source
) -> tuple[Behind, ...]:
    """These rows as lines, with the names of whom they are about."""
    whole = _names(reading, {row["citizen_id"] for row in rows})
    short = names.short_names(whole)
    lists = codes.lists(reading)
    reading.about(*whole)
    found = []
    for row in rows:
        citizen = row["citizen_id"]
        if citizen is None:
            name = full = _called(row) or (_(source.nobody) if source.nobody else "")
        else:
            name = short[citizen]
            full = names.full_name(*whole[citizen])
        at = from_stored(row["at"]) if row["at"] else None
        day = date.fromisoformat(row["day"])
        found.append(Behind(citizen, name, full, day, at, source.said(row, lists)))
    return tuple(found)


def _called(row: Row | Mapping[str, Any]) -> str:
    """What somebody is called whom the house has no page of, where the row says it."""
    return str(dict(row).get("called", ""))


def _names(reading: Reading, citizens: Iterable[int | None]) -> dict[int, tuple[str, str]]:
    rows = reading.rows(
        "SELECT id, given_name, family_name FROM citizen"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([one for one in citizens if one is not None]),),
    )
    return {
        row["id"]: (
            row["given_name"] or ("" if row["family_name"] else _("No name")),
            row["family_name"],
        )
        for row in rows
    }


def course(row: Row, _lists: Lists) -> str:
    """From when to when a course ran, or that it runs, and whose it is."""
    said = _("not closed yet")  # since when, the day of its line says
    if row["closed_on"]:
        first, last = written(row["opened_on"]), written(row["closed_on"])
        said = _("{first} to {last}").format(first=first, last=last)
    return ", ".join(filter(None, (said, row["colleague"])))
