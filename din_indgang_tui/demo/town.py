"""A made-up town in a file of its own: people, the years behind them, and today so far.

Nobody in it is anybody, and no number in it belongs to anyone. The same seed and the same start of
the clock give the same town, row for row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from din_indgang_tui.clock import Clock, local_date, stored
from din_indgang_tui.demo import cast_groups, checks, days, messages, outreach, referrals, timetable
from din_indgang_tui.demo import morning as mornings
from din_indgang_tui.demo.cast import COLLEAGUES
from din_indgang_tui.demo.courses import FORMER, Courses
from din_indgang_tui.demo.groups import Groups
from din_indgang_tui.demo.history import ENQUIRIES_A_WEEK, VISITS_A_YEAR, History
from din_indgang_tui.demo.people import People
from din_indgang_tui.demo.rows import Batch, Row, Rows
from din_indgang_tui.demo.stories import Stories
from din_indgang_tui.demo.tables import Tables
from din_indgang_tui.demo.timetable import Timetable
from din_indgang_tui.house import days_off
from din_indgang_tui.house.group_laying import AHEAD, closed_days
from din_indgang_tui.house.periods import monday_of
from din_indgang_tui.i18n import _
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, StoreError
from din_indgang_tui.store.roles import LEADERS, Role, Who
from din_indgang_tui.store.unit import Unit, changes

PASSWORD = "kom-bare-indenfor"
"""Every colleague of the town logs in with it; it guards nothing."""

# What house/staff.py makes of that password. Kept here because argon2 is slow by intent and salts
# by chance, and the town is made anew each time, the same each time.
PASSWORD_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$ss4Ub2KwNNyAP/SSbumqNg"
    "$3ICQkM+TWxhSjqOeKJ63J5tBYCSILfkvbM6UMTCcZdw"
)

CITIZENS, YEARS = 400, 1
LEAST_CITIZENS, MOST_CITIZENS = 50, 1_000_000  # the people of the drawings have to have room
MOST_YEARS = 20
FIRST_YEAR, LAST_YEAR = 2016, 2099  # the house opened in 2016

_BEFORE_A_YEAR = 4  # weeks
_MANY_A_WEEK = 600  # enquiries, of which some twenty end in a course: no more than that
Progress = Callable[[int, int], None]
"""Told now and then how many rows of citizens and enquiries are written, and of how many."""


def make_town(
    path: Path,
    clock: Clock,
    *,
    seed: int,
    citizens: int = CITIZENS,
    years: int = YEARS,
    progress: Progress | None = None,
) -> None:
    """A new file with the town in it, as it stands when the clock is first asked.

    Raises StoreError where the file is there already or cannot be made, and DeskError for numbers
    that make no town. Nothing is left behind then.
    """
    if path.exists():
        raise StoreError(
            _("{path} is there already. The demo town needs a new file.").format(path=path)
        )
    now = clock()
    _check(now, citizens, years)
    door = Door(path, lambda: now, make=True)
    try:
        build(door, seed=seed, citizens=citizens, years=years, progress=progress)
    except BaseException:
        door.close()
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        raise
    door.close()


def build(
    door: Door,
    *,
    seed: int,
    citizens: int = CITIZENS,
    years: int = YEARS,
    progress: Progress | None = None,
    with_morning: bool = True,
) -> None:
    """Fill an empty file with the town, in one unit of work; the clock is asked once.

    Without the morning nothing of today is there: nobody waits and nothing is in the inbox. Raises
    DeskError where the file has citizens or enquiries, and for numbers that make no town.
    """
    who = Who("demo", Role.OWNER, session=f"demo-{seed}")
    door.change(who, fill, seed, citizens, years, with_morning, progress)


@changes(
    LEADERS,
    *("staff", "enquiries", "messages", "settings", "lists"),
    *("conversations", "courses", "slots", "groups", "checks", "outreach", "figures"),
    "referrals",
)
def fill(
    unit: Unit,
    seed: int,
    citizens: int,
    years: int,
    with_morning: bool,
    progress: Progress | None = None,
) -> None:
    """The town's people, years and day, with one line on record for each kind of row."""
    _check(unit.now, citizens, years)
    if unit.value("SELECT EXISTS (SELECT 1 FROM citizen) OR EXISTS (SELECT 1 FROM enquiry)"):
        raise DeskError(_("There are people in this file. The demo town needs a file of its own."))
    today = unit.today
    first = _first_day(today, years)
    for day, label in timetable.closed_days(today):
        unit.insert("closed_day", {"day": day.isoformat(), "label": label})
    days_off.fill(unit)
    staff = _colleagues(unit, first)
    told = _house(staff, today, first)
    for table, lines in told.items():
        unit.insert_many(table, lines)
    # Several sources of chance, so that a change of one part leaves the others as they were.
    rows = Rows()
    people = People(Random(f"{seed} people"), today)
    now = mornings.at(unit.now)
    tables = Tables()
    hours = Timetable(today, cast_groups.led(first, today, today + AHEAD))
    stories = Stories(tables, hours, staff, today)
    a_week = max(ENQUIRIES_A_WEEK, VISITS_A_YEAR * citizens / 52)
    if a_week > _MANY_A_WEEK:
        staff |= _former_colleagues(unit, first)
    share = min(1.0, _MANY_A_WEEK / a_week)
    courses = Courses(Random(f"{seed} courses"), tables, hours, staff, today, share)
    history = History(
        Random(f"{seed} history"),
        people,
        rows,
        staff,
        citizens=citizens,
        first=first,
        today=today,
        come_today=(mornings.HANNE,) if with_morning and now.brings_hanne else (),
        courses=courses,
    )
    total = citizens + history.enquiries
    for batch in history.batches():
        _write(unit, batch, tables)
        if progress:
            progress(rows.citizen_count + rows.enquiry_count, total)
    stories.write(history, courses)
    groups = Groups(
        Random(f"{seed} groups"),
        tables,
        staff,
        first=first,
        today=today,
        closed=closed_days(unit, today, today + AHEAD),
    )
    groups.write(history, courses, now.now if with_morning else None)
    if with_morning:
        hall = mornings.Today(Random(f"{seed} morning"), now, history, rows, staff)
        hall.write()
        stories.write_today(history, now, hall.in_the_house)
        messages_ = messages.rows(now, staff, history)
        _write(unit, rows.batch(), tables)
        for table, lines in messages_.items():
            unit.insert_many(table, lines)
        told |= messages_
    _write(unit, rows.batch(), tables)
    undecided = {history.cast_ids[key] for key in checks.UNDECIDED if key in history.cast_ids}
    told["check_decision"] = checks.rows(Random(f"{seed} checks"), unit, undecided)
    unit.insert_many("check_decision", told["check_decision"])
    sent = referrals.rows(
        Random(f"{seed} referrals"), unit, staff, history.cast_ids, draft=with_morning
    )
    unit.insert_many("disclosure_consent", sent["disclosure_consent"])
    referrals.keep_pages(unit, sent["referral"])
    unit.insert_many("referral", sent["referral"])
    tables.written["disclosure_consent"] += len(sent["disclosure_consent"])
    told["referral"] = sent["referral"]
    tried = outreach.rows(Random(f"{seed} outreach"), unit, staff["LIV"], first)
    by_month = outreach.months(Random(f"{seed} months"), today)
    for table, lines in (("outreach_attempt", tried), ("bypass_month", by_month)):
        unit.insert_many(table, lines)
        told[table] = lines
    if progress:
        progress(total, total)
    facts = {"seed": seed, "made_up": 1}
    unit.record_file("citizen", "demo", facts | {"rows": rows.citizen_count})
    unit.record_file("enquiry", "demo", facts | {"rows": rows.enquiry_count})
    for table, written in tables.written.items():
        unit.record_file(table, "demo", facts | {"rows": written})
    for table, lines in told.items():
        unit.record_file(table, "demo", facts | {"rows": len(lines)})


