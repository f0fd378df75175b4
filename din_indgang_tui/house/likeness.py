"""Likely duplicates: who the house may know already, while a new person is typed.

They warn and never block. A phone number, a CPR number and an e-mail count only when all of it is
typed, so that a protected one is confirmed to nobody who does not know it (see house/finder.py).
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house import dates, finder, names, names_alike
from din_indgang_tui.house.citizen_facts import HIDDEN
from din_indgang_tui.house.citizens import is_protected, phone_digits
from din_indgang_tui.house.finder import Hit, Why
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Value, reads
from din_indgang_tui.text import clean

MOST = 5
_MOST_WORDS = 6  # of a name; more are no name that anybody typed
_MOST_OF_A_KIND = 100  # looked at for one reason; of namesakes alone the first are as good as any
_LEAST_PHONE = 5  # digits; fewer are a beginning


class Reason(StrEnum):
    """Why somebody may be the one who is typed."""

    CPR = "cpr"
    BIRTH_DATE = "birth_date"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    SWAPPED = "swapped"
    LETTER_OFF = "letter_off"
    DAY_AND_MONTH = "day_and_month"
    DIGIT_OFF = "digit_off"
    FAMILY_NAME = "family_name"
    BIRTH_YEAR = "birth_year"
    GIVEN_NAME = "given_name"


# The one place that says what counts how much. Only the order matters, and two sums:
# - A CPR number is one person's alone, so nothing outweighs it.
# - A birth date is shared by four in a hundred thousand, an e-mail and a phone by a family.
# - A whole name comes next; spelt the other way round, or one letter off, it is a slip of the hand.
# - What is left is no likeness alone (less than LEAST), but two of it are: a day with a slip and a
#   name, or the family name and the year. A given name and the year are not: that is half a school
#   class, and a lone given name is nobody.
WEIGHTS = {
    Reason.CPR: 200,
    Reason.BIRTH_DATE: 50,
    Reason.EMAIL: 45,
    Reason.PHONE: 42,
    Reason.NAME: 40,
    Reason.SWAPPED: 35,
    Reason.LETTER_OFF: 25,
    Reason.DAY_AND_MONTH: 16,
    Reason.DIGIT_OFF: 15,
    Reason.FAMILY_NAME: 10,
    Reason.BIRTH_YEAR: 10,
    Reason.GIVEN_NAME: 5,
}
LEAST = 20  # strength of a likeness that is shown
SURE = 80  # two strong signs, such as name and birth date: hardly somebody else


@dataclass(frozen=True, slots=True)
class Described:
    """A new person as the texts describe them, each as it was typed, right or wrong."""

    given_name: str = ""
    family_name: str = ""
    birth_date: str = ""
    phone: str = ""
    cpr: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody the house knows who may be the one typed, with the reasons, the weightiest first."""

    hit: Hit
    reasons: tuple[Reason, ...]

    @property
    def strength(self) -> int:
        """How likely, to rank by."""
        return sum(WEIGHTS[reason] for reason in self.reasons)

    @property
    def sure(self) -> bool:
        """Whether it is hardly somebody else."""
        return self.strength >= SURE


@reads(DESK)
def likely(reading: Reading, described: Described) -> tuple[Likely, ...]:
    """Who of the house may be this person: at most five, the likeliest first."""
    typed = _Typed.of(described, reading.today)
    ids = _candidates(reading, typed)
    people = _people(reading, ids)
    found = []
    for person in people:
        reasons = _reasons(typed, person)
        strength = sum(WEIGHTS[reason] for reason in reasons)
        if strength >= LEAST:
            # Of two alike, the one who is written the same way comes first.
            order = (-strength, person.written != typed.written, person.sort_key, person.row["id"])
            found.append((order, person, reasons))
    best = sorted(found, key=lambda entry: entry[0])[:MOST]
    hits = finder.described(reading, [(person.row, Why.ALIKE) for _order, person, _why in best])
    reading.about(*(hit.citizen_id for hit in hits))
    return tuple(
        Likely(hit, reasons) for hit, (_order, _person, reasons) in zip(hits, best, strict=True)
    )


