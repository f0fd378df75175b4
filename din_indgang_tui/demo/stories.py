"""What the drawings tell of courses, as rows: the stories of demo/cast_courses.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from din_indgang_tui.demo import days
from din_indgang_tui.demo.cast_courses import STORIES
from din_indgang_tui.demo.cast_today import TODAY, WISHES
from din_indgang_tui.demo.courses import CHECK_DAYS, Courses
from din_indgang_tui.demo.days import Day
from din_indgang_tui.demo.history import History
from din_indgang_tui.demo.morning import Morning
from din_indgang_tui.demo.rows import Moment
from din_indgang_tui.demo.story import Session, Story, Talk
from din_indgang_tui.demo.tables import Tables
from din_indgang_tui.demo.timetable import Timetable

_WRITTEN = 11 * 3600  # the second of the day at which a conversation was written down
_EARLY = 3600  # seconds before a session that somebody may have come for it


class Stories:
    """Writes the courses of the people of the drawings, and today's sessions."""

    def __init__(
        self, tables: Tables, timetable: Timetable, staff: Mapping[str, int], today: date
    ) -> None:
        """The hours of their sessions are taken at once: the rest of the town goes around them."""
        self._tables, self._staff, self._today = tables, staff, today
        self._hours = [
            [
                (*self._hour(timetable, story.coach, number, hour), status)
                for number, hour, status in story.sessions
            ]
            for story in STORIES
        ]
        self._open: dict[int, int] = {}  # by citizen: the course that is open

    def write(self, history: History, courses: Courses) -> None:
        """All courses with what they hold, and who waits for a time."""
        for story, sessions in zip(STORIES, self._hours, strict=True):
            who = history.one_of_the_cast(story.who, Moment(self._on(story.opened), 36_000))
            course = self._course(story, who)
            if story.ending is None:
                self._open[who] = course
            for day, hour, status in sessions:
                courses.session(who, course, story.coach, day, hour, status)
        for wish in WISHES:
            asked = self._on(-wish.waited)
            who = history.one_of_the_cast(wish.who, Moment(asked, 36_000))
            self._tables.add(
                "slot_wish",
                citizen_id=who,
                course_id=self._open.get(who),
                kind="coaching",
                minutes=45,
                coach_id=self._staff[wish.coach] if wish.coach else None,
                weekdays=wish.weekdays,
                from_time=wish.from_time,
                to_time=wish.to_time,
                last_on=self._day(wish.last),
                note=wish.note,
                created_at=asked.utc(10 * 3600),
                created_by=self._staff["PIA"],
            )

    def write_today(self, history: History, now: Morning, in_the_house: Mapping[int, int]) -> None:
        """Today's sessions as they stand now; those of whoever is in the house know their visit."""
        before = days.day(days.open_day_before(now.day.date - timedelta(days=7)))
        for session in TODAY:
            starts = time.fromisoformat(session.at)
            second = starts.hour * 3600 + starts.minute * 60
            ends = second + session.minutes * 60
            if ends > now.day.closes:
                continue
            who = history.one_of_the_cast(session.who, Moment(before, 36_000))
            # Whoever is here in the morning has not come for their time in the afternoon.
            visit = in_the_house.get(who) if second <= now.now + _EARLY else None
            self._tables.add(
                "slot",
                citizen_id=who,
                course_id=self._open.get(who) if session.course else None,
                kind=session.kind,
                starts_at=now.day.utc(second),
                ends_at=now.day.utc(ends),
                starts_on=now.day.text,
                starts_week=now.day.week,
                minutes=session.minutes,
                coach_id=self._staff[session.coach],
                room=session.room,
                place=session.place,
                status=_status(session, ends <= now.now, visit is not None),
                enquiry_id=visit,
                created_at=before.utc(10 * 3600),
                created_by=self._staff[session.coach],
            )

    def _on(self, number: int) -> Day:
        """An open day, so many days from today."""
        on = self._today + timedelta(days=number)
        if number <= 0:
            return days.day(days.open_day_before(on))
        while not days.day(on).open:
            on += timedelta(days=1)
        return days.day(on)

    def _day(self, number: int | None) -> str | None:
        return None if number is None else (self._today + timedelta(days=number)).isoformat()

    def _hour(self, timetable: Timetable, coach: str, number: int, hour: int) -> tuple[Day, int]:
        """When the coach can: on that day, or where they do not work then on one beside it."""
        step = -1 if number < 0 else 1
        while True:
            day = self._on(number)
            free = timetable.take(coach, day, hour, None, always=True)
            if free is not None:
                return day, free
            number += step

    def _course(self, story: Story, who: int) -> int:
        opened, staff = self._on(story.opened), self._staff
        goals: dict[int, int] = {}
        made_from = None
        for talk in story.talks:
            conversation = self._talk(story, talk, who, goals)
            if talk.on <= story.opened:
                made_from = conversation
        ending = story.ending
        course = self._tables.add(
            "course",
            citizen_id=who,
            conversation_id=made_from,
            opened_on=opened.text,
            planned_end_on=(opened.date + timedelta(days=story.days)).isoformat(),
            closed_on=self._on(ending.on).text if ending else None,
            coach_id=staff[story.coach],
            peer_id=staff[story.peer] if story.peer else None,
            legal_basis=story.legal,
            target_group=story.target,
            check_days=CHECK_DAYS,
            longer_why=story.longer,
            longer_by=staff["ÅSE"] if story.longer else None,
            closing_reason=ending.reason if ending else None,
            onward_support=ending.onward if ending else None,
            formerly_assessed=ending.formerly if ending else None,
            closing_note=ending.note if ending else "",
            closed_by=staff[story.coach] if ending else None,
            created_at=opened.utc(_WRITTEN),
            created_by=staff[story.coach],
        )
        self._beside(story, who, course)
        return course

    def _beside(self, story: Story, who: int, course: int) -> None:
        """What belongs to a course and is no conversation and no session."""
        staff, coach = self._staff, self._staff[story.coach]
        if story.pause is not None:
            first, last, reason, note = story.pause
            self._tables.add(
                "course_pause",
                course_id=course,
                first_on=self._day(first),
                last_on=self._day(last),
                reason=reason,
                note=note,
                created_at=self._on(first).utc(_WRITTEN),
            )
        for number, kind, what, place, whom in story.activities:
            self._tables.add(
                "course_activity",
                course_id=course,
                kind=kind,
                what=what,
                place=place,
                with_whom=whom,
                first_on=self._on(number).text,
                created_at=self._on(number).utc(_WRITTEN),
            )
        if story.feedback:
            words = ("equality", "welcome", "inclusion", "hope")
            asked = ("place_right", "safe", "heard", "what_matters", "right_time")
            answers = dict.fromkeys((*asked, *words), "yes") | {"right_time": "partly"}
            self._tables.add("course_feedback", course_id=course, **answers)
        for promise in story.promises:
            keeper = staff[promise.who]
            self._tables.add(
                "promise",
                citizen_id=who,
                conversation_id=None,
                words=promise.words,
                by_on=self._day(promise.by),
                staff_id=keeper,
                made_on=self._on(promise.made).text,
                kept_on=self._day(promise.kept),
                kept_by=None if promise.kept is None else keeper,
            )
        for consent in story.consents:
            given = self._on(consent.given)
            self._tables.add(
                "disclosure_consent",
                citizen_id=who,
                receiver=consent.receiver,
                what=consent.what,
                purpose=consent.purpose,
                how=consent.how,
                given_on=given.text,
                valid_to=self._day(consent.valid_to),
                withdrawn_on=self._day(consent.withdrawn),
                recorded_by=coach,
                created_at=given.utc(_WRITTEN),
            )

    def _talk(self, story: Story, talk: Talk, who: int, goals: dict[int, int]) -> int:
        """A conversation; `goals` are the ids of those that were spoken of before, by number."""
        day, coach = self._on(talk.on), self._staff[story.coach]
        conversation = self._tables.add(
            "conversation",
            citizen_id=who,
            held_on=day.text,
            held_week=day.week,
            held_by=coach,
            own_words=talk.own_words,
            matters_now=talk.matters,
            strengths=talk.strengths,
            going=talk.going,
            created_at=day.utc(_WRITTEN),
            created_by=coach,
        )
        for position, goal in enumerate(talk.goals, 1):
            if goal.number not in goals:
                goals[goal.number] = self._tables.add(
                    "citizen_goal", citizen_id=who, created_at=day.utc(_WRITTEN)
                )
                self._scale(story, goal.number, goals[goal.number])
            self._tables.add(
                "goal_said",
                conversation_id=conversation,
                goal_id=goals[goal.number],
                position=position,
                words=goal.words,
                why=goal.why,
                step=goal.step,
                step_who=goal.who,
                step_by=self._day(goal.by),
                going=goal.going,
                level=goal.level,
            )
        return conversation

    def _scale(self, story: Story, number: int, goal: int) -> None:
        if story.scale is not None and story.scale[0] == number:
            for level, words in enumerate(story.scale[1], start=-2):
                self._tables.add("goal_level", goal_id=goal, level=level, words=words)


def _status(session: Session, over: bool, is_here: bool) -> str:
    if session.came == "cancelled_citizen" or (over and not is_here):
        return session.came
    return "attended" if over else "booked"
