"""Today so far: who waits, who is with whom, who is done, whatever the time is.

While the house is open the hall looks as the drawings show it, as far as the time since the door
opened allows. Before that, in the evening and on closed days it is quiet. Nothing lies in the
future.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from din_indgang_tui import clock as clocks
from din_indgang_tui.demo import days, distributions
from din_indgang_tui.demo.days import CLOSES, OPENS, Day
from din_indgang_tui.demo.history import (
    History,
    draw_reasons,
    draw_stay,
    draw_wait,
)
from din_indgang_tui.demo.notes import NOTES
from din_indgang_tui.demo.rows import Event, Moment, Rows, Writing

_MINUTE = 60
_LAST_TALKS = 20 * _MINUTE  # after closing the last ones are still being helped
_LAST_ARRIVALS = 30 * _MINUTE  # before closing fewer come
_LEAST_TALK = 3 * _MINUTE
ANONYMOUS = ""


@dataclass(frozen=True, slots=True)
class _InTheHouse:
    """Somebody in the hall or with a colleague: so many minutes ago they came, and were met."""

    who: str  # one of the cast, or anonymous
    came: int
    met: int | None = None
    met_by: str | None = None
    reasons: tuple[str, ...] = ()
    companion: str = ""
    note: str = ""
    state: str = "waiting"
    registered_by: str = "BOD"


# Tove spells her family name in two ways: the house may know her.
_BY_FORM = Writing(
    "Tove",
    "Krog",
    phone="20 00 00 49",
    email="tove.krog@example.com",
    message=(
        "Hej. Jeg har fået et brev fra kommunen om min boligstøtte, og jeg forstår det ikke.\n"
        "\n"
        "Kan jeg få hjælp til at læse det? Jeg kan komme onsdag eller torsdag formiddag.\n"
        "\n"
        "Hilsen Tove"
    ),
)
_BY_LETTER = Writing(
    "Vagn",
    "Tornbjerg",
    phone="20 00 00 13",
    message=(
        "Jeg er vicevært. En af beboerne i min opgang tager ikke sin post ind mere, og jeg har"
        " ikke set ham siden i sidste uge. Han plejer at hilse. Kan I komme forbi?"
    ),
)

HANNE = "hanne"  # the one who is new today

_WAITING = (
    _InTheHouse("kirsten", 14, reasons=("money_debt", "housing"), note="Har brev fra udlejer med."),
    _InTheHouse(ANONYMOUS, 11, reasons=("talk",)),
    _InTheHouse("yusuf", 9, reasons=("work_education",), companion="pårørende"),
    _InTheHouse(HANNE, 7, reasons=("loneliness",), registered_by="PIA"),
    _InTheHouse(ANONYMOUS, 3),
    _InTheHouse("lars_erik", 1, note="Har en aftale med Mette Juhl.", registered_by="PIA"),
)
_WITH_US = (
    _InTheHouse("søren", 42, 38, "KSØ", ("mental_health",), state="with_us"),
    _InTheHouse(
        "ole",
        39,
        34,
        "BOD",
        ("work_education",),
        note="Bo ringer til jobcentret imens.",
        state="on_hold",
    ),
    _InTheHouse("fatima", 30, 26, "BOD", ("post_digital",), state="with_us"),
    _InTheHouse(ANONYMOUS, 24, 22, "PIA", ("crisis",), state="with_us", registered_by="PIA"),
)

# Of those who are done: the first two, and then how it ended, over and over.
_DONE_FIRST = ("tove", "jørn")
_DONE_REASONS = {"tove": ("talk",), "jørn": ("post_digital",)}
_ENDINGS = (
    *("helped", "helped", "appointment", "helped", "left_without_help", "helped"),
    *("helped", "helped", "helped", "appointment", "helped"),
)
_MEETING = ("BOD", "PIA", "MJU", "JES", "KSØ", "LIV")
_WHEN_NOBODY_IS_FREE = "ÅSE"


@dataclass(frozen=True, slots=True)
class Morning:
    """What day and time it is, and who of the drawings is in the house."""

    day: Day
    now: int  # seconds after midnight on the wall
    waiting: tuple[_InTheHouse, ...]
    with_us: tuple[_InTheHouse, ...]

    @property
    def brings_hanne(self) -> bool:
        """Whether the one who is new today has come."""
        return any(person.who == HANNE for person in self.waiting)


def at(now: datetime) -> Morning:
    """The house at this moment (aware).

    The day that one looks at is always a working day, so that the town shows a morning in progress
    on a Sunday as well; the closed days of the year behind it are closed.
    """
    wall = clocks.local(now)
    day = days.day(wall.date())
    if not day.open:
        day = replace(day, closes=CLOSES[0])
    second = wall.hour * 3600 + wall.minute * 60 + wall.second
    open_for = (second - OPENS) // _MINUTE
    if not day.open or open_for < 0 or second >= day.closes + _LAST_TALKS:
        return Morning(day, second, (), ())
    waiting = tuple(person for person in _WAITING if person.came <= open_for)
    with_us = tuple(person for person in _WITH_US if person.came <= open_for)
    if second >= day.closes:
        # The door is locked: only those who were met before are still here.
        late = (second - day.closes) // _MINUTE
        return Morning(day, second, (), tuple(p for p in with_us if (p.met or 0) > late + 15))
    if second >= day.closes - _LAST_ARRIVALS:
        waiting = waiting[3:]
    return Morning(day, second, waiting, with_us)


class Today:
    """Writes the day so far."""

    def __init__(
        self,
        rng: Random,
        morning: Morning,
        history: History,
        rows: Rows,
        staff: Mapping[str, int],
    ) -> None:
        self._rng, self._morning, self._history = rng, morning, history
        self._rows, self._staff = rows, staff
        self._today: set[int] = set()  # nobody comes twice the same day
        self.in_the_house: dict[int, int] = {}  # by citizen: the enquiry that is open
        self._busy: dict[str, list[tuple[int, int]]] = {initials: [] for initials in _MEETING}
        for person in morning.with_us:
            if person.met is not None and person.met_by is not None:
                met = morning.now - person.met * _MINUTE
                self._busy[person.met_by].append((met, CLOSES[0] + _LAST_TALKS))

    def write(self) -> None:
        """All of today's enquiries, in the order in which they came."""
        events = [*self._in_the_house(), *self._done(), *self._inbox()]
        events.sort(key=lambda event: event.arrived.stored())
        for event in events:
            enquiry_id = self._rows.enquiry(event)
            if event.who is not None and event.state != "done":
                self.in_the_house[event.who] = enquiry_id

    def _moment(self, second: int) -> Moment:
        return Moment(self._morning.day, min(second, self._morning.now))

    def _in_the_house(self) -> Iterator[Event]:
        now = self._morning.now
        for person in (*self._morning.with_us, *self._morning.waiting):
            came = self._moment(now - person.came * _MINUTE)
            who = None
            if person.who != ANONYMOUS:
                who = self._history.one_of_the_cast(person.who, came)
                self._today.add(who)
            met = None if person.met is None else self._moment(now - person.met * _MINUTE)
            yield Event(
                who,
                "walk_in",
                came,
                met=met,
                state=person.state,
                met_by=self._staff[person.met_by] if person.met_by else None,
                registered_by=self._staff[person.registered_by],
                reasons=person.reasons,
                heard_from="friend" if person.who == HANNE else None,
                companion=person.companion,
                note=person.note,
            )

    def _done(self) -> Iterator[Event]:
        day, now = self._morning.day, self._morning.now
        until = min(now - _MINUTE, day.closes + _LAST_TALKS)
        minutes = (min(now, day.closes) - OPENS) // _MINUTE if day.open else 0
        # Eleven between nine and twenty past ten, then it becomes quieter.
        count = round(min(minutes, 80) * 0.14 + max(0, minutes - 80) * 0.055)
        last = min(until, day.closes) - 8 * _MINUTE  # somebody who came then can be done
        for number in range(max(0, count)):
            part = (number + self._rng.random()) / count
            came = OPENS + int(part**1.15 * max(1, last - OPENS))
            # Not all of the last ones at the same minute.
            end = until - self._rng.randint(0, 240) if came < until - 600 else until
            yield self._one_done(number, came, end)

    def _one_done(self, number: int, came: int, until: int) -> Event:
        rng = self._rng
        outcome = _ENDINGS[number % len(_ENDINGS)]
        who = self._who_is_done(number, came, outcome)
        channel = "phone" if number % 6 == 3 else "walk_in"
        if channel == "phone" and outcome == "left_without_help":
            outcome = "helped"
        key = _DONE_FIRST[number] if number < len(_DONE_FIRST) else ""
        reasons = _DONE_REASONS.get(key) or draw_reasons(rng, channel)
        met, end, met_by = self._met(channel, came, outcome, until)
        if channel == "phone" and met != came:
            channel = "walk_in"  # nobody was free to answer
        noted = reasons and rng.random() < distributions.NOTE_SHARE["known"]
        return Event(
            who,
            channel,
            self._moment(came),
            met=None if met is None else self._moment(met),
            finished=self._moment(end),
            met_by=None if met_by is None else self._staff[met_by],
            registered_by=self._staff["PIA" if number % 3 == 1 else "BOD"],
            reasons=reasons,
            outcome=outcome,
            note=rng.choice(NOTES[reasons[0]]) if noted else "",
        )

    def _who_is_done(self, number: int, came: int, outcome: str) -> int | None:
        if number < len(_DONE_FIRST):
            who = self._history.one_of_the_cast(_DONE_FIRST[number], self._moment(came))
        elif outcome != "appointment" and self._rng.random() < distributions.ANONYMOUS_SHARE:
            return None  # a new talk is arranged with somebody
        else:
            known = self._history.somebody_known(self._today)
            if known is None:
                return None
            who = known
        self._today.add(who)
        return who

    def _met(
        self, channel: str, came: int, outcome: str, until: int
    ) -> tuple[int | None, int, str | None]:
        """When somebody was met, when it ended and with whom, none of it after `until`."""
        rng = self._rng
        if outcome == "left_without_help":
            return None, max(came, min(came + rng.randint(6, 25) * _MINUTE, until)), None
        wait = 0 if channel == "phone" else draw_wait(rng, 0)
        met = max(came, min(came + wait, until - _LEAST_TALK))
        wanted = min(draw_stay(rng, outcome), 25 * _MINUTE)
        found = (until, until, _WHEN_NOBODY_IS_FREE)
        names = list(_MEETING)
        rng.shuffle(names)
        for name in names:
            # The first stretch that this colleague has free; the one who is free first meets them.
            begin = met
            for busy_from, busy_to in sorted(self._busy[name]):
                if begin + _LEAST_TALK > busy_from:
                    begin = max(begin, busy_to)
            free_to = min(
                (start for start, _end in self._busy[name] if start >= begin), default=until
            )
            end = min(begin + wanted, free_to, until)
            if end - begin >= _LEAST_TALK and begin < found[0]:
                found = (begin, end, name)
        begin, end, name = found
        if begin == until:
            return met, max(met, min(met + wanted, until)), name
        self._busy[name].append((begin, end))
        return begin, end, name

    def _inbox(self) -> Iterator[Event]:
        day, now = self._morning.day, self._morning.now
        evening = days.day(day.date - timedelta(days=1))
        yield Event(
            None,
            "digital",
            Moment(evening, 19 * 3600 + 42 * _MINUTE),
            state="inbox",
            reasons=("post_digital",),
            writing=_BY_FORM,
        )
        if day.open and now >= OPENS - 10 * _MINUTE:
            yield Event(
                None,
                "letter",
                self._moment(OPENS - 10 * _MINUTE),
                state="inbox",
                registered_by=self._staff["PIA"],
                reasons=("worry_for_other",),
                heard_from="housing_association",
                writing=_BY_LETTER,
            )
