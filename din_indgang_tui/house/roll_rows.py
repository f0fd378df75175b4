"""What a roll stands on: its meeting, who may take it, and the names of those who are on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from din_indgang_tui.house import enquiries, names, slot_rows
from din_indgang_tui.house.codes import Attendance, SessionStatus, why_said
from din_indgang_tui.house.group_session_rows import session_row
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role
from din_indgang_tui.store.unit import Reading, Row
from din_indgang_tui.words import full_day

PART = "groups"  # what others read again after a mark
HERE = (Attendance.PRESENT, Attendance.DROP_IN)
# Which mark is shown where an import has two of one person: who was once said to be here was here.
_FIRST_SHOWN = (*HERE, Attendance.EXCUSED, Attendance.ABSENT)


def meeting_of(reading: Reading, session_id: int, *, ahead: bool = False) -> Row:
    """The row of a meeting whose roll can be taken; with `ahead` of a later day too.

    Raises DeskError for one that is gone, cancelled or on a later day, and for one of a group that
    a volunteer neither leads nor helps in.
    """
    row = session_row(reading, session_id)
    day = date.fromisoformat(row["starts_on"])
    if row["status"] == SessionStatus.CANCELLED:
        why = why_said(row["cancel_why"]).rstrip(".")
        if not why:
            raise DeskError(_("The meeting on {day} is cancelled.").format(day=full_day(day)))
        raise DeskError(
            _("The meeting on {day} is cancelled: {why}.").format(day=full_day(day), why=why)
        )
    if day > reading.today and not ahead:
        raise DeskError(
            _("That meeting is on {day}: its roll is taken then.").format(day=full_day(day))
        )
    return row


def own_group(reading: Reading, group_id: int) -> None:
    """Refuses, with a DeskError, a volunteer who leads and helps neither in it nor a meeting."""
    if reading.who.role is not Role.VOLUNTEER:
        return
    theirs = reading.one(
        "SELECT 1 FROM group_activity WHERE id = :group AND leader_id = :staff"
        " UNION ALL SELECT 1 FROM group_helper WHERE group_id = :group AND staff_id = :staff"
        " UNION ALL SELECT 1 FROM group_session WHERE group_id = :group AND leader_id = :staff"
        " AND starts_on >= :today",
        {
            "group": group_id,
            "staff": reading.who.staff_id,
            "today": reading.today.isoformat(),
        },
    )
    if theirs is None:
        raise DeskError(_("This group is not one that you lead or help in."))


def members_on(reading: Reading, meeting: Row) -> set[int]:
    """The citizens who have a place on the day of the meeting."""
    return {
        row["citizen_id"]
        for row in reading.rows(
            "SELECT citizen_id FROM group_member WHERE group_id = :group AND from_on <= :day"
            " AND (to_on IS NULL OR to_on >= :day)",
            {"group": meeting["group_id"], "day": meeting["starts_on"]},
        )
    }


def was_there_before(reading: Reading, group_id: int, citizen_id: int) -> bool:
    """Whether somebody has or had a place in the group, or a mark on one of its rolls."""
    return (
        reading.one(
            "SELECT 1 FROM group_member WHERE group_id = :group AND citizen_id = :citizen"
            " UNION ALL SELECT 1 FROM attendance a JOIN group_session s ON s.id = a.session_id"
            " WHERE a.citizen_id = :citizen AND s.group_id = :group",
            {"group": group_id, "citizen": citizen_id},
        )
        is not None
    )


def shown_first(rows: Iterable[Row]) -> list[Row]:
    """Rows of attendance of one person at one meeting, the one that is shown first."""
    return sorted(rows, key=lambda row: (_FIRST_SHOWN.index(Attendance(row["status"])), row["id"]))


def shown_names(reading: Reading, rows: Iterable[Row]) -> dict[int, str]:
    """What a roll shows of the citizens of these rows; of a volunteer's, the given name alone.

    Rows have `citizen_id`, `given_name` and `family_name`. They are what the question is about.
    """
    if reading.who.role is not Role.VOLUNTEER:
        return slot_rows.short_names_of(reading, rows)
    people = {
        row["citizen_id"]: (row["given_name"] or enquiries.no_name(row), row["family_name"])
        for row in rows
    }
    reading.about(*people)
    return names.given_names(people)


def danish_order(row: Row) -> tuple[str, int]:
    """Sorts rows with names as Danes do, the given name first."""
    name = names.full_name(row["given_name"], row["family_name"])
    return names.sort_key(name), row["citizen_id"]
