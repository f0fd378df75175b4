"""What somebody can have in a group: a place, the waiting list, or nothing more than they have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from din_indgang_tui.house import group_assessments, group_members, group_places
from din_indgang_tui.house.group_assessments import Assessment
from din_indgang_tui.house.group_members import Clash
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, reads
from din_indgang_tui.words import short_day


class How(StrEnum):
    """What is offered first; a person may decide for another."""

    PLACE = "place"
    WAIT = "wait"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody can have, and why, in `words`; `clashes` are what they have at its times.

    `from_on`: the first day of a place that is given today. `waits_since`: they stand on the
    waiting list already. `needs`: why they cannot have a place yet, where an assessment is missing;
    `assessment` is what was decided. `full`: no place is free from that day. `waiting` others wait.
    """

    group_id: int
    group: str
    citizen_id: int
    name: str
    how: How
    words: str
    from_on: date
    waits_since: date | None
    full: bool
    needs: str
    needs_assessment: str
    assessment: Assessment | None
    waiting: int
    clashes: tuple[Clash, ...]


@reads(DESK)
def offer(reading: Reading, group_id: int, citizen_id: int, *, chosen: bool = False) -> Offer:
    """What this person can have in this group. Raises DeskError where it is over or they died.

    A place is not offered past those who wait for one, save to somebody who was `chosen` among
    them.
    """
    group = group_places.running_group(reading, group_id)
    name = group_places.somebody(reading, citizen_id)
    first = group_places.first_day(reading, group)
    since = group_places.day_of(
        reading.value(
            "SELECT since_on FROM group_waiting WHERE group_id = ? AND citizen_id = ?"
            " AND ended_on IS NULL",
            (group_id, citizen_id),
        )
    )
    waiting = reading.value(
        "SELECT count(*) FROM group_waiting WHERE group_id = ? AND citizen_id <> ?"
        " AND ended_on IS NULL",
        (group_id, citizen_id),
    )
    needs = group_assessments.missing(reading, group, citizen_id)
    no_place = _no_place(reading, group, first)
    has = group_members.already(reading, group_id, citizen_id, first)
    if has is not None:
        how, words = How.NOTHING, has.message
    elif since is not None and not chosen:
        how = How.NOTHING
        words = _("{name} waits already, since {day}.").format(
            name=name, day=group_places.day_said(since, reading.today)
        )
    elif no_place is not None:
        how, words = How.WAIT, no_place.message
    elif needs:
        how = How.WAIT
        words = _("{name} cannot have a place yet: {why}; the waiting list is open.").format(
            name=name, why=needs
        )
    elif waiting and not chosen:
        how = How.WAIT
        words = ngettext(
            "{n} waits already and is asked first.",
            "{n} wait already and are asked first.",
            waiting,
        ).format(n=waiting)
    else:
        how, words = How.PLACE, _free_said(reading, group, first)
    return Offer(
        group_id=group_id,
        group=group["name"],
        citizen_id=citizen_id,
        name=name,
        how=how,
        words=words,
        from_on=first,
        waits_since=since,
        full=no_place is not None,
        needs=needs,
        needs_assessment=group["needs_assessment"],
        assessment=group_assessments.of(reading, group_id, citizen_id),
        waiting=waiting,
        clashes=group_members.clashes(reading, group_id, citizen_id, first),
    )


def _no_place(reading: Reading, group: Row, first: date) -> DeskError | None:
    places = group_places.places_of(reading, group)
    if places.capacity is None or places.most(first) < places.capacity:
        return None
    return group_places.full(reading, group, first)


def _free_said(reading: Reading, group: Row, first: date) -> str:
    places = group_places.places_of(reading, group)
    if places.capacity is None:
        return _("There is no limit of places.")
    free = places.capacity - places.most(first)
    said = ngettext("One place is free.", "{n} places are free.", free)
    if first > reading.today:
        said = ngettext("From {day} one place is free.", "From {day} {n} places are free.", free)
    return said.format(n=free, day=short_day(first, reading.today))
