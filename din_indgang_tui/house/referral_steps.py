"""What becomes of a referral that is sent: told, received, answered, started, each one date.

A step may be written again where it was written wrong; an empty day takes it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from din_indgang_tui.clock import iso_week, stored_day
from din_indgang_tui.house import coming_days, consents
from din_indgang_tui.house.codes import ReferralDecision
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.referral_rows import row_of
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Row, Unit, Value, changes
from din_indgang_tui.words import full_day

LIMITS = {"decision_note": 300, "answer_moved_why": 300}  # characters
# In the order in which they happen; those after `answer_by_on` are what was done, never to come.
DAYS = ("sent_on", "told_on", "received_on", "decided_on", "answer_told_on", "started_on")
FIELDS = (*DAYS, "decision", *LIMITS, "answer_by_on")


@changes(COACHES, "referrals")
def note(unit: Unit, referral_id: int, version: int, texts: Mapping[str, str]) -> None:
    """Some of FIELDS as they were typed, of one that is sent. Raises DeskError by its field.

    An answer that is chosen without its day came today. Conflict where another wrote it since,
    ValueError for what is no field.
    """
    if unknown := texts.keys() - set(FIELDS):
        raise ValueError(f"no steps of a referral: {sorted(unknown)}")
    row = _sent(unit, referral_id, version, texts)
    new: dict[str, Value] = {}
    for field in (*DAYS, "answer_by_on"):
        if field in texts:
            day = coming_days.any_day_or_none(texts[field], unit.today, field=field)
            new[field] = day.isoformat() if day is not None else None
    if "decision" in texts:
        if texts["decision"] not in ("", *ReferralDecision):
            raise DeskError(_("Choose what the answer is."), field="decision")
        new["decision"] = texts["decision"]
        if new["decision"] and not row["decided_on"] and not new.get("decided_on"):
            new["decided_on"] = unit.today.isoformat()
        if not new["decision"] and "decided_on" not in new:
            new["decided_on"] = None
            new.setdefault("answer_told_on", None)  # of what did not come nothing was told
    for field, limit in LIMITS.items():
        if field in texts:
            new[field] = one_line(texts[field], field, limit)
    _write(unit, row, version, new)


@changes(COACHES, "referrals")
def move_answer(unit: Unit, referral_id: int, version: int, to_on: date, why: str) -> None:
    """The answer is expected on another day, with a reason. Raises DeskError, Conflict."""
    new: dict[str, Value] = {
        "answer_by_on": to_on.isoformat(),
        "answer_moved_why": one_line(why, "answer_moved_why", LIMITS["answer_moved_why"]),
    }
    _write(unit, _sent(unit, referral_id, version, new), version, new)


def _sent(unit: Unit, referral_id: int, version: int, new: Mapping[str, Value]) -> Row:
    row = row_of(unit, referral_id)
    if row["version"] != version:
        # Another wrote first: what they wrote is no mistake of this writer.
        unit.update("referral", referral_id, new, version=version)
    if row["sent_on"] is None:
        raise DeskError(_("It is not sent yet."))
    return row


def _write(unit: Unit, row: Row, version: int, new: dict[str, Value]) -> None:
    _moved(unit, row, new)
    if new.get("decision", row["decision"]) != row["decision"] and "answer_told_on" not in new:
        # Another answer is told anew; whoever took the referral back knows.
        withdrawn = new["decision"] == ReferralDecision.WITHDRAWN
        new["answer_told_on"] = new.get("decided_on", row["decided_on"]) if withdrawn else None
    whole = dict(row) | new
    _follow(unit, whole, new)
    if new.get("sent_on", row["sent_on"]) != row["sent_on"]:
        _agreed_before(unit, row, date.fromisoformat(str(new["sent_on"])))
    if "sent_on" in new:
        new["sent_week"] = iso_week(date.fromisoformat(str(new["sent_on"])))
    if "decided_on" in new:
        day = stored_day(_text(new["decided_on"]))
        new["decided_week"] = iso_week(day) if day is not None else None
    if "answer_told_on" in new:
        new["answer_told_by"] = unit.who.staff_id if new["answer_told_on"] else None
    unit.update("referral", row["id"], new, version=version)


def _agreed_before(unit: Unit, row: Row, sent_on: date) -> None:
    """It was not sent before the citizen said yes. Raises DeskError about `sent_on`."""
    if row["consent_id"] is None:
        return
    given = consents.one(unit, row["consent_id"]).given_on
    if sent_on < given:
        raise DeskError(
            _("The consent was given {day}, after it was sent.").format(day=full_day(given)),
            field="sent_on",
        )


def _moved(unit: Unit, row: Row, new: Mapping[str, Value]) -> None:
    """The answer is expected on another day: only while there is none, and with a reason."""
    to_on = new.get("answer_by_on", row["answer_by_on"])
    if to_on == row["answer_by_on"]:
        return
    if row["decided_on"] or row["decision"]:
        raise DeskError(_("The answer has come already."), field="answer_by_on")
    if to_on is None:
        raise DeskError(_("Write by when you expect the answer."), field="answer_by_on")
    if to_on < unit.today.isoformat():
        raise DeskError(_("That day is past. Write today or a day to come."), field="answer_by_on")
    if not new.get("answer_moved_why", row["answer_moved_why"]):
        raise DeskError(_("Write why it is expected later."), field="answer_moved_why")


def _follow(unit: Unit, whole: Mapping[str, Value], new: Mapping[str, Value]) -> None:
    """Each day after the one it follows, none of them to come. Raises DeskError by its field."""
    at = {name: stored_day(_text(whole[name])) for name in DAYS}
    for name in DAYS:
        day = at[name]
        if name in new and day is not None and day > unit.today:
            raise DeskError(_("That day has not come yet."), field=name)
    if at["sent_on"] is None:
        raise DeskError(_("Write the day it was sent."), field="sent_on")
    if not whole["decision"] and at["decided_on"]:
        raise DeskError(_("Choose what the answer is."), field="decision")
    if whole["decision"] and not at["decided_on"] and not whole["ref"]:
        raise DeskError(_("Write the day of the answer."), field="decided_on")
    if at["answer_told_on"] and not at["decided_on"]:
        raise DeskError(_("There is no answer to tell yet."), field=_of(new, "answer_told_on"))
    if at["started_on"] and whole["decision"] != ReferralDecision.GRANTED:
        raise DeskError(
            _("Only what is granted can begin."), field=_of(new, "started_on", "decision")
        )
    for first, then, sentence in (
        ("sent_on", "told_on", _("It was sent {day}: it cannot be told before.")),
        ("sent_on", "received_on", _("It was sent {day}: it cannot be received before.")),
        ("sent_on", "decided_on", _("It was sent {day}: the answer cannot come before.")),
        ("received_on", "decided_on", _("It was received {day}: the answer cannot come before.")),
        ("decided_on", "answer_told_on", _("The answer came {day}: it cannot be told before.")),
        ("decided_on", "started_on", _("The answer came {day}: it cannot begin before.")),
    ):
        before, after = at[first], at[then]
        if before is not None and after is not None and after < before:
            raise DeskError(sentence.format(day=full_day(before)), field=_of(new, then, first))


def _of(new: Mapping[str, Value], *fields: str) -> str:
    """The field that was written: what stood there before is no mistake of this writer."""
    return next((field for field in fields if field in new), fields[0])


def _text(value: Value) -> str | None:
    return str(value) if value else None
