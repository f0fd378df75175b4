"""A referral that is sent: told, received, answered, started, each one date; and its page."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import referral_note, referral_steps, referrals
from din_indgang_tui.house.codes import (
    LAWFUL_BASIS_LABELS,
    REFERRAL_DECISION_LABELS,
    REFERRAL_PART_LABELS,
    ReferralDecision,
    within_a_line,
)
from din_indgang_tui.house.consents import HOW
from din_indgang_tui.house.conversation_text import day_text
from din_indgang_tui.house.referral_rows import Referral
from din_indgang_tui.house.referral_steps import LIMITS
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell, Space
from din_indgang_tui.views.citizen_facts import look
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.views.referral_page import ReferralPage
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow, put_in, text_of
from din_indgang_tui.widgets.page import EMPTY, Line, columns, fit, flow, line, ruled
from din_indgang_tui.words import full_day

# What comes next, in the order in which it happens: the first that is empty has the mark.
_STEPS = ("told_on", "received_on", "decision")
_AFTER = ("answer_told_on", "started_on")
_WIDE = 55  # columns of what stands in a row on the smallest screen
_TITLES = 3  # rows: the two titles, and an empty one


class ReferralSent(EditView):
    """What was sent stands above as it was; each row below is one step after it."""

    area = "5"
    panel = "referral sent"
    parts = frozenset({"referrals", "conversations"})
    column = 24
    help_text = N_("Here you write what became of a referral: a day a row, as each thing happens.")

    def __init__(self, shell: Shell, referral: Referral) -> None:
        super().__init__(shell)
        self.referral = referral

    def subject(self) -> str:
        return str(self.referral.referral_id)

    def rows(self) -> list[Row]:
        day = _("A day, like 17.11. or today; empty: not yet.")
        answers = [(code.value, _(label)) for code, label in REFERRAL_DECISION_LABELS.items()]
        return [
            TextRow(_("Sent"), Field("sent_on", limit=20), _("The day it was sent.")),
            TextRow(_("They know it is sent"), Field("told_on", limit=20), day),
            TextRow(_("Received"), Field("received_on", limit=20), day),
            ChoiceRow("decision", _("Answer"), [("", _("waits")), *answers]),
            TextRow(_("Day of the answer"), Field("decided_on", limit=20), day),
            TextRow(
                _("About the answer"),
                Field("decision_note", limit=LIMITS["decision_note"]),
                _("In a line: what was granted, or why not."),
            ),
            TextRow(_("They know the answer"), Field("answer_told_on", limit=20), day),
            TextRow(_("It began"), Field("started_on", limit=20), day),
            TextRow(
                _("Answer by"),
                Field("answer_by_on", limit=20),
                _("Another day, with why in the row below."),
            ),
            TextRow(_("Why later"), Field("answer_moved_why", limit=LIMITS["answer_moved_why"])),
        ]

    async def load(self) -> None:
        first = not self.form.rows
        await super().load()
        if self.referral.is_draft:
            await self._not_sent_after_all()
        elif first:
            self.form.go_to(self._next())

    async def changed(self, parts: set[str]) -> None:
        await super().changed(parts)
        if self.referral.is_draft and self._untouched():
            await self._not_sent_after_all()

    async def _not_sent_after_all(self) -> None:
        """Whoever sent it took that back: it is written on where it is written."""
        await self.shell.close(self)
        await self.shell.go_to_referral(self.referral.referral_id)
        self.shell.say(_("It is a draft again. Nothing is sent."))

    def _next(self) -> str:
        """The step that comes next; the page's own row where all are taken."""
        if self._wants_why() and not text_of(self._row_of("answer_told_on")):
            return "decision_note"
        for name in _AFTER if self.referral.answered else _STEPS:
            row = self._row_of(name)
            if not text_of(row) and not self.why_shut(row):
                return name
        return "sent_on"

    def _wants_why(self) -> bool:
        """Whether somebody has to hear why, and nobody wrote it."""
        no = (ReferralDecision.REFUSED, ReferralDecision.RETURNED)
        return self.form.code("decision") in no and not self.form.text("decision_note")

    async def read(self) -> tuple[int, dict[str, str]]:
        number = self.referral.referral_id
        one = self.referral = await self.shell.desk.read(referrals.one_again, number)
        return one.version, {
            "sent_on": day_text(one.sent_on),
            "told_on": day_text(one.told_on),
            "received_on": day_text(one.received_on),
            "decision": one.decision.value if one.decision is not None else "",
            "decided_on": day_text(one.decided_on),
            "decision_note": one.decision_note,
            "answer_told_on": day_text(one.answer_told_on),
            "started_on": day_text(one.started_on),
            "answer_by_on": day_text(one.answer_by_on),
            "answer_moved_why": one.answer_moved_why,
        }

    async def save(self, version: int, texts: dict[str, str]) -> str:
        number = self.referral.referral_id
        await self.shell.desk.change(referral_steps.note, number, version, texts)
        name = self.referral.name
        if "decision" in texts and self._wants_why():
            return _(
                "Saved: the answer. Write why in a line, and then {name} is to know it."
            ).format(name=name)
        if "answer_told_on" in texts and self.form.code("decision") == ReferralDecision.RETURNED:
            return _("Saved. y writes it anew, filled in as it was.")
        if texts.get("decision") and texts["decision"] != ReferralDecision.WITHDRAWN:
            return _("Saved: the answer. Now {name} is to know it.").format(name=name)
        rows = ", ".join(self.label(name) for name in texts)
        return _("Saved: {rows}. Press u to undo.").format(rows=rows)

    async def saved(self) -> None:
        await super().saved()
        self.form.go_to(self._next())

    def why_shut(self, row: Row) -> str:
        answered = self.referral.answered or bool(self.form.code("decision"))
        if row.name in ("answer_told_on", "decision_note") and not answered:
            return _("There is no answer yet.")
        if row.name == "started_on" and self.form.code("decision") != ReferralDecision.GRANTED:
            return _("Only what is granted can begin.")
        if row.name in ("answer_by_on", "answer_moved_why") and self.referral.answered:
            return _("The answer has come already.")
        return ""

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return super().contexts() if self.opened else ("referral_sent", *super().contexts())

    def bar(self) -> tuple[str, ...]:
        if self.opened:
            return super().bar()
        row = self.form.open
        today = self._is_step(row) and not text_of(row) and not self.why_shut(row)
        back = self.referral.decision is ReferralDecision.RETURNED
        after = "again" if back else "open_page"
        return (*(("today",) if today else ()), "open_row", "page", after, "back", "help")

    def marked_one(self) -> tuple[int, str] | None:
        return self.referral.citizen_id, self.referral.full_name

    def _is_step(self, row: Row) -> bool:
        """Whether it is a day that Space writes."""
        return row.name in (*_STEPS, *_AFTER) and not isinstance(row, ChoiceRow)

    async def do_today(self) -> None:
        """The marked step was taken today."""
        row = self.form.open
        if not self._is_step(row):
            self.shell.say(_("Space says that a step was taken today. Enter opens this row."))
        elif text_of(row):
            self.shell.say(_("{day} stands there. Enter changes it.").format(day=text_of(row)))
        elif why := self.why_shut(row):
            self.shell.say(why, wrong=True)
        else:
            put_in(row, full_day(local_date(self.shell.clock())))
            await self._save()

    async def do_page(self) -> None:
        """The page as it was sent; from there into a file."""
        page = await self.shell.desk.read(referral_note.page, self.referral.referral_id)
        await self.shell.open(ReferralPage(self.shell, self.referral, page))

    async def do_show(self) -> None:
        """What is protected may be on the page: it is shown once that is on record."""
        if not self.referral.protected:
            self.shell.say(_("The address is not protected."))
            return
        await look(self.shell, self.referral.citizen_id)
        self.shell.say(_("Noted. w shows the page for as long as you are logged in."))

    async def do_another(self) -> None:
        """Another referral for the same citizen, beside this one."""
        number = await self.shell.desk.change(referrals.draft, self.referral.citizen_id)
        await self.shell.close(self)
        await self.shell.go_to_referral(number)

    async def do_again(self) -> None:
        """After its answer a new one; filled in as this one was, where it was sent back."""
        if self.referral.answered:
            await self.do_another()
        else:
            said = _("This one waits for an answer. : another referral begins one beside it.")
            self.shell.say(said)

    async def do_open_page(self) -> None:
        """The citizen's page."""
        await self.shell.go_to_page(self.referral.citizen_id)

    # Drawing ------------------------------------------------------------------------------

    def title(self) -> tuple[str, str]:
        return _("What became of it"), ""

    def _title(self) -> tuple[str, str]:
        one = self.referral
        name = _("Referral to the authority: {name}").format(name=one.full_name)
        if one.decision is not None:
            return name, within_a_line(_(REFERRAL_DECISION_LABELS[one.decision]))
        late = one.answer_by_on is not None and one.answer_by_on < local_date(self.shell.clock())
        return name, _("no answer yet, late") if late and not one.answered else _("sent")

    def above(self, space: Space) -> list[Line]:
        one = self.referral
        width = space.width - self.column - 1
        parts = "; ".join(within_a_line(_(REFERRAL_PART_LABELS[part])) for part in one.passes_on)
        cells = [
            (_("We asked for"), one.asked or "-"),
            (_("Why"), one.why),
            (_("Receiver"), one.receiver or "-"),
            (_("Went along"), parts or _("nothing but the name")),
            (_("Consent"), self._consent()),
            (_("Who tells them"), self._tells()),
        ]
        title, state = self._title()
        lines = [ruled(title, state, width=space.width)]
        told = [(label, text) for label, text in cells if text]
        spare = self._spare(space) - len(told)
        for label, text in told:
            first, *rest = flow(text, width=space.width - 1, indent=self.column)
            if not rest or spare <= 0:
                lines.append(columns((2, label), (self.column, fit(text, width))))
                continue
            spare -= 1
            more = " ".join(one.text.strip() for one in rest)
            lines.append(columns((2, label), (self.column, first.text.strip())))
            lines.append(line(" " * self.column + fit(more, width)))
        return [*lines, EMPTY]

    def _spare(self, space: Space) -> int:
        """The rows of the screen that its titles, the steps and what is wrong leave."""
        wrong = sum(map(len, self.wrong_lines(space.width).values()))
        more = self.form.box_lines() if self.opened else 0
        return space.height - _TITLES - len(self.form.rows) - wrong - more

    def _consent(self) -> str:
        one = self.referral
        if one.consent is not None:
            given = _("given {day}, {how}").format(
                day=full_day(one.consent.given_on), how=_(HOW[one.consent.how])
            )
            return f"{given}; {one.consent.in_words(local_date(self.shell.clock()))}"
        if one.lawful_basis:
            basis = _(LAWFUL_BASIS_LABELS[one.lawful_basis])
            return _("without: {basis}. {why}").format(basis=basis, why=one.lawful_why)
        return _("given {day}").format(day=full_day(one.consent_on)) if one.consent_on else ""

    def _tells(self) -> str:
        one = self.referral
        if not one.tells:
            return ""
        return _("{who}, by {day}").format(who=one.tells, day=day_text(one.tell_by_on) or "-")

    def side(self, width: int) -> list[Line]:
        lines = []
        for text in self.referral.sent_note.splitlines():
            indent = len(text) - len(text.lstrip())
            lines += flow(text.strip(), width=width, indent=indent) if text.strip() else [line()]
        return lines

    def hint(self) -> str:
        note = self.referral.decision_note
        if not self.opened and fit(note, _WIDE) != note:
            return note  # cut in its row
        return super().hint() or _("The page stays as it was sent: w shows it.")
