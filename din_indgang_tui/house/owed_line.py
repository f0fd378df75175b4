"""One line of what is owed: what, by when, to whom, whose it is, and what it still needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from din_indgang_tui.i18n import N_, _
from din_indgang_tui.words import unstopped

AHEAD = 7  # days: what is due later stands on the list when its time comes


class OwedKind(StrEnum):
    """What is owed. In the order in which lines of one day stand."""

    CHECK = "check"  # a four-week check
    ANSWER = "answer"  # the authority has not answered
    ANSWER_BACK = "answer_back"  # an answer that the citizen was not told
    SENT_TELL = "sent_tell"  # a referral went off, and the citizen is to be told so
    DRAFT = "draft"  # a referral that was begun
    ASKED_FOR = "asked_for"  # an enquiry ended with the authority, and no referral was made
    IN_TOUCH = "in_touch"  # waits for the authority, and nobody was in touch
    PROMISE = "promise"
    STEP = "step"  # a first small step that the house takes, or both
    CALL_BACK = "call_back"
    AWAY = "away"  # stayed away from a group: to be called
    UNTOLD_TIME = "untold_time"  # a time was changed, and the citizen does not know
    UNTOLD_MEETING = "untold_meeting"  # the same of a meeting of a group
    ROLL = "roll"
    ENDS = "ends"  # a course that ends, or has
    AFTER = "after"  # what comes after a course that comes near its end
    CONSENT = "consent"  # one that runs out while it is used
    PLACE = "place"  # a place in a group that somebody waits for
    LEFT_OPEN = "left_open"  # an enquiry of an earlier day
    REASON = "reason"  # of today, and nobody said why they came


# What stands in the second column.
LABELS = {
    OwedKind.CHECK: N_("four-week check"),
    OwedKind.ANSWER: N_("answer, authority"),
    OwedKind.ANSWER_BACK: N_("tell the answer"),
    OwedKind.SENT_TELL: N_("tell: referred"),
    OwedKind.DRAFT: N_("referral, draft"),
    OwedKind.ASKED_FOR: N_("referral"),
    OwedKind.IN_TOUCH: N_("keep in touch"),
    OwedKind.PROMISE: N_("we promised"),
    OwedKind.STEP: N_("first step"),
    OwedKind.CALL_BACK: N_("call back"),
    OwedKind.AWAY: N_("call"),
    OwedKind.UNTOLD_TIME: N_("tell: time"),
    OwedKind.UNTOLD_MEETING: N_("tell: group"),
    OwedKind.ROLL: N_("roll"),
    OwedKind.CONSENT: N_("consent"),
    OwedKind.PLACE: N_("place in group"),
    OwedKind.LEFT_OPEN: N_("not finished"),
    OwedKind.REASON: N_("why they came"),
}
_ORDER = {kind: place for place, kind in enumerate(OwedKind)}


@dataclass(slots=True)  # not frozen: day and names are put into thousands of them one by one
class OwedLine:
    """One thing that is owed. `target` is the number of what it is about, by its kind:

    a course (check, course), a referral, a call-back, a time, a meeting, a group, an enquiry, of a
    step its goal, and of a promise the promise. `staff_id` is whose it is; None: the house's.
    """

    kind: OwedKind
    target: int
    due_on: date | None  # None where no day was said
    late: int  # days; negative: so many days to come; 0 today, and without a day
    what: str
    missing: str  # what it still needs, in a few words
    citizen_id: int | None = None
    who: str = ""  # as lists show it: a citizen, a caller, a group
    full_name: str = ""
    staff_id: int | None = None
    staff: str = ""
    initials: str = ""
    version: int = 0  # of what `m` moves
    said: str = ""  # what more there is to say, such as why it was put off
    course_id: int | None = None  # of a step, and of a referral that is to be begun

    @property
    def key(self) -> tuple[str, int, int]:
        """What tells one line from the others, whatever its day."""
        return self.kind.value, self.target, self.citizen_id or 0

    @property
    def order(self) -> tuple[bool, date, int, int, int]:
        """The oldest day first, what has none last."""
        return (
            self.due_on is None,
            self.due_on or date.max,
            _ORDER[self.kind],
            self.target,
            self.citizen_id or 0,
        )

    def dated(self, due_on: date | None, today: date) -> OwedLine:
        """The line itself, due on that day."""
        self.due_on = due_on
        self.late = (today - due_on).days if due_on is not None else 0
        return self


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of all that is owed somebody asks for. What answers may tell more, but nothing less.

    `ahead` is how many days to look on; 0: what is due today or late, nothing without a day.
    `citizen_id`: what is owed to one citizen. `staff_id`: theirs and the house's own.
    `beside_board`: nothing that Today shows by itself already.
    """

    ahead: int = AHEAD
    citizen_id: int | None = None
    staff_id: int | None = None
    beside_board: bool = False

    @property
    def due_only(self) -> bool:
        """Whether what is still to come, or has no day, is left out."""
        return self.ahead == 0

    def is_theirs(self, staff_id: int | None) -> bool:
        """Whether something that is this colleague's, or nobody's, is asked for."""
        return self.staff_id is None or staff_id in (None, self.staff_id)


def line(
    kind: OwedKind,
    target: int,
    missing: str,
    *,
    what: str = "",
    citizen_id: int | None = None,
    who: str = "",
    full_name: str = "",
    staff_id: int | None = None,
    version: int = 0,
    said: str = "",
    course_id: int | None = None,
) -> OwedLine:
    """A line without a day yet; without `what` it is called as its kind is."""
    return OwedLine(
        kind,
        target,
        None,
        0,
        what or _(LABELS[kind]),
        missing,
        citizen_id=citizen_id,
        who=who,
        full_name=full_name,
        staff_id=staff_id,
        version=version,
        said=said,
        course_id=course_id,
    )


def put_off(why: str) -> str:
    """Why it was put off, as a sentence; empty where it was not."""
    return _("Put off: {why}.").format(why=unstopped(why)) if why else ""


def near(due_on: date, today: date, ahead: int = AHEAD) -> bool:
    """Whether something that is due that day stands on the list already."""
    return due_on <= today + timedelta(days=ahead)
