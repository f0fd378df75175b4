"""The years behind the town: who came when, why, and how it ended.

People come back as they do in life: somebody who was here lately is likelier to come again than
somebody who was here once, long ago; the people of the drawings come on the days that the drawings
tell of.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from random import Random

from din_indgang_tui.demo import cast, days, distributions, own_words
from din_indgang_tui.demo.courses import Courses, Start
from din_indgang_tui.demo.days import Day
from din_indgang_tui.demo.notes import NOTES
from din_indgang_tui.demo.people import People
from din_indgang_tui.demo.rows import Batch, Event, Moment, Rows

ENQUIRIES_A_WEEK = 45  # in these weeks, in a house of the usual size
VISITS_A_YEAR = 0.5  # of each citizen, where so many are asked for that the house is larger
_RECENT_WEEKS = 8  # how long somebody who was here is likely to come again
_BATCH = 2_000  # rows of citizens and enquiries together
_BEFORE = 730  # days before the first: when the ones already known had been written down
_CLOSED_DAY_OUTREACH = 0.12  # of the weekend days have a visit out in the town


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in a day before it is known who comes. `script` names one of the cast."""

    arrived: Moment
    channel: str
    handled: Day  # a letter of the evening is opened on the next open day
    script: str = ""
    visit: int = 0


