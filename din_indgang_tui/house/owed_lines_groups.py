"""What is owed of groups: rolls nobody took, places, members who stayed away, and who to tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from din_indgang_tui.clock import local_date, stored
from din_indgang_tui.house import attendance, group_sessions, group_told, group_waiting, in_touch
from din_indgang_tui.house.owed_line import Asked, OwedKind, OwedLine, line
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.unit import Reading
from din_indgang_tui.words import near_day


def of_groups(reading: Reading, asked: Asked) -> Iterator[OwedLine]:
    """All of these, in no order, without the names of citizens."""
    leaders: dict[int, int] = {
        row["id"]: row["leader_id"]
        for row in reading.rows("SELECT id, leader_id FROM group_activity")
    }
    if asked.citizen_id is None:
        yield from _rolls(reading, leaders)
        if not asked.beside_board:
            yield from _untold_meetings(reading, leaders)
        yield from _places(reading, leaders)
    yield from _away(reading, leaders, asked)


def _rolls(reading: Reading, leaders: dict[int, int]) -> Iterator[OwedLine]:
    for one in group_sessions.missing_rolls(reading):
        n = one.members
        yield line(
            OwedKind.ROLL,
            one.session_id,
            _("not taken"),
            who=f"{one.group} {one.day:%d.%m.}",
            full_name=one.group,
            staff_id=one.leader_id or leaders.get(one.group_id),
            said=ngettext("{n} is on the list.", "{n} are on the list.", n).format(n=n),
        ).dated(one.day, reading.today)


def _untold_meetings(reading: Reading, leaders: dict[int, int]) -> Iterator[OwedLine]:
    """One line a meeting, to be told before it as it was and as it is, whichever comes first."""
    meetings: dict[int, list[group_told.Untold]] = {}
    for one in group_told.untold(reading):
        meetings.setdefault(one.session_id, []).append(one)
    for session_id, members in meetings.items():
        one, n = members[0], len(members)
        days = {local_date(one.was_at or one.starts_at), local_date(one.starts_at)}
        yield line(
            OwedKind.UNTOLD_MEETING,
            session_id,
            ngettext("{n} does not know yet", "{n} do not know yet", n).format(n=n),
            who=one.group,
            full_name=one.group,
            staff_id=_leads(reading, session_id) or leaders.get(one.group_id),
        ).dated(min((day for day in days if day >= reading.today), default=None), reading.today)


def _leads(reading: Reading, session_id: int) -> int | None:
    found: int | None = reading.value(
        "SELECT leader_id FROM group_session WHERE id = ?", (session_id,)
    )
    return found


def _places(reading: Reading, leaders: dict[int, int]) -> Iterator[OwedLine]:
    """A place that is free now or soon, and somebody who may have it: since both are so."""
    for one in group_waiting.open_proposals(reading):
        if (first := one.waiting) is None:
            continue  # nothing to be done before the authority answers; the group's page says so
        yield line(
            OwedKind.PLACE,
            one.group_id,
            _("{name} stands first").format(name=first.name),
            who=one.group,
            full_name=one.group,
            staff_id=leaders.get(one.group_id),
            said=one.words,
        ).dated(max(first.since_on, one.free_since or first.since_on), reading.today)


def _away(reading: Reading, leaders: dict[int, int], asked: Asked) -> Iterator[OwedLine]:
    """Members to call, before the group meets next; not who was in touch since they stayed away."""
    found = _who_stayed_away(reading, leaders, asked)
    touched = in_touch.last_days(reading, (one.citizen_id for one in found))
    for one in found:
        missed = _last_missed(reading, one.group_id, one.citizen_id)
        last = touched.get(one.citizen_id)
        if last is not None and missed is not None and last >= missed:
            continue
        n = one.times
        said = ngettext("away {n} time in a row", "away {n} times in a row", n).format(n=n)
        here = _last_here(one, reading.today)
        tried = in_touch.tried(reading, one.citizen_id, last)
        yield line(
            OwedKind.AWAY,
            one.group_id,
            said,
            citizen_id=one.citizen_id,
            staff_id=leaders.get(one.group_id),
            said=f"{here} {tried}".strip(),
        ).dated(_meets_next(reading, one.group_id), reading.today)


def _who_stayed_away(
    reading: Reading, leaders: dict[int, int], asked: Asked
) -> Iterable[attendance.Away]:
    """Of all groups; or of those that meet yet today, or of the citizen's, where that is asked."""
    if asked.citizen_id is not None:
        groups = reading.rows(
            "SELECT DISTINCT group_id FROM group_member WHERE citizen_id = ?", (asked.citizen_id,)
        )
    elif asked.due_only:
        groups = reading.rows(
            "SELECT DISTINCT group_id FROM group_session"
            " WHERE starts_on = ? AND starts_at >= ? AND status = 'planned'",
            (reading.today.isoformat(), stored(reading.now)),
        )
    else:
        return attendance.stayed_away(reading)
    return [
        one
        for row in groups
        if asked.is_theirs(leaders.get(row["group_id"]))
        for one in attendance.stayed_away(reading, row["group_id"])
        if asked.citizen_id in (None, one.citizen_id)
    ]


def _last_here(one: attendance.Away, today: date) -> str:
    if one.last_here_at is not None:
        day = near_day(local_date(one.last_here_at), today).rstrip(".")
        return _("Was in {group} last {day}.").format(group=one.group, day=day)
    if one.long_ago:
        return _("Has not been in {group} for a long time.").format(group=one.group)
    return _("Has not been in {group} yet.").format(group=one.group)


def _last_missed(reading: Reading, group_id: int, citizen_id: int) -> date | None:
    """The day of the last meeting of a group to which somebody did not come."""
    day = reading.value(
        "SELECT m.starts_on FROM attendance a CROSS JOIN group_session m ON m.id = a.session_id"
        " WHERE a.citizen_id = ? AND a.status = 'absent' AND m.group_id = ? AND m.status = 'held'"
        " ORDER BY m.starts_on DESC LIMIT 1",
        (citizen_id, group_id),
    )
    return date.fromisoformat(day) if day else None


def _meets_next(reading: Reading, group_id: int) -> date | None:
    day = reading.value(
        "SELECT starts_on FROM group_session WHERE group_id = ? AND starts_at >= ?"
        " AND status = 'planned' ORDER BY starts_at LIMIT 1",
        (group_id, stored(reading.now)),
    )
    return date.fromisoformat(day) if day else None