def _check(now: datetime, citizens: int, years: int) -> None:
    if not LEAST_CITIZENS <= citizens <= MOST_CITIZENS:
        raise DeskError(
            _("The demo town has {least} to {most} citizens.").format(
                least=LEAST_CITIZENS, most=MOST_CITIZENS
            ),
            field="citizens",
        )
    if not 1 <= years <= MOST_YEARS:
        raise DeskError(
            _("The demo town has 1 to {most} years behind it.").format(most=MOST_YEARS),
            field="years",
        )
    if not FIRST_YEAR <= local_date(now).year <= LAST_YEAR:
        raise DeskError(
            _("The demo town lives in the years {first} to {last}.").format(
                first=FIRST_YEAR, last=LAST_YEAR
            ),
            field="at",
        )


def _first_day(today: date, years: int) -> date:
    """A Monday some weeks more than so many years ago: last year's weeks stand beside these."""
    from dateutil.relativedelta import relativedelta

    return monday_of(today - relativedelta(years=years, weeks=_BEFORE_A_YEAR))


def _colleagues(unit: Unit, since: date) -> dict[str, int]:
    """The ids of the drawings' colleagues, by initials; those who are missing begin to work."""
    known = {row["initials"]: row["id"] for row in unit.rows("SELECT id, initials FROM staff")}
    begun = min(stored(unit.now), f"{since.isoformat()}T07:00:00Z")
    for initials, name, role in COLLEAGUES:
        if initials not in known:
            known[initials] = unit.insert(
                "staff",
                {
                    "initials": initials,
                    "name": name,
                    "role": role.value,
                    "password_hash": PASSWORD_HASH,
                    "must_change_password": 0,
                    "created_at": begun,
                },
            )
    return known


def _former_colleagues(unit: Unit, since: date) -> dict[str, int]:
    """Those who worked in a larger house and have left: they cannot log in."""
    return {
        initials: unit.insert(
            "staff",
            {
                "initials": initials,
                "name": name,
                "role": Role.COACH.value,
                "password_hash": None,
                "active": 0,
                "created_at": f"{since.isoformat()}T07:00:00Z",
            },
        )
        for initials, name in FORMER
    }


def _house(staff: Mapping[str, int], today: date, since: date) -> dict[str, list[Row]]:
    """Rooms, the telephone, working hours, and when colleagues do not work as usual."""
    return {
        "room": [
            {"code": code, "label": label, "position": position}
            for position, (code, label) in enumerate(timetable.ROOMS, 1)
        ],
        "working_hours": timetable.pattern_rows(staff),
        "working_exception": timetable.exception_rows(
            staff, today, days.day(days.open_day_before(today - timedelta(days=30))).utc(43_200)
        ),
        "setting": [{"key": "house_phone", "value": "20 00 00 10"}],
    }


def _write(unit: Unit, batch: Batch, tables: Tables) -> None:
    for table, rows in (
        ("citizen", batch.citizens),
        ("name_part", batch.name_parts),
        ("enquiry", batch.enquiries),
        ("enquiry_reason", batch.reasons),
        ("letter", batch.letters),
    ):
        if rows:
            unit.insert_many(table, rows)
    for table, rows in tables.take():
        unit.insert_many(table, rows)
