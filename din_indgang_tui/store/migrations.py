"""From every older shape of the file to today's, with sqlite-utils' migrations.

schema.sql is the database as it stands today. A new file is made from it, and all migrations are
marked as applied; a test shows that a blank file plus all migrations ends in the same schema.
Add a migration for every change of schema.sql, and count SCHEMA_VERSION in store/file.py up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from din_indgang_tui.store.engine import Connection, sqlite3
from din_indgang_tui.store.lists import (
    fill_acute_numbers,
    fill_course_lists,
    fill_lists,
    fill_opening_hours,
    fill_outreach_results,
)

migrations = Migrations("din_indgang")
FROZEN = Path(__file__).parent / "frozen"


@migrations()
def m001_the_desk_opens(db: Database) -> None:
    """Staff, citizens, enquiries, drafts, the record: frozen/001.sql is schema.sql of that day."""
    _run(db, (FROZEN / "001.sql").read_text(encoding="utf-8"))
    fill_lists(db)


@migrations()
def m002_a_whole_day(db: Database) -> None:
    """The day in the house, letters, how to meet someone, undo, and the shut door."""
    _run(db, (FROZEN / "002.sql").read_text(encoding="utf-8"))
    with _open_door(db):
        fill_opening_hours(db)
        fill_acute_numbers(db)


@migrations()
def m003_courses_and_slots(db: Database) -> None:
    """Goals and dreams, courses, working hours, slots, and the lists that go with them."""
    _run(db, (FROZEN / "003.sql").read_text(encoding="utf-8"))
    with _open_door(db):
        fill_course_lists(db)


@migrations()
def m004_group_activities(db: Database) -> None:
    """Groups, their places and waiting lists, their meetings and the roll of each."""
    _run(db, (FROZEN / "004.sql").read_text(encoding="utf-8"))


@migrations()
def m005_checks_and_referrals(db: Database) -> None:
    """Four-week checks, referrals, outreach tries, and the first day of every citizen."""
    _run(db, (FROZEN / "005.sql").read_text(encoding="utf-8"))
    with _open_door(db):
        fill_outreach_results(db)
        db.execute(
            "INSERT INTO first_enquiry (citizen_id, first_on) SELECT citizen_id, min(arrived_on)"
            " FROM enquiry WHERE citizen_id IS NOT NULL GROUP BY citizen_id"
        )


def apply_pending(connection: Connection) -> None:
    """Run what this file has not had yet. The caller holds the transaction."""
    migrations.apply(Database(connection, execute_plugins=False))


def _run(db: Database, script: str) -> None:
    """Each statement of a script, within the transaction that the caller holds.

    As `Database.executescript` does there, which asks after every letter whether a statement is
    whole: by that alone a new file took an eighth of a second.
    """
    begin = end = 0
    while end := script.find(";", end) + 1:
        if sqlite3.complete_statement(script[begin:end]):
            db.execute(script[begin:end])
            begin = end
    if rest := script[begin:].strip():
        db.execute(rest)


@contextmanager
def _open_door(db: Database) -> Iterator[None]:
    """A migration is no deed of the house, but writes rows all the same: it opens the door."""
    db.execute("INSERT INTO door (id, open) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET open = 1")
    yield
    db.execute("UPDATE door SET open = 0")


def make_new(connection: Connection, schema: str) -> None:
    """Today's schema and lists in a blank file, every migration marked as had."""
    db = Database(connection, execute_plugins=False)
    _run(db, schema)
    with _open_door(db):
        fill_lists(db)
        fill_opening_hours(db)
        fill_acute_numbers(db)
        fill_course_lists(db)
        fill_outreach_results(db)
    migrations.ensure_migrations_table(db)
    for migration in migrations.pending(db):
        migrations._record_applied(db, migration.name)
