"""Rows of conversations, courses, slots and groups on their way into the file, numbered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from din_indgang_tui.demo.rows import Row
from din_indgang_tui.store.unit import Value

# In the order in which the file takes them: a row names rows above it. Each with the columns that a
# row may leave out, since all rows of a table go in with the same columns.
_DEFAULTS: Mapping[str, Mapping[str, Value]] = {
    "conversation": {
        "state": "held",
        "enquiry_id": None,
        "matters_now": "",
        "strengths": "",
        "going": None,
    },
    "citizen_goal": {"ended_on": None, "ended_how": ""},
    "goal_said": {
        **{"why": "", "step": "", "step_who": "", "step_by": None},
        **{"step_done_on": None, "going": None, "level": None},
    },
    "goal_level": {},
    "promise": {"kept_on": None, "kept_by": None},
    "disclosure_consent": {"withdrawn_on": None},
    "course": {
        **{"closed_on": None, "peer_id": None, "legal_basis": "", "target_group": ""},
        **{"longer_why": "", "longer_by": None, "closing_reason": None, "onward_support": None},
        **{"formerly_assessed": None, "closing_note": "", "closed_by": None},
    },
    "course_pause": {"last_on": None, "reason": "", "note": ""},
    "course_activity": {"place": "", "with_whom": "", "last_on": None},
    "course_feedback": {},
    "slot": {
        **{"course_id": None, "kind": "coaching", "room": None, "place": "", "note": ""},
        **{"enquiry_id": None, "cancel_why": "", "told": None, "told_at": None},
    },
    "slot_wish": {
        **{"course_id": None, "coach_id": None, "weekdays": "", "from_time": None},
        **{"to_time": None, "last_on": None, "note": ""},
    },
    "group_activity": {},
    "group_helper": {},
    "group_exception": {"why": ""},
    "group_member": {},
    "group_waiting": {"note": "", "ended_on": None, "ended_how": "", "member_id": None},
    "group_assessment": {"why": ""},
    "group_session": {},
    "attendance": {},
    "group_told": {},
}
_UNNUMBERED = frozenset(
    {"goal_said", "goal_level", "course_feedback", "group_helper", "group_told"}
)


class Tables:
    """Rows that wait to be written, by table; `written` counts them all."""

    def __init__(self) -> None:
        self.written: Counter[str] = Counter(dict.fromkeys(_DEFAULTS, 0))
        self._waiting: dict[str, list[Row]] = {table: [] for table in _DEFAULTS}

    def add(self, table: str, **values: Value) -> int:
        """A row of the table; returns the id it will have."""
        self.written[table] += 1
        row = {**_DEFAULTS[table], **values}
        if table not in _UNNUMBERED:
            row["id"] = self.written[table]
        self._waiting[table].append(row)
        return self.written[table]

    def take(self) -> Iterator[tuple[str, list[Row]]]:
        """What came since the last time, in the order in which the file takes it."""
        for table, rows in self._waiting.items():
            if rows:
                self._waiting[table] = []
                yield table, rows
