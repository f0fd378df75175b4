"""A week of hours that is a colleague's own or a room's own: seven days, several spans in each.

Without a row the opening hours of the house hold. The first day that is written writes the others
as they were until then, so that one day is changed and not seven.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from din_indgang_tui.house import dates, opening_hours, spans
from din_indgang_tui.house.spans import Span
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Reading, Row, Unit
from din_indgang_tui.text import clean

HOURS_LIMIT = 60  # characters, as they are written
NONE = N_("no hours")
# Understood in whichever language the desk speaks, beside the words for a house that is closed.
_NO_HOURS = frozenset(
    {"", "-", "none", "no hours", "ingen", "ingen tider", "fri", "off", "closed", "lukket"}
)

# Which tables have a week of hours, and by which column they say whose it is.
OWNERS = {"working_hours": "staff_id", "room_hours": "room"}


@dataclass(frozen=True, slots=True)
class DayHours:
    """One day of the week (1 is Monday); version 0 where it is not written, but the house's."""

    weekday: int
    spans: tuple[Span, ...]
    version: int

    @property
    def text(self) -> str:
        """As it is written: `9-12, 13-15.30`, or the word for none."""
        return text_of(self.spans)


def week(
    reading: Reading, table: str, owner: int | str, *, as_the_house: bool = True
) -> tuple[DayHours, ...]:
    """The seven days from Monday. Where none is written: the house's, or else no hours at all."""
    rows = reading.rows(f"SELECT * FROM {table} WHERE {OWNERS[table]} = ?", (owner,))
    return _seven(rows) if rows or not as_the_house else _the_house(reading)


def weeks(
    reading: Reading, table: str, as_the_house: Mapping[int, bool]
) -> dict[int, tuple[DayHours, ...]]:
    """The weeks of several owners, read at once; whether each follows the house stands with it."""
    written: dict[int, list[Row]] = {owner: [] for owner in as_the_house}
    for row in reading.rows(f"SELECT * FROM {table}"):
        written.get(row[OWNERS[table]], []).append(row)
    house = _the_house(reading)
    return {
        owner: _seven(rows) if rows or not as_the_house[owner] else house
        for owner, rows in written.items()
    }


def _seven(rows: Iterable[Row]) -> tuple[DayHours, ...]:
    days = {
        row["weekday"]: DayHours(row["weekday"], spans.from_stored(row["spans"]), row["version"])
        for row in rows
    }
    return tuple(days.get(day, DayHours(day, (), 0)) for day in range(1, 8))


def _the_house(reading: Reading) -> tuple[DayHours, ...]:
    return tuple(
        DayHours(
            one.weekday,
            (Span(one.opens, one.closes),) if one.opens and one.closes else (),
            0,
        )
        for one in opening_hours.week(reading)
    )


def write(
    unit: Unit,
    table: str,
    owner: int | str,
    weekday: int,
    text: str,
    version: int | None,
    *,
    as_the_house: bool = True,
) -> str:
    """The hours of one day of the week. Returns them as they are written now.

    Raises DeskError (field "hours") for what is no hours, Conflict where others were saved since.
    """
    hours = typed(text)
    before = week(unit, table, owner, as_the_house=as_the_house)
    written = {one.weekday for one in before if one.version}
    if weekday in written:
        # Also for a writer who began before there was a row: theirs is version 0.
        unit.update(table, _key(owner, weekday), {"spans": spans.stored(hours)}, version=version)
        return text_of(hours)
    if version:
        raise DeskError(_("It is not there any more."))
    if hours == before[weekday - 1].spans:
        return text_of(hours)  # nothing new: it stays as the house, if it was
    for one in before:
        if one.weekday in written:
            continue
        own = hours if one.weekday == weekday else one.spans
        if own or one.weekday == weekday:
            unit.insert(
                table,
                {OWNERS[table]: owner, "weekday": one.weekday, "spans": spans.stored(own)},
            )
    return text_of(hours)


def clear(unit: Unit, table: str, owner: int | str, seen: Iterable[DayHours]) -> bool:
    """No week of its own any more, as it was `seen`. Returns whether there was one.

    Raises Conflict where a day of it was written since.
    """
    before = week(unit, table, owner, as_the_house=False)
    written = [one.weekday for one in before if one.version]
    versions = {one.weekday: one.version for one in seen}
    for weekday in written:
        key = _key(owner, weekday)
        unit.update(table, key, {}, version=versions.get(weekday, 0))  # only whether it is that one
        unit.delete(table, key)
    return bool(written)


def typed(text: str, field: str = "hours") -> tuple[Span, ...]:
    """Hours of a day as typed: `9-12, 13-15.30`; empty, `-`, `fri`, none or closed is no hours.

    Raises DeskError with the field: what is no hours, what ends before it begins, what overlaps.
    """
    tidy = clean(text).strip().lower()
    if tidy in _NO_HOURS or tidy in (_(NONE), _(opening_hours.CLOSED)):
        return ()
    try:
        return tuple(Span(begins, stops) for begins, stops in dates.hours(tidy))
    except dates.Backwards:
        sentence = _("The hours overlap. Write them in their order: 9-12, 13-15.30.")
        for piece in tidy.split(","):
            try:
                dates.hours(piece)
            except dates.Backwards:
                sentence = _("{hours} ends before it begins.").format(hours=piece.strip())
                break
            except dates.NotADate:  # the piece after the one that is wrong
                break
        raise DeskError(sentence, field=field) from None
    except dates.NotADate:
        raise DeskError(
            _("Write the hours like 9-15 or 9-12, 13-15.30 (0 to 23.59)."), field=field
        ) from None


def text_of(hours: tuple[Span, ...]) -> str:
    """`9-12, 13-15.30`, or the word for none."""
    if not hours:
        return _(NONE)
    return ", ".join(opening_hours.span_text(one.starts, one.ends) for one in hours)


def _key(owner: int | str, weekday: int) -> tuple[int | str, int]:
    return owner, weekday
