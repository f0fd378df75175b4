"""The forms of groups and of their meetings, for the walk through every screen."""

from __future__ import annotations

_NEW = ("4", "+")
_WRITTEN = (*_NEW, "Kor", "enter", "tir tor", "enter", "10.30-12", "enter")
_FORM = ("4", "enter", "e")
_ROW = {
    name: (*_FORM, *["down"] * number, "enter")
    for number, name in enumerate(
        (
            *("name", "kind", "words", "repeats", "days", "hours", "first", "last", "not", "room"),
            *("elsewhere", "leader", "helpers", "places", "drop-ins", "assessment", "law"),
        )
    )
}
_END = (*_FORM, "f")
_MEETINGS = ("4", "enter", "shift+tab")
_MEETING = (*_MEETINGS, "down", "enter")

# As a host may see them, from the host's Today: no group is made or changed by a host.
HOSTS: dict[str, tuple[str, ...]] = {
    "a meeting, a host": _MEETING,
    "a meeting moves, a host": (*_MEETING, "m", "fredag"),
    "one more meeting, a host": (*_MEETING, "+", "20.11.", "enter"),
}
# From the leader's Today.
LEADERS: dict[str, tuple[str, ...]] = {
    "a new group": _NEW,
    "a new group, the days": (*_NEW, "Kor", "enter", "tir"),
    "a new group, all that it needs": _WRITTEN,
    "a new group, later dates": (*_WRITTEN, "pagedown"),
    "a new group, on a row": (*_WRITTEN, "down"),
    "a new group, what one does": (*_NEW, "Kor", "tab", "tab", "Vi synger, som vi har lyst."),
    "a new group, no rule": (*_NEW, "Kor", "tab", "tab", "tab", "left"),
    "a new group, wrong": (*_WRITTEN, "e", "tab", "tab", "tab", "0", "enter", "escape", "enter"),
    "help to a new group": (*_WRITTEN, "?"),
    "help to a row of a new group": (*_NEW, "f2"),
    "a group's form": _FORM,
    "a group's form, a row changed": (*_ROW["days"], " tor", "enter"),
    "a group's form, what one does": (*_ROW["words"], " Kom!"),
    "a group's form, how often": (*_ROW["repeats"], "right", "right"),
    "a group's form, not then": (*_ROW["not"], "; uge 7 og 8 vinterferie"),
    "a group's form, who helps": (*_ROW["helpers"], ", bo"),
    "a group's form, a wrong name": (*_ROW["helpers"], ", xenia", "enter"),
    "a group's form, wrong places": (*_ROW["places"], "x", "enter"),
    "a group's form, the law": (*_ROW["law"], "right"),
    "help to a group's form": (*_FORM, "?"),
    "a group ends": _END,
    "a group ends, another day": (*_END, "e"),
    "a group ends, wrong": (*_END, "e", "x", "enter", "enter"),
    "help to a group that ends": (*_END, "?"),
    "a meeting": _MEETING,
    "a meeting of today": (*_MEETINGS, "enter"),
    "help to a meeting": (*_MEETING, "?"),
    "a meeting that was held": (*_MEETINGS, *["pagedown"] * 9, "enter"),
    "a meeting is cancelled": (*_MEETING, "c"),
    "a meeting is cancelled, wrong": (*_MEETING, "c", "enter"),
    "a meeting's note": (*_MEETING, "e", "Husk forklæder. " * 9),
    "a meeting moves": (*_MEETING, "m", "fredag", "tab", "14-16"),
    "a meeting moves, the room": (*_MEETING, "m", "tab", "tab"),
    "a meeting moves, ready": (*_MEETING, "m", "fredag", "enter"),
    "a meeting moves, wrong": (*_MEETING, "m", "i går", "enter", "enter"),
    "help to a meeting that moves": (*_MEETING, "m", "fredag", "enter", "?"),
    "one more meeting": (*_MEETING, "+"),
    "one more meeting, when": (*_MEETING, "+", "20.11.", "enter"),
    "one more meeting, wrong": (*_MEETING, "+", "31.02.", "enter", "enter"),
    "who leads a meeting": (*_MEETING, "b"),
    "who leads a meeting, nobody": (*_MEETING, "b", *["down"] * 9),
    "help to who leads a meeting": (*_MEETING, "b", "f2"),
    "a cancelled meeting, to be told": (*_MEETING, "c", "Pia er syg", "enter"),
    "a cancelled meeting, somebody told": (*_MEETING, "space", "down"),
    "help to a cancelled meeting": (*_MEETING, "?"),
}
