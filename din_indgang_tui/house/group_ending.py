"""What ends with a group, before it is ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import stored
from din_indgang_tui.house.group_session_rows import ALL, IN_ORDER, UNTOUCHED, Session, sessions_of
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, Value, reads
from din_indgang_tui.words import full_day


@dataclass(frozen=True, slots=True)
class Ends:
    """How many places end and how many wait no more; of the meetings after the last day, how many
    fall away, and those that somebody changed by hand, which stay."""

    places: int
    waiting: int
    meetings: int
    stay: tuple[Session, ...]


def not_before_a_meeting_held(
    reading: Reading, group_id: int, last_on: date, *, field: str = "last_on"
) -> None:
    """Raises DeskError for a last day before a meeting that was held: it had not ended then."""
    held_on = reading.value(
        "SELECT max(starts_on) FROM group_session"
        " WHERE group_id = ? AND status = 'held' AND starts_at <= ?",
        (group_id, stored(reading.now)),
    )
    if held_on is not None and last_on.isoformat() < held_on:
        raise DeskError(
            _("The group met on {day}, so it cannot end before.").format(
                day=full_day(date.fromisoformat(held_on))
            ),
            field=field,
        )


@reads(COACHES)
def what_ends(reading: Reading, group_id: int, last_on: date) -> Ends:
    """What house/groups.end with that last day would take away."""
    day, now = last_on.isoformat(), stored(reading.now)
    after = "m.group_id = :group AND m.starts_on > :day AND m.starts_at > :now"
    values: dict[str, Value] = {"group": group_id, "day": day, "now": now}
    stay = sessions_of(
        reading.rows(
            f"{ALL} WHERE {after} AND m.status = 'planned' AND NOT ({UNTOUCHED}){IN_ORDER}", values
        )
    )
    return Ends(
        places=reading.value(
            "SELECT count(*) FROM group_member WHERE group_id = ? AND (to_on IS NULL OR to_on > ?)",
            (group_id, day),
        ),
        waiting=reading.value(
            "SELECT count(*) FROM group_waiting WHERE group_id = ? AND ended_on IS NULL",
            (group_id,),
        ),
        meetings=reading.value(
            f"SELECT count(*) FROM group_session m WHERE {after} AND {UNTOUCHED}", values
        ),
        stay=tuple(stay),
    )
