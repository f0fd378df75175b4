"""What a referral is filled in with: why, what was tried, how they came, the consent that holds.

The coach reads it and changes it; nothing here is sent by itself.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from din_indgang_tui.house import codes, consents, conversations, goals, names, settings
from din_indgang_tui.house.consents import Consent, Standing
from din_indgang_tui.house.hidden_text import PROTECTED, Hide, without
from din_indgang_tui.i18n import _
from din_indgang_tui.store.unit import Reading, Row, Value
from din_indgang_tui.words import unstopped

WHY_LIMIT = 500  # characters, so that the page stays one page
TRIED_LIMIT = 600
_SAID = 240  # of them, the citizen's own
_MOST = 4  # kinds, groups and goals that are named

# Since the course opened; without one, since the house knows them.
_SINCE = " AND {table}.starts_on >= :since AND {table}.starts_on <= :today"


def shortened(text: str, limit: int) -> str:
    """The text on one line, by whole words, with an ellipsis where something was left off."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    whole = cut.rpartition(" ")[0] if not text[limit - 1].isspace() else cut
    return f"{(whole or cut).rstrip(' ,;.')}…"


def said_last(reading: Reading, citizen_id: int) -> tuple[str, str]:
    """What they dream of, and what matters to them now, as said last; either may be empty."""
    said = conversations.words_of(reading, citizen_id)
    dream = next((one.own_words for one in said if one.own_words.strip()), "")
    return dream, next((one.matters_now for one in said if one.matters_now.strip()), "")


def why(reading: Reading, citizen_id: int, course_id: int | None, hide: Hide) -> str:
    """Their own words, and what was written at the four-week check of the course."""
    dream, now = said_last(reading, citizen_id)
    said = shortened(hide(now or dream), _SAID)
    note = reading.value(
        "SELECT note FROM check_decision WHERE course_id = ?"
        " ORDER BY decision <> 'refer_authority', decided_on DESC, id DESC LIMIT 1",
        (course_id,),
    )
    whole = " ".join(filter(None, (f"»{said}«" if said else "", hide(note or ""))))
    return shortened(whole, WHY_LIMIT)


def tried(reading: Reading, citizen_id: int, since: str, hide: Hide) -> str:
    """What they came to, and how it goes with their goals: a line or two."""
    asked = _asked(reading, citizen_id, since)
    kinds = reading.rows(
        "SELECT s.kind, k.label, min(s.starts_at) FROM slot s JOIN activity_kind k"
        f" ON k.code = s.kind WHERE s.citizen_id = :citizen{_SINCE.format(table='s')}"
        " AND s.status = 'attended' GROUP BY s.kind, k.label ORDER BY min(s.starts_at)",
        asked,
    )
    groups = reading.rows(
        "SELECT g.name, min(t.starts_at) FROM attendance a JOIN group_session t"
        " ON t.id = a.session_id JOIN group_activity g ON g.id = t.group_id"
        f" WHERE a.citizen_id = :citizen{_SINCE.format(table='t')}"
        " AND a.status IN ('present', 'drop_in') GROUP BY g.id ORDER BY min(t.starts_at)",
        asked,
    )
    came = [codes.shown_label("activity_kind", row["kind"], row["label"]) for row in kinds]
    came = [label if at == 0 else codes.within_a_line(label) for at, label in enumerate(came)]
    came = came[:_MOST] + [row["name"] for row in groups[:_MOST]]
    parts = [f"{', '.join(came)}."] if came else []
    for goal in goals.open_of(reading, citizen_id)[:_MOST]:
        going = [said.going for said in goal.said if said.going is not None]
        if going:
            words = _goal(goal.latest.words)
            parts.append(
                _("»{goal}«: {n} of 10 now, {before} before.").format(
                    goal=words, n=going[0], before=going[-1]
                )
                if len(going) > 1
                else _("»{goal}«: {n} of 10 now.").format(goal=words, n=going[0])
            )
    return shortened(hide(" ".join(parts)), TRIED_LIMIT)