class History:
    """Makes the enquiries of all days before today, week by week."""

    def __init__(
        self,
        rng: Random,
        people: People,
        rows: Rows,
        staff: Mapping[str, int],
        *,
        citizens: int,
        first: date,
        today: date,
        come_today: Sequence[str],
        courses: Courses,
    ) -> None:
        """`come_today` names those of the cast whom the morning brings for the first time."""
        self._courses = courses
        self._rng, self._people, self._rows, self._staff = rng, people, rows, staff
        self._today = today
        self._first = first
        self._days = list(days.span(first, today - timedelta(days=1)))
        self._counts = self._how_many(citizens)
        self.cast_ids: dict[str, int] = {}
        self._visits: list[int] = []  # the citizen of every visit so far, oldest first
        self._before_week: list[int] = []  # how many visits there were before each week
        self._by_day = self._scripts()
        scripted = [key for key, member in cast.CAST.items() if member.visits]
        self._free_cast = [
            key for key in cast.CAST if key not in scripted and key not in come_today
        ]
        rng.shuffle(self._free_cast)
        others = citizens - len(scripted) - len(come_today)
        self._left = sum(self._counts)
        # A third of those who give a name come for the first time, the others were here before.
        newcomers = int(self._left * (1 - distributions.ANONYMOUS_SHARE) / 3)
        self._new_left = max(len(self._free_cast), min(int(others * 0.9), newcomers))
        # Of those who are not new, so that it is the share of all.
        self._anonymous = distributions.ANONYMOUS_SHARE / (1 - self._new_left / self._left)
        self._known_before = others - self._new_left
        self._recent = max(20.0, _RECENT_WEEKS * self._left / max(1, len(self._days) / 7) / 2)

    @property
    def enquiries(self) -> int:
        """How many enquiries it makes."""
        return sum(self._counts) + sum(map(len, self._by_day.values()))

    def batches(self) -> Iterator[Batch]:
        """All rows, some thousands at a time."""
        for number in range(self._known_before):
            written_down = self._before(number)
            person = self._people.someone(written_down.day.date)
            self._visits.append(self._rows.citizen(person, written_down))
            if self._rows.waiting >= _BATCH:
                yield self._rows.batch()
        numbered = zip(self._days, self._counts, strict=True)
        for _week, of_week in groupby(numbered, key=lambda pair: pair[0].week):
            slots = [slot for day, count in of_week for slot in self._slots(day, count)]
            self._before_week.append(len(self._visits))
            slots.sort(key=lambda slot: (slot.arrived.day.date, slot.arrived.second))
            self._fill(slots)
            if self._rows.waiting >= _BATCH:
                yield self._rows.batch()
        yield self._rows.batch()

    def somebody_known(self, but: set[int]) -> int | None:
        """Somebody who may well come again, none of `but`; None where nobody is found."""
        for _try in range(6):
            back = int(self._rng.expovariate(1 / self._recent))
            if back >= len(self._visits):
                back = int(self._rng.random() * len(self._visits))
            who = self._visits[-1 - back]
            if who not in but:
                return who
        return None

    def somebody_of(self, rng: Random, day: date, but: set[int]) -> int | None:
        """Somebody who had been here by the week of that day, likelier of late; none of `but`."""
        monday = self._first - timedelta(days=self._first.weekday())
        week = min((day - monday).days // 7, len(self._before_week) - 1)
        known = self._before_week[max(week, 0)]
        for _try in range(20 if known else 0):
            back = int(rng.expovariate(1 / self._recent))
            if back >= known:
                back = int(rng.random() * known)
            who = self._visits[known - 1 - back]
            if who not in but:
                return who
        return None

    def _how_many(self, citizens: int) -> list[int]:
        weights = [days.how_much(day, self._today) if day.open else 0.0 for day in self._days]
        usual = ENQUIRIES_A_WEEK * sum(weights) / days.ordinary_week()
        wanted = max(usual, VISITS_A_YEAR * citizens * len(self._days) / 365.25)
        each = wanted / (sum(weights) or 1)
        return [
            self._about(weight * each) if day.open else self._out_in_the_town(day)
            for day, weight in zip(self._days, weights, strict=True)
        ]

    def _out_in_the_town(self, day: Day) -> int:
        return int(not days.is_holiday(day.date) and self._rng.random() < _CLOSED_DAY_OUTREACH)

    def _about(self, expected: float) -> int:
        # Near enough to a Poisson number, which Python's random does not have.
        return max(0, round(self._rng.gauss(expected, math.sqrt(expected))))

    def _scripts(self) -> dict[date, list[_Slot]]:
        found: dict[date, list[_Slot]] = {}
        for key, member in cast.CAST.items():
            for number, visit in enumerate(member.visits):
                day = days.day(days.open_day_before(self._today - timedelta(days=visit.days_ago)))
                if day.date >= self._first:
                    slot = _Slot(Moment(day, visit.second), "walk_in", day, key, number)
                    found.setdefault(day.date, []).append(slot)
        return found

    def _before(self, number: int) -> Moment:
        back = _BEFORE - number * _BEFORE // self._known_before
        day = days.day(days.open_day_before(self._first - timedelta(days=back)))
        return Moment(day, 10 * 3600 + number % 7200)

    def _slots(self, day: Day, count: int) -> Iterator[_Slot]:
        rng = self._rng
        yield from self._by_day.get(day.date, ())
        if not day.open:
            for _ in range(count):
                yield _Slot(Moment(day, rng.randint(11 * 3600, 14 * 3600)), "outreach", day)
            return
        hours = (day.closes - days.OPENS) // 900
        for _ in range(count):
            channel = distributions.CHANNELS.pick(rng)
            if channel == "digital" and rng.random() < 0.55:
                evening = days.day(day.date - timedelta(days=1))
                yield _Slot(Moment(evening, rng.randint(16 * 3600, 82_000)), channel, day)
                continue
            quarter = distributions.ARRIVALS.pick(rng) % hours
            second = days.OPENS + 900 * quarter + int(rng.random() * 900)
            if channel in ("digital", "letter"):
                second = min(second, day.closes - 3600)
            yield _Slot(Moment(day, min(second, day.closes - 60)), channel, day)

    def _fill(self, slots: Sequence[_Slot]) -> None:
        here: set[int] = set()
        on: Day | None = None
        for slot in slots:
            if slot.arrived.day is not on:
                on, here = slot.arrived.day, set()
            if slot.script:
                self._rows.enquiry(self._scripted(slot))
                continue
            who, kind = self._who(slot, here)
            if who is not None:
                here.add(who)
            event = self._event(slot, who, kind)
            enquiry_id = self._rows.enquiry(event)
            if who is not None:
                theme = own_words.theme_of(event.reasons)
                start = Start(who, event.met.day if event.met else on, enquiry_id, theme)
                self._courses.after(event.outcome, start)

    def _who(self, slot: _Slot, here: set[int]) -> tuple[int | None, str]:
        """Whose enquiry it is, and whether they are `new`, `known` or `anonymous`."""
        rng = self._rng
        # Newcomers are spread evenly: of those left, so many are still to come.
        newcomer = rng.random() * self._left < self._new_left
        self._left -= 1
        if newcomer:
            who = self._newcomer(slot.arrived)
            self._visits.append(who)
            return who, "new"
        share = self._anonymous * distributions.ANONYMOUS[slot.channel]
        known = None if rng.random() < share else self.somebody_known(here)
        if known is None:
            return None, "anonymous"
        self._visits.append(known)
        return known, "known"

    def _newcomer(self, arrived: Moment) -> int:
        member = None
        if self._rng.random() * self._new_left < len(self._free_cast):
            member = self._free_cast.pop()
        self._new_left -= 1
        if member is None:
            return self._rows.citizen(self._people.someone(arrived.day.date), arrived)
        return self.one_of_the_cast(member, arrived)

    def one_of_the_cast(self, key: str, arrived: Moment) -> int:
        """The id of one of the drawings' citizens, who is written down now if not before."""
        if key not in self.cast_ids:
            person = self._people.of_the_cast(cast.CAST[key])
            self.cast_ids[key] = self._rows.citizen(person, arrived)
            self._courses.keep_for_cast(self.cast_ids[key])
        return self.cast_ids[key]

    def _scripted(self, slot: _Slot) -> Event:
        visit = cast.CAST[slot.script].visits[slot.visit]
        met = slot.arrived.second + 180
        return Event(
            self.one_of_the_cast(slot.script, slot.arrived),
            slot.channel,
            slot.arrived,
            met=Moment(slot.handled, met),
            finished=Moment(slot.handled, met + 1500),
            met_by=self._staff[visit.met_by],
            registered_by=self._staff["BOD"],
            reasons=visit.reasons,
            outcome=visit.outcome,
            note=visit.note,
        )

    def _event(self, slot: _Slot, who: int | None, kind: str) -> Event:
        rng, channel = self._rng, slot.channel
        reasons = draw_reasons(rng, channel)
        heard = rng.random() < distributions.HEARD_SHARE[kind]
        companion = channel == "walk_in" and rng.random() < distributions.COMPANION_SHARE
        note = reasons and rng.random() < distributions.NOTE_SHARE[kind]
        met_by: int | None = self._staff[distributions.MET_BY[channel].pick(rng)]
        registered_by = met_by
        if channel == "walk_in":
            registered_by = self._staff[distributions.AT_THE_DOOR.pick(rng)]
        met: Moment | None
        if channel == "walk_in" and rng.random() < distributions.LEFT_SHARE:
            outcome, met, met_by = "left_without_help", None, None
            end = slot.arrived.second + rng.randint(6 * 60, 40 * 60)
        else:
            drawn = draw_outcome(rng, who is not None, reasons)
            outcome = self._courses.outcome(who, slot.handled.date, drawn)
            met = self._met(slot)
            end = met.second + draw_stay(rng, outcome)
        closing = slot.handled.closes or 17 * 3600  # out in the town nobody looks at the hours
        least = met.second if met else slot.arrived.second + 60
        return Event(
            who,
            channel,
            slot.arrived,
            met=met,
            finished=Moment(slot.handled, max(least, min(end, closing + rng.randint(0, 1500)))),
            met_by=met_by,
            # What comes through the digital entrance nobody wrote down.
            registered_by=None if channel == "digital" else registered_by,
            reasons=reasons,
            heard_from=distributions.HEARD_FROM.pick(rng) if heard else None,
            outcome=outcome,
            companion=distributions.COMPANIONS.pick(rng) if companion else "",
            note=rng.choice(NOTES[reasons[0]]) if note else "",
        )

    def _met(self, slot: _Slot) -> Moment:
        rng, arrived = self._rng, slot.arrived
        if slot.channel in ("phone", "outreach", "partner"):
            return arrived  # in conversation at once
        if slot.channel == "walk_in":
            years_ago = min(1.0, (self._today - arrived.day.date).days / 365.25)
            wait = draw_wait(rng, years_ago)
            # Nobody is kept waiting into the evening.
            return Moment(arrived.day, min(arrived.second + wait, arrived.day.closes + 300))
        earliest = arrived.second if arrived.day is slot.handled else days.OPENS
        if arrived.day.date != slot.handled.date:
            earliest = days.OPENS
        return Moment(slot.handled, earliest + rng.randint(5 * 60, 55 * 60))


def draw_reasons(rng: Random, channel: str) -> tuple[str, ...]:
    """None, one, two or three reasons, the main one first."""
    if rng.random() < distributions.NO_REASON_SHARE:
        return ()
    partner = channel == "partner"
    main = (distributions.PARTNER_REASONS if partner else distributions.REASONS).pick(rng)
    if rng.random() >= distributions.SECOND_SHARE:
        return (main,)
    second = distributions.ALONG[main].pick(rng)
    if rng.random() < distributions.THIRD_SHARE:
        third = distributions.ALONG[second].pick(rng)
        if third != main:
            return main, second, third
    return main, second


def draw_outcome(rng: Random, known: bool, reasons: Sequence[str]) -> str:
    """How it ended for somebody who was met."""
    if not known:
        return distributions.ANONYMOUS_OUTCOMES.pick(rng)
    main = reasons[0] if reasons else ""
    return distributions.OUTCOMES_BY_REASON.get(main, distributions.OUTCOMES).pick(rng)


def draw_wait(rng: Random, years_ago: float) -> int:
    """Seconds at the door; a year ago (1.0) it took longer."""
    middle = distributions.WAIT_MEDIAN + distributions.WAIT_LONGER_A_YEAR_AGO * years_ago
    minutes = rng.lognormvariate(math.log(middle), distributions.WAIT_SPREAD)
    return int(60 * min(minutes, distributions.WAIT_MOST))


def draw_stay(rng: Random, outcome: str) -> int:
    """Seconds from being met to the end."""
    middle = distributions.STAY_MEDIAN * distributions.LONG_TALKS.get(outcome, 1.0)
    minutes = rng.lognormvariate(math.log(middle), distributions.STAY_SPREAD)
    return int(60 * min(max(minutes, 1.5), distributions.STAY_MOST))
