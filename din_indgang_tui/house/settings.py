"""The settings of the house, and what holds where the house has said nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from din_indgang_tui.house import dates
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import ANYONE, COLLEAGUES, LEADERS
from din_indgang_tui.store.unit import Reading, Unit, changes, reads
from din_indgang_tui.text import clean


class Kind(Enum):
    """What may stand in a setting."""

    TEXT = "text"  # at most `most` columns of the screen
    NUMBER = "number"  # a whole number from `least` to `most`
    YES_NO = "yes_no"  # stored as yes or no
    DAY = "day"  # up to today, stored as 2016-09-09; may be empty


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it is called, what it means, and what may stand in it."""

    key: str
    default: str
    kind: Kind
    label: str
    explanation: str
    least: int = 0
    most: int = 0


# Every setting there is: a key that is not here cannot be set.
TABLE = (
    Setting(
        "house_name",
        "Din Indgang",
        Kind.TEXT,
        N_("Name of the house"),
        N_("What the first row of every screen says; it has room for 12 letters"),
        most=12,
    ),
    Setting(
        "wait_limit_minutes",
        "10",
        Kind.NUMBER,
        N_("Long wait, minutes"),
        N_("Whoever waits longer than this is marked with !"),
        least=1,
        most=240,
    ),
    Setting(
        "letter_limit_days",
        "3",
        Kind.NUMBER,
        N_("Old letter, days"),
        N_("A letter or digital enquiry that lies longer than this is marked with !"),
        least=1,
        most=60,
    ),
    Setting(
        "opening_day",
        "",
        Kind.DAY,
        N_("Opening day"),
        N_("The totals of the figures count from this day; empty: from the first enquiry"),
    ),
    Setting(
        "course_weeks",
        "20",
        Kind.NUMBER,
        N_("Course, weeks at most"),
        N_("A course ends after so many weeks; only the leader lets one last longer"),
        least=1,
        most=52,
    ),
    Setting(
        "first_warning_week",
        "16",
        Kind.NUMBER,
        N_("First warning, week"),
        N_("From this week on a course says that its end comes near"),
        least=1,
        most=52,
    ),
    Setting(
        "second_warning_week",
        "19",
        Kind.NUMBER,
        N_("Last warning, week"),
        N_("From this week on a course says that it ends now"),
        least=1,
        most=52,
    ),
    Setting(
        "check_days",
        "28",
        Kind.NUMBER,
        N_("Four-week check, days"),
        N_("So many days after a course opens its check is due; open courses keep theirs"),
        least=1,
        most=140,
    ),
    Setting(
        "check_why",
        "no",
        Kind.YES_NO,
        N_("Four-week check, why"),
        N_("Whether every decision at a four-week check needs a line that says why"),
    ),
    Setting(
        "answer_days",
        "42",
        Kind.NUMBER,
        N_("Answer from the authority, days"),
        N_("A referral without an answer after so many days stands on the list of what is owed"),
        least=1,
        most=366,
    ),
    Setting(
        "contact_days",
        "14",
        Kind.NUMBER,
        N_("Contact while waiting, days"),
        N_("Whoever waits for the authority and was not in touch for so long is on the list"),
        least=1,
        most=120,
    ),
    Setting(
        "authority_name",
        "",
        Kind.TEXT,
        N_("Authority department"),
        N_("Who a referral goes to, unless another receiver is written"),
        most=60,
    ),
    Setting(
        "consent_months",
        "6",
        Kind.NUMBER,
        N_("Consent, months"),
        N_("A consent to pass something on is proposed to hold so long"),
        least=1,
        most=60,
    ),
    Setting(
        "away_times",
        "3",
        Kind.NUMBER,
        N_("Stayed away, times in a row"),
        N_("A member of a group who did not come so often in a row is shown as someone to call"),
        least=1,
        most=20,
    ),
    Setting(
        "house_phone",
        "",
        Kind.TEXT,
        N_("Telephone of the house"),
        N_("Stands on the citizen's plan, beside the coach; empty: no number"),
        most=20,
    ),
    Setting(
        "unit_price",
        "",
        Kind.NUMBER,
        N_("Price of one assessment, kr."),
        N_("An avoided assessment is counted as so much saved; empty: no saving is shown"),
        least=1,
        most=99_999_999,
    ),
    Setting(
        "unit_price_basis",
        "",
        Kind.TEXT,
        N_("What the price rests on"),
        N_("Stands beside every saving that is shown: where the price is from, and its year"),
        most=160,
    ),
)
DEFAULTS = {setting.key: setting.default for setting in TABLE}
_IN_THOUSANDS = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")  # as large numbers are written in Danish
_IN_ORDER = ("first_warning_week", "second_warning_week", "course_weeks")
_BY_KEY = {setting.key: setting for setting in TABLE}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the screens and the figures need of the settings."""

    house_name: str
    wait_limit_minutes: int
    opening_day: str
    letter_limit_days: int = 3
    course_weeks: int = 20
    first_warning_week: int = 16
    second_warning_week: int = 19
    check_days: int = 28
    consent_months: int = 6
    house_phone: str = ""
    away_times: int = 3
    check_why: bool = False
    answer_days: int = 42
    contact_days: int = 14
    authority_name: str = ""
    unit_price: int | None = None  # kroner
    unit_price_basis: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a setting is now; version 0 where the house never wrote it."""

    setting: Setting
    text: str
    version: int

    @property
    def said(self) -> str:
        """As it is read: yes and no in the language spoken now."""
        return read_aloud(self.setting, self.text)


