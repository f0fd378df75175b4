"""What the plan says, in its order: headings, own words and short lines, for every format alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from din_indgang_tui.clock import local, local_date
from din_indgang_tui.export.sheet import Item, Section, Sheet
from din_indgang_tui.house.plans import (
    Contact,
    Meeting,
    Plan,
    PlanGoal,
    PlanGroup,
    PlanPromise,
    Step,
)
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.words import full_day, unstopped, weekday


def title() -> str:
    """What the plan is called on its first line."""
    return _("My plan")


def byline(plan: Plan) -> str:
    """Whose it is, and of which day: `Kirsten Møller, 17.11.2026`."""
    return ", ".join(part for part in (plan.name, full_day(plan.made_on)) if part)


def closing() -> str:
    """The last line."""
    return _("This is my plan. I can change it whenever I want to.")


def sheet(plan: Plan) -> Sheet:
    """The plan as it is written out."""
    return Sheet(plan.made_on, title(), byline(plan), sections(plan), closing())


def sections(plan: Plan) -> tuple[Section, ...]:
    """All that stands in it; what was not spoken of has no heading."""
    return tuple(_sections(plan))


def _sections(plan: Plan) -> Iterator[Section]:
    if plan.dream:
        yield Section(_("What I dream of"), plan.dream)
    if plan.matters:
        yield Section(_("What matters to me now"), plan.matters)
    if plan.goals:
        goals = tuple(_goal(goal) for goal in plan.goals)
        yield Section(_("My goals"), items=goals, numbered=len(goals) > 1)
    if plan.strengths:
        yield Section(_("What goes well, and who is there"), plan.strengths)
    if plan.reached:
        yield Section(
            _("What I have reached"),
            items=tuple(Item(f"{one.words} ({full_day(one.on)})") for one in plan.reached),
        )
    if plan.promises:
        yield Section(
            _("What the house has promised me"),
            items=tuple(Item(_promise(promise)) for promise in plan.promises),
        )
    yield Section(_("When we meet"), items=tuple(_meetings(plan)))
    if calls := tuple(Item(_call(one)) for one in _contacts(plan)):
        yield Section(_("Who I can call"), items=calls)


def _goal(goal: PlanGoal) -> Item:
    more = []
    if goal.why:
        more.append(_("Why: {why}").format(why=goal.why))
    if goal.step is not None:
        more.append(_("First step: {step}").format(step=goal.step.words))
        more += _who_and_when(goal.step)
    return Item(goal.words, tuple(more), strong=True)


def _who_and_when(step: Step) -> Iterator[str]:
    """Who takes the step and by when; that it is done, or that its day went by, plainly."""
    if step.who and step.by and step.done_on is None and not step.is_past:
        yield _("Who: {who}, by {day}").format(who=step.who, day=step.by)
        return
    if step.who:
        yield _("Who: {who}").format(who=step.who)
    if step.done_on is not None:
        yield _("Done {day}").format(day=full_day(step.done_on))
    elif step.is_past:
        yield _("It was to be done by {day}. How did it go?").format(day=step.by)
    elif step.by:
        yield _("When: by {day}").format(day=step.by)


def _promise(promise: PlanPromise) -> str:
    by = _("by {day}").format(day=promise.by) if promise.by else ""
    if promise.is_past:
        by = _("was to be done by {day}, not done yet").format(day=promise.by)
    said = ", ".join(part for part in (promise.who, by) if part)
    return f"{unstopped(promise.words)} ({said})" if said else promise.words


def _meetings(plan: Plan) -> Iterator[Item]:
    if not plan.meetings and not plan.groups:
        yield Item(_("No time is booked yet."))
    for meeting in plan.meetings:
        yield Item(_meeting(meeting))
    if plan.more_meetings:
        yield Item(
            ngettext("and {n} more time", "and {n} more times", plan.more_meetings).format(
                n=plan.more_meetings
            )
        )
    for group in plan.groups:
        yield Item(_group(group))


def _group(group: PlanGroup) -> str:
    """`Madlavning hver torsdag kl. 10.30-12.00, Køkkenet. Næste gang tor. 26.11.2026 ...`"""
    about = ", ".join(filter(None, (f"{group.name} {group.when}".strip(), group.where)))
    return about + ". " + _("Next time {when}").format(when=_when(group.next_at))


def _when(moment: datetime) -> str:
    day = local_date(moment)
    return _("{weekday} {day} at {time}").format(
        weekday=weekday(day.isoweekday()), day=full_day(day), time=f"{local(moment):%H.%M}"
    )


def _meeting(meeting: Meeting) -> str:
    when = _when(meeting.starts_at)
    if meeting.coach:
        when = _("{when} with {coach}").format(when=when, coach=meeting.coach)
    return f"{when}, {meeting.where}" if meeting.where else when


def _contacts(plan: Plan) -> Iterator[Contact]:
    if plan.coach is not None:
        who = _("{coach}, my coach in {house}").format(coach=plan.coach.who, house=plan.house)
        yield Contact(who, plan.coach.number)
    elif plan.house_phone:
        yield Contact(plan.house, plan.house_phone)
    yield from plan.acute


def _call(contact: Contact) -> str:
    said = contact.who
    if contact.number:
        said = _("{who}. Phone {number}").format(who=said, number=contact.number)
    return f"{said}, {contact.when}" if contact.when else said
