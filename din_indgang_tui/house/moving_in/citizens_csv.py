"""citizens.csv: who the citizens are."""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui.house import citizens
from din_indgang_tui.house.citizens import NAME_LIMIT
from din_indgang_tui.house.cpr import Cpr
from din_indgang_tui.house.moving_in import cells
from din_indgang_tui.house.moving_in.cells import Column
from din_indgang_tui.house.moving_in.description import (
    FileDescription,
    JudgedRow,
    Prepared,
    References,
    Rows,
    Values,
    Writing,
)
from din_indgang_tui.house.moving_in.keys import REF_LIMIT, among
from din_indgang_tui.house.moving_in.scratch import Scratch
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.unit import Reading

NAME = "citizens.csv"
_TEXTS = ("given_name", "family_name", "phone", "email", "street", "postcode", "city")
_NUMBERS = f"{NAME} cpr"  # the space in which CPR numbers are met


def _across(row: JudgedRow) -> None:
    """Nothing about a citizen is a fault across cells: a house takes over what it was told."""


def _remark(reading: Reading, scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    numbered: list[tuple[JudgedRow, Cpr]] = []
    for row in rows:
        number: Cpr | None = row.values["cpr"]
        if number is not None:
            numbered.append((row, number))
            _look_at_number(row, number)
        if row.values["protected_until"] and not row.values["address_protected"]:
            row.warn(
                "protected_until",
                _("There is a day, but address_protected is no: the address will be shown."),
            )
    met = scratch.meet(_NUMBERS, [(number.digits, row.line) for row, number in numbered])
    known = among(
        reading,
        "SELECT cpr FROM citizen WHERE cpr IN (SELECT value FROM json_each(?))",
        [number.digits for _row, number in numbered],
    )
    for (row, number), line in zip(numbered, met, strict=True):
        if line is not None:
            row.warn(
                "cpr",
                _("The citizen on line {line} has the same CPR number.").format(line=line),
            )
        elif number.digits in known:
            row.warn("cpr", _("A citizen who is here already has the same CPR number."))


def _look_at_number(row: JudgedRow, number: Cpr) -> None:
    if row.values["birth_date"] not in (None, number.birth_date):
        row.warn(
            "cpr", _("The number and birth_date are not the same day; both are taken as they are.")
        )
    if not number.passes_modulus_11:
        row.tally("cpr", _modulus_11)


def _modulus_11(n: int) -> str:
    return ngettext(
        "{n} CPR number does not pass modulus 11; it is taken, newer ones need not.",
        "{n} CPR numbers, the first of them here, do not pass modulus 11; "
        "they are taken, newer ones need not.",
        n,
    ).format(n=n)


def _prepare(values: Values) -> Prepared:
    number: Cpr | None = values["cpr"]
    # As at the desk: a CPR number says when someone was born where nothing else does.
    born = values["birth_date"] or (number.birth_date if number else None)
    until = values["protected_until"]
    columns = {field: values[field] for field in ("ref", *_TEXTS)} | {
        "birth_date": born.isoformat() if born else None,
        "cpr": number.digits if number else None,
        "phone_digits": citizens.phone_digits(values["phone"]),
        "address_protected": int(values["address_protected"]),
        "protected_until": until.isoformat() if until else None,
    }
    # How a name sounds takes longer than all the rest, and does not depend on the id.
    parts = citizens.name_parts(0, values["given_name"], values["family_name"])
    return {"columns": columns, "parts": parts}


def _rows(row_id: int, prepared: Prepared, _references: References, writing: Writing) -> Rows:
    return {
        "citizen": [{"id": row_id, **prepared["columns"], "created_at": writing.created_at}],
        "name_part": [part | {"citizen_id": row_id} for part in prepared["parts"]],
    }


CITIZENS = FileDescription(
    name=NAME,
    table="citizen",
    columns=(
        Column("ref", cells.text(REF_LIMIT), required=True),
        Column("given_name", cells.text(NAME_LIMIT), empty=""),
        Column("family_name", cells.text(NAME_LIMIT), empty=""),
        Column("birth_date", cells.birthday),
        Column("cpr", cells.cpr),
        Column("phone", cells.text(NAME_LIMIT), empty=""),
        Column("email", cells.text(NAME_LIMIT), empty=""),
        Column("street", cells.text(NAME_LIMIT), empty=""),
        Column("postcode", cells.text(NAME_LIMIT), empty=""),
        Column("city", cells.text(NAME_LIMIT), empty=""),
        Column("address_protected", cells.yes_no, empty=False),
        Column("protected_until", cells.day),
    ),
    across=_across,
    remark=_remark,
    prepare=_prepare,
    rows=_rows,
)
