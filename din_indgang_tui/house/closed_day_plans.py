"""What was planned on a day before the house closed it: it stands until somebody cancels it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import stored
from din_indgang_tui.house import group_sessions, group_told, opening_hours, slot_rows, slots
from din_indgang_tui.house.codes import HOUSE_CLOSED, SlotStatus
from din_indgang_tui.house.group_session_rows import Session, sessions
from din_indgang_tui.house.slot_rows import Slot, slots_of
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import HOUSE_LEADERS, LEADERS
from din_indgang_tui.store.unit import Reading, Unit, changes, reads
from din_indgang_tui.words import full_day

Shown = Sequence[tuple[int, int]]  # number and version, as whoever decides saw it


@dataclass(frozen=True, slots=True)
class HowMany:
    """How many meetings of groups and times of citizens are planned."""

    meetings: int = 0
    times: int = 0

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self.meetings or self.times)

    @property
    def words(self) -> str:
        """`3 gruppemøder og 2 tider`; what there is none of is left out."""
        meetings = ngettext("{n} group meeting", "{n} group meetings", self.meetings)
        times = ngettext("{n} time", "{n} times", self.times)
        said = [
            text.format(n=n) for text, n in ((meetings, self.meetings), (times, self.times)) if n
        ]
        if len(said) == 2:
            return _("{one} and {other}").format(one=said[0], other=said[1])
        return "".join(said)

    @property
    def on_that_day(self) -> str:
        """The same in a sentence; empty where there is none."""
        if not self.any:
            return ""
        n = self.meetings + self.times
        return ngettext(
            "{what} is planned for that day.", "{what} are planned for that day.", n
        ).format(what=self.words)


@dataclass(frozen=True, slots=True)
class Planned:
    """What is planned and still to come on some days, each in order."""

    meetings: tuple[Session, ...]
    times: tuple[Slot, ...]

    @property
    def how_many(self) -> HowMany:
        """How many those are."""
        return HowMany(len(self.meetings), len(self.times))


@reads(HOUSE_LEADERS)
def planned(reading: Reading, days: Iterable[date]) -> Planned:
    """What is planned and has not begun on these days; a time whose citizen is here already not."""
    values = {"days": json.dumps([day.isoformat() for day in days]), "now": stored(reading.now)}
    these = "starts_on IN (SELECT value FROM json_each(:days))"
    rows = reading.rows(
        f"{slot_rows.ALL} WHERE s.{these} AND s.status = 'booked' AND s.starts_at > :now"
        " AND s.enquiry_id IS NULL ORDER BY s.starts_at, s.id",
        values,
    )
    meetings = sessions(
        reading, f"m.{these} AND m.status = 'planned' AND m.starts_at > :now", **values
    )
    return Planned(tuple(one for one in meetings if not one.here), tuple(slots_of(reading, rows)))


@reads(LEADERS)
def on_day(reading: Reading, day: date) -> HowMany:
    """How much is planned and to come on one day, closed or not."""
    return planned(reading, [day]).how_many


@reads(LEADERS)
def on_closed_days(reading: Reading) -> dict[date, HowMany]:
    """How much stands on each day from today on that the house holds closed; not where nothing."""
    rows = reading.rows("SELECT day FROM closed_day WHERE day >= ?", (reading.today.isoformat(),))
    found = planned(reading, [date.fromisoformat(row["day"]) for row in rows])
    days = [one.day for one in found.meetings], [one.day for one in found.times]
    return {
        day: HowMany(*(some.count(day) for some in days)) for day in sorted({*days[0], *days[1]})
    }


@reads(LEADERS)
def on_weekday(reading: Reading, weekday: int) -> tuple[date, ...]:
    """The days to come with something planned that are this day of the week (1 is Monday).

    None where the house is open on it; what stands on a closed day of the list is asked there.
    """
    rows = reading.rows(
        "SELECT starts_on FROM group_session WHERE starts_on >= :today AND status = 'planned'"
        " UNION SELECT starts_on FROM slot WHERE starts_on >= :today AND status = 'booked'"
        " EXCEPT SELECT day FROM closed_day ORDER BY starts_on",
        {"today": reading.today.isoformat()},
    )
    days = [date.fromisoformat(row["starts_on"]) for row in rows]
    these = [day for day in days if day.isoweekday() == weekday]
    return tuple(these) if these and opening_hours.on(reading, these[0]).opens is None else ()


@changes(HOUSE_LEADERS, group_told.PART, "slots")
def cancel_all(unit: Unit, meetings: Shown, times: Shown, *, told: bool = False) -> HowMany:
    """The house cancels these meetings and times of closed days, all or none. Returns how many.

    Why is what the house wrote of the day. Whom they concern is to be told, unless they know
    (`told`). Raises DeskError where nothing is shown, a day is open again or one cannot be
    cancelled; Conflict, with who and when, where one was changed since it was shown.
    """
    if not (meetings or times):
        raise DeskError(_("Nothing is planned for that day any more."))
    for session_id, version in meetings:
        why = _why(unit, group_sessions.one(unit, session_id).day)
        one = group_sessions.cancel(unit, session_id, version, why)
        for person in group_told.of_session(unit, session_id) if told else ():
            group_told.tell(unit, session_id, person.citizen_id, one.version)
    for slot_id, version in times:
        why = _why(unit, slots.one(unit, slot_id).day)
        slots.mark(unit, slot_id, version, SlotStatus.CANCELLED_HOUSE, why, told=told)
    return HowMany(len(meetings), len(times))


def _why(unit: Unit, day: date) -> str:
    hours = opening_hours.on(unit, day)
    if hours.opens is not None:
        raise DeskError(_("The house is open on {day}: look again.").format(day=full_day(day)))
    return hours.label or HOUSE_CLOSED
