"""The lists a new house starts with (import-format codes, in the order the screens show them).

A label is empty as long as the house has not written its own: the catalogue's is shown then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

REASONS = (
    "loneliness",
    "mental_health",
    "everyday_life",
    "money_debt",
    "housing",
    "post_digital",
    "work_education",
    "health",
    "substance_use",
    "family",
    "leisure",
    "crisis",
    "information",
    "worry_for_other",
    "talk",
    "other",
)
HEARD_FROM = (
    "self",
    "relative",
    "friend",
    "gp",
    "psychiatry",
    "jobcentre",
    "authority",
    "substance_centre",
    "probation",
    "police",
    "housing_association",
    "outreach_worker",
    "drop_in_centre",
    "association",
    "citizen_service",
    "other",
    "not_said",
)
OUTCOMES = (
    "helped",
    "appointment",
    "conversation",
    "course_opened",
    "group",
    "open_offer",
    "volunteer_offer",
    "accompanied",
    "outreach",
    "referred_authority",
    "referred_health",
    "left_without_help",
    "other",
)

CLOSING_REASONS = (
    "goal_reached",
    "no_need_citizen",
    "no_need_professional",
    "time_up",
    "opted_out",
    "no_contact",
    "referred_authority",
    "other_offer",
    "moved_or_admitted",
    "died",
    "other",
)
ONWARD_SUPPORTS = (
    "none",
    "volunteer_offer",
    "house_network",
    "sel85",
    "sel103_104",
    "sel107_108",
    "jobcentre",
    "treatment",
    "unknown",
)
ASSESSED = frozenset({"sel85", "sel103_104", "sel107_108"})
ACTIVITY_KINDS = (
    "coaching",
    "group",
    "peer_group",
    "accompaniment",
    "physical",
    "creative",
    "social",
    "skills",
    "outing",
    "network",
    "volunteer_offer",
    "training",
    "welfare_technology",
    "home_visit",
    "ad_hoc",
)
# Those that are booked as a slot, and how many minutes one takes unless the house says otherwise.
BOOKABLE = {
    "coaching": 45,
    "accompaniment": 60,
    "training": 45,
    "welfare_technology": 30,
    "home_visit": 60,
    "ad_hoc": 30,
}

OUTREACH_RESULTS = (
    "nobody_home",
    "note_left",
    "talked_through_door",
    "declined_today",
    "short_contact",
    "conversation",
    "let_in",
    "accompanied",
    "next_agreed",
    "withdrew",
)
# Those in which the one who was looked for was met, in whatever way.
CONTACTS = frozenset(OUTREACH_RESULTS[2:-1])


def fill_lists(db: Database) -> None:
    """Write the starting lists into a new file."""
    for table, codes in (("reason", REASONS), ("heard_from", HEARD_FROM), ("outcome", OUTCOMES)):
        db.table(table).insert_all(
            {"code": code, "position": number} for number, code in enumerate(codes, start=1)
        )


def fill_opening_hours(db: Database) -> None:
    """Mondays to Thursdays 9 to 15, Fridays to 13, until the house says otherwise."""
    hours = {day: ("09:00", "15:00") for day in range(1, 5)} | {5: ("09:00", "13:00")}
    db.table("opening_hours").insert_all(
        {"weekday": day, "opens": opens, "closes": closes}
        for day, (opens, closes) in ((day, hours.get(day, (None, None))) for day in range(1, 8))
    )


def fill_acute_numbers(db: Database) -> None:
    """The three numbers that are the same in every Danish house; it writes the others itself.

    No label means the catalogue's, and no hours that the house has not checked the number yet.
    112 and 114: politi.dk; 70 201 201: livslinien.dk.
    """
    numbers = (("alarm", "112"), ("police", "114"), ("lifeline", "70 201 201"))
    db.table("acute_number").insert_all(
        {"code": code, "label": "", "number": number, "position": position}
        for position, (code, number) in enumerate(numbers, start=1)
    )


def fill_course_lists(db: Database) -> None:
    """Why a course ends, what comes after it, and what it can hold (import-format codes)."""
    db.table("closing_reason").insert_all(
        {"code": code, "position": number} for number, code in enumerate(CLOSING_REASONS, start=1)
    )
    db.table("onward_support").insert_all(
        {"code": code, "position": number, "assessed": int(code in ASSESSED)}
        for number, code in enumerate(ONWARD_SUPPORTS, start=1)
    )
    db.table("activity_kind").insert_all(
        {
            "code": code,
            "position": number,
            "bookable": int(code in BOOKABLE),
            "minutes": BOOKABLE.get(code, 45),
        }
        for number, code in enumerate(ACTIVITY_KINDS, start=1)
    )


def fill_outreach_results(db: Database) -> None:
    """What became of a try to reach somebody (import-format codes)."""
    db.table("outreach_result").insert_all(
        {"code": code, "position": number, "contact": int(code in CONTACTS)}
        for number, code in enumerate(OUTREACH_RESULTS, start=1)
    )
