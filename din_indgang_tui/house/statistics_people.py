"""Who is behind a figure: the rows that were counted, one line each.

Every line is one that its figure counts, so that there are as many as the figure says; behind a
median stand the waits that it was taken of. Who asks is on record for each citizen that is shown
(`people`). What a weekly figure counts is found for any stretch of days: a week, or the year of the
way through the house. Those behind the running totals stand in statistics_people_totals.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from din_indgang_tui.clock import iso_week
from din_indgang_tui.house import settings, statistics, statistics_people_totals
from din_indgang_tui.house.codes import (
    ATTENDANCE_LABELS,
    CHANNEL_LABELS,
    REFERRAL_DECISION_LABELS,
    SLOT_STATUS_LABELS,
    Channel,
    Lists,
    within_a_line,
)
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics_behind import People, Row, Source, course, lines
from din_indgang_tui.house.statistics_courses import LIMIT_DAYS
from din_indgang_tui.house.statistics_enquiries import SOON_SECONDS
from din_indgang_tui.house.statistics_people_checks import CHECKS, checks_behind
from din_indgang_tui.house.statistics_referrals import WINDOW_DAYS
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.roles import HOUSE_LEADERS
from din_indgang_tui.store.unit import Reading, Value, reads
from din_indgang_tui.words import written

MOST = 200  # lines that are read in one go: more are read, and put on record, by whoever goes on


@reads(HOUSE_LEADERS, recorded=True)
def people(
    reading: Reading, key: str, days: Days | None, first: int = 0, most: int = MOST
) -> People:
    """The lines that a figure of these days counts, as of today, the latest first.

    Without days it is a running total, or one of its `BASES`. `most` lines are read, after the
    `first` ones; a look at each citizen in them is on record. Raises KeyError where there is no
    such figure, DeskError where the opening day is no day.
    """
    return _people(reading, key, days, first, most)


@reads(HOUSE_LEADERS)
def people_again(reading: Reading, key: str, days: Days | None, most: int) -> People:
    """The same of a list that is open already: to look on is not to look again."""
    return _people(reading, key, days, 0, most)


def _people(reading: Reading, key: str, days: Days | None, first: int, most: int) -> People:
    if days is None:
        opened = statistics.opening_day(settings.current(reading).opening_day)
        days = Days(opened, reading.today)
    if days.first > reading.today:
        return People(0, 0, ())
    days = Days(days.first, min(days.last, reading.today))
    if key in CHECKS:
        checks = checks_behind(reading, key, days)
        return People(len(checks), 0, lines(reading, checks[first : first + most], CHECKS[key]))
    asked: dict[str, Value] = {
        "first_day": days.first.isoformat(),
        "end": days.last.isoformat(),
        # Where an index is by the week, the weeks narrow it down.
        "first_week": iso_week(days.first),
        "last_week": iso_week(days.last),
        "long_ago": (days.last - timedelta(days=LIMIT_DAYS + 1)).isoformat(),
        "as_of": reading.today.isoformat(),
        "matured": (reading.today - timedelta(days=WINDOW_DAYS + 1)).isoformat(),
        "window": f"+{WINDOW_DAYS} days",
        "soon": SOON_SECONDS,
        "first": first,
        "most": most,
    }
    source = SOURCES[key]
    counted = f"SELECT count(*), count(*) - count(citizen_id) FROM ({source.sql})"
    ((count, nameless),) = reading.rows(counted, asked)
    found = reading.rows(f"{source.sql} LIMIT :most OFFSET :first", asked)
    return People(count, nameless if source.nobody else 0, lines(reading, found, source))


# What each line says ---------------------------------------------------------------------------


def _enquiry(row: Row, lists: Lists) -> str:
    channel = Channel(row["channel"])
    said = [_(CHANNEL_LABELS[channel])]
    # Whoever calls is with somebody at once: there is no wait to tell of.
    if row["waited_s"] is not None and (channel is Channel.WALK_IN or row["waited_s"] >= 60):
        said.append(_("waited {n} min").format(n=row["waited_s"] // 60))
    if row["outcome"]:
        said.append(lists.outcome(row["outcome"]))
    return ", ".join(said)


def _with_colleague(row: Row, _lists: Lists) -> str:
    return _("with {name}").format(name=row["colleague"]) if row["colleague"] else ""


def _returned(row: Row, _lists: Lists) -> str:
    return _("the course closed {day}").format(day=written(row["closed_on"]))


def _slot(row: Row, lists: Lists) -> str:
    code = row["status"]
    status = _(SLOT_STATUS_LABELS[code])
    return ", ".join(filter(None, (status, _with_colleague(row, lists))))


def _meeting(row: Row, _lists: Lists) -> str:
    return str(row["leader"] or "")


def _mark(row: Row, _lists: Lists) -> str:
    return f"{row['group_name']}, {_(ATTENDANCE_LABELS[row['status']])}"


def _participant(row: Row, _lists: Lists) -> str:
    return str(row["group_name"])


def _referral(row: Row, _lists: Lists) -> str:
    if not row["decided_on"]:
        return _("no answer yet")
    decision = row["decision"]
    answer = within_a_line(_(REFERRAL_DECISION_LABELS[decision])) if decision else "-"
    # One of the two days is that of the line already.
    if row["day"] == row["sent_on"]:
        return f"{answer} {written(row['decided_on'])}"
    return f"{answer}, " + _("sent {day}").format(day=written(row["sent_on"]))


def _outreach(row: Row, lists: Lists) -> str:
    result = within_a_line(lists.label(lists.outreach_results, row["result"])) or "-"
    return ", ".join(filter(None, (row["area"], result)))


# Where they lie --------------------------------------------------------------------------------

_ENQUIRIES = """
SELECT e.citizen_id, e.arrived_on AS day, e.arrived_at AS at, e.channel, e.outcome,
    CASE WHEN e.met_on <= :as_of THEN e.waited_s END AS waited_s
