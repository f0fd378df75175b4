"""A house's own CSV files in, the figures out: equal to a count by hand of the same files."""

import csv
import io
import json
import os
import random
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from din_indgang_tui.clock import NoSuchTime, from_wall_clock
from tests import oracle
from tests.oracle_checks import ANSWERS, ASKED_FOR, CONTACT, DECISIONS, NO_CONTACT
from tests.oracle_courses import ASSESSED, STATUSES, Rest, Three
from tests.oracle_groups import MARKS, MEETING_STATUSES

CHANNELS = ["walk_in", "phone", "digital", "letter", "outreach", "partner"]
OUTCOMES = ["", "helped", "appointment", "left_without_help", "referred_authority", "other"]
HEARD_FROM = ["", "self", "gp", "not_said"]
REASONS = ["", "loneliness", "housing|money_debt", "talk|crisis|other"]


def dinindgang(home: Path, *words: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "din_indgang_tui", *words],
        input=given,
        capture_output=True,
        text=True,
        env={**os.environ, "DININDGANG_DB": str(home / "house.db"), "HOME": str(home)},
        cwd=Path(__file__).parent.parent,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def wall(rng: random.Random) -> datetime:
    """A minute around two nights the clock is moved, a New Year and a week 53."""
    around = rng.choice([date(2020, 12, 28), date(2021, 3, 28), date(2021, 10, 31)])
    day = around + timedelta(days=rng.randint(-20, 20))
    return datetime(day.year, day.month, day.day, rng.randrange(24), rng.randrange(60))


def exists(moment: datetime) -> bool:
    try:
        from_wall_clock(moment)
    except NoSuchTime:
        return False
    return True


