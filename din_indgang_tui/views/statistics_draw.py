"""How area 8 is drawn: the list of figures, the picture of a year, the way through the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from din_indgang_tui.house.figure_labels import how_counted
from din_indgang_tui.house.frozen_weeks import Difference, Frozen
from din_indgang_tui.house.statistics_funnel import Funnel
from din_indgang_tui.house.statistics_part import Cell
from din_indgang_tui.house.statistics_screen import REFERRED, YEAR, Totals, Week, year_before
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Space
from din_indgang_tui.views.statistics_words import (
    GROUPS,
    STOCKS,
    begun,
    cell,
    height,
    label,
    percent,
    week_name,
)
from din_indgang_tui.widgets.bars import AXIS, bars
from din_indgang_tui.widgets.page import (
    EMPTY,
    Line,
    Look,
    Piece,
    columns,
    fit,
    flow,
    line,
    ruled,
)
from din_indgang_tui.words import calendar_week, full_day

_ENDS = (50, 59, 73)  # the columns before which the three numbers end
_LEAST_BARS, _MOST_BARS = 6, 12  # lines of the picture
_BESIDE = AXIS + YEAR + 1  # where the words beside the picture begin
_SENT = _ENDS[-1] + 1  # where it stands what a figure was when the week was passed on
HEADS = 2  # lines above those of the list
_HARD = "\N{NO-BREAK SPACE}"
_QUARTER = 13  # weeks
_EVERY = 4  # weeks between two numbers under the axis


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn of a week; what is not read yet is empty or None."""

    keys: Sequence[str]
    at: int  # which of the keys is marked
    monday: date
    is_over: bool
    beside: tuple[Week, Week, Week]  # those of `weeks_of`
    end: date  # the Monday of the last week of the picture
    year: Sequence[Cell]  # the marked figure in the YEAR weeks up to there
    way: Funnel | None
    way_year: int
    referred: Totals | None
    frozen: Frozen | None  # the week as it was passed on
    changes: Sequence[Difference]  # since then

    @property
    def marked(self) -> str:
        """The key of the marked figure."""
        return self.keys[self.at]


