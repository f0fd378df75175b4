"""A year of public files against an attacker: what sums, stocks and totals give back."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.export import ExportRequest, run
from din_indgang_tui.house import statistics, statistics_public
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics_by import BY
from din_indgang_tui.house.statistics_public import five
from din_indgang_tui.store.door import Door
from tests import oracle
from tests.attacker import (
    AT_MOST,
    CHANNELS,
    NEVER_BEFORE,
    Attacker,
    Bounds,
    Name,
    Relation,
    worked_out,
)
from tests.histories import (
    OWNER,
    attempt,
    check,
    conversation,
    course,
    enquiry,
    fill,
    house,
    referral,
    slot,
)
from tests.oracle import Enquiry
from tests.oracle_courses import Rest

FIRST = date(2024, 11, 4)  # the first day of the house
WEEKS = 62
NOW = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)  # the Monday after the last of them


def a_history(seed: int, a_week: float) -> tuple[list[Enquiry], Rest]:
    """More than a year of a house where about so many enquiries come a week."""
    chance = random.Random(seed)
    people = [f"Person {n}" for n in range(int(12 * a_week) + 5)]
    codes = {by: [*listed, None] for by, listed in oracle.CODES.items()}
    # The first codes of a list are the common ones, as in a house.
    usual = {by: [1 / (n + 2) for n in range(len(listed))] for by, listed in codes.items()}
    history: list[Enquiry] = []
    rest = Rest()
    for week in range(WEEKS):
        monday = FIRST + timedelta(weeks=week)
        for _ in range(_about(chance, a_week)):
            day = monday + timedelta(days=chance.choice([0, 0, 1, 1, 2, 3, 4, 5, 6]))
            hour, minute = chance.randrange(9, 17), chance.randrange(60)
            met = day + timedelta(days=chance.choice([0, 0, 0, 0, 0, 0, 3, 9]))
            channel = chance.choices(CHANNELS, [8, 6, 3, 2, 1, 1])[0]
            reason, heard, outcome = (
                chance.choices(codes[by], usual[by])[0]
                for by in ("reason", "heard_from", "outcome")
            )
            history.append(
                enquiry(
                    f"{day}T{hour:02}:{minute:02}",
                    f"{met}T{hour + 1:02}:{chance.randrange(60):02}"
                    if chance.random() < 0.8
                    else None,
                    citizen=chance.choice([None, *chance.sample(people, 2)]),
                    channel=channel,
                    reasons=[reason] if reason else [],
                    heard_from=heard,
                    outcome=outcome,
                )
            )
        _and_after(chance, rest, people, monday, a_week)
    return history, rest


def _about(chance: random.Random, mean: float) -> int:
    """A number that is now more, now less: as many as come by themselves."""
    return sum(chance.random() < mean / (3 * mean + 3) for _ in range(int(3 * mean + 3)))


def _and_after(
    chance: random.Random, rest: Rest, people: list[str], monday: date, a_week: float
) -> None:
    """What follows from the enquiries of a week."""
    open_ = {one["citizen"] for one in rest.courses}
    for _ in range(_about(chance, a_week / 9)):
        whose, day = chance.choice(people), monday + timedelta(days=chance.randrange(5))
        rest.conversations.append(conversation(whose, day.isoformat()))
        if whose not in open_:
            open_.add(whose)
            lasted = timedelta(weeks=chance.randrange(2, 21))
            closed = (day + lasted).isoformat() if chance.random() < 0.7 else None
            made = course(
                whose,
                day.isoformat(),
                closed,
                onward_support=chance.choice([None, "none", "none", "sel85"]),
                formerly_assessed=chance.choice([None, "yes", "no"]),
            )
            rest.courses.append(made)
            if chance.random() < 0.8:
                decided = day + timedelta(days=chance.randrange(14, 60))
                rest.checks.append(check(made, decided.isoformat()))
            if chance.random() < 0.3:
                rest.referrals.append(referral(whose, (day + timedelta(days=20)).isoformat()))
    for _ in range(_about(chance, a_week / 3)):
        day = monday + timedelta(days=chance.randrange(5))
        status = chance.choice(["attended", "attended", "no_show", "cancelled_house"])
        rest.slots.append(
            slot(chance.choice(people), f"{day}T{chance.randrange(9, 16):02}:00", status)
        )
        rest.attempts.append(attempt(f"{day}T10:00", chance.choice(["nobody_home", "let_in"])))


def files(door: Door) -> Iterator[Mapping[str, object]]:
    """What a town council gets in a year, and then some: periods that overlap in every way."""

    def made(**asked: object) -> Mapping[str, object]:
        request = ExportRequest(format="json", public=True, **asked)  # type: ignore[arg-type]
        document: Mapping[str, object] = json.loads(run(door, OWNER, request).data)
        return document

    whole = {"first": FIRST.isoformat(), "last": (FIRST + timedelta(weeks=WEEKS)).isoformat()}
    yield made(**whole)
    yield made(weeks="52")
    yield made()
    for month in range(1, 13):
        yield made(first=f"2025-{month:02}-03", last=f"2025-{month:02}-28")
        yield made(week=f"2025-W{3 * month:02}", as_of=f"2025-{month:02}-28")
    for by in BY:
        yield made(by=by, **whole)
        yield made(by=by, weeks="20", as_of="2025-10-01")
    for year in (2024, 2025):
        yield made(totals=True, as_of=f"{year}-12-31")


def attacked(path: Path, seed: int, a_week: float) -> tuple[dict[Name, Bounds], dict[Name, Bounds]]:
    """The cells of all files as they are printed, and as the attacker has them."""
    with house(path, NOW) as door:
        fill(door, *a_history(seed, a_week))
        attacker = Attacker()
        for file in files(door):
            attacker.take(file)
    return attacker.cells, attacker.work_out()


def test_each_week_is_the_one_of_its_own_sunday(tmp_path: Path) -> None:
    """However many weeks are counted at once."""
    with house(tmp_path / "house.db", NOW) as door:
        fill(door, *a_history(7, 25))
        first = FIRST + timedelta(weeks=20)
        many = door.read(OWNER, statistics_public.weeks, Days(first, NOW.date()))
        for row in many.weeks:
            monday = date.fromisoformat(str(row["from"]))
            sunday = date.fromisoformat(str(row["to"]))
            exact = door.read(OWNER, statistics.figures, Days(monday, sunday), sunday)
            assert row == statistics_public.in_fives(exact.weeks[0])


def widths(printed: Mapping[Name, Bounds], found: Mapping[Name, Bounds]) -> Counter[int]:
    """How many cells can still be so many numbers."""
    return Counter(int(high - low) + 1 for low, high in (found[name] for name in printed))


@pytest.mark.parametrize(("seed", "a_week"), [(1, 2), (2, 10), (3, 30)])
def test_no_number_is_worked_out_from_a_year_of_files(
    tmp_path: Path, seed: int, a_week: float
) -> None:
    printed, found = attacked(tmp_path / "house.db", seed, a_week)
    counted = widths(printed, found)
    assert set(counted) <= {2, 3, 4, 5}
    assert counted[5] > 0.97 * len(printed) > 3000


# The attacker alone: what they are able to do, and what the five rules leave them


def test_the_attacker_solves_what_can_be_solved() -> None:
    week = "2025-W03"
    cells: dict[Name, Bounds] = {(week, "a"): (0, 4), (week, "b"): (7, 7), (week, "all"): (9, 9)}
    alone = Relation([(week, "all")], [(week, "a"), (week, "b")])
    assert worked_out(cells, [alone])[week, "a"] == (2, 2)


def test_the_attacker_notices_a_cell_that_is_another_one_in_another_file() -> None:
    attacker = Attacker()
    attacker.take({"public": True, "weeks": [{"week": "2025-W03", "enquiries": "0-4"}]})
    with pytest.raises(AssertionError, match="is another five in another file"):
        attacker.take({"public": True, "weeks": [{"week": "2025-W03", "enquiries": "5-9"}]})


def week_of(groups: Mapping[str, Mapping[str, int]]) -> dict[Name, Bounds]:
    """What an attacker knows of one week whose enquiries are counted in these ways."""
    attacker = Attacker()
    of_week = {**groups["of"], **groups["channel"]}
    row = {f"enquiries_{key}": five(n) for key, n in of_week.items()}
    row["enquiries"] = five(sum(groups["channel"].values()))
    others = {key for parts, whole in AT_MOST for key in (*parts, whole)}
    others |= {key for pair in NEVER_BEFORE for key in pair}
    row |= dict.fromkeys(sorted(others - row.keys()), "0-4")
    lists = {by: columns for by, columns in groups.items() if by not in ("of", "channel")}
    if outcomes := lists.get("outcome"):
        row["helped_on_the_spot"] = five(outcomes.get("helped", 0))
        row["left_without_help"] = five(outcomes.get("left_without_help", 0))
    attacker.take({"public": True, "weeks": [{"week": "2025-W03", **row}]})
    for by, columns in lists.items():
        fives = {key: five(n) for key, n in columns.items()}
        attacker.take({"public": True, "by": {by: [{"week": "2025-W03", **fives}]}})
    return attacker.work_out()


OF = ["anonymous", "new", "known"]
# Where sums give most away: at the top of a five in every column, or at the bottom.
a_count = st.sampled_from([4, 4, 4, 4, 9, 14, 0, 5]) | st.integers(0, 30)


@st.composite
def weeks(draw: st.DrawFn) -> dict[str, dict[str, int]]:
    """One week counted in five ways, each of which adds up to the same enquiries."""
    columns = {"of": OF, "channel": list(CHANNELS)} | {
        by: [*codes, "none"] for by, codes in oracle.CODES.items()
    }
    groups = {by: {key: draw(a_count) for key in keys} for by, keys in columns.items()}
    most = max(sum(group.values()) for group in groups.values())
    for group in groups.values():
        group[list(group)[-1]] += most - sum(group.values())
    return groups


@given(weeks())
def test_no_number_of_a_week_is_worked_out_whatever_it_was(
    groups: dict[str, dict[str, int]],
) -> None:
    assert min(int(high - low) for low, high in week_of(groups).values()) >= 1


def test_what_a_sum_of_three_gives_back() -> None:
    """Anonymous, new and known, each at the top of its five: each is one of three numbers then."""
    channels = dict.fromkeys(CHANNELS, 0) | {"walk_in": 12}
    found = week_of({"of": dict.fromkeys(OF, 4), "channel": channels})
    assert {key: found["2025-W03", f"enquiries_{key}"] for key in OF} == dict.fromkeys(OF, (2, 4))
    assert found["2025-W03", "enquiries"] == (10, 12)


def test_a_list_of_so_many_columns_could_be_solved_and_no_list_of_a_new_house_has_so_many() -> None:
    """Where four times the columns is a number of fives, and each is at the top of its own."""
    columns = {f"code{n}": 4 for n in range(4)} | {"none": 4}
    groups = {
        "of": {"anonymous": 20, "new": 0, "known": 0},
        "channel": dict.fromkeys(CHANNELS, 0) | {"walk_in": 20},
        "reason": columns,
    }
    assert week_of(groups)["2025-W03", "reason", "none"] == (4, 4)
    for codes in oracle.CODES.values():
        assert 4 * (len(codes) + 1) % 5 != 0
