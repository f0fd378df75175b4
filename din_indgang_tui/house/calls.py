"""Calls that the house makes by itself: whom, with what number, and what was said."""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.clock import stored
from din_indgang_tui.house import call_backs, cpr, living, names
from din_indgang_tui.house.citizens import is_protected
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Unit, changes, reads


@dataclass(frozen=True, slots=True)
class Callee:
    """Whom to call. `number` is what may be said of the telephone: never a protected one."""

    citizen_id: int
    name: str  # as lists show it
    full_name: str
    number: str


@reads(DESK)
def callee(reading: Reading, citizen_id: int) -> Callee:
    """Whom to call, and their number. Raises DeskError where they are not here any more."""
    row = reading.one("SELECT * FROM citizen WHERE id = ?", (citizen_id,))
    if row is None:
        raise DeskError(_("That person is not here any more."))
    reading.about(citizen_id)
    return Callee(
        citizen_id,
        names.short_name(row["given_name"], row["family_name"]) or _("No name"),
        names.full_name(row["given_name"], row["family_name"]) or _("No name"),
        call_backs.number_said(
            row["phone"],
            protected=is_protected(row, reading.today),
            safe_to_phone=row["safe_to_phone"],
            may_leave_message=row["may_leave_message"],
        ),
    )


@changes(DESK, "messages")
def called(unit: Unit, citizen_id: int, about: str, *, answered: bool = True) -> str:
    """Somebody called them just now; it stands in their time line as a call-back that is over.

    It is no enquiry: nobody came to the house. One that nobody answered has nobody in `done_by`:
    it was tried, and is no contact (house/in_touch.py). Returns the name. Raises DeskError about
    `about` where they answered and there is no word of what was said, for a CPR number in it, and
    for one who died.
    """
    name = living.still_here(unit, citizen_id)
    said = one_line(about, "about", call_backs.ABOUT_LIMIT)
    if answered and not said:
        raise DeskError(_("Write in a few words what was said."), field="about")
    if cpr.stands_in(said):
        raise DeskError(
            _("A CPR number is not kept here. Choose the citizen it belongs to."), field="about"
        )
    now = stored(unit.now)
    unit.insert(
        "call_back",
        {
            "citizen_id": citizen_id,
            "about": said,
            "taken_by": unit.who.staff_id,
            "created_at": now,
            "done_at": now,
            "done_by": unit.who.staff_id if answered else None,
        },
    )
    return name
