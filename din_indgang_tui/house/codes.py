"""The closed lists of the house and the labels of the lists it may edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from din_indgang_tui.house.start_labels import START_LABELS
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.roles import ANYONE, Role
from din_indgang_tui.store.unit import Reading, Row, reads


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


class SlotStatus(StrEnum):
    """What became of a slot. A closed list: the figures count by it."""

    BOOKED = "booked"
    ATTENDED = "attended"
    NO_SHOW = "no_show"
    CANCELLED_CITIZEN = "cancelled_citizen"
    CANCELLED_HOUSE = "cancelled_house"


SLOT_STATUS_LABELS = {
    SlotStatus.BOOKED: N_("booked"),
    SlotStatus.ATTENDED: N_("was here"),
    SlotStatus.NO_SHOW: N_("did not come"),
    SlotStatus.CANCELLED_CITIZEN: N_("sent word"),
    SlotStatus.CANCELLED_HOUSE: N_("cancelled"),
}


class SessionStatus(StrEnum):
    """Where one meeting of a group stands. A closed list: the figures count those held."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Attendance(StrEnum):
    """One mark of a roll. A closed list: the figures count who was present or dropped in."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    DROP_IN = "drop_in"


ATTENDANCE_LABELS = {
    Attendance.PRESENT: N_("was here"),
    Attendance.ABSENT: N_("did not come"),
    Attendance.EXCUSED: N_("sent word"),
    Attendance.DROP_IN: N_("dropped in"),
}


class CheckDecision(StrEnum):
    """What was decided at a four-week check. A closed list: the figures count by it."""

    CONTINUE = "continue"
    REFER_AUTHORITY = "refer_authority"
    CLOSE = "close"
    OTHER_OFFER = "other_offer"


CHECK_DECISION_LABELS = {
    CheckDecision.CONTINUE: N_("On in the house"),
    CheckDecision.REFER_AUTHORITY: N_("To the authority"),
    CheckDecision.CLOSE: N_("Close the course"),
    CheckDecision.OTHER_OFFER: N_("Another offer"),
}


class ReferralDecision(StrEnum):
    """What the authority answered, or that the citizen withdrew it. A closed list."""

    GRANTED = "granted"
    REFUSED = "refused"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


REFERRAL_DECISION_LABELS = {
    ReferralDecision.GRANTED: N_("Granted"),
    ReferralDecision.REFUSED: N_("Refused"),
    ReferralDecision.RETURNED: N_("Sent back"),
    ReferralDecision.WITHDRAWN: N_("Withdrawn"),
}

# What the authority is asked for (serviceloven).
ASKED_FOR_LABELS = {
    "sel85": N_("Support in one's own home (§ 85)"),
    "sel103_104": N_("Employment or company (§§ 103, 104)"),
    "sel107_108": N_("A place to live with support (§§ 107, 108)"),
    "sel101": N_("Treatment for substance use (§ 101)"),
    "other": N_("Something else"),
}

# Why something may be passed on without consent (forvaltningsloven 28, 2).
LAWFUL_BASIS_LABELS = {
    "law": N_("a law or rule says so"),
    "essential": N_("it is essential to the authority's decision"),
}


class ReferralPart(StrEnum):
    """What can go with a referral: only what is ticked does."""

    OWN_WORDS = "own_words"
    TRIED = "tried"
    ATTENDANCE = "attendance"
    CPR = "cpr"
    PHONE = "phone"
    ADDRESS = "address"


REFERRAL_PART_LABELS = {
    ReferralPart.OWN_WORDS: N_("The citizen's own words and goals"),
    ReferralPart.TRIED: N_("What we tried together, and how it went"),
    ReferralPart.ATTENDANCE: N_("Attendance"),
    ReferralPart.CPR: N_("CPR number"),
    ReferralPart.PHONE: N_("Telephone"),
    ReferralPart.ADDRESS: N_("Address"),
}

# Whether a place in a group needs an assessment by the authority; "depends": of the person.
NEEDS_ASSESSMENT_LABELS = {"no": N_("no"), "yes": N_("yes"), "depends": N_("depends")}

HELPER_PART_LABELS = {"peer": N_("peer"), "volunteer": N_("volunteer")}

# The paragraph of serviceloven that a course or a group may be given under; optional.
LEGAL_BASIS_LABELS = {
    "": N_("not stated"),
    "sel10_12": N_("§§ 10 and 12, advice"),
    "sel82a": N_("§ 82 a, group"),
    "sel82b": N_("§ 82 b, individual, up to 6 months"),
    "sel82c": N_("§ 82 c, acute"),
    "sel82d": N_("§ 82 d, with volunteers"),
    "sel99": N_("§ 99, outreach"),
    "sel104": N_("§ 104, activity and company"),
}

# The top of the national list of target groups (FFB); no diagnoses.
TARGET_GROUP_LABELS = {
    "": N_("not stated"),
    "physical": N_("physical disability"),
    "mental": N_("mental disability"),
    "social": N_("social problem"),
    "at_risk": N_("at risk"),
    "not_assessed": N_("not assessed"),
}

YES_NO_UNKNOWN_LABELS = {"yes": N_("yes"), "no": N_("no"), "unknown": N_("do not know")}

ROLE_LABELS = {
    Role.HOST: N_("host"),
    Role.COACH: N_("coach"),
    Role.OUTREACH: N_("outreach"),
    Role.VOLUNTEER: N_("volunteer"),
    Role.LEADER: N_("leader"),
    Role.ADMIN: N_("administrator"),
    Role.OWNER: N_("command line"),
}

# The reason for closing that leaves nobody to be told of anything, or to be given a place.
DIED = "died"

# Why the program itself moved or cancelled a time, kept as a code for every language; what people
# write stands beside it in the same column.
COLLEAGUE_AWAY = "colleague_away"
COURSE_CLOSED = "course_closed"
COURSE_PAUSED = "course_paused"
HOUSE_CLOSED = "house_closed"
WHY_LABELS = {
    COLLEAGUE_AWAY: N_("The colleague is away."),
    COURSE_CLOSED: N_("The course closed."),
    COURSE_PAUSED: N_("The course rests."),
    HOUSE_CLOSED: N_("The house is closed."),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list: what is stored, what is shown, whether it may still be chosen."""

    code: str
    label: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class ActivityKind(Choice):
    """Something a course can hold; a bookable one is a slot of so many minutes."""

    bookable: bool = False
    minutes: int = 45


