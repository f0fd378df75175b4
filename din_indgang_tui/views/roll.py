"""The roll of a meeting: one key a person, whoever else takes it too."""

from __future__ import annotations

from typing import Any

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import roll, roll_adding
from din_indgang_tui.house.codes import Attendance
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.roll import Guest, Line, Roll
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views import roll_lines
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.drafts import forget, kept
from din_indgang_tui.views.roll_list import RollList, is_open
from din_indgang_tui.views.roll_who import RollWho
from din_indgang_tui.views.roll_why import RollWhy
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.page import EMPTY, columns, fit, line, ruled
from din_indgang_tui.widgets.page import Line as Drawn

PANEL = "roll"  # the name of its drafts
WHO, NOTE, WHY, FINISH = "who", "note", "why", "finish"  # what is written, or asked


class RollView(View):
    """A roll that is taken. What is written in it lies in the fields until it is saved."""

    area = "4"
    help_text = N_("Here you mark who was here: a key each, in any order, kept at once.")
    ahead = False  # whether it is of a later day: views/roll_ahead.py

    def __init__(self, shell: Shell, session_id: int) -> None:
        super().__init__(shell)
        self.session_id = session_id
        self.roll: Roll | None = None
        self.list = RollList(shell)
        self.step = ""
        self.who = RollWho(shell, session_id)
        self.note = Field("note", limit=NOTE_LIMIT)
        self.why = RollWhy()

    # Reading ----------------------------------------------------------------------------

    async def load(self) -> None:
        before = self.roll
        self.roll = await self.shell.desk.read(roll.of, self.session_id, ahead=self.ahead)
        if not self.list.show(self.roll) and self.step == WHY:
            self.step = ""  # whoever it was about is off the roll
        if before is None or self.note.value.strip() == before.note:
            self.note.value = self.roll.note
        if before is None:
            await self._take_up()

    async def _take_up(self) -> None:
        """What one wrote here before and did not save."""
        left = await kept(self.shell.desk, PANEL, str(self.session_id))
        self.note.value = str(left.get("note", self.note.value))
        self.who.text.value = str(left.get("who", ""))
        self.why.take_up(left.get("why", {}))
        if left:
            self.list.to_one_of(self.why.left())
            self.shell.say(roll_lines.taken_up(left))

    async def changed(self, parts: set[str]) -> None:
        if not parts & {"groups", "citizens", "staff", "settings"} or self.roll is None:
            return
        before = self.roll
        await self.load()
        if said := roll_lines.changed_meanwhile(before, self.roll, self.shell.desk.who.name):
            self.shell.say(said)

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        if self.step in (WHO, NOTE, WHY):
            return (f"roll_{self.step}", "always")
        asked = "roll_finish" if self.step == FINISH else "roll"
        return (asked, "roll_marks", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.step == WHO:
            return ("up", "take", "back", "help")
        if self.step in (NOTE, WHY):
            return ("save", "back", "help")
        if self.step == FINISH:
            return ("finish_anyway", "back", "help")
        if not self.list.rows():
            return ("add", "edit", "finish", "back", "help")
        marks = ("here", "did_not_come", "sent_word", "rest_here")
        return (*marks, "add", "edit", "finish", "help")

    def possible(self, command_id: str) -> bool:
        row = self.list.row()
        if command_id == "whose":
            return self.list.nameless() is not None
        if command_id == "open_page":
            return row is not None and row.citizen_id is not None
        if command_id in ("here", "did_not_come", "sent_word", "no_mark", "next"):
            return row is not None
        return command_id != "rest_here" or (self.roll is not None and bool(self.roll.missing))

    def marked_one(self) -> tuple[int, str] | None:
        row = self.list.row()
        if row is None:
            return None
        name = roll_lines.name_of(row)
        return (row.attendance_id if isinstance(row, Guest) else row.citizen_id, name)

    def marks_mean(self) -> list[str]:
        said = _("p was here, i did not come, a sent word, \u00b7 nobody has said.")
        return [*super().marks_mean(), said]

    def writing(self) -> Field | None:
        return {WHO: self.who.text, NOTE: self.note, WHY: self.why.text}.get(self.step)

    async def rested(self) -> None:
        if self.step == WHO:
            await self.who.answer()

    async def do_sheet(self) -> None:
        """The sheet to sign in on."""
        await self.shell.go_to_sign_in_sheet(self.session_id)

    async def do_down(self) -> None:
        """The next row."""
        await self._go(1)

    async def do_up(self) -> None:
        """The row before."""
        await self._go(-1)

    async def do_page_down(self) -> None:
        """A page on."""
        await self._go(self.list.page)

    async def do_page_up(self) -> None:
        """A page back."""
        await self._go(-self.list.page)

    async def do_next(self) -> None:
        """Enter opens nothing, so that two fast hands do no harm."""
        await self._go(1)

    async def _go(self, step: int) -> None:
        if self.step == WHO:
            await self.who.turn(step)
        else:
            self.step = ""
            self.list.go(step)

    # Marks ------------------------------------------------------------------------------

    async def do_here(self) -> None:
        """`p`."""
        await self._mark(Attendance.PRESENT)

    async def do_did_not_come(self) -> None:
        """`i`."""
        await self._mark(Attendance.ABSENT)

    async def do_sent_word(self) -> None:
        """`a`; on one who has sent word: why."""
        row = self.list.row()
        if isinstance(row, Line) and row.mark is Attendance.EXCUSED:
            self.step = WHY
            self.why.open(row)
            return
        await self._mark(Attendance.EXCUSED)

    async def _mark(self, mark: Attendance) -> None:
        self.step = ""
        row = self.list.row()
        if row is None:
            self.shell.say(_("Nobody has a place here that day. + adds who dropped in."))
            return
        if isinstance(row, Guest):
            if mark is not Attendance.PRESENT:
                self.shell.say(_("Whoever dropped in was here. Space takes them off the roll."))
                return
        else:
            await self._set(row, mark)
        self.list.go_on(was_open=is_open(row))

    async def _set(self, row: Line, mark: Attendance | None, why: str | None = None) -> None:
        try:
            marked = await self.shell.desk.change(
                roll.mark, self.session_id, row.citizen_id, mark, why
            )
        finally:
            await self.load()
        if marked.replaced is not None and marked.replaced.mark is not mark:
            self.shell.say(roll_lines.was_replaced(row.name, marked.replaced))

    async def do_no_mark(self) -> None:
        """Space: nobody has said; of one who dropped in: was not here."""
        self.step = ""
        row = self.list.row()
        if isinstance(row, Guest):
            at = self.list.at()
            try:
                await self.shell.desk.change(roll_adding.take_out, row.attendance_id)
            finally:
                await self.load()
            self.list.to(at)
            said = _("{name} is off the roll. u takes it back.")
            self.shell.say(said.format(name=roll_lines.name_of(row, begins=True)))
        elif row is not None and row.mark is not None:
            await self._set(row, None)
        elif row is not None:
            self.shell.say(_("{name} has no mark.").format(name=row.name))

    async def do_rest_here(self) -> None:
        """`A`: all whom nobody has marked."""
        self.step = ""
        try:
            n = await self.shell.desk.change(roll.mark_rest, self.session_id)
        finally:
            await self.load()
        if not n:
            self.shell.say(_("Everybody has a mark already."))
            return
        self.list.to_first_open()
        self.shell.say(roll_lines.more_here(n))

    def do_add(self) -> None:
        """`+`: who dropped in?"""
        if self.who.guest_id is not None:
            self.who.empty()
        self.step = WHO

    def do_whose(self) -> None:
        """`m`: who is the guest without a name?"""
        if (guest := self.list.nameless()) is not None:
            self.who.empty()
            self.step, self.who.guest_id = WHO, guest.attendance_id
        else:
            self.shell.say(_("That is asked of a guest without a name."), wrong=True)

    def do_edit(self) -> None:
        """`e`: the note."""
        self.step = NOTE

    async def do_open_page(self) -> None:
        """The page of the marked citizen."""
        row = self.list.row()
        if row is None or row.citizen_id is None:
            self.shell.say(_("Nobody knows who it is: m says who the guest is."), wrong=True)
            return
        await self.shell.go_to_page(row.citizen_id)

    async def do_finish(self) -> None:
        """`f`: done; with some unmarked that is asked first."""
        if self.roll is not None and self.roll.missing and not self.roll.done:
            self.step = FINISH
            return
        await self.do_finish_anyway()

    async def do_finish_anyway(self) -> None:
        """Enter, where some are unmarked."""
        self.step = ""
        done = await self.shell.desk.change(roll.finish, self.session_id)
        name = self.roll.session.group if self.roll is not None else ""
        await self.shell.close(self)
        self.shell.say(roll_lines.finished(name, done.here))

    async def do_back(self) -> None:
        """Esc: out of what is written or asked, then out of the roll; what is marked is kept."""
        if self.step == FINISH:
            self.step = ""
        elif self.step:
            unsaved = self.draft() is not None
            self.step = ""
            if unsaved:
                self.shell.say(_("Not saved. What you wrote is kept as a draft."))
        else:
            await self.shell.close(self)

    # Writing ----------------------------------------------------------------------------

    async def do_save(self) -> None:
        """Enter in the note, or in why somebody sent word."""
        if self.step == WHY:
            row, said = self.list.row(), self.why.text.value
            if isinstance(row, Line):
                await self._set(row, Attendance.EXCUSED, None if said.strip() == row.why else said)
            self.step = ""
            self.why.saved()
            await self._forget()
            self.list.go_on(was_open=True)
            return
        assert self.roll is not None
        version = self.roll.session.version
        try:
            self.note.value = await self.shell.desk.change(
                roll.write_note, self.session_id, self.note.value, version
            )
        finally:
            await self.load()
        self.step = ""
        await forget(self.shell.desk, PANEL, str(self.session_id))
        self.shell.say(_("Saved: the note."))

    async def do_take(self) -> None:
        """Enter on who dropped in."""
        before = set(self.list.keys())
        called = await self.who.take()
        if called is None:
            self.shell.say(_("Write a part of the name."), wrong=True)
            return
        self.step = ""
        await self._forget()
        await self.load()
        added = [at for at, key in enumerate(self.list.keys()) if key not in before]
        if self.roll is not None and not self.roll.missing and added:
            self.list.to(added[-1])
        self.shell.say(_("Saved: {name} was here.").format(name=called))

    async def _forget(self) -> None:
        """What was just saved is no draft any more."""
        if self.draft() is None:
            await forget(self.shell.desk, PANEL, str(self.session_id))

    async def refused(self, error: DeskError) -> None:
        """What was written stays open; of a note that a colleague wrote too, theirs is shown."""
        if isinstance(error, Conflict) and self.step == NOTE:
            theirs = self.roll.note if self.roll is not None else ""
            error.message += " " + _("It says: {note}").format(note=theirs or "-")

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        if self.roll is None:
            return None
        content: dict[str, Any] = {}
        if why := self.why.unsaved(self.roll):
            content["why"] = why
        if self.note.value.strip() != self.roll.note:
            content["note"] = self.note.value
        if self.who.text.value.strip():
            content["who"] = self.who.text.value
        return (PANEL, str(self.session_id), content) if content else None

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        if self.roll is None:
            return picture
        today = local_date(self.shell.clock())
        picture.add(roll_lines.title(self.roll, today, space.width))
        below = 1 + bool(self.note.value or self.step == NOTE)
        if self.step == WHO:
            below = self.who.height()
        self.list.draw(
            picture,
            Space(space.width, space.height - 1 - below),
            # While somebody is looked for or the note is written, the mark is there.
            marked=self.step not in (WHO, NOTE),
            why=self.why.text if self.step == WHY else None,
        )
        while len(picture.lines) < space.height - below:
            picture.add(EMPTY)
        if self.step == WHO:
            self.who.draw(picture, space)
        else:
            self._draw_note(picture, space.width, is_today=self.roll.session.day == today)
        return picture

    def _draw_note(self, picture: Picture, width: int, *, is_today: bool) -> None:
        unsaved = self.step != NOTE and self.roll and self.note.value.strip() != self.roll.note
        title = _("Note for today") if is_today else _("Note for that day")
        picture.add(ruled(title, _("not saved") if unsaved else "", width=width))
        if self.step == NOTE:
            picture.add(columns((0, ">"), (2, fit(self.note.shown, width - 4))))
            picture.put_field(self.note, 2, width - 4)
        elif self.note.value:
            picture.add(line("  " + fit(self.note.value, width - 4)))

    def side(self, width: int) -> list[Drawn]:
        return self.list.side(width)

    def hint(self) -> str:
        if self.roll is None or self.step in (NOTE, WHY):
            return ""
        if self.step == WHO:
            return self.who.hint()
        if self.step == FINISH:
            return roll_lines.unmarked(self.roll.missing)
        me = self.shell.desk.who.name
        if said := roll_lines.others_at_it(self.roll, me, self.shell.clock()):
            return said
        row = self.list.row()
        if self.list.nameless() is not None:
            return _("m says who the guest is, Space takes them off the roll.")
        if isinstance(row, Line) and row.mark is Attendance.EXCUSED and not row.why:
            return _("a once more: write why.")
        if not self.roll.missing and not self.roll.done and self.list.rows():
            return _("All have a mark. f: the roll is done.")
        return _("Every mark is kept at once. Esc: go on with it later.")
