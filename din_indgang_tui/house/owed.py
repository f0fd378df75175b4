"""What is owed: everything with a day, in one list for a person and for the house.

A line is never ticked: it is read anew from what it is about, so that it goes when the thing is
done, and is there again when that is undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from din_indgang_tui.house import names
from din_indgang_tui.house.codes import DIED
from din_indgang_tui.house.owed_line import Asked, OwedKind, OwedLine
from din_indgang_tui.house.owed_lines_courses import of_courses
from din_indgang_tui.house.owed_lines_groups import of_groups
from din_indgang_tui.house.owed_lines_people import of_people
from din_indgang_tui.house.owed_lines_referrals import of_checks, of_referrals
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import COACHES, DESK, LEADERS
from din_indgang_tui.store.unit import Reading, reads


@reads(DESK)
def owed(reading: Reading) -> tuple[OwedLine, ...]:
    """Everything that is owed, and whose it is: the oldest day first, what has none last.

    A host reads no promise but their own, and neither first steps nor consents.
    """
    return _in_order(reading, _all(reading, Asked()))


@reads(DESK)
def due_today(reading: Reading) -> tuple[OwedLine, ...]:
    """What Today says of it: what is due today or late, beside what its own lists show.

    One's own and the house's; all of it for a leader. An answer that came back is everybody's.
    """
    everybodys = reading.who.role in LEADERS
    whose = None if everybodys else reading.who.staff_id
    asked = Asked(ahead=0, staff_id=whose, beside_board=True)
    return _in_order(
        reading,
        (
            one
            for one in _all(reading, asked)
            if one.due_on is not None
            and one.late >= 0
            and (
                everybodys
                or one.staff_id in (None, reading.who.staff_id)
                or one.kind is OwedKind.ANSWER_BACK
            )
        ),
    )


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int) -> tuple[OwedLine, ...]:
    """What is owed to one citizen, in the same order."""
    found = _all(reading, Asked(citizen_id=citizen_id))
    return _in_order(reading, (one for one in found if one.citizen_id == citizen_id))


@reads(COACHES, recorded=True)
def own_words(reading: Reading, citizen_id: int) -> str:
    """What a citizen dreams of, as said last; empty where nothing is. It goes on record."""
    reading.about(citizen_id)
    said = reading.value(
        "SELECT own_words FROM conversation WHERE citizen_id = ? AND state = 'held'"
        " AND own_words <> '' ORDER BY held_on DESC, id DESC LIMIT 1",
        (citizen_id,),
    )
    return said or ""


def _all(reading: Reading, asked: Asked) -> Iterator[OwedLine]:
    """All that is asked for and perhaps more, in no order, without the names of citizens."""
    for source in (of_checks, of_referrals, of_people, of_courses, of_groups):
        yield from source(reading, asked)


def _in_order(reading: Reading, found: Iterable[OwedLine]) -> tuple[OwedLine, ...]:
    """These with their names, the oldest day first, what has none last."""
    return tuple(sorted(_named(reading, found), key=lambda one: one.order))


def _named(reading: Reading, found: Iterable[OwedLine]) -> list[OwedLine]:
    """The same with names as lists show them, without what is owed to those who died."""
    lines = list(found)
    asked = json.dumps(sorted({one.citizen_id for one in lines if one.citizen_id is not None}))
    people = {
        row["id"]: (row["given_name"], row["family_name"])
        for row in reading.rows(
            "SELECT id, given_name, family_name FROM citizen"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (asked,),
        )
    }
    gone = {
        row["citizen_id"]
        for row in reading.rows(
            "SELECT c.value AS citizen_id FROM json_each(?) c"
            " WHERE (SELECT closing_reason FROM course WHERE citizen_id = c.value"
            " ORDER BY opened_on DESC, id DESC LIMIT 1) = ?",
            (asked, DIED),
        )
    }
    colleagues = {
        row["id"]: (row["name"], row["initials"])
        for row in reading.rows("SELECT id, name, initials FROM staff")
    }
    shown = names.short_names(people)
    reading.about(*people)
    there = [one for one in lines if one.citizen_id not in gone]
    for one in there:
        one.staff, one.initials = colleagues.get(one.staff_id or 0, ("", ""))
        if one.citizen_id is not None:
            one.who = shown[one.citizen_id] or _("No name")
            one.full_name = names.full_name(*people[one.citizen_id]) or _("No name")
    return there
