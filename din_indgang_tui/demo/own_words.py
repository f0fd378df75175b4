"""What citizens say they dream of, and the goals that come of it: plain words, nobody's own.

They are the citizens' words, so there is no diagnosis and no professional wording in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from din_indgang_tui.demo.weights import Weighted, words


@dataclass(frozen=True, slots=True)
class Wish:
    """A goal in a citizen's words, why it matters, the first small step, and who takes it."""

    words: str
    why: str = ""
    step: str = ""
    who: str = "mig"


# Which of the themes below a reason for coming leads to.
THEME = {
    "post_digital": "post",
    "money_debt": "money",
    "loneliness": "people",
    "talk": "people",
    "leisure": "people",
    "mental_health": "calm",
    "crisis": "calm",
    "health": "body",
    "substance_use": "body",
    "everyday_life": "days",
    "housing": "home",
    "work_education": "work",
    "family": "family",
    "worry_for_other": "family",
}
OTHERWISE = "days"

DREAMS: Mapping[str, tuple[str, ...]] = {
    "post": (
        "Jeg vil gerne kunne åbne min post samme dag, som den kommer.",
        "Jeg drømmer om en reol, hvor alle papirer står i mapper, og hvor jeg ved, hvad der er i.",
        "Jeg vil kunne bruge min telefon til det, den er god til, uden at blive vred på den.",
        "Jeg vil ikke være bange for brevsprækken mere.",
    ),
    "money": (
        "Jeg vil gerne kunne sige ja, når min søn spørger, om vi skal i biografen.",
        "Jeg drømmer om at vide den 20., at der også er penge den 28.",
        "Jeg vil betale det, jeg skylder, lidt ad gangen, og så vil jeg have en cykel.",
        "Jeg vil gerne sove igennem om natten uden at regne.",
    ),
    "people": (
        "Jeg vil gerne have nogen at drikke kaffe med om søndagen.",
        "Jeg drømmer om at spille kort igen. Vi var fire, og nu er der kun mig.",
        "Jeg vil gerne være en, som nogen ringer til.",
        "Jeg savner at synge sammen med andre. Det gjorde jeg i mange år.",
        "Jeg vil gerne kende navnet på dem, jeg hilser på.",
    ),
    "calm": (
        "Jeg vil gerne have et hoved, hvor der er stille en gang imellem.",
        "Jeg drømmer om at kunne tage bussen uden at stå af før tid.",
        "Jeg vil gerne vågne og have lyst til at stå op.",
        "Jeg vil kunne sidde i et rum med ti mennesker og blive siddende.",
    ),
    "body": (
        "Jeg vil gerne kunne gå hele vejen rundt om volden igen.",
        "Jeg drømmer om at komme på fisketur, når det bliver lyst.",
        "Jeg vil have det godt nok til at lege med mine børnebørn på gulvet.",
        "Jeg vil gerne mærke, at kroppen er min ven.",
    ),
    "days": (
        "Jeg vil gerne have en hverdag, som jeg kan kende forskel på dagene i.",
        "Jeg drømmer om et køkken, hvor jeg kan lave mad, når jeg er sulten.",
        "Jeg vil være oppe, når verden er oppe.",
        "Jeg vil gerne kunne invitere nogen indenfor uden at rydde op i tre dage først.",
    ),
    "home": (
        "Jeg vil gerne have et sted med min egen dør, som jeg kan blive i.",
        "Jeg drømmer om en altan med tomater.",
        "Jeg vil kunne sove uden at høre naboen, og uden at han hører mig.",
        "Jeg vil bo et sted, hvor katten også må være.",
    ),
    "work": (
        "Jeg vil gerne have noget at stå op til, og nogen, der regner med mig.",
        "Jeg drømmer om at arbejde med planter. Jeg har været på et gartneri engang.",
        "Jeg vil gerne blive færdig med noget, jeg er begyndt på.",
        "Jeg vil tjene mine egne penge, også selv om det kun er lidt i starten.",
    ),
    "family": (
        "Jeg vil gerne være en god mor om morgenen også.",
        "Jeg drømmer om, at vi kan spise sammen, uden at nogen rejser sig.",
        "Jeg vil gerne have min datter på weekend igen.",
        "Jeg vil kunne sige til min bror, hvordan det er, uden at vi bliver uvenner.",
    ),
}

MORE = (
    "Det lyder måske ikke af meget, men for mig er det stort.",
    "Sådan var det engang, og jeg tror, det kan blive sådan igen.",
    "Jeg har prøvet alene. Det går bedre, når der er en ved siden af.",
    "Hvis det lykkes, tror jeg, at resten bliver lettere.",
    "Jeg er ikke vant til at sige det højt.",
    "Min nabo siger, jeg skal tage det i små bidder. Det vil jeg prøve.",
    "Jeg ved godt, at det ikke sker på en uge.",
    "Det er et år siden, jeg sidst turde ønske mig noget.",
    "Jeg vil gerne kunne fortælle det til min mor.",
    "Om sommeren er det nemmere. Det er vinteren, jeg er bekymret for.",
)

