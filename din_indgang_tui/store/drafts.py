"""What was typed and not yet saved: per person, in the database, back on any terminal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from din_indgang_tui.clock import stored
from din_indgang_tui.store.roles import COLLEAGUES
from din_indgang_tui.store.unit import Reading, Unit, changes, reads

# Longer than a holiday; names and numbers are not kept in drafts for ever.
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Draft:
    """One unfinished panel of the person who asks."""

    panel: str
    subject: str
    content: dict[str, Any]
    saved_at: str


@changes(COLLEAGUES)
def keep(unit: Unit, panel: str, subject: str, content: dict[str, Any]) -> None:
    """Keep this text, in place of the last draft of the same panel and subject."""
    discard(unit, panel, subject)
    unit.insert(
        "draft",
        {
            "staff_id": unit.who.staff_id,
            "panel": panel,
            "subject": subject,
            "content": json.dumps(content, ensure_ascii=False),
            "saved_at": stored(unit.now),
        },
    )


@changes(COLLEAGUES, patient=False)
def keep_if_free(unit: Unit, panel: str, subject: str, content: dict[str, Any]) -> None:
    """The same, or Busy at once where others hold the file: it is tried again in a second."""
    keep(unit, panel, subject, content)


@changes(COLLEAGUES)
def forget_old(unit: Unit) -> None:
    """The drafts of the one who asks that nobody has come back to in KEPT_FOR."""
    oldest = stored(unit.now - KEPT_FOR)
    for row in unit.rows(
        "SELECT panel, subject FROM draft WHERE staff_id = ? AND saved_at < ?",
        (unit.who.staff_id, oldest),
    ):
        discard(unit, row["panel"], row["subject"])


@changes(COLLEAGUES)
def discard(unit: Unit, panel: str, subject: str) -> None:
    """The text was saved for good, or is not wanted any more."""
    assert unit.who.staff_id is not None
    unit.delete("draft", (unit.who.staff_id, panel, subject))


@reads(COLLEAGUES)
def of(reading: Reading, panel: str) -> list[Draft]:
    """The drafts of the one who asks, newest first."""
    return [
        Draft(panel, row["subject"], json.loads(row["content"]), row["saved_at"])
        for row in reading.rows(
            "SELECT subject, content, saved_at FROM draft WHERE staff_id = ? AND panel = ?"
            " ORDER BY saved_at DESC, subject DESC",
            (reading.who.staff_id, panel),
        )
    ]
