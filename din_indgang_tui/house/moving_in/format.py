"""The files of the format, in the order in which they are read: a row names rows above it."""

from __future__ import annotations

from din_indgang_tui.house.codes import (
    ASKED_FOR_LABELS,
    YES_NO_UNKNOWN_LABELS,
    Attendance,
    Channel,
    CheckDecision,
    ReferralDecision,
    SessionStatus,
    SlotStatus,
)
from din_indgang_tui.house.moving_in.attendance_csv import ATTENDANCE
from din_indgang_tui.house.moving_in.cells import House
from din_indgang_tui.house.moving_in.checks_csv import CHECKS
from din_indgang_tui.house.moving_in.citizens_csv import CITIZENS
from din_indgang_tui.house.moving_in.conversations_csv import CONVERSATIONS
from din_indgang_tui.house.moving_in.courses_csv import COURSES
from din_indgang_tui.house.moving_in.description import FileDescription
from din_indgang_tui.house.moving_in.enquiries_csv import ENQUIRIES
from din_indgang_tui.house.moving_in.group_sessions_csv import GROUP_SESSIONS
from din_indgang_tui.house.moving_in.groups_csv import GROUPS
from din_indgang_tui.house.moving_in.outreach_csv import OUTREACH
from din_indgang_tui.house.moving_in.referrals_csv import REFERRALS
from din_indgang_tui.house.moving_in.slots_csv import SLOTS
from din_indgang_tui.store.unit import Reading

FILES: tuple[FileDescription, ...] = (
    *(CITIZENS, ENQUIRIES, CONVERSATIONS, COURSES, SLOTS),
    *(GROUPS, GROUP_SESSIONS, ATTENDANCE, CHECKS, REFERRALS, OUTREACH),
)

_LISTS = (
    *("reason", "heard_from", "outcome", "closing_reason", "onward_support"),
    *("activity_kind", "outreach_result"),
)


def house_now(reading: Reading) -> House:
    """What cells are held against. Retired codes are taken: history was right in its day."""
    codes = {
        "channel": dict.fromkeys(channel.value for channel in Channel),
        "slot_status": dict.fromkeys(status.value for status in SlotStatus),
        "session_status": dict.fromkeys(status.value for status in SessionStatus),
        "check_decision": dict.fromkeys(decision.value for decision in CheckDecision),
        "asked_for": dict.fromkeys(ASKED_FOR_LABELS),
        "referral_decision": dict.fromkeys(decision.value for decision in ReferralDecision),
        "attendance": dict.fromkeys(mark.value for mark in Attendance),
        "formerly_assessed": dict.fromkeys(YES_NO_UNKNOWN_LABELS),
    }
    for name in _LISTS:
        rows = reading.rows(f"SELECT code FROM {name} ORDER BY position, code")
        codes[name] = dict.fromkeys(row["code"] for row in rows)
    return House(reading.today, codes)