def below(shown: Shown, space: Space) -> list[Line]:
    """What stands under the list: the picture, higher on a high screen, and the way."""
    high = min(_MOST_BARS, max(_LEAST_BARS, (space.height - 15) // 4 * 2))
    return [
        *_year(shown, space.width, high),
        *_way(shown.way, shown.way_year, space.width),
        referred_line(shown.referred, space.width),
    ]


def in_view(keys: Sequence[str], at: int, room: int) -> list[str]:
    """The figures that the list has room for now, in their order."""
    rows, marked = _rows(keys, at)
    return [rows[n][0] for n in _window(rows, marked, room) if rows[n][0]]


def _window(rows: Sequence[tuple[str, str]], marked: int, room: int) -> range:
    """Which of these lines to show: from where the marked group begins, whose name is above."""
    begins = next((n + 1 for n in range(marked - 1, -1, -1) if rows[n][1]), 0)
    first = max(0, min(max(begins, marked - room + 1), len(rows) - room))
    return range(first, min(first + max(room, 0), len(rows)))


def _rows(keys: Sequence[str], at: int) -> tuple[list[tuple[str, str]], int]:
    """The lines of the list, a key or the title of a group each, and which of them is marked."""
    rows: list[tuple[str, str]] = []
    marked = 0
    for n, key in enumerate(keys):
        if key in GROUPS and n:
            rows.append(("", _(GROUPS[key])))
        if n == at:
            marked = len(rows)
        rows.append((key, ""))
    return rows, marked


def group_after(keys: Sequence[str], at: int) -> int:
    """Where the next group of figures begins; the last figure where there is none."""
    return next((n for n in range(at + 1, len(keys)) if keys[n] in GROUPS), len(keys) - 1)


def group_before(keys: Sequence[str], at: int) -> int:
    """Where this group of figures begins, or the one before it where the mark is there already."""
    return next((n for n in range(at - 1, -1, -1) if keys[n] in GROUPS), 0)


def weeks_of(monday: date) -> tuple[tuple[date, str], ...]:
    """The three weeks that stand beside each other, by their Mondays, and what they are called."""
    before, long_ago = monday - timedelta(weeks=1), year_before(monday)
    return (
        (monday, week_name(monday)),
        (before, week_name(before)),
        (long_ago, week_name(long_ago, year=True)),
    )


# The list ----------------------------------------------------------------------------------------


def listed(shown: Shown, width: int, room: int) -> list[Line]:
    """HEADS, and as many figures as there is room for, of the week beside two others."""
    title = begun(calendar_week(shown.monday, shown.monday + timedelta(days=6)))
    right = _("up and down choose the figure") if shown.is_over else _("not over yet")
    heads = [name for _monday, name in weeks_of(shown.monday)]
    cells = [(end - len(head), head, Look.QUIET) for end, head in zip(_ENDS, heads, strict=True)]
    if shown.changes and _SENT + len(_("sent")) <= width:
        cells.append((_SENT, _("sent"), Look.QUIET))
    rows, marked = _rows(shown.keys, shown.at)
    changed = {one.key: one.passed_on for one in shown.changes}
    group = _(GROUPS[shown.keys[group_before(shown.keys, shown.at + 1)]])
    lines = [ruled(title, right, width=width), columns((2, group, Look.TITLE), *cells)]
    for at in _window(rows, marked, room):
        key, begins = rows[at]
        if begins:
            lines.append(line("  " + begins, Look.TITLE))
            continue
        found = [_known(key, week) for week in shown.beside]
        numbers = [(end - len(text), text) for end, text in zip(_ENDS, found, strict=True)]
        was = _was(cell(key, changed[key]), width) if key in changed else []
        named = fit(label(key), numbers[0][0] - 3)
        lines.append(columns((2, named), *numbers, *was, marked=at == marked))
    return lines


def _was(text: str, width: int) -> list[tuple[int, str, Look]]:
    """What a figure was when the week was passed on, or the mark alone where there is no room."""
    said = f"! {text.partition(' ')[0]}"  # the unit stands by the numbers it is beside
    return [(_SENT, said if _SENT + len(said) <= width else "!", Look.OVER)]


def _known(key: str, week: Week) -> str:
    # Not read yet is another thing than nothing to take a median of.
    return cell(key, week[key]) if key in week else ""


# The picture -------------------------------------------------------------------------------------


def _year(shown: Shown, width: int, high: int) -> list[Line]:
    values = shown.year
    first = shown.end - timedelta(weeks=YEAR - 1)
    mondays = [first + timedelta(weeks=n) for n in range(YEAR)]
    here = mondays.index(shown.monday) if shown.monday in mondays else None
    title = _("{figure}, week by week for a year").format(figure=label(shown.marked))
    now = values[here] if values and here is not None else None
    right = f"{week_name(shown.monday)}: {cell(shown.marked, now)}" if values else ""
    # The axis counts back from the last week, so that no number under it stands half outside.
    under = [
        str(monday.isocalendar().week) if (len(mondays) - 1 - n) % _EVERY == 0 else ""
        for n, monday in enumerate(mondays)
    ]
    drawn = bars([height(value) for value in values], here if values else None, under, height=high)
    said = _extremes(shown, mondays, values, width - _BESIDE)
    return [ruled(title, right, width=width), *_with_words(drawn, said)]


def _with_words(drawn: list[Line], said: list[str]) -> list[Line]:
    lines = []
    for number_of, one in enumerate(drawn):
        text = said[number_of - 1] if 0 < number_of <= len(said) else ""
        if text:
            gap = Piece(" " * max(1, _BESIDE - len(one.text)))
            one = Line((*one.pieces, gap, Piece(text)))
        lines.append(one)
    return lines


def _extremes(
    shown: Shown, mondays: Sequence[date], values: Sequence[Cell], room: int
) -> list[str]:
    """The highest and the lowest week in words, as the picture alone would not say the number."""
    known = [(found, n) for n, value in enumerate(values) if (found := height(value)) is not None]
    if not known:
        return [fit(_("Nothing yet."), room)] if values else []
    (_high, most), (_low, least) = max(known, key=lambda one: one[0]), min(known)
    if values[most] == values[least]:
        return []
    lines = []
    for word, at in ((_("highest"), most), (_("lowest"), least)):
        other_year = mondays[at].isocalendar().year != shown.monday.isocalendar().year
        week = week_name(mondays[at], year=other_year)
        lines += [f"{word} {cell(shown.marked, values[at])}", f"  {week}"]
    return [fit(text, room) for text in lines]


# The way through the house -----------------------------------------------------------------------


# The steps of the way as one line says them.
_STEP_WORDS: Mapping[str, str] = {
    "enquiries": N_("enquiries"),
    "conversations": N_("conversations"),
    "courses_opened": N_("courses"),
    "courses_closed": N_("completed"),
    "referrals_sent": N_("referred"),
}


def _way(way: Funnel | None, year: int, width: int) -> list[Line]:
    if way is None:
        return [way_title(year, None, width), EMPTY]
    # A step and its number stay on one line; no terminal is asked for a space that it lacks.
    said = " > ".join(
        f"{_(word)}{_HARD}{cell(key, way.steps[key])}" for key, word in _STEP_WORDS.items()
    )
    lines = flow(begun(said), width=width - 1, indent=2)
    return [
        way_title(year, way, width),
        *(line(one.text.replace(_HARD, " ")) for one in lines),
    ]


def way_title(year: int, way: Funnel | None, width: int) -> Line:
    """Which year it is, and up to which day it is counted."""
    whole = way is None or way.days.last == date(year, 12, 31)
    until = "" if whole or way is None else _("up to {day}").format(day=full_day(way.days.last))
    return ruled(_("The way through the house, {year}").format(year=year), until, width=width)


def referred_line(total: Totals | None, width: int, *, marked: bool = False) -> Line:
    """How many were referred within four weeks, always with both of its parts."""
    opened = total.opened if total is not None else None
    name = _("Referred within four weeks, in all")
    if opened is not None:
        name = _("Referred within four weeks, since {day}").format(day=full_day(opened))
    figure = total.figures[REFERRED] if total is not None else None
    said = cell(REFERRED, figure) if figure is not None else ""
    if share := percent(figure):
        said = f"{share} ({said})"
    return columns((2, fit(f"{name}: {said}", width - 3)), marked=marked)


# Beside it, on a wide screen ---------------------------------------------------------------------


def side(shown: Shown, width: int) -> list[Line]:
    """How the marked figure is counted, what it was in a quarter, what changed of the week."""
    lines = flow(label(shown.marked), width=width, look=Look.TITLE)
    lines += [*flow(how_counted(shown.marked), width=width), *_quarters(shown, width)]
    if shown.frozen is not None and shown.changes:
        day = full_day(shown.frozen.as_of)
        lines += [
            EMPTY,
            *flow(_("Changed since {day}").format(day=day), width=width, look=Look.TITLE),
        ]
        for one in shown.changes:
            was = _("{figure} was {n}").format(
                figure=label(one.key), n=cell(one.key, one.passed_on)
            )
            lines += flow(was, width=width)
    return lines


def _quarters(shown: Shown, width: int) -> list[Line]:
    values = shown.year[1:]  # four quarters of thirteen weeks
    exact = [value for value in values if isinstance(value, int)]
    if len(exact) < len(values) or not values:
        return []
    last = shown.end - timedelta(weeks=YEAR - 2)
    lines = [EMPTY, line(_("The last four quarters"), Look.TITLE)]
    for begin in range(0, len(exact), _QUARTER):
        part = exact[begin : begin + _QUARTER]
        first = last + timedelta(weeks=begin)
        until = first + timedelta(weeks=_QUARTER - 1)
        weeks = _("week {first} to {last}").format(
            first=first.isocalendar().week, last=until.isocalendar().week
        )
        count = part[-1] if shown.marked in STOCKS else sum(part)
        lines.append(columns((0, weeks), (24, cell(shown.marked, count))))
    if shown.marked in STOCKS:
        lines += flow(_("Each as it stood at the end."), width=width)
    return lines
