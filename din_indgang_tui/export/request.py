"""From what was typed after `dinindgang export` to the bytes that it prints."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from din_indgang_tui.export.formats import FORMATS, NOT_BUILT
from din_indgang_tui.export.report import Report
from din_indgang_tui.house import periods, settings, statistics, statistics_by
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.i18n import _
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, UsageError
from din_indgang_tui.store.roles import Who


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


@dataclass(frozen=True, slots=True)
class Export:
    """The bytes of an export, and what a file of it is called."""

    data: bytes
    name: str


def run(door: Door, who: Who, request: ExportRequest) -> Export:
    """The file that was asked for; exact figures, for the house itself.

    Raises UsageError (exit 2) where the options mean nothing, DeskError (exit 1) where they are
    refused, StoreError (exit 1) where the database cannot be read.
    """
    period = periods.parse(
        week=request.week, weeks=request.weeks, first=request.first, last=request.last
    )
    as_of = None if request.as_of is None else periods.parse_day(request.as_of, "--as-of")
    _known("--format", request.format, (*FORMATS, *NOT_BUILT))
    _check_what_goes_together(request)
    _refuse_what_is_not_built(request)
    figures: Figures | Breakdown
    if request.by is None:
        figures = door.read(who, statistics.figures, period, as_of)
    else:
        figures = door.read(who, statistics_by.breakdown, period, request.by, as_of)
    report = Report(
        house=door.read(who, settings.current).house_name,
        figures=figures,
        totals=request.totals,
        excel=request.excel,
    )
    return Export(FORMATS[request.format].write(report), report.file_name(request.format))


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


def _refuse_what_is_not_built(request: ExportRequest) -> None:
    # A request for figures that may be passed on is never answered with exact ones.
    if request.public:
        raise DeskError(
            _(
                "Figures to pass on (--public) cannot be made yet. Nothing was made: the exact "
                "figures are for the house alone."
            )
        )
    if request.format in NOT_BUILT:
        raise DeskError(
            _("The format {format} cannot be made yet. Choose one of: {codes}.").format(
                format=request.format, codes=", ".join(FORMATS)
            )
        )
