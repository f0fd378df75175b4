"""The figures as one web page for the weekly meeting: charts, the latest week, weeks, totals.

It stands alone: no script, nothing loaded, light or dark as its reader's machine is, and a week or
up to a year of weeks prints on one sheet of A4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from din_indgang_tui import text
from din_indgang_tui.export import chart_svg, charts, telling
from din_indgang_tui.export.charts import Chart
from din_indgang_tui.export.report import Report, inert
from din_indgang_tui.export.telling import cell_text
from din_indgang_tui.export.web_page import shown, web_page
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.i18n import _

T = TypeVar("T")

_STYLE = Path(__file__).with_name("web.css")
_CHART = (400, 200)
_SIDE_BY_SIDE = 3  # tables of the figures of one week
# What a sheet of paper shows of each of many weeks; the screen has room for all.
_ON_PAPER = (
    *("enquiries", "enquiries_new", "met", "wait_median_min", "conversations", "courses_opened"),
    *("courses_open_at_end", "sessions_attended", "group_attendances", "checks_overdue_at_end"),
    "referrals_sent",
)
# From the door to the authority; nobody is followed from one to the next.
_STEPS = ("enquiries", "conversations", "courses_opened", "courses_closed", "referrals_sent")


def as_html(report: Report) -> bytes:
    """The page, in UTF-8. The same figures give the same bytes."""
    figures = report.figures
    sections: list[str] = [
        f"<header>\n<h1>{_text(telling.title(report))}</h1>\n"
        f"<p>{_text(telling.notice(report))}</p>\n</header>"
    ]
    if not report.totals:
        sections += _by(figures) if isinstance(figures, Breakdown) else _weeks(report, figures)
    sections += _changed(report)
    if isinstance(figures, Figures) and figures.totals:
        sections += _totals(report, figures)
    size = "many" if len(report.weeks) > 1 else "few"
    body = f'<main class="{size}">\n{_joined(sections)}\n</main>'
    return web_page(telling.title(report), _STYLE.read_text(encoding="utf-8"), body)


def _weeks(report: Report, figures: Figures) -> Iterator[str]:
    if not figures.weeks:
        yield f"<p>{_text(telling.no_weeks())}</p>"
        return
    behind = report.history or figures
    yield _charts(report, behind)
    yield _latest(figures, behind)
    if len(figures.weeks) > 1:
        yield _on_paper(figures)
        yield _all_of_them(figures)


def _charts(report: Report, figures: Figures) -> str:
    weeks = [str(row["week"]) for row in figures.weeks]
    drawn = [_chart(one, figures, weeks) for one in charts.charts(report, figures)]
    if not report.public:
        drawn.append(_funnel(figures))
    remark = charts.remark(report)
    below = f"\n<p>{_text(remark)}</p>" if remark else ""
    return (
        f"<section>\n<h2>{_text(telling.weeks_said(weeks))}</h2>\n"
        f'<div class="charts">\n{_joined(drawn)}\n</div>{below}\n</section>'
    )


def _chart(chart: Chart, figures: Figures, weeks: Sequence[str]) -> str:
    series = [[charts.drawn(row[key]) for row in figures.weeks] for key in chart.keys]
    said = f"{_(chart.title)}. {telling.weeks_said(weeks)}"
    picture = chart_svg.drawn(chart.kind, charts.week_names(weeks), series, said, _CHART)
    labels = "".join(
        f'<span class="color-{n}">{_text(telling.label(key))}</span>'
        for n, key in enumerate(chart.keys)
    )
    return (
        f"<figure>\n<figcaption>{_text(_(chart.title))}</figcaption>\n{picture}\n"
        f'<p class="legend">{labels}</p>\n</figure>'
    )


def _funnel(figures: Figures) -> str:
    """How often each step was taken in these weeks."""
    rows = []
    for key in _STEPS:
        if key in figures.columns:
            n = sum(cell for row in figures.weeks if isinstance(cell := row[key], int))
            rows.append((telling.label(key), str(n), n))
    said = _text(_("From enquiry to referral"))
    return f'<figure class="funnel">\n<figcaption>{said}</figcaption>\n{_bars(rows)}\n</figure>'


def _bars(rows: Sequence[tuple[str, str, float | int | None]], parts: int = 1) -> str:
    """Tables of labels and numbers, with a bar behind each: of one length in all of them."""
    most = max((value or 0 for _label, _number, value in rows), default=0) or 1
    lines = [
        f'<tr><th scope="row">{_text(label)}</th><td>{_text(number)}</td>'
        f'<td class="bar"><span style="width:{100 * (value or 0) / most:.1f}%"></span></td></tr>'
        for label, number, value in rows
    ]
    return _joined(
        f'<table class="bars">\n{_joined(some)}\n</table>' for some in _parted(lines, parts)
    )


def _latest(figures: Figures, behind: Figures) -> str:
    """The latest week with the week before it, in tables side by side."""
    latest = figures.weeks[-1]
    shown_weeks = [row for row in behind.weeks if str(row["week"]) <= str(latest["week"])][-2:]
    lines = telling.lines(figures)
    rows = [[label, *(cell_text(row[key]) for row in shown_weeks[::-1])] for key, label in lines]
    names = [str(row["week"]) for row in shown_weeks[::-1]]
    heading = f"{telling.weeks_said(names[:1])} ({telling.days_said(names[:1])})"
    return (
        f"<section>\n<h2>{_text(heading)}</h2>\n"
        f"{_side_by_side([_('Figure'), *names], rows, _SIDE_BY_SIDE)}\n</section>"
    )


def _on_paper(figures: Figures) -> str:
    """The weeks with the figures that a sheet has room for."""
    labels = dict(telling.lines(figures))
    keys = [
        key
        for key in _ON_PAPER
        if key in labels and any(row[key] is not None for row in figures.weeks)
    ]
    head = [_("Week"), *(labels[key] for key in keys)]
    rows = [[str(row["week"]), *(cell_text(row[key]) for key in keys)] for row in figures.weeks]
    return (
        f'<section class="paper">\n<h2>{_text(telling.heading(figures))}</h2>\n'
        f"{_side_by_side(head, rows, 2, tall=True)}\n</section>"
    )


def _all_of_them(figures: Figures) -> str:
    """Every figure of every week, to be scrolled through."""
    names = [str(row["week"]) for row in figures.weeks]
    rows = [
        [label, *(cell_text(row[key]) for row in figures.weeks)]
        for key, label in telling.lines(figures)
    ]
    return (
        f'<section class="screen">\n<h2>{_text(telling.heading(figures))}</h2>\n'
        f'<div class="wide" tabindex="0">\n{_table([_("Figure"), *names], rows)}\n</div>\n'
        "</section>"
    )


def _by(figures: Breakdown) -> Iterator[str]:
    heading, lines = telling.heading(figures), telling.lines(figures)
    if not figures.weeks:
        yield f"<p>{_text(telling.no_weeks())}</p>"
        return
    latest = figures.weeks[-1]
    bars = [(label, cell_text(latest[key]), charts.drawn(latest[key])) for key, label in lines]
    week = telling.weeks_said([str(latest["week"])])
    yield (
        f"<section>\n<h2>{_text(f'{heading}. {week}')}</h2>\n"
        f'<div class="halves">\n{_bars(bars, 2)}\n</div>\n'
        "</section>"
    )
    if len(figures.weeks) > 1:
        head = [_("Week"), *(label for _key, label in lines)]
        rows = [
            [str(row["week"]), *(cell_text(row[key]) for key, _label in lines)]
            for row in figures.weeks
        ]
        yield (
            f"<section>\n<h2>{_text(heading)}</h2>\n"
            f'<div class="wide" tabindex="0">\n{_table(head, rows, tall=True)}\n</div>\n</section>'
        )


def _totals(report: Report, figures: Figures) -> Iterator[str]:
    rows = [
        [telling.label(key), *map(cell_text, telling.in_three(total))]
        for key, total in figures.totals.items()
    ]
    saving = telling.saving_said(report)
    below = f"\n<p>{_text(saving)}</p>" if saving else ""
    yield (
        f"<section>\n<h2>{_text(_('Running totals'))}</h2>\n"
        f"<p>{_text(telling.totals_said(report))}</p>\n"
        f"{_side_by_side(telling.totals_head(), rows, 2)}{below}\n</section>"
    )


def _changed(report: Report) -> Iterator[str]:
    rows = [telling.changed_line(one) for one in report.changed]
    if rows:
        yield (
            f'<section class="changed">\n<h2>{_text(telling.changed_heading())}</h2>\n'
            f"<p>{_text(telling.changed_said())}</p>\n"
            f"{_side_by_side(telling.changed_head(), rows, 2)}\n</section>"
        )


def _side_by_side(
    head: Sequence[str], rows: Sequence[Sequence[str]], parts: int, *, tall: bool = False
) -> str:
    tables = _joined(_table(head, some, tall=tall) for some in _parted(rows, parts))
    return f'<div class="parts-{parts}">\n{tables}\n</div>'


def _parted(rows: Sequence[T], parts: int) -> Iterator[Sequence[T]]:
    """The rows in so many parts of like length, as far as they go."""
    size = -(-len(rows) // parts) or 1
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], *, tall: bool = False) -> str:
    """A table whose first column says what the row is; `tall` turns the labels above upright."""
    above = "".join(f'<th scope="col"><span>{_text(label)}</span></th>' for label in head)
    lines = [
        f'<tr><th scope="row">{_text(row[0])}</th>'
        f"{''.join(f'<td>{_text(cell)}</td>' for cell in row[1:])}</tr>"
        for row in rows
    ]
    kind = ' class="tall"' if tall else ""
    body = f"<tbody>\n{_joined(lines)}\n</tbody>"
    return f"<table{kind}>\n<thead><tr>{above}</tr></thead>\n{body}\n</table>"


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _text(words: str) -> str:
    """A text between tags; copied from the page into a spreadsheet it is no formula there."""
    return shown(inert(text.shown(words)))
