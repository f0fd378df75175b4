"""Made-up histories of a house, written into a file through its door."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from din_indgang_tui.clock import iso_week, local_date, stored
from din_indgang_tui.house import enquiry_columns
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, command_line
from din_indgang_tui.store.unit import Unit, changes
from tests.oracle import Enquiry
from tests.oracle_checks import Attempt, Check, Pause, Referral
from tests.oracle_courses import Conversation, Course, Rest, Slot
from tests.oracle_groups import Mark, Meeting

NOW = datetime(2026, 11, 17, 9, 20, tzinfo=UTC)  # a Tuesday, 10.20 in the house
OWNER = command_line()
LONG_AGO = "2016-01-01T00:00:00Z"

_refs = itertools.count(1)


def wall(text: str) -> datetime:
    """The moment when the clock on the wall shows `2026-11-09T10:05`; the first of two."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))


def enquiry(
    arrived_at: str,
    met_at: str | None = None,
    *,
    citizen: str | None = None,
    channel: str = "walk_in",
    reasons: Sequence[str] = (),
    heard_from: str | None = None,
    outcome: str | None = None,
) -> Enquiry:
    """One enquiry, in the words of the import format."""
    return {
        "ref": str(next(_refs)),
        "citizen": citizen,
        "channel": channel,
        "reasons": list(reasons),
        "heard_from": heard_from,
        "outcome": outcome,
        "arrived_at": wall(arrived_at),
        "met_at": None if met_at is None else wall(met_at),
    }


def course(
    citizen: str,
    opened_on: str,
    closed_on: str | None = None,
    *,
    onward_support: str | None = None,
    formerly_assessed: str | None = None,
) -> Course:
    """One course, in the words of the import format."""
    return {
        "ref": f"{next(_refs):06}",
        "citizen": citizen,
        "opened_on": date.fromisoformat(opened_on),
        "closed_on": date.fromisoformat(closed_on) if closed_on else None,
        "onward_support": onward_support,
        "formerly_assessed": formerly_assessed,
    }


def conversation(citizen: str, held_on: str) -> Conversation:
    """One goal and dream conversation."""
    held = date.fromisoformat(held_on)
    return {"ref": str(next(_refs)), "citizen": citizen, "held_on": held}


def slot(citizen: str, starts_at: str, status: str = "booked") -> Slot:
    """One individual slot of three quarters of an hour."""
    return {
        "ref": str(next(_refs)),
        "citizen": citizen,
        "course": None,
        "starts_at": wall(starts_at),
        "status": status,
    }


def meeting(starts_at: str, status: str = "held") -> Meeting:
    """One meeting of an hour and a half of the only group."""
    return {"ref": str(next(_refs)), "starts_at": wall(starts_at), "status": status}


def mark(of: Meeting, citizen: str | None, status: str = "present") -> Mark:
    """One mark on the roll of a meeting; without a citizen a guest who gave no name."""
    return {"meeting": of["ref"], "citizen": citizen, "status": status}


def check(of: Course, decided_on: str, decision: str = "continue") -> Check:
    """What was decided at the four-week check of a course."""
    return {
        "course": of["ref"],
        "decided_on": date.fromisoformat(decided_on),
        "decision": decision,
    }


def pause(of: Course, first_on: str, last_on: str | None = None) -> Pause:
    """Days on which a course rested; without a last day it rests still."""
    return {
        "course": of["ref"],
        "first_on": date.fromisoformat(first_on),
        "last_on": date.fromisoformat(last_on) if last_on else None,
    }


def referral(
    citizen: str,
    sent_on: str,
    decided_on: str | None = None,
    decision: str | None = None,
    *,
    asked_for: str = "sel85",
) -> Referral:
    """One referral to the authority, answered or not."""
    return {
        "ref": str(next(_refs)),
        "citizen": citizen,
        "course": None,
        "sent_on": date.fromisoformat(sent_on),
        "asked_for": asked_for,
        "decided_on": date.fromisoformat(decided_on) if decided_on else None,
        "decision": decision,
    }


