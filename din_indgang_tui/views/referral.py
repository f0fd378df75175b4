"""A referral that is being written: what is asked for, what goes along, and why it may."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.export import referral as papers
from din_indgang_tui.house import citizen_facts, consents, referral_note, referrals, staff
from din_indgang_tui.house.citizen_facts import Facts
from din_indgang_tui.house.conversation_text import day_text
from din_indgang_tui.house.referral_rows import Referral
from din_indgang_tui.house.referral_rules import PASS
from din_indgang_tui.house.staff import Colleague
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell, Space
from din_indgang_tui.views.citizen_facts import look
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.views.paper import section_lines
from din_indgang_tui.views.referral_consent import ReferralConsent
from din_indgang_tui.views.referral_page import ReferralPage
from din_indgang_tui.views.referral_rows import beside, consent_choices, rows_of, texts_of
from din_indgang_tui.widgets.form import ChoiceRow, TextRow, text_of
from din_indgang_tui.widgets.marks import window_of
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line
from din_indgang_tui.words import clock_time, full_day

_BESIDE_AT = 41  # column of what stands beside a tick
_LONG = ("why", "tried")
_ASKS = {"asked_for": "asked_other", "lawful_basis": "lawful_why"}  # row that a choice needs
_FIRST, _AFTER = "pass_own_words", "receiver"


class ReferralDraft(EditView):
    """The rows in the order in which what is missing is named. Space ticks what goes along."""

    area = "5"
    panel = "referral"
    parts = frozenset({"referrals", "conversations", "citizens", "settings"})
    help_text = N_(
        "Here you write a referral. Only what is ticked goes along, and nothing before f."
    )

    def __init__(self, shell: Shell, referral: Referral) -> None:
        super().__init__(shell)
        self.referral = referral
        self.colleagues: Sequence[Colleague] = ()
        self.facts: Facts | None = None
        self.shown_until: datetime | None = None  # so long what is protected stands here
        self.page: list[Line] | str = ""  # the page as it will print; else why it cannot be seen
        self._began = False

    def subject(self) -> str:
        return str(self.referral.referral_id)

    # Rows ---------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        return rows_of(self.colleagues)

    async def load(self) -> None:
        self.form.wrong.clear()  # a consent may have been written meanwhile
        if not self.form.rows:
            self.colleagues = await self.shell.desk.read(staff.everyone)
        await super().load()
        if not self._began:
            self._began = True
            # Of a new one the row above is not said yet; what is filled in is ticked or sent.
            self.form.go_to(_FIRST if self.form.code("asked_for") else "asked_for")

    async def read(self) -> tuple[int, dict[str, str]]:
        read = self.shell.desk.read
        number = self.referral.referral_id
        one = self.referral = await read(referrals.one_again, number)
        said = await read(consents.of_citizen_again, one.citizen_id)
        shown = self._shows()
        self.facts = await read(citizen_facts.facts, one.citizen_id, shown=shown)
        row = self._row_of("consent_id")
        assert isinstance(row, ChoiceRow)
        today = local_date(self.shell.clock())
        chosen, row.choices = row.value, consent_choices(one, said.all, today)
        row.choose(chosen)
        try:
            page = papers.sheet(await read(referral_note.page_again, number))
            self.page = [
                *flow(f"{page.title}. {page.byline}", width=38),
                *(one for part in page.sections for one in (EMPTY, *section_lines(part, 40))),
            ]
        except DeskError as error:
            self.page = error.message
        return one.version, texts_of(one)

    async def save(self, version: int, texts: dict[str, str]) -> str:
        number = self.referral.referral_id
        await self.shell.desk.change(referrals.edit, number, version, texts)
        now = clock_time(self.shell.clock())
        return _("Kept as a draft {time}. Nothing is sent.").format(time=now)

    async def saved(self) -> None:
        """The row that a choice asks for opens at once: which other help, and why without."""
        await super().saved()
        asks = _ASKS.get(self.form.open.name, "")
        if asks and self._stands(self._row_of(asks)) and not text_of(self._row_of(asks)):
            self.form.go_to(asks)
            await self.do_open_row()

    # What is protected --------------------------------------------------------------------

    def _shows(self) -> bool:
        return self.shown_until is not None and self.shell.clock() < self.shown_until

    async def do_show(self) -> None:
        """A protected phone and address, for a minute, once that is on record."""
        if not self.referral.protected:
            self.shell.say(_("The address is not protected."))
            return
        self.facts, self.shown_until = await look(self.shell, self.referral.citizen_id)

    def tick(self) -> bool:
        if self.shown_until is None or self._shows():
            return False
        self.shown_until = None
        if self.facts is not None:
            for name in citizen_facts.HIDDEN:
                self.facts.texts.pop(name, None)
        return True

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return super().contexts() if self.opened else ("referral", *super().contexts())

    def bar(self) -> tuple[str, ...]:
        if self.opened:
            return super().bar()
        show = ("show",) if self.referral.protected and not self._shows() else ()
        on = "tick" if self._is_tick(self.form.open) else "open_row"
        return (on, "page", "send", "consent", *show, "back", "help")

    def marked_one(self) -> tuple[int, str] | None:
        return self.referral.citizen_id, self.referral.full_name

    def _is_tick(self, row: Row) -> bool:
        return row.name.startswith(PASS)

    def _stands(self, row: Row) -> bool:
        """Whether the row has anything to say: the others are left out until they have."""
        if row.name in self.form.wrong or text_of(row) != self.base.get(row.name, ""):
            return True
        if row.name == "asked_other":
            return self.form.code("asked_for") == "other"
        if row.name == "lawful_basis":
            return not self.form.code("consent_id")
        if row.name == "lawful_why":
            return not self.form.code("consent_id") and bool(self.form.code("lawful_basis"))
        return True

    def _go(self, step: int) -> None:
        self.form.move(step)
        while not self._stands(self.form.open):
            self.form.move(step)
        if self.opened and self._is_tick(self.form.open):
            self.opened = False

    async def do_open_row(self) -> None:
        """Write in the marked row; a tick is set or taken away."""
        row = self.form.open
        if self._is_tick(row):
            await self.do_tick()
        elif isinstance(row, ChoiceRow) and len(row.choices) == 1:
            await self.do_consent()  # there is none to choose among
        else:
            await super().do_open_row()

    async def do_tick(self) -> None:
        """What goes along: a tick at the marked part, or none; saved at once."""
        row = self.form.open
        if not isinstance(row, ChoiceRow) or not self._is_tick(row):
            self.shell.say(_("Space ticks what goes along. Enter opens this row."))
            return
        before = row.value
        row.step(1)
        try:
            await self._save()
        except DeskError:
            row.choose(before)  # what may not go along is not ticked
            raise

    async def do_page(self) -> None:
        """The page as it will print; from there into a file."""
        if not await self._all_saved():
            return
        page = await self.shell.desk.read(referral_note.page, self.referral.referral_id)
        await self.shell.open(ReferralPage(self.shell, self.referral, page, self._send_from_page))

    async def _send_from_page(self) -> None:
        """It was sent from its page, which is closed: what is missing is named by its row here."""
        try:
            await self.do_send()
        except DeskError as error:
            await self.refused(error)
            raise

    async def do_consent(self) -> None:
        """Write down what the citizen said yes to; the referral goes by it."""
        if not await self._all_saved():
            return
        form = ReferralConsent(self.shell, self.referral, self.version)
        await self.shell.open(form)

    async def do_send(self) -> None:
        """It is sent; what is missing is named first, by its row."""
        if not await self._all_saved():
            return
        number = self.referral.referral_id
        sent = await self.shell.desk.change(referrals.send, number, self.version)
        await self.shell.close(self)
        await self.shell.go_to_referral(number)
        self.shell.say(
            _("Sent. {who} tells {name} by {day}. w writes the page out for the journal.").format(
                who=sent.tells, name=sent.name, day=day_text(sent.tell_by_on)
            )
        )

    async def do_drop(self) -> None:
        """The draft is taken away; u brings it back."""
        number = self.referral.referral_id
        await self.shell.desk.change(referrals.drop, number, self.version)
        await self.shell.close(self)
        self.shell.say(_("The draft is taken away. Press u to undo."))

    async def do_open_page(self) -> None:
        """The citizen's page."""
        await self.shell.go_to_page(self.referral.citizen_id)

    async def _all_saved(self) -> bool:
        """Save what was typed and not saved; False where that could not be."""
        if self.unsaved():
            await self._save()
        return not self.unsaved()

    async def refused(self, error: DeskError) -> None:
        await super().refused(error)
        if self._is_tick(self.form.open) or self.form.open.name == "consent_id":
            self.opened = False  # there the next key is Space, or + for a new consent

    async def do_back(self) -> None:
        """Out of the row, then back; the draft stays on the citizen's page."""
        out = not self.opened
        await super().do_back()
        if out and not self.unsaved():
            name = self.referral.name
            self.shell.say(_("The draft is kept on the page of {name}.").format(name=name))

    async def changed(self, parts: set[str]) -> None:
        await super().changed(parts)
        if not self.referral.is_draft and self._untouched():
            # Somebody else sent it: what becomes of it is another screen.
            who = self.referral.sent_by
            await self.shell.close(self)
            await self.shell.go_to_referral(self.referral.referral_id)
            self.shell.say(_("{who} sent it. Here you write what becomes of it.").format(who=who))

    # Drawing ------------------------------------------------------------------------------

    def title(self) -> tuple[str, str]:
        return _("Referral to the authority: {name}").format(name=self.referral.full_name), _(
            "draft"
        )

    def hint(self) -> str:
        return super().hint() or _(
            "Read the page aloud for {name} before it is sent: w shows it. Nothing is sent yet."
        ).format(name=self.referral.name)

    def draw_rows(self, picture: Picture, space: Space) -> None:
        picture.add(*self._sent_back(space.width))
        wrong = self.wrong_lines(space.width)
        unsaved = self.unsaved()
        shown: list[tuple[int, list[Line]]] = []
        for number, row in enumerate(self.form.rows):
            if self._stands(row) or number == self.form.at:
                lines = self._row(row, number, row.name in unsaved, space.width)
                shown.append((number, lines + list(wrong.get(row.name, ()))))
        room = space.height - len(picture.lines)
        self._air(shown, room)
        marked = next(n for n, (number, _l) in enumerate(shown) if number == self.form.at)
        for n in window_of([len(lines) for _n, lines in shown], marked, room):
            number, lines = shown[n]
            row = self.form.rows[number]
            more = self.form.box_lines() if number == self.form.at and self.opened else 0
            below = len(wrong.get(row.name, ()))
            picture.add(*lines[: len(lines) - below])
            if number == self.form.at and self.opened and isinstance(row, TextRow):
                picture.put_box(row.field, self.column, space.width - self.column - 2, more + 1)
            picture.add(*lines[len(lines) - below :])

    def _sent_back(self, width: int) -> list[Line]:
        """Why the one before was sent back, in two lines at most; its own page has all of it."""
        one = self.referral
        if one.back_on is None:
            return []
        said = _("Sent back {day}: {why}").format(
            day=full_day(one.back_on), why=one.back_why or _("why is not written down")
        )
        return [*flow(said, width=width - 1, indent=2)[:2], EMPTY]

    def _air(self, shown: list[tuple[int, list[Line]]], room: int) -> None:
        """An empty line above what goes along, and below it, where there is room."""
        spare = room - sum(len(lines) for _number, lines in shown)
        for number, lines in shown:
            if spare > 0 and self.form.rows[number].name in (_FIRST, _AFTER):
                lines.insert(0, EMPTY)
                spare -= 1

    def _row(self, row: Row, number: int, unsaved: bool, width: int) -> list[Line]:
        here = number == self.form.at
        lines: list[Line] = []
        if row.name == _FIRST:
            only = _("(only what is ticked)")
            lines.append(columns((2, _("This goes along"), Look.TITLE), (_BESIDE_AT, only)))
        if self._is_tick(row):
            assert isinstance(row, ChoiceRow)
            sign = row.choices[row.at][1]
            label, beside = f"{sign} {row.label}", self._beside(row)
            cells = [(2, fit(label, (_BESIDE_AT - 3) if beside else width - 3))]
            if beside:
                cells.append((_BESIDE_AT, fit(beside, width - _BESIDE_AT - 1)))
            lines.append(columns(*cells, marked=here))
            return lines
        if here and self.opened:
            return [*lines, self._line(row, here, unsaved, width)] + [EMPTY] * self.form.box_lines()
        if row.name in _LONG and not unsaved:
            first, *rest = flow(text_of(row) or "-", width=width - 1, indent=self.column)
            more = " ".join(one.text.strip() for one in rest)
            said, room = first.text.strip(), width - self.column - 1
            if row.name == "why":
                lines.append(columns((2, row.label), (self.column, said), marked=here))
                lines += [line(" " * self.column + fit(more, room))] if more else []
                return lines
            said = fit(f"{said} {more}", room)
            return [columns((2, row.label), (self.column, said), marked=here)]
        return [*lines, self._line(row, here, unsaved, width)]

    def shown(self, row: Row, text: str) -> str:
        if row.name == "answer_by_on" and not text and not (self.opened and row is self.form.open):
            days = self.shell.settings.answer_days
            day = local_date(self.shell.clock()) + timedelta(days=days)
            return _("{day}, if it is sent today").format(day=full_day(day))
        return super().shown(row, text)

    def _beside(self, row: ChoiceRow) -> str:
        hidden = self.referral.protected and not self._shows()
        return beside(row.name, self.referral, self.facts, hidden=hidden)

    def side(self, width: int) -> list[Line]:
        if isinstance(self.page, str):
            return flow(self.page, width=width)
        return self.page
