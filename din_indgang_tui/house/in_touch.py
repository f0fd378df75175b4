"""When the house was last in touch with somebody, whichever way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from din_indgang_tui.clock import from_stored, local_date
from din_indgang_tui.i18n import _
from din_indgang_tui.store.unit import Reading
from din_indgang_tui.words import near_day

# Of one citizen c, the last day up to today of each way there is; each from an index. A call has a
# moment (UTC) in place of a day.
_LAST = """
SELECT c.value AS citizen_id,
    (SELECT max(arrived_on) FROM enquiry WHERE citizen_id = c.value AND arrived_on <= :today),
    (SELECT max(held_on) FROM conversation
        WHERE citizen_id = c.value AND held_on <= :today AND state = 'held'),
    (SELECT s.starts_on FROM slot s WHERE s.citizen_id = c.value AND s.status = 'attended'
        AND s.starts_on <= :today ORDER BY s.starts_at DESC LIMIT 1),
    (SELECT max(m.starts_on) FROM attendance a CROSS JOIN group_session m ON m.id = a.session_id
        WHERE a.citizen_id = c.value AND a.status IN ('present', 'drop_in')
        AND m.status = 'held' AND m.starts_on <= :today),
    (SELECT max(tried_on) FROM outreach_attempt t JOIN outreach_result r ON r.code = t.result
        WHERE t.citizen_id = c.value AND r.contact = 1 AND t.tried_on <= :today),
    (SELECT max(done_at) FROM call_back WHERE citizen_id = c.value AND done_by IS NOT NULL)
FROM json_each(:citizens) c
"""


def last_days(reading: Reading, citizens: Iterable[int]) -> dict[int, date]:
    """The last day of each of these citizens on which the house was in touch with them.

    An enquiry, a conversation held, a time they came to, a group they were in, an outreach try that
    reached them, or a call that they answered. Who never was is not in it.
    """
    asked = sorted(set(citizens))
    if not asked:
        return {}
    values = {"today": reading.today.isoformat(), "citizens": json.dumps(asked)}
    found = {}
    for citizen_id, *days, called_at in reading.rows(_LAST, values):
        there = [date.fromisoformat(day) for day in days if day]
        if called_at:
            there.append(local_date(from_stored(called_at)))
        if there:
            found[citizen_id] = max(there)
    return found


def tried(reading: Reading, citizen_id: int, last: date | None) -> str:
    """That somebody called them since they were in touch last, and nobody answered: a sentence.

    Empty where nobody did.
    """
    called_at = reading.value(
        "SELECT max(done_at) FROM call_back WHERE citizen_id = ? AND done_by IS NULL",
        (citizen_id,),
    )
    if not called_at:
        return ""
    day = local_date(from_stored(called_at))
    if last is not None and day < last:
        return ""
    return _("Called {day}, nobody answered.").format(day=near_day(day, reading.today))