MATTERS = (
    "At jeg ikke skal forklare det hele forfra hver gang.",
    "At der er ro omkring pengene.",
    "At jeg kommer ud ad døren hver dag.",
    "At børnene ikke kan mærke det.",
    "At jeg bliver boende, hvor jeg bor.",
    "At jeg får sovet.",
    "At nogen spørger, hvordan det gik.",
    "At det er mig, der bestemmer farten.",
    "At jeg ikke bliver sat ud.",
    "",
    "",
)

STRENGTHS = (
    "Min søster ringer hver søndag.",
    "Jeg er god til at lave mad af ingenting.",
    "Hunden. Den får mig ud.",
    "Jeg møder til tiden, når jeg har lovet det.",
    "Naboen på anden har en nøgle og vander blomster.",
    "Jeg kan lave cykler. Det spørger folk mig om.",
    "Min gamle chef vil gerne skrive en anbefaling.",
    "Jeg har klaret det før.",
    "Jeg kender alle i opgangen.",
    "Min ven Poul kører mig, når det kniber.",
    "Jeg griner stadig let.",
    "",
)

WISHES: Mapping[str, tuple[Wish, ...]] = {
    "post": (
        Wish(
            "Jeg åbner min post hver mandag",
            "Så er der ingen overraskelser",
            "Komme med posten på mandag",
        ),
        Wish("Jeg kan logge ind uden hjælp", "Så kan jeg gøre det, når jeg har tid", "Øve MitID"),
        Wish(
            "Alle breve står i en mappe",
            "Jeg leder hele tiden",
            "Købe to mapper",
            "mig og min coach",
        ),
    ),
    "money": (
        Wish(
            "Jeg ved, hvad jeg har til mad om ugen",
            "Så køber jeg ikke forkert",
            "Gemme bonerne i en æske",
        ),
        Wish(
            "Jeg har en aftale om min gæld",
            "Så tør jeg tage telefonen",
            "Ringe til gældsrådgivningen",
            "huset",
        ),
        Wish("Huslejen går af sig selv", "", "Ringe til banken sammen", "mig og min coach"),
    ),
    "people": (
        Wish(
            "Jeg spiser med andre en gang om ugen",
            "Mad smager af mere sammen",
            "Komme til fællesspisning på torsdag",
        ),
        Wish(
            "Jeg kender en, jeg kan gå tur med",
            "Jeg går for lidt alene",
            "Prøve gåturen på tirsdag",
            "mig og Bo",
        ),
        Wish("Jeg ringer til min fætter", "Vi var altid sammen som børn", "Finde hans nummer"),
    ),
    "calm": (
        Wish("Jeg sover mindst seks timer", "Så kan jeg tænke", "Slukke telefonen klokken ti"),
        Wish(
            "Jeg tager bussen alene",
            "Så kan jeg komme til min søster",
            "Køre to stop sammen",
            "mig og min coach",
        ),
        Wish("Jeg har en ting hver dag, som er rar", "", "Skrive fem rare ting ned"),
    ),
    "body": (
        Wish(
            "Jeg går en tur hver dag",
            "Det hjælper på humøret",
            "Gå til havnen og tilbage på onsdag",
        ),
        Wish(
            "Jeg kommer til lægen, når jeg skal",
            "Jeg udsætter det altid",
            "Bestille en tid sammen",
            "huset",
        ),
        Wish("Jeg drikker ikke på hverdage", "Så er jeg mig selv", "Sige det til Poul"),
    ),
    "days": (
        Wish("Jeg er oppe klokken otte", "Så er dagen ikke væk", "Stille uret ude i køkkenet"),
        Wish("Jeg vasker tøj om torsdagen", "", "Skrive mig op til vaskekælderen"),
        Wish(
            "Jeg kan lave fem retter",
            "Det er dyrt at købe færdigt",
            "Lave suppe sammen på tirsdag",
            "mig og Bo",
        ),
    ),
    "home": (
        Wish(
            "Jeg får en aftale med udlejer",
            "Jeg vil gerne blive boende",
            "Skrive til udlejer sammen",
            "mig og min coach",
        ),
        Wish("Jeg har ryddet gangen", "Så kan der komme nogen", "Køre tre sække væk"),
        Wish("Jeg er skrevet op til noget mindre", "Det er for dyrt nu", "Finde tre steder"),
    ),
    "work": (
        Wish(
            "Jeg er i praktik to dage om ugen",
            "Jeg vil mærke, at jeg kan",
            "Ringe til gartneriet",
            "huset",
        ),
        Wish("Jeg har skrevet min ansøgning", "", "Skrive tre ting, jeg er god til"),
        Wish(
            "Jeg møder op fire uger i træk",
            "Så tror jeg selv på det",
            "Lægge tøj frem om aftenen",
        ),
    ),
    "family": (
        Wish(
            "Vi spiser sammen om fredagen",
            "Det er der, vi snakker",
            "Lade børnene vælge maden",
        ),
        Wish(
            "Jeg siger det, før jeg bliver vred",
            "Jeg vil ikke råbe",
            "Øve en sætning sammen",
            "mig og min coach",
        ),
        Wish("Min datter kommer hver anden weekend", "", "Tale med hendes far", "mig"),
    ),
}

