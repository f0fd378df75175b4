"""The day board as plain lines, for screen readers and scripts: no colour, no columns, no cutting.

One line a person; its fields are parted by a semicolon, because labels have commas in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.call_backs import CallBack
from din_indgang_tui.house.codes import (
    CHANNEL_LABELS,
    SLOT_STATUS_LABELS,
    Channel,
    Lists,
    SessionStatus,
    SlotStatus,
    State,
    within_a_line,
)
from din_indgang_tui.house.day import Done, InTheHouse, Today, booked
from din_indgang_tui.house.duty import OnDuty
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.handover import Handover
from din_indgang_tui.house.owed_line import OwedLine
from din_indgang_tui.house.settings import Settings
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.text import shown
from din_indgang_tui.words import clock_time, long_day, near_day, since


@dataclass(frozen=True, slots=True)
class Messages:
    """What stands in the day beside who comes: duty, handover, call-backs, what is owed."""

    duty: tuple[OnDuty, ...] = ()
    handover: Handover = field(default_factory=Handover)
    call_backs: tuple[CallBack, ...] = ()
    owed: tuple[OwedLine, ...] = ()  # that is due today or late


def day_lines(
    day: Today, lists: Lists, settings: Settings, now: datetime, messages: Messages
) -> list[str]:
    """Who waits, who is with whom and who is done, as the screen shows it at `now` (UTC)."""
    lines = (
        *_lines(day, lists, settings, now),
        *_owed_lines(messages.owed, now),
        *_message_lines(messages, now),
    )
    return [shown(line) for line in lines]


def _lines(day: Today, lists: Lists, settings: Settings, now: datetime) -> Iterator[str]:
    yield f"{settings.house_name}, {long_day(local_date(now))}, {clock_time(now)}"
    yield ""
    today = local_date(now)
    if day.left_open:
        yield _("From before today, not finished: {n}").format(n=len(day.left_open))
    for person in day.left_open:
        waits = person.state == State.WAITING
        yield _line(
            clock_time(person.arrived_at),
            since(local_date(person.arrived_at), today),
            person.name or _("Anonymous"),
            _("waits") if waits else _("with {colleague}").format(colleague=person.met_by),
            _channel(person),
            lists.reasons_in_a_line(person.reasons) or _("not said yet"),
            _companion(person),
        )
    yield _("Waiting: {n}").format(n=len(day.waiting))
    for person in day.waiting:
        yield _line(
            clock_time(person.arrived_at),
            _waited(person, now, settings.wait_limit_minutes),
            person.name or _("Anonymous"),
            _known(person),
            _why(person, lists),
            _companion(person),
        )
    yield _("With us now: {n}").format(n=len(day.with_us))
    for person in day.with_us:
        on_hold = person.state == State.ON_HOLD
        yield _line(
            clock_time(person.met_at or person.arrived_at),
            _("on hold") if on_hold else _minutes(person, now),
            person.name or _("Anonymous"),
            _known(person),
            _("with {colleague}").format(colleague=person.met_by) if person.met_by else "",
            _channel(person),
            _why(person, lists),
            _companion(person),
        )
    yield from _slot_lines(day, lists, now)
    yield _("Finished today: {n}").format(n=len(day.done))
    for done in day.done:
        yield _line(
            clock_time(done.finished_at),
            done.name or _("Anonymous"),
            lists.outcome(done.outcome) or _("nothing noted"),
            _("with {colleague}").format(colleague=done.met_by) if done.met_by else "",
            _channel(done),
        )
    yield _("In the inbox: {n}").format(n=len(day.inbox))


def _slot_lines(day: Today, lists: Lists, now: datetime) -> Iterator[str]:
    yield _("Appointments today: {n}").format(n=len(day.slots))
    for slot in day.slots:
        status = "" if slot.status == SlotStatus.BOOKED else _(SLOT_STATUS_LABELS[slot.status])
        if slot.status == SlotStatus.BOOKED and slot.enquiry_id is not None:
            status = _("has come")
        yield _line(
            f"{clock_time(slot.starts_at)}-{clock_time(slot.ends_at)}",
            within_a_line(lists.label(lists.kinds, slot.kind)),
            slot.name,
            _("with {colleague}").format(colleague=slot.coach) if slot.coach else "",
            lists.label(lists.rooms, slot.room) or slot.place,
            status,
            _("not told yet") if slot.told is False else "",
        )
    if day.meetings:
        yield _("Groups today: {n}").format(n=len(day.meetings))
    for one in day.meetings:
        yield _meeting_line(one)
    if day.untold:
        yield _("To be told: {n}").format(n=day.untold)


def _meeting_line(one: Session) -> str:
    """A meeting; that it is cancelled, and why, comes first of what is said of it."""
    cancelled = one.status is SessionStatus.CANCELLED
    places = _("{n} of {capacity}").format(n=one.members, capacity=one.capacity)
    if one.capacity is None:
        places = ngettext("{n} member", "{n} members", one.members).format(n=one.members)
    here = "" if one.here is None else ngettext("{n} was here", "{n} were here", one.here)
    return _line(
        f"{clock_time(one.starts_at)}-{clock_time(one.ends_at)}",
        one.group,
        _("CANCELLED: {why}").format(why=one.cancel_why or "-") if cancelled else "",
        _("with {colleague}").format(colleague=one.leader) if one.leader else _("nobody leads"),
        one.where,
        "" if cancelled else places,
        here.format(n=one.here),
    )


def _owed_lines(owed: tuple[OwedLine, ...], now: datetime) -> Iterator[str]:
    """What is due today or late: by when, what, to whom, what it needs, and whose it is."""
    today = local_date(now)
    if owed:
        yield _("What we owe, due by today: {n}").format(n=len(owed))
    for one in owed:
        when = near_day(one.due_on, today) if one.due_on is not None else ""
        yield _line(when, one.what, one.who, one.missing, one.staff)


def _message_lines(messages: Messages, now: datetime) -> Iterator[str]:
    today = local_date(now)
    yield _("On duty: {n}").format(n=len(messages.duty))
    for colleague in messages.duty:
        yield _line(colleague.initials, colleague.name, colleague.hours or _("the whole day"))
    handover = (*messages.handover.before, *messages.handover.today)
    yield _("Handover: {n}").format(n=len(handover))
    for told in handover:
        yield _line(near_day(told.day, today), told.written_by, told.text)
    yield _("Call back: {n}").format(n=len(messages.call_backs))
    for call in messages.call_backs:
        day = local_date(call.taken_at)
        taken = clock_time(call.taken_at)
        yield _line(
            taken if day == today else f"{near_day(day, today)} {taken}",
            call.name or _("Anonymous"),
            call.number,
            call.about or _("not said what about"),
            call.for_whom(None),
        )


def _line(*fields: str) -> str:
    return "; ".join(field for field in fields if field)


def _waited(person: InTheHouse, now: datetime, limit: int) -> str:
    if person.too_long(now, limit):
        return _("{n} min, over {limit}").format(n=person.minutes(now), limit=limit)
    return _minutes(person, now)


def _minutes(person: InTheHouse, now: datetime) -> str:
    if (day := person.since(now)) is not None:
        return since(day, local_date(now))
    return _("{n} min").format(n=person.minutes(now))


def _why(person: InTheHouse, lists: Lists) -> str:
    reasons = lists.reasons_in_a_line(person.reasons)
    return ", ".join(filter(None, (booked(person), reasons))) or _("not said yet")


def _known(person: InTheHouse) -> str:
    if person.anonymous:
        return ""
    return _("known") if person.seen_before else _("new")


def _companion(person: InTheHouse) -> str:
    who = person.together_with
    return _("together with {who}").format(who=who) if who else ""


def _channel(contact: InTheHouse | Done) -> str:
    return "" if contact.channel == Channel.WALK_IN else _(CHANNEL_LABELS[contact.channel])
