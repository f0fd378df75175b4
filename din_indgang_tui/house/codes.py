"""The closed lists of the house and the labels of the lists it may edit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.roles import ANYONE, Role
from din_indgang_tui.store.unit import Reading, reads


class Channel(StrEnum):
    """How someone came to us. A closed list: every figure by channel adds up."""

    WALK_IN = "walk_in"
    PHONE = "phone"
    DIGITAL = "digital"
    LETTER = "letter"
    OUTREACH = "outreach"
    PARTNER = "partner"


class State(StrEnum):
    """Where an enquiry stands. Waiting is a state of its own, not a missing time."""

    INBOX = "inbox"
    WAITING = "waiting"
    WITH_US = "with_us"
    ON_HOLD = "on_hold"
    DONE = "done"


CHANNEL_LABELS = {
    Channel.WALK_IN: N_("walked in"),
    Channel.PHONE: N_("by phone"),
    Channel.DIGITAL: N_("digital entrance"),
    Channel.LETTER: N_("letter or e-mail"),
    Channel.OUTREACH: N_("visit or out and about"),
    Channel.PARTNER: N_("through a partner"),
}

COMPANION_LABELS = {
    "": N_("nobody"),
    "second_person": N_("one more"),
    "relative": N_("a relative"),
    "partner": N_("someone from a partner"),
}

ROLE_LABELS = {
    Role.HOST: N_("host"),
    Role.COACH: N_("coach"),
    Role.OUTREACH: N_("outreach"),
    Role.VOLUNTEER: N_("volunteer"),
    Role.LEADER: N_("leader"),
    Role.ADMIN: N_("administrator"),
    Role.OWNER: N_("command line"),
}

# What the catalogue calls the codes that every house starts with (store/lists.py).
LABELS: dict[str, dict[str, str]] = {
    "reason": {
        "loneliness": N_("Loneliness and network"),
        "mental_health": N_("Mental well-being"),
        "everyday_life": N_("Everyday life and structure"),
        "money_debt": N_("Money and debt"),
        "housing": N_("Housing, eviction"),
        "post_digital": N_("Post and digital help"),
        "work_education": N_("Work and education"),
        "health": N_("Health"),
        "substance_use": N_("Alcohol and drugs"),
        "family": N_("Family and parenthood"),
        "leisure": N_("Leisure and community"),
        "crisis": N_("Acute, crisis"),
        "information": N_("Wants to hear about offers"),
        "worry_for_other": N_("Worried about someone else"),
        "talk": N_("Just wants to talk"),
        "other": N_("Other"),
    },
    "heard_from": {
        "self": N_("Found us alone"),
        "relative": N_("Relative"),
        "friend": N_("Friend or neighbour"),
        "gp": N_("General practitioner"),
        "psychiatry": N_("Psychiatry"),
        "jobcentre": N_("Job centre"),
        "authority": N_("Authority department"),
        "substance_centre": N_("Substance use centre"),
        "probation": N_("Probation service"),
        "police": N_("Police"),
        "housing_association": N_("Housing association"),
        "outreach_worker": N_("Outreach worker"),
        "drop_in_centre": N_("Drop-in centre"),
        "association": N_("Voluntary association"),
        "citizen_service": N_("Citizen service"),
        "other": N_("Other"),
        "not_said": N_("Would rather not say"),
    },
    "outcome": {
        "helped": N_("Helped here and now"),
        "appointment": N_("New talk arranged"),
        "conversation": N_("Goal and dream conversation held"),
        "course_opened": N_("Course started"),
        "group": N_("Signed up for a group"),
        "open_offer": N_("Shown to an open offer"),
        "volunteer_offer": N_("Shown to a volunteer or an association"),
        "accompanied": N_("Accompanied to another offer"),
        "outreach": N_("Outreach worker connected"),
        "referred_authority": N_("Referred to the authority"),
        "referred_health": N_("Shown to a doctor or acute help"),
        "left_without_help": N_("Left without help"),
        "other": N_("Other"),
    },
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list: what is stored, what is shown, whether it may still be chosen."""

    code: str
    label: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists the house edits, in their fixed order."""

    reasons: tuple[Choice, ...]
    heard_from: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]

    def label(self, choices: tuple[Choice, ...], code: str | None) -> str:
        """The label of a stored code; the code itself where the list does not have it."""
        return next((choice.label for choice in choices if choice.code == code), code or "")

    def reason(self, code: str) -> str:
        """A reason as it stands within a line: `økonomi og gæld`."""
        return within_a_line(self.label(self.reasons, code))

    def reasons_in_a_line(self, codes: tuple[str, ...]) -> str:
        """Several reasons side by side: `økonomi og gæld, bolig`, each up to its first comma."""
        labels = [self.reason(code) for code in codes]
        if len(labels) > 1:
            labels = [label.partition(",")[0] for label in labels]
        return ", ".join(labels)

    def outcome(self, code: str | None) -> str:
        """An outcome as it stands within a line."""
        return within_a_line(self.label(self.outcomes, code))


@reads(ANYONE)
def lists(reading: Reading) -> Lists:
    """The lists as they are now; labels the house has not written come from the catalogue."""
    return Lists(
        reasons=_choices(reading, "reason"),
        heard_from=_choices(reading, "heard_from"),
        outcomes=_choices(reading, "outcome"),
    )


def _choices(reading: Reading, table: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(row["code"], shown_label(table, row["code"], row["label"]), bool(row["retired"]))
        for row in reading.rows(f"SELECT code, label, retired FROM {table} ORDER BY position, code")
    )


def shown_label(table: str, code: str, label: str | None) -> str:
    """The house's own label, else the catalogue's, else the code."""
    return label or _(LABELS[table].get(code, code))


def companion_in_full(kind: str, who: str) -> str:
    """Who came along: the kind and who it is, whichever of them was said; empty for nobody."""
    return ": ".join(part for part in (_(COMPANION_LABELS[kind]) if kind else "", who) if part)


def within_a_line(label: str) -> str:
    """The label without its capital, for the middle of a line."""
    return label[:1].lower() + label[1:]
