"""Working time: when a colleague works, when the house is open, when a room can be used.

A day on which the house holds closed is nobody's working day, whatever the pattern says, save who
was told to work then: within those hours they see people, in the house and its rooms too. On
any other day the house's opening hours bind what happens in the house; a home visit goes by the
colleague's own hours alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from din_indgang_tui.house import minutes, spans
from din_indgang_tui.house.spans import Span
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import Role
from din_indgang_tui.store.unit import Reading

# Kinds that happen where the citizen is: neither the house nor a room is needed.
OUTSIDE = frozenset({"home_visit", "accompaniment"})


@dataclass(frozen=True, slots=True)
class Colleague:
    """One who may be booked: `pattern` by the day of the week (1 is Monday), or none at all."""

    staff_id: int
    initials: str
    name: str
    role: Role
    pattern: dict[int, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class WorkingException:
    """Days that are other than the pattern: `effect` is away, works or busy (schema.sql)."""

    first_on: date
    last_on: date
    effect: str
    spans: tuple[Span, ...]
    reason: str
    label: str


@dataclass(frozen=True, slots=True)
class Timetable:
    """All that says when somebody works, in the days it was read for; minutes are bits of a day."""

    first: date
    last: date
    opening: dict[int, tuple[Span, ...]]
    closed: dict[date, str]
    colleagues: dict[int, Colleague]
    exceptions: dict[int, tuple[WorkingException, ...]]
    rooms: dict[str, str]  # each that may be used, by its code: its label, in the house's order
    room_patterns: dict[str, dict[int, tuple[Span, ...]]]
    _known: dict[tuple[object, ...], int] = field(default_factory=dict, compare=False)

    def house(self, day: date) -> int:
        """When the house is open."""
        return 0 if day in self.closed else self._opening(day)

    def _opening(self, day: date) -> int:
        return self._bits(("house", day.isoweekday()), self.opening.get(day.isoweekday(), ()), day)

    def own(self, staff_id: int, day: date) -> int:
        """When a colleague works, busy or not, wherever that is."""
        colleague = self.colleagues.get(staff_id)
        if colleague is None:
            return 0  # their log-in is closed, or their role sees nobody
        exceptions = self.on(staff_id, day)
        if any(one.effect == "away" for one in exceptions):
            return 0
        instead = [one for one in exceptions if one.effect == "works"]
        if instead:
            # Two that say so of one day are both meant.
            return minutes.of_spans((span for one in instead for span in one.spans), day)
        if day in self.closed:
            return 0
        if colleague.pattern:
            weekday = day.isoweekday()
            return self._bits((staff_id, weekday), colleague.pattern.get(weekday, ()), day)
        return self._opening(day) if colleague.role is Role.COACH else 0

    def busy(self, staff_id: int, day: date) -> int:
        """When a colleague is busy with something that is no slot: a meeting, training."""
        return minutes.of_spans(
            (s for one in self.on(staff_id, day) if one.effect == "busy" for s in one.spans), day
        )

    def works(self, staff_id: int, day: date, *, outside: bool = False) -> int:
        """When a colleague can see somebody: in the house, or `outside` of it."""
        own = self.own(staff_id, day)
        # On a closed day only who was told to work does, and lets people in within those hours.
        if not outside and day not in self.closed:
            own &= self.house(day)
        return own & ~self.busy(staff_id, day) if own and staff_id in self.exceptions else own

    def room(self, code: str, day: date) -> int:
        """When a room can be used; a retired one never, on a closed day by who works then."""
        house = self._let_in(day) if day in self.closed else self.house(day)
        if not house or code not in self.rooms:
            return 0
        pattern = self.room_patterns.get(code)
        if not pattern:
            return house
        weekday = day.isoweekday()
        return house & self._bits((code, weekday), pattern.get(weekday, ()), day)

    def _let_in(self, day: date) -> int:
        bits = 0
        for staff_id in self.exceptions:
            bits |= self.own(staff_id, day)
        return bits

    def on(self, staff_id: int, day: date) -> tuple[WorkingException, ...]:
        """What is other than the pattern for a colleague that day."""
        some = self.exceptions.get(staff_id)
        if not some:
            return ()
        return tuple(one for one in some if one.first_on <= day <= one.last_on)

    def offered(self) -> list[Colleague]:
        """Who may be booked at all: coaches, and whoever has working hours or is told to work."""
        return [
            one
            for one in self.colleagues.values()
            if one.role is Role.COACH
            or one.pattern
            or any(other.effect == "works" for other in self.exceptions.get(one.staff_id, ()))
        ]

    def _bits(self, name: tuple[object, ...], hours: tuple[Span, ...], day: date) -> int:
        # A week repeats itself, save on the two days on which the clock is moved.
        if minutes.length(day) != 24 * 60:
            return minutes.of_spans(hours, day)
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = minutes.of_spans(hours, day)
        return known


def timetable(reading: Reading, first: date, last: date) -> Timetable:
    """What holds from `first` to `last`, both included."""
    days = (first.isoformat(), last.isoformat())
    patterns: dict[int, dict[int, tuple[Span, ...]]] = {}
    for row in reading.rows("SELECT staff_id, weekday, spans FROM working_hours"):
        patterns.setdefault(row["staff_id"], {})[row["weekday"]] = spans.from_stored(row["spans"])
    room_patterns: dict[str, dict[int, tuple[Span, ...]]] = {}
    for row in reading.rows("SELECT room, weekday, spans FROM room_hours"):
        room_patterns.setdefault(row["room"], {})[row["weekday"]] = spans.from_stored(row["spans"])
    exceptions: dict[int, tuple[WorkingException, ...]] = {}
    for row in reading.rows(
        "SELECT * FROM working_exception WHERE last_on >= ? AND first_on <= ? ORDER BY id", days
    ):
        one = WorkingException(
            date.fromisoformat(row["first_on"]),
            date.fromisoformat(row["last_on"]),
            row["effect"],
            spans.from_stored(row["spans"]),
            row["reason"],
            row["label"],
        )
        exceptions[row["staff_id"]] = (*exceptions.get(row["staff_id"], ()), one)
    return Timetable(
        first=first,
        last=last,
        opening={
            row["weekday"]: spans.from_stored(f"{row['opens']}-{row['closes']}")
            for row in reading.rows("SELECT * FROM opening_hours WHERE opens IS NOT NULL")
        },
        closed={
            date.fromisoformat(row["day"]): row["label"]
            for row in reading.rows(
                "SELECT day, label FROM closed_day WHERE day BETWEEN ? AND ?", days
            )
        },
        colleagues={
            row["id"]: Colleague(
                row["id"],
                row["initials"],
                row["name"],
                Role(row["role"]),
                patterns.get(row["id"], {}),
            )
            for row in reading.rows(
                "SELECT id, initials, name, role FROM staff WHERE active = 1"
                # Whose work is not with citizens holds no slot, whatever hours they keep.
                " AND role NOT IN ('admin', 'volunteer') ORDER BY name, id"
            )
        },
        exceptions=exceptions,
        rooms={
            row["code"]: row["label"] or row["code"]
            for row in reading.rows(
                "SELECT code, label FROM room WHERE retired = 0 ORDER BY position, code"
            )
        },
        room_patterns=room_patterns,
    )


def why_no_hours(known: Timetable, staff_id: int, day: date, *, outside: bool = False) -> str:
    """In a few words why there are no hours on a day: closed, away, busy, or not a working day."""
    away = next((one for one in known.on(staff_id, day) if one.effect == "away"), None)
    colleague = known.colleagues.get(staff_id)
    name = colleague.name if colleague is not None else _("the colleague")
    if day in known.closed and (not outside or not known.own(staff_id, day)):
        label = known.closed[day]
        return _("closed: {label}").format(label=label) if label else _("the house is closed")
    if not outside and not known.house(day):
        return _("the house is closed")
    if away is not None:
        # Why is between colleagues, unless somebody wrote it down for all to see.
        if away.label:
            return _("{name} is away ({label})").format(name=name, label=away.label)
        return _("{name} is away").format(name=name)
    if not known.own(staff_id, day):
        return _("{name} does not work that day").format(name=name)
    return _("{name} is busy all day").format(name=name)


def hours_in_words(some: Iterable[Span]) -> str:
    """`9.00-12.00 and 13.00-15.00`, as a sentence says it."""
    texts = [f"{one.starts:%H.%M}-{one.ends:%H.%M}" for one in some]
    if len(texts) < 2:
        return "".join(texts)
    return _("{hours} and {last}").format(hours=", ".join(texts[:-1]), last=texts[-1])


def days_of(first: date, last: date) -> Iterable[date]:
    """Each day from `first` to `last`, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
