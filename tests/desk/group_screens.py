"""Groups for the walk through every screen: how each is reached, and a house that has some."""

from __future__ import annotations

from datetime import date, time, timedelta

from din_indgang_tui.clock import iso_week, local_date, stored
from din_indgang_tui.house import enquiries, group_members, group_waiting, groups
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.group_rules import GroupException, Rule
from din_indgang_tui.house.group_writing import Helper, NewGroup
from din_indgang_tui.store.roles import Who
from din_indgang_tui.store.unit import Value
from tests.desk.house import House, colleague, register
from tests.diary_scene import THEN, at, put_in

_SAYING = "Vi maler sammen, og man behøver ikke kunne noget i forvejen. " * 4
# The first in Danish order, so that Enter in area 4 opens it.
NAME = "Akvarel"
LONG_NAME = "Andespil med bankokugler i Danmarksgade"

_GROUP = ("4", "enter")
_MEETINGS = (*_GROUP, "shift+tab")
_AHEAD = (*_MEETINGS, "down", "down", "a")
_WAITING = (*_GROUP, "tab")
_JOINS = (*_GROUP, "+", "kirstine", "enter")
_ASKED = ("4", "down", "enter")  # the group that asks for an assessment
# As a host may see them, from the host's Today.
HOSTS: dict[str, tuple[str, ...]] = {
    "groups, a host": ("4",),
    "a group, a host": _GROUP,
    "a group for somebody, a host": ("/", "kirst", "enter", "b"),
}
# As a volunteer who helps in one sees it, from the volunteer's Today.
VOLUNTEERS: dict[str, tuple[str, ...]] = {
    "groups, a volunteer": ("4",),
    "a group, a volunteer": _GROUP,
    "a group, a volunteer, its meetings": _MEETINGS,
}
# From the leader's Today.
LEADERS: dict[str, tuple[str, ...]] = {
    "groups": ("4",),
    "groups, another": ("4", "down"),
    "groups that ended": ("4", "tab"),
    "help to groups": ("4", "?"),
    "a group": _GROUP,
    "a group, who stayed away": (*_GROUP, *["down"] * 4),
    "a group, a place to come": (*_GROUP, *["pagedown"] * 3),
    "a group, who waits": _WAITING,
    "a group, its meetings": _MEETINGS,
    "a group, its meetings, behind": (*_MEETINGS, *["pagedown"] * 9),
    "who sends word for a meeting to come": _AHEAD,
    "why somebody sends word for a meeting to come": (*_AHEAD, "a", "a", "hos lægen"),
    "help to who sends word for a meeting to come": (*_AHEAD, "?"),
    "a group that asks for an assessment": _ASKED,
    "a group that ended": ("4", "tab", "enter"),
    "help to a group": (*_GROUP, "?"),
    "help to a group's waiting list": (*_WAITING, "?"),
    "help to a group's meetings": (*_MEETINGS, "?"),
    "who joins": (*_GROUP, "+"),
    "who joins, matches": (*_GROUP, "+", "kirst"),
    "who joins, nobody fits": (*_GROUP, "+", "xenia"),
    "help to who joins": (*_GROUP, "+", "f2"),
    "a line on the waiting list": _JOINS,
    "a place past those who wait": (*_JOINS, "e", "right", "enter"),
    "a place, from when": (*_GROUP, "b", "e", ""),
    "a place, a note": (*_JOINS, "up", "enter", "Skal hentes"),
    "a place, wrong": (*_GROUP, "b", "e", "x", "enter", "enter"),
    "a place for the one shown": (*_GROUP, "b"),
    "a place for another who waits": (*_WAITING, "down", "b"),
    "a place asks for an assessment": (*_ASKED, "+", "kirstine", "enter"),
    "an assessment": (*_ASKED, "+", "kirstine", "enter", "right"),
    "an assessment, granted": (*_ASKED, "+", "kirstine", "enter", "right", "enter"),
    "an assessment, why": (*_ASKED, "+", "kirstine", "enter", "right", "tab", "tab", "Brev i dag"),
    "an assessment, wrong": (
        *(*_ASKED, "+", "kirstine", "enter", "right", "tab", "x", "enter", "enter"),
    ),
    "help to an assessment": (*_ASKED, "+", "kirstine", "enter", "f2"),
    "a place where none was decided": (*_ASKED, "+", "kirstine", "enter", "escape", "escape"),
    "help to a place": (*_JOINS, "?"),
    "a place ends": (*_GROUP, "f"),
    "a place ends, why": (*_GROUP, "f", "down", "enter", "Flyttet"),
    "a place ends, wrong": (*_GROUP, "f", "e", "x", "enter", "enter"),
    "a place to come is taken away": (*_GROUP, *["pagedown"] * 3, "f"),
    "help to a place that ends": (*_GROUP, "f", "?"),
    "a place's days": (*_GROUP, ":", "membership", "enter"),
    "a place's days, the note": (*_GROUP, ":", "membership", "enter", "up", "enter", " med taxa"),
    "a place's days, wrong": (*_GROUP, ":", "membership", "enter", "enter", "x", "enter"),
    "a group for somebody": ("/", "kirstine", "enter", "b"),
    "a group for somebody, filtered": ("/", "kirstine", "enter", "b", "gå"),
    "a group for somebody, nothing fits": ("/", "kirstine", "enter", "b", "xyz"),
    "a group for somebody, an assessment": ("/", "kirstine", "enter", "b", "andes", "enter"),
    "a group for somebody, which day": ("/", "kirstine", "enter", "b", "gå", "tab"),
    "help to a group for somebody": ("/", "kirstine", "enter", "b", "f2"),
    "after an assessment": (*_ASKED, "+", "kirstine", "enter", "right", "enter", "enter"),
}
# Those who have a place, and how they came from the first meeting on: letters as the screen's,
# a dot for no mark. Mogens has stayed away.
_CAME = {
    "Ditlev Ask": "     -papppp",
    "Gudrun Wolff": "ppapp-iippp",
    "Regitze Bladt-Christoffersen": "ppppp-ppppp",
    "Mogens Quist": "pippi-iiiii",
    "Ulla Rønne": "ppppp-pp.pp",
    "Øjvind Urth": "ppppp-ppapp",
}
_STATUS = {"p": "present", "i": "absent", "a": "excused"}