def without_own_words(reading: Reading, citizen: Row) -> Hide:
    """Takes what `why` and `tried` were filled in with of their own words and goals out again.

    What somebody wrote in other words stays: it is not the citizen's.
    """
    said = conversations.words_of(reading, citizen["id"])
    own = {text for one in said for text in (one.own_words, one.matters_now)}
    aims = reading.rows(
        "SELECT DISTINCT s.words FROM goal_said s JOIN citizen_goal g ON g.id = s.goal_id"
        " WHERE g.citizen_id = ?",
        (citizen["id"],),
    )
    hide = without(citizen, *PROTECTED)  # as the text may have been when it was filled in
    out = {f"»{shortened(as_was(text), _SAID)}«": "" for text in own for as_was in (str, hide)}
    for row in aims:
        words = f"»{_goal(row['words'])}«"
        out |= {words: _("A goal"), hide(words): _("A goal")}

    def take_out(text: str) -> str:
        for words in sorted(out, key=len, reverse=True):
            text = text.replace(words, out[words])
        return " ".join(text.split())

    return take_out


def _goal(words: str) -> str:
    return unstopped(shortened(words, _SAID // 2))


def attendance(reading: Reading, citizen_id: int, since: str) -> tuple[str, ...]:
    """How they came, a line each: their own times, then each group."""
    asked = _asked(reading, citizen_id, since)
    times = reading.one(
        "SELECT count(*) AS of, sum(status = 'attended') AS came,"
        " sum(status = 'cancelled_citizen') AS word"
        f" FROM slot s WHERE citizen_id = :citizen{_SINCE.format(table='s')}"
        " AND status IN ('attended', 'no_show', 'cancelled_citizen')",
        asked,
    )
    lines = []
    if times is not None and times["of"]:
        lines.append(_came(_("Times of their own"), times["came"], times["of"], times["word"]))
    for row in reading.rows(
        "SELECT g.name, count(*) AS of, sum(a.status IN ('present', 'drop_in')) AS came,"
        " sum(a.status = 'excused') AS word FROM attendance a"
        " JOIN group_session t ON t.id = a.session_id JOIN group_activity g ON g.id = t.group_id"
        f" WHERE a.citizen_id = :citizen{_SINCE.format(table='t')} AND t.status = 'held'"
        " GROUP BY g.id ORDER BY count(*) DESC, g.name",
        asked,
    ):
        lines.append(_came(row["name"], row["came"], row["of"], row["word"]))
    return tuple(lines)


def since(reading: Reading, citizen_id: int, course_id: int | None) -> str:
    """The first day (ISO) of what is told: the course's, else that of their first enquiry."""
    day = reading.value("SELECT opened_on FROM course WHERE id = ?", (course_id,))
    first = "SELECT first_on FROM first_enquiry WHERE citizen_id = ?"
    return str(day or reading.value(first, (citizen_id,)) or reading.today.isoformat())


def consent_for(reading: Reading, citizen_id: int, receiver: str) -> Consent | None:
    """The newest consent that holds today for that receiver."""
    for one in consents.of_citizen_again(reading, citizen_id).all:
        if one.standing(reading.today) is Standing.HOLDS and covers(one.receiver, receiver):
            return one
    return None


def answer_by(reading: Reading, row: Row, sent_on: date) -> date:
    """The day an answer is expected where it is sent that day: as written, else the house's."""
    if row["answer_by_on"]:
        return date.fromisoformat(row["answer_by_on"])
    return sent_on + timedelta(days=settings.current(reading).answer_days)


_AND = frozenset({"og", "samt", "and"})  # of two receivers, not of one that is said in full
_SIGNS = re.compile(r"[&+/;]")


def covers(agreed: str, receiver: str) -> bool:
    """Whether a consent to `agreed` is one to this receiver, said shorter or in more words.

    `Myndighedsafdelingen` and `Myndighedsafdelingen, Fredericia` are one; what is added with `og`
    is somebody else, to whom nobody said yes.
    """
    words, others = _receivers(agreed), _receivers(receiver)
    if not words or not others:
        return False
    added = others - words
    return others <= words or (words <= others and not added & _AND)


def _receivers(text: str) -> set[str]:
    return set(names.parts(_SIGNS.sub(" og ", text)))


def _asked(reading: Reading, citizen_id: int, since: str) -> dict[str, Value]:
    return {"citizen": citizen_id, "since": since, "today": reading.today.isoformat()}


def _came(what: str, came: int, of: int, word: int) -> str:
    said = _("{what}: here {n} of {of}").format(what=what, n=came, of=of)
    return _("{said}, sent word {n}").format(said=said, n=word) if word else said
