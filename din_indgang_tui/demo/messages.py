"""Who is on duty in the town today, what was handed over yesterday, and who wants to be called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from din_indgang_tui.demo import days
from din_indgang_tui.demo.days import OPENS
from din_indgang_tui.demo.history import History
from din_indgang_tui.demo.morning import Morning
from din_indgang_tui.demo.rows import Moment, Row

_MINUTE = 60

_ON_DUTY = (("BOD", "9-{closes}"), ("PIA", "9-{closes}"), ("MJU", "10-{closes}"))
_HANDED_OVER = (
    ("LIV", "Nøglen til loftet ligger i den røde dåse. Husk at låse, når I går."),
    (
        "BOD",
        "Radiatoren i Broen er kold igen. Viceværten kommer i morgen mellem 10 og 11;"
        " han skal lukkes ind i kælderen.",
    ),
)
# (who of the cast, or as said; the number, where it is not their own; about; for whom; taken by;
# how many minutes after opening; and whether that was the day before)
_CALLS = (
    ("inger", "", "", "Vil høre, om der er plads på madholdet.", "LIV", "BOD", 25, True),
    ("", "Ejendomskontoret", "20 00 00 12", "Om nøglen til kælderen.", None, "PIA", 20, False),
    (
        "aase",
        "",
        "",
        "Kan ikke komme torsdag og vil gerne have en ny tid.",
        "BOD",
        "PIA",
        45,
        False,
    ),
)


def rows(now: Morning, staff: Mapping[str, int], history: History) -> dict[str, list[Row]]:
    """The rows of each table; nothing in them lies ahead of `now`."""
    before = days.day(days.open_day_before(now.day.date - timedelta(days=1)))
    closes = (now.day.closes or days.CLOSES[0]) // 3600
    evening = before.closes - 15 * _MINUTE
    calls: list[Row] = []
    for cast, caller, phone, about, for_whom, taken_by, minutes, earlier in _CALLS:
        taken = Moment(now.day, OPENS + minutes * _MINUTE)
        if earlier or taken.second > now.now:
            taken = Moment(before, taken.second)
        calls.append(
            {
                "citizen_id": history.one_of_the_cast(cast, taken) if cast else None,
                "caller": caller,
                "phone": phone,
                "about": about,
                "for_staff": staff[for_whom] if for_whom else None,
                "taken_by": staff[taken_by],
                "created_at": taken.stored(),
            }
        )
    return {
        "duty": [
            {
                "day": now.day.text,
                "staff_id": staff[initials],
                "hours": hours.format(closes=closes),
            }
            for initials, hours in _ON_DUTY
        ],
        "handover_line": [
            {
                "day": before.text,
                "text": text,
                "written_by": staff[initials],
                "created_at": Moment(before, evening + number * 5 * _MINUTE).stored(),
            }
            for number, (initials, text) in enumerate(_HANDED_OVER)
        ],
        "call_back": calls,
    }