# A goal attainment scale in a citizen's words, from -2 to 2.
SCALE = (
    "Jeg gør det slet ikke",
    "Jeg gør det, når nogen minder mig om det",
    "Jeg gør det hver uge",
    "Jeg gør det flere gange om ugen",
    "Det er blevet en vane, jeg ikke tænker over",
)

# What the house promises, and who keeps it.
PROMISES = (
    ("Ringe til udlejer", "BOD"),
    ("Finde åbningstiden for genbrugsbutikken", "PIA"),
    ("Gå med på biblioteket første gang", "BOD"),
    ("Sende en besked dagen før", "PIA"),
    ("Spørge, om der er plads på madholdet", "LIV"),
    ("Printe ansøgningen", "PIA"),
    ("Ringe mandag morgen", "BOD"),
    ("Høre gældsrådgivningen om en tid", "PIA"),
)

# (receiver, what is passed on, what for)
CONSENTS = (
    ("Jobcentret", "Hvilke dage jeg kan", "At praktikken passer til mig"),
    ("Min læge", "At jeg sover dårligt", "At få en tid hurtigere"),
    ("Boligforeningen", "At jeg får hjælp til min økonomi", "At få en aftale om huslejen"),
    ("Min søster", "At jeg kommer her", "At hun ikke er bekymret"),
    ("Myndighed", "Min plan på en side", "At de ved, hvad vi har prøvet"),
)

# (kind, what it is called, where, with whom): what a course holds beside its sessions.
ACTIVITIES = (
    ("social", "Fællesspisning", "køkkenet", "Pia Nørgaard"),
    ("volunteer_offer", "Besøgsven", "hjemme", "en frivillig"),
    ("network", "Mandagsnetværket", "loftet", "Liv Brandt"),
    ("training", "Gåtur", "havnen", "Bo Dam"),
    ("welfare_technology", "Prøver en huskeapp", "", "Jes Thorup"),
    ("creative", "Værksted", "loftet", "Liv Brandt"),
)

CLOSING_REASONS = words(
    "goal_reached 38 no_need_citizen 20 no_need_professional 8 time_up 10 opted_out 5 no_contact 7"
    " referred_authority 4 other_offer 5 moved_or_admitted 3"
)
ONWARD = words(
    "none 44 volunteer_offer 14 house_network 18 sel85 6 sel103_104 2 jobcentre 7 treatment 4"
    " unknown 5"
)
FORMERLY = words("yes 50 no 34 unknown 16")
NOTES = (
    "Vi sluttede med en kop kaffe og så på, hvor langt vi var kommet.",
    "Fortsætter til fællesspisning om torsdagen.",
    "Siger selv, at det går nu. Kommer forbi, hvis det bliver svært.",
    "Er begyndt på nyt arbejde.",
    "",
    "",
)
LEGAL = Weighted((("", 5), ("sel82b", 4), ("sel10_12", 2)))
TARGET = Weighted((("", 6), ("mental", 3), ("social", 4), ("at_risk", 2), ("physical", 1)))
LONGER = (
    "Mangler kun mødet med boligforeningen, som er udsat to gange.",
    "Begynder i praktik om tre uger og vil gerne have os med så længe.",
    "Sommerferie og sygdom tog fire uger af forløbet.",
)
PAUSES = (
    ("illness", "Er syg og ringer, når det går bedre."),
    ("admission", ""),
    ("other", "Er hos sin søster i Jylland."),
)


def theme_of(reasons: Sequence[str]) -> str:
    """What somebody who came for these reasons speaks about first."""
    return THEME.get(reasons[0], OTHERWISE) if reasons else OTHERWISE


def dream(rng: Random, theme: str, later: int) -> str:
    """Some sentences; `later` is 0 in the first conversation."""
    said = [rng.choice(DREAMS[theme])]
    if rng.random() < 0.7:
        said.append(rng.choice(MORE))
    if later:
        said.append(rng.choice(_SINCE))
    return " ".join(said)


_SINCE = (
    "Det går bedre end sidst.",
    "Jeg er kommet et stykke, og nu er det det næste, jeg tænker på.",
    "Det har stået lidt stille, men jeg er her.",
    "I sidste uge lykkedes det for første gang.",
    "Nu ved jeg, hvad jeg skal gøre, når det bliver svært.",
)