def read_aloud(setting: Setting, text: str) -> str:
    """A stored setting as people read it; empty where nothing is set."""
    return {"yes": _("yes"), "no": _("no")}[text] if setting.kind is Kind.YES_NO else text


@reads(ANYONE)
def current(reading: Reading) -> Settings:
    """The settings as they are now."""
    kept = {value.setting.key: value.text for value in everything(reading)}
    return Settings(
        house_name=kept["house_name"],
        wait_limit_minutes=int(kept["wait_limit_minutes"]),
        opening_day=kept["opening_day"],
        letter_limit_days=int(kept["letter_limit_days"]),
        course_weeks=int(kept["course_weeks"]),
        first_warning_week=int(kept["first_warning_week"]),
        second_warning_week=int(kept["second_warning_week"]),
        check_days=int(kept["check_days"]),
        consent_months=int(kept["consent_months"]),
        house_phone=kept["house_phone"],
        away_times=int(kept["away_times"]),
        check_why=kept["check_why"] == "yes",
        answer_days=int(kept["answer_days"]),
        contact_days=int(kept["contact_days"]),
        authority_name=kept["authority_name"],
        unit_price=int(kept["unit_price"]) if kept["unit_price"] else None,
        unit_price_basis=kept["unit_price_basis"],
    )


@reads(COLLEAGUES)
def everything(reading: Reading) -> list[Value]:
    """Each setting as it is now, in the order of the table."""
    rows = {row["key"]: row for row in reading.rows("SELECT * FROM setting")}
    found = []
    for setting in TABLE:
        row = rows.get(setting.key)
        # Empty is what the house has taken back: the default holds again, also a later one.
        text = (row["value"] if row is not None else "") or setting.default
        found.append(Value(setting, text, row["version"] if row is not None else 0))
    return found


@changes(LEADERS, "settings")
def put(unit: Unit, key: str, text: str, version: int | None = None) -> str:
    """What a setting is from now on; an empty text puts the default back. Returns what holds.

    Raises DeskError with the key as its field where the text cannot be used or there is no such
    setting; Conflict where somebody saved another meanwhile.
    """
    setting = _BY_KEY.get(key)
    if setting is None:
        raise DeskError(_("There is no setting {key}.").format(key=clean(key)))
    value = _tidy(unit, setting, " ".join(clean(text).split()))
    _refuse_out_of_order(unit, key, value or setting.default)
    if value == setting.default:
        value = ""
    row = unit.one("SELECT 1 FROM setting WHERE key = ?", (key,))
    if row is not None:
        unit.update("setting", key, {"value": value}, version=version)
    elif value:
        unit.insert("setting", {"key": key, "value": value})
    return value or setting.default


def _refuse_out_of_order(unit: Unit, key: str, value: str) -> None:
    """The warnings of a course come in their order, and before it ends. Raises DeskError."""
    if key not in _IN_ORDER:
        return
    kept = {one.setting.key: one.text for one in everything(unit)} | {key: value}
    first, last, end = (int(kept[name]) for name in _IN_ORDER)
    if not first < last <= end:
        raise DeskError(
            _(
                "The first warning comes before the last one, and that before the course ends:"
                " {first}, {last}, {end} would not be so."
            ).format(first=first, last=last, end=end),
            field=key,
        )


def _tidy(unit: Unit, setting: Setting, text: str) -> str:
    """The text as it is stored, empty for the default. Raises DeskError."""
    if not text:
        return ""
    if setting.kind is Kind.NUMBER:
        if _IN_THOUSANDS.fullmatch(text):
            text = text.replace(".", "")
        # int() takes the digits of other scripts as well.
        if not (text.isascii() and text.isdigit() and len(text) < 10) or not (
            setting.least <= int(text) <= setting.most
        ):
            raise DeskError(
                _("Write a whole number from {least} to {most}.").format(
                    least=setting.least, most=setting.most
                ),
                field=setting.key,
            )
        return str(int(text))
    if setting.kind is Kind.YES_NO:
        answer = {"yes": "yes", "no": "no", _("yes"): "yes", _("no"): "no"}.get(text.casefold())
        if answer is None:
            raise DeskError(_("Write yes or no."), field=setting.key)
        return answer
    if setting.kind is Kind.DAY:
        try:
            return dates.birth_date(text, unit.today).isoformat()
        except dates.NotADate:
            raise DeskError(
                _("Write a day that is not to come, like 09.09.2016."), field=setting.key
            ) from None
    if _cells(text) > setting.most:
        raise DeskError(
            _("That is too long: at most {n} characters.").format(n=setting.most),
            field=setting.key,
        )
    return text


def _cells(text: str) -> int:
    """How many columns of a terminal the text takes (Unicode annex 11: wide letters take two)."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
