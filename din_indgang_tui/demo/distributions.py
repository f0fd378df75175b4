"""How often things happen at the door: channels, reasons, outcomes, how long people wait.

Weights follow what the house itself counts in a week (about a quarter anonymous, three in five
helped here and now, half met within five minutes); where nobody counts, they are guesses.
"""

from __future__ import annotations

from din_indgang_tui.demo.weights import Weighted, words

CHANNELS = words("walk_in 70 phone 14 digital 6 letter 2.5 outreach 4.5 partner 3")

# Of those who come this way, how many stay anonymous, beside the others.
ANONYMOUS = {
    "walk_in": 1.0,
    "phone": 1.3,
    "digital": 0.6,
    "letter": 0.2,
    "outreach": 1.0,
    "partner": 0.9,
}
ANONYMOUS_SHARE = 0.25  # of all

REASONS = words(
    "post_digital 15 money_debt 13 loneliness 12 mental_health 11 housing 9 talk 9 everyday_life 8"
    " work_education 7 information 6 health 5 substance_use 4 family 4 leisure 3 crisis 2.5"
    " worry_for_other 2.5 other 2"
)
PARTNER_REASONS = words(
    "worry_for_other 20 housing 18 everyday_life 12 mental_health 14 substance_use 10 money_debt 10"
    " loneliness 8 information 8"
)
NO_REASON_SHARE = 0.05
SECOND_SHARE, THIRD_SHARE = 0.34, 0.2  # of those with one reason; of those with two

# What comes along with it, the most usual first.
ALONG = {
    "loneliness": words("leisure 4 mental_health 5 talk 3 health 1"),
    "mental_health": words("loneliness 5 everyday_life 5 work_education 3 family 2 health 2"),
    "everyday_life": words("mental_health 4 money_debt 3 post_digital 3 health 2"),
    "money_debt": words("housing 6 post_digital 5 everyday_life 2 work_education 2"),
    "housing": words("money_debt 6 post_digital 3 family 2 substance_use 1"),
    "post_digital": words("money_debt 5 housing 2 everyday_life 2 work_education 3"),
    "work_education": words("post_digital 4 mental_health 3 money_debt 3"),
    "health": words("mental_health 3 everyday_life 3 substance_use 1"),
    "substance_use": words("mental_health 3 housing 3 loneliness 2 money_debt 2"),
    "family": words("mental_health 3 housing 2 loneliness 2"),
    "leisure": words("loneliness 6 information 3 health 1"),
    "crisis": words("mental_health 5 housing 3 substance_use 2 family 2"),
    "information": words("leisure 4 loneliness 3 everyday_life 1"),
    "worry_for_other": words("family 5 mental_health 2 substance_use 2"),
    "talk": words("loneliness 6 family 1 mental_health 2"),
    "other": words("information 2 post_digital 2"),
}

OUTCOMES = words(
    "helped 58 appointment 13 conversation 6 course_opened 4 group 4 open_offer 4 accompanied 2.5"
    " volunteer_offer 2 outreach 1 referred_authority 1.2 referred_health 1.3 other 1.5"
)
# Where nobody is known, nothing is opened or arranged in their name.
ANONYMOUS_OUTCOMES = words(
    "helped 76 open_offer 7 volunteer_offer 4 accompanied 4 group 2 referred_health 2 outreach 1"
    " other 4"
)
CRISIS_OUTCOMES = words(
    "helped 36 referred_health 26 appointment 18 accompanied 10 outreach 5 referred_authority 5"
)
INFORMATION_OUTCOMES = words("helped 50 open_offer 18 group 12 volunteer_offer 8 appointment 12")
WORRY_OUTCOMES = words("helped 52 outreach 24 appointment 12 referred_authority 5 other 7")
OUTCOMES_BY_REASON = {
    "crisis": CRISIS_OUTCOMES,
    "information": INFORMATION_OUTCOMES,
    "worry_for_other": WORRY_OUTCOMES,
}
LEFT_SHARE = 0.055  # of walk-ins: left before anybody met them

HEARD_FROM = words(
    "self 14 friend 16 relative 11 gp 9 psychiatry 8 jobcentre 9 authority 6 substance_centre 3"
    " probation 2 police 1 housing_association 4 outreach_worker 5 drop_in_centre 5 association 3"
    " citizen_service 6 other 3 not_said 3"
)
HEARD_SHARE = {"new": 0.74, "anonymous": 0.2, "known": 0.03}

COMPANIONS = words(
    "pårørende 6 mentor 2 nabo 2 ven 3 kontaktperson 3 støtteperson 2 søster 2 tolk 1 bisidder 1"
)
COMPANION_SHARE = 0.05

NOTE_SHARE = {"new": 0.42, "anonymous": 0.14, "known": 0.32}

# Minutes: the middle and the spread of waits at the door and of how long people stay.
WAIT_MEDIAN, WAIT_SPREAD, WAIT_MOST = 4.4, 0.75, 70.0
WAIT_LONGER_A_YEAR_AGO = 2.5
STAY_MEDIAN, STAY_SPREAD, STAY_MOST = 17.0, 0.6, 95.0
LONG_TALKS = {"conversation": 2.6, "course_opened": 2.8, "appointment": 1.3, "accompanied": 2.0}

# Quarters of an hour after opening at which people come to the door or ring.
ARRIVALS = Weighted(
    (quarter, weight)
    for quarter, weight in enumerate(
        (10, 8, 8, 9, 11, 12, 12, 11, 10, 9, 8, 6, 6, 7, 8, 8, 7, 7, 6, 5, 5, 4, 3, 2)
    )
)

# Who meets people, by channel: initials of demo/cast.py.
MET_BY = {
    "walk_in": words("BOD 27 PIA 26 MJU 16 KSØ 14 JES 12 LIV 4 ÅSE 1"),
    "phone": words("BOD 28 PIA 30 MJU 12 KSØ 10 JES 10 LIV 5 ÅSE 5"),
    "digital": words("PIA 40 BOD 25 MJU 15 JES 20"),
    "letter": words("PIA 45 BOD 25 ÅSE 20 KSØ 10"),
    "outreach": words("LIV 88 KSØ 6 JES 6"),
    "partner": words("ÅSE 25 MJU 20 KSØ 20 LIV 25 PIA 10"),
}
AT_THE_DOOR = words("BOD 50 PIA 46 MJU 2 JES 2")  # who registers walk-ins