def in_groups(house: House) -> None:
    """A group with a free place and people who wait, one that asks for an assessment, one over."""
    today = local_date(house.moment)
    leader, pia, eri = (colleague(house, initials) for initials in ("ÅSE", "PIA", "ERI"))
    assert pia.staff_id is not None and eri.staff_id is not None
    first = today - timedelta(weeks=11)
    rule = Rule("weekly", 1, (today.isoweekday(),))
    christmas = GroupException(date(2026, 12, 21), date(2026, 12, 27), "jul")
    new = NewGroup(
        NAME,
        description=_SAYING,
        place="Molen",
        leader_id=pia.staff_id,
        capacity=7,
        drop_in=True,
        rule=rule,
        start_time=time(13, 30),
        starts_on=first,
        exceptions=(christmas,),
        helpers=(Helper(eri.staff_id, "", "volunteer"),),
    )
    group_id = house.do(leader, groups.make, new)
    people = {name: _somebody(house, *name.rsplit(" ", 1)) for name in _CAME}
    for number in range(11):
        _meeting_behind(house, group_id, first + timedelta(weeks=number), number, people, pia)
    for name, citizen_id in people.items():
        since = first if name != "Ditlev Ask" else first + timedelta(weeks=5)
        row: dict[str, Value] = {"group_id": group_id, "citizen_id": citizen_id}
        ends = {"to_on": (today + timedelta(days=7)).isoformat()} if name == "Ulla Rønne" else {}
        row |= {"from_on": since.isoformat(), "created_at": THEN, **ends}
        if name == "Ditlev Ask":
            row["note"] = _SAYING
        house.do(leader, put_in, "group_member", row)
    later = today + timedelta(days=20)
    begins = _somebody(house, "Zenia", "Zimmermann")
    house.do(leader, group_members.add, group_id, begins, later)
    for name in ("Wilfred Ullits", "Ditte Yde-Ravnsborg"):
        waits = _somebody(house, *name.rsplit(" ", 1))
        house.do(leader, group_waiting.wait, group_id, waits, _SAYING[:100])
    _others(house, today)


def _others(house: House, today: date) -> None:
    leader = colleague(house, "ÅSE")
    asked = NewGroup(
        LONG_NAME, capacity=30, needs_assessment="depends", legal_basis="sel82a", place="Havnen"
    )
    house.do(leader, groups.make, asked)
    over: dict[str, Value] = {"name": "Bålhygge", "created_at": THEN}
    over |= {"starts_on": "2026-01-05", "ends_on": (today - timedelta(days=30)).isoformat()}
    house.do(leader, put_in, "group_activity", over)


def _somebody(house: House, given: str, family: str) -> int:
    """Somebody the house knows, who neither waits nor has written just now."""
    visit = register(house, NewCitizen(given, family), channel=Channel.LETTER)
    house.do(colleague(house, "BOD"), enquiries.finish, visit, "group")
    ((citizen_id,),) = house.rows("SELECT citizen_id FROM enquiry WHERE id = ?", visit)
    return int(citizen_id)


def _meeting_behind(
    house: House, group_id: int, day: date, number: int, people: dict[str, int], leader: Who
) -> None:
    """A meeting that was held, with its marks; the sixth was cancelled, the last has no roll."""
    starts_at = at(f"{day.isoformat()}T13:30")
    row: dict[str, Value] = {
        "group_id": group_id,
        "starts_at": stored(starts_at),
        "ends_at": stored(starts_at + timedelta(minutes=90)),
        "starts_on": day.isoformat(),
        "starts_week": iso_week(day),
        "minutes": 90,
        "leader_id": leader.staff_id,
        "created_at": THEN,
    }
    marks = {name: came[number] for name, came in _CAME.items() if came[number] in _STATUS}
    if not marks:
        row |= {"status": "cancelled", "cancel_why": "Lederen var syg, og ingen andre kunne"}
    elif number < 10:
        row |= {"status": "held", "roll_done_at": stored(starts_at)}
    session_id = house.do(leader, put_in, "group_session", row)
    for name, came in marks.items():
        mark: dict[str, Value] = {"session_id": session_id, "citizen_id": people[name]}
        mark |= {"status": _STATUS[came], "marked_at": THEN}
        house.do(leader, put_in, "attendance", mark)
