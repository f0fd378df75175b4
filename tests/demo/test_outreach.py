"""The tries and the months of the town: what a leader would show, and nobody in it is anybody."""

from __future__ import annotations

from collections import Counter
from datetime import date

from din_indgang_tui.clock import from_stored, iso_week, local, local_date
from din_indgang_tui.demo import days
from din_indgang_tui.demo.outreach import MONTHS
from din_indgang_tui.house import bypass, outreach_log, plain_language, statistics
from din_indgang_tui.house.periods import LastWeeks
from din_indgang_tui.house.statistics_part import Ratio
from din_indgang_tui.store.roles import Role, Who
from tests.demo.conftest import Town

LEADER = Who("ÅSE", Role.LEADER)


def test_every_try_says_the_same_in_all_its_columns_and_lies_in_an_open_hour(town: Town) -> None:
    tries = town.rows("SELECT * FROM outreach_attempt")
    assert len(tries) > 50
    for row in tries:
        at = from_stored(row["tried_at"])
        day = local_date(at)
        assert (row["tried_on"], row["tried_week"]) == (day.isoformat(), iso_week(day))
        assert days.day(day).open and 10 <= local(at).hour < 14
        assert day < date(2026, 11, 17)
        assert (row["citizen_id"] is None) == bool(row["label"])


def test_some_are_met_after_a_few_tries_and_some_never(town: Town) -> None:
    log = town.door.read(LEADER, outreach_log.all_attempts)
    met = Counter(one.contact for one in log)
    assert met[True] > 20 and met[False] > 20
    notes = {one.note for one in log}
    assert len(notes) > 10
    assert all(not plain_language.look_at(note).professional for note in notes)


def test_about_six_percent_of_two_years_of_new_services_bypassed_the_house(town: Town) -> None:
    months = town.door.read(LEADER, bypass.months)
    assert (len(months), months[0].month) == (MONTHS, "2026-10")
    made = town.door.read(LEADER, statistics.figures, LastWeeks(52))
    bypassed = made.totals["bypassed_house"]
    assert isinstance(bypassed, Ratio) and bypassed.percent is not None
    assert 5 <= bypassed.percent <= 7
    assert sum(int(str(row["outreach_attempts"])) for row in made.weeks) > 50