FROM enquiry e
WHERE e.arrived_on BETWEEN :first_day AND :end AND {which}
ORDER BY {order}
"""
_BY_ARRIVAL = "e.arrived_on DESC, e.arrived_at DESC, e.id DESC"
# Of two at the same minute the lower ref is first; without one, the one registered first.
_IS_FIRST = """NOT EXISTS (
    SELECT 1 FROM enquiry b WHERE b.citizen_id = e.citizen_id AND b.arrived_on <= e.arrived_on
        AND (b.arrived_at, b.ref IS NULL, coalesce(b.ref, ''), b.id)
            < (e.arrived_at, e.ref IS NULL, coalesce(e.ref, ''), e.id)
)"""
_MET = "e.met_on <= :as_of"
_WALK_INS_MET = f"e.channel = 'walk_in' AND {_MET}"
_COURSES = """
SELECT o.citizen_id, {day} AS day, NULL AS at, o.opened_on,
    CASE WHEN o.closed_on <= :as_of THEN o.closed_on END AS closed_on, s.name AS colleague
FROM course o LEFT JOIN staff s ON s.id = o.coach_id
WHERE o.opened_on <= :as_of AND {which}
ORDER BY day DESC, o.id
"""
_OPEN_AT_END = "o.opened_on <= :end AND (o.closed_on IS NULL OR o.closed_on > :end)"
_RETURNS = """
SELECT citizen_id, day, NULL AS at, max(closed_on) AS closed_on FROM (
    SELECT o.citizen_id, o.closed_on,
        (SELECT min(arrived_on) FROM enquiry later WHERE later.citizen_id = o.citizen_id
            AND arrived_on > o.closed_on AND arrived_on <= :as_of) AS day
    FROM course o WHERE o.closed_on <= :as_of AND o.opened_on <= :as_of
) WHERE day BETWEEN :first_day AND :end
GROUP BY citizen_id, day ORDER BY day DESC, citizen_id
"""
_SLOTS = """
SELECT t.citizen_id, t.starts_on AS day, t.starts_at AS at, t.status, s.name AS colleague
FROM slot t LEFT JOIN staff s ON s.id = t.coach_id
WHERE t.starts_on BETWEEN :first_day AND :end AND t.status IN ({which})
ORDER BY t.starts_at DESC, t.id
"""
_HELD = "m.starts_on BETWEEN :first_day AND :end AND m.status = 'held'"
_MEETINGS = f"""
SELECT NULL AS citizen_id, m.starts_on AS day, m.starts_at AS at, g.name AS called,
    s.name AS leader
FROM group_session m JOIN group_activity g ON g.id = m.group_id
LEFT JOIN staff s ON s.id = m.leader_id
WHERE {_HELD} ORDER BY m.starts_at DESC, m.id
"""
_MARKS = f"""
SELECT a.citizen_id, m.starts_on AS day, m.starts_at AS at, a.status, g.name AS group_name
FROM group_session m CROSS JOIN attendance a ON a.session_id = m.id
JOIN group_activity g ON g.id = m.group_id
WHERE {_HELD} AND a.status IN ('present', 'drop_in') ORDER BY m.starts_at DESC, m.id, a.id
"""
_PARTICIPANTS = f"""
SELECT a.citizen_id, min(m.starts_on) AS day, min(m.starts_at) AS at,
    group_concat(DISTINCT g.name) AS group_name
