"""What a course has to be: for whom, from when to when, with whom. A sentence for each refusal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from din_indgang_tui.house import names, settings
from din_indgang_tui.house.course_weeks import end_after
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, Role
from din_indgang_tui.store.unit import Reading, Row, Value
from din_indgang_tui.words import written

WHY_LIMIT = 300  # characters of the leader's words
AHEAD = timedelta(days=28)  # so far ahead a course may begin: what is later is a slip of the month
BACK = timedelta(days=366)  # and so far back: what is earlier is a slip of the year
LONGEST = timedelta(days=366)  # even with the leader's word: what is longer is a slip of the year
MAY_LENGTHEN = frozenset({Role.LEADER, Role.OWNER})
MAY_COACH = COACHES - {Role.OWNER}
MAY_BE_PEER = frozenset({Role.HOST, Role.VOLUNTEER}) | MAY_COACH


def for_whom(reading: Reading, citizen_id: int | None) -> int:
    """Whose course it may become. Raises DeskError for nobody known, and where one is open."""
    if citizen_id is None:
        raise DeskError(
            _("A course is for somebody the house knows. Write down a name first."),
            field="citizen_id",
        )
    row = reading.one("SELECT given_name, family_name FROM citizen WHERE id = ?", (citizen_id,))
    if row is None:
        raise DeskError(_("That person is not here any more."), field="citizen_id")
    reading.about(citizen_id)
    other = reading.one(
        "SELECT o.opened_on, s.name FROM course o LEFT JOIN staff s ON s.id = o.coach_id"
        " WHERE o.citizen_id = ? AND o.closed_on IS NULL ORDER BY o.opened_on DESC LIMIT 1",
        (citizen_id,),
    )
    if other is not None:
        who = names.full_name(row["given_name"], row["family_name"]) or _("No name")
        sentence = _("{name} is in a course since {day}.")
        if other["name"]:
            sentence = _("{name} is in a course since {day}, with {colleague}.")
        raise DeskError(
            sentence.format(name=who, day=written(other["opened_on"]), colleague=other["name"]),
            field="citizen_id",
        )
    return citizen_id


def start(reading: Reading, citizen_id: int, opened: date, course_id: int = 0) -> None:
    """Whether a course may begin that day. Raises DeskError about `opened_on`."""
    said = ""
    born = reading.value("SELECT birth_date FROM citizen WHERE id = ?", (citizen_id,))
    before = reading.value(
        "SELECT max(closed_on) FROM course WHERE citizen_id = ? AND id <> ?",
        (citizen_id, course_id),
    )
    first = reading.value(
        "SELECT min(s.starts_on) FROM slot s JOIN course o ON o.id = s.course_id WHERE o.id = ?"
        " AND s.starts_on >= o.opened_on AND s.status NOT LIKE 'cancelled%'",
        (course_id,),
    )
    rest = reading.value("SELECT min(first_on) FROM course_pause WHERE course_id = ?", (course_id,))
    if opened > reading.today + AHEAD:
        said = _("A course begins at most {n} days from now.").format(n=AHEAD.days)
    elif opened < reading.today - BACK:
        said = _("That is more than a year ago. Look at the year.")
    elif born and opened.isoformat() < born:
        said = _("The citizen was not born yet on that day.")
    elif before and opened.isoformat() < before:
        said = _("The course before it lasted until {day}.").format(day=written(before))
    elif rest and opened.isoformat() > rest:
        said = _("The course rests from {day}, and cannot begin after that.").format(
            day=written(rest)
        )
    elif first and opened.isoformat() > first:
        said = _("The course has a time on {day}, and cannot begin after that.").format(
            day=written(first)
        )
    if said:
        raise DeskError(said, field="opened_on")


def end(opened: date, planned: date) -> None:
    """Whether it may end that day. Raises DeskError about `planned_end_on`."""
    if planned < opened:
        raise DeskError(_("The end lies before the start."), field="planned_end_on")
    if planned > opened + LONGEST:
        raise DeskError(_("That is more than a year after the start."), field="planned_end_on")


def longer(
    reading: Reading, opened: date, planned: date | None, why: str, before: Row | None
) -> dict[str, Value]:
    """The columns that say why a course lasts longer than the house lets one last.

    Raises DeskError where only the leader may say so, or the leader has not said why. What the
    leader gave once (`before`) stands, also where a coach shortens it. No end (`planned`), as an
    import may leave it, lasts as long as one likes.
    """
    weeks = settings.current(reading).course_weeks
    limit = end_after(opened, weeks)
    why = one_line(why, "longer_why", WHY_LIMIT)
    again = False
    if planned is None and before is not None and before["longer_why"] == why:
        return {}
    if planned is not None and planned <= limit:
        return {"longer_why": "", "longer_by": None}
    if planned and before and before["planned_end_on"] and before["longer_why"] == why != "":
        given = date.fromisoformat(before["planned_end_on"]) - date.fromisoformat(
            before["opened_on"]
        )
        if planned - opened <= given:
            return {}
        # The reason that was given was for that long, and for no longer.
        again = True
    if reading.who.role not in MAY_LENGTHEN:
        raise DeskError(
            ngettext(
                "A course lasts {n} week at most, here until {day}. The leader may let it last"
                " longer.",
                "A course lasts {n} weeks at most, here until {day}. The leader may let it last"
                " longer.",
                weeks,
            ).format(n=weeks, day=written(limit.isoformat())),
            field="planned_end_on",
        )
    if not why and planned is None:
        return {"longer_why": "", "longer_by": None}
    if not why:
        raise DeskError(
            ngettext(
                "Longer than {n} week: write why.", "Longer than {n} weeks: write why.", weeks
            ).format(n=weeks),
            field="longer_why",
        )
    if again:
        raise DeskError(
            _("That is longer than the leader gave it: write why, again."), field="longer_why"
        )
    return {"longer_why": why, "longer_by": reading.who.staff_id}


def coach(reading: Reading, staff_id: int | None) -> None:
    """Whether that colleague may have a course. Raises DeskError about `coach_id`."""
    if staff_id is None:
        raise DeskError(_("Choose who the coach is."), field="coach_id")
    _works_here(reading, staff_id, MAY_COACH, "coach_id", _("Choose a coach who works here."))


def peer(reading: Reading, staff_id: int | None, coach_id: int | None) -> None:
    """Whether that colleague may be the peer; nobody is right too. Raises DeskError."""
    if staff_id is None:
        return
    _works_here(reading, staff_id, MAY_BE_PEER, "peer_id", _("Choose a peer who works here."))
    if staff_id == coach_id:
        raise DeskError(_("The peer is another than the coach."), field="peer_id")


def made_from(reading: Reading, citizen_id: int, conversation_id: int | None) -> None:
    """Whether a conversation is this citizen's, and held. Raises DeskError."""
    if conversation_id is None:
        return
    row = reading.one("SELECT citizen_id, state FROM conversation WHERE id = ?", (conversation_id,))
    if row is None or row["citizen_id"] != citizen_id:
        raise DeskError(_("That conversation is about somebody else."), field="conversation_id")
    if row["state"] != "held":
        # One that is still written may be taken away again, and the course would name nothing.
        raise DeskError(_("That conversation is still being written."), field="conversation_id")


def code(value: str, labels: Mapping[str, str], field: str) -> str:
    """A code of a closed list. Raises DeskError about `field` for any other."""
    if value not in labels:
        raise DeskError(_("Choose one of the list."), field=field)
    return value


def _works_here(
    reading: Reading, staff_id: int, roles: frozenset[Role], field: str, sentence: str
) -> None:
    row = reading.one("SELECT role, active FROM staff WHERE id = ?", (staff_id,))
    if row is None or not row["active"] or row["role"] not in roles:
        raise DeskError(sentence, field=field)