def write(path: Path, rows: list[dict[str, str]], separator: str) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text("\ufeff" + text.getvalue(), encoding="utf-8")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_imported_history_is_counted_as_a_person_would(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    people = [f"B{n}" for n in range(25)]
    rows: list[dict[str, str]] = []
    counted: list[oracle.Enquiry] = []
    while len(rows) < 300:
        arrived = wall(rng)
        met = arrived + timedelta(minutes=rng.choice([0, 1, 5, 6, 17, 90])) * rng.randint(0, 1)
        is_met, citizen = rng.random() < 0.7, rng.choice([*people, "", ""])
        if not (exists(arrived) and exists(met)):
            continue
        begin, end = from_wall_clock(arrived), from_wall_clock(met)
        if end < begin:
            continue
        ref, channel, outcome = f"{len(rows)}x", rng.choice(CHANNELS), rng.choice(OUTCOMES)
        reasons, heard_from = rng.choice(REASONS), rng.choice(HEARD_FROM)
        rows.append(
            {
                "ref": ref,
                "citizen_ref": citizen,
                "arrived_at": arrived.strftime("%Y-%m-%dT%H:%M"),
                "met_at": met.strftime("%Y-%m-%dT%H:%M") if is_met else "",
                "channel": channel,
                "reasons": reasons,
                "heard_from": heard_from,
                "outcome": outcome,
                "note": rng.choice(["", 'sagde "hej";, og gik', "to\nlinjer"]),
            }
        )
        counted.append(
            {
                "ref": ref,
                "citizen": citizen or None,
                "channel": channel,
                "reasons": reasons.split("|") if reasons else [],
                "heard_from": heard_from or None,
                "outcome": outcome or None,
                "arrived_at": begin,
                "met_at": end if is_met else None,
            }
        )
    folder = tmp_path / "history"
    folder.mkdir()
    rest = courses_and_slots(folder, rng, people)
    groups(folder, rng, people, rest)
    checks_referrals_and_tries(folder, rng, people, rest)
    write(folder / "enquiries.csv", rows, rng.choice(",;"))
    write(folder / "citizens.csv", [{"ref": ref, "given_name": "Åse"} for ref in people], ",")

    dinindgang(
        tmp_path,
        *("init", "--leader", "ÅSE", "--name", "Åse Holm", "--password-stdin"),
        given="en lang adgangskode\n",
    )
    dinindgang(tmp_path, "import", str(folder))
    as_of = date(2021, 11, 3)
    period = ("--from", "2020-11-30", "--to", "2021-12-31", "--as-of", as_of.isoformat())
    exported = csv.DictReader(io.StringIO(dinindgang(tmp_path, "export", *period)))
    expected = oracle.weeks(counted, date(2020, 11, 30), date(2021, 12, 31), as_of, rest)
    assert list(exported) == expected

    answer = json.loads(dinindgang(tmp_path, "export", *period, "--format", "json"))
    assert answer["as_of"] == as_of.isoformat() and answer["public"] is False
    for found, row in zip(answer["weeks"], expected, strict=True):
        assert {key: "" if cell is None else str(cell) for key, cell in found.items()} == row
    for by, codes in oracle.CODES.items():
        exported = csv.DictReader(io.StringIO(dinindgang(tmp_path, "export", *period, "--by", by)))
        assert list(exported) == oracle.weeks_by(
            counted, by, codes, date(2020, 11, 30), date(2021, 12, 31), as_of
        )

    in_csv = csv.DictReader(io.StringIO(dinindgang(tmp_path, "export", *period, "--totals")))
    total = oracle.totals(counted, None, as_of, rest)
    assert {row["key"]: (row["n"], row["of"], row["percent"]) for row in in_csv} == total
    assert {key: in_three(value) for key, value in answer["totals"].items()} == total


def courses_and_slots(folder: Path, rng: random.Random, people: list[str]) -> Rest:
    """Three more files of a history, and what a person would read in them."""
    rest = Rest()
    courses: list[dict[str, str]] = []
    conversations: list[dict[str, str]] = []
    slots: list[dict[str, str]] = []
    for n in range(60):
        citizen, opened = rng.choice(people), wall(rng).date() - timedelta(days=rng.randint(0, 200))
        closed = opened + timedelta(days=rng.randint(0, 180)) if rng.random() < 0.8 else None
        onward = rng.choice(["", "none", "unknown", *ASSESSED])
        judged = rng.choice(["", "yes", "no", "unknown"])
        courses.append(
            {
                "ref": f"f{n:02}",
                "citizen_ref": citizen,
                "opened_on": str(opened),
                "closed_on": str(closed) if closed else "",
                "onward_support": onward,
                "formerly_assessed": judged,
                "coach": rng.choice(["", "ÅSE", "KSØ"]),
            }
        )
        rest.courses.append(
            {
                "ref": f"f{n:02}",
                "citizen": citizen,
                "opened_on": opened,
                "closed_on": closed,
                "onward_support": onward or None,
                "formerly_assessed": judged or None,
            }
        )
        held = wall(rng).date()
        told = {"ref": f"s{n}", "citizen_ref": rng.choice(people), "held_on": str(held)}
        conversations.append(told | {"own_words": "En have", "goals": rng.choice(["", "Ro|Søvn"])})
        rest.conversations.append({"ref": f"s{n}", "citizen": "", "held_on": held})
        for m in range(3):
            starts = wall(rng)
            if not exists(starts):
                continue
            of_course, status = rng.choice(["", f"f{n:02}"]), rng.choice(STATUSES)
            slots.append(
                {
                    "ref": f"t{n}-{m}",
                    "citizen_ref": "" if of_course else citizen,
                    "course_ref": of_course,
                    "starts_at": starts.strftime("%Y-%m-%dT%H:%M"),
                    "minutes": rng.choice(["", "30", "720"]),
                    "room": rng.choice(["", "Broen"]),
                    "status": status,
                }
            )
            rest.slots.append(
                {
                    "ref": f"t{n}-{m}",
                    "citizen": citizen,
                    "course": of_course or None,
                    "starts_at": from_wall_clock(starts),
                    "status": status,
                }
            )
    write(folder / "courses.csv", courses, ",")
    write(folder / "conversations.csv", conversations, ";")
    write(folder / "slots.csv", slots, ",")
    return rest


def groups(folder: Path, rng: random.Random, people: list[str], rest: Rest) -> None:
    """Three files of groups, and what a person would read in them."""
    meetings: list[dict[str, str]] = []
    attendance: list[dict[str, str]] = []
    for n in range(80):
        starts, status = wall(rng), rng.choice(["held", "held", *MEETING_STATUSES])
        if not exists(starts):
            continue
        meetings.append(
            {
                "ref": f"m{n}",
                "group_ref": rng.choice(["g1", "g2"]),
                "starts_at": starts.strftime("%Y-%m-%dT%H:%M"),
                "minutes": rng.choice(["", "120"]),
                "status": status,
            }
        )
        rest.meetings.append(
            {"ref": f"m{n}", "starts_at": from_wall_clock(starts), "status": status}
        )
        # Some come twice in the sheet, and there are guests who gave no name.
        for whose in rng.choices([*people, "", ""], k=rng.randint(0, 12)):
            said = rng.choice(MARKS)
            attendance.append({"session_ref": f"m{n}", "citizen_ref": whose, "status": said})
            rest.marks.append({"meeting": f"m{n}", "citizen": whose or None, "status": said})
    two = [{"ref": "g1", "name": "Madlavning", "facilitator": "ÅSE"}, {"ref": "g2", "name": "Kor"}]
    write(folder / "groups.csv", [{"facilitator": ""} | group for group in two], ";")
    write(folder / "group_sessions.csv", meetings, ",")
    write(folder / "attendance.csv", attendance, ";")


def checks_referrals_and_tries(
    folder: Path, rng: random.Random, people: list[str], rest: Rest
) -> None:
    """The last three files of a history, and what a person would read in them."""
    checks: list[dict[str, str]] = []
    referrals: list[dict[str, str]] = []
    tries: list[dict[str, str]] = []
    for course in rng.choices(rest.courses, k=50):  # some are decided twice, some never
        day = course["opened_on"] + timedelta(days=rng.randint(0, 45))
        said = rng.choice(DECISIONS)
        row = {"course_ref": course["ref"], "decided_on": str(day), "decision": said}
        checks.append(row | {"note": rng.choice(["", "Går godt; vil gerne videre"])})
        rest.checks.append({"course": course["ref"], "decided_on": day, "decision": said})
    for n in range(40):
        who, sent = rng.choice(people), wall(rng).date() + timedelta(days=rng.randint(-40, 40))
        answered = sent + timedelta(days=rng.randint(0, 60)) if rng.random() < 0.7 else None
        asked, answer = rng.choice(ASKED_FOR), rng.choice(ANSWERS)
        row = {"ref": f"h{n}", "citizen_ref": who, "sent_on": str(sent), "asked_for": asked}
        day_and_answer = {"decided_on": str(answered or ""), "decision": answer if answered else ""}
        referrals.append(row | day_and_answer)
        rest.referrals.append(
            {
                "ref": f"h{n}",
                "citizen": who,
                "course": None,
                "sent_on": sent,
                "asked_for": asked,
                "decided_on": answered,
                "decision": answer if answered else None,
            }
        )
        at, whose = wall(rng), rng.choice([*people, ""])
        if exists(at):
            result = rng.choice(["", *CONTACT, *NO_CONTACT])
            row = {"ref": f"o{n}", "citizen_ref": whose, "label": "" if whose else "Hr. Nr. 7"}
            tries.append(row | {"at": at.strftime("%Y-%m-%dT%H:%M"), "result": result})
            rest.attempts.append(
                {
                    "ref": f"o{n}",
                    "citizen": whose or None,
                    "at": from_wall_clock(at),
                    "result": result or None,
                }
            )
    write(folder / "checks.csv", checks, ";")
    write(folder / "referrals.csv", referrals, ",")
    write(folder / "outreach.csv", tries, ",")


def in_three(total: object) -> Three:
    """A running total of the JSON file as CSV has it: n, of, percent."""
    if isinstance(total, dict):
        n, of, percent = total.values()
        return str(n), str(of), "" if percent is None else str(percent)
    return "" if total is None else str(total), "", ""
