"""The week by half hours and the strip of weeks: where every sign stands, at any width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from din_indgang_tui import i18n
from din_indgang_tui.widgets.page import Look
from din_indgang_tui.widgets.week_grid import (
    FREE,
    OFF,
    GridDay,
    GridMark,
    GridRow,
    WeekGrid,
    grid_lines,
    legend,
    sign_of_mark,
)
from din_indgang_tui.widgets.week_strip import (
    WEEKS,
    StripWeek,
    monday_of,
    strip_lines,
    strip_start,
)

MONDAY = date(2026, 11, 23)
DRAWN = {
    "Jes T.": ("··##··##····", "------------", "··##··##····", "··mmm·##····", "####----"),
    "Karim S.": ("··mmm·##····", "####··##··##", "··##··##····", "··##··##····", "··##----"),
    "Mette J.": ("##··##··##··", "##····##····", "##··##··####", "······##····", "··##----"),
}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n.language()
    i18n.choose("en")
    yield
    i18n.choose(before)


def days(opens: int, closes: int, count: int = 5, closed: tuple[int, ...] = ()) -> list[GridDay]:
    return [
        GridDay(MONDAY + timedelta(days=n), opens, opens if n in closed else closes)
        for n in range(count)
    ]


def drawn() -> WeekGrid:
    week = days(18, 30)
    week[4] = GridDay(week[4].day, 18, 26)
    return WeekGrid(tuple(week), tuple(GridRow(n, *row) for n, row in enumerate(DRAWN.items())))


def full(week: list[GridDay], rows: int = 3) -> WeekGrid:
    """Everybody is free all the time."""
    first = min(day.opens for day in week)
    last = max(day.closes for day in week)
    cells = tuple(FREE * (last - first) for _day in week)
    return WeekGrid(tuple(week), tuple(GridRow(n, f"Coach {n}", cells) for n in range(rows)))


def texts(grid: WeekGrid, mark: GridMark | None, width: int = 80, room: int = 10) -> list[str]:
    return [one.text.rstrip() for one in grid_lines(grid, mark, width=width, room=room)]


def test_an_ordinary_week_is_drawn_as_it_was_settled() -> None:
    assert texts(drawn(), GridMark(2, 1, 20, 2)) == [
        "            mo 23         tu 24         we 25         th 26         fr 27",
        "            9   11  13    9   11  13    9   11  13    9   11  13    9   11",
        "  Jes T.    ··##··##····  ------------  ··##··##····  ··mmm·##····  ####----",
        "  Karim S.  ··mmm·##····  ####··##··##  ··##··##····  ··##··##····  ··##----",
        "> Mette J.  ##··##··##··  ##[]··##····  ##··##··####  ······##····  ··##----",
    ]


def test_only_the_marked_time_is_in_the_marked_look() -> None:
    marked = grid_lines(drawn(), GridMark(2, 1, 20, 2), width=80, room=10)[-1]
    assert [piece.text for piece in marked.pieces if piece.look is Look.MARKED] == ["[]"]


@pytest.mark.parametrize(("length", "sign"), [(1, "*"), (2, "[]"), (3, "[=]"), (6, "[====]")])
def test_the_mark_is_as_long_as_the_time(length: int, sign: str) -> None:
    assert sign_of_mark(length) == sign


def test_a_closed_day_keeps_its_column_and_says_so() -> None:
    week = full(days(18, 30, closed=(1,)))
    head, hours, first, *_rest = texts(week, GridMark(0, 0, 18, 2))
    at = head.index("tu 24")
    assert hours[at : at + 6] == "closed"
    assert first[at : at + 6] == OFF * 6
    assert "··" in first[head.index("we 25") :]


def test_a_long_day_shows_the_hours_around_the_mark() -> None:
    """A house open 8-20 has 24 half hours a day, and five of them have room for twelve."""
    grid = full(days(16, 40))
    early = texts(grid, GridMark(0, 0, 16, 2))
    assert early[1].startswith("   >  ") and "8 " in early[1]
    late = texts(grid, GridMark(0, 0, 38, 2))
    assert late[1].startswith("  <   ")
    assert "[]" in late[2]
    middle = texts(grid, GridMark(0, 2, 26, 2))
    assert middle[1].startswith("  <>  ")


def test_saturday_and_sunday_fit_where_the_house_is_open() -> None:
    for count in (6, 7):
        lines = texts(full(days(18, 30, count)), GridMark(0, count - 1, 29, 2))
        assert all(cell_len(one) <= 80 for one in lines)
        assert len(lines[0].split()) == 2 * count


def test_rows_without_room_are_counted_and_the_marked_one_is_there() -> None:
    grid = full(days(18, 30), rows=12)
    lines = texts(grid, GridMark(11, 0, 18, 2), room=8)
    assert len(lines) == 8
    assert lines[-2].startswith("> Coach 11")
    assert lines[-1] == "  + 7 more"


@given(
    opens=st.integers(0, 30),
    length=st.integers(1, 17),
    count=st.integers(1, 7),
    width=st.sampled_from([78, 80, 118, 158]),
    data=st.data(),
)
def test_the_mark_is_in_view_whatever_the_hours_of_the_house(
    opens: int, length: int, count: int, width: int, data: st.DataObject
) -> None:
    grid = full(days(opens, opens + length, count))
    half = data.draw(st.integers(opens, opens + length - 1))
    day = data.draw(st.integers(0, count - 1))
    slot = data.draw(st.integers(1, 6))
    lines = grid_lines(grid, GridMark(1, day, half, slot), width=width, room=10)
    assert all(cell_len(one.text) <= width for one in lines)
    marked = [piece for one in lines for piece in one.pieces if piece.look is Look.MARKED]
    assert len(marked) == 1 and marked[0].text
    starts = [one.text for one in lines if one.text.startswith(">")]
    assert len(starts) == 1


def test_the_signs_that_are_not_on_the_screen_are_not_explained() -> None:
    assert legend([FREE, OFF], 2, 80).text == "  [] here   · free   - does not work"


# Twelve weeks.


def weeks(start: date, free: Callable[[int], int | None] = lambda n: n) -> list[StripWeek]:
    return [StripWeek(start + timedelta(weeks=n), free(n)) for n in range(WEEKS)]


def test_the_strip_is_drawn_as_it_was_settled() -> None:
    free = (6, 23, 19, 25, 21, 9, None, 18, 30, 31, 30, 31)
    lines = strip_lines(weeks(date(2026, 11, 16), lambda n: free[n]), date(2026, 11, 24))
    assert [one.text for one in lines] == [
        "  Week  47    48    49    50    51    52    53     1     2     3     4     5",
        "  Free   6   [23]   19    25    21     9  closed  18    30    31    30    31",
    ]


def test_a_year_with_53_weeks_has_them_all() -> None:
    """ISO 8601: 2026 has a 53rd week, 2027 has not; 1 January 2027 is in week 53."""
    assert monday_of(date(2027, 1, 1)) == date(2026, 12, 28)
    numbers = strip_lines(weeks(date(2026, 12, 7)), date(2026, 12, 7))[0].text.split()[1:]
    assert numbers[:6] == ["50", "51", "52", "53", "1", "2"]
    numbers = strip_lines(weeks(date(2027, 12, 6)), date(2027, 12, 6))[0].text.split()[1:]
    assert numbers[:6] == ["49", "50", "51", "52", "1", "2"]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 1200))
def test_the_strip_stands_still_for_twelve_weeks_and_has_the_week_shown(
    today: date, later: int
) -> None:
    shown = today + timedelta(days=later)
    start = strip_start(today, shown)
    assert start.isoweekday() == 1
    assert start <= shown < start + timedelta(weeks=WEEKS)
    assert (start - monday_of(today)).days % (7 * WEEKS) == 0


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 999)), min_size=WEEKS, max_size=WEEKS),
    st.integers(0, WEEKS - 1),
)
def test_every_count_stands_below_its_week(free: list[int | None], at: int) -> None:
    start = date(2026, 11, 16)
    marked = start + timedelta(weeks=at, days=3)
    below = strip_lines(weeks(start, lambda n: free[n]), marked)[1].text
    assert cell_len(below) <= 78
    found = below.removeprefix("  Free").replace("[", " ").replace("]", " ").split()
    expected = [
        str(n) if n is not None else "-" if number in (0, at) else "closed"
        for number, n in enumerate(free)
    ]
    # Three figures may touch a neighbour that is closed; the signs are all there, in order.
    assert "".join(found) == "".join(expected)
