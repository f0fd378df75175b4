"""The courses of the people of the drawings.

There is a course in every stage: just opened, at its four-week check, in weeks 14, 16 and 19, past
20 and past half a year, paused, closed in several ways, and a second one of somebody who came back.
"""

from __future__ import annotations

from din_indgang_tui.demo.cast_kirsten import KIRSTEN
from din_indgang_tui.demo.story import Consent, Ending, Goal, Promise, Story, Talk

STORIES: tuple[Story, ...] = (
    KIRSTEN,
    Story(
        "lars_erik",
        -32,
        "MJU",
        talks=(
            Talk(
                -32,
                "Jeg vil gerne have noget at glæde mig til om lørdagen. Ugen går nok, men"
                " weekenderne er lange, efter at Birthe døde.",
                4,
                (
                    Goal(
                        1,
                        "Jeg spiser sammen med nogen en gang i weekenden",
                        3,
                        "Jeg laver ikke mad til mig selv alene",
                        "Spørge i skakklubben",
                        "mig",
                        4,
                    ),
                ),
                "at jeg ikke bare sidder og venter",
                "jeg spiller skak og er ikke helt dårlig",
            ),
        ),
        sessions=((-25, 11, "attended"), (-18, 11, "attended"), (-11, 11, "no_show")),
        promises=(Promise("høre skakklubben, om der er plads", -32, -5, "PIA"),),
        consents=(
            Consent(
                "Min datter",
                "at jeg kommer her",
                "at hun ikke er bekymret",
                -32,
                333,
                -10,
                "spoken",
            ),
        ),
    ),
    Story(
        "inger",
        -24,
        "MJU",
        talks=(
            Talk(
                -24,
                "Jeg vil gerne lave mad til andre igen. Jeg var i et køkken i nitten år.",
                5,
                (
                    Goal(
                        1,
                        "Jeg hjælper på madholdet",
                        4,
                        "",
                        "Komme en torsdag og se på",
                        "mig",
                        -17,
                    ),
                ),
            ),
        ),
        sessions=((-17, 13, "attended"), (-10, 13, "attended"), (9, 13, "booked")),
        activities=((-19, "social", "Fællesspisning", "køkkenet", "Pia Nørgaard"),),
    ),
    Story(
        "birgit",
        -22,
        "KSØ",
        talks=(
            Talk(
                -22,
                "Jeg vil gerne kunne gå i byen uden at skulle hjem igen efter ti minutter.",
                3,
                (
                    Goal(
                        1,
                        "Jeg går til torvet og køber frugt",
                        2,
                        "Jeg vil ikke sende andre",
                        "Gå til hjørnet sammen med Karim",
                        "mig og Karim",
                        -15,
                    ),
                ),
            ),
        ),
        sessions=((-15, 9, "attended"), (-8, 9, "cancelled_house"), (6, 9, "booked")),
    ),
    Story(
        "søren",
        -97,
        "KSØ",
        talks=(
            Talk(
                -97,
                "Jeg vil gerne sove om natten og være vågen om dagen, som andre mennesker.",
                2,
                (
                    Goal(
                        1,
                        "Jeg sover, når det er nat",
                        1,
                        "Ellers er dagen væk",
                        "Slukke klokken elleve",
                        "mig",
                        -90,
                    ),
                    Goal(2, "Jeg finder et sted at arbejde lidt", 2),
                ),
                "at jeg kan tænke klart",
                "min bror, og så kan jeg lave cykler",
            ),
            Talk(
                -41,
                "Jeg sover bedre nu. Så nu er det arbejdet, jeg tænker på. Gerne noget med cykler.",
                6,
                (
                    Goal(1, "Jeg sover, når det er nat", 6),
                    Goal(
                        2,
                        "Jeg finder et sted at arbejde lidt",
                        4,
                        "",
                        "Besøge cykelværkstedet",
                        "mig og Karim",
                        -30,
                    ),
                ),
            ),
        ),
        sessions=(
            *((number, 10, "attended") for number in (-90, -83, -76, -48, -34, -20)),
            *((-69, 10, "no_show"), (-13, 10, "attended"), (8, 10, "booked"), (22, 10, "booked")),
        ),
        pause=(-66, -53, "illness", "Havde lungebetændelse."),
        consents=(Consent("Jobcentret", "hvilke dage jeg kan", "at praktikken passer", -97, -7),),
        legal="sel82b",
        target="mental",
    ),
    Story(
        "karen",
        -107,
        "JES",
        talks=(
            Talk(
                -107,
                "Jeg drømmer om at have et køkkenbord, man kan se.",
                3,
                (
                    Goal(
                        1,
                        "Jeg rydder en skuffe hver uge",
                        2,
                        "",
                        "Begynde med skuffen i gangen",
                        "mig",
                        -100,
                    ),
                ),
            ),
            Talk(
                -62,
                "Bordet er fri! Nu er det gangen.",
                6,
                (Goal(1, "Jeg rydder en skuffe hver uge", 7),),
            ),
        ),
        sessions=(
            *((number, 11, "attended") for number in (-98, -84, -70, -56, -42, -28)),
            *((-14, 11, "attended"), (15, 11, "booked")),
        ),
        activities=((-80, "welfare_technology", "Prøver en huskeapp", "", "Jes Thorup"),),
    ),
    Story(
        "bo",
        -128,
        "KSØ",
        talks=(
            Talk(
                -128,
                "Jeg vil gerne i gang med noget igen. Det er tre år siden, jeg var på arbejde.",
                4,
                (
                    Goal(
                        1,
                        "Jeg er i praktik to dage om ugen",
                        1,
                        "",
                        "Ringe til gartneriet",
                        "huset",
                        -120,
                    ),
                ),
            ),
            Talk(
                -75,
                "Jeg har været der to gange. Det var godt at være træt på den måde.",
                7,
                (Goal(1, "Jeg er i praktik to dage om ugen", 6),),
            ),
        ),
        sessions=(
            *((number, 14, "attended") for number in (-120, -106, -92, -64, -36)),
            *((-78, 14, "no_show"), (-22, 14, "attended"), (5, 14, "booked")),
        ),
        legal="sel82b",
        target="social",
    ),
    Story(
        "møhl",
        -160,
        "MJU",
        talks=(
            Talk(
                -160,
                "Jeg vil gerne kunne låse min dør uden at gå tilbage og se efter.",
                3,
                (Goal(1, "Jeg går ud ad døren første gang", 2),),
            ),
        ),
        sessions=(
            *((number, 9, "attended") for number in (-150, -136, -122, -94, -66, -38)),
            *((-10, 9, "attended"), (18, 9, "booked")),
        ),
        longer="Mangler kun mødet med boligforeningen, som er udsat to gange.",
        days=182,
    ),
    Story(
        "mørch",
        -200,
        "JES",
        talks=(
            Talk(
                -200,
                "Jeg vil gerne have min søn på besøg, hvor vi begge har det rart.",
                2,
                (Goal(1, "Vi spiser sammen om fredagen", 3),),
            ),
        ),
        sessions=(
            *((number, 13, "attended") for number in (-190, -162, -134, -106, -78, -50)),
            (-19, 13, "attended"),
        ),
        longer="Flyttede midt i det hele. Vi slutter, når han er faldet til.",
        days=224,
    ),
    Story(
        "møgelkær",
        -60,
        "KSØ",
        talks=(
            Talk(
                -60,
                "Jeg vil gerne have en hund, og jeg vil være en, der kan passe den.",
                5,
                (Goal(1, "Jeg går tur hver morgen", 4),),
            ),
        ),
        sessions=((-50, 14, "attended"), (-36, 14, "attended"), (-22, 14, "cancelled_citizen")),
        pause=(-12, None, "illness", "Ringer, når det går bedre."),
    ),
    Story(
        "tove",
        -300,
        "KSØ",
        talks=(
            Talk(
                -300,
                "Jeg vil gerne have nogen at snakke med om aftenen.",
                3,
                (Goal(1, "Jeg ringer til Aase hver tirsdag", 2),),
            ),
        ),
        sessions=tuple((number, 11, "attended") for number in (-290, -269, -241, -206, -178)),
        ending=Ending(-160, "goal_reached", "house_network", "yes", "Vi sluttede med kage."),
        feedback=True,
    ),
    Story(
        "tove",
        -9,
        "MJU",
        talks=(
            Talk(
                -9,
                "Nu vil jeg gerne komme ud blandt folk. Det tør jeg godt igen.",
                6,
                (
                    Goal(
                        1,
                        "Jeg spiser med de andre om torsdagen",
                        5,
                        "",
                        "Sidde ved siden af Pia",
                        "mig og Pia",
                        3,
                    ),
                ),
            ),
        ),
        sessions=((4, 10, "booked"), (11, 10, "booked")),
        promises=(Promise("holde en plads ved bordet", -9, 2, "PIA"),),
    ),
    Story(
        "yusuf",
        -205,
        "KSØ",
        talks=(
            Talk(
                -205,
                "Jeg vil gerne bruge det, jeg har lært. Jeg var elektriker i elleve år.",
                4,
                (Goal(1, "Jeg har skrevet min ansøgning", 3),),
            ),
        ),
        sessions=tuple((number, 13, "attended") for number in (-197, -183, -169, -141, -120)),
        ending=Ending(-100, "goal_reached", "jobcentre", "no", "Er begyndt i praktik."),
        feedback=True,
    ),
    Story(
        "aase",
        -170,
        "MJU",
        talks=(
            Talk(
                -170, "Jeg vil gerne synge i kor igen.", 4, (Goal(1, "Jeg synger hver onsdag", 2),)
            ),
        ),
        sessions=tuple((number, 13, "attended") for number in (-163, -142, -114, -86, -58)),
        ending=Ending(-40, "no_need_citizen", "volunteer_offer", "yes", "Går til kor nu."),
        feedback=True,
    ),
    Story(
        "mørk",
        -230,
        "JES",
        talks=(
            Talk(
                -230, "Jeg vil gerne have hjælp til det, jeg ikke kan selv, uden at skamme mig.", 2
            ),
        ),
        sessions=((-220, 9, "attended"), (-206, 9, "no_show"), (-192, 9, "no_show")),
        ending=Ending(-178, "referred_authority", "sel107_108", "yes"),
    ),
    Story(
        "kjær",
        -1,
        "JES",
        talks=(
            Talk(
                -1,
                "Jeg vil gerne kunne sige nej en gang imellem.",
                4,
                (
                    Goal(
                        1,
                        "Jeg siger nej til en ting om ugen",
                        2,
                        "Jeg bliver så træt af alt det, jeg siger ja til",
                    ),
                ),
            ),
        ),
        sessions=((7, 9, "booked"),),
    ),
)
