"""The lists that the house edits: reasons, outcomes, activities, rooms. Labels change, codes stay.

A code is what is stored with an enquiry and what the figures count by, so it is never changed and
never deleted: an entry that is not wanted any more is retired, and cannot be chosen from then on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields

from din_indgang_tui.house.codes import shown_label
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.minutes import LEAST_MINUTES, MOST_MINUTES
from din_indgang_tui.house.start_labels import START_LABELS
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.lists import ASSESSED, OUTREACH_RESULTS
from din_indgang_tui.store.roles import COLLEAGUES, LEADERS
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads

LABEL_LIMIT = 40  # characters: half of the 80 columns, so that a line has room for who and when
CODE_LIMIT = 30  # characters

# Each list by the table it is, and what the screens call it.
LISTS = {
    "reason": N_("Reasons"),
    "heard_from": N_("Heard of us"),
    "outcome": N_("Outcomes"),
    "closing_reason": N_("Why a course ends"),
    "onward_support": N_("What comes after"),
    "activity_kind": N_("Activities"),
    "outreach_result": N_("Results of outreach"),
    "room": N_("Rooms"),
}
# Codes that a figure names (house/statistics_enquiries.py, statistics_courses.py): without them it
# would count nothing.
NAMED_BY_A_FIGURE = {
    "outcome": frozenset({"helped", "left_without_help"}),
    "onward_support": ASSESSED,
}
# What the import format says of its own codes: a figure of every house counts them alike.
SETTLED: Mapping[tuple[str, str], frozenset[str]] = {
    ("onward_support", "assessed"): ASSESSED,
    ("outreach_result", "contact"): frozenset(OUTREACH_RESULTS),
}
# Codes that the program itself writes: an imported slot is coaching, and a closing that knows of
# nothing after it says so.
WRITTEN_BY_THE_PROGRAM = {
    "activity_kind": frozenset({"coaching"}),
    "onward_support": frozenset({"none", "unknown"}),
}

# A fact that a figure goes by, and whether anything was counted by it.
COUNTED_BY: Mapping[str, str] = {
    "assessed": "SELECT 1 FROM course WHERE onward_support = ? AND closed_on IS NOT NULL LIMIT 1",
    "contact": "SELECT 1 FROM outreach_attempt WHERE result = ? LIMIT 1",
}

_CODE = re.compile(rf"[a-z0-9_]{{1,{CODE_LIMIT}}}")
# As the Danish letters are written where there is no room for them; NFKD knows the other accents.
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What an entry says beside its label; None where its list says no such thing."""

    assessed: bool | None = None  # what comes after: whether the authority grants it
    contact: bool | None = None  # a try to reach somebody: whether they were met in it
    bookable: bool | None = None  # an activity: whether it is booked as a slot ...
    minutes: int | None = None  # ... and how many minutes one takes


_NAMES = tuple(one.name for one in fields(Facts))

