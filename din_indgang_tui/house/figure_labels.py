"""What people call the figures, on the screen and in documents; files of data keep the keys.

Message ids: `_` says them in the language spoken now. Each label can stand without the others,
since a chart or a mail may show one figure alone. `how_counted` tells what a figure is.
"""

from __future__ import annotations

from collections.abc import Mapping

from din_indgang_tui.house.codes import Channel
from din_indgang_tui.i18n import N_, _

LABELS: Mapping[str, str] = {
    "week": N_("Week"),
    "from": N_("From"),
    "to": N_("To"),
    "enquiries": N_("Enquiries"),
    "enquiries_anonymous": N_("Enquiries: anonymous"),
    "enquiries_new": N_("Enquiries: new citizens"),
    "enquiries_known": N_("Enquiries: known citizens"),
    "enquiries_walk_in": N_("Enquiries: walked in"),
    "enquiries_phone": N_("Enquiries: by phone"),
    "enquiries_digital": N_("Enquiries: digital entrance"),
    "enquiries_letter": N_("Enquiries: letter or e-mail"),
    "enquiries_outreach": N_("Enquiries: visit or out and about"),
    "enquiries_partner": N_("Enquiries: through a partner"),
    "helped_on_the_spot": N_("Helped here and now"),
    "met": N_("Met by one of us"),
    "wait_median_min": N_("Wait, the middle number, minutes"),
    "wait_p90_min": N_("Wait of nine in ten at most, minutes"),
    "met_within_5_min": N_("Walked in, met within 5 minutes"),
    "left_without_help": N_("Left without help"),
    "conversations": N_("Goal and dream conversations"),
    "courses_opened": N_("Courses opened"),
    "courses_closed": N_("Courses closed"),
    "courses_open_at_end": N_("Courses open at the end"),
    "courses_past_20_weeks": N_("Courses open past 20 weeks"),
    "returned": N_("Came back after a course"),
    "sessions_booked": N_("Slots booked"),
    "sessions_attended": N_("Slots: was here"),
    "sessions_no_show": N_("Slots: did not come"),
    "sessions_cancelled": N_("Slots cancelled"),
    "group_sessions": N_("Groups: meetings held"),
    "group_attendances": N_("Groups: times somebody was here"),
    "group_participants": N_("Groups: different people"),
    "checks_due": N_("Four-week checks due"),
    "checks_done": N_("Four-week checks done"),
    "checks_overdue_at_end": N_("Four-week checks overdue at the end"),
    "referrals_sent": N_("Referrals sent"),
    "referrals_answered": N_("Referrals answered"),
    "outreach_attempts": N_("Outreach: tries"),
    "outreach_contacts": N_("Outreach: tries with a contact"),
    "total_enquiries": N_("Enquiries in all"),
    "total_citizens_in_course": N_("Citizens in a course"),
    "total_citizens_course_closed": N_("Citizens whose course is closed"),
    "onward_support": N_("Closed, then an assessed service"),
    "formerly_assessed": N_("Closed, formerly assessed"),
    "assessments_avoided": N_("Assessments avoided"),
    "total_returned": N_("Closed, came back later"),
    "referred_within_4_weeks": N_("Referred in their first four weeks"),
    "bypassed_house": N_("New services that bypassed the house"),
    "saving_dkk": N_("Saving, kroner"),
    "course_weeks_median": N_("Closed course, the middle number, weeks"),
    "course_weeks_min": N_("Closed course, the shortest, weeks"),
    "course_weeks_max": N_("Closed course, the longest, weeks"),
}

# What a table by a list of the house is a table of (house/statistics_by.py).
BY_LABELS: Mapping[str, str] = {
    "reason": N_("Enquiries by main reason"),
    "heard_from": N_("Enquiries by where the citizen heard of us"),
    "outcome": N_("Enquiries by outcome"),
}

