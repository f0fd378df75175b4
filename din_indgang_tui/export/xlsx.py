"""The figures as a spreadsheet, with charts that the spreadsheet program draws itself.

A sheet of weeks, one of charts, one of running totals; where weeks were passed on with other
numbers, one of those. People read the labels, programs the keys in the row below them. Every text
is written as a text and every number as a number: nothing in it is a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING

from din_indgang_tui.export import charts, telling
from din_indgang_tui.export.charts import Chart, Kind
from din_indgang_tui.export.report import Report, inert
from din_indgang_tui.house.statistics import WEEK_KEYS, Figures
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.house.statistics_part import Cell, rounded
from din_indgang_tui.i18n import _
from din_indgang_tui.text import shown

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as Drawn
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Rows, counted from 0: the title, what the figures are, a remark, the labels, the keys, the rest.
_TITLE, _NOTICE, _REMARK, _LABELS, _KEYS, _FIRST = range(6)
_A4 = 9  # as Excel numbers paper
_SHEET_NAME = 31  # characters, which is Excel's limit
_WEEKS_A_PAGE = 53
_WIDTH, _HEIGHT = 620, 300  # of a chart, in pixels
_COLOURS = ("#1F5C7A", "#D9822B", "#6B8E23")
_GRID = "#D9D9D9"


def as_xlsx(report: Report) -> bytes:
    """The workbook. The same figures give the same bytes: it was made at noon of its as-of day."""
    import xlsxwriter

    data = io.BytesIO()
    # No text is taken for a number, a formula or a link, whatever it looks like.
    options = dict.fromkeys(("strings_to_numbers", "strings_to_formulas", "strings_to_urls"), False)
    with xlsxwriter.Workbook(data, {"in_memory": True, **options}) as book:
        noon = datetime.combine(report.figures.as_of, time(12))
        book.set_properties({"title": _text(telling.title(report)), "created": noon})
        _Book(book, report).write()
    return data.getvalue()


class _Book:
    """One workbook while it is written."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self._book, self._report = book, report
        self._weeks_name = _("Weeks")
        label = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._label = book.add_format(label)
        self._label_right = book.add_format(label | {"align": "right"})
        self._label_after = book.add_format(label | {"indent": 1})  # beside numbers
        key = {"font_size": 8, "font_color": "#666666"}
        self._key = book.add_format(key | {"shrink": True})
        self._key_after = book.add_format(key | {"indent": 1})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._right = book.add_format({"align": "right"})
        self._count = book.add_format({"num_format": "0", "align": "right"})
        self._decimal = book.add_format({"num_format": "0.0", "align": "right"})
        self._money = book.add_format({"num_format": "#,##0", "align": "right"})

    def write(self) -> None:
        """All its sheets."""
        figures = self._report.figures
        if not self._report.totals:
            self._weeks(figures)
            self._charts(figures)
        if isinstance(figures, Figures) and figures.totals:
            self._totals(figures)
        if self._report.changed:
            self._changed()

    def _sheet(self, name: str, *, landscape: bool = False) -> Worksheet:
        """A sheet with the title, to be printed on A4 with whom it is for at the top."""
        sheet = self._book.add_worksheet(name[:_SHEET_NAME])
        sheet.set_paper(_A4)
        if landscape:
            sheet.set_landscape()
        # Not the name of the house: an ampersand in it would be obeyed there.
        sheet.set_header(f"&L{telling.whom(self._report)}: {telling.asked(self._report)}&R&P/&N")
        sheet.write_string(_TITLE, 0, _text(telling.title(self._report)), self._title)
        sheet.write_string(_NOTICE, 0, telling.notice(self._report))
        return sheet

    def _weeks(self, figures: Figures | Breakdown) -> None:
        """A row a week and a column a figure, as in CSV."""
        sheet = self._sheet(self._weeks_name, landscape=True)
        labels = {key: telling.label(key) for key in WEEK_KEYS} | dict(telling.lines(figures))
        for column, key in enumerate(figures.columns):
            of_week = key in WEEK_KEYS
            style = self._label if of_week else self._label_right
            sheet.write_string(_LABELS, column, _text(labels[key]), style)
            sheet.write_string(_KEYS, column, _text(key), self._key)
            for row, week in enumerate(figures.weeks, start=_FIRST):
                if of_week:
                    sheet.write_string(row, column, str(week[key]))
                else:
                    self._put(sheet, row, column, week[key])
        if not figures.weeks:
            sheet.write_string(_FIRST, 0, telling.no_weeks())
        last = len(figures.columns) - 1
        sheet.set_column(0, last, 13)
        sheet.set_row(_LABELS, 62)
        sheet.freeze_panes(_FIRST, 1)
        # On paper the head of the page has the title, which would be cut where a page ends.
        sheet.print_area(_LABELS, 0, _FIRST + max(1, len(figures.weeks)) - 1, last)
        sheet.repeat_rows(_LABELS, _KEYS)
        sheet.repeat_columns(0)
        wide = 1 if isinstance(figures, Breakdown) else 3
        sheet.fit_to_pages(wide, 1 if len(figures.weeks) <= _WEEKS_A_PAGE else 0)

    def _totals(self, figures: Figures) -> None:
        sheet = self._sheet(_("Running totals"))
        sheet.write_string(_REMARK, 0, telling.totals_said(self._report))
        self._head(sheet, telling.totals_head(), range(1, 4))
        row = _FIRST
        for key, total in figures.totals.items():
            sheet.write_string(row, 0, telling.label(key))
            for column, cell in enumerate(telling.in_three(total), start=1):
                self._put(sheet, row, column, cell, money=key == "saving_dkk")
            sheet.write_string(row, 4, key, self._key_after)
            row += 1
        if saving := telling.saving_said(self._report):
            sheet.merge_range(row + 1, 0, row + 1, 4, _text(saving), self._wrapped)
            sheet.set_row(row + 1, 66)
        _columns(sheet, (44, 13, 13, 13, 26))

    def _changed(self) -> None:
        sheet = self._sheet(telling.changed_heading())
        sheet.write_string(_REMARK, 0, telling.changed_said())
        self._head(sheet, telling.changed_head(), range(2, 5))
        for row, one in enumerate(self._report.changed, start=_FIRST):
            week, label, _before, _now, as_of = telling.changed_line(one)
            sheet.write_string(row, 0, week)
            sheet.write_string(row, 1, label)
            self._put(sheet, row, 4, as_of)
            self._put(sheet, row, 2, one.passed_on)
            self._put(sheet, row, 3, one.now)
            sheet.write_string(row, 5, one.key, self._key_after)
        _columns(sheet, (11, 40, 12, 12, 12, 26))

    def _head(self, sheet: Worksheet, texts: Sequence[str], numbers: range) -> None:
        """Labels above columns, some of them of numbers, and last the keys."""
        for column, text in enumerate(texts):
            style = self._label_right if column in numbers else self._label
            sheet.write_string(_KEYS, column, text, style)
        sheet.write_string(_KEYS, len(texts), _("Key"), self._label_after)

    def _charts(self, figures: Figures | Breakdown) -> None:
        """The charts: a few weeks among those before them, and of fives the middles.

        What is drawn and is not in the sheet of weeks has a sheet of its own.
        """
        if not figures.weeks:
            return
        sheet, source = self._sheet(_("Charts"), landscape=True), self._weeks_name
        remark = charts.remark(self._report)
        sheet.write_string(_REMARK, 0, remark)
        history = self._report.history
        if remark or history is not None:
            figures = history or figures
            source = self._drawn(_("Middles") if remark else _("Weeks drawn"), figures)
        if isinstance(figures, Breakdown):
            sheet.insert_chart(_LABELS, 0, self._by_list(source, figures))
        else:
            for place, chart in enumerate(charts.charts(self._report, figures)):
                drawn = self._over_weeks(source, figures, chart)
                sheet.insert_chart(_LABELS + place // 2 * 16, place % 2 * 10, drawn)
        sheet.fit_to_pages(1, 1)

    def _drawn(self, name: str, figures: Figures | Breakdown) -> str:
        """The numbers that are drawn, each in the column of its figure among the weeks."""
        sheet = self._sheet(name, landscape=True)
        sheet.write_string(_REMARK, 0, charts.remark(self._report))
        for column, key in enumerate(figures.columns):
            sheet.write_string(_KEYS, column, _text(key), self._key)
            for row, week in enumerate(figures.weeks, start=_FIRST):
                cell = week[key]
                self._put(sheet, row, column, cell if key in WEEK_KEYS else charts.drawn(cell))
        sheet.set_column(0, len(figures.columns) - 1, 13)
        sheet.fit_to_pages(1, 1)
        return str(sheet.get_name())

    def _over_weeks(self, source: str, figures: Figures, chart: Chart) -> Drawn:
        kind, style = _LOOK[chart.kind]
        drawn = self._book.add_chart(kind)
        last = _FIRST + len(figures.weeks) - 1
        for key, colour in zip(chart.keys, _COLOURS, strict=False):
            column = figures.columns.index(key)
            drawn.add_series(
                {
                    "name": [self._weeks_name, _LABELS, column],
                    "categories": [source, _FIRST, 0, last, 0],
                    "values": [source, _FIRST, column, last, column],
                    style: {"color": colour},
                    "gap": 40,
                    # A line of one week is nothing to see.
                    "marker": {
                        "type": "circle" if chart.kind is Kind.LINES else "none",
                        "size": 4,
                        "fill": {"color": colour},
                        "border": {"color": colour},
                    },
                }
            )
        self._finish(drawn, _(chart.title))
        drawn.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": _GRID}}})
        drawn.set_legend({"position": "bottom"} if len(chart.keys) > 1 else {"none": True})
        drawn.set_size({"width": _WIDTH, "height": _HEIGHT})
        return drawn

    def _by_list(self, source: str, figures: Breakdown) -> Drawn:
        """The latest week, a bar a line of the list."""
        drawn = self._book.add_chart({"type": "bar"})
        row, last = _FIRST + len(figures.weeks) - 1, len(figures.columns) - 1
        drawn.add_series(
            {
                "name": [source, row, 0],
                "categories": [self._weeks_name, _LABELS, 1, _LABELS, last],
                "values": [source, row, 1, row, last],
                "fill": {"color": _COLOURS[0]},
                "gap": 40,
            }
        )
        week = telling.weeks_said([str(figures.weeks[-1]["week"])])
        self._finish(drawn, f"{telling.heading(figures)}. {week}")
        drawn.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": _GRID}}})
        drawn.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
        drawn.set_legend({"none": True})
        drawn.set_size({"width": 1.5 * _WIDTH, "height": 80 + 26 * last})
        return drawn

    def _finish(self, drawn: Drawn, title: str) -> None:
        drawn.set_title({"name": title, "name_font": {"size": 12}})
        drawn.show_blanks_as("gap")

    def _put(
        self, sheet: Worksheet, row: int, column: int, cell: Cell | float, *, money: bool = False
    ) -> None:
        """A number as a number with at most one decimal, anything else as a text."""
        if isinstance(cell, str):
            sheet.write_string(row, column, _text(cell), self._right)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self._money if money else self._count)
        elif cell is not None:
            number = float(rounded(cell)) if isinstance(cell, Fraction) else cell
            sheet.write_number(row, column, number, self._decimal)


# How a chart is asked for, and what of a series has its colour.
_LOOK: dict[Kind, tuple[dict[str, str], str]] = {
    Kind.STACKED: ({"type": "column", "subtype": "stacked"}, "fill"),
    Kind.BARS: ({"type": "column"}, "fill"),
    Kind.LINES: ({"type": "line"}, "line"),
}


def _columns(sheet: Worksheet, widths: Iterable[int]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.fit_to_pages(1, 0)


def _text(text: str) -> str:
    """A text for a cell; copied into a file of another kind it is no formula there either."""
    return inert(shown(text))
