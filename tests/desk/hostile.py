"""Three hundred texts that nobody should be called, and that a file may hold all the same."""

from __future__ import annotations

import random
from datetime import timedelta

from din_indgang_tui.clock import iso_week, local_date, stored
from tests.desk.house import House

ESCAPES = [
    "\x1b]0;titel\x07",
    "\x1b]52;c;aGVq\x07",
    "\x1b]8;;https://example.invalid\x1b\\her\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H",
    "\x1b[31m",
    "\x1b[?1049l",
    "\x1b[?1000h",
    "\x1b[6n",
    "\x1bc",
    "\x1bP+q544e\x1b\\",
    "\x1b_Gi=1\x1b\\",
    "\x9b31m",
    "\x90tmux;\x9c",
    "\x07",
    "\x08\x08\x08",
    "\x0e",
    "\r",
    "\n",
    "\t",
    "\v\f\x85",
    "\x00",
    "\x7f",
    "\u2028\u2029",
]
MARKUP = [
    "[red]",
    "[/x]",
    "[/]",
    "[@click=app.bell]x[/]",
    "[link=file:///etc/passwd]",
    "[b]",
    "\\[",
    "[[",
    "{name}",
    "{0}",
    "%s%n",
    "$(reboot)",
    "`id`",
    ":smile:",
    "<script>",
    "&lt;",
]
INVISIBLE = [
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200b",
    "\u200d",
    "\u200f",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\U000e0041",
    "\ud7ff",
    "\ue000",
    "\ufffe",
    "\u034f",
]
WIDE = [
    "王小明",
    "ﾊﾝｾﾝ",
    "ハンセン",
    "김철수",
    "한글",
    "😀",
    "👩\u200d👩\u200d👧",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "🇩🇰",
    "👍🏽",
    "e\u0301",
    "Z\u0351\u0343\u0321\u0322",
    "ก็",
    "नमस्ते",
    "عربي",
    "עברית",
    "ﷺ",
    "Ǆ",
    "ﬁ",
    "\u3000",
    "\u00a0",
    "\u2003",
]
CODE = [
    "=1+1",
    "+45 20 00 00 00",
    "-2+3",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE citizen; --",
    '" OR 1=1 --',
    "NULL",
    "0x41",
    "../../etc/passwd",
    "A" * 90,
    "ord " * 20,
    "'",
    '"',
    "\\",
    "|",
    "> ",
    "! ",
    "──",
    "│",
    "»«",
    "ÆØÅ",
    "İbrahim",
    "ß",
    "",
    " ",
]


def _made() -> list[str]:
    pieces = [*ESCAPES, *MARKUP, *INVISIBLE, *WIDE, *CODE]
    texts = [f"Ole{piece}Hansen"[:100] for piece in pieces] + list(pieces)
    chance = random.Random(20261117)
    while len(texts) < 300:
        texts.append("".join(chance.choices([*pieces, "Ole", "å", " "], k=4))[:100])
    return texts[:300]


HOSTILE = _made()