def attempt(at: str, result: str | None = None, citizen: str | None = None) -> Attempt:
    """One try to reach somebody at home."""
    return {"ref": str(next(_refs)), "citizen": citizen, "at": wall(at), "result": result}


@contextmanager
def house(path: Path, now: datetime = NOW) -> Iterator[Door]:
    """The file at that path, new where there is none; the clock stands still."""
    door = Door(path, lambda: now, make=True)
    try:
        yield door
    finally:
        door.close()


@changes(ANYONE, "enquiries")
def _write(unit: Unit, history: Sequence[Enquiry], rest: Rest) -> None:
    citizens: dict[str, int] = {}
    for whose in (
        *history,
        *rest.conversations,
        *rest.courses,
        *rest.slots,
        *rest.marks,
        *rest.referrals,
        *rest.attempts,
    ):
        citizen = whose["citizen"]
        if citizen is not None and citizen not in citizens:
            row = {"given_name": citizen, "created_at": LONG_AGO}
            citizens[citizen] = unit.insert("citizen", row)
    first = 1 + int(unit.value("SELECT coalesce(max(id), 0) FROM enquiry"))
    unit.insert_many(
        "enquiry",
        [
            enquiry_columns.times(event["arrived_at"], event["met_at"])
            | {
                "id": number,
                "citizen_id": None if event["citizen"] is None else citizens[event["citizen"]],
                "channel": event["channel"],
                "heard_from": event["heard_from"],
                "outcome": event["outcome"],
                "state": "done",
                "created_at": LONG_AGO,
            }
            for number, event in enumerate(history, start=first)
        ],
    )
    unit.insert_many(
        "enquiry_reason",
        [
            {"enquiry_id": number, "position": position, "reason": reason}
            for number, event in enumerate(history, start=first)
            for position, reason in enumerate(event["reasons"], start=1)
        ],
    )
    _write_rest(unit, rest, citizens)
    _write_groups(unit, rest, citizens)
    _write_checks(unit, rest)
    _write_referrals(unit, rest, citizens)


def _write_rest(unit: Unit, rest: Rest, citizens: Mapping[str, int]) -> None:
    unit.insert_many(
        "conversation",
        [
            {
                "ref": held["ref"],
                "citizen_id": citizens[held["citizen"]],
                "state": "held",
                "held_on": held["held_on"].isoformat(),
                "held_week": iso_week(held["held_on"]),
                "created_at": LONG_AGO,
            }
            for held in rest.conversations
        ],
    )
    unit.insert_many(
        "course",
        [
            {
                "ref": course["ref"],
                "citizen_id": citizens[course["citizen"]],
                "opened_on": course["opened_on"].isoformat(),
                "closed_on": course["closed_on"].isoformat() if course["closed_on"] else None,
                "onward_support": course["onward_support"],
                "formerly_assessed": course["formerly_assessed"],
                "created_at": LONG_AGO,
            }
            for course in rest.courses
        ],
    )
    courses = {row["ref"]: row["id"] for row in unit.rows("SELECT id, ref FROM course")}
    unit.insert_many(
        "slot",
        [
            {
                "ref": slot["ref"],
                "citizen_id": citizens[slot["citizen"]],
                "course_id": courses[slot["course"]] if slot["course"] else None,
                "starts_at": stored(slot["starts_at"]),
                "ends_at": stored(slot["starts_at"] + timedelta(minutes=45)),
                "starts_on": local_date(slot["starts_at"]).isoformat(),
                "starts_week": iso_week(local_date(slot["starts_at"])),
                "minutes": 45,
                "status": slot["status"],
                "created_at": LONG_AGO,
            }
            for slot in rest.slots
        ],
    )


