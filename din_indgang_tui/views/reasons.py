"""Why? The list of reasons, in the walk-in and when it is filled in later."""

from __future__ import annotations

from rich.cells import cell_len

from din_indgang_tui.house import day, enquiries
from din_indgang_tui.house.day import InTheHouse
from din_indgang_tui.house.enquiries import MOST_REASONS
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store import drafts
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Board, Picture, Shell, Space, View
from din_indgang_tui.widgets.choices import ChoiceList
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.page import EMPTY, Line, columns, fit, line, ruled

PANEL = "fill_in"
NOT_SAID = ""  # no code is stored: an honest default, shown until it is filled in


def draw_filter(picture: Picture, field: Field, right: str = "") -> int:
    """The line in which one types to find; returns the column where the text begins."""
    label = _("Type to find:")
    at = 3 + cell_len(label)
    picture.add(columns((2, label), (at, field.value), (52, right)))
    return at


class Reasons:
    """The filter list of reasons with its one line, as two panels use it."""

    def __init__(self, shell: Shell, chosen: tuple[str, ...] = (), note: str = "") -> None:
        self.shell = shell
        choices = [(NOT_SAID, _("Not said yet"))]
        choices += [
            (choice.code, choice.label)
            for choice in shell.lists.reasons
            if not choice.retired or choice.code in chosen
        ]
        self.list = ChoiceList(choices, most=MOST_REASONS, chosen=list(chosen))
        self.note = Field("note", value=note, limit=NOTE_LIMIT)
        self.in_note = False

    def contexts(self) -> tuple[str, ...]:
        """The list, or the one line below it."""
        return ("one_line" if self.in_note else "reasons", "always")

    def bar(self) -> tuple[str, ...]:
        """What works now."""
        if self.in_note:
            return ("take", "line", "back")
        return ("mark", "take", "up", "line", "back")

    def writing(self) -> Field:
        """The filter, or the line."""
        return self.note if self.in_note else self.list.filter

    def codes(self) -> tuple[str, ...]:
        """What Enter would save."""
        return tuple(code for code in self.list.taken() if code != NOT_SAID)

    def chosen_words(self) -> str:
        """What is marked, also where the filter hides it; empty where nothing is."""
        if not self.list.chosen:
            return ""
        words = self.shell.lists.reasons_in_a_line(tuple(self.list.chosen))
        return _("Marked: {reasons}.").format(reasons=words)

    def mark(self) -> None:
        """Mark the row, or take the mark off; says so where there are three already."""
        if self.list.nothing_fits():
            self.shell.say(_("No reason fits what you wrote."), wrong=True)
        elif self.list.marked_code() == NOT_SAID:
            self.shell.say(_("Not said yet stands alone: choose a reason to mark."))
        elif not self.list.toggle():
            self.shell.say(_("At most {n}.").format(n=MOST_REASONS), wrong=True)

    def hint(self, said: str) -> str:
        """What Enter does, after what is marked; or that nothing fits what is typed."""
        if self.list.nothing_fits():
            return _("No reason fits what you wrote.")
        return f"{self.chosen_words()} {said}".strip()

    def draw(self, picture: Picture, space: Space, title: Line, above: Board | None) -> None:
        """The filter, all of the list and the line; above them what fits of the queue."""
        needed = 4 + len(self.list.choices)
        spare = min(space.height - needed, 5)
        if spare > 1 and above is not None:
            picture.add(*above.draw_above(Space(space.width, spare)))
        picture.add(title)
        at = draw_filter(picture, self.list.filter, _("at most 3, the first is 1"))
        if not self.in_note:
            picture.put_field(self.list.filter, at, 52 - at)
        room = space.height - len(picture.lines) - 2
        rows = self.list.lines(room, marked=not self.in_note)
        picture.add(*rows, *[EMPTY] * (room - len(rows)))
        picture.add(ruled(_("In their own words (can wait)"), width=space.width))
        if self.in_note:
            picture.add(columns((0, ">"), (2, fit(self.note.value, space.width - 4))))
            picture.put_field(self.note, 2, space.width - 4)
        elif self.note.value:
            picture.add(line("  " + fit(self.note.value, space.width - 4)))
        else:
            picture.add(line("  " + _("Tab to write one line.")))


