"""From what was typed after `dinindgang export` to the bytes that it prints."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from din_indgang_tui.clock import iso_week, local_date
from din_indgang_tui.export import telling
from din_indgang_tui.export.formats import FORMATS
from din_indgang_tui.export.report import Report
from din_indgang_tui.house import (
    frozen_weeks,
    periods,
    settings,
    statistics,
    statistics_by,
    statistics_public,
)
from din_indgang_tui.house.frozen_weeks import Difference
from din_indgang_tui.house.periods import Days, Period
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.house.statistics_public import Progress
from din_indgang_tui.i18n import _
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import UsageError
from din_indgang_tui.store.roles import Who

_FEW_WEEKS = 12  # fewer than these say nothing by themselves when they are drawn
_WEEKS_DRAWN = 52


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """The options of the command as they were typed; None where one was not given."""

    week: str | None = None
    weeks: str | None = None
    first: str | None = None  # --from
    last: str | None = None  # --to
    as_of: str | None = None
    totals: bool = False
    format: str = "csv"
    by: str | None = None
    public: bool = False
    excel: bool = False
    freeze: bool = False
    to_file: bool = True  # --out, or whoever asks takes bytes that are no text


@dataclass(frozen=True, slots=True)
class Export:
    """The bytes of an export, what a file of it is called, and what is to be said beside it."""

    data: bytes
    name: str
    remarks: tuple[str, ...]
    is_empty: bool  # weeks were asked for, and none of them is in it
    to_keep: Figures | None  # what `keep` keeps, once it was written out


def run(door: Door, who: Who, request: ExportRequest, progress: Progress | None = None) -> Export:
    """The file that was asked for: exact figures for the house itself, or those to pass on.

    `progress` is told how far it is, where that takes longer than a moment.
    Raises UsageError (exit 2) where the options mean nothing, DeskError (exit 1) where they are
    refused, StoreError (exit 1) where the database cannot be read.
    """
    period = periods.parse(
        week=request.week, weeks=request.weeks, first=request.first, last=request.last
    )
    as_of = None if request.as_of is None else periods.parse_day(request.as_of, "--as-of")
    _known("--format", request.format, FORMATS)
    _check_what_goes_together(request)
    figures = _figures(door, who, request, period, as_of, progress)
    to_keep = None
    if request.freeze and isinstance(figures, Figures):
        door.read(who, frozen_weeks.may_be_kept, figures)
        to_keep = figures
    now = door.read(who, settings.current)
    report = Report(
        house=now.house_name,
        figures=figures,
        totals=request.totals,
        excel=request.excel,
        public=request.public,
        history=_history(door, who, request, figures),
        changed=_changed(door, who, request, figures),
        unit_price=now.unit_price,
        price_basis=now.unit_price_basis,
    )
    format = FORMATS[request.format]
    is_empty = not figures.weeks and not request.totals
    left_out = tuple(_left_out(door, request, period, as_of))
    if is_empty and not left_out:
        left_out = (telling.no_weeks(),)
    return Export(
        format.write(report),
        report.file_name(request.format),
        (*left_out, *telling.changed_sentences(report.changed)),
        is_empty,
        to_keep,
    )


def keep(door: Door, who: Who, made: Export) -> str:
    """Keep the weeks of an export as they were passed on, if that was asked for.

    Returns what was kept, in a sentence; empty where nothing was.
    """
    if made.to_keep is None:
        return ""
    door.change(who, frozen_weeks.freeze, made.to_keep)
    weeks = telling.weeks_said([str(row["week"]) for row in made.to_keep.weeks])
    return _("{weeks}: kept as passed on. What is registered later is shown from now on.").format(
        weeks=weeks
    )


def _figures(
    door: Door,
    who: Who,
    request: ExportRequest,
    period: Period,
    as_of: date | None,
    progress: Progress | None,
) -> Figures | Breakdown:
    # What is asked for to pass on is never read exactly outside the house's own module.
    if request.public and request.totals:
        return door.read(who, statistics_public.totals, as_of)
    if request.by is not None:
        made = statistics_public.breakdown if request.public else statistics_by.breakdown
        return door.read(who, made, period, request.by, as_of)
    if request.public:
        return door.read(who, statistics_public.weeks, period, as_of, progress)
    # A table of weeks has no room for totals, and totals are told without a week; JSON has both.
    totals = request.totals or request.format != "csv"
    if request.totals and request.format != "json":
        period = periods.NO_WEEK
    return door.read(who, statistics.figures, period, as_of, totals=totals)


def _history(
    door: Door, who: Who, request: ExportRequest, figures: Figures | Breakdown
) -> Figures | None:
    """A year of weeks up to the last of a few, where they are drawn."""
    weeks = () if request.totals else figures.weeks
    draws = FORMATS[request.format].draws and isinstance(figures, Figures)
    if not draws or not 0 < len(weeks) < _FEW_WEEKS:
        return None
    last = date.fromisoformat(f"{weeks[-1]['week']}-1")
    year = Days(last - timedelta(weeks=_WEEKS_DRAWN - 1), last)
    if request.public:
        return door.read(who, statistics_public.weeks, year, figures.as_of)
    return door.read(who, statistics.figures, year, figures.as_of, totals=False)


def _changed(
    door: Door, who: Who, request: ExportRequest, figures: Figures | Breakdown
) -> tuple[Difference, ...]:
    # An exact difference would tell more of a week than its fives do, and running totals are of
    # no week; JSON has weeks and totals whatever is asked for.
    if request.public or (request.totals and request.format != "json"):
        return ()
    return door.read(who, frozen_weeks.differences, [str(row["week"]) for row in figures.weeks])


def _known(option: str, text: str, codes: Collection[str]) -> None:
    if text not in codes:
        raise UsageError(
            _("{option} {text} is not known. Choose one of: {codes}.").format(
                option=option, text=periods.quoted(text), codes=", ".join(codes)
            )
        )


def _check_what_goes_together(request: ExportRequest) -> None:
    if request.by is not None:
        _known("--by", request.by, statistics_by.BY)
        if request.totals:
            raise UsageError(_("--by has no running totals. Leave out --by or --totals."))
    if request.excel and request.format != "csv":
        raise UsageError(
            _("--excel is a kind of CSV. Leave out --excel or --format {format}.").format(
                format=request.format
            )
        )

    if not request.to_file and not FORMATS[request.format].is_text:
        raise UsageError(
            _("--format {format} is no text for a terminal. Add --out FILE.").format(
                format=request.format
            )
        )
    if request.freeze:
        for option, given in (
            ("--public", request.public),
            ("--totals", request.totals),
            ("--by", request.by is not None),
        ):
            if given:
                raise UsageError(
                    _("--freeze keeps the exact weekly figures. Leave out {option}.").format(
                        option=option
                    )
                )


def _left_out(
    door: Door, request: ExportRequest, period: Period, as_of: date | None
) -> Iterator[str]:
    if not request.public or request.totals:
        return
    today = local_date(door.clock())
    asked = periods.mondays(period, as_of or today)
    left_out = asked[len(statistics_public.weeks_over(today, period, as_of or today)) :]
    if left_out:
        yield _("{weeks}: left out, since only weeks that are over are passed on.").format(
            weeks=telling.weeks_said([iso_week(monday) for monday in left_out])
        )