@reads(DESK)
def additions(
    reading: Reading, citizen_id: int, described: Described
) -> tuple[int, dict[str, str]]:
    """What is typed of somebody known and not stored yet, by field: to be confirmed, never over it.

    With it the version of what is stored. Names are not among them: another spelling is a
    correction, not an addition; what protection hides is not, or it would tell what is stored.
    """
    row = reading.one("SELECT * FROM citizen WHERE id = ?", (citizen_id,))
    if row is None:
        return 0, {}
    reading.about(citizen_id)
    hidden = HIDDEN if is_protected(row, reading.today) else ()
    return row["version"], {
        name: text
        for name in ("birth_date", "phone", "cpr", "email")
        if name not in hidden
        and (text := " ".join(clean(getattr(described, name)).split()))
        and not row[name]
    }


# What was typed --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Typed:
    """The texts, as they are looked for."""

    given: list[str] = field(default_factory=list)  # folds
    family: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    born: date | None = None
    near: dict[str, Reason] = field(default_factory=dict)  # stored days that a slip may have made
    phone: str = ""
    cpr: str = ""
    email: str = ""

    @property
    def folds(self) -> list[str]:
        return self.given + self.family

    @classmethod
    def of(cls, described: Described, today: date) -> _Typed:
        given = names.parts(clean(described.given_name))[:_MOST_WORDS]
        family = names.parts(clean(described.family_name))[:_MOST_WORDS]
        digits = phone_digits(described.phone)
        email = " ".join(clean(described.email).split()).lower()
        born = _day(described.birth_date, today)
        cpr = ""
        if described.cpr.strip():
            try:
                number = cprs.parse(described.cpr)
                cpr, born = number.digits, born or number.birth_date
            except DeskError:
                born = born or _day(described.cpr.strip()[:6], today)
        return cls(
            given=[fold for word in given if (fold := names.folded(word))],
            family=[fold for word in family if (fold := names.folded(word))],
            written=sorted(given + family),
            born=born,
            near=_near_days(born, today) if born else {},
            phone=digits if len(digits) >= _LEAST_PHONE else "",
            cpr=cpr,
            email=email if "@" in email else "",
        )


def _day(text: str, today: date) -> date | None:
    try:
        return dates.birth_date(text, today)
    except dates.NotADate:
        return None


def _near_days(born: date, today: date) -> dict[str, Reason]:
    """Days that are one digit from this one as it is written, and the one with day and month
    swapped."""
    written = born.strftime("%d%m%Y")
    found = {}
    for place, was in enumerate(written):
        for digit in "0123456789":
            if digit != was and (day := _whole_day(written[:place] + digit + written[place + 1 :])):
                found[day.isoformat()] = Reason.DIGIT_OFF
    if day := _whole_day(written[2:4] + written[:2] + written[4:]):
        found[day.isoformat()] = Reason.DAY_AND_MONTH
    found.pop(born.isoformat(), None)  # 03.03. swapped is itself
    first, last = f"{dates.OLDEST_YEAR}-01-01", today.isoformat()
    return {day: why for day, why in found.items() if first <= day <= last}


def _whole_day(digits: str) -> date | None:
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None


# Who is looked at ------------------------------------------------------------------------------


