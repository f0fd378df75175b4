"""What was registered wrongly, put right: true times, how it ended, and whose enquiry it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, local_date
from din_indgang_tui.house import citizens, moments
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, State
from din_indgang_tui.house.enquiries import (
    AT_ONCE,
    INBOX,
    existing,
    not_here_already,
    short_name_of,
)
from din_indgang_tui.house.enquiry_columns import (
    COURSE_OPENED,
    LEFT_WITHOUT_HELP,
    NOTE_LIMIT,
    finish_times,
    in_order,
    known_companion_kind,
    known_heard_from,
    known_outcome,
    met_when_finished,
    times,
)
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Row, Unit, Value, changes

_TIMES = ("arrived_at", "met_at", "finished_at")
# What may be corrected, by column; times and days beside them follow.
CORRECTABLE = frozenset(
    {*_TIMES, "channel", "companion_kind", "companion", "heard_from", "outcome", "note"}
)


@changes(DESK, "enquiries")
def correct(unit: Unit, enquiry_id: int, version: int, changed: Mapping[str, str]) -> str:
    """Correct these columns; times as people write them, on the day of the enquiry where none is.

    An empty outcome, heard_from or met_at is none. Returns the name. Raises Conflict where another
    wrote since `version`, DeskError with the column for what cannot be; a finished enquiry stays
    finished, and one that is not gets no time before its turn.
    """
    if unknown := set(changed) - CORRECTABLE:
        raise ValueError(f"{sorted(unknown)} cannot be corrected")
    row = existing(unit, enquiry_id)
    if row["version"] != version:
        # Another wrote first: what they wrote is no mistake of this writer.
        unit.update("enquiry", enquiry_id, dict(changed), version=version)
    values: dict[str, Value] = {}
    if "channel" in changed:
        values["channel"] = _channel(unit, row, changed["channel"])
    if "companion_kind" in changed:
        values["companion_kind"] = known_companion_kind(changed["companion_kind"])
    if "heard_from" in changed:
        heard = changed["heard_from"] or None
        values["heard_from"] = known_heard_from(unit, heard, kept=row["heard_from"])
    for name in ("companion", "note"):
        if name in changed:
            values[name] = one_line(changed[name], name, NOTE_LIMIT)
    if "outcome" in changed:
        values["outcome"] = _outcome(unit, row, changed["outcome"])
    values |= _times(unit, row, changed, str(values.get("channel", row["channel"])))
    unit.update("enquiry", enquiry_id, values, version=version)
    return str(row["name"])


def _channel(unit: Unit, row: Row, code: str) -> str:
    if code not in list(Channel):
        raise DeskError(_("Choose the channel from the list."), field="channel")
    channel, state = Channel(code), State(row["state"])
    if state == State.INBOX and channel not in INBOX:
        raise DeskError(_("It lies in the inbox: take it up first."), field="channel")
    if state == State.WAITING and channel != Channel.WALK_IN:
        raise DeskError(_("Only who came in waits: take them in first."), field="channel")
    if channel == Channel.WALK_IN and row["citizen_id"] is not None and state != State.DONE:
        _once_in_the_house(unit, row["citizen_id"], row["name"], row["id"], "channel")
    return code


def _outcome(unit: Unit, row: Row, code: str) -> str | None:
    if row["state"] != State.DONE:
        if code:
            raise DeskError(_("It is not finished yet: press f for that."), field="outcome")
        return None
    return known_outcome(unit, code, row["citizen_id"]) if code else None


def _times(unit: Unit, row: Row, changed: Mapping[str, str], channel: str) -> dict[str, Value]:
    if not changed.keys() & {*_TIMES, "outcome"}:
        return {}
    old = {name: from_stored(row[name]) if row[name] else None for name in _TIMES}
    was = old["arrived_at"]
    assert was is not None
    before = local_date(was)
    arrived = _time(unit, changed, "arrived_at", was, before, before)
    if arrived is None:
        raise DeskError(_("Write when they came."), field="arrived_at")
    day = local_date(arrived)
    met = _time(unit, changed, "met_at", old["met_at"], before, day)
    finished = _time(unit, changed, "finished_at", old["finished_at"], before, day)
    if channel in AT_ONCE and old["met_at"] == was and "met_at" not in changed:
        met = arrived  # a call is taken as it comes: it is one moment
    _state_allows(unit, row, day, met, finished)
    if row["state"] == State.DONE and "outcome" in changed and "met_at" not in changed:
        met = _met_by_outcome(changed["outcome"] or None, met, finished)
    written = [name for name in _TIMES if name in changed]
    arrived, met, finished = in_order(
        arrived, met, finished, changed=written[0] if len(written) == 1 else ""
    )
    values = times(arrived, met) | finish_times(finished)
    if met is None:
        values["met_by"] = None
    elif row["met_by"] is None:
        values["met_by"] = unit.who.staff_id
    return values


def _time(
    unit: Unit, changed: Mapping[str, str], name: str, old: datetime | None, was: date, day: date
) -> datetime | None:
    """A time as it was written, or as it is; the same minute is the same time, to the second.

    One that stood without a day, as on the day of the arrival, goes with the arrival to another.
    """
    if name not in changed:
        if old is None or day == was or local_date(old) != was:
            return old
        return moments.moment(moments.written(old, was), unit.now, day, field=name)
    if not changed[name].strip():
        return None
    found = moments.moment(changed[name], unit.now, day, field=name)
    return old if old is not None and moments.same_minute(found, old) else found


def _state_allows(
    unit: Unit, row: Row, day: date, met: datetime | None, finished: datetime | None
) -> None:
    """Times say the same as the state. Raises DeskError."""
    state = State(row["state"])
    if state in (State.WAITING, State.INBOX) and met is not None:
        raise DeskError(_("They are not taken in yet: do that first."), field="met_at")
    if state in (State.WITH_US, State.ON_HOLD) and met is None:
        raise DeskError(_("They are taken in: write when that was."), field="met_at")
    if state != State.DONE and finished is not None:
        raise DeskError(_("It is not finished yet: press f for that."), field="finished_at")
    if state == State.DONE and finished is None and row["finished_at"]:
        raise DeskError(_("A finished enquiry stays finished: write when."), field="finished_at")
    earlier = day.isoformat() < unit.today.isoformat() <= row["arrived_on"]
    if earlier and state not in (State.DONE, State.INBOX):
        raise DeskError(
            _("An enquiry of an earlier day is over: press f first."), field="arrived_at"
        )


def _met_by_outcome(
    outcome: str | None, met: datetime | None, finished: datetime | None
) -> datetime | None:
    """`finish` lets someone never taken in be met as it ended: another outcome, another answer."""
    if finished is None:
        return met
    if met is None:
        return met_when_finished(outcome, finished)
    return None if outcome == LEFT_WITHOUT_HELP and met == finished else met


@changes(DESK, "enquiries")
def give_to(unit: Unit, enquiry_id: int, version: int, whose: int | NewCitizen | None) -> str:
    """Whose enquiry it is: a citizen's, a new one's, or nobody's (anonymous).

    Returns the name of whom it was given to, empty for nobody; the record is about both.
    Raises Conflict, and DeskError where it is theirs already or they stand in the hall already.
    """
    row = existing(unit, enquiry_id)
    if row["version"] != version:
        unit.update("enquiry", enquiry_id, {"citizen_id": None}, version=version)
    citizen_id = citizens.add(unit, whose) if isinstance(whose, NewCitizen) else whose
    name = short_name_of(unit, citizen_id) if citizen_id is not None else ""
    if citizen_id == row["citizen_id"]:
        if citizen_id is None:
            raise DeskError(_("It is anonymous already."), field="who")
        raise DeskError(_("It is {name}'s already.").format(name=name), field="who")
    if citizen_id is None and row["outcome"] == COURSE_OPENED:
        raise DeskError(
            _("It ended with a course, and that is for somebody with a name: correct that first."),
            field="who",
        )
    if citizen_id is not None:
        unit.about(citizen_id)
        if row["channel"] == Channel.WALK_IN and row["state"] != State.DONE:
            _once_in_the_house(unit, citizen_id, name, enquiry_id, "who")
    if row["citizen_id"] is not None and citizen_id is not None:
        # Two steps, since a line of the record is about one citizen.
        unit.update("enquiry", enquiry_id, {"citizen_id": None})
    unit.update("enquiry", enquiry_id, {"citizen_id": citizen_id})
    return name


def _once_in_the_house(unit: Unit, citizen_id: int, name: str, enquiry_id: int, field: str) -> None:
    try:
        not_here_already(unit, citizen_id, name, but=enquiry_id)
    except DeskError as error:
        error.field = field
        raise
