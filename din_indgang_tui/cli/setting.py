"""set: the settings, lists, opening hours and acute numbers of area 9, from the command line."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from din_indgang_tui.cli.house import opened, say
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from din_indgang_tui.house.closed_day_plans import HowMany
    from din_indgang_tui.house.lists import Facts
    from din_indgang_tui.store.door import Door
    from din_indgang_tui.store.roles import Who

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOLIDAYS = "public_holidays_to"
_OPTION = re.compile(r"-(?![0-9])")  # what begins so is no value
# `Who answers: number, hours`; the label may have a colon of its own, so digits must follow.
_ACUTE = re.compile(r"(?P<label>.*?):\s*(?P<number>\+?[0-9][0-9 ]*)(?:,\s*(?P<hours>.*))?")


def put(
    ctx: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar=_("KEY"), help=_("Which; all are listed without one"))
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar=_("VALUE"), help=_("What it is from now on; an empty text: the default")
        ),
    ] = None,
    retire: Annotated[
        bool,
        typer.Option("--retire", help=_("Out of use: a line of a list, a number, a closed day")),
    ] = False,
    bring_back: Annotated[bool, typer.Option("--bring-back", help=_("In use again"))] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help=_("Take the last change back that set made here"))
    ] = False,
) -> None:
    from din_indgang_tui.house import closed_day_plans
    from din_indgang_tui.store.roles import command_line

    for word in filter(None, (key, value)):
        if _OPTION.match(word):
            raise UsageError(_("There is no option {option}.").format(option=repr(word)))
    if retire + bring_back + undo + (value is not None) > 1 or (undo and key is not None):
        raise UsageError(_("One thing at a time: a value, --retire, --bring-back or --undo."))
    if key is None and (retire or bring_back):
        raise UsageError(_("Which key? They are listed by: dinindgang set"))
    owner = command_line()
    # One session an account over all its processes: undo goes by it, and it has no deed but these.
    who = replace(owner, session=f"set:{owner.initials}")
    with opened(ctx.obj) as door:
        before = _values(door, who)
        if undo:
            say(_undone(door, who))
        elif key is None:
            say(*_everything(before))
            return
        elif retire or bring_back:
            key = _known(key, before)
            _use(door, who, key, again=bring_back)
        elif value is not None:
            key = _put(door, who, key, value, before)
        else:
            key = _known(key, before)
            say(f"{key} = {before[key]}", f"    {_meaning(key)}")
            return
        after = _values(door, who)
        planned = door.read(who, closed_day_plans.on_closed_days)
    changed = [one for one in {**before, **after} if before.get(one) != after.get(one)]
    if key is not None and key not in changed:
        say(key, "  " + _("is already: {value}").format(value=after.get(key, _("nothing"))))
    for one in changed:
        was, now = before.get(one, _("nothing")), after.get(one, _("nothing"))
        say(
            one,
            "  " + _("was: {value}").format(value=was or "-"),
            "  " + _("now: {value}").format(value=now or "-"),
        )
    say(*_stands(planned, [one for one in changed if one not in before]))


def _stands(planned: dict[date, HowMany], new: list[str]) -> list[str]:
    """What stands on each of these keys that is a closed day, in a sentence each."""
    from din_indgang_tui.words import full_day

    said = _("{day}: {what} Cancel with c in the desk, 9, closed days.")
    return [
        said.format(day=full_day(day), what=found.on_that_day)
        for day, found in planned.items()
        if f"closed_day.{day.isoformat()}" in new
    ]


def _values(door: Door, who: Who) -> dict[str, str]:
    """Every key with what it is now, as it may be written again."""
    from din_indgang_tui.house import acute_numbers, days_off, lists, opening_hours, settings

    values = {one.setting.key: one.said for one in door.read(who, settings.everything)}
    for hours in door.read(who, opening_hours.week):
        values[f"opening_hours.{_DAYS[hours.weekday - 1]}"] = hours.text
    values[_HOLIDAYS] = str(door.read(who, days_off.filled_to) or "")
    for closed in door.read(who, opening_hours.closed_days):
        values[f"closed_day.{closed.day.isoformat()}"] = closed.label
    for name in lists.LISTS:
        for entry in door.read(who, lists.entries, name):
            values[f"{name}.{entry.code}"] = _with_state(entry.label, entry.retired)
            for fact in lists.FACTS.get(name, ()):
                values[f"{name}.{entry.code}.{fact}"] = _fact(getattr(entry.facts, fact))
    values |= _hours(door, who)
    for one in door.read(who, acute_numbers.everything):
        text = f"{one.label}: {one.number}" + (f", {one.hours}" if one.hours else "")
        values[f"acute.{one.code}"] = _with_state(text, one.retired)
    return values


def _hours(door: Door, who: Who) -> dict[str, str]:
    """The weeks that colleagues and rooms have of their own: a key a day."""
    from din_indgang_tui.house import rooms, working_hours

    weeks = {
        f"working_hours.{one.initials}": one.week
        for one in door.read(who, working_hours.workers)
        if one.own
    }
    weeks |= {f"room_hours.{code}": week for code, week in door.read(who, rooms.own_weeks).items()}
    return {
        f"{whose}.{_DAYS[day.weekday - 1]}": day.text
        for whose, week in weeks.items()
        for day in week
    }


def _with_state(text: str, retired: bool) -> str:
    return f"{text} ({_('retired')})" if retired else text


def _fact(value: bool | int) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _everything(values: dict[str, str]) -> list[str]:
    """All keys, each group below what it means."""
    lines: list[str] = []
    said = ""
    for key, value in values.items():
        if (meaning := _meaning(key)) != said:
            lines += ["", f"# {meaning}"]
            said = meaning
        lines.append(f"{key} = {value}")
    return lines[1:]


def _meaning(key: str) -> str:
    from din_indgang_tui.house import settings

    for setting in settings.TABLE:
        if setting.key == key:
            return _(setting.explanation)
    return {
        "opening_hours": _("When the house is open: 9-15, 9.30-13, or closed"),
        _HOLIDAYS: _("Danish public holidays are closed days up to and including this year"),
        "closed_day": _("Days on which the house holds closed, and why"),
        "reason": _("Why people come; the code after the dot stays, the text may change"),
        "heard_from": _("Where people heard of us; the code stays, the text may change"),
        "outcome": _("How an enquiry ends; the code stays, the text may change"),
        "closing_reason": _("Why a course ends; the code stays, the text may change"),
        "onward_support": _("What comes after a course; assessed: the authority grants it"),
        "activity_kind": _("What a course can hold; bookable as a time of so many minutes"),
        "outreach_result": _("What a try to reach somebody came to; contact: they were met"),
        "room": _("Rooms; the code stays, the text may change"),
        "working_hours": _("When a colleague works: 9-12, 13-15.30, or no hours"),
        "room_hours": _("When a room can be used: 9-12, 13-15.30, or no hours"),
        "acute": _("Acute telephone numbers: who answers: number, when"),
    }[key.partition(".")[0]]


def _known(key: str, values: dict[str, str]) -> str:
    """The key, where there is one. Raises UsageError with those that are near."""
    if key in values:
        return key
    from difflib import get_close_matches

    near = get_close_matches(key, values, n=3, cutoff=0.5)
    if not near:
        raise UsageError(
            _("There is no setting {key}. They are listed by: dinindgang set").format(key=key)
        )
    raise UsageError(
        _("There is no setting {key}. Near it: {keys}.").format(key=key, keys=", ".join(near))
    )


def _put(door: Door, who: Who, key: str, value: str, values: dict[str, str]) -> str:
    """Let the key be this. Returns it as it is listed. Raises DeskError, UsageError."""
    from din_indgang_tui.house import acute_numbers, days_off, lists, opening_hours, settings

    kind, dot, name = key.partition(".")
    if key == _HOLIDAYS:
        door.change(who, days_off.fill, days_off.typed_year(value) if value.strip() else None)
    elif not dot:
        door.change(who, settings.put, _known(key, values), value)
    elif kind == "opening_hours":
        day = _DAYS.index(_known(key, values).partition(".")[2]) + 1
        door.change(who, opening_hours.put, day, value)
    elif kind in ("working_hours", "room_hours"):
        _put_hours(door, who, kind, name, value)
    elif kind == "closed_day":
        closed = opening_hours.typed_day(name)
        key = f"closed_day.{closed.isoformat()}"
        deed = opening_hours.relabel_day if key in values else opening_hours.close_day
        door.change(who, deed, closed, value)
    elif kind in lists.FACTS and "." in name:
        _known(key, values)
        code, _dot, fact = name.partition(".")
        door.change(who, lists.edit, kind, code, _facts(fact, value))
    elif kind in lists.LISTS and key in values:
        door.change(who, lists.rename, kind, name, value)
    elif kind in lists.LISTS:
        door.change(who, lists.add, kind, value, name)
    elif kind == "acute":
        match = _ACUTE.fullmatch(value.strip())
        if match is None:
            raise DeskError(_('Write it like "Who answers: 20 00 00 00, all day and night".'))
        label, number, hours = match["label"], match["number"], match["hours"] or ""
        if key in values:
            door.change(who, acute_numbers.edit, name, label=label, number=number, hours=hours)
        else:
            door.change(who, acute_numbers.add, label, number, hours, name)
    else:
        _known(key, values)
    return key


def _put_hours(door: Door, who: Who, kind: str, name: str, value: str) -> None:
    """The hours of one day of a colleague's or a room's week. Raises DeskError, UsageError."""
    from din_indgang_tui.house import rooms, working_hours

    whose, _dot, day = name.rpartition(".")
    if day not in _DAYS:
        raise UsageError(
            _("Say whose and which day, like {kind}.{example}.mon.").format(
                kind=kind, example="BOD" if kind == "working_hours" else "code"
            )
        )
    weekday = _DAYS.index(day) + 1
    if kind == "room_hours":
        door.change(who, rooms.put, whose, weekday, value)
        return
    for one in door.read(who, working_hours.workers):
        if one.initials == whose:
            door.change(who, working_hours.put, one.staff_id, weekday, value)
            return
    raise DeskError(_("Nobody here has the initials {initials}.").format(initials=whose))


def _facts(fact: str, value: str) -> Facts:
    """What was written of an entry of a list. Raises DeskError."""
    from din_indgang_tui.house.lists import Facts

    said = value.strip().lower()
    if fact == "minutes":
        # What is no number is refused as a number that cannot be.
        return Facts(
            minutes=int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1
        )
    if said not in (_("yes"), _("no"), "yes", "no", "ja", "nej"):
        raise DeskError(_("Write yes or no."))
    yes = said in (_("yes"), "yes", "ja")
    return Facts(**{fact: yes})


def _use(door: Door, who: Who, key: str, *, again: bool) -> None:
    """Retire, or bring back. Raises DeskError, UsageError."""
    from din_indgang_tui.house import acute_numbers, lists, opening_hours

    kind, _dot, name = key.partition(".")
    if kind in lists.LISTS and "." not in name:
        door.change(who, lists.bring_back if again else lists.retire, kind, name)
    elif kind == "acute":
        door.change(who, acute_numbers.bring_back if again else acute_numbers.retire, name)
    elif kind == "closed_day" and not again:
        door.change(who, opening_hours.open_day, opening_hours.typed_day(name))
    else:
        raise UsageError(_("{key} is not retired or brought back: it has a value.").format(key=key))


def _undone(door: Door, who: Who) -> str:
    from din_indgang_tui.house.undo import undo

    return _("Undone: {deed}.").format(deed=door.change(who, undo).label)
