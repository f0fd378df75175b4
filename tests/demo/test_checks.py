"""The four-week checks of the town: nearly all decided, and today's list as it is drawn."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from din_indgang_tui.demo.checks import NOTES
from din_indgang_tui.house import checks, plain_language
from din_indgang_tui.store.roles import Role, Who
from tests.demo.conftest import Town

METTE = Who("MJU", Role.COACH, staff_id=3)


def test_the_list_of_today_is_as_drawn(town: Town) -> None:
    owed = [one for one in town.door.read(METTE, checks.owed_checks) if one.closed_on is None]
    assert [(one.name, one.late) for one in owed] == [
        ("Lars-Erik T.", 4),
        ("Kirsten M.", 0),
        ("Inger R.", -3),
        ("Birgit N.", -6),
    ]


def test_nearly_all_that_are_over_were_decided_some_early_and_some_late(town: Town) -> None:
    courses = town.rows("SELECT id FROM course")
    late: Counter[int] = Counter()
    without = 0
    for course in courses:
        check = town.door.read(METTE, checks.of_course, course["id"])
        if not check.exists or check.due_on > check.today:
            continue
        if check.decision is None:
            without += 1
            continue
        decision = check.decision
        assert check.opened_on <= decision.decided_on < date(2026, 11, 17)
        after = check.closed_on is not None and decision.decided_on > check.closed_on
        assert not (after and decision.decision == "continue")
        late[(decision.decided_on > check.due_on) - (decision.decided_on < check.due_on)] += 1
    assert 1 < without < 0.15 * late.total()
    assert late[0] > late[1] > 5 and late[-1] > 5
    ways = town.rows("SELECT decision, count(*) AS n FROM check_decision GROUP BY decision")
    counts = {row["decision"]: row["n"] for row in ways}
    assert len(counts) == 4 and counts["continue"] > sum(counts.values()) / 2


def test_each_was_decided_by_the_coach_on_an_open_day(town: Town) -> None:
    rows = town.rows(
        "SELECT d.decided_on, d.decided_by, o.coach_id FROM check_decision d"
        " JOIN course o ON o.id = course_id"
    )
    assert all(row["decided_by"] == row["coach_id"] for row in rows)
    assert {date.fromisoformat(row["decided_on"]).isoweekday() for row in rows} <= {1, 2, 3, 4, 5}
    assert town.value("SELECT max(decided_on) FROM check_decision") >= str(
        date(2026, 11, 17) - timedelta(days=14)
    )


def test_why_is_in_plain_words() -> None:
    for text in filter(None, (note for notes in NOTES.values() for note in notes)):
        read = plain_language.look_at(text)
        assert not (read.professional or read.abbreviations), text