def looked_for(ten: int) -> str:
    """What is typed to find the ten with this number; it sounds like nothing else."""
    return "q" + "abdef"[ten // 6] + "gijkln"[ten % 6]


def tell(house: House) -> None:
    """Write them into every text of the messages, past the door as well."""
    count, now, day = len(HOSTILE), stored(house.moment), local_date(house.moment).isoformat()
    with house.raw() as write:
        for number in range(0, count, 3):
            name, phone, about = (HOSTILE[(number + step) % count] for step in range(3))
            write(
                "INSERT INTO call_back (caller, phone, about, for_staff, taken_by, created_at)"
                " VALUES (?, ?, ?, 4, 4, ?)",
                *(name, phone, about, now),
            )
            write(
                "INSERT INTO handover_line (day, text, written_by, created_at) VALUES (?, ?, 4, ?)",
                *(day, f"{name} {about} {phone} " * 3, now),
            )
        for staff_id in (3, 4, 5):
            write(
                "INSERT INTO duty (day, staff_id, hours) VALUES (?, ?, ?)",
                *(day, staff_id, HOSTILE[staff_id * 7]),
            )


def meet(house: House) -> None:
    """Write them into every text of groups, their meetings and their places; after `fill`.

    Each group met yesterday, is cancelled today, and is moved tomorrow, with people to be told.
    """
    count, now, today = len(HOSTILE), house.moment, local_date(house.moment)
    with house.raw() as write:
        for number in range(0, count, 25):
            text = [HOSTILE[(number + step) % count] for step in range(8)]
            write(
                "INSERT INTO room (code, label, position) VALUES (?, ?, ?)",
                *(f"room{number}", text[0], number),
            )
            group = write(
                "INSERT INTO group_activity (name, description, room, place, leader_id, capacity,"
                " rule, start_time, starts_on, created_at) VALUES (?, ?, ?, ?, 4, 40,"
                " 'FREQ=WEEKLY;BYDAY=TU', '10:30', ?, ?)",
                *(text[1] or "?", text[2] * 3, f"room{number}", text[3]),
                *((today - timedelta(days=70)).isoformat(), stored(now)),
            )
            write("INSERT INTO group_helper VALUES (?, 7, 'volunteer', 1)", group)
            write(
                "INSERT INTO group_exception (group_id, first_on, last_on, why)"
                " VALUES (?, '2026-12-21', '2026-12-27', ?)",
                *(group, text[4]),
            )
            for citizen in range(1, 13):
                write(
                    "INSERT INTO group_member (group_id, citizen_id, from_on, note, created_at)"
                    " VALUES (?, ?, '2026-11-01', ?, ?)",
                    *(group, number + citizen, text[5], stored(now)),
                )
            write(
                "INSERT INTO group_waiting (group_id, citizen_id, since_at, since_on, note)"
                " VALUES (?, ?, ?, ?, ?)",
                *(group, number + 14, stored(now), today.isoformat(), text[5]),
            )
            for day, status in ((-1, "held"), (0, "cancelled"), (1, "planned")):
                begins = now + timedelta(days=day, minutes=number)
                session = write(
                    "INSERT INTO group_session (group_id, starts_at, ends_at, starts_on,"
                    " starts_week, minutes, place, status, cancel_why, moved_from, moved_why, note,"
                    " created_at) VALUES (?, ?, ?, ?, ?, 5, ?, ?, ?, ?, ?, ?, ?)",
                    *(group, stored(begins), stored(begins + timedelta(minutes=5))),
                    *(local_date(begins).isoformat(), iso_week(local_date(begins))),
                    *(text[3], status, text[6] if day == 0 else ""),
                    *(stored(now - timedelta(days=3)) if day == 1 else None, text[7], text[6]),
                    stored(now),
                )
                for citizen in range(1, 13) if day >= 0 else ():
                    write(
                        "INSERT INTO group_told (session_id, citizen_id) VALUES (?, ?)",
                        *(session, number + citizen),
                    )


def fill(house: House, *, waiting: int = len(HOSTILE)) -> None:
    """Write them into every text of the file, past the door that would have cleaned them.

    The first `waiting` stand in the hall. `looked_for` finds ten of them at a time.
    """
    count = len(HOSTILE)
    host, coach = 2, 4
    now, today, week = (
        stored(house.moment),
        local_date(house.moment),
        iso_week(local_date(house.moment)),
    )
    with house.raw() as write:
        for number in range(count):
            texts = [HOSTILE[(number + step) % count] for step in range(13)]
            citizen = write(
                "INSERT INTO citizen (given_name, family_name, phone, email, street, postcode,"
                " city, known_as, interpreter, hearing, how_to_meet, birth_date, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                *texts[:7],
                *texts[9:],
                "1980-05-05",
                "2026-01-01T09:00:00Z",
            )
            write(
                "INSERT INTO name_part (fold, citizen_id, part, sort_rank) VALUES (?, ?, ?, ?)",
                looked_for(number // 10) + "u",
                citizen,
                looked_for(number // 10) + "u",
                number,
            )
            enquiry = write(
                "INSERT INTO enquiry (citizen_id, channel, state, arrived_at, arrived_on,"
                " arrived_week, created_at, companion, note, registered_by)"
                " VALUES (?, 'walk_in', ?, ?, ?, ?, ?, ?, ?, ?)",
                citizen,
                "waiting" if number < waiting else "done",
                now,
                today.isoformat(),
                week,
                now,
                texts[7],
                texts[8],
                host,
            )
            write(
                "INSERT INTO enquiry_reason (enquiry_id, position, reason) VALUES (?, 1, ?)",
                enquiry,
                ("housing", "talk", "crisis", "money_debt")[number % 4],
            )
        for table in ("reason", "outcome", "heard_from"):
            for position in range(20):
                write(
                    f"UPDATE {table} SET label = ? WHERE position = ?",
                    HOSTILE[(7 * position + len(table)) % count],
                    position,
                )
        for code, text in (("alarm", HOSTILE[5]), ("police", HOSTILE[60]), ("lifeline", WIDE[6])):
            write("UPDATE acute_number SET label = ?, hours = ? WHERE code = ?", text, text, code)
        for number in range(20):
            write(
                "INSERT OR REPLACE INTO closed_day (day, label) VALUES (?, ?)",
                f"2027-01-{number + 1:02}",
                HOSTILE[9 * number],
            )
        write("UPDATE staff SET name = ? WHERE id = ?", HOSTILE[1] + HOSTILE[40], coach)
        write("INSERT OR REPLACE INTO setting (key, value) VALUES ('house_name', ?)", HOSTILE[3])