async def kept_note(shell: Shell, panel: str, row: InTheHouse) -> str:
    """The one line that the one who asks left unsaved in this panel about this enquiry."""
    for draft in await shell.desk.read(drafts.of, panel):
        if draft.subject == str(row.enquiry_id):
            return str(draft.content.get("note", ""))
    return ""


class FillIn(View):
    """What was not said at the door: the reasons and the one line of an enquiry."""

    area = "1"
    help_text = N_("Here you note why they came, with one line in their own words.")

    def __init__(self, shell: Shell, today: Board | None, row: InTheHouse) -> None:
        super().__init__(shell)
        self.today = today
        self.row = row
        self.reasons = Reasons(shell, row.reasons, row.note)

    async def load(self) -> None:
        kept = await kept_note(self.shell, PANEL, self.row)
        if kept and self.reasons.note.value == self.row.note:
            self.reasons.note.value = kept

    def draft(self) -> tuple[str, str, dict[str, str]] | None:
        if self.reasons.note.value == self.row.note:
            return None
        return PANEL, str(self.row.enquiry_id), {"note": self.reasons.note.value}

    def contexts(self) -> tuple[str, ...]:
        return self.reasons.contexts()

    def bar(self) -> tuple[str, ...]:
        return self.reasons.bar()

    def writing(self) -> Field | None:
        return self.reasons.writing()

    async def typed(self) -> None:
        if not self.reasons.in_note:
            self.reasons.list.filtered()

    def do_mark(self) -> None:
        """Space."""
        self.reasons.mark()

    def do_down(self) -> None:
        """The next row."""
        self.reasons.list.move(1)

    def do_up(self) -> None:
        """The row before."""
        self.reasons.list.move(-1)

    def do_line(self) -> None:
        """Between the list and the line."""
        self.reasons.in_note = not self.reasons.in_note

    async def do_back(self) -> None:
        """Out of the line, then out of the panel."""
        if self.reasons.in_note:
            self.reasons.in_note = False
        else:
            await self.shell.close(self)

    async def do_take(self) -> None:
        """Save both."""
        if self.reasons.list.nothing_fits():
            self.shell.say(_("No reason fits what you wrote."), wrong=True)
            return
        await self.shell.desk.change(
            enquiries.fill_in,
            self.row.enquiry_id,
            self.row.version,
            reasons=self.reasons.codes(),
            note=self.reasons.note.value,
        )
        self.reasons.note.value = self.row.note  # saved: there is no draft any more
        await self.shell.desk.change(drafts.discard, PANEL, str(self.row.enquiry_id))
        await self.shell.close(self)
        self.shell.say(_("Saved: {name}.").format(name=self.row.name or _("Anonymous")))

    async def refused(self, error: DeskError) -> None:
        if error.field == "note":
            self.reasons.in_note = True
        if isinstance(error, Conflict):
            await self._meet(error)

    async def _meet(self, conflict: Conflict) -> None:
        """Show what the other wrote; one's own stays in the panel, and Enter would save it now."""
        row = await self.shell.desk.read(day.one, self.row.enquiry_id)
        self.row = row
        theirs = self.shell.lists.reasons_in_a_line(row.reasons) or _("not said yet")
        if row.note:
            theirs += f". {row.note.rstrip('.')}"
        conflict.message = _(
            "{who} wrote meanwhile: {theirs}. Enter saves yours instead, Esc keeps theirs."
        ).format(who=conflict.who, theirs=theirs)

    def hint(self) -> str:
        return self.reasons.hint(_("Enter saves."))

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        who = self.row.full_name or self.row.name or _("Anonymous")
        title = ruled(_("{name}: why?").format(name=who), width=space.width)
        self.reasons.draw(picture, space, title, self.today)
        return picture