@dataclass(frozen=True, slots=True)
class OnwardSupport(Choice):
    """What comes after a course, and whether the authority grants it (an assessed service)."""

    assessed: bool = False


@dataclass(frozen=True, slots=True)
class OutreachResult(Choice):
    """What became of a try to reach somebody, and whether that is a contact."""

    contact: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists the house edits, in their fixed order."""

    reasons: tuple[Choice, ...]
    heard_from: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    closing_reasons: tuple[Choice, ...] = ()
    onward_supports: tuple[OnwardSupport, ...] = ()
    kinds: tuple[ActivityKind, ...] = ()
    rooms: tuple[Choice, ...] = ()
    outreach_results: tuple[OutreachResult, ...] = ()

    def label(self, choices: Sequence[Choice], code: str | None) -> str:
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
        closing_reasons=_choices(reading, "closing_reason"),
        onward_supports=tuple(
            OnwardSupport(*_of("onward_support", row), assessed=bool(row["assessed"]))
            for row in _in_order(reading, "onward_support")
        ),
        kinds=tuple(
            ActivityKind(
                *_of("activity_kind", row), bookable=bool(row["bookable"]), minutes=row["minutes"]
            )
            for row in _in_order(reading, "activity_kind")
        ),
        rooms=_choices(reading, "room"),
        outreach_results=tuple(
            OutreachResult(*_of("outreach_result", row), contact=bool(row["contact"]))
            for row in _in_order(reading, "outreach_result")
        ),
    )


def _choices(reading: Reading, table: str) -> tuple[Choice, ...]:
    return tuple(Choice(*_of(table, row)) for row in _in_order(reading, table))


def _in_order(reading: Reading, table: str) -> list[Row]:
    return reading.rows(f"SELECT * FROM {table} ORDER BY position, code")


def _of(table: str, row: Row) -> tuple[str, str, bool]:
    return row["code"], shown_label(table, row["code"], row["label"]), bool(row["retired"])


def shown_label(table: str, code: str, label: str | None) -> str:
    """The house's own label, else the catalogue's, else the code."""
    return label or _(START_LABELS[table].get(code, code))


def why_said(why: str) -> str:
    """Why a time was moved or cancelled, in words: what was written, or what the program says."""
    return _(WHY_LABELS[why]) if why in WHY_LABELS else why


def companion_in_full(kind: str, who: str) -> str:
    """Who came along: the kind and who it is, whichever of them was said; empty for nobody."""
    return ": ".join(part for part in (_(COMPANION_LABELS[kind]) if kind else "", who) if part)


def within_a_line(label: str) -> str:
    """The label without its capital, for the middle of a line."""
    return label[:1].lower() + label[1:]
