"""The plan as it is read aloud to the one whose it is: whole sentences, days as people say them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from din_indgang_tui.clock import local, local_date
from din_indgang_tui.house import dates
from din_indgang_tui.house.plans import Meeting, Plan, PlanGoal, PlanPromise, Step
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.words import spoken_day

_ENDS = (".", "!", "?", "…", ":")
_CLOSING = "»«\"”“’')]"  # what may stand after the sign that ends a sentence


def aloud(plan: Plan) -> tuple[tuple[str, ...], ...]:
    """What is said, in order: sentences that belong together, a breath between them."""
    return tuple(tuple(sentences) for sentences in _breaths(plan) if sentences)


def _breaths(plan: Plan) -> Iterator[list[str]]:
    given = plan.name.partition(" ")[0]
    yield [_("This is your plan, {name}.").format(name=given) if given else _("This is your plan.")]
    if plan.dream:
        yield [_("You dream of this. You said:"), *_lines(plan.dream)]
    if plan.matters:
        yield [_("What matters to you now:"), *_lines(plan.matters)]
    for number, goal in enumerate(plan.goals, 1):
        yield list(_goal(goal, number, len(plan.goals)))
    if plan.strengths:
        yield [_("This goes well, and these people are there:"), *_lines(plan.strengths)]
    if plan.reached:
        yield [_("You have reached this:"), *(_whole(one.words) for one in plan.reached)]
    if plan.promises:
        yield [
            _("The house has promised you:"),
            *(
                " ".join([_whole(one.words), *_who(one.who), *_promised_by(one)])
                for one in plan.promises
            ),
        ]
    yield list(_meetings(plan))
    yield list(_calls(plan))
    yield [_("It is your plan. Is there anything that should be different?")]


def _goal(goal: PlanGoal, number: int, count: int) -> Iterator[str]:
    if count == 1:
        yield _("Your goal is:") + " " + _whole(goal.words)
    else:
        yield _("Goal number {n}:").format(n=number) + " " + _whole(goal.words)
    if goal.why:
        yield _("Why:") + " " + _whole(goal.why)
    if goal.step is not None:
        yield _("The first small step is:") + " " + _stop(goal.step.words)
        yield from _who(goal.step.who)
        yield from _step_by(goal.step)


def _step_by(step: Step) -> Iterator[str]:
    """By when; that it is done; or that its day went by, as one would ask about it."""
    if step.done_on is not None:
        yield _("It was done on {day}.").format(day=spoken_day(step.done_on))
    elif step.is_past:
        yield _("It was to be done by {day}. How did it go?").format(day=_day(step.by))
    elif step.by:
        yield _stop(_("It is done by {day}").format(day=_day(step.by)))


def _promised_by(promise: PlanPromise) -> Iterator[str]:
    if promise.is_past:
        yield _("It was to be done by {day}, and is not done yet.").format(day=_day(promise.by))
    elif promise.by:
        yield _stop(_("It is done by {day}").format(day=_day(promise.by)))


def _who(who: str) -> Iterator[str]:
    if who:
        yield _("Who does it: {who}.").format(who=who)


def _day(by: str) -> str:
    try:
        return spoken_day(dates.calendar_day(by))
    except dates.NotADate:
        return by  # while it is typed


def _meetings(plan: Plan) -> Iterator[str]:
    for group in plan.groups:
        said = _("You are in a group: {name}.").format(name=group.name)
        when = ", ".join(filter(None, (group.when, group.where)))
        said += " " + _("It is {when}.").format(when=when) if when else ""
        yield said + " " + _("The next time is {when}.").format(when=_moment(group.next_at))
    if not plan.meetings:
        if not plan.groups:
            yield _("No time is booked yet.")
        return
    yield _("We meet:")
    for meeting in plan.meetings:
        yield _meeting(meeting)
    if plan.more_meetings:
        yield ngettext(
            "And {n} more time after that.", "And {n} more times after that.", plan.more_meetings
        ).format(n=plan.more_meetings)


def _moment(moment: datetime) -> str:
    return _("{day} at {time}").format(
        day=spoken_day(local_date(moment)), time=f"{local(moment):%H.%M}"
    )


def _meeting(meeting: Meeting) -> str:
    said = _moment(meeting.starts_at)
    if meeting.coach:
        said = _("{when} with {coach}").format(when=said, coach=meeting.coach)
    if meeting.where:
        said += f", {meeting.where}"
    return _stop(said[:1].upper() + said[1:])


def _calls(plan: Plan) -> Iterator[str]:
    if plan.coach is not None and plan.coach.number:
        yield _("You can call {coach} on {number}.").format(
            coach=plan.coach.who, number=plan.coach.number
        )
    elif plan.coach is not None:
        yield _("Your coach is {coach}.").format(coach=plan.coach.who)
    elif plan.house_phone:
        yield _("You can call {coach} on {number}.").format(
            coach=plan.house, number=plan.house_phone
        )
    if plan.acute:
        yield _("If it is urgent, the numbers stand at the bottom of the plan.")


def _lines(text: str) -> list[str]:
    """The lines as they were written; one that goes on in the next line gets no stop."""
    lines = [line.strip() for line in text.splitlines()]
    return [
        line if after[:1].islower() else _stop(line)
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if line
    ]


def _whole(text: str) -> str:
    """A text in one breath."""
    return " ".join(_lines(text))


def _stop(text: str) -> str:
    """The text as a sentence: with a stop, unless it ends with a sign of its own."""
    text = text.strip().rstrip(",;")
    return text if text.rstrip(_CLOSING).endswith(_ENDS) else f"{text}."
