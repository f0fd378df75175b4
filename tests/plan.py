"""A plan of a made-up citizen, with everything in it that a plan can hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from din_indgang_tui.house.plans import (
    Contact,
    Meeting,
    Plan,
    PlanGoal,
    PlanPromise,
    Reached,
    Step,
)

# 10.00 in the house on a Tuesday; the clock goes by winter time.
_FIRST = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

KIRSTEN = Plan(
    citizen_id=1,
    name="Kirsten Møller",
    house="Din Indgang",
    made_on=date(2026, 11, 17),
    said_on=date(2026, 11, 17),
    being_written=False,
    dream=(
        "Jeg vil gerne kunne åbne min post uden at få ondt i maven. Nu har jeg åbnet de fleste.\n"
        "Og så vil jeg gerne have mit barnebarn på besøg igen. Hun er syv. Vi plejede at bage."
    ),
    matters="at jeg ikke bliver sat ud",
    strengths="Min søster ringer hver søndag. Jeg er god til at bage.",
    goals=(
        PlanGoal(
            "Jeg åbner min post hver mandag",
            "så jeg kan sove om natten",
            Step("lægge posten i kurven ved døren", "mig", "24.11.2026"),
        ),
        PlanGoal("Jeg får en aftale med udlejer", "", Step("ringe sammen med Bo", "Bo og mig", "")),
        PlanGoal("Jeg bager med mit barnebarn", "", None),
    ),
    reached=(Reached("Jeg går en tur hver dag", date(2026, 10, 20)),),
    promises=(
        PlanPromise("ringe til udlejer", "Bo Dam", "20.11.2026"),
        PlanPromise("finde en bog om at bage", "", ""),
    ),
    meetings=tuple(
        Meeting(_FIRST + timedelta(weeks=week), "Mette Juhl", "Broen" if week else "")
        for week in range(3)
    ),
    more_meetings=5,
    coach=Contact("Mette Juhl", "20 00 00 10"),
    house_phone="20 00 00 10",
    acute=(
        Contact("Alarm: ambulance, brand, politi", "112", "hele døgnet"),
        Contact("Livslinien: tanker om selvmord", "70 201 201"),
    ),
)
