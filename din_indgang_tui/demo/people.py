"""Making people up: names that fit their years, numbers that belong to nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from din_indgang_tui.demo import family_names, given_names, places
from din_indgang_tui.demo.cast import Member
from din_indgang_tui.demo.communities import COMMUNITIES, SHARE
from din_indgang_tui.demo.weights import Weighted
from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house.citizens import NewCitizen

CPR_BORN_BEFORE = 2007  # later numbers need not pass modulus 11, so failing it proves nothing

# Numbers that the numbering plan keeps spare (67, 68, 83-85, 94 and 95): nobody answers there.
_PHONE_FIRST, _PHONE_LAST = 68_00_00_00, 68_99_99_99
_PHONE_SHAPES = Weighted((("{} {} {} {}", 70), ("{}{}{}{}", 20), ("+45 {} {} {} {}", 10)))

# Years of age at the first visit, and how many of those who come are in that band.
_AGES = Weighted(
    (
        ((18, 24), 11),
        ((25, 34), 20),
        ((35, 44), 18),
        ((45, 54), 18),
        ((55, 64), 16),
        ((65, 74), 10),
        ((75, 84), 5),
        ((85, 94), 1),
    )
)
_EMAIL_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ü": "u", "ä": "ae"})


class People:
    """Makes people, and remembers the CPR numbers it gave out: no two have the same."""

    def __init__(self, rng: Random, today: date) -> None:
        self._rng = rng
        self._today = today
        self._cprs: set[str] = set()

    def someone(self, on: date) -> NewCitizen:
        """One more person, known better or worse, who first came on that day."""
        rng = self._rng
        woman = rng.random() < 0.48
        born = self._born(on)
        given, family = self._name(woman, born.year)
        if rng.random() < 0.06:  # those the house hardly knows: a given name, perhaps a phone
            return NewCitizen(given_name=given.split()[0], phone=self._phone(0.3))
        told = rng.random() < 0.88
        number = ""
        if told and born.year < CPR_BORN_BEFORE and rng.random() < 0.4:
            number = self.nobodys_cpr(born, woman)
        street, postcode, city = self._address() if rng.random() < 0.58 else ("", "", "")
        protected = bool(street) and rng.random() < 0.04
        return NewCitizen(
            given_name=given,
            family_name=family,
            birth_date=born if told else None,
            cpr=number,
            phone=self._phone(0.66),
            email=self._email(given, family) if rng.random() < 0.28 else "",
            street=street,
            postcode=postcode,
            city=city,
            address_protected=protected,
            protected_until=self._until() if protected and rng.random() < 0.8 else None,
        )

    def of_the_cast(self, member: Member) -> NewCitizen:
        """One of the drawings' citizens, with a CPR number where they have one."""
        born = member.person.birth_date
        if not member.has_cpr or born is None:
            return member.person
        return replace(member.person, cpr=self.nobodys_cpr(born, member.woman))

    def nobodys_cpr(self, born: date, woman: bool) -> str:
        """A CPR number that names this birthday and belongs to nobody: it fails modulus 11.

        Numbers given to people born before 2007 all pass it, except some of 1 January (cpr.dk,
        numbers without modulus 11). Raises ValueError for birthdays where that does not hold.
        """
        if born.year >= CPR_BORN_BEFORE or (born.month, born.day) == (1, 1):
            raise ValueError(born)
        sevenths = "456789"
        if born.year < 2000:
            sevenths = "012349" if born.year >= 1937 else "0123"
        while True:
            seventh = sevenths[int(self._rng.random() * len(sevenths))]
            last = 2 * int(self._rng.random() * 5) + (0 if woman else 1)
            digits = f"{born:%d%m%y}{seventh}{int(self._rng.random() * 100):02}{last}"
            if digits not in self._cprs and not cprs.parse(digits).passes_modulus_11:
                self._cprs.add(digits)
                return digits

    def _born(self, on: date) -> date:
        youngest, oldest = _AGES.pick(self._rng)
        days = int(365.25 * (youngest + self._rng.random() * (oldest + 1 - youngest))) + 1
        born = on - timedelta(days=days)
        return born.replace(day=2) if (born.month, born.day) == (1, 1) else born

    def _name(self, woman: bool, year: int) -> tuple[str, str]:
        rng = self._rng
        if rng.random() < SHARE:
            from_afar = COMMUNITIES.pick(rng)
            given = (from_afar.women if woman else from_afar.men).pick(rng)
            return given, from_afar.family.pick(rng)
        generation = sum(year >= border for border in given_names.BORN_BEFORE)
        drawn = rng.random()
        if drawn < 0.05:
            hyphened = given_names.WOMEN_HYPHENED if woman else given_names.MEN_HYPHENED
            given = hyphened[generation == 2].pick(rng)
        else:
            given = (given_names.WOMEN if woman else given_names.MEN)[generation].pick(rng)
            if drawn < 0.3:
                second = (given_names.WOMEN_SECOND if woman else given_names.MEN_SECOND).pick(rng)
                given = f"{given} {second}" if second != given else given
        family = family_names.FAMILY.pick(rng)
        drawn = rng.random()
        if drawn < 0.24:
            middle = family_names.MIDDLE.pick(rng)
            if middle != family:
                family = f"{middle}-{family}" if drawn < 0.015 else f"{middle} {family}"
        return given, family

    def _phone(self, share: float) -> str:
        if self._rng.random() >= share:
            return ""
        number = str(self._rng.randint(_PHONE_FIRST, _PHONE_LAST))
        shape = _PHONE_SHAPES.pick(self._rng)
        return shape.format(number[:2], number[2:4], number[4:6], number[6:])

    def _email(self, given: str, family: str) -> str:
        # example.com is kept for examples (RFC 2606): no letter sent there reaches anybody.
        name = f"{given.split()[0]}.{family.split()[-1]}".lower().translate(_EMAIL_LETTERS)
        name = "".join(letter for letter in name if letter.isascii() and letter not in "' ")
        return f"{name}{self._rng.randint(1, 99)}@example.com"

    def _address(self) -> tuple[str, str, str]:
        number = self._rng.randint(places.LEAST_NUMBER, places.MOST_NUMBER)
        street = places.STREETS.pick(self._rng).replace(".", " ")
        postcode, city = places.TOWNS.pick(self._rng)
        return f"{street} {number}{places.FLATS.pick(self._rng)}", postcode, city

    def _until(self) -> date:
        return self._today + timedelta(days=self._rng.randint(-120, 330))
