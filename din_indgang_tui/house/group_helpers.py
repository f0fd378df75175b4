"""Who helps in a group, as people write them: `bo, erik maa (frivillig)`. Pure: no database."""

from __future__ import annotations

import re
from collections.abc import Sequence

from din_indgang_tui.house.codes import HELPER_PART_LABELS
from din_indgang_tui.house.course_rules import MAY_BE_PEER
from din_indgang_tui.house.group_writing import Helper
from din_indgang_tui.house.names import lowered, parts
from din_indgang_tui.house.staff import Colleague
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role

PEER, VOLUNTEER = HELPER_PART_LABELS

_APART = re.compile(r"[,;]")
_PART = re.compile(r"^(.*?)\s*\(([^()]*)\)$")
# By their first letters, in both languages whatever the screen speaks.
_PARTS = {PEER: ("peer",), VOLUNTEER: ("volunteer", "frivillig")}
_MOST_NAMED = 3  # of those whom a text fits


def may_help(colleagues: Sequence[Colleague], helping: Sequence[Helper] = ()) -> list[Colleague]:
    """Who may be named: those who work here and meet people, and whoever helps already."""
    there = {one.staff_id for one in helping}
    return [
        one for one in colleagues if one.id in there or (one.active and one.role in MAY_BE_PEER)
    ]


def helpers(text: str, known: Sequence[Colleague], *, field: str) -> tuple[Helper, ...]:
    """The colleagues of `known` that were written, by beginnings of their names or by initials.

    What each is may stand in brackets, `(peer)`, `(frivillig)`; without, a volunteer is one and
    everybody else a peer. Raises DeskError with the field for a name that fits nobody or several,
    and for what is no part.
    """
    found: list[Helper] = []
    for piece in _APART.split(text):
        typed = piece.strip()
        if not typed:
            continue
        match = _PART.match(typed)
        one = _colleague(match[1] if match else typed, known, field)
        part = _part(match[2], field) if match else part_of(one)
        found.append(Helper(one.id, one.name, part))
    return tuple(found)


def part_of(one: Colleague) -> str:
    """What a colleague is in a group where nobody said it."""
    return VOLUNTEER if one.role is Role.VOLUNTEER else PEER


def helpers_text(some: Sequence[Helper], known: Sequence[Colleague]) -> str:
    """`Bo Dam (peer), Erik Maa (frivillig)`, as `helpers` reads it: initials where a name is not
    one's own."""
    said = []
    for one in some:
        colleague = next(person for person in known if person.id == one.staff_id)
        name = colleague.name if _is_read_as(colleague, known) else colleague.initials
        said.append(f"{name} ({_(HELPER_PART_LABELS[one.part])})")
    return ", ".join(said)


def _is_read_as(one: Colleague, known: Sequence[Colleague]) -> bool:
    try:
        found = helpers(one.name, known, field="")
    except DeskError:
        return False
    return [helper.staff_id for helper in found] == [one.id]


def _colleague(typed: str, known: Sequence[Colleague], field: str) -> Colleague:
    wanted = lowered(typed)
    for fits in (
        [one for one in known if lowered(one.initials) == wanted],
        [one for one in known if lowered(one.name) == wanted],
        [one for one in known if _begins(parts(typed), parts(one.name))],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            named = ", ".join(f"{one.name} ({one.initials})" for one in fits[:_MOST_NAMED])
            raise DeskError(
                _("Several are called {name}. Write initials: {named}.").format(
                    name=typed, named=named
                ),
                field=field,
            )
    raise DeskError(
        _("{name} is nobody who works here. Write a name or initials.").format(name=typed),
        field=field,
    )


def _begins(typed: list[str], whole: list[str]) -> bool:
    """Whether every word that was typed begins a word of the name."""
    return bool(typed) and all(any(word.startswith(part) for word in whole) for part in typed)


def _part(text: str, field: str) -> str:
    typed = lowered(text.strip())
    for part, named in _PARTS.items():
        if typed and any(name.startswith(typed) for name in named):
            return part
    raise DeskError(_("Write what they are like this: Bo Dam (peer)."), field=field)
