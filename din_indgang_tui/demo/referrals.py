"""The referrals of the town: sent to the authority, waited for, answered; three stand open today.

Every one follows from what the file has: an enquiry that ended so, a four-week check that decided
so, or a citizen of whom it was seen in the first weeks that the house alone cannot help.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from din_indgang_tui.clock import iso_week, stored
from din_indgang_tui.demo import days
from din_indgang_tui.demo.rows import Row
from din_indgang_tui.demo.weights import words
from din_indgang_tui.house import referral_note
from din_indgang_tui.store.unit import Unit, Value

RECEIVER = "Myndighedsafdelingen"
# Of those who came for the first time: with the others it makes some six in a hundred.
_EARLY = 0.045
_WINDOW = 28  # days from first contact
_APART = 120  # days between two referrals of one citizen
_ANSWER_DAYS = 42  # as the setting is
_LATER_DAYS = 91
_LATER = "De har meldt ud, at det tager op til 13 uger."
_ASKED = words("sel85 70 sel103_104 12 sel107_108 8 sel101 6 other 4")
_DECISIONS = words("granted 70 refused 13 returned 9 withdrawn 8")
_WHY = (
    "Har brug for hjælp derhjemme, mens vi øver det sammen.",
    "Kommer ikke ud af døren alene og har ingen at følges med.",
    "Vi har prøvet i nogle uger. Der skal mere til, end huset kan give.",
    "Vil gerne bo et sted, hvor der er nogen om aftenen.",
    "Har mistet overblikket over hverdagen og beder selv om hjælp.",
)
_TRIED = (
    "Samtaler hver uge, og en peer har fulgt med til gruppen.",
    "Samtaler og gåturen om tirsdagen. Det hjalp, men ikke derhjemme.",
    "Vi har mødtes i huset og ringet sammen til dem, det handlede om.",
)
_NOTES = {
    "granted": ("Hjælp to timer om ugen.", "Fire timer om ugen det første halve år.", ""),
    "refused": ("De mener, huset kan klare det.", "Behovet er ikke stort nok."),
    "returned": ("De vil have det prøvet i huset først.", "De mangler en lægeerklæring."),
    "withdrawn": ("Ville alligevel ikke.", "Fik hjælp hos familien."),
}
_OTHER = "Ledsager til bussen og til lægen"

_BY_CHECKS = """
SELECT o.citizen_id, o.id AS course_id, o.coach_id AS staff_id, d.decided_on AS day
FROM check_decision d JOIN course o ON o.id = d.course_id WHERE d.decision = 'refer_authority'
"""
_BY_ENQUIRIES = """
SELECT citizen_id, NULL AS course_id, met_by AS staff_id, arrived_on AS day FROM enquiry
WHERE outcome = 'referred_authority' AND citizen_id IS NOT NULL
"""
_FIRST = "SELECT citizen_id, first_on FROM first_enquiry WHERE first_on < ? ORDER BY citizen_id"


def rows(
    rng: Random, unit: Unit, staff: Mapping[str, int], cast: Mapping[str, int], *, draft: bool
) -> dict[str, list[Row]]:
    """Referrals and the consents they went by, by table; of the drawings' people those drawn.

    `draft`: also the one that is being written today.
    """
    town = _Town(rng, unit, staff)
    drawn = set(cast.values())
    last: dict[int, date] = {}
    for who, course, by, day in _begun(rng, unit):
        on = days.open_day_before(day + timedelta(days=rng.randint(0, 4)))
        on = min(max(on, day), unit.today - timedelta(days=1))
        before = last.get(who)
        if who in drawn or (before is not None and (on - before).days < _APART):
            continue
        last[who] = on
        town.referral(who, course, by, on)
    town.drawn(cast, draft=draft)
    return {"disclosure_consent": town.consents, "referral": town.referrals}


def keep_pages(unit: Unit, sent: list[Row]) -> None:
    """The pages of those that wait for something still, or did of late, as they were sent."""
    colleagues = {row["id"]: row["name"] for row in unit.rows("SELECT id, name FROM staff")}
    late = (unit.today - timedelta(days=_APART)).isoformat()
    for row in sent:
        if row["sent_on"] is not None and str(row["sent_on"]) >= late:
            by = colleagues.get(row["tells_id"], "")
            names = {"tells": by, "sender": by, "begun_by": by}
            page = referral_note.page_of(unit, row | names, date.fromisoformat(str(row["sent_on"])))
            row["sent_note"] = referral_note.as_text(page)


def _begun(rng: Random, unit: Unit) -> Iterator[tuple[int, int | None, int | None, date]]:
    """Whose, of which course, by whom and from which day on; in the order of the days."""
    found = [
        (row["day"], row["citizen_id"], row["course_id"], row["staff_id"])
        for row in (*unit.rows(_BY_CHECKS), *unit.rows(_BY_ENQUIRIES))
    ]
    for row in unit.rows(_FIRST, (unit.today.isoformat(),)):
        if rng.random() < _EARLY:
            first = date.fromisoformat(row["first_on"])
            on = first + timedelta(days=rng.randint(2, _WINDOW - 5))
            if on < unit.today:
                found.append((on.isoformat(), row["citizen_id"], None, None))
    found.sort(key=lambda one: (one[0], one[1]))
    for day, who, course, by in found:
        yield who, course, by, date.fromisoformat(day)


class _Town:
    def __init__(self, rng: Random, unit: Unit, staff: Mapping[str, int]) -> None:
        self._rng, self._unit, self._today = rng, unit, unit.today
        self._staff = staff
        self._coaches = [staff[one] for one in ("MJU", "KSØ", "LIV", "JES") if one in staff]
        self._consent = int(unit.value("SELECT coalesce(max(id), 0) FROM disclosure_consent"))
        self.consents: list[Row] = []
        self.referrals: list[Row] = []

    def referral(self, who: int, course: int | None, by: int | None, on: date) -> None:
        """One that was sent, and what became of it so far."""
        rng = self._rng
        by = by if by in self._coaches else rng.choice(self._coaches)
        asked = _ASKED.pick(rng)
        weeks = timedelta(days=rng.randint(50, 90))  # eight to twelve weeks, some a little later
        decided = days.open_day_before(on + weeks)
        answered = decided < self._today
        decision = _DECISIONS.pick(rng)
        note = rng.choice(_NOTES[decision])
        told, received = (
            on + timedelta(days=rng.randint(0, 2)),
            on + timedelta(days=rng.randint(1, 5)),
        )
        heard = decided + timedelta(days=rng.randint(0, 3))
        began = decided + timedelta(days=rng.randint(6, 30))
        yesterday = self._today - timedelta(days=1)
        waits = not answered and on + timedelta(days=_ANSWER_DAYS) < self._today
        self._add(
            who, course, by, on, asked,
            told_on=min(told, yesterday),
            received_on=received if received < self._today else None,
            decided_on=decided if answered else None,
            decision=decision if answered else "",
            decision_note=note if answered else "",
            answer_told_on=min(heard, yesterday) if answered else None,
            answer_told_by=by if answered else None,
            started_on=began
            if answered and decision == "granted" and began < self._today
            else None,
            answer_by_on=on + timedelta(days=_LATER_DAYS if waits else _ANSWER_DAYS),
            answer_moved_why=_LATER if waits else "",
        )  # fmt: skip

    def drawn(self, cast: Mapping[str, int], *, draft: bool) -> None:
        """Ole waits too long; Jørn has an answer that nobody told; Inger's is being written."""
        mette, karim = self._staff["MJU"], self._staff["KSØ"]
        if (ole := cast.get("ole")) is not None:
            on = days.open_day_before(self._today - timedelta(days=47))
            by = on + timedelta(days=_ANSWER_DAYS)
            self._add(
                ole, self._course(ole), mette, on, "sel85",
                why="Ole kommer ikke ud af døren alene og vil gerne øve det med nogen.",
                told_on=on, answer_by_on=by,
            )  # fmt: skip
        if (jørn := cast.get("jørn")) is not None:
            on = days.open_day_before(self._today - timedelta(days=70))
            decided = days.open_day_before(self._today - timedelta(days=1))
            self._add(
                jørn, self._course(jørn), karim, on, "sel85",
                why="Jørn beder om hjælp til posten og til overblik derhjemme.",
                told_on=on, received_on=on + timedelta(days=2), decided_on=decided,
                decision="granted", decision_note="Hjælp to timer om ugen.",
                answer_by_on=on + timedelta(days=_ANSWER_DAYS),
            )  # fmt: skip
        if draft and (inger := cast.get("inger")) is not None:
            why = "»Jeg kan ikke komme ud af døren alene.« Inger vil gerne have hjælp hjemme, mens"
            self._add(
                inger, self._course(inger), mette, None, "sel85",
                why=f"{why} vi øver det sammen.",
                tried="Samtaler, gåtur og madlavning. I huset går det, derhjemme går det i stå.",
            )  # fmt: skip

    def _course(self, who: int) -> int | None:
        found: int | None = self._unit.value(
            "SELECT id FROM course WHERE citizen_id = ? AND closed_on IS NULL", (who,)
        )
        return found

    def _add(
        self,
        who: int,
        course: int | None,
        by: int,
        on: date | None,
        asked: str,
        **more: Value | date,
    ) -> None:
        """The row, with the consent that it goes by."""
        rng, given = self._rng, on or self._today
        at = days.day(given).utc(9 * 3600) if on else stored(self._unit.now)
        self._consent += 1
        self.consents.append(
            {
                "id": self._consent,
                "citizen_id": who,
                "receiver": RECEIVER,
                "what": "hvorfor vi beder om hjælpen, egne ord og mål, og hvad vi har prøvet",
                "purpose": "for at få vurderet, hvilken hjælp der kan gives",
                "how": rng.choice(("spoken", "spoken", "written")) if on else "spoken",
                "given_on": given.isoformat(),
                "valid_to": (given + timedelta(days=181)).isoformat(),
                "withdrawn_on": None,
                "recorded_by": by,
                "created_at": at,
            }
        )
        decided = more.get("decided_on")
        row: Row = {
            "id": len(self.referrals) + 1,
            "citizen_id": who,
            "course_id": course,
            "receiver": RECEIVER,
            "asked_for": asked,
            "asked_other": _OTHER if asked == "other" else "",
            "why": rng.choice(_WHY),
            "tried": rng.choice(_TRIED),
            "passes_on": '["own_words", "tried"]',
            "consent_id": self._consent,
            "consent_on": None,
            "lawful_basis": "",
            "lawful_why": "",
            "tells_id": by,
            "tell_by_on": (given + timedelta(days=2)).isoformat(),
            "told_on": None,
            "sent_on": on.isoformat() if on else None,
            "sent_week": iso_week(on) if on else None,
            "sent_by": by if on else None,
            "sent_note": "",
            "answer_by_on": None,
            "answer_moved_why": "",
            "received_on": None,
            "decided_on": None,
            "decided_week": iso_week(decided) if isinstance(decided, date) else None,
            "decision": "",
            "decision_note": "",
            "answer_told_on": None,
            "answer_told_by": None,
            "started_on": None,
            "created_at": at,
            "created_by": by,
        }
        self.referrals.append(row | {name: _stored(value) for name, value in more.items()})


def _stored(value: Value | date) -> Value:
    return value.isoformat() if isinstance(value, date) else value
