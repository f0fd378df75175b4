"""What could be done about slots whose colleague is away: others who are free then, other times.

The days they lie in are read once for all of them, however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import availability, courses, minutes, verdicts
from din_indgang_tui.house.affected import AffectedSlot
from din_indgang_tui.house.availability import Free
from din_indgang_tui.house.diary import days_of
from din_indgang_tui.house.verdicts import Known
from din_indgang_tui.store.unit import Reading

MOST = 3  # suggestions of each kind


@dataclass(frozen=True, slots=True)
class Offers:
    """What could be done about one slot: colleagues who are free then, and other times."""

    slot_id: int
    colleagues: tuple[Free, ...]
    times: tuple[Free, ...]


def for_each(
    reading: Reading, staff_id: int, last_on: date, slots: Sequence[AffectedSlot]
) -> dict[int, Offers]:
    """Of each slot that is open, by its number: `staff_id` is away until `last_on`, included."""
    there = [one for one in slots if one.is_open]
    found = courses.some(reading, [one.course_id for one in there if one.course_id is not None])
    course_days = {course_id: days_of(course) for course_id, course in found.items()}
    read: dict[tuple[date, date], Known] = {}
    after = minutes.moment_at(minutes.midnight(last_on + timedelta(days=1)))

    def offers_of(slot: AffectedSlot) -> Offers:
        def known(first: date, last: date) -> Known:
            if (first, last) not in read:
                read[first, last] = verdicts.known(reading, first, last)
            of = read[first, last]
            course = course_days[slot.course_id] if slot.course_id is not None else None
            return replace(of, diary=of.diary.without(slot.slot_id), course=course)

        kind, length, citizen_id = slot.kind, slot.minutes, slot.citizen_id
        day = local_date(slot.starts_at)
        then = availability.then(
            known(day, day), slot.starts_at, citizen_id=citizen_id, kind=kind, length=length
        )
        # The colleague's own times come first, from the day after the absence; then anybody's.
        times: list[Free] = []
        for coach_id in (staff_id, None):
            times += availability.following(
                reading,
                coach_id=coach_id,
                citizen_id=citizen_id,
                kind=kind,
                length=length,
                after=after if coach_id is not None else None,
                count=MOST,
                known=known,
            )
        others = [one for one in then if one.coach_id != staff_id]
        return Offers(slot.slot_id, tuple(others[:MOST]), tuple(dict.fromkeys(times)))

    return {slot.slot_id: offers_of(slot) for slot in there}