# How each figure is counted, for whoever wants to know what it says. The other ways into the house
# are counted as walking in is.
_HOW: Mapping[str, str] = {
    "enquiries": N_(
        "Every contact, by the day it came: walked in, called, wrote, met out in town, or "
        "through a partner. Events, never people."
    ),
    "enquiries_anonymous": N_("Enquiries of the week with no citizen to them."),
    "enquiries_new": N_("Enquiries of the week that are the first of their citizen."),
    "enquiries_known": N_("The other enquiries with a citizen: those who were here before."),
    "enquiries_walk_in": N_(
        "Enquiries of the week by this way. The six ways add up to all of them."
    ),
    "helped_on_the_spot": N_("Enquiries of the week that ended with help here and now."),
    "met": N_("Enquiries of the week in which one of us met them, by any way in."),
    "wait_median_min": N_(
        "Minutes by the clock on the wall from arrival to being met, of those who walked in "
        "and were met: half waited less, half more."
    ),
    "wait_p90_min": N_("The same minutes: nine in ten waited no longer."),
    "met_within_5_min": N_("Those who walked in and were met 5 minutes or less after they came."),
    "left_without_help": N_("Enquiries of the week whose outcome is that they left without help."),
    "conversations": N_(
        "Conversations on goals and dreams by the day they were held; one in progress is not "
        "held yet."
    ),
    "courses_opened": N_("Courses by the day they opened."),
    "courses_closed": N_("Courses by the day they were closed."),
    "courses_open_at_end": N_(
        "Courses opened by the end of the week and not closed by then. Closed on the last day"
        " is closed."
    ),
    "courses_past_20_weeks": N_(
        "Of the open ones, those that opened more than 140 days before the end of the week."
    ),
    "returned": N_(
        "First enquiries of citizens after a course of theirs was closed. The first after two"
        " closings is one."
    ),
    "sessions_booked": N_(
        "Times of one citizen by the day they begin, cancelled ones not counted."
    ),
    "sessions_attended": N_("Of these, those in which the citizen was here."),
    "sessions_no_show": N_("Of these, those to which the citizen did not come."),
    "sessions_cancelled": N_("Times of the week that the citizen or the house cancelled."),
    "group_sessions": N_("Meetings of groups that were held, by the day they begin."),
    "group_attendances": N_(
        "Marks of present or dropped in at these meetings, guests without a name too."
    ),
    "group_participants": N_("Different people with a name and such a mark."),
    "checks_due": N_(
        "Courses whose four-week check was due in the week: 28 days after the opening, or as "
        "many as the setting was then, and later by the days of a pause. A course that closed"
        " before has none, unless a check was decided."
    ),
    "checks_done": N_(
        "Courses whose four-week check was decided in the week, also early. Of several "
        "decisions the earliest counts."
    ),
    "checks_overdue_at_end": N_(
        "Four-week checks due by the end of the week and not decided by then. A check stays "
        "owed after its course is closed."
    ),
    "referrals_sent": N_(
        "Referrals to the authority by the day they were sent, whatever was asked for. That "
        "an enquiry ended so is no referral yet."
    ),
    "referrals_answered": N_(
        "Referrals to the authority by the day of the answer, whatever it was, withdrawn ones too."
    ),
    "outreach_attempts": N_("Tries to reach somebody at home, by the day of the try."),
    "outreach_contacts": N_(
        "Of the tries of the week, those that came to a contact: talked through the door and "
        "more. The list of results says which do."
    ),
    "total_enquiries": N_("All enquiries from the opening day on."),
    "total_citizens_in_course": N_(
        "Different citizens with a course opened from the opening day on."
    ),
    "total_citizens_course_closed": N_(
        "Different citizens with a course closed from the opening day on."
    ),
    "onward_support": N_(
        "Of the citizens with a closed course, those who went on to an assessed service, by "
        "their latest closed course."
    ),
    "formerly_assessed": N_(
        "Of the citizens with a closed course, those who would formerly have been assessed, "
        "as judged when their latest course closed."
    ),
    "assessments_avoided": N_(
        "Of those who would formerly have been assessed, all that did not go on to an "
        "assessed service. Not known counts as not assessed."
    ),
    "total_returned": N_(
        "Different citizens who came back after a closed course, beside all with a closed course."
    ),
    "referred_within_4_weeks": N_(
        "Citizens with a referral from first contact to 28 days after, of all whose 28 days "
        "are over. First contact is the first enquiry; without one, the first course or "
        "referral."
    ),
    "bypassed_house": N_(
        "The two numbers that the leader types in for every month, summed: new services to "
        "people who were never in the house, of all new services. A month counts by its last "
        "day."
    ),
    "saving_dkk": N_("Assessments avoided times the price of one that the house has set."),
    "course_weeks_median": N_(
        "Weeks from opening to closing of the closed courses: half were shorter, half longer."
    ),
    "course_weeks_min": N_("Weeks from opening to closing of the shortest closed course."),
    "course_weeks_max": N_("Weeks from opening to closing of the longest closed course."),
}


def how_counted(key: str) -> str:
    """How a figure is counted, in words. Raises KeyError where no figure has that key."""
    way_in = key in LABELS and key.removeprefix("enquiries_") in list(Channel)
    counted = "enquiries_walk_in" if way_in else key
    return _(_HOW[counted])
