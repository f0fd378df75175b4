"""Enquiries: whoever comes, calls or writes, from the door to how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from din_indgang_tui import clock as clocks
from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.house import citizens, moments, names, slot_columns
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, State
from din_indgang_tui.house.enquiry_columns import (
    NOTE_LIMIT,
    finish_times,
    in_order,
    known_companion_kind,
    known_heard_from,
    known_outcome,
    left_open_on,
    met_when_finished,
    times,
)
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes

MOST_REASONS = 3

# In conversation at once with whoever registers it; letters and digital ones go to the inbox.
AT_ONCE = frozenset({Channel.PHONE, Channel.OUTREACH, Channel.PARTNER})
INBOX = frozenset({Channel.DIGITAL, Channel.LETTER})


class StillOpen(DeskError):
    """Their enquiry of an earlier day was never finished: that line is what the host looks for."""

    def __init__(self, message: str, enquiry_id: int) -> None:
        super().__init__(message, field="who")
        self.enquiry_id = enquiry_id


@dataclass(frozen=True, slots=True)
class NewEnquiry:
    """Someone who comes now: a known citizen, a new one, or neither (anonymous).

    Registered after the fact it has its true times, as people write them (`moments.moment`); a time
    without a day is today's, and those after the arrival are on the day of the arrival.
    """

    citizen_id: int | None = None
    new_citizen: NewCitizen | None = None
    channel: Channel = Channel.WALK_IN
    reasons: tuple[str, ...] = ()  # at most three, the first is the main one
    heard_from: str | None = None
    companion_kind: str = ""  # a code of codes.COMPANION_LABELS
    companion: str = ""
    note: str = ""
    arrived_at: str = ""  # empty: now
    met_at: str = ""
    finished_at: str = ""
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """What came of it."""

    enquiry_id: int
    citizen_id: int | None
    state: State
    name: str  # as lists show it, since it is said where others look on; empty for the anonymous


@changes(DESK, "enquiries")
def register(unit: Unit, new: NewEnquiry) -> Registered:
    """Whoever comes now: a walk-in waits, a call is in conversation, a letter is in the inbox.

    With true times it stands where they say: one of an earlier day must be finished, save a letter.
    Raises DeskError with the field it is about; a citizen who stands in the hall already is one.
    """
    arrived, met, finished = _true_times(unit, new)
    state = _state(unit, new, arrived, met, finished)
    citizen_id = new.citizen_id
    name = ""
    if new.new_citizen is not None:
        citizen_id = citizens.add(unit, new.new_citizen)
    if citizen_id is not None:
        name = short_name_of(unit, citizen_id)
        if new.channel == Channel.WALK_IN and state != State.DONE:
            not_here_already(unit, citizen_id, name)
    if state == State.WITH_US and unit.who.staff_id is None:
        raise DeskError(_("Log in to speak with someone: a conversation has a colleague."))
    outcome = known_outcome(unit, new.outcome, citizen_id) if new.outcome else None
    if met is None and finished is not None:
        met = met_when_finished(outcome, finished)
    row_values = times(arrived, met) | finish_times(finished)
    row_values |= {
        "citizen_id": citizen_id,
        "channel": new.channel.value,
        "state": state.value,
        "met_by": unit.who.staff_id if met else None,
        "outcome": outcome,
        "heard_from": known_heard_from(unit, new.heard_from),
        "companion_kind": known_companion_kind(new.companion_kind),
        "companion": one_line(new.companion, "companion", NOTE_LIMIT),
        "note": one_line(new.note, "note", NOTE_LIMIT),
        "registered_by": unit.who.staff_id,
        "created_at": stored(unit.now),
    }
    enquiry_id = unit.insert("enquiry", row_values)
    write_reasons(unit, enquiry_id, new.reasons)
    return Registered(enquiry_id, citizen_id, state, name)


def _true_times(unit: Unit, new: NewEnquiry) -> tuple[datetime, datetime | None, datetime | None]:
    """When they came, were met and were finished, as far as it was written."""
    arrived = unit.now
    if new.arrived_at.strip():
        arrived = moments.moment(new.arrived_at, unit.now, unit.today, field="arrived_at")
    day = clocks.local_date(arrived)
    met = finished = None
    if new.met_at.strip():
        met = moments.moment(new.met_at, unit.now, day, field="met_at")
    elif new.channel in AT_ONCE:
        met = arrived
    if new.finished_at.strip():
        finished = moments.moment(new.finished_at, unit.now, day, field="finished_at")
    return in_order(arrived, met, finished)


def _state(
    unit: Unit,
    new: NewEnquiry,
    arrived: datetime,
    met: datetime | None,
    finished: datetime | None,
) -> State:
    """Where an enquiry with these times stands now."""
    if finished is not None:
        return State.DONE
    if new.outcome:
        raise DeskError(_("Write when it was finished as well."), field="finished_at")
    if new.channel in INBOX and met is None:
        return State.INBOX
    if clocks.local_date(arrived) < unit.today:
        raise DeskError(
            _("An enquiry of an earlier day is over: write when it was finished."),
            field="finished_at",
        )
    return State.WAITING if met is None else State.WITH_US


@changes(DESK, "enquiries")
def take_in(unit: Unit, enquiry_id: int) -> str:
    """Someone who waits, or a letter in the inbox, is met now. Of two desks one wins.

    Returns the name. Raises DeskError that says who has them, for the other desk.
    """
    row = existing(unit, enquiry_id)
    if unit.who.staff_id is None:
        raise DeskError(_("Log in to take someone in: a conversation has a colleague."))
    if row["state"] not in (State.WAITING, State.INBOX):
        raise DeskError(_why_not_waiting(row))
    arrived = from_stored(row["arrived_at"])
    slot_columns.met_at_last(unit, enquiry_id)
    unit.update(
        "enquiry",
        enquiry_id,
        times(arrived, _not_before(arrived, unit.now))
        | {"state": State.WITH_US.value, "met_by": unit.who.staff_id},
    )
    return str(row["name"])


@changes(DESK, "enquiries")
def hold(unit: Unit, enquiry_id: int) -> bool:
    """Someone with us waits a little while something is found out; the same again takes them back.

    Returns whether they are on hold now. Raises DeskError for someone who is not with anybody.
    """
    row = existing(unit, enquiry_id)
    if row["state"] not in (State.WITH_US, State.ON_HOLD):
        raise DeskError(_("{name} is not in conversation.").format(name=row["name"]))
    on_hold = bool(row["state"] == State.WITH_US)
    state = State.ON_HOLD if on_hold else State.WITH_US
    unit.update("enquiry", enquiry_id, {"state": state.value})
    return on_hold


@changes(DESK, "enquiries")
def finish(unit: Unit, enquiry_id: int, outcome: str, note: str = "") -> str:
    """How it ended. Someone never taken in was met at this moment, save who left without help.

    Returns the name. Raises DeskError where it is finished already, or the outcome is no outcome.
    """
    row = existing(unit, enquiry_id)
    if row["state"] == State.DONE:
        raise DeskError(_why_not_waiting(row))
    known_outcome(unit, outcome, row["citizen_id"])
    arrived = from_stored(row["arrived_at"])
    finished = _not_before(from_stored(row["met_at"]) if row["met_at"] else arrived, unit.now)
    values: dict[str, Value] = {
        "state": State.DONE.value,
        "outcome": outcome,
        **finish_times(finished),
    }
    if row["met_at"] is None and (met := met_when_finished(outcome, finished)):
        values |= times(arrived, met) | {"met_by": unit.who.staff_id}
        slot_columns.met_at_last(unit, enquiry_id)
    if note.strip():
        both = f"{row['note']} {note}".strip() if row["note"] else note
        values["note"] = one_line(both, "note", NOTE_LIMIT)
    unit.update("enquiry", enquiry_id, values)
    return str(row["name"])


@changes(DESK, "enquiries")
def fill_in(
    unit: Unit,
    enquiry_id: int,
    version: int,
    *,
    reasons: Sequence[str] | None = None,
    note: str | None = None,
) -> None:
    """What was not said at the door, said later. Raises Conflict where another wrote it first."""
    values: dict[str, Value] = {}
    if note is not None:
        values["note"] = one_line(note, "note", NOTE_LIMIT)
    row = existing(unit, enquiry_id)
    before = _reasons(unit, enquiry_id)
    if reasons is None or tuple(reasons) == before:
        unit.update("enquiry", enquiry_id, values, version=version)
        return
    # The reasons are edited as part of the enquiry: the same version guards them.
    values["version"] = int(row["version"]) + 1
    try:
        unit.update("enquiry", enquiry_id, values, version=version)
    except Conflict as conflict:
        for both, written in ((conflict.theirs, before), (conflict.yours, tuple(reasons))):
            del both["version"]
            both["reasons"] = written
        raise
    write_reasons(unit, enquiry_id, reasons, before)


def _not_before(earlier: datetime, now: datetime) -> datetime:
    # A clock that was set back must not keep anybody in the hall: at the earliest, then.
    return max(earlier, now)


def no_name(row: Row) -> str:
    """What stands for a citizen who gave no name at all: they are somebody, not anonymous."""
    return "" if row["citizen_id"] is None or row["family_name"] else _("No name")


def short_name(row: Row) -> str:
    """What a list shows of whose enquiry it is: a row of enquiry with the names of citizen."""
    if row["citizen_id"] is None:
        return _("Anonymous")
    return names.short_name(row["given_name"] or no_name(row), row["family_name"] or "")


def short_name_of(reading: Reading, citizen_id: int) -> str:
    """What a list shows of a citizen. Raises DeskError where there is none."""
    row = reading.one(
        "SELECT id AS citizen_id, given_name, family_name FROM citizen WHERE id = ?", (citizen_id,)
    )
    if row is None:
        raise DeskError(_("That person is not here any more."), field="who")
    return short_name(row)


def existing(reading: Reading, enquiry_id: int) -> Row:
    """An enquiry with the name it goes by. Raises DeskError where it is gone."""
    row = reading.one(
        "SELECT e.*, coalesce(s.name, '') AS met_by_name,"
        " coalesce(c.given_name, '') AS given_name, coalesce(c.family_name, '') AS family_name"
        " FROM enquiry e LEFT JOIN staff s ON s.id = e.met_by"
        " LEFT JOIN citizen c ON c.id = e.citizen_id WHERE e.id = ?",
        (enquiry_id,),
    )
    if row is None:
        raise DeskError(_("That enquiry is not here any more."))
    reading.about(row["citizen_id"])
    found = dict(row)
    found["name"] = short_name(row)
    return found


def not_here_already(unit: Unit, citizen_id: int, name: str, but: int | None = None) -> None:
    """Refuse a second walk-in of someone who stands in the hall, `but` for that enquiry.

    Raises StillOpen where the first one was left open on an earlier day.
    """
    row = unit.one(
        "SELECT id FROM enquiry WHERE citizen_id = ? AND channel = 'walk_in'"
        " AND state IN ('waiting', 'with_us', 'on_hold') AND id IS NOT ?",
        (citizen_id, but),
    )
    if row is None:
        return
    found = existing(unit, row["id"])
    if (day := left_open_on(found, unit.today)) is not None:
        raise StillOpen(
            _("{name} has an enquiry open since {day}: close it or carry it on first.").format(
                name=name, day=f"{day.day}.{day.month}."
            ),
            row["id"],
        )
    if found["state"] == State.WAITING:
        since = _clock(found["arrived_at"])
        raise DeskError(
            _("{name} waits already, since {time}.").format(name=name, time=since), field="who"
        )
    raise DeskError(_why_not_waiting(found), field="who")


def _why_not_waiting(row: Row) -> str:
    if row["state"] == State.WITH_US:
        return _("{name} is with {colleague} since {time}.").format(
            name=row["name"], colleague=row["met_by_name"], time=_clock(row["met_at"])
        )
    if row["state"] == State.ON_HOLD:
        return _("{name} is on hold with {colleague}.").format(
            name=row["name"], colleague=row["met_by_name"]
        )
    if row["state"] == State.DONE and row["finished_at"]:
        return _("{name} was finished at {time}.").format(
            name=row["name"], time=_clock(row["finished_at"])
        )
    return _("{name} does not wait any more.").format(name=row["name"])


def _clock(text: str) -> str:
    return clocks.local(from_stored(text)).strftime("%H.%M")


def write_reasons(
    unit: Unit, enquiry_id: int, reasons: Sequence[str], before: Sequence[str] = ()
) -> None:
    """The reasons in place of those `before`, which may be retired. Raises DeskError about them."""
    if len(reasons) > MOST_REASONS:
        raise DeskError(_("At most {n} reasons.").format(n=MOST_REASONS), field="reasons")
    if len(set(reasons)) != len(reasons):
        raise DeskError(_("The same reason stands there twice."), field="reasons")
    for code in reasons:
        known = unit.one("SELECT retired FROM reason WHERE code = ?", (code,))
        if known is None or (known["retired"] and code not in before):
            raise DeskError(_("Choose the reason from the list."), field="reasons")
    for position in range(1, MOST_REASONS + 1):
        unit.delete("enquiry_reason", (enquiry_id, position))
    for position, code in enumerate(reasons, start=1):
        unit.insert(
            "enquiry_reason", {"enquiry_id": enquiry_id, "position": position, "reason": code}
        )


def _reasons(reading: Reading, enquiry_id: int) -> tuple[str, ...]:
    return tuple(
        row["reason"]
        for row in reading.rows(
            "SELECT reason FROM enquiry_reason WHERE enquiry_id = ? ORDER BY position",
            (enquiry_id,),
        )
    )
