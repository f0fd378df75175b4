"""The four-week checks of the town: nearly all of those that are over were decided.

Some early, some late, a few never; those of the drawings that lie around today stand open.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from random import Random

from din_indgang_tui.demo import days
from din_indgang_tui.demo.rows import Row
from din_indgang_tui.demo.weights import words
from din_indgang_tui.house.codes import CheckDecision
from din_indgang_tui.house.course_weeks import PauseDays, moved
from din_indgang_tui.store.unit import Unit

# Whose checks are drawn as undecided today.
UNDECIDED = ("lars_erik", "kirsten", "inger", "birgit")
_NEVER = 0.04  # of the courses that have closed since
_EARLY = 0.3  # of those that closed before the day
_SOON = 12  # days after its check in which a course that was decided to close is closed
_OFFSETS = (-9, -5, -2, -1, -1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 6, 13)  # days around the due day
_AHEAD = 7  # days: what is due in them was decided early, save the drawn ones
_WAYS = words("continue 86 refer_authority 6 other_offer 8")
_WAYS_CLOSED = words("close 8 other_offer 2")

NOTES: dict[CheckDecision, tuple[str, ...]] = {
    CheckDecision.CONTINUE: (
        "Er i gang og vil gerne blive ved.",
        "To mål er på vej, det tredje begynder vi på nu.",
        "Vil gerne videre med posten og med udlejer.",
        "Har brug for lidt mere tid, før det går alene.",
        "Er glad for gåturen og vil gerne prøve værkstedet.",
        "",
    ),
    CheckDecision.REFER_AUTHORITY: (
        "Vil gerne have hjælp derhjemme, mens vi øver det sammen.",
        "Har brug for mere, end huset kan give.",
        "Vi har prøvet sammen i fire uger. Nu skal der mere til.",
    ),
    CheckDecision.CLOSE: (
        "Klarer sig selv nu og kommer bare forbi på kaffe.",
        "Er begyndt på arbejde og har ikke tid mere.",
        "Ville gerne slutte her.",
        "",
    ),
    CheckDecision.OTHER_OFFER: (
        "Er begyndt i skakklubben og har det godt dér.",
        "Går videre hos en frivillig besøgsven.",
        "Får nu hjælp i rusmiddelcentret.",
    ),
}

_COURSES = """
SELECT o.id, o.citizen_id, o.opened_on, o.closed_on, o.check_days, o.coach_id, o.closing_reason
FROM course o WHERE date(o.opened_on, '+' || o.check_days || ' days') <= ? ORDER BY o.id
"""
_PAUSES = "SELECT course_id, first_on, last_on FROM course_pause ORDER BY course_id, first_on"


def rows(rng: Random, unit: Unit, undecided: Collection[int]) -> list[Row]:
    """The decisions of all courses in the file up to today, but of these citizens'."""
    pauses: dict[int, list[PauseDays]] = {}
    for pause in unit.rows(_PAUSES):
        last = date.fromisoformat(pause["last_on"]) if pause["last_on"] else None
        days_ = PauseDays(date.fromisoformat(pause["first_on"]), last)
        pauses.setdefault(pause["course_id"], []).append(days_)
    until = (unit.today + timedelta(days=_AHEAD)).isoformat()
    found: list[Row] = []
    for course in unit.rows(_COURSES, (until,)):
        if course["citizen_id"] in undecided and course["closed_on"] is None:
            continue
        opened = date.fromisoformat(course["opened_on"])
        closed = date.fromisoformat(course["closed_on"]) if course["closed_on"] else None
        due = moved(
            opened + timedelta(days=course["check_days"]), pauses.get(course["id"], ()), unit.today
        )
        on = _day(rng, opened, closed, due, unit.today)
        if on is None or due > unit.today + timedelta(days=_AHEAD):
            continue
        way = _way(rng, on, closed, due, course["closing_reason"])
        found.append(
            {
                "id": len(found) + 1,
                "course_id": course["id"],
                "decided_on": on.isoformat(),
                "decision": way.value,
                "note": rng.choice(NOTES[way]),
                "decided_by": course["coach_id"],
                "created_at": days.day(on).utc(14 * 3600),
            }
        )
    return found


def _day(rng: Random, opened: date, closed: date | None, due: date, today: date) -> date | None:
    """When it was decided: around its day, and before today; None where it was not."""
    if closed is not None and closed < due:
        return closed if rng.random() < _EARLY else None
    if closed is not None and rng.random() < _NEVER:
        return None
    on = min(due + timedelta(days=rng.choice(_OFFSETS)), today - timedelta(days=1))
    return max(opened, days.open_day_before(on))


def _way(
    rng: Random, on: date, closed: date | None, due: date, reason: str | None
) -> CheckDecision:
    soon = closed is not None and closed <= max(due, on) + timedelta(days=_SOON)
    if soon and reason == "referred_authority":
        return CheckDecision.REFER_AUTHORITY
    if soon or (closed is not None and on > closed):
        return CheckDecision(_WAYS_CLOSED.pick(rng))
    return CheckDecision(_WAYS.pick(rng))
