"""What people call the figures, on the screen and in documents; files of data keep the keys.

Message ids: `_` says them in the language spoken now. Each label can stand without the others,
since a chart or a mail may show one figure alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from din_indgang_tui.i18n import N_

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
    "total_enquiries": N_("Enquiries in all"),
    "total_citizens_in_course": N_("Citizens in a course"),
    "total_citizens_course_closed": N_("Citizens whose course is closed"),
    "onward_support": N_("Closed course, then an assessed service"),
    "formerly_assessed": N_("Closed course, formerly assessed"),
    "assessments_avoided": N_("Assessments avoided"),
    "total_returned": N_("Citizens who came back after a course"),
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
