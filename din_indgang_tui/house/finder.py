"""Finding a citizen while one types: by any part of the name, phone, birth date or CPR."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house import dates, names
from din_indgang_tui.house.citizens import NewCitizen, phone_digits
from din_indgang_tui.store.door import Reading, Row, Value, reads
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.text import clean

MOST = 50  # hits handed out; beyond that the screen says that there are more
LEAST_DIGITS = 3
RECENT_DAYS = 14  # one letter alone looks among the people of these days

_SOUNDS_ONLY = 1 << 62  # ranks a match by sound after every match as written
_NUMBER = re.compile(r"^[+\d][\d.\-/]*$")
_LAST = "\U0010ffff"  # after every letter: the end of a range of beginnings


class Why(StrEnum):
    """Why someone is among the matches."""

    NAME = "name"
    SOUND = "sound"
    PHONE = "phone"
    BIRTH_DATE = "birth_date"
    CPR = "cpr"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class Hit:
    """One match; `road` is without its number, and empty where the address is protected."""

    citizen_id: int
    given_name: str
    family_name: str
    birth_date: date | None
    road: str
    why: Why
    enquiry_id: int | None = None  # where they are in the house already
    state: str = ""
    since: str = ""
    met_by: str = ""

    @property
    def name(self) -> str:
        """The full name."""
        return names.full_name(self.given_name, self.family_name)


@dataclass(frozen=True, slots=True)
class Matches:
    """The answer to exactly this text, best first; `more` where there were more than MOST."""

    text: str
    hits: tuple[Hit, ...] = ()
    more: bool = False


@dataclass(slots=True)
class Typed:
    """What was typed, taken apart: words of a name, and numbers that may be this or that."""

    words: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)


def take_apart(text: str) -> Typed:
    """`kirst mø 20 00 00 61` is two words and one number."""
    typed = Typed()
    was_number = False
    for token in clean(text).split():
        if _NUMBER.match(token):
            # A phone number is written in pairs: numbers that follow each other are one.
            if was_number and typed.numbers[-1].replace("+", "").isdigit() and token.isdigit():
                typed.numbers[-1] += token
            else:
                typed.numbers.append(token)
            was_number = True
        else:
            typed.words.append(token)
            was_number = False
    return typed


def person_from(text: str, today: date) -> NewCitizen:
    """The new person that the typed text describes: names with capitals, and what numbers say."""
    typed = take_apart(text)
    words = [word if word != word.lower() else _capitals(word) for word in typed.words]
    found: dict[str, str] = {}
    born: date | None = None
    for number in typed.numbers:
        if cprs.looks_like_one(number):
            found["cpr"] = number  # also a wrong one: whoever saves it is told what is wrong
            continue
        try:
            born = dates.birth_date(number, today)
        except dates.NotADate:
            found["phone"] = number
    return NewCitizen(
        given_name=" ".join(words[:-1]) if len(words) > 1 else "".join(words),
        family_name=words[-1] if len(words) > 1 else "",
        birth_date=born,
        cpr=found.get("cpr", ""),
        phone=found.get("phone", ""),
    )


@reads(DESK)
def find(reading: Reading, text: str) -> Matches:
    """Who matches what is typed, best first over all matches, each with the reason why."""
    typed = take_apart(text)
    words = [word for word in (names.lowered(w) for w in typed.words) if names.folded(word)]
    words = [part for word in words for part in names.parts(word)]
    if not words and not typed.numbers:
        return Matches(text)
    if len(words) == 1 and len(words[0]) == 1 and not typed.numbers:
        found = _recent(reading, words[0])
    elif words:
        found = _by_name(reading, words, typed.numbers)
    else:
        found = _by_numbers(reading, typed.numbers)
    hits = _described(reading, found[:MOST])
    reading.about(*(hit.citizen_id for hit in hits))
    return Matches(text, tuple(hits), more=len(found) > MOST)


_Found = list[tuple[int, Why]]


def _by_name(reading: Reading, words: list[str], numbers: list[str]) -> _Found:
    # The longest word leads: it has the fewest matches, and only those are asked about the rest.
    lead, *others = sorted(words, key=len, reverse=True)
    values: dict[str, Value] = {"limit": 2 * MOST + 2, "sounds": _SOUNDS_ONLY}
    as_written = [_written(values, "d", lead, 0)]
    conditions = [_sounding(values, "d", lead, 0)]
    for number, word in enumerate(others, start=1):
        same = "SELECT 1 FROM name_part o WHERE o.citizen_id = d.citizen_id AND "
        conditions.append(f"EXISTS ({same}{_sounding(values, 'o', word, number)})")
        as_written.append(f"EXISTS ({same}{_written(values, 'o', word, number)})")
    for number, typed in enumerate(numbers):
        allowed = _number_condition(values, typed, number, reading.today)
        conditions.append(f"d.citizen_id IN (SELECT id FROM citizen WHERE {allowed})")
    rows = reading.rows(
        "SELECT d.citizen_id, d.sort_rank"
        f" + CASE WHEN {' AND '.join(as_written)} THEN 0 ELSE :sounds END AS rank"
        f" FROM name_part d WHERE {' AND '.join(conditions)} ORDER BY rank LIMIT :limit",
        values,
    )
    found: dict[int, Why] = {}
    for row in rows:  # a citizen with two such names is there twice; the better one stands first
        found.setdefault(row[0], Why.SOUND if row[1] >= _SOUNDS_ONLY else Why.NAME)
    return list(found.items())


def _by_numbers(reading: Reading, numbers: list[str]) -> _Found:
    values: dict[str, Value] = {"limit": MOST + 1}
    conditions = [
        _number_condition(values, typed, place, reading.today)
        for place, typed in enumerate(numbers)
    ]
    rows = reading.rows(
        "SELECT id, phone_digits, cpr FROM citizen"
        f" WHERE {' AND '.join(f'({c})' for c in conditions)}"
        " ORDER BY given_name, family_name, id LIMIT :limit",
        values,
    )
    return [(row["id"], _why_number(row, numbers[0])) for row in rows]


def _why_number(row: Row, typed: str) -> Why:
    digits = phone_digits(typed)
    if row["phone_digits"] and row["phone_digits"].startswith(digits):
        return Why.PHONE
    if row["cpr"] and row["cpr"].startswith(digits) and len(digits) > 6:
        return Why.CPR
    return Why.BIRTH_DATE


def _number_condition(values: dict[str, Value], typed: str, place: int, today: date) -> str:
    digits = phone_digits(typed)
    if len(digits) < LEAST_DIGITS:
        return "0"
    values[f"phone{place}"], values[f"phone_end{place}"] = digits, digits + _LAST
    either = [
        f"(phone_digits >= :phone{place} AND phone_digits < :phone_end{place}"
        " AND phone_digits <> '')"
    ]
    if 6 <= len(digits) <= 10:
        either.append(f"(cpr >= :phone{place} AND cpr < :phone_end{place} AND cpr IS NOT NULL)")
    try:
        values[f"born{place}"] = dates.birth_date(typed, today).isoformat()
    except dates.NotADate:
        pass
    else:
        either.append(f"birth_date = :born{place}")
    if len(digits) == 4 and digits[:2] in ("18", "19", "20"):
        values[f"year{place}"], values[f"year_end{place}"] = digits, digits + "-13"
        either.append(f"(birth_date >= :year{place} AND birth_date < :year_end{place})")
    return " OR ".join(either)


def _sounding(values: dict[str, Value], table: str, word: str, place: int) -> str:
    fold = names.folded(word)
    values[f"fold{place}"], values[f"fold_end{place}"] = fold, fold + _LAST
    return f"{table}.fold >= :fold{place} AND {table}.fold < :fold_end{place}"


def _written(values: dict[str, Value], table: str, word: str, place: int) -> str:
    values[f"word{place}"], values[f"word_end{place}"] = word, word + _LAST
    return f"{table}.part >= :word{place} AND {table}.part < :word_end{place}"


def _recent(reading: Reading, letter: str) -> _Found:
    fold = names.folded(letter)
    since = (reading.today - timedelta(days=RECENT_DAYS)).isoformat()
    rows = reading.rows(
        "SELECT e.citizen_id, max(e.arrived_at) AS last FROM enquiry e"
        " WHERE e.arrived_on >= ? AND e.citizen_id IS NOT NULL AND EXISTS"
        " (SELECT 1 FROM name_part p WHERE p.citizen_id = e.citizen_id"
        "   AND p.fold >= ? AND p.fold < ?)"
        " GROUP BY e.citizen_id ORDER BY last DESC LIMIT ?",
        (since, fold, fold + _LAST, MOST + 1),
    )
    return [(row["citizen_id"], Why.RECENT) for row in rows]


def _described(reading: Reading, found: _Found) -> list[Hit]:
    if not found:
        return []
    marks = ", ".join("?" * len(found))
    ids = [citizen_id for citizen_id, _why in found]
    people = {
        row["id"]: row for row in reading.rows(f"SELECT * FROM citizen WHERE id IN ({marks})", ids)
    }
    here = {
        row["citizen_id"]: row
        for row in reading.rows(
            "SELECT e.citizen_id, e.id, e.state, coalesce(e.met_at, e.arrived_at) AS since,"
            " coalesce(s.name, '') AS met_by FROM enquiry e LEFT JOIN staff s ON s.id = e.met_by"
            " WHERE e.state IN ('waiting', 'with_us', 'on_hold') AND e.channel = 'walk_in'"
            f" AND e.citizen_id IN ({marks})",
            ids,
        )
    }
    hits = []
    for citizen_id, why in found:
        row, now = people[citizen_id], here.get(citizen_id)
        hits.append(
            Hit(
                citizen_id=citizen_id,
                given_name=row["given_name"],
                family_name=row["family_name"],
                birth_date=date.fromisoformat(row["birth_date"]) if row["birth_date"] else None,
                road="" if row["address_protected"] else _road(row["street"]),
                why=why,
                enquiry_id=now["id"] if now else None,
                state=now["state"] if now else "",
                since=now["since"] if now else "",
                met_by=now["met_by"] if now else "",
            )
        )
    return hits


def _road(street: str) -> str:
    return re.split(r"\s+\d", street, maxsplit=1)[0]


def _capitals(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
