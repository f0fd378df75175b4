"""What is published of Din Indgang in Fredericia, beside which the house may set its own figures.

Each with where it stands and what has to be known before the two are compared. The figures come
from three places: the case of Public Intelligence ("En ny indgang til voksenservice"), the Ministry
of Finance on the minister's visit of 28 August 2017 (fm.dk), and VIVE's summary page of "Din
Indgang - Et nyt tilbud?" (2017); none of them says how it was counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from din_indgang_tui.i18n import N_

_CASE = N_("Public Intelligence and the Ministry of Finance, 28 August 2017")
_LATER = N_("Public Intelligence, after August 2017")
_MINISTRY = N_("The Ministry of Finance, 28 August 2017")
_VIVE = N_("VIVE's summary, October 2017")


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure: message ids of what it says, where it stands, and what to mind."""

    said: str
    source: str
    mind: str


# By the running total that counts the same.
FIGURES: Mapping[str, tuple[Published, ...]] = {
    "total_enquiries": (
        Published(
            N_("more than 600"),
            _CASE,
            N_("Counted from 9 September 2016. Enquiries, not people: one person may have many."),
        ),
    ),
    "total_citizens_in_course": (
        Published(N_("about 120"), _CASE, N_("Citizens who were in a course by then.")),
        Published(
            "186",
            _VIVE,
            N_("Citizens who had been through a course; some of them may still have been in one."),
        ),
    ),
    "total_citizens_course_closed": (
        Published("57", _CASE, N_("Citizens whose course was closed by then.")),
    ),
    "onward_support": (
        Published(
            N_("4 of 57"), _CASE, N_("Went on to support such as § 85; ours counts every such one.")
        ),
    ),
    "formerly_assessed": (
        Published(
            N_("30 of 57"), _CASE, N_("What the staff judged: would have been assessed before.")
        ),
    ),
    "assessments_avoided": (
        Published(
            N_("26 to 30"), _CASE, N_("Worked out: how far the 4 and the 30 overlap is not said.")
        ),
    ),
    "total_returned": (
        Published(
            N_("14 of 186"), _VIVE, N_("Its base is all in a course; ours is those who closed one.")
        ),
    ),
    "referred_within_4_weeks": (
        Published(N_("about 6 %"), _VIVE, N_("Of the citizens; which of them is not said.")),
    ),
    "bypassed_house": (
        Published(
            N_("about 6 %"),
            _VIVE,
            N_("Got a service without the house. Ours is what is typed in by month."),
        ),
    ),
    "saving_dkk": (
        Published(
            N_("over 2 million kr."), _LATER, N_("Neither the price nor the count is published.")
        ),
    ),
    "course_weeks_median": (
        Published(N_("4 to 20 weeks"), _MINISTRY, N_("What a course typically lasts.")),
    ),
}
