"""Courses for the walk through every screen: how each is reached, and a house with all stages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import (
    closing,
    conversation_holding,
    conversation_writing,
    course_activities,
    courses,
    enquiries,
    group_members,
    group_waiting,
    pauses,
    slots,
)
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.conversation_text import ConversationText, GoalText
from din_indgang_tui.house.course_activities import NewActivity
from din_indgang_tui.house.courses import Course, NewCourse
from din_indgang_tui.house.goals import tick_step
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.store.roles import Who
from din_indgang_tui.store.unit import Value
from tests.desk.house import House, colleague, register
from tests.diary_scene import THEN, put_in

_LONG = "Maria-Elisabeth Wilhelmine", "Østergaard-Kirkegaard"
_SAYING = "Jeg vil gerne kunne åbne min post uden at få ondt i maven. " * 4

# As a host may see them, from the host's Today.
HOSTS: dict[str, tuple[str, ...]] = {
    "courses, a host": ("3",),
    "courses, a host, all": ("3", "tab"),
    "a course, a host": ("3", "enter"),
    "a course, a host, an activity": ("3", "tab", "down", "down", "enter", *["down"] * 3),
    "a time, a host": ("3", "tab", "down", "down", "enter", "enter"),
}
_COURSE = ("3", "enter")
_LAST = (*_COURSE, "pagedown", "pagedown")  # a step that was taken; above it one that is not
_RESTS = ("3", "tab", "down", "enter")
_NOBODYS = ("/", "møg", "enter", "+")
# From the leader's Today.
LEADERS: dict[str, tuple[str, ...]] = {
    "courses": ("3",),
    "courses, all": ("3", "tab", "down"),
    "courses, closed": ("3", "tab", "tab"),
    "help to courses": ("3", "?"),
    "what to add on a page": _NOBODYS,
    "what to add on a page, filtered": (*_NOBODYS, "f"),
    "help to what to add on a page": (*_NOBODYS, "f2"),
    "a new course": (*_NOBODYS, "down", "enter"),
    "a new course, the end": (*_NOBODYS, "down", "enter", "down", "e", " "),
    "a new course, wrong": (*_NOBODYS, "down", "enter", "e", "x", "enter", "enter"),
    "help to a new course": (*_NOBODYS, "down", "enter", "?"),
    "a course": _COURSE,
    "a course, another week": (*_COURSE, "right", "right", "right"),
    "a course, an activity": (*_COURSE, "down", "down", "down"),
    "a course, a step": (*_LAST, "up"),
    "a course, a step taken": _LAST,
    "what was said of a step": (*_LAST, "up", "enter"),
    "what was said of a step, the next": (*_LAST, "up", "enter", "tab"),
    "help to what was said of a step": (*_LAST, "up", "enter", "?"),
    "a course past its limit": ("3", "tab", "enter"),
    "a closed course": ("3", "tab", "tab", "enter"),
    "help to a course": (*_COURSE, "?"),
    "a time": (*_COURSE, "enter"),
    "a time, moved": (*_COURSE, "down", "enter"),
    "help to a time": (*_COURSE, "enter", "?"),
    "a time's facts": (*_COURSE, "enter", "e"),
    "a time's facts, the kind": (*_COURSE, "enter", "e", "enter", "right"),
    "a time's facts, the note": (*_COURSE, "enter", "e", "up", "enter", " og passet"),
    "a course's facts": (*_COURSE, "e"),
    "a course's facts, the end": (*_COURSE, "e", "down", "enter"),
    "a course's facts, the coach": (*_COURSE, "e", "down", "down", "enter"),
    "a course's facts, the law": (*_COURSE, "e", *["down"] * 4, "enter", "right"),
    "a course's facts, wrong": (*_COURSE, "e", "down", "enter", "x", "enter"),
    "a new pause": (*_COURSE, "h", "escape", "h", "30.11.", "tab"),
    "a new pause, all of it": (*_COURSE, "h", "18.11.", *["enter"] * 2),
    "a new pause, wrong": (*_COURSE, "h", "x", *["enter"] * 3),
    "a pause": (*_LAST, "up", "up", "enter"),
    "a pause, a row open": (*_LAST, "up", "up", "enter", "up", "enter", " og feber"),
    "a course that rests": _RESTS,
    "a pause that lasts": (*_RESTS, "h"),
    "a pause that lasts, its end": (*_RESTS, "h", "enter"),
    "what is booked in a pause": (*_RESTS, "h", "space"),
    "what is booked in a pause, let go of": (*_RESTS, "h", "space", "right"),
    "help to a pause": (*_RESTS, "h", "?"),
    "help to what is booked in a pause": (*_RESTS, "h", "space", "f2"),
    "a new activity": (*_COURSE, "+"),
    "a new activity, what": (*_COURSE, "+", "enter", "Kor"),
    "a new activity, all of it": (*_COURSE, "+", "enter", "Kor", *["enter"] * 4),
    "an activity": (*_COURSE, "down", "down", "down", "enter"),
    "an activity, a row open": (*_COURSE, "down", "down", "down", "enter", "down", "enter", " ved"),
    "a course closes": (*_COURSE, "f"),
    "a course closes, a note": (*_COURSE, "f", *["tab"] * 4, "Flyttede godt."),
    "a course closes, ready": (*_COURSE, "f", *["right", "enter"] * 3),
    "a course closes, wrong": (*_COURSE, "f", "escape", "enter"),
    "a course closes, its groups": (
        *(*_COURSE, "f", *["right", "enter"] * 3),
        *(*["down"] * 4, "enter", "right"),
    ),
    "help to a course that closes": (*_COURSE, "f", "f2"),
}


def in_courses(house: House) -> None:
    """Courses in every stage, by the leader, who is the coach of one with all in it."""
    now, today = house.moment, local_date(house.moment)
    leader, liv = colleague(house, "ÅSE"), colleague(house, "LIV")

    def open_for(someone: NewCitizen, days: int, who: Who, **more: object) -> Course:
        house.moment = now - timedelta(days=days)
        visit = register(house, someone, channel=Channel.PHONE)
        house.do(colleague(house, "BOD"), enquiries.finish, visit, "course_opened")
        (row,) = house.rows("SELECT citizen_id FROM enquiry WHERE id = ?", visit)
        new = NewCourse(row[0], local_date(house.moment), coach_id=who.staff_id)
        opened: Course = house.do(leader, courses.open_course, replace(new, **more))  # type: ignore[arg-type]
        house.moment = now
        return opened

    open_for(NewCitizen("Inger", "Ravn"), 200, liv)
    bo = colleague(house, "BOD").staff_id
    rests = open_for(NewCitizen("Birgit", "Nygaard"), 115, liv, peer_id=bo)
    mette = colleague(house, "MJU").staff_id
    assert mette is not None
    noon = datetime(2026, 11, 19, 12, tzinfo=UTC)
    within = NewSlot(rests.citizen_id, noon, mette, course_id=rests.course_id)
    house.do(leader, slots.book, within)
    days = today - timedelta(days=1), today + timedelta(days=8)
    house.do(leader, pauses.begin, rests.course_id, *days, "admission")
    shut = open_for(NewCitizen("Ole", "Holm"), 60, liv)
    said = Closing(today, "goal_reached", "volunteer_offer", "unknown", closing_note=_SAYING)
    said = replace(said, feedback={"safe": "yes", "heard": "partly", "hope": "yes"})
    house.do(leader, closing.close, shut.course_id, shut.version, said)
    course = open_for(NewCitizen(*_LONG), 28, leader, legal_basis="sel82b", target_group="at_risk")
    talk(house, leader, course.citizen_id)
    for what in ("Madlavning", "Strikkecafé på biblioteket i Danmarksgade"):
        new = NewActivity("network", what, today - timedelta(days=20), None, "køkkenet", "Liv")
        house.do(leader, course_activities.add, course.course_id, new)
    begins = today + timedelta(days=20)
    house.do(leader, pauses.begin, course.course_id, begins, begins + timedelta(days=6), "illness")
    for day, hour in ((19, 10), (26, 10)):
        at = datetime(2026, 11, day, hour, tzinfo=UTC)
        new_slot = NewSlot(course.citizen_id, at, mette, course_id=course.course_id)
        booked = house.do(leader, slots.book, new_slot)
    later = booked.starts_at + timedelta(hours=1)
    house.do(leader, slots.move, booked.slot_id, booked.version, starts_at=later, why="møde")
    for name in ("Madlavning", "Gåtur", "Strikkecafé på biblioteket i Danmarksgade"):
        group: dict[str, Value] = {"name": name, "created_at": THEN}
        number = house.do(leader, put_in, "group_activity", group)
        deed = group_members.add if len(name) < 20 else group_waiting.wait
        house.do(leader, deed, number, course.citizen_id)


def talk(house: House, who: Who, citizen_id: int) -> None:
    """Two first steps, of which one was taken."""
    steps = ("Jeg bager", "En kage", "Kis"), ("Jeg åbner min post", "To breve hver mandag " * 5, "")
    goals = [GoalText(words=words, step=step, step_who=by) for words, step, by in steps]
    text = ConversationText(own_words="Ro og orden.", goals=goals).content()
    begun = house.do(who, conversation_writing.begin, citizen_id, text)
    house.do(who, conversation_holding.finish, begun.conversation_id, text)
    ((taken,),) = house.rows("SELECT goal_id FROM goal_said WHERE step = 'En kage'")
    house.do(who, tick_step, begun.conversation_id, taken, 1)
