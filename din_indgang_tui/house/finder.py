"""Finding a citizen while one types: by any part of the name, phone, birth date or CPR."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house import dates, names
from din_indgang_tui.house.citizens import NewCitizen, is_protected, phone_digits
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Value, reads
from din_indgang_tui.text import clean

MOST = 50  # hits handed out; beyond that the screen says that there are more
LEAST_DIGITS = 3
LONGEST_TYPED = 200  # characters that are looked at: more than any name has
RECENT_DAYS = 14  # one letter alone looks among the people of these days

_SOUNDS_ONLY = 1 << 62  # ranks a match by sound after every match as written
_NO_NAME = _SOUNDS_ONLY - 1  # ranks people without any name after every name
_NAMESAKES = 5000  # beyond that many of the same rank, Danish order gives way to order of arrival
_NUMBER = re.compile(r"^[+\d][\d.\-/]*$", re.ASCII)
_DAY_MONTH = re.compile(r"^\d{1,2}[.\-/]\d{1,2}$", re.ASCII)
# Six digits and some of the four after them; eight in a row are a phone number or a whole date.
_CPR_BEGUN = re.compile(r"^(?:([0-9]{6})[- ][0-9]{1,3}|([0-9]{6})(?:[0-9]|[0-9]{3}))$")
_LAST = "\U0010ffff"  # after every letter: the end of a range of beginnings


class Why(StrEnum):
    """Why someone is among the matches."""

    NAME = "name"
    CALLED = "called"  # by what they want to be called, not by their names
    SOUND = "sound"
    PHONE = "phone"
    BIRTH_DATE = "birth_date"
    CPR = "cpr"
    RECENT = "recent"
    ALIKE = "alike"  # may be the one who is typed (house/likeness.py)


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
    known_as: str = ""
    slot_id: int | None = None  # the first time they have today and have not come for yet
    slot_at: str = ""

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
            # A phone number is written in pairs, a day in parts: those that follow are one number.
            if was_number and _goes_on(typed.numbers[-1], token):
                typed.numbers[-1] += f" {token}"
            else:
                typed.numbers.append(token)
            was_number = True
        else:
            typed.words.append(token)
            was_number = False
    return typed


def _goes_on(number: str, token: str) -> bool:
    if not token.isdigit():
        return False
    if _DAY_MONTH.match(number):
        return True
    # Nobody writes more than four digits in a piece, save after a country code: what is longer is
    # a number of its own, as in `120361 20000061`.
    begun = number.replace("+", "").replace(" ", "").isdigit()
    return begun and (len(token) <= 4 or number.startswith(("+", "00")))


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
            if not dates.looks_like_a_day(number):
                found["phone"] = number
    return NewCitizen(
        given_name=" ".join(words[:-1]) if len(words) > 1 else "".join(words),
        family_name=words[-1] if len(words) > 1 else "",
        birth_date=born,
        cpr=found.get("cpr", ""),
        phone=found.get("phone", ""),
    )


def impossible_day(text: str, today: date) -> str:
    """A typed day that cannot be a birthday, as it was typed; empty where there is none."""
    for number in take_apart(text).numbers:
        if dates.looks_like_a_day(number):
            try:
                dates.birth_date(number, today)
            except dates.NotADate:
                return number
    return ""


@reads(DESK)
def find(reading: Reading, text: str) -> Matches:
    """Who matches what is typed, best first over all matches, each with the reason why.

    Every word begins a part of the name, each its own: of two people called Jens, `jens j` is the
    one whose family name begins with j.
    """
    typed = take_apart(clean(text, limit=LONGEST_TYPED))
    words = [part for word in typed.words for part in names.parts(word) if names.folded(part)]
    if not words and not typed.numbers:
        return Matches(text)
    if len(words) == 1 and len(words[0]) == 1 and not typed.numbers:
        found = _recent(reading, words[0])
    elif words:
        found = _by_name(reading, words, typed.numbers)
    else:
        found = _by_numbers(reading, typed.numbers)
    hits = described(reading, found[:MOST])
    reading.about(*(hit.citizen_id for hit in hits))
    return Matches(text, tuple(hits), more=len(found) > MOST)


Found = list[tuple[Row, Why]]  # rows of citizen, best first


def _by_name(reading: Reading, words: list[str], numbers: list[str]) -> Found:
    # The word with the longest fold leads: it has the fewest matches, and only those are asked
    # about the rest. No other word can need a part that the lead could not give up for its own.
    words = sorted(words, key=lambda word: (len(names.folded(word)), len(word)), reverse=True)
    values: dict[str, Value] = {"sounds": _SOUNDS_ONLY}
    sounding = _beginnings(values, "fold", [names.folded(word) for word in words])
    as_written = _beginnings(values, "part", words)
    for place, typed in enumerate(numbers):
        allowed = _number_condition(values, typed, place, reading.today)
        sounding.append(f"d.citizen_id IN (SELECT id FROM citizen WHERE {allowed})")
    ranked = _ranked(
        reading,
        "SELECT d.citizen_id, d.sort_rank"
        f" + CASE WHEN {' AND '.join(as_written)} THEN 0 ELSE :sounds END AS rank"
        f" FROM name_part d WHERE {' AND '.join(sounding)}",
        values,
    )
    return [(row, _why_name(row, rank, words)) for row, rank in ranked]


def _why_name(row: Row, rank: int, words: list[str]) -> Why:
    if row["known_as"]:
        own = [
            names.folded(part) for part in names.parts(f"{row['given_name']} {row['family_name']}")
        ]
        for word in map(names.folded, words):
            if not any(part.startswith(word) for part in own):
                return Why.CALLED
    return Why.SOUND if rank >= _SOUNDS_ONLY else Why.NAME


def _by_numbers(reading: Reading, numbers: list[str]) -> Found:
    values: dict[str, Value] = {"no_name": _NO_NAME}
    conditions = [
        _number_condition(values, typed, place, reading.today)
        for place, typed in enumerate(numbers)
    ]
    ranked = _ranked(
        reading,
        "SELECT id, coalesce((SELECT min(sort_rank) FROM name_part WHERE citizen_id = citizen.id),"
        f" :no_name) AS rank FROM citizen WHERE {' AND '.join(f'({c})' for c in conditions)}",
        values,
    )
    return [(row, _why_number(row, numbers[0])) for row, _rank in ranked]


def _ranked(reading: Reading, matches: str, values: dict[str, Value]) -> list[tuple[Row, int]]:
    """The best of all matches in order, at least one more than MOST where there are that many.

    `matches` gives citizens and ranks. A citizen with several such names is there several times,
    and the better one counts; of the same rank, the whole name in Danish order decides.
    """
    limit = 2 * MOST + 2
    while True:
        values["limit"] = limit
        rows = reading.rows(f"{matches} ORDER BY rank, 1 LIMIT :limit", values)
        ranks: dict[int, int] = {}
        for row in rows:
            ranks.setdefault(row[0], row[1])
        if len(rows) < limit or limit > _NAMESAKES:
            break
        # Cut off here, two of one rank could stand on both sides of the cut.
        if len(ranks) > MOST and list(ranks.values())[MOST] < rows[-1][1]:
            break
        limit *= 8
    people = _people(reading, list(ranks))
    return sorted(
        ((people[citizen_id], rank) for citizen_id, rank in ranks.items()), key=_danish_order
    )


def _danish_order(ranked: tuple[Row, int]) -> tuple[int, str, int]:
    row, rank = ranked
    name = (row["given_name"], row["family_name"])
    if names.is_family_rank(rank % _SOUNDS_ONLY):
        name = name[::-1]
    return rank, names.sort_key(" ".join(name)), row["id"]


def _why_number(row: Row, typed: str) -> Why:
    digits = phone_digits(typed)
    begun = row["phone_digits"] and row["phone_digits"].startswith(digits)
    if begun and (row["phone_digits"] == digits or not row["address_protected"]):
        return Why.PHONE
    return Why.CPR if row["cpr"] == digits else Why.BIRTH_DATE


def _number_condition(values: dict[str, Value], typed: str, place: int, today: date) -> str:
    """A condition on citizen: whom this number, whole or begun, means.

    A protected phone and a CPR number are found by the whole number only. Found by its beginning,
    either could be spelt out digit by digit by somebody who does not know it.
    """
    digits = phone_digits(typed)
    if len(digits) < LEAST_DIGITS:
        return "0"
    values[f"phone{place}"], values[f"phone_end{place}"] = digits, digits + _LAST
    values["today"] = today.isoformat()
    either = [
        f"(phone_digits >= :phone{place} AND phone_digits < :phone_end{place}"
        f" AND phone_digits <> '' AND (phone_digits = :phone{place} OR address_protected = 0"
        " OR protected_until < :today))"
    ]
    if len(digits) == 10:
        either.append(f"(cpr = :phone{place} AND cpr IS NOT NULL)")
    for number, day in enumerate(sorted(_days_meant(typed, today))):
        values[f"born{place}_{number}"] = day.isoformat()
        either.append(f"birth_date = :born{place}_{number}")
    if len(typed) == 4 and digits == typed and typed[:2] in ("18", "19", "20"):
        values[f"year{place}"], values[f"year_end{place}"] = digits, digits + "-13"
        either.append(f"(birth_date >= :year{place} AND birth_date < :year_end{place})")
    return " OR ".join(either)


def _days_meant(typed: str, today: date) -> set[date]:
    """Birthdays that the number names; a CPR number that is begun names the day it begins with."""
    written = {typed, typed.replace(" ", "")}
    if begun := _CPR_BEGUN.match(typed):
        written.add(begun[1] or begun[2])
    days = set()
    for text in written:
        try:
            days.add(dates.birth_date(text, today))
        except dates.NotADate:
            continue
    return days


def _beginnings(values: dict[str, Value], column: str, typed: list[str]) -> list[str]:
    """Conditions that each of `typed` begins a part of its own; the first one begins that of `d`.

    Where one begins another (`j` and `jens`), as many parts must begin with the shorter one as
    there are words for them; that is enough, since beginnings hold each other or do not meet.
    """
    conditions = []
    for place, text in enumerate(dict.fromkeys(typed)):
        first, last = f"{column}{place}", f"{column}_end{place}"
        values[first], values[last] = text, text + _LAST
        within = f"{column} >= :{first} AND {column} < :{last}"
        needed = sum(other.startswith(text) for other in typed)
        if place == 0:
            conditions.append(f"d.{column} >= :{first} AND d.{column} < :{last}")
            if needed == 1:
                continue
        inner = f"FROM name_part o WHERE o.citizen_id = d.citizen_id AND {within}"
        if needed == 1:
            conditions.append(f"EXISTS (SELECT 1 {inner})")
        else:
            conditions.append(f"(SELECT count(*) {inner}) >= {needed}")
    return conditions


def _recent(reading: Reading, letter: str) -> Found:
    fold = names.folded(letter)
    since = (reading.today - timedelta(days=RECENT_DAYS)).isoformat()
    # The plus keeps the query on the index of days: by citizen it would read every year there is.
    rows = reading.rows(
        "SELECT e.citizen_id, max(e.arrived_at) AS last FROM enquiry e"
        " WHERE e.arrived_on >= ? AND +e.citizen_id IS NOT NULL AND EXISTS"
        " (SELECT 1 FROM name_part p WHERE p.citizen_id = e.citizen_id"
        "   AND p.fold >= ? AND p.fold < ?)"
        " GROUP BY +e.citizen_id ORDER BY last DESC, e.citizen_id LIMIT ?",
        (since, fold, fold + _LAST, MOST + 1),
    )
    people = _people(reading, [row["citizen_id"] for row in rows])
    return [(people[row["citizen_id"]], Why.RECENT) for row in rows]


def _people(reading: Reading, ids: list[int]) -> dict[int, Row]:
    marks = ", ".join("?" * len(ids))
    return {
        row["id"]: row for row in reading.rows(f"SELECT * FROM citizen WHERE id IN ({marks})", ids)
    }


def described(reading: Reading, found: Found) -> list[Hit]:
    """These rows of citizen as matches in the same order, with where they are in the house now."""
    ids = [row["id"] for row, _why in found]
    marks = ", ".join("?" * len(ids))
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
    expected = {
        row["citizen_id"]: row
        for row in reading.rows(
            "SELECT citizen_id, id, starts_at FROM slot WHERE starts_on = ? AND status = 'booked'"
            f" AND enquiry_id IS NULL AND citizen_id IN ({marks}) ORDER BY starts_at DESC",
            (reading.today.isoformat(), *ids),
        )
    }
    hits = []
    for row, why in found:
        now, slot = here.get(row["id"]), expected.get(row["id"])
        hits.append(
            Hit(
                citizen_id=row["id"],
                given_name=row["given_name"],
                family_name=row["family_name"],
                birth_date=date.fromisoformat(row["birth_date"]) if row["birth_date"] else None,
                road="" if is_protected(row, reading.today) else _road(row["street"]),
                why=why,
                enquiry_id=now["id"] if now else None,
                state=now["state"] if now else "",
                since=now["since"] if now else "",
                met_by=now["met_by"] if now else "",
                known_as=row["known_as"],
                slot_id=slot["id"] if slot else None,
                slot_at=slot["starts_at"] if slot else "",
            )
        )
    return hits


def _road(street: str) -> str:
    return re.split(r"\s+\d", street, maxsplit=1)[0]


def _capitals(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
