"""The section "Maybe it is someone we know": under a new person's form, and under a letter."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from din_indgang_tui.clock import from_stored
from din_indgang_tui.house import likeness
from din_indgang_tui.house.codes import State
from din_indgang_tui.house.likeness import Described, Likely, Reason
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store import drafts
from din_indgang_tui.store.desk import Desk
from din_indgang_tui.store.errors import StoreError
from din_indgang_tui.views.citizen_facts import EditFacts
from din_indgang_tui.widgets.marks import Mark
from din_indgang_tui.widgets.page import Line, Look, columns, line, ruled
from din_indgang_tui.words import clock_time, full_day

# Each fits the 19 columns that a reason has.
REASON_LABELS = {
    Reason.CPR: N_("same CPR number"),
    Reason.BIRTH_DATE: N_("same birth date"),
    Reason.EMAIL: N_("same e-mail"),
    Reason.PHONE: N_("same phone number"),
    Reason.NAME: N_("sounds like the name"),
    Reason.SWAPPED: N_("names swapped"),
    Reason.LETTER_OFF: N_("name one letter off"),
    Reason.DAY_AND_MONTH: N_("day, month swapped"),
    Reason.DIGIT_OFF: N_("date one digit off"),
    Reason.FAMILY_NAME: N_("same family name"),
    Reason.BIRTH_YEAR: N_("same birth year"),
    Reason.GIVEN_NAME: N_("same given name"),
}
_WHY = 60  # the column of the reasons
ADDED = {
    "birth_date": N_("birth date"),
    "phone": N_("phone"),
    "cpr": N_("CPR number"),
    "email": N_("e-mail"),
}


@dataclass(slots=True)
class LikelyList:
    """Who may be the one described, asked again when the description is another."""

    found: tuple[Likely, ...] = ()
    asked: Described = field(default_factory=Described)
    mark: Mark = field(default_factory=Mark)
    open: bool = False  # whether the mark is in this list

    async def ask(self, desk: Desk, described: Described) -> None:
        """Have the answer to exactly this description."""
        if described != self.asked:
            self.found = await desk.read(likeness.likely, described)
            self.asked = described
            self.mark.at = 0

    def go_to(self, citizen_id: int) -> bool:
        """Put the mark on this one; False where they are not among them."""
        for number, likely in enumerate(self.found):
            if likely.hit.citizen_id == citizen_id:
                self.mark.at, self.open = number, True
                return True
        return False

    @property
    def marked(self) -> Likely:
        """The one with the mark."""
        return self.found[self.mark.at]


def heading(found: Sequence[Likely], width: int) -> Line:
    """The section title, with how many they are."""
    return ruled(_("Maybe it is someone we know: {n}").format(n=len(found)), width=width)


def likely_lines(
    found: Sequence[Likely], *, width: int, room: int, marked: int | None = None
) -> list[Line]:
    """Who they are and why, in at most `room` lines, the one with the mark among them."""
    blocks = [
        _block(likely, marked=number == marked, width=width) for number, likely in enumerate(found)
    ]
    if sum(map(len, blocks)) <= room:
        return [one for block in blocks for one in block]
    at = marked or 0
    first, last = at, at + 1
    left = room - 1 - len(blocks[at])  # a line says how many more there are
    while first > 0 and len(blocks[first - 1]) <= left:
        first -= 1
        left -= len(blocks[first])
    while last < len(blocks) and len(blocks[last]) <= left:
        left -= len(blocks[last])
        last += 1
    lines = [one for block in blocks[first:last] for one in block][: max(0, room - 1)]
    more = _("+ {n} more").format(n=len(blocks) - (last - first))
    return [*lines, line("  " + more, Look.QUIET)][:room]


def _block(likely: Likely, *, marked: bool, width: int) -> list[Line]:
    hit = likely.hit
    why = [_(REASON_LABELS[reason]) for reason in likely.reasons]
    if hit.state == State.WAITING:
        why.append(_("waits since {time}").format(time=clock_time(from_stored(hit.since))))
    elif hit.state:
        why.append(_("with {colleague}").format(colleague=hit.met_by))
    first, *rest = textwrap.wrap(", ".join(why), max(10, width - _WHY))
    born = _("born {day}").format(day=full_day(hit.birth_date)) if hit.birth_date else ""
    return [
        columns(
            (2, hit.name or _("No name")),
            (24, born),
            (42, hit.road or "-"),
            (_WHY, first),
            marked=marked,
        ),
        *(columns((_WHY, text)) for text in rest),
    ]


async def additions(desk: Desk, citizen_id: int, described: Described) -> str:
    """What was written of somebody known and is not stored, to stand behind a sentence.

    Never over what is stored, and not stored here either: it is a draft of the form on their page,
    where somebody confirms it.
    """
    try:
        return await _kept_additions(desk, citizen_id, described)
    except StoreError:
        return ""  # what it stands behind is saved all the same


async def _kept_additions(desk: Desk, citizen_id: int, described: Described) -> str:
    version, found = await desk.read(likeness.additions, citizen_id, described)
    if not found or desk.who.staff_id is None:
        return ""
    kept = await desk.read(drafts.of, EditFacts.panel)
    if all(draft.subject != str(citizen_id) for draft in kept):  # what they wrote there comes first
        content = {"texts": found, "before": dict.fromkeys(found, ""), "version": version}
        await desk.change(drafts.keep, EditFacts.panel, str(citizen_id), content)
    written = ", ".join(_(ADDED[name]) for name in found)
    return " " + _("Not on their page yet: {written}. o, then e: there it is.").format(
        written=written
    )
