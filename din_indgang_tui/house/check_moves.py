"""A four-week check is asked for on another day: once, with a reason.

That moves the day it stands on the list; the due day that the figures count stays where it is.
"""

from __future__ import annotations

from datetime import date, timedelta

from din_indgang_tui.house.checks import WHY_LIMIT, Check, decided_already, of_course
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Unit, changes
from din_indgang_tui.words import full_day

MOVED_AT_MOST = timedelta(days=28)  # so long after its due day it can be asked for


@changes(COACHES, "checks")
def move(unit: Unit, course_id: int, to_on: date, why: str) -> Check:
    """Ask for it on another day: once, with a reason. The due day of the figures stays.

    Raises DeskError about `to_on` for a day that is over or too late, about `why` without a
    reason, and without a field where it was moved or decided before.
    """
    check = of_course(unit, course_id)
    if said := why_it_stays(check):
        raise DeskError(said)
    _may_be_moved_to(check, to_on)
    reason = one_line(why, "why", WHY_LIMIT)
    if not reason:
        raise DeskError(_("Write why the check is moved."), field="why")
    unit.insert(
        "check_move",
        {
            "course_id": course_id,
            "to_on": to_on.isoformat(),
            "why": reason,
            "moved_on": unit.today.isoformat(),
            "moved_by": unit.who.staff_id,
        },
    )
    return of_course(unit, course_id)


def why_it_stays(check: Check) -> str:
    """Why a check cannot be moved, whatever the day, as a sentence; empty where it can."""
    if check.decision is not None:
        return decided_already(check.decision)
    if not check.owed:
        return _("No check is due for that course.")
    if check.moved_why:
        return _("{who} moved it to {to}. A check is moved once; decide it now.").format(
            who=check.moved_by, to=full_day(check.remind_on)
        )
    if check.due_on + MOVED_AT_MOST < check.today:
        return _("It was due on {due}, more than {n} days ago: decide it now.").format(
            due=full_day(check.due_on), n=MOVED_AT_MOST.days
        )
    return ""


def _may_be_moved_to(check: Check, to_on: date) -> None:
    """Raises DeskError about `to_on` where it cannot be asked for on that day."""
    last = check.due_on + MOVED_AT_MOST
    said = ""
    if to_on < check.today:
        said = _("That day is over.")
    elif to_on > last:
        sentence = _("A check waits {n} days at most: until {last}.")
        said = sentence.format(n=MOVED_AT_MOST.days, last=full_day(last))
    elif to_on == check.remind_on:
        said = _("That is the day it stands on.")
    if said:
        raise DeskError(said, field="to_on")
