"""The colleagues and the citizens that the drawings of the screens show: they live in every town.

A visit of theirs lies so many days back, or on the last open day before that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.store.roles import Role

COLLEAGUES: tuple[tuple[str, str, Role], ...] = (
    ("BOD", "Bo Dam", Role.HOST),
    ("PIA", "Pia Nørgaard", Role.HOST),
    ("MJU", "Mette Juhl", Role.COACH),
    ("KSØ", "Karim Sønderby", Role.COACH),
    ("JES", "Jes Thorup", Role.COACH),
    ("LIV", "Liv Brandt", Role.OUTREACH),
    ("ERM", "Erik Maa", Role.VOLUNTEER),
    ("ÅSE", "Åse Holm", Role.LEADER),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One earlier time somebody came."""

    days_ago: int
    met_by: str
    reasons: tuple[str, ...]
    outcome: str
    note: str = ""
    second: int = 10 * 3600  # of the day, on the wall


@dataclass(frozen=True, slots=True)
class Member:
    """One of the drawings' citizens; `woman` decides the last digit of a CPR number."""

    person: NewCitizen
    visits: tuple[Visit, ...] = ()
    woman: bool = True
    has_cpr: bool = False


def _at(street: str, person: NewCitizen) -> NewCitizen:
    return replace(person, street=street, postcode="7000", city="Fredericia")


CAST: dict[str, Member] = {
    "kirsten": Member(
        _at(
            "Strandvejen 661",
            NewCitizen(
                "Kirsten",
                "Møller",
                date(1961, 3, 12),
                phone="20 00 00 61",
                address_protected=True,
                protected_until=date(2027, 2, 1),
            ),
        ),
        (
            Visit(28, "MJU", ("post_digital",), "appointment", "Har en pose post med.", 34_800),
            Visit(25, "BOD", ("post_digital", "money_debt"), "helped", "Vi åbnede seks breve."),
            Visit(14, "MJU", ("money_debt",), "helped", "Vi åbnede to rudekuverter sammen."),
        ),
        has_cpr=True,
    ),
    "yusuf": Member(
        NewCitizen("Yusuf", "Demir", date(1988, 5, 17), phone="20 00 00 88"),
        (Visit(205, "KSØ", ("work_education",), "course_opened", "Var elektriker i elleve år."),),
        woman=False,
    ),
    "hanne": Member(NewCitizen("Hanne", "Bruun")),
    "lars_erik": Member(
        NewCitizen("Lars-Erik", "Toft", date(1957, 9, 3), phone="20 00 00 57"),
        (
            Visit(63, "PIA", ("loneliness",), "appointment", "Weekenderne er de længste.", 37_500),
            Visit(32, "MJU", ("loneliness", "leisure"), "conversation", "", 39_000),
        ),
        woman=False,
    ),
    "søren": Member(
        _at(
            "Sjællandsgade 683, 1. tv.",
            NewCitizen("Søren", "Ibsen", date(1983, 8, 23), phone="20 00 00 83"),
        ),
        (
            Visit(97, "KSØ", ("mental_health",), "conversation", "", 36_600),
            Visit(41, "KSØ", ("mental_health", "work_education"), "helped", "Sover bedre nu."),
        ),
        woman=False,
        has_cpr=True,
    ),
    "fatima": Member(
        NewCitizen("Fatima", "Al-Sayed", date(1992, 10, 2), phone="20 00 00 92"),
        (Visit(18, "BOD", ("post_digital",), "helped", "MitID virkede ikke. Nu gør det.", 40_200),),
    ),
    "ole": Member(
        _at("Treldevej 665", NewCitizen("Ole", "Hald", date(1965, 2, 11))),
        (
            Visit(76, "JES", ("work_education", "money_debt"), "helped", "", 33_900),
            Visit(27, "LIV", ("everyday_life",), "appointment", "Vi følges hjem på fredag."),
        ),
        woman=False,
    ),
    "jørn": Member(
        NewCitizen("Jørn", "Bæk", date(1974, 4, 8)),
        (
            Visit(88, "BOD", ("housing",), "helped", "", 36_900),
            Visit(
                34, "MJU", ("post_digital", "money_debt"), "helped", "Rykkeren er betalt.", 41_000
            ),
        ),
        woman=False,
    ),
    "tove": Member(
        NewCitizen("Tove", "Krogh", date(1949, 6, 24), phone="20 00 00 49"),
        (
            Visit(300, "KSØ", ("loneliness",), "course_opened"),
            Visit(112, "PIA", ("talk",), "helped", "Fortalte om haven og de nye kartofler."),
            Visit(55, "BOD", ("post_digital",), "helped", "Vi læste et brev fra kommunen sammen."),
            Visit(9, "PIA", ("talk", "loneliness"), "group", "Har meldt sig til fællesspisning."),
        ),
    ),
    # The rest come and go like everybody else.
    "møgelkær": Member(
        _at("Vesterbrogade 679", NewCitizen("Kirsten", "Møgelkær", date(1979, 7, 4))),
        (Visit(60, "KSØ", ("everyday_life",), "course_opened"),),
        has_cpr=True,
    ),
    "mørk": Member(
        _at("Egeskovvej 690", NewCitizen("Kirstine", "Mørk", date(1990, 1, 22))),
        (Visit(230, "JES", ("housing",), "course_opened"),),
    ),
    "møhl": Member(
        _at("Fælledvej 652, st. th.", NewCitizen("Birthe-Kirsten", "Møhl", date(1952, 5, 30))),
        (Visit(160, "MJU", ("mental_health",), "course_opened"),),
    ),
    "mørch": Member(
        _at("Prangervej 668", NewCitizen("Christen", "Mørch", date(1968, 11, 11))),
        (Visit(200, "JES", ("family",), "course_opened"),),
        woman=False,
    ),
    "kjær": Member(
        NewCitizen("Søren", "Kjær", date(1983, 3, 29)),
        (Visit(1, "JES", ("mental_health",), "course_opened"),),
        woman=False,
    ),
    "aase": Member(
        NewCitizen("Aase", "Lund", date(1946, 12, 9), phone="20 00 00 46"),
        (Visit(170, "MJU", ("loneliness",), "course_opened"),),
    ),
    "birgit": Member(
        NewCitizen("Birgit", "Nissen", date(1958, 8, 15)),
        (Visit(22, "KSØ", ("mental_health",), "course_opened"),),
    ),
    "inger": Member(
        NewCitizen("Inger", "Ravn", date(1971, 10, 26), phone="20 00 00 71"),
        (
            Visit(49, "PIA", ("leisure",), "group", "Var i et køkken i nitten år."),
            Visit(24, "MJU", ("leisure",), "course_opened"),
        ),
    ),
    "karen": Member(
        NewCitizen("Karen", "Vad", date(1963, 7, 19)),
        (Visit(107, "JES", ("everyday_life",), "course_opened"),),
    ),
    "bo": Member(
        NewCitizen("Bo", "Skov", date(1980, 2, 6)),
        (Visit(128, "KSØ", ("work_education",), "course_opened"),),
        woman=False,
    ),
}
