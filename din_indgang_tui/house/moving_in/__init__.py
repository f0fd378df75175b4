"""Moving in: a house's history from CSV files, all of it or nothing.

A folder is read and judged first, every row of every file, while others go on working; what is
new is kept aside on disk. Only then, after a backup, is it written, in one unit of work.
A further file of the format is a further description beside citizens_csv.py and the others, named
in format.py. Colleagues and rooms that files call by name and nobody knows are made (newcomers.py).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from din_indgang_tui.house.moving_in import keys
from din_indgang_tui.house.moving_in.findings import WHOLE, FileReport, Finding, Findings, Report
from din_indgang_tui.house.moving_in.findings import repeated as _repeated
from din_indgang_tui.house.moving_in.format import FILES, house_now
from din_indgang_tui.house.moving_in.judging import Judge, Progress
from din_indgang_tui.house.moving_in.scratch import Scratch, scratch_beside
from din_indgang_tui.house.moving_in.sheet import Sheet
from din_indgang_tui.house.moving_in.writing import write_file
from din_indgang_tui.i18n import _
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role, Who
from din_indgang_tui.store.unit import Reading, Unit, changes, reads

__all__ = ["FileReport", "Finding", "Progress", "Report", "check_folder", "import_folder"]

# The command line alone: whoever imports has the files, and the account that owns the database.
_OWNER = frozenset({Role.OWNER})


def _silent(_label: str, _done: int, _total: int) -> None:
    """Progress in a pipe."""


def check_folder(door: Door, who: Who, folder: Path, progress: Progress = _silent) -> Report:
    """Reads and judges the files of `folder` and writes nothing.

    `progress` is told a label, how much is done, and of how much. Raises DeskError where there is
    no folder or nothing in it, StoreError where the database cannot be used.
    """
    with scratch_beside(door.path) as scratch:
        report, _last = door.read(who, judge_folder, folder, scratch, progress)
    return report


def import_folder(door: Door, who: Who, folder: Path, progress: Progress = _silent) -> Report:
    """Takes the files of `folder` in, all of them or, where there is a fault, nothing.

    A verified backup is made before anything is written; where nothing is new there is neither.
    Raises DeskError where there is no folder, nothing in it, or another import came in between;
    StoreError where the database cannot be used. Nothing was written then.
    """
    # Imported here because the desk, which never imports, need not pay for it.
    from din_indgang_tui.store.backup import make_backup

    with scratch_beside(door.path) as scratch:
        report, last = door.read(who, judge_folder, folder, scratch, progress)
        if report.faults or not report.new:
            return report
        label = _("Making a backup")
        progress(label, 0, 1)
        backup = make_backup(door.path, clock=door.clock)
        progress(label, 1, 1)
        try:
            door.change(who, move_in, report, last, scratch, backup, progress)
        except BaseException:
            # It is the copy to go back to from an import that did not take place.
            backup.unlink(missing_ok=True)
            raise
    return replace(report, backup=backup)


@reads(_OWNER)
def judge_folder(
    reading: Reading, folder: Path, scratch: Scratch, progress: Progress
) -> tuple[Report, int]:
    """Everything that is wrong in a folder, and what is new; the new rows are kept in `scratch`.

    Also returns which import was the last one that it knows of.
    """
    findings = Findings()
    found = _files(folder, findings)
    judge = Judge(reading, house_now(reading), scratch, findings, progress, set())
    files = tuple(
        judge.file(description, Sheet(found[description.name], findings))
        for description in FILES
        if description.name in found
    )
    report = Report(findings.faults(), findings.warnings(), files)
    return report, keys.last_import(reading)


@changes(
    _OWNER,
    *(
        "citizens",
        "enquiries",
        "conversations",
        "courses",
        "slots",
        "groups",
        "checks",
        "referrals",
        "outreach",
        "staff",
        "lists",
    ),
)
def move_in(
    unit: Unit,
    report: Report,
    last_import: int,
    scratch: Scratch,
    backup: Path,
    progress: Progress,
) -> None:
    """Writes the rows that were found new. Raises DeskError where they may not be new any more."""
    if keys.last_import(unit) != last_import:
        raise DeskError(
            _("Another import was finished meanwhile. Nothing was saved; start this one again.")
        )
    read = {file.name: file for file in report.files}
    for description in FILES:
        if description.name in read:
            write_file(unit, description, read[description.name], scratch, backup.name, progress)


def _files(folder: Path, findings: Findings) -> dict[str, Path]:
    """The files that can be read, by name; a fault for every other name."""
    try:
        entries = sorted(folder.iterdir())
    except NotADirectoryError:
        raise DeskError(_("{path} is not a folder.").format(path=folder)) from None
    except FileNotFoundError:
        raise DeskError(_("There is no folder {path}.").format(path=folder)) from None
    except OSError as error:
        raise DeskError(
            _("The folder {path} cannot be read ({detail}).").format(path=folder, detail=error)
        ) from error
    names = [description.name for description in FILES]
    # Hidden files are the system's own (.DS_Store, lock files), nobody's history.
    entries = [entry for entry in entries if not entry.name.startswith(".")]
    if not entries:
        raise DeskError(
            _("There is nothing to import in {path}. It takes: {names}.").format(
                path=folder, names=", ".join(names)
            )
        )
    found = {}
    for entry in entries:
        if entry.name in names:
            found[entry.name] = entry
        else:
            what = _("The format has no file of this name; this version takes: {names}.")
            findings.fault(_repeated(entry.name), 1, WHOLE, what.format(names=", ".join(names)))
    return found