# The columns of the lists that have some.
FACTS = {
    "onward_support": ("assessed",),
    "activity_kind": ("bookable", "minutes"),
    "outreach_result": ("contact",),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list, as whoever edits it needs it."""

    code: str
    label: str  # as it is shown: the house's own, else the catalogue's
    retired: bool
    version: int
    facts: Facts = Facts()  # frozen, so one for all


@reads(COLLEAGUES)
def entries(reading: Reading, list_name: str) -> list[Entry]:
    """All lines of a list in their order, retired ones too."""
    return [_entry(list_name, row) for row in _rows(reading, list_name)]


def code_from(label: str, taken: set[str]) -> str:
    """A code for a new label: small ASCII letters, digits and `_`, none that is taken.

    `Økonomi & gæld` is `oekonomi_gaeld`; a second one `oekonomi_gaeld_2`; a label without any such
    letter is `entry`.
    """
    plain = unicodedata.normalize("NFKD", label.casefold().translate(_LETTERS))
    ascii_only = plain.encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "_", ascii_only)[:CODE_LIMIT].strip("_") or "entry"
    code, number = slug, 1
    while code in taken:
        number += 1
        code = f"{slug[: CODE_LIMIT - len(str(number)) - 1]}_{number}"
    return code


def reserved_codes() -> set[str]:
    """What the figures by a list call the columns that are no code (`export --by`)."""
    from din_indgang_tui.house.statistics_by import NONE, WEEK

    return {WEEK, NONE}


@changes(LEADERS, "lists")
def add(
    unit: Unit,
    list_name: str,
    label: str,
    code: str | None = None,
    facts: Facts | None = None,
) -> str:
    """A new entry, last in its list. Returns its code, made from the label where none is given.

    Raises DeskError where the label is missing, too long or taken, the code cannot be one, or it
    says what `edit` refuses.
    """
    label = one_line(label, "label", LABEL_LIMIT)
    if not label:
        raise DeskError(_("The text is missing."), field="label")
    known = _rows(unit, list_name)
    _refuse_twice(list_name, known, label)
    taken = {row["code"] for row in known} | reserved_codes()
    code = code_from(label, taken) if code is None else tidy_code(code, taken)
    last = max((row["position"] for row in known), default=0)
    values = _values(list_name, facts or Facts())
    unit.insert(list_name, {"code": code, "label": label, "position": last + 1, **values})
    return code


@changes(LEADERS, "lists")
def rename(unit: Unit, list_name: str, code: str, label: str, version: int | None = None) -> str:
    """Another label for the same code; empty: the catalogue's again. Returns what is shown now.

    Raises DeskError where it is too long or taken, or nothing else would be left; Conflict where
    somebody saved another meanwhile.
    """
    label = one_line(label, "label", LABEL_LIMIT)
    catalogue = START_LABELS[list_name].get(code)
    if not label and catalogue is None:
        raise DeskError(
            _("The house wrote this one itself: it needs a text. Retire it instead."),
            field="label",
        )
    # Written like the catalogue's it is the catalogue's, and changes with the language.
    own = None if catalogue is not None and label in ("", _(catalogue)) else label
    shown = shown_label(list_name, code, own)
    _refuse_twice(list_name, _rows(unit, list_name), shown, but=code)
    unit.update(list_name, code, {"label": own}, version=version)
    return shown


@changes(LEADERS, "lists")
def edit(
    unit: Unit,
    list_name: str,
    code: str,
    facts: Facts,
    label: str | None = None,
    version: int | None = None,
) -> str:
    """Let an entry say this beside its label, and be called so; what is None stays as it is.

    Returns what it is called now. Raises DeskError as `rename`, and by the name of the fact where
    its list says no such thing, a figure goes by it, or a slot cannot be so long; Conflict where
    somebody saved another meanwhile.
    """
    values = _values(list_name, facts)
    for name in COUNTED_BY.keys() & values.keys():
        if values[name] != unit.stored(list_name, code, name):
            _refuse_settled(list_name, code, name)
            _refuse_counted(unit, code, name)
    if code in WRITTEN_BY_THE_PROGRAM.get(list_name, ()):
        for name, refused in (("bookable", 0), ("assessed", 1)):
            if values.get(name) == refused:
                raise DeskError(_("The program itself writes this one, so that stays."), field=name)
    unit.update(list_name, code, values, version=version)
    if label is not None:
        return rename(unit, list_name, code, label)
    own = unit.stored(list_name, code, "label")
    return shown_label(list_name, code, own)


def _refuse_settled(list_name: str, code: str, fact: str) -> None:
    """The format itself says this of the code. Raises DeskError about the fact."""
    if code not in SETTLED.get((list_name, fact), ()):
        return
    if fact == "assessed":
        sentence = _("A published figure counts this one as an assessed service, so it stays one.")
    else:
        sentence = _("Every house counts this one alike, so it stays as it is.")
    raise DeskError(sentence, field=fact)


def _refuse_counted(unit: Unit, code: str, fact: str) -> None:
    """A figure of the past would change with it. Raises DeskError about the fact."""
    if unit.one(COUNTED_BY[fact], (code,)) is None:
        return
    if fact == "assessed":
        sentence = _("Courses closed with this one are counted so. Retire it and add another.")
    else:
        sentence = _("Tries with this one are counted so. Retire it and add another.")
    raise DeskError(sentence, field=fact)


@changes(LEADERS, "lists")
def retire(unit: Unit, list_name: str, code: str, version: int | None = None) -> None:
    """Cannot be chosen any more; what was counted under it stays counted under it."""
    if code in NAMED_BY_A_FIGURE.get(list_name, ()):
        raise DeskError(_("A weekly figure counts this one, so it stays. Its text may be changed."))
    if code in WRITTEN_BY_THE_PROGRAM.get(list_name, ()):
        raise DeskError(_("The program itself writes this one, so it stays. Its text may change."))
    unit.update(list_name, code, {"retired": 1}, version=version)


@changes(LEADERS, "lists")
def bring_back(unit: Unit, list_name: str, code: str, version: int | None = None) -> None:
    """Can be chosen again, under the same code as before."""
    unit.update(list_name, code, {"retired": 0}, version=version)


@changes(LEADERS, "lists")
def move(unit: Unit, list_name: str, code: str, at: int, version: int | None = None) -> None:
    """To another place in its list, counted from 0; the others close the gap."""
    reorder(unit, list_name, code, at, version)


def reorder(unit: Unit, table: str, code: str, at: int, version: int | None) -> None:
    """Write the positions of a table with `code` at this place. Raises DeskError, Conflict."""
    if version is not None:
        unit.update(table, code, {}, version=version)
    order = [row["code"] for row in unit.rows(f"SELECT code FROM {table} ORDER BY position, code")]
    if code not in order:
        raise DeskError(_("It is not there any more."))
    order.remove(code)
    order.insert(max(0, at), code)
    for position, one in enumerate(order, start=1):
        unit.update(table, one, {"position": position})


def tidy_code(code: str, taken: set[str]) -> str:
    """A code that was given, if it can be one. Raises DeskError."""
    if _CODE.fullmatch(code) is None:
        raise DeskError(
            _("A code is 1 to {n} small letters a to z, digits and _.").format(n=CODE_LIMIT),
            field="code",
        )
    if code in taken:
        raise DeskError(_("The code {code} is taken.").format(code=code), field="code")
    return code


def _refuse_twice(list_name: str, rows: list[Row], label: str, but: str | None = None) -> None:
    for row in rows:
        entry = _entry(list_name, row)
        if entry.code == but or entry.label.casefold() != label.casefold():
            continue
        if entry.retired:
            sentence = _("{label} is in the list already, but retired. Bring it back instead.")
        else:
            sentence = _("{label} is in the list already.")
        raise DeskError(sentence.format(label=entry.label), field="label")


def _values(list_name: str, facts: Facts) -> dict[str, Value]:
    """The columns of what is said. Raises DeskError by the name of the fact."""
    said = {name: getattr(facts, name) for name in _NAMES}
    values: dict[str, Value] = {name: int(one) for name, one in said.items() if one is not None}
    for name in values:
        if name not in FACTS.get(list_name, ()):
            raise DeskError(_("This list says no such thing."), field=name)
    if facts.minutes is not None and not LEAST_MINUTES <= facts.minutes <= MOST_MINUTES:
        raise DeskError(
            _("Write a whole number from {least} to {most}.").format(
                least=LEAST_MINUTES, most=MOST_MINUTES
            ),
            field="minutes",
        )
    return values


def _rows(reading: Reading, list_name: str) -> list[Row]:
    if list_name not in LISTS:
        raise KeyError(list_name)
    return reading.rows(f"SELECT * FROM {list_name} ORDER BY position, code")


def _entry(list_name: str, row: Row) -> Entry:
    label = shown_label(list_name, row["code"], row["label"])
    names = FACTS.get(list_name, ())
    facts = Facts(**{name: row[name] if name == "minutes" else bool(row[name]) for name in names})
    return Entry(row["code"], label, bool(row["retired"]), row["version"], facts)
