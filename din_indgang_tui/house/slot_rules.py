"""What a slot must be, beside what the triggers of schema.sql keep; what is told to whom."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from din_indgang_tui.clock import from_stored, local, local_date, stored
from din_indgang_tui.house import verdicts
from din_indgang_tui.house.codes import SLOT_STATUS_LABELS, SlotStatus
from din_indgang_tui.house.minutes import STEP
from din_indgang_tui.house.verdicts import TAKEN, Answer, Known, Wanted
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.undo import STANDS
from din_indgang_tui.store.unit import Reading, Row, Unit, Value
from din_indgang_tui.words import clock_time, full_day


def on_a_quarter(starts_at: datetime) -> None:
    """Refuses, with a DeskError, a time that does not begin on a quarter of an hour on the wall."""
    wall = local(starts_at)
    if wall.minute % STEP or wall.second or wall.microsecond:
        raise DeskError(
            _("A time begins on a quarter of an hour, like 10.00 or 10.15."), field="starts_at"
        )


def allowed(
    unit: Unit,
    wanted: Wanted,
    starts_at: datetime,
    course_id: int | None,
    but: int | None = None,
    of: Known | None = None,
) -> None:
    """Refuses what no trigger knows of; what is taken is for the database to refuse."""
    day = local_date(starts_at)
    of = of or verdicts.known(unit, day, day, course_id=course_id, but=but)
    if of.course is not None and of.course.citizen_id != wanted.citizen_id:
        raise DeskError(_("That course is somebody else's."), field="course")
    if wanted.coach_id not in of.timetable.colleagues:
        raise DeskError(_("Choose a colleague who works here now."), field="coach")
    judged = verdicts.judge(of, wanted, starts_at)
    if judged.answer is not Answer.FREE and judged.answer not in TAKEN:
        field = "room" if judged.answer is Answer.ROOM_CLOSED else "starts_at"
        raise DeskError(judged.sentence, field=field)


def to_tell(unit: Unit, row: Row, new: Mapping[str, Value], told: bool) -> dict[str, Value]:
    """The columns of whether the citizen knows, with the `new` columns of the slot.

    There is nothing to tell of what is over, nor of what is again as they were told last.
    """
    if max(row["starts_at"], str(new.get("starts_at", ""))) <= stored(unit.now):
        return {}
    if told:
        return told_now(unit)
    knew = _knew(unit, row) if row["told"] == 0 else {}
    if knew and all(new.get(name, row[name]) == knew[name] for name in _TOLD_OF):
        return {name: knew[name] for name in _TOLD}
    return {"told": 0, "told_at": None, "told_by": None}


_TOLD_OF = ("starts_at", "coach_id", "place", "status")
_TOLD = ("told", "told_at", "told_by")


def _knew(unit: Unit, row: Row) -> dict[str, Value]:
    """Those columns as they were before the first change that is still to be told; empty where
    the record does not say.
    """
    changed = [
        json.loads(found["before"])
        for found in unit.rows(
            "SELECT a.before FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
            " WHERE a.table_name = 'slot' AND a.row_key = ? AND a.before IS NOT NULL"
            f" AND {STANDS.format(u='u')} ORDER BY a.id DESC",
            (str(row["id"]),),
        )
    ]
    knew: dict[str, Value] = {name: row[name] for name in (*_TOLD_OF, *_TOLD)}
    for before in changed:
        knew |= {name: before[name] for name in knew if name in before}
        if "told" in before:
            return knew
    return {}


def keep_where_it_was(unit: Unit, row: Row, why: str = "") -> None:
    """A line of where a slot was, to be written once it is somewhere else."""
    unit.insert(
        "slot_move",
        {
            "slot_id": row["id"],
            "from_at": row["starts_at"],
            "from_coach": row["coach_id"],
            "from_room": row["room"],
            "moved_at": stored(unit.now),
            "moved_by": unit.who.staff_id,
            "why": why,
        },
    )


def told_now(unit: Unit) -> dict[str, Value]:
    """The columns of a citizen who knows now."""
    return {"told": 1, "told_at": stored(unit.now), "told_by": unit.who.staff_id}


def as_read(unit: Unit, row: Row, version: int) -> None:
    """Refuses, with a Conflict that says who and when, what was changed since it was read."""
    try:
        unit.update("slot", row["id"], {}, version=version)
    except Conflict as found:
        at = from_stored(found.at)
        when = clock_time(at) if local_date(at) == unit.today else full_day(local_date(at))
        raise Conflict(
            _("{name}'s time was changed meanwhile ({colleague}, {when}): look again.").format(
                name=row["name"], colleague=found.who, when=when
            ),
            who=found.who,
            at=found.at,
            theirs=found.theirs,
            yours=found.yours,
        ) from found


def not_while_here(unit: Unit, row: Row) -> None:
    """Refuses that somebody stays away who is in the house for that time."""
    visit = unit.one(
        # A visit that was given to somebody else since is not theirs whose time it is.
        "SELECT arrived_at FROM enquiry WHERE id = ? AND citizen_id = ?"
        " AND state IN ('waiting', 'with_us')",
        (row["enquiry_id"], row["citizen_id"]),
    )
    if visit is not None:
        raise DeskError(
            _("{name} is here, since {time}: finish the visit first.").format(
                name=row["name"], time=clock_time(from_stored(visit["arrived_at"]))
            )
        )


def why_not_booked(reading: Reading, row: Row) -> str:
    """Why nothing more can be done with it: how it is marked, by whom and when."""
    last = reading.one(
        "SELECT u.at, u.who, s.name FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
        " LEFT JOIN staff s ON s.id = u.staff_id WHERE a.table_name = 'slot' AND a.row_key = ?"
        " AND json_type(a.after, '$.status') NOT NULL ORDER BY a.id DESC LIMIT 1",
        (str(row["id"]),),
    )
    label = _(SLOT_STATUS_LABELS[SlotStatus(row["status"])])
    if last is None:
        return _("{name} is marked already: {mark}.").format(name=row["name"], mark=label)
    at = from_stored(last["at"])
    when = clock_time(at) if local_date(at) == reading.today else full_day(local_date(at))
    return _("{name} is marked already: {mark} ({colleague}, {when}).").format(
        name=row["name"], mark=label, colleague=last["name"] or last["who"], when=when
    )
