"""The lists a new house starts with (import-format codes, in the order the screens show them).

A label is empty as long as the house has not written its own: the catalogue's is shown then.
"""

from __future__ import annotations

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


def fill_lists(db: Database) -> None:
    """Write the starting lists into a new file."""
    for table, codes in (("reason", REASONS), ("heard_from", HEARD_FROM), ("outcome", OUTCOMES)):
        db.table(table).insert_all(
            {"code": code, "position": number} for number, code in enumerate(codes, start=1)
        )
