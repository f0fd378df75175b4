"""Tries of the outreach worker, over the years, and what the leader types in by month.

Some of those who were met out in the town had been tried a few times before; others, who have no
name here, were never met.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from din_indgang_tui.demo import days
from din_indgang_tui.demo.rows import Row
from din_indgang_tui.demo.weights import words
from din_indgang_tui.store.unit import Unit, Value

MONTHS = 24  # typed in by the leader, up to the last that is over
_BEHIND = 0.06  # of the new services go to people who were never in the house
_TRIED_BEFORE = 0.5  # of those who were met out in the town
_UNKNOWN = 0.35  # as many again have no name here

_BEFORE = words("nobody_home 46 note_left 26 talked_through_door 14 declined_today 14")
_MET = words("let_in 30 conversation 28 accompanied 18 next_agreed 14 short_contact 10")
_LAST = words("nobody_home 55 withdrew 25 note_left 20")
_AREAS = words("Korskærparken 30 Sønderparken 24 Ullerup 16 Midtbyen 16 Egeskov 8 Snoghøj 6")
_PLACES = words("hjemme 70 opgangen 12 stationen 8 biblioteket 6 parken 4")
_LABELS = (
    "Manden med hunden",
    "Damen på 3. sal",
    "Ham fra vaskekælderen",
    "Parret i stuen",
    "Den unge i gavlen",
    "Naboen til genbrugsbutikken",
    "Hende med de tunge poser",
)
_NOTES: dict[str, tuple[str, ...]] = {
    "nobody_home": ("Ingen åbnede.", "Mørkt i vinduerne.", ""),
    "note_left": ("Lagde et kort med navn og telefonnummer.", "Skrev, at jeg kommer igen torsdag."),
    "talked_through_door": ("Talte lidt gennem døren om posten.", "Ville ikke åbne, men svarede."),
    "declined_today": ("Ikke i dag. Jeg må gerne komme igen.",),
    "short_contact": ("Hilste og talte om vejret.", ""),
    "conversation": ("Talte længe om regninger og søvn.", "Fortalte om sin søn."),
    "let_in": ("Fik kaffe i køkkenet.", "Så på posten sammen."),
    "accompanied": ("Fulgtes ad til Din Indgang.", "Gik med til lægen."),
    "next_agreed": ("Kommer igen på onsdag kl. 10.",),
    "withdrew": ("Vil ikke have besøg mere. Det er helt i orden.",),
}
_MET_OUT = """
SELECT citizen_id, min(arrived_on) AS day FROM enquiry
WHERE channel = 'outreach' AND citizen_id IS NOT NULL AND arrived_on < ?
GROUP BY citizen_id ORDER BY day, citizen_id
"""


def rows(rng: Random, unit: Unit, by: int, first: date) -> list[Row]:
    """The tries from the first day to yesterday, in the order in which they were made."""
    tries: list[Row] = []
    for row in unit.rows(_MET_OUT, (unit.today.isoformat(),)):
        met = date.fromisoformat(row["day"])
        if rng.random() < _TRIED_BEFORE:
            tries += _one(rng, first, met, _MET.pick(rng), row["citizen_id"], "")
        if rng.random() < _UNKNOWN:
            tries += _one(rng, first, met, _LAST.pick(rng), None, rng.choice(_LABELS))
    tries.sort(key=lambda one: str(one["tried_at"]))
    return [
        {"id": number, **one, "tried_by": by, "created_at": one["tried_at"]}
        for number, one in enumerate(tries, start=1)
    ]


def _one(
    rng: Random, first: date, last: date, ending: str, citizen: int | None, label: str
) -> Iterator[Row]:
    """The tries to reach one, some days apart, up to how the last of them ended."""
    area, on = _AREAS.pick(rng), last
    for number in range(rng.choice((1, 2, 2, 3, 3, 4, 5))):
        day = days.day(days.open_day_before(on))
        if day.date < first:
            return
        result = ending if not number else _BEFORE.pick(rng)
        at = day.utc(rng.randrange(10 * 4, 14 * 4) * 900)
        who: dict[str, Value] = {"citizen_id": citizen, "label": label, "area": area}
        yield who | {
            "tried_at": at,
            "tried_on": day.text,
            "tried_week": day.week,
            "place": _PLACES.pick(rng),
            "result": result,
            "note": rng.choice(_NOTES[result]),
        }
        on = day.date - timedelta(days=rng.randint(3, 12))


def months(rng: Random, today: date) -> list[Row]:
    """The months up to the last that is over: new services, and how many bypassed the house."""
    found: list[Row] = []
    day = today.replace(day=1)
    behind = 0.0  # those that are due to bypass the house, so that the share is met in the end
    for _month in range(MONTHS):
        day = (day - timedelta(days=1)).replace(day=1)
        services = rng.randint(22, 38)
        behind += services * _BEHIND
        bypassed = min(services, max(0, round(behind + rng.uniform(-0.8, 0.8))))
        behind -= bypassed
        found.append(
            {
                "month": f"{day:%Y-%m}",
                "bypassed": bypassed,
                "services": services,
                "note": "" if found else "Tal fra visitationen, talt op den første.",
            }
        )
    return found[::-1]
