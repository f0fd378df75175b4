"""conversations.csv: what citizens said they dream of, and the goals that came of it."""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui import clock
from din_indgang_tui.house.moving_in import cells, citizens_csv
from din_indgang_tui.house.moving_in.cells import Column
from din_indgang_tui.house.moving_in.description import (
    FileDescription,
    JudgedRow,
    Prepared,
    References,
    Rows,
    Values,
    Writing,
)
from din_indgang_tui.house.moving_in.keys import REF_LIMIT
from din_indgang_tui.house.moving_in.scratch import Scratch
from din_indgang_tui.i18n import N_, ngettext
from din_indgang_tui.store.unit import Reading
from din_indgang_tui.text import LIMIT

NAME = "conversations.csv"
GOAL_LIMIT = 500  # characters of one goal
MOST_GOALS = 20


def _across(row: JudgedRow) -> None:
    """Nothing about a conversation is a fault across cells."""


def _remark(reading: Reading, _scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    for row in rows:
        if row.values["held_on"] > reading.today:
            row.tally("held_on", _after_today)


def _after_today(n: int) -> str:
    return ngettext(
        "{n} conversation is dated after today.",
        "{n} conversations, the first of them here, are dated after today.",
        n,
    ).format(n=n)


def _prepare(values: Values) -> Prepared:
    held = values["held_on"]
    return {
        "columns": {
            "ref": values["ref"],
            "state": "held",
            "held_on": held.isoformat(),
            "held_week": clock.iso_week(held),
            "own_words": values["own_words"],
        },
        "goals": values["goals"],
    }


def _rows(row_id: int, prepared: Prepared, references: References, writing: Writing) -> Rows:
    citizen = references["citizen_ref"]
    assert isinstance(citizen, int)
    rows: Rows = {
        "conversation": [
            {
                "id": row_id,
                "citizen_id": citizen,
                "created_at": writing.created_at,
                **prepared["columns"],
            }
        ],
        "citizen_goal": [],
        "goal_said": [],
    }
    for position, words in enumerate(prepared["goals"], start=1):
        goal = _known_goal(citizen, words, writing)
        if goal is None:
            goal = writing.next_id("citizen_goal")
            writing.remembered[citizen, words.casefold()] = goal
            rows["citizen_goal"].append(
                {"id": goal, "citizen_id": citizen, "created_at": writing.created_at}
            )
        rows["goal_said"].append(
            {"conversation_id": row_id, "goal_id": goal, "position": position, "words": words}
        )
    return rows


def _known_goal(citizen: int, words: str, writing: Writing) -> int | None:
    """The goal that the citizen named in the same words before: it is one goal, said again."""
    remembered = writing.remembered.get((citizen, words.casefold()))
    if remembered is not None:
        return remembered
    for row in writing.reading.rows(
        "SELECT goal.id, said.words FROM citizen_goal AS goal"
        " JOIN goal_said AS said ON said.goal_id = goal.id"
        " WHERE goal.citizen_id = ? AND goal.ended_on IS NULL",
        (citizen,),
    ):
        if row["words"].casefold() == words.casefold():
            return int(row["id"])
    return None


CONVERSATIONS = FileDescription(
    name=NAME,
    table="conversation",
    columns=(
        Column("ref", cells.text(REF_LIMIT), required=True),
        Column(
            "citizen_ref",
            cells.text(REF_LIMIT),
            required=True,
            refers_to=citizens_csv.NAME,
            missing=N_("A conversation with an anonymous person cannot be kept: say with whom."),
        ),
        Column("held_on", cells.past_day, required=True),
        Column("own_words", cells.text(LIMIT), empty=""),
        Column("goals", cells.texts(GOAL_LIMIT, MOST_GOALS), empty=()),
    ),
    across=_across,
    remark=_remark,
    prepare=_prepare,
    rows=_rows,
)
