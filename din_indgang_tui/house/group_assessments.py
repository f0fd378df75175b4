"""Whether this person needs an assessment by the authority for this group, and if it was granted.

Decided per person and group, as in Haderslev: a group needs one, needs none, or it depends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from din_indgang_tui.house import enquiries
from din_indgang_tui.house.group_places import day_of, group_row
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads

WHY_LIMIT = 200  # characters


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was decided of one person and one group, when and by whom."""

    assessment_id: int
    version: int
    group_id: int
    citizen_id: int
    needed: bool
    granted_on: date | None
    why: str
    decided_on: date
    decided_by: str

    @property
    def allows(self) -> bool:
        """Whether they may have a place: none is needed, or it was granted."""
        return not self.needed or self.granted_on is not None


@changes(DESK, "groups")
def decide(
    unit: Unit,
    group_id: int,
    citizen_id: int,
    needed: bool,
    granted_on: date | None = None,
    why: str = "",
    *,
    version: int = 0,
) -> Assessment:
    """What is decided of this person and this group, anew or in place of what was.

    `version`: of the decision as it was read, 0 where there was none. Raises Conflict where another
    wrote it first; DeskError, by its field, where the group asks for none or the day cannot be.
    """
    group = group_row(unit, group_id)
    enquiries.short_name_of(unit, citizen_id)  # asks only whether they are here
    unit.about(citizen_id)
    if group["needs_assessment"] == "no":
        raise DeskError(
            _("{group} is for everybody: there is nothing to decide.").format(group=group["name"]),
            field="needed",
        )
    if granted_on is not None:
        if not needed:
            raise DeskError(_("What is not needed is not granted either."), field="granted_on")
        if granted_on > unit.today:
            raise DeskError(_("That day has not come yet."), field="granted_on")
    values: dict[str, Value] = {
        "needed": int(needed),
        "granted_on": granted_on.isoformat() if granted_on else None,
        "why": one_line(why, "why", WHY_LIMIT),
    }
    decided: dict[str, Value] = {
        "decided_on": unit.today.isoformat(),
        "decided_by": unit.who.staff_id,
    }
    row = _row(unit, group_id, citizen_id)
    if row is None:
        unit.insert(
            "group_assessment",
            {"group_id": group_id, "citizen_id": citizen_id, **values, **decided},
        )
    elif any(row[name] != value for name, value in values.items()) or row["version"] != version:
        unit.update("group_assessment", row["id"], values | decided, version=version)
    found = of(unit, group_id, citizen_id)
    assert found is not None
    return found


@reads(DESK)
def of(reading: Reading, group_id: int, citizen_id: int) -> Assessment | None:
    """What was decided of this person and this group; None where nothing was."""
    row = _row(reading, group_id, citizen_id)
    if row is None:
        return None
    reading.about(citizen_id)
    return Assessment(
        assessment_id=row["id"],
        version=row["version"],
        group_id=group_id,
        citizen_id=citizen_id,
        needed=bool(row["needed"]),
        granted_on=day_of(row["granted_on"]),
        why=row["why"],
        decided_on=date.fromisoformat(row["decided_on"]),
        decided_by=row["decider"],
    )


def missing(reading: Reading, group: Row, citizen_id: int) -> str:
    """Why somebody cannot have a place in this group yet, in a few words; empty where they can."""
    if group["needs_assessment"] == "no":
        return ""
    decision = of(reading, group["id"], citizen_id)
    if decision is None and group["needs_assessment"] == "depends":
        return _("it is not decided whether an assessment is needed")
    if decision is None or not decision.allows:
        return _("an assessment is missing")
    return ""


def _row(reading: Reading, group_id: int, citizen_id: int) -> Row | None:
    return reading.one(
        "SELECT a.*, coalesce(s.name, '') AS decider FROM group_assessment a"
        " LEFT JOIN staff s ON s.id = a.decided_by WHERE a.group_id = ? AND a.citizen_id = ?",
        (group_id, citizen_id),
    )
