"""The groups of the town as rows: their meetings, who had a place, who came, who waits.

Meetings lie two ways from today: those behind were held, with a roll, and those ahead are laid out
from the rule as the house does it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from din_indgang_tui.demo import days
from din_indgang_tui.demo.cast_groups import GROUPS
from din_indgang_tui.demo.courses import Courses
from din_indgang_tui.demo.group_story import Group, Place
from din_indgang_tui.demo.history import History
from din_indgang_tui.demo.rows import Moment
from din_indgang_tui.demo.tables import Tables
from din_indgang_tui.house.group_laying import AHEAD

_NOON = 12 * 3600
_STAY = 150  # days somebody keeps a place, about
_STEADY = (0.6, 0.75, 0.85, 0.9, 0.95)  # how often somebody comes, by person
_SENT_WORD = 0.6  # of those who do not come
_WHYS = ("", "", "hos lægen", "har en anden aftale", "passer barnebarn", "syg", "er ude at rejse")
_CANCELLED = 0.03  # of the meetings behind
_CANCEL_WHYS = ("lederen var syg", "der kom vand i kælderen", "personalemøde")
_LEAVE_WHYS = ("", "Har fået nok at se til.", "Er flyttet.", "Går til noget andet nu.")
_MARKS = {"p": "present", "i": "absent", "a": "excused"}


@dataclass(slots=True)
class _Member:
    """Somebody with a place, from a day to a day."""

    who: int
    first: date
    last: date | None
    comes: float
    marks: str = ""
    away: int = 0  # times in a row up to now

    def has_it_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(slots=True)
class _Meetings:
    """The days on which a group meets; `behind` are those before today, the latest last."""

    group: Group
    group_id: int
    behind: list[date] = field(default_factory=list)
    today: bool = False
    ahead: list[date] = field(default_factory=list)


class Groups:
    """Writes the groups."""

    def __init__(
        self,
        rng: Random,
        tables: Tables,
        staff: Mapping[str, int],
        *,
        first: date,
        today: date,
        closed: Collection[date],
    ) -> None:
        """`closed` are the days on which the house is closed, from today on."""
        self._rng, self._tables, self._staff = rng, tables, staff
        self._first, self._today, self._closed = first, today, closed

    def write(self, history: History, courses: Courses, now: int | None) -> None:
        """All groups. `now` is the second of the day, None where today has not begun yet."""
        self._history, self._courses = history, courses
        written = [self._group(group) for group in GROUPS]
        latest = max(
            ((one.behind[-1], one.group.begins, one.group_id) for one in written if one.behind),
            default=None,
        )
        for one in written:
            members = self._members(one)
            # Of the last one of all nobody has taken the roll: it stands on its leader's list.
            missed = latest is not None and latest[2] == one.group_id
            self._behind(one, members, missed)
            self._of_today(one, members, now)
            for day in one.ahead:
                self._meeting(one, day)

    # The group --------------------------------------------------------------------------------

    def _group(self, group: Group) -> _Meetings:
        starts = group.starts_on(self._first, self._today)
        ends = group.ends_on(self._first, self._today)
        made = days.day(days.open_day_before(starts - timedelta(days=14)))
        last = self._today + AHEAD
        group_id = self._tables.add(
            "group_activity",
            name=group.name,
            kind=group.kind,
            description=group.description,
            room=group.room,
            place=group.place,
            leader_id=self._staff[group.leader],
            capacity=group.capacity,
            drop_in=int(group.drop_in),
            needs_assessment=group.needs,
            legal_basis=group.legal,
            rule=group.rule,
            start_time=group.at,
            minutes=group.minutes,
            starts_on=starts.isoformat(),
            ends_on=ends.isoformat() if ends else None,
            laid_to_on=last.isoformat(),
            created_at=made.utc(_NOON),
            created_by=self._staff["ÅSE"],
        )
        for initials, part in group.helpers:
            self._tables.add(
                "group_helper", group_id=group_id, staff_id=self._staff[initials], part=part
            )
        for from_on, to_on in group.exceptions(self._today):
            self._tables.add(
                "group_exception",
                group_id=group_id,
                first_on=from_on.isoformat(),
                last_on=to_on.isoformat(),
            )
        found = _Meetings(group, group_id)
        for day in group.dates(self._first, self._today, last):
            if day < self._today:
                if days.day(day).open:
                    found.behind.append(day)
            elif day not in self._closed:
                if day == self._today:
                    found.today = True
                else:
                    found.ahead.append(day)
        return found

    # Places -----------------------------------------------------------------------------------

    def _members(self, meetings: _Meetings) -> list[_Member]:
        group = meetings.group
        here: set[int] = set()
        members = [self._told(meetings, place, here) for place in group.places]
        for number in range(group.others):
            members += self._others(meetings, number, here)
        for line in group.waiting:
            day = days.day(days.open_day_before(self._today - timedelta(days=line.since)))
            who = self._who(line.who, day.date, here)
            if who is not None:
                self._tables.add(
                    "group_waiting",
                    group_id=meetings.group_id,
                    citizen_id=who,
                    since_at=day.utc(_NOON + 60 * line.since),
                    since_on=day.text,
                    note=line.note,
                    created_by=self._staff["PIA"],
                )
        return [member for member in members if member is not None]

    def _told(self, meetings: _Meetings, place: Place, here: set[int]) -> _Member | None:
        first = self._today - timedelta(days=place.since)
        last = None if place.to is None else self._today - timedelta(days=place.to)
        who = self._who(place.who, first, here)
        told = meetings.behind[-len(place.marks) :] if place.marks else []
        while who is not None and not place.who and self._is_busy(who, meetings.group, told):
            who = self._who("", first, here)  # whoever came each time had nothing else then
        if who is None:
            return None
        member = _Member(who, first, last, self._rng.choice(_STEADY), place.marks)
        self._place(meetings, member, place.why, place.note)
        return member

    def _is_busy(self, who: int, group: Group, on: Sequence[date]) -> bool:
        return any(self._courses.are_with_us(who, day, group.begins, group.ends) for day in on)

    def _others(self, meetings: _Meetings, number: int, here: set[int]) -> Iterator[_Member]:
        """Those who had one of the other places, one after the other."""
        rng, group = self._rng, meetings.group
        behind = meetings.behind
        if not behind:
            return
        ends = group.ends_on(self._first, self._today)
        until = ends
        if group.others_until is not None:
            until = self._today - timedelta(days=group.others_until)
        # Most of the places are taken from the beginning, the rest as the weeks go by.
        step = 0 if group.closed_circle else rng.choice((0, 0, number, 2 * number))
        first = behind[min(step, len(behind) - 1)]
        while first < self._today and (until is None or first <= until):
            who = self._who("", first, here)
            if who is None:
                return
            stays = 21 + int(rng.expovariate(1 / _STAY))
            last: date | None = first + timedelta(days=stays)
            if group.closed_circle or (last is not None and last >= self._today):
                last = None
            if until is not None and (last is None or last > until):
                last = until
            member = _Member(who, first, last, rng.choice(_STEADY))
            self._place(meetings, member, rng.choice(_LEAVE_WHYS) if last else "", "")
            yield member
            if last is None or group.closed_circle:
                return
            # Lately a place is taken again at once, so that the groups are as full as drawn.
            lately = self._today - last < timedelta(days=60)
            free = last + timedelta(days=1 if lately else rng.randint(1, 25))
            first = next((day for day in behind if day >= free), free)

    def _who(self, key: str, day: date, here: set[int]) -> int | None:
        """One of the cast, or somebody known by that day; nobody twice in a group."""
        if key:
            on = days.day(days.open_day_before(day))
            who: int | None = self._history.one_of_the_cast(key, Moment(on, 36_000))
        else:
            who = self._history.somebody_of(self._rng, day, here)
        if who is not None:
            here.add(who)
        return who

    def _place(self, meetings: _Meetings, member: _Member, why: str, note: str) -> None:
        group, group_id = meetings.group, meetings.group_id
        asked = days.day(days.open_day_before(member.first - timedelta(days=2)))
        row = self._tables.add(
            "group_member",
            group_id=group_id,
            citizen_id=member.who,
            from_on=member.first.isoformat(),
            to_on=member.last.isoformat() if member.last else None,
            end_why=why,
            note=note,
            created_at=asked.utc(_NOON),
            created_by=self._staff["PIA"],
        )
        if group.needs != "no":
            needed = self._rng.random() < 0.3
            granted = days.day(days.open_day_before(asked.date - timedelta(days=3)))
            self._tables.add(
                "group_assessment",
                group_id=group_id,
                citizen_id=member.who,
                needed=int(needed),
                granted_on=granted.text if needed else None,
                decided_on=granted.text,
                decided_by=self._staff[group.leader],
            )
        if group.capacity is not None and self._rng.random() < 0.15:
            since = days.day(
                days.open_day_before(member.first - timedelta(days=self._rng.randint(8, 40)))
            )
            self._tables.add(
                "group_waiting",
                group_id=group_id,
                citizen_id=member.who,
                since_at=since.utc(_NOON),
                since_on=since.text,
                ended_on=asked.text,
                ended_how="place",
                member_id=row,
                created_by=self._staff["PIA"],
            )

    # Meetings ---------------------------------------------------------------------------------

    def _meeting(
        self,
        meetings: _Meetings,
        day: date,
        status: str = "planned",
        why: str = "",
        taken_by: int | None = None,
    ) -> int:
        group, on = meetings.group, days.day(day)
        starts = days.open_day_before(group.starts_on(self._first, self._today))
        return self._tables.add(
            "group_session",
            group_id=meetings.group_id,
            rule_on=on.text,
            starts_at=on.utc(group.begins),
            ends_at=on.utc(group.ends),
            starts_on=on.text,
            starts_week=on.week,
            minutes=group.minutes,
            leader_id=self._staff[group.leader],
            room=group.room,
            place=group.place,
            status=status,
            by_hand=int(status == "cancelled"),
            cancel_why=why,
            roll_done_at=on.utc(group.begins + 900) if taken_by is not None else None,
            roll_done_by=taken_by,
            created_at=days.day(days.open_day_before(starts - timedelta(days=14))).utc(_NOON),
        )

    def _behind(self, meetings: _Meetings, members: Sequence[_Member], missed: bool) -> None:
        told = dict(meetings.group.cancelled)
        count = len(meetings.behind)
        for number, day in enumerate(meetings.behind):
            back = count - number  # 1 is the last
            if missed and back == 1:
                self._meeting(meetings, day)
                continue
            why = told.get(back, "")
            if not why and not told and self._rng.random() < _CANCELLED:
                why = self._rng.choice(_CANCEL_WHYS)
            if why:
                self._meeting(meetings, day, "cancelled", why)
            else:
                self._held(meetings, day, members, back)

    def _of_today(self, meetings: _Meetings, members: Sequence[_Member], now: int | None) -> None:
        group = meetings.group
        if not meetings.today:
            return
        if now is not None and group.today:
            session = self._meeting(meetings, self._today, "cancelled", group.today)
            self._tell(session, [one.who for one in members if one.has_it_on(self._today)], now)
        elif now is not None and group.ends <= now:
            self._held(meetings, self._today, members, 0)
        else:
            self._meeting(meetings, self._today)

    def _tell(self, session: int, whom: Sequence[int], now: int) -> None:
        """Half of those whom it concerns were called this morning."""
        morning = days.day(self._today).utc(min(now, 33_000))
        for number, who in enumerate(whom):
            told = number % 2 == 0
            self._tables.add(
                "group_told",
                session_id=session,
                citizen_id=who,
                told=int(told),
                told_at=morning if told else None,
                told_by=self._staff["PIA"] if told else None,
            )

    def _held(self, meetings: _Meetings, day: date, members: Sequence[_Member], back: int) -> None:
        """A meeting with its roll; `back` says which it is, 1 for the last before today."""
        rng, group = self._rng, meetings.group
        by = self._staff[rng.choice((group.leader, group.leader, *dict(group.helpers)))]
        session = self._meeting(meetings, day, "held", taken_by=by)
        on = days.day(day)
        here: set[int] = set()
        for number, member in enumerate(one for one in members if one.has_it_on(day)):
            here.add(member.who)
            letter, why = self._letter(group, day, member, back)
            member.away = member.away + 1 if letter == "i" else 0
            self._mark(
                session, member.who, _MARKS[letter], on.utc(group.begins + 20 * number), by, why
            )
        for _guest in range(int(group.guests * rng.random() * 2)):
            who = None
            if rng.random() < 0.4:
                who = self._history.somebody_of(rng, day, here)
            if who is not None:
                if self._is_busy(who, group, [day]):
                    continue
                here.add(who)
            self._mark(session, who, "drop_in", on.utc(group.begins + 600), by)

    def _letter(self, group: Group, day: date, member: _Member, back: int) -> tuple[str, str]:
        """How somebody came, and what they sent word of."""
        rng = self._rng
        if self._is_busy(member.who, group, [day]):
            return "a", "har en samtale i huset"
        if 1 <= back <= len(member.marks) and member.marks[-back] in _MARKS:
            return member.marks[-back], ""
        if rng.random() < member.comes:
            return "p", ""
        if rng.random() < _SENT_WORD:
            return "a", rng.choice(_WHYS)
        # Whoever stays away more often than that is somebody of whom the town tells.
        return ("i", "") if member.away < 2 else ("p", "")

    def _mark(
        self, session: int, who: int | None, status: str, at: str, by: int, why: str = ""
    ) -> None:
        self._tables.add(
            "attendance",
            session_id=session,
            citizen_id=who,
            status=status,
            why=why,
            marked_at=at,
            marked_by=by,
        )
