"""Kirsten Møller, whose course the drawings of the screens tell of: week 5, and her post."""

from __future__ import annotations

from din_indgang_tui.demo.story import Consent, Goal, Promise, Story, Talk

KIRSTEN = Story(
    "kirsten",
    -28,
    "MJU",
    peer="BOD",
    talks=(
        Talk(-460, "Jeg vil gerne have ro på.", 2),
        Talk(-404, "Jeg vil gerne have ro på og se min søster noget mere.", 5),
        Talk(-307, "Det går godt. Jeg vil gerne blive ved med at komme ud.", 7),
        Talk(
            -28,
            "Jeg vil gerne kunne åbne min post uden at få ondt i maven.",
            3,
            (
                Goal(
                    1,
                    "Jeg åbner posten sammen med Mette",
                    2,
                    "Så ligger den ikke og venter på mig",
                    "Tage posen med på tirsdag",
                    "mig",
                    -21,
                ),
                Goal(
                    2,
                    "Jeg får en aftale med udlejer",
                    2,
                    "At jeg ikke bliver sat ud",
                    "Finde brevet fra udlejer",
                    "mig og Mette",
                    7,
                    -1,
                ),
            ),
            "at jeg ikke bliver sat ud",
            "min søster ringer hver søndag",
        ),
    ),
    sessions=(
        (-21, 10, "cancelled_citizen"),
        (-14, 10, "attended"),
        (7, 10, "booked"),
        (14, 10, "booked"),
    ),
    promises=(
        Promise("ringe til udlejer", -28, 3, "BOD"),
        Promise("finde en mappe til brevene", -28, -14, "MJU", -16),
    ),
    consents=(
        Consent(
            "Boligforeningen",
            "at vi er i gang med en aftale om huslejen",
            "at Kirsten kan blive boende",
            -14,
            351,
        ),
    ),
    scale=(
        2,
        (
            "Jeg tør ikke tage telefonen, når udlejer ringer",
            "Vi har fundet alle brevene fra udlejer",
            "Jeg har talt med udlejer sammen med Mette",
            "Jeg har en aftale på skrift",
            "Jeg har betalt tre gange til tiden",
        ),
    ),
    legal="sel82b",
    target="social",
)
