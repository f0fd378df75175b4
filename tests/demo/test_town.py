"""The town as a whole: the same from the same seed, believable, and whole by every rule."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from din_indgang_tui import demo
from din_indgang_tui.clock import from_stored, iso_week, local, local_date, stored
from din_indgang_tui.demo import days
from din_indgang_tui.demo import town as towns
from din_indgang_tui.demo.cast import CAST, COLLEAGUES
from din_indgang_tui.house import codes, enquiry_columns, staff
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, StoreError
from din_indgang_tui.store.roles import Role, nobody
from tests.demo.conftest import HOST, TUESDAY, Town, moment, town_at

SMALL = towns.LEAST_CITIZENS
# When each migration was applied is the machine's time, not the town's.
_NOT_THE_TOWNS = {"_sqlite_migrations"}


def tables(town: Town) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    names = town.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        table["name"]: [
            tuple(row.values()) for row in town.rows(f'SELECT * FROM "{table["name"]}"')
        ]
        for table in names
        if table["name"] not in _NOT_THE_TOWNS
    }


def running(at: str) -> Any:
    """A clock that is a second further each time it is asked."""
    seconds = itertools.count()
    return lambda: moment(at) + timedelta(seconds=next(seconds))


def test_the_same_seed_and_time_make_the_same_town_row_for_row(tmp_path: Path) -> None:
    made = []
    for name in ("one.db", "two.db"):
        demo.make_town(tmp_path / name, running(TUESDAY), seed=7, citizens=120)
        made.append(Town(Door(tmp_path / name, lambda: moment(TUESDAY)), moment(TUESDAY)))
    one, two = map(tables, made)
    assert one == two
    assert len(one["citizen"]) == 120 and len(one["enquiry"]) > 1000
    for town in made:
        town.door.close()


def test_another_seed_or_another_time_makes_another_town(tmp_path: Path) -> None:
    made = [
        town_at(tmp_path / f"{seed}-{at[-2:]}.db", at, seed=seed, citizens=SMALL)
        for seed, at in ((1, TUESDAY), (2, TUESDAY), (1, "2026-11-17T10:21"))
    ]
    first, other_seed, other_time = map(tables, made)
    assert first["citizen"] != other_seed["citizen"]
    assert first["enquiry"] != other_seed["enquiry"]
    assert first["enquiry"] != other_time["enquiry"]
    for town in made:
        town.door.close()


def test_the_file_is_sound(town: Town) -> None:
    assert town.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert town.rows("PRAGMA foreign_key_check") == []


def test_the_town_is_one_unit_of_work_with_a_line_for_each_kind_of_row(town: Town) -> None:
    (unit,) = town.rows("SELECT * FROM unit_of_work")
    assert unit["deed"] == "town.fill" and unit["at"] == stored(town.now)
    lines = town.rows("SELECT table_name, after FROM audit WHERE row_key = 'demo' ORDER BY id")
    assert [line["table_name"] for line in lines] == [
        *("citizen", "enquiry"),
        *("conversation", "citizen_goal", "goal_said", "goal_level", "promise"),
        *("disclosure_consent", "course", "course_pause", "course_activity", "course_feedback"),
        *("slot", "slot_wish", "group_activity", "group_helper", "group_exception"),
        *("group_member", "group_waiting", "group_assessment", "group_session", "attendance"),
        *("group_told", "room", "working_hours", "working_exception", "setting"),
        *("duty", "handover_line", "call_back", "check_decision", "referral"),
        *("outreach_attempt", "bypass_month"),
    ]
    days_off = town.value("SELECT count(*) FROM closed_day") + len({2026, 2027, 2028})
    assert town.value("SELECT count(*) FROM audit") == len(COLLEAGUES) + len(lines) + days_off
    # Others who look at the file read it again.
    assert {row["part"] for row in town.rows("SELECT part FROM part_change")} >= {"enquiries"}


def test_the_town_has_as_many_citizens_as_asked_for(town: Town) -> None:
    assert town.value("SELECT count(*) FROM citizen") == 400


def test_the_smallest_town_has_room_for_the_people_of_the_drawings(tmp_path: Path) -> None:
    town = town_at(tmp_path / "town.db", TUESDAY, citizens=SMALL)
    living = {(c["given_name"], c["family_name"]) for c in town.rows("SELECT * FROM citizen")}
    drawn = {(m.person.given_name, m.person.family_name) for m in CAST.values()}
    assert drawn <= living and len(drawn) == len(CAST) < SMALL
    town.door.close()


def test_everybody_works_here_and_gets_in_with_the_one_password(town: Town) -> None:
    colleagues = town.door.read(HOST, staff.everyone)
    assert {(c.initials, c.name, c.role) for c in colleagues} == set(COLLEAGUES)
    assert len(demo.PASSWORD) >= staff.PASSWORD_LEAST
    stored_hash = town.door.read(nobody(), staff.stored_hash, "åse")
    assert staff.password_fits(stored_hash, demo.PASSWORD)
    logged_in = town.door.change(nobody(), staff.log_in, "åse", str(stored_hash))
    assert logged_in is not None and logged_in.who.role == Role.LEADER
    assert not logged_in.must_change_password
    assert town.value("SELECT count(DISTINCT password_hash) FROM staff") == 1


def test_every_enquiry_keeps_the_rules_of_the_house(town: Town) -> None:
    lists = town.door.read(HOST, codes.lists)
    outcomes = {choice.code for choice in lists.outcomes}
    sources = {choice.code for choice in lists.heard_from}
    last = ""
    for row in town.rows("SELECT * FROM enquiry ORDER BY id"):
        arrived = from_stored(row["arrived_at"])
        met = from_stored(row["met_at"]) if row["met_at"] else None
        for column, value in enquiry_columns.times(arrived, met).items():
            assert row[column] == value, (row["id"], column)
        assert row["arrived_at"] >= last, "registered in the order in which they came"
        last = row["arrived_at"]
        if row["finished_at"]:
            finished = from_stored(row["finished_at"])
            assert finished >= (met or arrived)
            assert row["finished_on"] == local_date(finished).isoformat()
        if row["state"] == "done":
            assert row["finished_at"] and row["outcome"] in outcomes
            assert (met is None) == (row["outcome"] == "left_without_help")
            assert (row["met_by"] is None) == (met is None)
        else:
            assert row["outcome"] is None and row["finished_at"] is None
        assert row["heard_from"] is None or row["heard_from"] in sources
        assert "\n" not in row["note"] and len(row["note"]) <= enquiry_columns.NOTE_LIMIT
        if row["channel"] in ("phone", "outreach", "partner"):
            assert met == arrived


def test_reasons_are_at_most_three_different_ones_the_main_one_first(town: Town) -> None:
    known = {choice.code for choice in town.door.read(HOST, codes.lists).reasons}
    by_enquiry: dict[int, list[tuple[int, str]]] = {}
    for row in town.rows("SELECT * FROM enquiry_reason ORDER BY enquiry_id, position"):
        by_enquiry.setdefault(row["enquiry_id"], []).append((row["position"], row["reason"]))
    counts = Counter(map(len, by_enquiry.values()))
    assert set(counts) == {1, 2, 3}
    for reasons in by_enquiry.values():
        assert [position for position, _code in reasons] == list(range(1, len(reasons) + 1))
        assert len({code for _position, code in reasons}) == len(reasons)
        assert {code for _position, code in reasons} <= known
    without = town.value("SELECT count(*) FROM enquiry") - len(by_enquiry)
    assert 0 < without < len(by_enquiry) / 8


def test_nobody_comes_to_a_locked_door(town: Town) -> None:
    came = Counter[str]()
    for row in town.rows("SELECT channel, arrived_at FROM enquiry"):
        wall = local(from_stored(row["arrived_at"]))
        day = days.day(wall.date())
        if row["channel"] in ("walk_in", "phone", "partner"):
            second = wall.hour * 3600 + wall.minute * 60 + wall.second
            assert days.OPENS <= second < day.closes, row
        elif not day.open:
            came[row["channel"]] += 1
    assert came["outreach"] > 0 and came["digital"] > 0  # the door is not the only way


def test_a_citizen_comes_through_the_door_at_most_once_a_day(town: Town) -> None:
    twice = town.rows(
        "SELECT citizen_id, arrived_on FROM enquiry WHERE citizen_id IS NOT NULL"
        " AND channel = 'walk_in' GROUP BY 1, 2 HAVING count(*) > 1"
    )
    assert twice == []


def test_the_week_is_as_full_as_a_week_there_is(town: Town) -> None:
    """About 45 in an ordinary week, a quarter anonymous, half of them met in five minutes."""
    weeks = town.rows(
        "SELECT arrived_week, count(*) AS n, sum(citizen_id IS NULL) AS anonymous FROM enquiry"
        " WHERE arrived_week BETWEEN '2026-W36' AND '2026-W46' GROUP BY 1"
    )
    assert len(weeks) == 11
    assert 40 <= median(week["n"] for week in weeks) <= 58
    everything = town.rows(
        "SELECT count(*) AS n, sum(citizen_id IS NULL) AS anonymous,"
        " sum(outcome = 'helped') AS helped, sum(outcome = 'left_without_help') AS gone"
        " FROM enquiry"
    )[0]
    assert 0.2 < everything["anonymous"] / everything["n"] < 0.3
    assert 0.5 < everything["helped"] / everything["n"] < 0.7
    assert 0.02 < everything["gone"] / everything["n"] < 0.08
    waits = town.rows(
        "SELECT waited_s FROM enquiry WHERE channel = 'walk_in' AND waited_s IS NOT NULL"
        " AND arrived_on >= '2026-08-17'"
    )
    assert 4 <= median(row["waited_s"] for row in waits) / 60 <= 5.5
    earlier = town.rows(
        "SELECT waited_s FROM enquiry WHERE channel = 'walk_in' AND waited_s IS NOT NULL"
        " AND arrived_on < '2026-02-17'"
    )
    assert median(row["waited_s"] for row in earlier) > median(row["waited_s"] for row in waits)


def test_july_is_quiet_and_christmas_is_closed(town: Town) -> None:
    def a_week(first: str, last: str) -> float:
        between = f"arrived_on BETWEEN '{first}' AND '{last}'"
        count = int(town.value(f"SELECT count(*) FROM enquiry WHERE {between}"))
        length = date.fromisoformat(last) - date.fromisoformat(first)
        return count / (length.days + 1) * 7

    assert a_week("2026-06-29", "2026-08-02") < 0.75 * a_week("2026-08-31", "2026-11-15")
    assert a_week("2025-12-24", "2026-01-01") < 7


def test_people_come_back(town: Town) -> None:
    visits = [
        row["n"]
        for row in town.rows(
            "SELECT count(*) AS n FROM enquiry WHERE citizen_id IS NOT NULL GROUP BY citizen_id"
        )
    ]
    once = sum(n == 1 for n in visits) / len(visits)
    assert 0.25 < once < 0.65
    assert sum(n >= 10 for n in visits) >= 10
    assert max(visits) < 120
    # Everybody was written down before the first enquiry of theirs, or with it.
    assert (
        town.rows(
            "SELECT c.id FROM citizen c JOIN enquiry e ON e.citizen_id = c.id"
            " WHERE e.arrived_at < c.created_at"
        )
        == []
    )


def test_ten_years_reach_back_ten_years(tmp_path: Path) -> None:
    town = town_at(tmp_path / "town.db", TUESDAY, citizens=SMALL, years=10)
    years = town.rows(
        "SELECT substr(arrived_on, 1, 4) AS year, count(*) AS n FROM enquiry GROUP BY 1"
    )
    assert [row["year"] for row in years] == [str(year) for year in range(2016, 2027)]
    whole = [row["n"] for row in years[1:-1]]
    assert whole[0] < whole[-1], "the house grows"
    town.door.close()


def no_later_than_now(town: Town) -> None:
    now, today = stored(town.now), local_date(town.now).isoformat()
    for table, columns in {
        "enquiry": ("arrived_at", "met_at", "finished_at", "created_at"),
        "citizen": ("created_at",),
        "staff": ("created_at",),
        "unit_of_work": ("at",),
        "conversation": ("created_at",),
        "citizen_goal": ("created_at",),
        "disclosure_consent": ("created_at",),
        "course": ("created_at",),
        "course_pause": ("created_at",),
        "course_activity": ("created_at",),
        "slot": ("created_at",),
        "slot_wish": ("created_at",),
        "working_exception": ("created_at",),
        "group_activity": ("created_at",),
        "group_member": ("created_at",),
        "group_waiting": ("since_at",),
        "group_session": ("created_at", "roll_done_at"),
        "attendance": ("marked_at",),
        "group_told": ("told_at",),
    }.items():
        for column in columns:
            assert town.value(f"SELECT coalesce(max({column}), '') FROM {table}") <= now, column
    for table, column in (
        *(("enquiry", column) for column in ("arrived_on", "met_on", "finished_on")),
        *(("conversation", "held_on"), ("course", "opened_on"), ("course", "closed_on")),
        *(("promise", "made_on"), ("promise", "kept_on"), ("goal_said", "step_done_on")),
        *(("disclosure_consent", "given_on"), ("disclosure_consent", "withdrawn_on")),
        *(("course_pause", "first_on"), ("course_activity", "first_on")),
        *(("group_member", "from_on"), ("group_waiting", "since_on")),
        *(("group_waiting", "ended_on"), ("group_assessment", "decided_on")),
    ):
        assert town.value(f"SELECT coalesce(max({column}), '') FROM {table}") <= today, column
    # A session to come is booked, or was called off in good time; what is over is not booked.
    to_come = f"SELECT DISTINCT status FROM slot WHERE starts_at > '{now}'"
    assert {row["status"] for row in town.rows(to_come)} <= {"booked", "cancelled_citizen"}
    over = f"SELECT count(*) FROM slot WHERE ends_at <= '{now}' AND status = 'booked'"
    assert town.value(over) == 0
    held = f"SELECT count(*) FROM group_session WHERE ends_at > '{now}' AND status = 'held'"
    assert town.value(held) == 0
    assert town.value("SELECT coalesce(max(birth_date), '') FROM citizen") < today


@settings(max_examples=12, deadline=None)
@given(
    at=st.datetimes(datetime(2016, 1, 1), datetime(2099, 12, 31)).filter(
        # A wall clock time that is skipped on a night in March is no time to begin at.
        lambda at: not (at.month == 3 and at.hour == 2)
    ),
    seed=st.integers(0, 2**63),
)
def test_whenever_the_town_begins_nothing_in_it_is_in_the_future(
    tmp_path_factory: pytest.TempPathFactory, at: datetime, seed: int
) -> None:
    path = tmp_path_factory.mktemp("town") / "town.db"
    made = town_at(path, at.replace(microsecond=0).isoformat(), seed=seed, citizens=SMALL)
    no_later_than_now(made)
    assert made.value("SELECT count(*) FROM citizen") == SMALL
    assert made.rows("PRAGMA foreign_key_check") == []
    made.door.close()


def test_nothing_of_this_town_is_in_the_future(town: Town) -> None:
    no_later_than_now(town)


def test_without_the_morning_the_day_has_not_begun(tmp_path: Path) -> None:
    now = moment(TUESDAY)
    door = Door(tmp_path / "town.db", lambda: now, make=True)
    demo.build(door, seed=1, citizens=SMALL, with_morning=False)
    town = Town(door, now)
    assert town.value("SELECT max(arrived_on) FROM enquiry") < "2026-11-17"
    assert town.value("SELECT count(*) FROM enquiry WHERE state <> 'done'") == 0
    assert town.value("SELECT count(*) FROM citizen") == SMALL
    door.close()


def test_the_progress_only_grows_and_ends_with_all(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    demo.make_town(
        tmp_path / "town.db",
        lambda: moment(TUESDAY),
        seed=1,
        citizens=2500,
        progress=lambda done, total: told.append((done, total)),
    )
    assert len(told) > 2 and len({total for _done, total in told}) == 1
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert told[-1][0] == told[-1][1]


def test_a_town_is_never_made_in_a_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "house.db"
    path.write_text("my own things")
    with pytest.raises(StoreError):
        demo.make_town(path, lambda: moment(TUESDAY), seed=1)
    assert path.read_text() == "my own things"


def test_a_town_is_never_made_among_people(tmp_path: Path) -> None:
    town = town_at(tmp_path / "town.db", TUESDAY, citizens=SMALL)
    before = tables(town)
    with pytest.raises(DeskError):
        demo.build(town.door, seed=2)
    assert tables(town) == before
    town.door.close()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"citizens": towns.LEAST_CITIZENS - 1}, "citizens"),
        ({"citizens": towns.MOST_CITIZENS + 1}, "citizens"),
        ({"years": 0}, "years"),
        ({"years": towns.MOST_YEARS + 1}, "years"),
        ({"at": "1999-12-31T10:20"}, "at"),
    ],
)
def test_numbers_that_make_no_town_leave_nothing_behind(
    tmp_path: Path, given: dict[str, Any], field: str
) -> None:
    at = given.pop("at", TUESDAY)
    with pytest.raises(DeskError) as refused:
        demo.make_town(tmp_path / "town.db", lambda: moment(at), seed=1, **given)
    assert refused.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_a_town_that_is_stopped_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demo.make_town(tmp_path / "town.db", lambda: moment(TUESDAY), seed=1, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_the_same_week_last_year_has_figures_to_compare_with(town: Town) -> None:
    last = town.now - timedelta(weeks=52)
    weeks = [iso_week(local_date(last - timedelta(weeks=ago))) for ago in range(3)]
    counted = town.rows(
        "SELECT arrived_week, count(*) AS n FROM enquiry GROUP BY 1 ORDER BY 1 LIMIT 8"
    )
    whole = {row["arrived_week"]: row["n"] for row in counted}
    assert min(whole[week] for week in weeks) > 20, "whole weeks, not what is left of one"
