"""Whatever a history says: it comes in as it was written, once, and with one fault not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.house.moving_in.conftest import House

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
Cells = dict[str, str]

CITIZEN = [
    "ref",
    "given_name",
    "family_name",
    "birth_date",
    "cpr",
    "phone",
    "email",
    "street",
    "postcode",
    "city",
    "address_protected",
    "protected_until",
]
ENQUIRY = [
    "ref",
    "citizen_ref",
    "arrived_at",
    "met_at",
    "finished_at",
    "channel",
    "reasons",
    "heard_from",
    "outcome",
    "note",
]
REASONS = ["loneliness", "mental_health", "money_debt", "housing", "talk", "crisis", "other"]

# What spreadsheets are full of: separators, quotes, line ends, accents in pieces, formulas.
awkward = st.text(alphabet=" aæøåÆØÅéKM.,;|\"'=-+@/\n\t\u0301\u00a0", max_size=20)
days = st.dates(date(1930, 1, 1), date(2006, 12, 31))


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """A wall clock time that exists, near a night the clock is moved as often as not."""
    around = draw(
        st.sampled_from(
            [datetime(2017, 8, 28, 10), datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1)]
        )
    )
    wall = around + timedelta(minutes=draw(st.integers(-300, 300)))
    there_and_back = wall.replace(tzinfo=COPENHAGEN).astimezone(UTC).astimezone(COPENHAGEN)
    return wall if there_and_back.replace(tzinfo=None) == wall else wall + timedelta(hours=1)


@st.composite
def citizens(draw: st.DrawFn) -> Cells:
    born = draw(days)
    # Numbers that are nobody's in shape too: the check digits are whatever comes.
    number = f"{born:%d%m%y}-{draw(st.integers(0, 3999)):04d}"
    return {
        "given_name": draw(awkward),
        "family_name": draw(awkward),
        "birth_date": draw(st.sampled_from(["", born.isoformat()])),
        "cpr": draw(st.sampled_from(["", number])) if born.year < 2000 else "",
        "phone": draw(st.sampled_from(["", "20 11 22 33", "+4520112233"])),
        "email": draw(awkward),
        "street": draw(awkward),
        "postcode": draw(st.sampled_from(["", "7000"])),
        "city": draw(awkward),
        "address_protected": draw(st.sampled_from(["", "0", "1", "yes", "no"])),
        "protected_until": draw(st.sampled_from(["", "2027-01-31"])),
    }


@st.composite
def enquiries(draw: st.DrawFn, citizen_refs: list[str]) -> Cells:
    times = sorted(draw(st.lists(moments(), min_size=3, max_size=3)))
    written = [time.isoformat(timespec="minutes") for time in times]
    return {
        "citizen_ref": draw(st.sampled_from(["", *citizen_refs])),
        "arrived_at": written[0],
        "met_at": draw(st.sampled_from(["", written[1]])),
        "finished_at": draw(st.sampled_from(["", written[2]])),
        "channel": draw(st.sampled_from(["walk_in", "phone", "digital", "letter", "partner"])),
        "reasons": "|".join(draw(st.lists(st.sampled_from(REASONS), max_size=3, unique=True))),
        "heard_from": draw(st.sampled_from(["", "gp", "not_said"])),
        "outcome": draw(st.sampled_from(["", "helped", "left_without_help"])),
        "note": draw(awkward),
    }


@dataclass
class History:
    """What a house wrote down, and how its spreadsheet saves it."""

    citizens: list[Cells]
    enquiries: list[Cells]
    separator: str
    mark: str
    line_end: str

    def put_into(self, house: House) -> dict[str, list[int]]:
        """Writes both files; returns on which line each of their records begins."""
        return {
            "citizens.csv": self._write(house, "citizens.csv", CITIZEN, self.citizens),
            "enquiries.csv": self._write(house, "enquiries.csv", ENQUIRY, self.enquiries),
        }

    def _write(self, house: House, name: str, columns: list[str], rows: list[Cells]) -> list[int]:
        page = io.StringIO(newline="")
        writer = csv.writer(page, delimiter=self.separator, lineterminator=self.line_end)
        writer.writerow(columns)
        begins = []
        for row in rows:
            begins.append(1 + page.getvalue().count("\n"))
            writer.writerow([row[column] for column in columns])
        house.file(name, (self.mark + page.getvalue()).encode())
        return begins


@st.composite
def histories(draw: st.DrawFn) -> History:
    people = draw(st.lists(citizens(), min_size=1, max_size=4))
    for number, person in enumerate(people):
        person["ref"] = f"c{number}"
    events = draw(st.lists(enquiries([person["ref"] for person in people]), min_size=1, max_size=6))
    for number, event in enumerate(events):
        event["ref"] = f"e{number}"
    return History(
        people,
        events,
        separator=draw(st.sampled_from(",;")),
        mark=draw(st.sampled_from(["", "\ufeff"])),
        line_end=draw(st.sampled_from(["\n", "\r\n"])),
    )


def one_line(text: str) -> str:
    return " ".join(normalize("NFC", text).split())


def utc(wall: str) -> str | None:
    if not wall:
        return None
    moment = datetime.fromisoformat(wall).replace(tzinfo=COPENHAGEN).astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat() + "Z"


def as_a_citizen(cells: Cells) -> dict[str, Any]:
    """The row that a citizen becomes, told by the format and not by the program."""
    row: dict[str, Any] = {
        column: one_line(cells[column])
        for column in CITIZEN
        if column not in ("birth_date", "cpr", "address_protected", "protected_until")
    }
    row["cpr"] = cells["cpr"].replace("-", "") or None
    row["birth_date"] = cells["birth_date"] or None
    if row["cpr"] and not row["birth_date"]:
        day, month, year = row["cpr"][0:2], row["cpr"][2:4], row["cpr"][4:6]
        row["birth_date"] = f"19{year}-{month}-{day}"
    row["address_protected"] = int(cells["address_protected"] in ("1", "yes"))
    row["protected_until"] = cells["protected_until"] or None
    return row


def as_an_enquiry(cells: Cells) -> dict[str, Any]:
    """The row that an enquiry becomes, with its reasons and the key of its citizen."""
    arrived = datetime.fromisoformat(cells["arrived_at"])
    met = datetime.fromisoformat(cells["met_at"]) if cells["met_at"] else None
    year, week, _weekday = arrived.isocalendar()
    return {
        "ref": cells["ref"],
        "citizen_ref": cells["citizen_ref"] or None,
        "state": "done",
        "channel": cells["channel"],
        "arrived_at": utc(cells["arrived_at"]),
        "arrived_on": cells["arrived_at"][:10],
        "arrived_week": f"{year}-W{week:02}",
        "met_at": utc(cells["met_at"]),
        "met_on": cells["met_at"][:10] or None,
        "waited_s": int((met - arrived).total_seconds()) if met else None,
        "finished_at": utc(cells["finished_at"]),
        "finished_on": cells["finished_at"][:10] or None,
        "heard_from": cells["heard_from"] or None,
        "outcome": cells["outcome"] or None,
        "note": one_line(cells["note"]),
        "reasons": cells["reasons"] or None,
    }


def stored_citizens(house: House) -> list[dict[str, Any]]:
    return house.rows(f"SELECT {', '.join(CITIZEN)} FROM citizen ORDER BY id")


def stored_enquiries(house: House) -> list[dict[str, Any]]:
    return house.rows(
        "SELECT e.ref, c.ref AS citizen_ref, e.state, e.channel, e.arrived_at, e.arrived_on,"
        " e.arrived_week, e.met_at, e.met_on, e.waited_s, e.finished_at, e.finished_on,"
        " e.heard_from, e.outcome, e.note,"
        " (SELECT group_concat(reason, '|') FROM (SELECT reason FROM enquiry_reason r"
        "   WHERE r.enquiry_id = e.id ORDER BY position)) AS reasons"
        " FROM enquiry e LEFT JOIN citizen c ON c.id = e.citizen_id ORDER BY e.id"
    )


# The fixture gives the means to open a house; every example opens its own.
any_history = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@any_history
@given(history=histories())
def test_a_history_comes_in_as_it_was_written(
    open_house: Callable[[], House], history: History
) -> None:
    house = open_house()
    history.put_into(house)
    assert house.take_in().faults == ()
    assert stored_citizens(house) == [as_a_citizen(cells) for cells in history.citizens]
    assert stored_enquiries(house) == [as_an_enquiry(cells) for cells in history.enquiries]


@any_history
@given(history=histories(), saved_otherwise=st.sampled_from(",;"))
def test_the_same_history_again_changes_nothing_however_it_is_saved(
    open_house: Callable[[], House], history: History, saved_otherwise: str
) -> None:
    house = open_house()
    history.put_into(house)
    house.take_in()
    before = house.everything()
    history.separator = saved_otherwise
    history.mark = ""
    history.put_into(house)
    report = house.take_in()
    assert report.faults == ()
    assert [(file.new, file.already_there) for file in report.files] == [
        (0, len(history.citizens)),
        (0, len(history.enquiries)),
    ]
    assert house.everything() == before


FAULTS = [
    ("citizens.csv", "ref", ""),
    ("citizens.csv", "ref", "r" * 101),
    ("citizens.csv", "given_name", "x" * 101),
    ("citizens.csv", "birth_date", "1961-02-30"),
    ("citizens.csv", "birth_date", "12.03.1961"),
    ("citizens.csv", "birth_date", "2999-01-01"),
    ("citizens.csv", "cpr", "310261-4321"),
    ("citizens.csv", "cpr", "120361"),
    ("citizens.csv", "address_protected", "måske"),
    ("citizens.csv", "protected_until", "2027-1-31"),
    ("enquiries.csv", "ref", " "),
    ("enquiries.csv", "citizen_ref", "nobody"),
    ("enquiries.csv", "arrived_at", ""),
    ("enquiries.csv", "arrived_at", "2026-03-29T02:30"),
    ("enquiries.csv", "met_at", "2026-02-30T10:00"),
    ("enquiries.csv", "met_at", "1999-01-01T10:00"),
    ("enquiries.csv", "finished_at", "1999-01-01T10:00"),
    ("enquiries.csv", "finished_at", "kl. 10"),
    ("enquiries.csv", "channel", ""),
    ("enquiries.csv", "channel", "fax"),
    ("enquiries.csv", "reasons", "talk|talk"),
    ("enquiries.csv", "reasons", "talk|crisis|housing|other"),
    ("enquiries.csv", "reasons", "snak"),
    ("enquiries.csv", "heard_from", "naboen"),
    ("enquiries.csv", "outcome", "Helped"),
    ("enquiries.csv", "note", "x" * 10_001),
]


@any_history
@given(
    history=histories(),
    place=st.integers(0),
    fault=st.sampled_from(FAULTS),
    after=st.booleans(),
)
def test_with_any_one_fault_nothing_comes_in_and_its_place_is_named(
    open_house: Callable[[], House],
    history: History,
    place: int,
    fault: tuple[str, str, str],
    after: bool,
) -> None:
    house = open_house()
    if after:  # also where an earlier import brought a part of it
        History([{"ref": "c0"} | dict.fromkeys(CITIZEN[1:], "")], [], ",", "", "\n").put_into(house)
        history.citizens[0] = {"ref": "c0"} | dict.fromkeys(CITIZEN[1:], "")
        house.take_in()
    name, column, wrong = fault
    rows = history.citizens if name == "citizens.csv" else history.enquiries
    number = place % len(rows)
    rows[number][column] = wrong
    assume(any(rows[number].values()))  # a line in which nothing stands is no row
    begins = history.put_into(house)
    before = house.everything()
    backups = house.backups()
    report = house.take_in()
    # A citizen without a key is also missed by the enquiries that name them.
    missed = [found for found in report.faults if found.column == "citizen_ref"]
    told = [found for found in report.faults if found not in missed] or missed
    assert [(found.file, found.line) for found in told] == [(name, begins[name][number])]
    assert told[0].column == column
    assert report.backup is None
    assert house.everything() == before
    assert house.backups() == backups


@any_history
@given(history=histories(), content=st.binary(max_size=200))
def test_bytes_of_any_kind_are_a_fault_or_rows_but_never_a_crash(
    open_house: Callable[[], House], history: History, content: bytes
) -> None:
    house = open_house()
    history.put_into(house)
    path = house.folder / "citizens.csv"
    whole = path.read_bytes()
    middle = len(whole) // 2
    house.file("citizens.csv", whole[:middle] + content + whole[middle:])
    before = house.everything()
    report = house.take_in()
    assert (house.everything() == before) == bool(report.faults)
