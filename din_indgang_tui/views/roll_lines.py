"""What stands in the lines of a roll: the letter, the name, and what is worth saying."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.attendance import LETTERS, NO_MARK
from din_indgang_tui.house.codes import ATTENDANCE_LABELS, Attendance
from din_indgang_tui.house.roll import Guest, Line, Replaced, Roll
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.widgets.page import Line as Drawn
from din_indgang_tui.widgets.page import fit, ruled
from din_indgang_tui.words import clock_time, full_day, near_day, short_moment, unstopped

TAKING_IT = timedelta(minutes=10)  # since a colleague's last mark: they take the roll still


def letter(mark: Attendance | None) -> str:
    """The key that sets the mark, which is how it is shown too."""
    return NO_MARK if mark is None else LETTERS[mark]


def counts(roll: Roll) -> str:
    """`6 her, 1 kom ikke, 1 afbud, 5 mangler`; what is nobody is not named, save who was here."""
    said = [_("{n} here").format(n=roll.here)]
    if roll.absent:
        said.append(_("{n} absent").format(n=roll.absent))
    if roll.excused:
        said.append(_("{n} sent word").format(n=roll.excused))
    if roll.missing:
        said.append(_("{n} to go").format(n=roll.missing))
    elif roll.done:
        said.append(_("finished"))
    return ", ".join(said)


def title(roll: Roll, today: date, width: int) -> Drawn:
    """`── Fremmøde: Gåtur, i dag 11.00 ──── 6 her, 5 mangler ──`; a long name is cut, no more."""
    meeting, right = roll.session, counts(roll)
    when = f"{near_day(meeting.day, today)} {clock_time(meeting.starts_at)}"
    said = _("Roll: {group}, {when}")
    if meeting.day > today:
        said, right = _("Sent word: {group}, {when}"), _("{n} sent word").format(n=roll.excused)
    room = width - len(right) - 9 - len(said.format(group="", when=when))
    return ruled(said.format(group=fit(meeting.group, room), when=when), right, width=width)


def on_its_day(day: date) -> str:
    """Why no roll is taken of a later day."""
    return _("That meeting is on {day}: its roll is taken then.").format(day=full_day(day))


def said_of(line: Line, roll: Roll, me: str, limit: int) -> str:
    """What stands behind the name of somebody on the list.

    `me` is the name of whoever looks; `limit`, how many times away are somebody to call.
    """
    said = []
    if line.mark is Attendance.ABSENT:
        said.append(away_now(line.away))
    elif line.mark is Attendance.EXCUSED:
        said.append(
            _("sent word: {why}").format(why=unstopped(line.why)) if line.why else _("sent word")
        )
    elif line.mark is None and line.away >= limit:
        said.append(ngettext("away {n} time", "away {n} times", line.away).format(n=line.away))
    if not line.member:
        said.append(_("has no place now"))
    if line.marked_by not in ("", me) and not roll.done and line.marked_at is not None:
        said.append(set_by(line.marked_by, line.mark, line.marked_at))
    return ", ".join(said)


def away_now(before: int) -> str:
    """`kom ikke`, and which time in a row it is from the second on."""
    if not before:
        return _("did not come")
    return _("did not come, time no. {n} in a row").format(n=before + 1)


def set_by(who: str, mark: Attendance | None, at: datetime) -> str:
    """`Pia Nørgaard har sat p kl. 11.03`."""
    return _("{who} set {letter} at {time}").format(
        who=who, letter=letter(mark), time=clock_time(at)
    )


def name_of(row: Line | Guest, *, begins: bool = False) -> str:
    """The name in the list; a guest without one is called so. `begins`: it begins a sentence."""
    name = row.name or _("a guest without a name")
    return name[:1].upper() + name[1:] if begins else name


def said_of_guest(guest: Guest, roll: Roll, me: str) -> str:
    """What stands behind somebody who dropped in."""
    if guest.marked_by in ("", me) or roll.done:
        return ""
    return set_by(guest.marked_by, Attendance.DROP_IN, guest.marked_at)


def about(row: Line | Guest, now: datetime) -> list[str]:
    """The marked one beside the list, a sentence each."""
    said = []
    if isinstance(row, Guest):
        said.append(_("Dropped in."))
        by, at = row.marked_by, row.marked_at
    else:
        if row.mark is None:
            said.append(_("Nobody has marked them yet."))
        else:
            label = _(ATTENDANCE_LABELS[row.mark])
            said.append(f"{label[:1].upper()}{label[1:]}.")
        if row.why:
            said.append(_("Why: {why}.").format(why=unstopped(row.why)))
        if row.away:
            said.append(
                ngettext(
                    "Did not come the time before this one.",
                    "Did not come the {n} times before this one.",
                    row.away,
                ).format(n=row.away)
            )
        if not row.member:
            said.append(_("Has no place in the group that day."))
        if row.marked_at is None:
            return said
        by, at = row.marked_by, row.marked_at
    if by:
        when = short_moment(at, local_date(now))
        said.append(_("Marked by {who}, {when}.").format(who=by, when=when))
    return said


def unmarked(n: int) -> str:
    """The question before a roll is done in which nobody has said it of some."""
    said = ngettext(
        "{n} has no mark. Enter: done all the same.",
        "{n} have no mark. Enter: done all the same.",
        n,
    )
    return said.format(n=n)


def more_here(n: int) -> str:
    """How many were marked in one go."""
    said = ngettext(
        "{n} more was here. u takes it back.", "{n} more were here. u takes it back.", n
    )
    return said.format(n=n)


def finished(group: str, here: int) -> str:
    """The roll is done, and how many were here."""
    said = ngettext("Saved: {group}, {n} was here.", "Saved: {group}, {n} were here.", here)
    return said.format(group=group, n=here)


def taken_up(left: Collection[str]) -> str:
    """Where what one wrote before stands; `left` names what was left unsaved."""
    if "why" in left:
        return _("What you wrote before is here again: a says why somebody sent word.")
    return _("What you wrote before is here again: e the note, + who.")


def others_at_it(roll: Roll, me: str, now: datetime) -> str:
    """The sentence that a colleague takes the roll too; empty where nobody does."""
    rows: list[Line | Guest] = [*roll.lines, *roll.guests]
    marks = [
        (row.marked_at, row.marked_by)
        for row in rows
        if row.marked_at is not None and row.marked_by not in ("", me)
    ]
    if roll.done or not marks:
        return ""
    at, who = max(marks)
    if now - at > TAKING_IT:
        return ""
    return _("{who} takes the roll too. All your marks count, the latest wins.").format(who=who)


def was_replaced(name: str, replaced: Replaced) -> str:
    """What a colleague had marked before one's own mark took its place."""
    return _("{name}: {who} had set {letter} at {time}. Yours counts now.").format(
        name=name,
        who=replaced.who,
        letter=letter(replaced.mark),
        time=clock_time(replaced.at),
    )


def changed_meanwhile(before: Roll, now: Roll, me: str) -> str:
    """Whose mark of one's own a colleague has just changed; empty where none was."""
    mine = {line.citizen_id: line for line in before.lines if line.marked_by == me}
    for line in now.lines:
        was = mine.get(line.citizen_id)
        if was is not None and line.mark is not was.mark and line.marked_by not in ("", me):
            return _("{name}: {who} has set {letter}, you had set {yours}.").format(
                name=line.name,
                who=line.marked_by,
                letter=letter(line.mark),
                yours=letter(was.mark),
            )
    return ""
