"""The screens of the roll, and those of a volunteer, with a house that has a walk today."""

from __future__ import annotations

from tests.desk.house import House, colleague
from tests.group_scene import group, helper, mark, meeting, place
from tests.scene import citizen

MEMBERS = (
    "Birgit Nord", "Bo Sand", "Fatima Al-Sayed", "Inger Rask", "Jørn Bæk", "Karen Vang",
    "Kirsten Møller", "Lars-Erik Toft", "Ole Hansen", "Tove Kruse", "Yusuf Demir", "Aase Lund",
)  # fmt: skip
_SAYING = "Vi gik helt ud til havnen og drak kaffe hos havnefogeden, alle kom med hjem. " * 2
_WALK = ("down", "enter")
_GUEST = (*_WALK, "+", "enter", *["pagedown"] * 2)  # who stands last
NAME = "Bakketur"  # the third in Danish order of the groups in the full house
_OURS = ("4", "down", "down", "p")
_SHEET = (*_OURS, "w")

# From the host's Today.
HOSTS: dict[str, tuple[str, ...]] = {
    "the roll, a host": _OURS,
    "the roll, a host, who dropped in, matches": (*_OURS, "+", "tove"),
    "a sheet to sign in on": _SHEET,
    "a sheet to sign in on, the name": (*_SHEET, "enter", "enter", " kopi"),
    "a sheet to sign in on, wrong": (*_SHEET, "enter", "/nowhere", "enter", "enter"),
    "help to a sheet to sign in on": (*_SHEET, "f2"),
}

# From the day of Erik Maa, volunteer, who helps with the walk.
VOLUNTEERS: dict[str, tuple[str, ...]] = {
    "a volunteer's groups": (),
    "a volunteer's groups, one that is cancelled": ("down", "down"),
    "a volunteer's groups, a roll not taken": ("down", "down", "down"),
    "help to a volunteer's groups": ("?",),
    "the roll": _WALK,
    # Before what leaves nobody without a mark.
    "the roll, done with some unmarked": (*_WALK, "f"),
    "help to the roll, done with some unmarked": (*_WALK, "f", "?"),
    "the roll, some marked": (*_WALK, "p", "i", "p", "p", "a", "p"),
    "the roll, all the others": (*_WALK, "i", "a", "A"),
    "the roll, why": (*_WALK, "a", "up", "a", "hos lægen"),
    "the roll, who dropped in": (*_WALK, "+"),
    "the roll, who dropped in, matches": (*_WALK, "+", "k"),
    "the roll, who dropped in, somebody new": (*_WALK, "+", "villy frost"),
    "the roll, a guest": (*_WALK, "A", "+", "enter"),
    "the roll, who the guest is": (*_WALK, "A", "+", "enter", "m", "in"),
    "the roll, who the guest is, one without a mark": (*_GUEST, "m", "in"),
    "the roll, who the guest is, somebody new": (*_GUEST, "m", "villy frost"),
    "the roll, the note": (*_WALK, "e", "Vi gik til havnen"),
    "the roll of another day": ("down", "down", "down", "enter"),
    "the roll of one with nobody in it": (*["down"] * 5, "enter"),
    "help to the roll": (*_WALK, "?"),
    "help to who dropped in": (*_WALK, "+", "f2"),
    "help to the roll, why": (*_WALK, "a", "up", "a", "f2"),
    "help to the roll, the note": (*_WALK, "e", "f2"),
}


def people(house: House, *names: str) -> dict[str, int]:
    """These citizens by full name, new to the house where it knows nobody of that name."""
    known = dict(house.rows("SELECT trim(given_name || ' ' || family_name), id FROM citizen"))
    bo = colleague(house, "BOD")
    with house.open() as door:
        for name in names:
            if name not in known:
                given, _space, family = name.rpartition(" ")
                known[name] = citizen(door, bo, given, family)
    return {name: known[name] for name in names}


def walk(house: House, *names: str, when: str = "2026-11-17T09:30", title: str = "Gåtur") -> int:
    """A walk of today with these members, led by Liv Brandt; Erik Maa helps. Returns its number."""
    liv, erik = colleague(house, "LIV"), colleague(house, "ERI")
    with house.open() as door:
        group_id = group(door, title, capacity=15, leader_id=liv.staff_id, place="havnen")
        helper(door, group_id, erik)
        session_id = meeting(door, group_id, when, leader=liv, place="havnen")
        for citizen_id in people(house, *names).values():
            place(door, group_id, citizen_id)
    return session_id


def write_rolls(house: House, long_name: str) -> None:
    """A walk today and one last week, a meeting that is cancelled, one with nobody in it."""
    liv = colleague(house, "LIV")
    with house.open() as door:
        today = walk(house, *MEMBERS, long_name, when="2026-11-17T15:00", title=NAME)
        ((walks,),) = house.rows("SELECT group_id FROM group_session WHERE id = ?", today)
        ids = people(house, "Ole Hansen", "Bo Sand")
        for day in ("2026-11-03", "2026-11-10"):
            before = meeting(
                door, walks, f"{day}T09:30", leader=liv, status="held",
                roll_done_at="2026-11-10T11:00:00Z", note=_SAYING,
            )  # fmt: skip
            for citizen_id in ids.values():
                mark(door, before, citizen_id, "absent")
        meeting(door, walks, "2026-11-12T09:30", leader=liv, note=_SAYING)
        title = "Madlavning for dem, der ikke kan lave mad"
        cooking = group(door, title, leader_id=liv.staff_id)
        helper(door, cooking, colleague(house, "ERI"))
        meeting(
            door, cooking, "2026-11-17T16:30", leader=liv, status="cancelled", cancel_why=_SAYING
        )
        meeting(door, cooking, "2026-11-13T15:30", leader=liv)
