"""import and export: a house's history in, its figures out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from din_indgang_tui.cli import asking
from din_indgang_tui.cli.house import opened, say
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.errors import DeskError, UsageError
from din_indgang_tui.text import printed

if TYPE_CHECKING:
    from din_indgang_tui.house.moving_in import FileReport


def move_in(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar=_("FOLDER"), help=_("The folder with the CSV files"))
    ],
    check: Annotated[
        bool, typer.Option("--check", help=_("Read and judge the files, and change nothing"))
    ] = False,
) -> None:
    from din_indgang_tui.house import moving_in
    from din_indgang_tui.store.roles import command_line

    work = moving_in.check_folder if check else moving_in.import_folder
    with opened(ctx.obj) as door, asking.progress() as progress:
        report = work(door, command_line(), Path(folder), progress)
    for warning in report.warnings:
        print(printed(str(warning)), file=sys.stderr)
    if report.faults:
        for fault in report.faults:
            print(printed(str(fault)), file=sys.stderr)
        raise DeskError(
            ngettext(
                "{n} fault; nothing was imported.",
                "{n} faults; nothing was imported.",
                len(report.faults),
            ).format(n=len(report.faults))
        )
    for file in report.files:
        say(_file_line(file, check))
    if report.backup is not None:
        say(_("A backup from before the import: {path}").format(path=report.backup))


def export(
    ctx: typer.Context,
    week: Annotated[
        str | None, typer.Option("--week", metavar="2026-W46", help=_("One ISO week"))
    ] = None,
    weeks: Annotated[
        str | None, typer.Option("--weeks", metavar="N", help=_("The last so many whole weeks"))
    ] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar=_("DATE"), help=_("From this day, such as 2026-11-02 ...")),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar=_("DATE"), help=_("... to this day, inclusive"))
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar=_("DATE"), help=_("As the figures were on this day")),
    ] = None,
    totals: Annotated[
        bool,
        typer.Option(
            "--totals",
            help=_("The running totals, not the weeks (JSON has both, save with --public)"),
        ),
    ] = False,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="reason|heard_from|outcome",
            help=_("The enquiries of each week, counted by this list"),
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="csv|json|md|xlsx|html", help=_("How it is written out")),
    ] = "csv",
    out: Annotated[
        str | None,
        typer.Option("--out", metavar=_("FILE"), help=_("Into this file, not on the screen")),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Write over the file if it is there"))
    ] = False,
    public: Annotated[
        bool, typer.Option("--public", help=_("Figures that may leave the house"))
    ] = False,
    excel: Annotated[bool, typer.Option("--excel", help=_("CSV that Danish Excel opens"))] = False,
    freeze: Annotated[
        bool,
        typer.Option(
            "--freeze", help=_("Keep the weeks as passed on: what changes later is then shown")
        ),
    ] = False,
) -> None:
    from din_indgang_tui import export as exports
    from din_indgang_tui.store.roles import command_line

    request = exports.ExportRequest(
        week=week,
        weeks=weeks,
        first=first,
        last=last,
        as_of=as_of,
        totals=totals,
        format=format_,
        by=by,
        public=public,
        excel=excel,
        freeze=freeze,
        to_file=out is not None,
    )
    if replace and out is None:
        raise UsageError(_("--replace needs --out, which says what to write over."))
    with opened(ctx.obj) as door:
        with asking.progress() as progress:
            made = exports.run(door, command_line(), request, progress)
        if out is not None:
            exports.write_out(made.data, Path(out), replace, made.name)
        else:
            _print(made.data)
        for remark in (*made.remarks, exports.keep(door, command_line(), made)):
            if remark:
                print(printed(remark), file=sys.stderr)


def _print(data: bytes) -> None:
    if sys.stdout is None:  # closed by whoever started us: figures that nobody reads are no success
        raise DeskError(_("The answer could not be written: {reason}.").format(reason="stdout"))
    # Bytes, so that the letters of the house do not depend on the terminal's character set.
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _file_line(file: FileReport, only_checked: bool) -> str:
    sentence = _("{file}: {read} rows, {new} new, {known} already there")
    if only_checked:
        sentence = _("{file}: {read} rows, {new} would be new, {known} already there")
    return sentence.format(file=file.name, read=file.read, new=file.new, known=file.already_there)