FROM group_session m CROSS JOIN attendance a ON a.session_id = m.id
JOIN group_activity g ON g.id = m.group_id
WHERE {_HELD} AND a.status IN ('present', 'drop_in') AND a.citizen_id IS NOT NULL
GROUP BY a.citizen_id ORDER BY at DESC, a.citizen_id
"""
_CONVERSATIONS = """
SELECT c.citizen_id, c.held_on AS day, NULL AS at, s.name AS colleague
FROM conversation c LEFT JOIN staff s ON s.id = c.held_by
WHERE c.state = 'held' AND c.held_week BETWEEN :first_week AND :last_week
    AND c.held_on BETWEEN :first_day AND :end
ORDER BY c.held_on DESC, c.id
"""
_REFERRALS = """
SELECT r.citizen_id, {day} AS day, NULL AS at, r.sent_on,
    CASE WHEN r.decided_on <= :as_of THEN r.decided_on END AS decided_on, r.decision
FROM referral r
WHERE {week} BETWEEN :first_week AND :last_week AND {day} BETWEEN :first_day AND :end
ORDER BY day DESC, r.id
"""
_TRIES = """
SELECT t.citizen_id, t.label AS called, t.tried_on AS day, t.tried_at AS at, t.area, t.result
FROM outreach_attempt t LEFT JOIN outreach_result r ON r.code = t.result
WHERE t.tried_week BETWEEN :first_week AND :last_week
    AND t.tried_on BETWEEN :first_day AND :end AND {which}
ORDER BY t.tried_at DESC, t.id
"""


_UNKNOWN = N_("Somebody we do not know")


def _enquiries(which: str = "1", order: str = _BY_ARRIVAL) -> Source:
    return Source(_ENQUIRIES.format(which=which, order=order), _enquiry)


def _courses(which: str, day: str = "o.opened_on") -> Source:
    return Source(_COURSES.format(which=which, day=day), course)


def _slots(*statuses: str) -> Source:
    return Source(_SLOTS.format(which=", ".join(f"'{one}'" for one in statuses)), _slot)


def _referrals(which: str) -> Source:
    return Source(_REFERRALS.format(week=f"r.{which}_week", day=f"r.{which}_on"), _referral)


SOURCES: Mapping[str, Source] = {
    "enquiries": _enquiries(),
    "enquiries_anonymous": _enquiries("e.citizen_id IS NULL"),
    "enquiries_new": _enquiries(f"e.citizen_id IS NOT NULL AND {_IS_FIRST}"),
    "enquiries_known": _enquiries(f"e.citizen_id IS NOT NULL AND NOT ({_IS_FIRST})"),
    **{f"enquiries_{channel}": _enquiries(f"e.channel = '{channel}'") for channel in Channel},
    "helped_on_the_spot": _enquiries("e.outcome = 'helped'"),
    "met": _enquiries(_MET),
    "wait_median_min": _enquiries(_WALK_INS_MET, "e.waited_s, e.arrived_at DESC, e.id DESC"),
    "wait_p90_min": _enquiries(_WALK_INS_MET, "e.waited_s DESC, e.arrived_at, e.id"),
    "met_within_5_min": _enquiries(f"{_WALK_INS_MET} AND e.waited_s <= :soon"),
    "left_without_help": _enquiries("e.outcome = 'left_without_help'"),
    "conversations": Source(_CONVERSATIONS, _with_colleague),
    "courses_opened": _courses("o.opened_on BETWEEN :first_day AND :end"),
    "courses_closed": _courses("o.closed_on BETWEEN :first_day AND :end", "o.closed_on"),
    "courses_open_at_end": _courses(_OPEN_AT_END),
    "courses_past_20_weeks": _courses(f"{_OPEN_AT_END} AND o.opened_on <= :long_ago"),
    "returned": Source(_RETURNS, _returned),
    "sessions_booked": _slots("booked", "attended", "no_show"),
    "sessions_attended": _slots("attended"),
    "sessions_no_show": _slots("no_show"),
    "sessions_cancelled": _slots("cancelled_citizen", "cancelled_house"),
    "group_sessions": Source(_MEETINGS, _meeting, ""),
    "group_attendances": Source(_MARKS, _mark, N_("A guest without a name")),
    "group_participants": Source(_PARTICIPANTS, _participant),
    "referrals_sent": _referrals("sent"),
    "referrals_answered": _referrals("decided"),
    "outreach_attempts": Source(_TRIES.format(which="1"), _outreach, _UNKNOWN),
    "outreach_contacts": Source(_TRIES.format(which="r.contact = 1"), _outreach, _UNKNOWN),
    **statistics_people_totals.SOURCES,
    "total_enquiries": _enquiries(),
}
