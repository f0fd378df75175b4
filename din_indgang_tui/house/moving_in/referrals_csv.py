"""referrals.csv: what was sent to the authority, and what it answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from din_indgang_tui import clock
from din_indgang_tui.house import settings
from din_indgang_tui.house.moving_in import cells, citizens_csv, courses_csv, whose
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
from din_indgang_tui.house.moving_in.keys import REF_LIMIT
from din_indgang_tui.house.moving_in.scratch import Scratch
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.unit import Reading

NAME = "referrals.csv"
_DAYS = "answer_days"  # what is remembered while rows are written: a setting, read once


def _across(row: JudgedRow) -> None:
    whose.across(row)
    sent, decided = row.values["sent_on"], row.values["decided_on"]
    if sent and decided and decided < sent:
        row.fault("decided_on", _("The time runs backwards: decided before sent."))


def _remark(reading: Reading, _scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    for row in rows:
        sent, decided = row.values["sent_on"], row.values["decided_on"]
        consent = row.values["consent_on"]
        if sent > reading.today:
            row.tally("sent_on", _sent_after_today)
        if decided and decided > reading.today:
            row.tally("decided_on", _decided_after_today)
        if decided and not row.values["decision"]:
            row.tally("decision", _no_decision)
        if consent and consent > sent:
            row.tally("consent_on", _consent_after)


def _sent_after_today(n: int) -> str:
    return ngettext(
        "{n} referral is sent on a day after today.",
        "{n} referrals, the first of them here, are sent on a day after today.",
        n,
    ).format(n=n)


def _decided_after_today(n: int) -> str:
    return ngettext(
        "{n} referral is decided on a day after today.",
        "{n} referrals, the first of them here, are decided on a day after today.",
        n,
    ).format(n=n)


def _no_decision(n: int) -> str:
    return ngettext(
        "{n} referral says when it was decided but not what: it is taken as answered.",
        "{n} referrals, the first of them here, say when they were decided but not what: "
        "they are taken as answered.",
        n,
    ).format(n=n)


def _consent_after(n: int) -> str:
    return ngettext(
        "{n} referral was sent before the day of its consent.",
        "{n} referrals, the first of them here, were sent before the day of their consent.",
        n,
    ).format(n=n)


def _prepare(values: Values) -> Prepared:
    sent, decided, consent = (values[name] for name in ("sent_on", "decided_on", "consent_on"))
    return {
        "ref": values["ref"],
        "sent_on": sent.isoformat(),
        "sent_week": clock.iso_week(sent),
        "asked_for": values["asked_for"],
        "consent_on": consent and consent.isoformat(),
        "decided_on": decided and decided.isoformat(),
        "decided_week": decided and clock.iso_week(decided),
        "decision": values["decision"],
    }


def _rows(row_id: int, prepared: Prepared, references: References, writing: Writing) -> Rows:
    return {
        "referral": [
            {
                "id": row_id,
                "citizen_id": references["citizen_ref"],
                "course_id": references["course_ref"],
                "answer_by_on": _answer_by(prepared, writing),
                "created_at": writing.created_at,
                **prepared,
            }
        ]
    }


def _answer_by(prepared: Prepared, writing: Writing) -> str | None:
    """The day an answer is expected; of history that nobody waits for any more, none."""
    if prepared["decided_on"] or prepared["decision"]:
        return None
    key = (0, _DAYS)
    if key not in writing.remembered:
        writing.remembered[key] = settings.current(writing.reading).answer_days
    day = date.fromisoformat(prepared["sent_on"]) + timedelta(days=writing.remembered[key])
    return day.isoformat() if day >= writing.reading.today else None


REFERRALS = FileDescription(
    name=NAME,
    table="referral",
    columns=(
        Column("ref", cells.text(REF_LIMIT), required=True),
        Column("citizen_ref", cells.text(REF_LIMIT), refers_to=citizens_csv.NAME),
        Column("course_ref", cells.text(REF_LIMIT), refers_to=courses_csv.NAME),
        Column("sent_on", cells.past_day, required=True),
        Column("asked_for", cells.code("asked_for"), empty=""),
        Column("consent_on", cells.past_day),
        Column("decided_on", cells.past_day),
        Column("decision", cells.code("referral_decision"), empty=""),
    ),
    across=_across,
    remark=_remark,
    prepare=_prepare,
    rows=_rows,
    among=whose.among,
)
