"""The courses of the town: opened when somebody came, with all that they hold up to today.

What happens in a course is made up when it opens, in one go: the conversations, the sessions, the
promises and how it ends; what lies after today has not happened, or is booked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from din_indgang_tui.demo import days, own_words
from din_indgang_tui.demo.days import Day
from din_indgang_tui.demo.tables import Tables
from din_indgang_tui.demo.timetable import MINUTES, ROOM_OF, Timetable
from din_indgang_tui.demo.weights import words

LENGTH = 140  # days, unless something else is agreed
CHECK_DAYS = 28
COACHES = words("MJU 34 KSØ 32 JES 26 LIV 8")
# In a large town there were more of them; whoever is here still has taken over what is open.
FORMER: tuple[tuple[str, str], ...] = (
    ("ANB", "Anne Berg"),
    ("TOL", "Tom Lind"),
    ("RIF", "Rikke Friis"),
    ("SAB", "Sara Bak"),
    ("HEV", "Henrik Vang"),
    ("LOK", "Lone Kirk"),
    ("MAD", "Mads Dall"),
    ("IBE", "Ib Egholm"),
)
_FORMER_LEFT = 200  # days ago
_BOOKED_AHEAD = 42  # days
_OPEN = date.max


@dataclass(frozen=True, slots=True)
class Start:
    """How a course begins: with whom, when, in which visit, about what."""

    who: int
    day: Day
    enquiry_id: int | None
    theme: str


class Courses:
    """Makes the courses as the years go by."""

    def __init__(
        self,
        rng: Random,
        tables: Tables,
        timetable: Timetable,
        staff: Mapping[str, int],
        today: date,
        share: float,
    ) -> None:
        """Of the enquiries that end in a course or a conversation it takes this share (0 to 1)."""
        self._rng, self._tables, self._timetable = rng, tables, timetable
        self._staff, self._today = staff, today
        self._share = share
        self._until: dict[int, date] = {}  # by citizen: when their last course was closed
        self._with_us: dict[tuple[int, date], list[int]] = {}  # the hours of their sessions

    def outcome(self, who: int | None, day: date, outcome: str) -> str:
        """How an enquiry ends: a course is opened where there can be one, else they meet again."""
        if outcome != "course_opened" or who is None:
            return outcome
        if day <= self._until.get(who, date.min) or self._rng.random() >= self._share:
            return "appointment"
        return outcome

    def after(self, outcome: str | None, start: Start) -> None:
        """What follows from an enquiry that ended so."""
        if outcome == "course_opened":
            self._course(start)
        elif outcome == "conversation" and self._rng.random() < self._share:
            self._conversation(start.who, start.day, start.enquiry_id, start.theme, self._by(), 0)

        elif outcome == "appointment" and self._rng.random() < self._share * 0.6:
            self._appointment(start)

    def _appointment(self, start: Start) -> None:
        """Come again on Thursday: a session that needs no course."""
        coach = self._by()
        on = start.day.date + timedelta(days=self._rng.randint(2, 12))
        day = days.day(days.open_day_before(on))
        if day.date > start.day.date:
            hour = self._timetable.take(coach, day, self._rng.choice((9, 10, 11, 13)), start.who)
            if hour is not None:
                self.session(start.who, None, coach, day, hour, self._status(day.date))

    def keep_for_cast(self, who: int) -> None:
        """This citizen's courses are told by the drawings."""
        self._until[who] = _OPEN

    def are_with_us(self, who: int, day: date, begins: int, ends: int) -> bool:
        """Whether somebody has a session between these seconds of the day."""
        return any(
            hour * 3600 < ends and hour * 3600 + MINUTES * 60 > begins
            for hour in self._with_us.get((who, day), ())
        )

    def _by(self) -> str:
        return COACHES.pick(self._rng)

    def _course(self, start: Start) -> None:
        rng, opened = self._rng, start.day.date
        planned = opened + timedelta(days=LENGTH if rng.random() < 0.7 else 7 * rng.randint(6, 18))
        lasts = self._lasts((planned - opened).days)
        pause = self._pause(opened, lasts)
        lasts += pause[2] if pause else 0
        end = days.open_day_before(opened + timedelta(days=lasts))
        closed = end if opened <= end < self._today else None
        self._until[start.who] = closed or _OPEN
        coach = self._coach(opened, closed)
        talk = self._conversation(start.who, start.day, start.enquiry_id, start.theme, coach, 0)
        over = lasts > LENGTH + (pause[2] if pause else 0)
        if over:
            planned = opened + timedelta(days=lasts)
        longer = rng.choice(own_words.LONGER) if over else ""
        ending = self._ending() if closed else {}
        course = self._tables.add(
            "course",
            citizen_id=start.who,
            conversation_id=talk,
            opened_on=start.day.text,
            planned_end_on=planned.isoformat(),
            closed_on=closed.isoformat() if closed else None,
            coach_id=self._staff[coach],
            peer_id=self._staff["BOD"] if rng.random() < 0.4 else None,
            legal_basis=own_words.LEGAL.pick(rng),
            target_group=own_words.TARGET.pick(rng),
            check_days=CHECK_DAYS,
            longer_why=longer,
            longer_by=self._staff["ÅSE"] if longer else None,
            closed_by=self._staff[coach] if closed else None,
            created_at=start.day.utc(14 * 3600),
            created_by=self._staff[coach],
            **ending,
        )
        if pause and opened + timedelta(days=pause[0]) < self._today:
            self._write_pause(course, opened, pause)
        if closed and rng.random() < 0.5:
            self._feedback(course)
        if rng.random() < 0.35:
            self._activity(course, opened)
        if rng.random() < 0.25:
            self._consent(start.who, start.day, coach)
        away = pause[:2] if pause else (0, 0)
        self._sessions(start.who, course, coach, opened, end, away)
        self._later_talks(start, coach, end)

    def _lasts(self, planned: int) -> int:
        """Days: most end some weeks before or at the planned end, a few go past it."""
        draw = self._rng.random()
        if draw < 0.12:
            return self._rng.randint(28, 60)
        if draw < 0.92:
            return planned - self._rng.choice((0, 0, 0, 7, 14, 21, 35))
        if draw < 0.985:
            return LENGTH + self._rng.randint(5, 35)
        return LENGTH + self._rng.randint(45, 80)

    def _coach(self, opened: date, closed: date | None) -> str:
        former = [one for one, _name in FORMER if one in self._staff]
        left = self._today - timedelta(days=_FORMER_LEFT)
        if former and closed is not None and closed < left and self._rng.random() < 0.75:
            return self._rng.choice(former)
        return self._by()

    def _pause(self, opened: date, lasts: int) -> tuple[int, int, int] | None:
        """From which day to which, counted from the opening, and how many."""
        if self._rng.random() >= 0.08 or lasts < 50:
            return None
        first, length = self._rng.randint(10, 40), self._rng.choice((7, 14, 21))
        return first, first + length - 1, length

    def _write_pause(self, course: int, opened: date, pause: tuple[int, int, int]) -> None:
        first, last = (opened + timedelta(days=number) for number in pause[:2])
        reason, note = self._rng.choice(own_words.PAUSES)
        self._tables.add(
            "course_pause",
            course_id=course,
            first_on=first.isoformat(),
            last_on=last.isoformat() if last < self._today else None,
            reason=reason,
            note=note,
            created_at=days.day(first).utc(12 * 3600),
        )

    def _ending(self) -> dict[str, str]:
        rng = self._rng
        reason = own_words.CLOSING_REASONS.pick(rng)
        onward = "sel85" if reason == "referred_authority" else own_words.ONWARD.pick(rng)
        return {
            "closing_reason": reason,
            "onward_support": onward,
            "formerly_assessed": own_words.FORMERLY.pick(rng),
            "closing_note": rng.choice(own_words.NOTES),
        }

    def _feedback(self, course: int) -> None:
        asked = ("place_right", "safe", "heard", "what_matters", "right_time")
        words = ("equality", "welcome", "inclusion", "hope")
        answers = {
            name: self._rng.choice(("yes", "yes", "yes", "partly", "")) for name in (*asked, *words)
        }
        self._tables.add("course_feedback", course_id=course, **answers)

    def _activity(self, course: int, opened: date) -> None:
        kind, what, place, whom = self._rng.choice(own_words.ACTIVITIES)
        first = opened + timedelta(days=self._rng.randint(3, 20))
        if first < self._today:
            self._tables.add(
                "course_activity",
                course_id=course,
                kind=kind,
                what=what,
                place=place,
                with_whom=whom,
                first_on=first.isoformat(),
                created_at=days.day(first).utc(12 * 3600),
            )

    def _consent(self, who: int, day: Day, coach: str) -> None:
        receiver, what, purpose = self._rng.choice(own_words.CONSENTS)
        withdrawn = day.date + timedelta(days=self._rng.randint(5, 60))
        is_withdrawn = self._rng.random() < 0.15 and withdrawn < self._today
        self._tables.add(
            "disclosure_consent",
            citizen_id=who,
            receiver=receiver,
            what=what,
            purpose=purpose,
            how=self._rng.choice(("spoken", "written", "written")),
            given_on=day.text,
            valid_to=(day.date + timedelta(days=self._rng.choice((90, 180, 365)))).isoformat(),
            withdrawn_on=withdrawn.isoformat() if is_withdrawn else None,
            recorded_by=self._staff[coach],
            created_at=day.utc(14 * 3600),
        )

    def _sessions(
        self, who: int, course: int, coach: str, opened: date, end: date, away: tuple[int, int]
    ) -> None:
        """A session every week or every other, as far as the coach has an hour."""
        rng = self._rng
        every = rng.choice((7, 7, 7, 7, 14))
        hour = rng.choice((9, 10, 11, 13, 14))
        last = min(end, self._today + timedelta(days=_BOOKED_AHEAD))
        on = opened + timedelta(days=rng.randint(2, 8))
        while on <= last:
            number = (on - opened).days
            day = days.day(on)
            free = None
            if not away[0] <= number <= away[1] or not away[1]:
                free = self._timetable.take(coach, day, hour, who)
            if free is not None:
                self.session(who, course, coach, day, free, self._status(on))
            on += timedelta(days=every)

    def _status(self, on: date) -> str:
        draw = self._rng.random()
        if on > self._today:
            return "booked" if draw < 0.97 else "cancelled_citizen"
        if draw < 0.78:
            return "attended"
        if draw < 0.86:
            return "no_show"
        return "cancelled_citizen" if draw < 0.96 else "cancelled_house"

    def session(
        self, who: int, course: int | None, coach: str, day: Day, hour: int, status: str
    ) -> int:
        """A row for a coaching session that begins on the hour."""
        self._with_us.setdefault((who, day.date), []).append(hour)
        written = days.day(days.open_day_before(min(day.date, self._today) - timedelta(days=2)))
        return self._tables.add(
            "slot",
            citizen_id=who,
            course_id=course,
            starts_at=day.utc(hour * 3600),
            ends_at=day.utc(hour * 3600 + MINUTES * 60),
            starts_on=day.text,
            starts_week=day.week,
            minutes=MINUTES,
            coach_id=self._staff[coach],
            room=ROOM_OF.get(coach),
            status=status,
            created_at=written.utc(12 * 3600),
            created_by=self._staff[coach],
        )

    def _later_talks(self, start: Start, coach: str, end: date) -> None:
        goals = self._last_goals
        going = self._last_going
        on = start.day.date + timedelta(days=self._rng.randint(26, 45))
        for later in (1, 2, 3):
            day = days.day(days.open_day_before(on))
            if on > end or day.date >= self._today:
                return
            going = min(10, going + self._rng.choice((-1, 0, 1, 1, 2)))
            talk = self._talk(start.who, day, None, start.theme, coach, later, max(0, going))
            for position, (goal, wish, number) in enumerate(goals, 1):
                self._said(talk, goal, position, wish, min(10, number + later), day)
            on += timedelta(days=self._rng.randint(28, 60))

    def _conversation(
        self, who: int, day: Day, enquiry_id: int | None, theme: str, coach: str, later: int
    ) -> int:
        """A conversation with one to three new goals."""
        rng = self._rng
        self._last_going = rng.randint(2, 5)
        talk = self._talk(who, day, enquiry_id, theme, coach, later, self._last_going)
        wishes = list(own_words.WISHES[theme])
        rng.shuffle(wishes)
        self._last_goals = []
        for position, wish in enumerate(wishes[: rng.choice((1, 1, 2, 2, 3))], 1):
            goal = self._tables.add("citizen_goal", citizen_id=who, created_at=day.utc(39_600))
            number = rng.randint(1, 5)
            self._said(talk, goal, position, wish, number, day)
            self._last_goals.append((goal, wish, number))
        if rng.random() < 0.4:
            self._promise(who, talk, day)
        return talk

    def _talk(
        self,
        who: int,
        day: Day,
        enquiry_id: int | None,
        theme: str,
        coach: str,
        later: int,
        going: int,
    ) -> int:
        rng = self._rng
        return self._tables.add(
            "conversation",
            citizen_id=who,
            enquiry_id=enquiry_id,
            held_on=day.text,
            held_week=day.week,
            held_by=self._staff[coach],
            own_words=own_words.dream(rng, theme, later),
            matters_now=rng.choice(own_words.MATTERS),
            strengths=rng.choice(own_words.STRENGTHS),
            going=going,
            created_at=day.utc(39_600),
            created_by=self._staff[coach],
        )

    def _said(
        self, talk: int, goal: int, position: int, wish: own_words.Wish, going: int, day: Day
    ) -> None:
        by = day.date + timedelta(days=14) if wish.step else None
        # Most of those that were due were taken, a little before.
        over = by is not None and by < self._today and goal % 3
        done = by - timedelta(days=goal % 5) if by is not None and over else None
        self._tables.add(
            "goal_said",
            conversation_id=talk,
            goal_id=goal,
            position=position,
            words=wish.words,
            why=wish.why,
            step=wish.step,
            step_who=wish.who if wish.step else "",
            step_by=by.isoformat() if by else None,
            step_done_on=done.isoformat() if done else None,
            going=going,
        )

    def _promise(self, who: int, talk: int, day: Day) -> None:
        words_, initials = self._rng.choice(own_words.PROMISES)
        by = day.date + timedelta(days=self._rng.randint(3, 14))
        kept = by - timedelta(days=self._rng.randint(0, 2))
        long_ago = by < self._today - timedelta(days=30)
        is_kept = long_ago or (kept < self._today and self._rng.random() < 0.8)
        self._tables.add(
            "promise",
            citizen_id=who,
            conversation_id=talk,
            words=words_,
            by_on=by.isoformat(),
            staff_id=self._staff[initials],
            made_on=day.text,
            kept_on=max(kept, day.date).isoformat() if is_kept else None,
            kept_by=self._staff[initials] if is_kept else None,
        )
