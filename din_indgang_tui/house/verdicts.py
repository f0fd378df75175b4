"""What is to be said of one time: free, or what is in the way, in a few words.

The same answer for a booking, for the week's grid and for every date of a series. What it says of
others is the kind of thing that is in the way, never whose it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import minutes, working_time
from din_indgang_tui.house.codes import shown_label, within_a_line
from din_indgang_tui.house.diary import CourseDays, Diary, DiaryEntry, course_days, diary
from din_indgang_tui.house.minutes import LEAST_MINUTES, MOST_MINUTES
from din_indgang_tui.house.working_time import OUTSIDE, Timetable
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Reading
from din_indgang_tui.words import full_day


class Answer(StrEnum):
    """What is in the way of a time, the first of these that is."""

    FREE = "free"
    NO_SUCH_TIME = "no_such_time"  # skipped in the night the clock is put forward
    PAST = "past"
    COURSE = "course"  # before it opens, or closed
    AFTER_COURSE = "after_course"
    PAUSE = "pause"
    EXCEPTION = "exception"  # a day that the rule of a group leaves out
    CLOSED = "closed"
    GROUP_MEETS = "group_meets"  # by a meeting of its own that was moved there or added
    AWAY = "away"
    OUTSIDE_HOURS = "outside_hours"
    COACH_BUSY = "coach_busy"  # with a meeting or the like
    CITIZEN_TAKEN = "citizen_taken"
    COACH_TAKEN = "coach_taken"
    ROOM_CLOSED = "room_closed"
    ROOM_TAKEN = "room_taken"


# What is taken by another slot, in the words of the triggers of schema.sql.
TAKEN = frozenset({Answer.CITIZEN_TAKEN, Answer.COACH_TAKEN, Answer.ROOM_TAKEN})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A time that is asked about; `minutes` long, in the house unless the kind is another."""

    citizen_id: int | None
    coach_id: int
    kind: str
    minutes: int
    room: str | None = None

    @property
    def outside(self) -> bool:
        """Whether it happens where the citizen is."""
        return self.kind in OUTSIDE


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer, the same in a few words for the middle of a line, and what is in the way."""

    answer: Answer
    words: str
    entry: DiaryEntry | None = None

    @property
    def sentence(self) -> str:
        """The words as a sentence of their own."""
        return f"{self.words[:1].upper()}{self.words[1:]}."


@dataclass(frozen=True, slots=True)
class Known:
    """All that a verdict goes by, read for some days."""

    timetable: Timetable
    diary: Diary
    course: CourseDays | None
    now: int  # minutes since 1970
    today: date
    kinds: dict[str, str]  # labels, for the middle of a line

    def free(self, wanted: Wanted, day: date) -> int:
        """The minutes of a day in which nothing is in the way, rooms aside, past or not."""
        if self.course is not None and not self.course.holds(day):
            return 0
        bits = self.timetable.works(wanted.coach_id, day, outside=wanted.outside)
        if bits:
            bits &= ~self.diary.coaches.get((wanted.coach_id, day), 0)
        if bits and wanted.citizen_id is not None:
            bits &= ~self.diary.citizens.get((wanted.citizen_id, day), 0)
        return bits

    def room_is_free(self, code: str, day: date) -> int:
        """The minutes of a day in which a room can be used and is not taken."""
        return self.timetable.room(code, day) & ~self.diary.rooms.get((code, day), 0)

    def rooms_free(self, day: date, start: int, length: int) -> list[str]:
        """The rooms that are free for so many minutes from that minute of the day, in order."""
        need = minutes.stretch(start, start + length)
        return [
            code for code in self.timetable.rooms if need & self.room_is_free(code, day) == need
        ]

    def some_room(self, day: date, length: int) -> int:
        """The minutes of a day at which some room is free for so long; a house may have none."""
        if not self.timetable.rooms:
            return -1
        bits = 0
        for code in self.timetable.rooms:
            bits |= minutes.room_for(self.room_is_free(code, day), length)
        return bits


def known(
    reading: Reading,
    first: date,
    last: date,
    *,
    course_id: int | None = None,
    but: int | None = None,
) -> Known:
    """What verdicts on the days from `first` to `last` go by, `but` for one slot (to be moved)."""
    return Known(
        timetable=working_time.timetable(reading, first, last),
        diary=diary(reading, first, last, but=but),
        course=None if course_id is None else course_days(reading, course_id),
        now=minutes.of_moment(reading.now),
        today=reading.today,
        kinds={
            row["code"]: within_a_line(shown_label("activity_kind", row["code"], row["label"]))
            for row in reading.rows("SELECT code, label FROM activity_kind")
        },
    )


def judge(of: Known, wanted: Wanted, starts_at: datetime) -> Judged:
    """The verdict on one time (UTC) of a day that `of` was read for."""
    day = local_date(starts_at)
    start = minutes.of_moment(starts_at) - minutes.midnight(day)
    need = minutes.stretch(start, start + wanted.minutes)
    # An earlier hour of today may be written down after the fact, an earlier day not.
    if day < of.today:
        return Judged(Answer.PAST, _("that day is over"))
    return (
        _of_the_course(of, day)
        or _of_the_hours(of, wanted, day, need)
        or _of_what_is_booked(of, wanted, starts_at)
        or of_the_room(of, wanted, starts_at)
        or Judged(Answer.FREE, _("free"))
    )


def _of_the_course(of: Known, day: date) -> Judged | None:
    course = of.course
    if course is None or course.holds(day):
        return None
    if course.closed_on is not None:
        return Judged(
            Answer.COURSE,
            _("the course was closed on {day}").format(day=full_day(course.closed_on)),
        )
    if day < course.weeks.opened_on:
        return Judged(
            Answer.COURSE,
            _("before the course begins on {day}").format(day=full_day(course.weeks.opened_on)),
        )
    if day > course.weeks.end_on:
        return Judged(
            Answer.AFTER_COURSE,
            _("after week {week}: the course ends on {day}").format(
                week=course.weeks.count, day=full_day(course.weeks.end_on)
            ),
        )
    return Judged(Answer.PAUSE, _("the course is paused then"))


def _of_the_hours(of: Known, wanted: Wanted, day: date, need: int) -> Judged | None:
    table = of.timetable
    coach_id, outside = wanted.coach_id, wanted.outside
    hours = table.works(coach_id, day, outside=outside)
    if need & hours == need:
        return None
    if not hours:
        words = working_time.why_no_hours(table, coach_id, day, outside=outside)
        if day in table.closed:
            return Judged(Answer.CLOSED, words)
        away = any(one.effect == "away" for one in table.on(coach_id, day))
        return Judged(Answer.AWAY if away else Answer.OUTSIDE_HOURS, words)
    name = table.colleagues[coach_id].name
    if busy := need & table.busy(coach_id, day):
        label = next(
            (
                one.label
                for one in table.on(coach_id, day)
                if one.effect == "busy" and minutes.of_spans(one.spans, day) & busy
            ),
            "",
        )
        return Judged(
            Answer.COACH_BUSY,
            _("{name} is busy ({what})").format(name=name, what=label)
            if label
            else _("{name} is busy").format(name=name),
        )
    if not outside and day not in table.closed and need & table.house(day) != need:
        open_hours = minutes.spans_of(table.house(day), day)
        return Judged(
            Answer.OUTSIDE_HOURS,
            _("the house is open {hours}").format(hours=working_time.hours_in_words(open_hours)),
        )
    own = minutes.spans_of(hours, day)
    return Judged(
        Answer.OUTSIDE_HOURS,
        _("{name} works {hours} that day").format(
            name=name, hours=working_time.hours_in_words(own)
        ),
    )


def _of_what_is_booked(of: Known, wanted: Wanted, starts_at: datetime) -> Judged | None:
    start = minutes.of_moment(starts_at)
    there = list(of.diary.at(start, start + wanted.minutes))
    for one in there:
        if one.slot_id is not None and one.citizen_id == wanted.citizen_id:
            return Judged(
                Answer.CITIZEN_TAKEN,
                _("has something else ({what})").format(what=of.kinds.get(one.kind, one.kind)),
                one,
            )
    for one in there:
        if one.coach_id == wanted.coach_id:
            words = _("{name} has a group") if one.slot_id is None else _("{name} is busy ({what})")
            return Judged(
                Answer.COACH_TAKEN,
                words.format(
                    name=of.timetable.colleagues[wanted.coach_id].name,
                    what=of.kinds.get(one.kind, one.kind),
                ),
                one,
            )
    return None


def of_the_room(of: Known, wanted: Wanted, starts_at: datetime) -> Judged | None:
    """What is in the way of the room that is asked for; None where nothing is."""
    code, day = wanted.room, local_date(starts_at)
    begins = minutes.of_moment(starts_at) - minutes.midnight(day)
    need = minutes.stretch(begins, begins + wanted.minutes)
    if code is None or need & of.room_is_free(code, day) == need:
        return None
    first = minutes.midnight(day)
    start, end = next(minutes.runs(need))
    taken = next((one for one in of.diary.at(first + start, first + end) if one.room == code), None)
    label = of.timetable.rooms.get(code)
    if label is None:
        return Judged(Answer.ROOM_CLOSED, _("that room is not in use any more"))
    if taken is not None:
        return Judged(Answer.ROOM_TAKEN, _("{room} is taken").format(room=label), taken)
    return Judged(Answer.ROOM_CLOSED, _("{room} is not open then").format(room=label))


def known_kind(reading: Reading, kind: str, length: int | None) -> int:
    """How many minutes a slot of that kind takes: `length`, or what the kind takes by itself.

    Raises DeskError for a kind that cannot be booked, and for less than 5 or more than 720 minutes.
    """
    row = reading.one("SELECT * FROM activity_kind WHERE code = ?", (kind,))
    if row is None or row["retired"] or not row["bookable"]:
        raise DeskError(_("Choose what the time is for from the list."), field="kind")
    return int(row["minutes"]) if length is None else known_length(length)


def known_length(length: int) -> int:
    """So many minutes. Raises DeskError for less than 5 or more than 720 of them."""
    if not LEAST_MINUTES <= length <= MOST_MINUTES:
        raise _no_length()
    return length


def typed_length(text: str) -> int:
    """A length in minutes, as typed. Raises DeskError as `known_length` does."""
    text = text.strip()
    if not (text.isascii() and text.isdigit()):
        raise _no_length()
    return known_length(int(text))


def _no_length() -> DeskError:
    said = _("Write the length in minutes, from {least} to {most}.")
    return DeskError(said.format(least=LEAST_MINUTES, most=MOST_MINUTES), field="minutes")
