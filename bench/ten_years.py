"""Twelve coaches and ten years of their slots, written into a kept demo town: `ten_years.py FILE`.

Every working day of ten years has some two slots a coach, and half of the next twelve weeks is
booked: what the week of all coaches has to find its free times among.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from din_indgang_tui.clock import from_wall_clock, local_date, machine_clock, stored
from din_indgang_tui.house import staff
from din_indgang_tui.house.slot_columns import times
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, Role, command_line
from din_indgang_tui.store.unit import Unit, Value, changes

COACHES = 12
SLOTS = 60_000
ROOMS = 6
YEARS, WEEKS_AHEAD = 10, 12
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


def main() -> None:
    door = Door(Path(sys.argv[1]), machine_clock)
    owner = command_line()
    coaches = [one.id for one in door.read(owner, staff.everyone) if one.role is Role.COACH]
    for number in range(COACHES - len(coaches)):
        name = f"Coach {chr(ord('A') + number)}berg"
        coaches.append(door.change(owner, staff.add, f"C{number:02}", name, Role.COACH, "-"))
    made = door.change(owner, fill, coaches[:COACHES], 7)
    door.close()
    print(f"{made} slots, {local_date(machine_clock())}")


if __name__ == "__main__":
    main()