def _candidates(reading: Reading, typed: _Typed) -> set[int]:
    """Everybody who can have a reason that counts, found by the indexes alone."""
    found: set[int] = set()

    def add(sql: str, **values: Value) -> None:
        limited = f"{sql} LIMIT {_MOST_OF_A_KIND}"
        found.update(row[0] for row in reading.rows(limited, values))

    if typed.cpr:
        add("SELECT id FROM citizen WHERE cpr = :cpr AND cpr IS NOT NULL", cpr=typed.cpr)
    if typed.phone:
        add(
            "SELECT id FROM citizen WHERE phone_digits = :phone AND phone_digits <> ''",
            phone=typed.phone,
        )
    if typed.email:
        add(
            "SELECT id FROM citizen WHERE lower(email) = lower(:email) AND email <> ''",
            email=typed.email,
        )
    if typed.born:
        add("SELECT id FROM citizen WHERE birth_date = :born", born=typed.born.isoformat())
        add(
            f"SELECT id FROM citizen c WHERE birth_date IN {_LIST.format('near')}"
            f" AND EXISTS (SELECT 1 {_PARTS} AND o.fold IN {_LIST.format('folds')})",
            near=json.dumps(list(typed.near)),
            folds=json.dumps(typed.folds),
        )
        add(
            "SELECT id FROM citizen c WHERE birth_date >= :first AND birth_date <= :last"
            f" AND EXISTS (SELECT 1 {_PARTS} AND o.fold IN {_LIST.format('folds')})",
            first=f"{typed.born.year:04}-01-01",
            last=f"{typed.born.year:04}-12-31",
            folds=json.dumps(typed.family),
        )
    if len(typed.folds) > 1:
        found |= names_alike.among(reading, typed.folds, _MOST_OF_A_KIND)
    return found


_LIST = "(SELECT value FROM json_each(:{}))"
_PARTS = "FROM name_part o WHERE o.citizen_id = c.id"


# How alike they are ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Person:
    """Somebody stored, with the folds of their names."""

    row: Row
    given: list[str] = field(default_factory=list)
    family: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    @property
    def sort_key(self) -> str:
        return names.sort_key(names.full_name(self.row["given_name"], self.row["family_name"]))


def _people(reading: Reading, ids: set[int]) -> list[_Person]:
    values = {"ids": json.dumps(sorted(ids))}
    people = {
        row["id"]: _Person(row)
        for row in reading.rows(f"SELECT * FROM citizen WHERE id IN {_LIST.format('ids')}", values)
    }
    for row in reading.rows(
        f"SELECT * FROM name_part WHERE citizen_id IN {_LIST.format('ids')}", values
    ):
        person = people[row["citizen_id"]]
        family = names.is_family_rank(row["sort_rank"])
        (person.family if family else person.given).append(row["fold"])
        person.written.append(row["part"].partition(" ")[0])  # `ali 2` is the second Ali
    for person in people.values():
        person.written.sort()
    return list(people.values())


def _reasons(typed: _Typed, person: _Person) -> tuple[Reason, ...]:
    """Every reason there is, the weightiest first; of those about the name only the best one."""
    row, found = person.row, []
    if typed.cpr and row["cpr"] == typed.cpr:
        found.append(Reason.CPR)
    if typed.born and row["birth_date"]:
        if row["birth_date"] == typed.born.isoformat():
            found.append(Reason.BIRTH_DATE)
        elif row["birth_date"] in typed.near:
            found.append(typed.near[row["birth_date"]])
        elif row["birth_date"][:4] == f"{typed.born.year:04}":
            found.append(Reason.BIRTH_YEAR)
    if typed.email and row["email"].lower() == typed.email:
        found.append(Reason.EMAIL)
    if typed.phone and row["phone_digits"] == typed.phone:
        found.append(Reason.PHONE)
    if (name := _name_reason(typed, person)) is not None:
        found.append(name)
    return tuple(sorted(found, key=lambda reason: -WEIGHTS[reason]))


def _name_reason(typed: _Typed, person: _Person) -> Reason | None:
    if typed.given and typed.family and _swapped(typed, person):
        return Reason.SWAPPED
    ours, theirs = Counter(typed.folds), Counter([*person.given, *person.family])
    fewer, more = sorted((ours, theirs), key=Counter.total)
    if fewer.total() > 1:
        # One of them may have left out a middle name, or one of two family names.
        left = (fewer - more).total()
        if not left:
            return Reason.NAME
        other = set(theirs - ours)
        if left == 1 and any(names_alike.one_letter_off(fold) & other for fold in ours - theirs):
            return Reason.LETTER_OFF
    if set(typed.family) & set(person.family):
        return Reason.FAMILY_NAME
    return Reason.GIVEN_NAME if set(typed.given) & set(person.given) else None


def _swapped(typed: _Typed, person: _Person) -> bool:
    given, family = sorted(typed.given), sorted(typed.family)
    return given != family and (given, family) == (sorted(person.family), sorted(person.given))
