"""Undo: one's own last deed since log-in is taken back, whatever part of the house it was in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from din_indgang_tui.house import citizens, conversation_writing, group_places, names
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store import undo as history
from din_indgang_tui.store.roles import COLLEAGUES, Role
from din_indgang_tui.store.unit import Unit, changes

# What a deed is called when it was taken back: "Undone: <this>". Each deed on record has a name.
DEEDS = {
    "enquiries.register": N_("a new enquiry"),
    "enquiries.take_in": N_("taking in"),
    "enquiries.hold": N_("on hold, or back"),
    "enquiries.finish": N_("finished"),
    "enquiries.fill_in": N_("what was filled in"),
    "slots.book": N_("a booked time"),
    "slots.move": N_("a moved time"),
    "slot_facts.edit": N_("what was changed in a time"),
    "slots.mark": N_("what became of a time"),
    "ill_today.call_in": N_("a colleague who is ill"),
    "ill_today.well_again": N_("a colleague who is back"),
    "slots.tell": N_("that they were told"),
    "slots.arrive": N_("somebody who came to their time"),
    "series.book_series": N_("a series of times"),
    "series.cancel_rest": N_("the rest of a series, cancelled"),
    "wishes.add": N_("a wish for a time"),
    "wishes.end": N_("a wish that was ended"),
    "wishes.give": N_("a time given to one who waited"),
    "roll.mark": N_("a mark on a roll"),
    "roll.mark_rest": N_("all the others here"),
    "roll.write_note": N_("the note of a meeting"),
    "roll.finish": N_("a roll that was done"),
    "roll_adding.drop_in": N_("somebody who dropped in"),
    "roll_adding.guest": N_("a guest without a name"),
    "roll_adding.newcomer": N_("somebody new on a roll"),
    "roll_adding.take_out": N_("somebody taken off a roll"),
    "roll_adding.name_guest": N_("who a guest is"),
    "roll_adding.name_new_guest": N_("who a new guest is"),
    "duty.put_on": N_("on duty"),
    "duty.change_hours": N_("other hours on duty"),
    "duty.take_off": N_("taken off duty"),
    "handover.write": N_("a line of the handover"),
    "handover.change": N_("a handover line in other words"),
    "handover.take_away": N_("a handover line taken away"),
    "call_backs.take_down": N_("a call-back"),
    "call_backs.change": N_("what was changed in a call-back"),
    "call_backs.finish": N_("called back"),
    "calls.called": N_("a call"),
    "call_backs.take_away": N_("a call-back taken away"),
    "courses.open_course": N_("a new course"),
    "courses.change": N_("what was changed in a course"),
    "pauses.begin": N_("a pause"),
    "pauses.change": N_("what was changed in a pause"),
    "pauses.take_away": N_("a pause taken away"),
    "pauses.release": N_("times let go of for a pause"),
    "course_activities.add": N_("a new activity"),
    "course_activities.change": N_("what was changed in an activity"),
    "course_activities.take_away": N_("an activity taken away"),
    "closing.close": N_("a course closed"),
    "checks.decide": N_("a decision at the four-week check"),
    "checks.change": N_("what was changed in a decision"),
    "check_moves.move": N_("a check that was moved"),
    "citizen_facts.edit": N_("what was edited on the page"),
    "corrections.correct": N_("a correction"),
    "corrections.give_to": N_("whose it is"),
    "leftovers.close": N_("finished, from an earlier day"),
    "leftovers.carry_on": N_("carried on"),
    "inbox.deliver": N_("a delivered enquiry"),
    "inbox.take_up": N_("taking a letter up"),
    "conversation_writing.begin": N_("a conversation begun"),
    "conversation_holding.finish": N_("a conversation held"),
    "conversation_holding.correct": N_("what was corrected in a conversation"),
    "conversation_holding.let_go": N_("a conversation taken away"),
    "goals.tick_step": N_("a step that was taken, or not"),
    "promises.keep_promise": N_("a promise kept"),
    "promises.put_off": N_("a promise that was put off"),
    "consents.give": N_("a consent"),
    "consents.change": N_("what was changed in a consent"),
    "consents.withdraw": N_("a withdrawn consent"),
    "referrals.draft": N_("a referral begun"),
    "referrals.edit": N_("what was changed in a referral"),
    "referrals.give_consent": N_("a consent for a referral"),
    "referrals.send": N_("a referral that was sent"),
    "referrals.drop": N_("a referral taken away"),
    "referral_steps.note": N_("what became of a referral"),
    "referral_steps.move_answer": N_("when an answer is expected"),
    "groups.make": N_("a new group"),
    "groups.change": N_("what was changed in a group"),
    "groups.end": N_("a group that was ended"),
    "group_sessions.cancel": N_("a cancelled meeting"),
    "group_sessions.bring_back": N_("a meeting brought back"),
    "group_sessions.move": N_("a moved meeting"),
    "group_sessions.give": N_("a meeting given away"),
    "group_sessions.add": N_("one more meeting"),
    "group_sessions.annotate": N_("the note of a meeting"),
    "group_told.tell": N_("that they were told of a meeting"),
    "group_laying.lay_ahead": N_("meetings laid further ahead"),
    "staff.add": N_("a new colleague"),
    "staff.disable": N_("a closed log-in"),
    "staff.give_back": N_("an opened log-in"),
    "staff.edit": N_("a colleague's details"),
    "settings.put": N_("a setting"),
    "lists.add": N_("a new line in a list"),
    "lists.rename": N_("the text of a line in a list"),
    "lists.edit": N_("what a line in a list says"),
    "lists.retire": N_("a retired line in a list"),
    "lists.bring_back": N_("a line brought back"),
    "lists.move": N_("the order of a list"),
    "opening_hours.put": N_("opening hours"),
    "opening_hours.close_day": N_("a closed day"),
    "opening_hours.relabel_day": N_("the text of a closed day"),
    "opening_hours.open_day": N_("an opened day"),
    "closed_day_plans.cancel_all": N_("what was cancelled for a closed day"),
    "days_off.fill": N_("public holidays"),
    "days_off.fill_next": N_("public holidays of one more year"),
    "rooms.put": N_("the hours of a room"),
    "rooms.as_the_house": N_("a room as long as the house is open"),
    "working_hours.put": N_("working hours"),
    "working_hours.as_the_house": N_("working hours as the house's"),
    "working_exceptions.add": N_("days away or other hours"),
    "working_exceptions.change": N_("other days away or hours"),
    "working_exceptions.take_away": N_("days away taken away"),
    "group_members.add": N_("a place in a group"),
    "group_members.change": N_("what was changed in a place"),
    "group_members.end": N_("a place that was ended"),
    "group_waiting.wait": N_("a line on a waiting list"),
    "group_waiting.withdraw": N_("a waiting that was ended"),
    "group_waiting.give": N_("a place given to one who waited"),
    "group_assessments.decide": N_("whether an assessment is needed"),
    "group_release.release": N_("places in groups that were let go"),
    "bypass.put": N_("who bypassed the house in a month"),
    "bypass.take_away": N_("a month taken away"),
    "acute_numbers.add": N_("a new acute number"),
    "acute_numbers.edit": N_("an acute number"),
    "acute_numbers.retire": N_("a retired acute number"),
    "acute_numbers.bring_back": N_("an acute number brought back"),
    "acute_numbers.move": N_("the order of the acute numbers"),
    "frozen_weeks.freeze": N_("weeks kept as passed on"),
}


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, in words for the row above the keys."""

    label: str
    name: str  # as lists show the only citizen it was about; empty for none or several
    at: datetime  # when it was done
    deed: str


@changes(COLLEAGUES)
def undo(unit: Unit) -> Undone:
    """Take back the last deed of this log-in, as a new change; again takes the one before.

    Raises DeskError where there is none, or with who and when, once somebody changed it since.
    """
    if (target := history.last(unit)) is not None:
        conversation_writing.before_undo(unit, target["deed"], target["id"])
    taken = history.take_back(unit)
    for key in history.rows_of(taken, "citizen"):
        citizens.index_name(unit, int(key))
    for key in history.rows_of(taken, "group_activity"):
        group_places.must_hold_all(unit, int(key))
    name = ""
    if len(taken.citizens) == 1:
        (citizen_id,) = taken.citizens
        row = unit.one("SELECT given_name, family_name FROM citizen WHERE id = ?", (citizen_id,))
        # A volunteer knows people by their given names alone.
        family = "" if unit.who.role is Role.VOLUNTEER or not row else row["family_name"]
        name = names.short_name(row["given_name"], family) if row else ""
    return Undone(_(DEEDS.get(taken.deed, taken.deed)), name, taken.at, taken.deed)
