"""The day board: who waits, who is with whom, who is done, and which letters lie there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, local_date
from din_indgang_tui.house import affected, day_slots, group_sessions, group_told, names
from din_indgang_tui.house.codes import COMPANION_LABELS, Channel, State, companion_in_full
from din_indgang_tui.house.day_slots import DaySlot
from din_indgang_tui.house.enquiries import no_name, short_name
from din_indgang_tui.house.enquiry_columns import left_open_on
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, reads
from din_indgang_tui.words import clock_time


@dataclass(frozen=True, slots=True)
class InTheHouse:
    """Someone who waits, is with somebody, or is on hold."""

    enquiry_id: int
    citizen_id: int | None
    version: int
    name: str  # as lists show it; empty for the anonymous
    full_name: str
    birth_year: int | None
    channel: Channel
    state: State
    arrived_at: datetime
    met_at: datetime | None
    met_by: str
    reasons: tuple[str, ...]
    companion_kind: str
    companion: str
    note: str
    heard_from: str | None
    outcome: str | None
    finished_at: datetime | None
    left_open: date | None  # the day before today on which it was left open
    seen_before: int  # earlier enquiries of the same citizen
    this_year: int  # enquiries this calendar year, this one counted
    last_on: date | None  # the day of the one before
    writer: str = ""  # who wrote a letter that is nobody's yet, as they wrote it
    writer_short: str = ""
    message: str = ""  # what a letter says, on one line
    booked_at: datetime | None = None  # the time they had booked when they came
    booked_with: str = ""

    @property
    def anonymous(self) -> bool:
        """Whether nobody is attached."""
        return self.citizen_id is None

    @property
    def companion_shown(self) -> str:
        """Who came along, as a list in a hall may show it: the kind of companion, not the name."""
        return _(COMPANION_LABELS[self.companion_kind]) if self.companion_kind else self.companion

    @property
    def together_with(self) -> str:
        """Who came along, in full; empty for nobody."""
        return companion_in_full(self.companion_kind, self.companion)

    @property
    def waits_from(self) -> datetime:
        """Since when they wait: whoever comes early for a time waits from that time on.

        The figures count from the arrival all the same.
        """
        return max(self.arrived_at, self.booked_at or self.arrived_at)

    def minutes(self, now: datetime) -> int:
        """Whole minutes waited, or since taken in."""
        return max(0, int((now - (self.met_at or self.arrived_at)).total_seconds() // 60))

    def since(self, now: datetime) -> date | None:
        """The day it began, where that was not today: minutes would count the night."""
        began = local_date(self.met_at or self.arrived_at)
        return began if began < local_date(now) else None

    def waited(self, now: datetime) -> int:
        """Whole minutes of waiting; none before the time that was booked, nor over a night."""
        if self.since(now) is not None:
            return 0
        return max(0, int((now - self.waits_from).total_seconds() // 60))

    def too_long(self, now: datetime, limit: int) -> bool:
        """Whether they have waited more than `limit` minutes."""
        return self.waited(now) > limit


@dataclass(frozen=True, slots=True)
class Done:
    """An enquiry that was finished today."""

    enquiry_id: int
    citizen_id: int | None
    name: str
    channel: Channel
    arrived_at: datetime
    finished_at: datetime
    outcome: str | None
    met_by: str


@dataclass(frozen=True, slots=True)
class Today:
    """The day: what was left open, who waits longest first, who is with whom, who is done."""

    waiting: tuple[InTheHouse, ...]
    with_us: tuple[InTheHouse, ...]
    done: tuple[Done, ...]
    inbox: tuple[InTheHouse, ...]  # letters and digital enquiries that nobody has taken up
    left_open: tuple[InTheHouse, ...] = ()  # from before today, and not carried on yet
    slots: tuple[DaySlot, ...] = ()  # booked for today, whatever became of them
    # Of any day that were changed without the citizen knowing yet: slots, and meetings of groups.
    untold: int = 0
    meetings: tuple[Session, ...] = ()  # of groups today, also those that are cancelled


def booked(person: InTheHouse) -> str:
    """The time they came for, in the middle of a line; empty for who came without one."""
    if person.booked_at is None:
        return ""
    time = clock_time(person.booked_at)
    if not person.booked_with:
        return _("time {time}").format(time=time)
    return _("time {time} with {colleague}").format(time=time, colleague=person.booked_with)


@reads(DESK)
def today(reading: Reading) -> Today:
    """The day board: everyone in the house, and who was finished today."""
    here = reading.rows(_HERE + " WHERE e.state <> 'done'")
    done = reading.rows(
        _HERE + " WHERE e.finished_on = ? AND e.state = 'done' ORDER BY e.finished_at, e.id",
        (reading.today.isoformat(),),
    )
    slots = day_slots.rows_of(reading, reading.today)
    shown = names.short_names(
        {
            row["citizen_id"]: (row["given_name"] or no_name(row), row["family_name"])
            for row in (*here, *done, *slots)
            if row["citizen_id"] is not None
        }
    )
    history = _history(reading, [row["citizen_id"] for row in here if row["citizen_id"]])
    people = [
        _in_the_house(row, shown, history.get(row["citizen_id"], ()), reading.today) for row in here
    ]
    reading.about(*(row["citizen_id"] for row in (*here, *slots)))
    left_open = [p for p in people if p.left_open is not None]
    people = [p for p in people if p.left_open is None]
    return Today(
        left_open=tuple(sorted(left_open, key=lambda p: (p.arrived_at, p.enquiry_id))),
        waiting=tuple(
            sorted(
                (p for p in people if p.state == State.WAITING),
                key=lambda p: (p.waits_from, p.arrived_at, p.enquiry_id),
            )
        ),
        with_us=tuple(
            sorted(
                (p for p in people if p.state in (State.WITH_US, State.ON_HOLD)),
                key=lambda p: (p.state == State.ON_HOLD, p.met_at or p.arrived_at, p.enquiry_id),
            )
        ),
        done=tuple(
            Done(
                enquiry_id=row["id"],
                citizen_id=row["citizen_id"],
                name=shown.get(row["citizen_id"], ""),
                channel=Channel(row["channel"]),
                arrived_at=from_stored(row["arrived_at"]),
                finished_at=from_stored(row["finished_at"]),
                outcome=row["outcome"],
                met_by=row["met_by_name"],
            )
            for row in done
        ),
        inbox=tuple(
            sorted(
                (p for p in people if p.state == State.INBOX),
                key=lambda p: (p.arrived_at, p.enquiry_id),
            )
        ),
        slots=tuple(day_slots.day_slot(row, shown[row["citizen_id"]]) for row in slots),
        untold=affected.how_many_untold(reading) + group_told.how_many_untold(reading),
        meetings=tuple(group_sessions.of_day(reading, reading.today)),
    )


@reads(DESK)
def one(reading: Reading, enquiry_id: int) -> InTheHouse:
    """One enquiry as it is now, also one that is finished. Raises DeskError where none is."""
    row = reading.one(_HERE + " WHERE e.id = ?", (enquiry_id,))
    if row is None:
        raise DeskError(_("That enquiry is not here any more."))
    citizen_id = row["citizen_id"]
    reading.about(citizen_id)
    known = [] if citizen_id is None else [citizen_id]
    shown = {n: short_name(row) for n in known}
    visits = _history(reading, known).get(citizen_id, ())
    return _in_the_house(row, shown, visits, reading.today)


_STORED = len("2026-11-17T09:22:00Z")  # a moment as it is stored, before the name of the colleague
_HERE = (
    "SELECT e.*, c.given_name, c.family_name, c.birth_date, coalesce(s.name, '') AS met_by_name,"
    " (SELECT group_concat(reason, '|') FROM (SELECT reason FROM enquiry_reason r"
    "   WHERE r.enquiry_id = e.id ORDER BY position)) AS reasons"
    ", l.given_name AS writer_given, l.family_name AS writer_family, l.message"
    # The time they came for; the first, where they came for two.
    ", (SELECT b.starts_at || coalesce(w.name, '') FROM slot b"
    "   LEFT JOIN staff w ON w.id = b.coach_id"
    "   WHERE b.enquiry_id = e.id ORDER BY b.starts_at LIMIT 1) AS booked"
    " FROM enquiry e LEFT JOIN citizen c ON c.id = e.citizen_id"
    " LEFT JOIN staff s ON s.id = e.met_by"
    " LEFT JOIN letter l ON l.enquiry_id = e.id AND e.state = 'inbox'"
    # Given to somebody it is about them, and is read on record (`inbox.letter`).
    " AND e.citizen_id IS NULL"
)


def _in_the_house(
    row: Row, shown: dict[int, str], visits: Sequence[tuple[str, str]], today: date
) -> InTheHouse:
    writer = (row["writer_given"] or "", row["writer_family"] or "")
    before = [day for arrived, day in visits if arrived < row["arrived_at"]]
    return InTheHouse(
        enquiry_id=row["id"],
        citizen_id=row["citizen_id"],
        version=row["version"],
        name=shown.get(row["citizen_id"], ""),
        full_name=names.full_name(row["given_name"] or no_name(row), row["family_name"] or ""),
        birth_year=int(row["birth_date"][:4]) if row["birth_date"] else None,
        channel=Channel(row["channel"]),
        state=State(row["state"]),
        arrived_at=from_stored(row["arrived_at"]),
        met_at=from_stored(row["met_at"]) if row["met_at"] else None,
        met_by=row["met_by_name"],
        reasons=tuple(row["reasons"].split("|")) if row["reasons"] else (),
        companion_kind=row["companion_kind"],
        companion=row["companion"],
        note=row["note"],
        heard_from=row["heard_from"],
        outcome=row["outcome"],
        finished_at=from_stored(row["finished_at"]) if row["finished_at"] else None,
        left_open=left_open_on(row, today),
        seen_before=len(before),
        this_year=1 + sum(day >= f"{today.year}-01-01" for day in before),
        last_on=date.fromisoformat(max(before)) if before else None,
        writer=names.full_name(*writer),
        writer_short=names.short_name(*writer),
        message=" ".join((row["message"] or "").split()),
        booked_at=from_stored(row["booked"][:_STORED]) if row["booked"] else None,
        booked_with=row["booked"][_STORED:] if row["booked"] else "",
    )


def _history(reading: Reading, citizen_ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    visits: dict[int, list[tuple[str, str]]] = {}
    if citizen_ids:
        marks = ", ".join("?" * len(citizen_ids))
        for row in reading.rows(
            f"SELECT citizen_id, arrived_at, arrived_on FROM enquiry WHERE citizen_id IN ({marks})",
            citizen_ids,
        ):
            visits.setdefault(row["citizen_id"], []).append((row["arrived_at"], row["arrived_on"]))
    return visits