def _write_groups(unit: Unit, rest: Rest, citizens: Mapping[str, int]) -> None:
    if not rest.meetings:
        return
    group = unit.insert("group_activity", {"name": "Madlavning", "created_at": LONG_AGO})
    unit.insert_many(
        "group_session",
        [
            {
                "ref": met["ref"],
                "group_id": group,
                "starts_at": stored(met["starts_at"]),
                "ends_at": stored(met["starts_at"] + timedelta(minutes=90)),
                "starts_on": local_date(met["starts_at"]).isoformat(),
                "starts_week": iso_week(local_date(met["starts_at"])),
                "minutes": 90,
                "status": met["status"],
                "created_at": LONG_AGO,
            }
            for met in rest.meetings
        ],
    )
    meetings = {row["ref"]: row["id"] for row in unit.rows("SELECT id, ref FROM group_session")}
    unit.insert_many(
        "attendance",
        [
            {
                "session_id": meetings[mark["meeting"]],
                "citizen_id": None if mark["citizen"] is None else citizens[mark["citizen"]],
                "status": mark["status"],
                "imported": 1,
                "marked_at": LONG_AGO,
            }
            for mark in rest.marks
        ],
    )


def _write_checks(unit: Unit, rest: Rest) -> None:
    courses = {row["ref"]: row["id"] for row in unit.rows("SELECT id, ref FROM course")}
    unit.insert_many(
        "check_decision",
        [
            {
                "course_id": courses[check["course"]],
                "decided_on": check["decided_on"].isoformat(),
                "decision": check["decision"],
                "imported": 1,
                "created_at": LONG_AGO,
            }
            for check in rest.checks
        ],
    )
    unit.insert_many(
        "course_pause",
        [
            {
                "course_id": courses[pause["course"]],
                "first_on": pause["first_on"].isoformat(),
                "last_on": pause["last_on"].isoformat() if pause["last_on"] else None,
                "created_at": LONG_AGO,
            }
            for pause in rest.pauses
        ],
    )


def _write_referrals(unit: Unit, rest: Rest, citizens: Mapping[str, int]) -> None:
    courses = {row["ref"]: row["id"] for row in unit.rows("SELECT id, ref FROM course")}
    unit.insert_many(
        "referral",
        [
            {
                "ref": sent["ref"],
                "citizen_id": citizens[sent["citizen"]],
                "course_id": courses[sent["course"]] if sent["course"] else None,
                "asked_for": sent["asked_for"],
                "sent_on": sent["sent_on"].isoformat(),
                "sent_week": iso_week(sent["sent_on"]),
                "decided_on": sent["decided_on"].isoformat() if sent["decided_on"] else None,
                "decided_week": iso_week(sent["decided_on"]) if sent["decided_on"] else None,
                "decision": sent["decision"] or "",
                "created_at": LONG_AGO,
            }
            for sent in rest.referrals
        ],
    )
    unit.insert_many(
        "outreach_attempt",
        [
            {
                "ref": tried["ref"],
                "citizen_id": None if tried["citizen"] is None else citizens[tried["citizen"]],
                "tried_at": stored(tried["at"]),
                "tried_on": local_date(tried["at"]).isoformat(),
                "tried_week": iso_week(local_date(tried["at"])),
                "result": tried["result"],
                "created_at": LONG_AGO,
            }
            for tried in rest.attempts
        ],
    )
    unit.insert_many(
        "bypass_month",
        [
            {"month": month, "bypassed": bypassed, "services": services}
            for month, (bypassed, services) in rest.bypassed.items()
        ],
    )


@changes(ANYONE, "settings")
def _set(unit: Unit, key: str, value: str) -> None:
    unit.insert("setting", {"key": key, "value": value})


def fill(
    door: Door, history: Sequence[Enquiry], rest: Rest | None = None, *, opening_day: str = ""
) -> None:
    """Write the history as it is, whatever the rules of the desk would say."""
    rest = rest or Rest()
    door.change(OWNER, _write, history, rest)
    if rest.unit_price is not None:
        door.change(OWNER, _set, "unit_price", str(rest.unit_price))
    if opening_day:
        door.change(OWNER, _set, "opening_day", opening_day)
