"""Twelve coaches and ten years of slots, groups and referrals, put into a kept demo town.

    ten_years.py FILE

Every working day of ten years has some two slots a coach, and half of the next twelve weeks is
booked: what the week of all coaches has to find its free times among. Each coach leads two groups
that meet every week, with a roll of a dozen each time; and today a group of thirty meets whose roll
is to be taken. One citizen in ten was referred, most of them within four weeks.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from din_indgang_tui.clock import from_wall_clock, iso_week, machine_clock, stored
from din_indgang_tui.house import staff
from din_indgang_tui.house.slot_columns import times
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, Role, command_line
from din_indgang_tui.store.unit import Unit, Value, changes

COACHES = 12
SLOTS = 60_000
ROOMS = 6
YEARS, WEEKS_AHEAD = 10, 12
GROUPS, MEMBERS = 24, 12
LARGE, LARGE_MEMBERS = "Stort hold", 30  # the group whose roll is taken
MINUTES = 90
REFERRED = 0.1  # of the citizens
_HOURS = (time(9), time(10), time(11), time(12), time(13), time(14))


@changes(ANYONE, "slots")
def fill(unit: Unit, coaches: list[int], seed: int) -> int:
    """The slots; how many there are."""
    rng = random.Random(seed)
    citizens = [row["id"] for row in unit.rows("SELECT id FROM citizen ORDER BY id LIMIT 5000")]
    for number in range(ROOMS):
        room: dict[str, Value] = {"label": f"Room {number}", "position": 100 + number}
        unit.insert("room", room | {"code": f"r{number}"})
    rows = list(_rows(rng, unit.today, coaches, citizens))
    unit.insert_many("slot", rows)
    return len(rows)


def _rows(
    rng: random.Random, today: date, coaches: list[int], citizens: list[int]
) -> Iterator[dict[str, Value]]:
    first, last = today - timedelta(days=365 * YEARS), today + timedelta(weeks=WEEKS_AHEAD)
    days = [first + timedelta(days=n) for n in range((last - first).days)]
    days = [day for day in days if day.isoweekday() <= 5]
    share = SLOTS / (len(days) * COACHES * len(_HOURS))
    made = 0
    for day in days:
        for at in _HOURS:
            free = rng.sample(citizens, len(coaches))
            rooms = [f"r{number}" for number in range(ROOMS)]
            for coach, citizen in zip(coaches, free, strict=True):
                # Two a day as the years went by; three of the days that are to come.
                if rng.random() > (0.5 if day >= today else share):
                    continue
                starts_at = from_wall_clock(datetime.combine(day, at))
                status = "booked" if day >= today else rng.choice(("attended", "no_show"))
                made += 1
                yield times(starts_at, 45) | {
                    "ref": f"bench-{made}",  # as an import brings it, beside what is there
                    "citizen_id": citizen,
                    "coach_id": coach,
                    "room": rooms.pop() if rooms else None,
                    "kind": "coaching",
                    "status": status,
                    "created_at": stored(starts_at - timedelta(days=14)),
                }


@changes(ANYONE, "groups")
def fill_groups(unit: Unit, coaches: list[int], host: int, seed: int) -> tuple[int, int]:
    """Groups with their meetings and rolls; how many meetings and how many marks there are."""
    rng = random.Random(seed)
    citizens = [row["id"] for row in unit.rows("SELECT id FROM citizen ORDER BY id LIMIT 5000")]
    next_id = 1 + int(unit.value("SELECT coalesce(max(id), 0) FROM group_session"))
    meetings: list[dict[str, Value]] = []
    marks: list[dict[str, Value]] = []
    monday = unit.today - timedelta(days=unit.today.weekday())
    for number in range(GROUPS):
        leader = coaches[number % len(coaches)]
        members = rng.sample(citizens, MEMBERS)
        group = _group(unit, f"Hold {number + 1}", leader, members)
        for week in range(-52 * YEARS, WEEKS_AHEAD):
            day = monday + timedelta(weeks=week, days=number % 5)
            at = datetime.combine(day, _HOURS[number % len(_HOURS)])
            held = day < unit.today
            meeting = _meeting(group, from_wall_clock(at), leader, "held" if held else "planned")
            # as an import brings it, beside what is there
            meetings.append(meeting | {"id": next_id, "ref": f"bench-{next_id}"})
            if held:
                # Those who have a place now in the last year, others as the years went by.
                came = members if week >= -52 else rng.sample(citizens, MEMBERS)
                marks += (_mark(next_id, citizen, rng, meeting["starts_at"]) for citizen in came)
            next_id += 1
    unit.insert_many("group_session", meetings)
    unit.insert_many("attendance", marks)
    large = _group(unit, LARGE, host, rng.sample(citizens, LARGE_MEMBERS))
    today = from_wall_clock(datetime.combine(unit.today, time(0, 5)))
    unit.insert("group_session", _meeting(large, today, host, "planned"))
    return len(meetings) + 1, len(marks)


def _group(unit: Unit, name: str, leader: int, members: list[int]) -> int:
    long_ago = stored(unit.now - timedelta(days=365 * YEARS))
    columns: dict[str, Value] = {"name": name, "leader_id": leader, "created_at": long_ago}
    group = unit.insert("group_activity", columns | {"capacity": LARGE_MEMBERS, "drop_in": 1})
    unit.insert_many(
        "group_member",
        [
            {"group_id": group, "citizen_id": one, "from_on": long_ago[:10], "created_at": long_ago}
            for one in members
        ],
    )
    return group


def _meeting(group: int, starts_at: datetime, leader: int, status: str) -> dict[str, Value]:
    return times(starts_at, MINUTES) | {
        "group_id": group,
        "leader_id": leader,
        "status": status,
        "created_at": stored(starts_at - timedelta(days=14)),
    }


def _mark(session: int, citizen: int, rng: random.Random, at: Value) -> dict[str, Value]:
    status = rng.choice(("present", "present", "present", "absent", "excused"))
    return {"session_id": session, "citizen_id": citizen, "status": status, "marked_at": at}


@changes(ANYONE, "referrals")
def fill_referrals(unit: Unit, seed: int) -> int:
    """Referrals of citizens who came, nearly all answered; how many there are."""
    rng = random.Random(seed)
    came = unit.rows("SELECT citizen_id, min(arrived_on) AS day FROM enquiry GROUP BY citizen_id")
    rows: list[dict[str, Value]] = []
    for row in came:
        if row["citizen_id"] is None or rng.random() > REFERRED:
            continue
        sent = date.fromisoformat(row["day"]) + timedelta(days=int(rng.expovariate(1 / 30)))
        answered = sent + timedelta(days=rng.randint(10, 60))
        if sent > unit.today:
            continue
        is_answered = answered <= unit.today and rng.random() < 0.95
        rows.append(
            {
                "ref": f"bench-{len(rows) + 1}",  # as an import brings it, beside what is there
                "citizen_id": row["citizen_id"],
                "asked_for": rng.choice(("sel85", "sel107_108")),
                "sent_on": sent.isoformat(),
                "sent_week": iso_week(sent),
                "decided_on": answered.isoformat() if is_answered else None,
                "decided_week": iso_week(answered) if is_answered else None,
                "decision": rng.choice(("granted", "refused")) if is_answered else "",
                "created_at": stored(unit.now),
            }
        )
    unit.insert_many("referral", rows)
    return len(rows)


def main() -> None:
    door = Door(Path(sys.argv[1]), machine_clock)
    owner = command_line()
    everyone = door.read(owner, staff.everyone)
    coaches = [one.id for one in everyone if one.role is Role.COACH]
    host = next(one.id for one in everyone if one.role is Role.HOST)
    for number in range(COACHES - len(coaches)):
        name = f"Coach {chr(ord('A') + number)}berg"
        coaches.append(door.change(owner, staff.add, f"C{number:02}", name, Role.COACH, "-"))
    made = door.change(owner, fill, coaches[:COACHES], 7)
    meetings, marks = door.change(owner, fill_groups, coaches[:COACHES], host, 11)
    referrals = door.change(owner, fill_referrals, 13)
    door.close()
    print(f"{made} slots, {meetings} meetings, {marks} marks, {referrals} referrals")


if __name__ == "__main__":
    main()
