"""New enquiry: whoever walks in, calls or writes is registered in a handful of keys."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from din_indgang_tui.clock import from_stored, local_date, stored
from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house import dates, enquiries, finder
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import CHANNEL_LABELS, Channel, State
from din_indgang_tui.house.enquiries import NewEnquiry, Registered
from din_indgang_tui.house.finder import Hit, Matches, Why
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store import drafts
from din_indgang_tui.store.drafts import Draft
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.reasons import Reasons
from din_indgang_tui.views.today import TodayView
from din_indgang_tui.widgets.editor import Field, without_cpr_tail
from din_indgang_tui.widgets.form import ChoiceRow, Form, TextRow
from din_indgang_tui.widgets.marks import Mark
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, line, ruled
from din_indgang_tui.words import clock_time, full_day

PANEL = "walk_in"
MOST_ROWS = 5  # more matches than that are a reason to type on, not to scroll
_FORM_COLUMN = 18
_PERSON_FIELDS = ("given_name", "family_name", "birth_date", "phone", "cpr")

WHY_LABELS = {
    Why.NAME: N_("the name begins so"),
    Why.SOUND: N_("sounds like it"),
    Why.PHONE: N_("the phone number"),
    Why.BIRTH_DATE: N_("the birth date"),
    Why.CPR: N_("the CPR number"),
    Why.RECENT: N_("here lately"),
}


@dataclass(frozen=True, slots=True)
class WhoRow:
    """One row to choose among: someone known, a new person, nobody (anonymous), or a draft."""

    hit: Hit | None = None
    new: bool = False
    draft: Draft | None = None


def hit_line(hit: Hit, *, marked: bool, width: int) -> Line:
    """A match: who, born when, which road, and why it is a match or where they are already."""
    why = _(WHY_LABELS[hit.why])
    if hit.state == State.WAITING:
        why = _("waits since {time}").format(time=clock_time(from_stored(hit.since)))
    elif hit.state:
        why = _("with {colleague}").format(colleague=hit.met_by)
    born = _("born {day}").format(day=full_day(hit.birth_date)) if hit.birth_date else ""
    return columns(
        (2, hit.name or _("No name")),
        (24, born),
        (42, hit.road or "-"),
        (60, fit(why, width - 60)),
        marked=marked,
    )


class WalkIn(View):
    """Who, then why. Enter always acts on the list that belongs to the text as it stands."""

    area = "1"

    def __init__(
        self, shell: Shell, today: TodayView, known: Hit | None = None, kept: Sequence[Draft] = ()
    ) -> None:
        super().__init__(shell)
        self.today = today
        self.arrived = shell.clock()
        self.step = "who"
        self.who = Field("who", limit=100, hide_cpr=True)
        self.matches = Matches("")
        self.mark = Mark()
        self.drafts = list(kept)
        # Each panel has a draft of its own: a new one must not write over the last.
        self.subject = f"{stored(self.arrived)} {secrets.token_hex(4)}"
        self.taken = WhoRow()
        self.form = self._form(new=False)
        self.form_of: tuple[str, bool] = ("", False)
        self.reasons = Reasons(shell)
        if known is not None:
            self.taken = WhoRow(hit=known)
            self.who.value = known.name
            self.step = "why"

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        if self.step == "who":
            return ("walk_in_who", "always")
        if self.step == "more":
            return ("walk_in_more", "always")
        return self.reasons.contexts()

    def bar(self) -> tuple[str, ...]:
        if self.step == "who":
            return ("up", "take", "more", "back", "help")
        if self.step == "more":
            if self.form.writing() is None:
                return ("next_choice", "take", "next_row", "back")
            return ("take", "next_row", "last_row", "back")
        return self.reasons.bar()

    def writing(self) -> Field | None:
        if self.step == "who":
            return self.who
        return self.form.writing() if self.step == "more" else self.reasons.writing()

    async def typed(self) -> None:
        if self.step == "who":
            # A fast typist is three letters on: only the text as it stands is looked up.
            if not self.shell.keys_waiting():
                await self._answer()
        elif self.step == "more":
            self.form.wrong.pop(self.form.open.name, None)
        elif not self.reasons.in_note:
            self.reasons.list.filtered()

    def letter(self, character: str) -> None:
        """A letter where no text is open: the next choice that begins so."""
        if self.step == "more" and isinstance(self.form.open, ChoiceRow):
            self.form.open.jump(character)

    async def _answer(self) -> None:
        """Have the matches of exactly the text that stands there; the mark goes to the best."""
        if self.matches.text != self.who.value:
            self.matches = await self.shell.desk.read(finder.find, self.who.value)
            self.mark.at = 0

    def _rows(self) -> list[WhoRow]:
        rows = [WhoRow(hit=hit) for hit in self.matches.hits[:MOST_ROWS]]
        if self.who.value.strip():
            return [*rows, WhoRow(new=True), WhoRow()]
        return [WhoRow(), *(WhoRow(draft=draft) for draft in self.drafts[:3])]

    async def do_down(self) -> None:
        """The next row."""
        if self.step == "why":
            self.reasons.list.move(1)
        else:
            await self._answer()
            self.mark.turn(1, len(self._rows()))

    async def do_up(self) -> None:
        """The row before; from the best match to the new person, which is wanted most then."""
        if self.step == "why":
            self.reasons.list.move(-1)
            return
        await self._answer()
        rows = self._rows()
        if self.mark.at == 0 and rows[0].hit is not None:
            self.mark.at = next(n for n, row in enumerate(rows) if row.new)
        else:
            self.mark.turn(-1, len(rows))

    def do_next_row(self) -> None:
        """The next field."""
        self.form.move(1)

    def do_last_row(self) -> None:
        """The field before."""
        self.form.move(-1)

    def do_next_choice(self) -> None:
        """The next choice, or the next letter of a text."""
        self._step_choice(1)

    def do_last_choice(self) -> None:
        """The choice before, or the letter before."""
        self._step_choice(-1)

    def _step_choice(self, by: int) -> None:
        if isinstance(self.form.open, ChoiceRow):
            self.form.open.step(by)

    def do_mark(self) -> None:
        """Space in the list of reasons."""
        self.reasons.mark()

    def do_line(self) -> None:
        """Between the list of reasons and the one line."""
        self.reasons.in_note = not self.reasons.in_note

    async def do_more(self) -> None:
        """More about the one marked: channel, companion, and who a new person is."""
        await self._answer()
        row = self._marked()
        if row.draft is not None:
            self._take_up(row.draft)
            return
        self.taken = row
        self._fill_form()
        self.step = "more"

    async def do_back(self) -> None:
        """One step back; at the first, close and keep a draft."""
        if self.step == "why" and self.reasons.in_note:
            self.reasons.in_note = False
        elif self.step != "who":
            self.step = "who"
        else:
            kept = self.draft() is not None
            await self.shell.close(self)
            if kept:
                self.shell.say(
                    _("Closed. What you wrote is kept as a draft: n, then the last row.")
                )

    async def do_take(self) -> None:
        """Enter: on to the reason, and from there save."""
        if self.step == "who":
            await self._take_who()
        elif self.step == "more":
            if self._check_form():
                self.step = "why"
        else:
            await self._save()

    def _marked(self) -> WhoRow:
        rows = self._rows()
        return rows[min(self.mark.at, len(rows) - 1)]

    async def _take_who(self) -> None:
        await self._answer()
        row = self._marked()
        if row.draft is not None:
            self._take_up(row.draft)
            return
        if row.hit is not None and row.hit.enquiry_id is not None and self._comes_in():
            # They stand in the hall already: their line is what the host is looking for.
            self.who.value = ""  # found: that is no draft
            await self.shell.close(self)
            await self.shell.go_to_enquiry(row.hit.enquiry_id)
            self.shell.say(_("{name} is here already: this line.").format(name=row.hit.name))
            return
        self.taken = row
        self._fill_form()
        self.step = "why"

    def _comes_in(self) -> bool:
        return self.form.code("channel") == Channel.WALK_IN

    # The form ---------------------------------------------------------------------------

    def _form(self, *, new: bool, person: NewCitizen = NewCitizen()) -> Form:  # noqa: B008
        rows: list[TextRow | ChoiceRow] = []
        if new:
            born = full_day(person.birth_date) if person.birth_date else ""
            rows += [
                TextRow(_("Given name"), Field("given_name", person.given_name)),
                TextRow(_("Family name"), Field("family_name", person.family_name)),
                TextRow(_("Birth date"), Field("birth_date", born, limit=20)),
                TextRow(
                    _("Phone"),
                    Field("phone", person.phone, limit=40),
                    _("none of it is required"),
                ),
                TextRow(_("CPR"), Field("cpr", person.cpr, limit=20, hide_cpr=True)),
            ]
        rows += [
            ChoiceRow(
                "channel",
                _("Channel"),
                [(channel.value, _(label)) for channel, label in CHANNEL_LABELS.items()],
            ),
            TextRow(_("Companion"), Field("companion", limit=100)),
            ChoiceRow(
                "heard_from",
                _("Heard of us"),
                [("", _("not asked"))]
                + [(c.code, c.label) for c in self.shell.lists.heard_from if not c.retired],
            ),
        ]
        return Form(rows)

    def _fill_form(self) -> None:
        """The form of the one taken; what was filled in before stays unless the name changed."""
        wanted = (self.who.value if self.taken.new else "", self.taken.new)
        if wanted == self.form_of:
            return
        before, self.form_of = self.form, wanted
        person = finder.person_from(self.who.value, local_date(self.shell.clock()))
        self.form = self._form(new=self.taken.new, person=person)
        for row in self.form.rows:
            if isinstance(row, ChoiceRow):
                old = before.code(row.name)
                row.at = next((n for n, (code, _l) in enumerate(row.choices) if code == old), 0)
            elif row.name == "companion":
                row.field.value = before.text("companion")
        if self.taken.new:
            empty = [name for name in ("birth_date", "phone") if not self.form.text(name)]
            self.form.go_to(empty[0] if empty else "cpr")
        else:
            self.form.go_to("channel")

    def _check_form(self) -> bool:
        """Whether every field can be used; the first that cannot is opened, with a sentence."""
        self.form.wrong.clear()
        if self.form.text("birth_date").strip() and self._birth_date() is None:
            self.form.wrong["birth_date"] = _("Write the day like 12.03.1961.")
        if self.form.text("cpr").strip():
            try:
                cprs.parse(self.form.text("cpr"))
            except DeskError as error:
                self.form.wrong["cpr"] = error.message
        for name in self.form.wrong:
            self.form.go_to(name)
            self.shell.say(_("Not saved yet: ") + self.form.wrong[name], wrong=True)
            return False
        return True

    def _birth_date(self) -> Any:
        try:
            return dates.birth_date(self.form.text("birth_date"), local_date(self.shell.clock()))
        except dates.NotADate:
            return None

    # Saving -----------------------------------------------------------------------------

    async def _save(self) -> None:
        if self.reasons.list.nothing_fits():
            self.shell.say(_("No reason begins like that."), wrong=True)
            return
        if self.taken.new and not self._check_form():
            self.step = "more"
            return
        new = NewEnquiry(
            citizen_id=self.taken.hit.citizen_id if self.taken.hit else None,
            new_citizen=self._new_citizen() if self.taken.new else None,
            channel=Channel(self.form.code("channel")),
            reasons=self.reasons.codes(),
            heard_from=self.form.code("heard_from") or None,
            companion=self.form.text("companion"),
            note=self.reasons.note.value,
        )
        done = await self.shell.desk.change(enquiries.register, new)
        await self.shell.desk.change(drafts.discard, PANEL, self.subject)
        number = self.form.text("cpr").strip()
        self.who.value = ""  # saved: there is no draft any more
        self.taken = WhoRow()
        self.reasons = Reasons(self.shell)
        self.form, self.form_of = self._form(new=False), ("", False)
        await self.shell.close(self)
        await self.shell.go_to_enquiry(done.enquiry_id)
        self.shell.say(self._about_number(number) + self._saved(done))

    def _new_citizen(self) -> NewCitizen:
        return replace(
            NewCitizen(),
            given_name=self.form.text("given_name"),
            family_name=self.form.text("family_name"),
            birth_date=self._birth_date(),
            phone=self.form.text("phone"),
            cpr=self.form.text("cpr"),
        )

    def _saved(self, done: Registered) -> str:
        name = done.name or _("Anonymous")
        if done.state == State.WAITING:
            return _("Saved: {name} waits.").format(name=name)
        if done.state == State.WITH_US:
            return _("Saved: {name} is with you now.").format(name=name)
        return _("Saved: {name} is in the inbox.").format(name=name)

    def _about_number(self, number: str) -> str:
        if not number:
            return ""
        found = cprs.parse(number)
        if found.substitute:
            return _("The number is a substitute CPR number.") + " "
        if not found.passes_modulus_11:
            return _("The CPR number fails modulus 11, but may be right.") + " "
        return ""

    async def refused(self, error: DeskError) -> None:
        if error.field in _PERSON_FIELDS:
            self.form.wrong = {error.field: error.message}
            self.form.go_to(error.field)
            self.step = "more"
        elif error.field == "companion":
            self.form.go_to("companion")
            self.step = "more"
        elif error.field == "who":
            self.step = "who"
            self.matches = Matches("")
            await self._answer()
        elif error.field == "note":
            self.reasons.in_note = True

    # Drafts -----------------------------------------------------------------------------

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        content = {
            "who": self.who.value,
            "reasons": list(self.reasons.list.chosen),
            "note": self.reasons.note.value,
            "form": {
                row.name: row.field.value for row in self.form.rows if isinstance(row, TextRow)
            }
            if self.form_of[1] or self.form.text("companion")
            else {},
        }
        if not any(content.values()):
            return None
        return PANEL, self.subject, content

    def _take_up(self, kept: Draft) -> None:
        """Go on with a draft where it was left."""
        content = kept.content
        self.subject = kept.subject
        self.who.value = str(content.get("who", ""))
        self.matches = Matches("")
        note = str(content.get("note", ""))
        self.reasons = Reasons(self.shell, tuple(content.get("reasons", ())), note)
        texts = content.get("form") or {}
        if "given_name" in texts:
            self.taken = WhoRow(new=True)
            self._fill_form()
        for row in self.form.rows:
            if isinstance(row, TextRow) and row.name in texts:
                row.field.value = str(texts[row.name])
        self.drafts = []
        self.mark.at = 0

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        above = 1 if self.step == "why" else 5
        picture.add(*self.today.draw_above(Space(space.width, above)))
        came = _("came {time}").format(time=clock_time(self.arrived))
        if self.step == "why":
            who = self._taken_name()
            picture.add(ruled(_("New enquiry, 2 of 2: why?"), f"{who}, {came}", width=space.width))
            said = _("Enter saves, and {name} waits.").format(name=who)
            if self.form.code("channel") != Channel.WALK_IN:
                said = _("Enter saves.")
            if chosen := self.reasons.chosen_words():
                said = f"{chosen} {said}"
            self.reasons.draw(picture, space, said)
        elif self.step == "more":
            self._draw_form(picture, space, came)
        else:
            self._draw_who(picture, space, came)
        return picture

    def _draw_who(self, picture: Picture, space: Space, came: str) -> None:
        channel = next(
            row.choices[row.at][1] for row in self.form.rows if isinstance(row, ChoiceRow)
        )
        picture.add(
            ruled(_("New enquiry, 1 of 2: who?"), f"{came}, {channel}", width=space.width), EMPTY
        )
        picture.add(line("  " + self.who.shown))
        picture.put_field(self.who, 2, space.width - 4)
        picture.add(
            line(
                "  " + _("Name, phone, birth date or CPR. Leave it empty where there is no name."),
                Look.QUIET,
            ),
            EMPTY,
        )
        for number, row in enumerate(self._rows()):
            picture.add(self._who_line(row, number == self.mark.at, space.width))
        while len(picture.lines) < space.height - 1:
            picture.add(EMPTY)
        picture.add(line("  " + self._how_many(), Look.QUIET))

    def _who_line(self, row: WhoRow, marked: bool, width: int) -> Line:
        if row.hit is not None:
            return hit_line(row.hit, marked=marked, width=width)
        if row.draft is not None:
            text = str(row.draft.content.get("who") or row.draft.content.get("note") or "")
            at = clock_time(from_stored(row.draft.saved_at))
            said = _("Draft from {time}: {text}").format(time=at, text=without_cpr_tail(text))
            return columns((2, said), marked=marked)
        if row.new:
            person = finder.person_from(self.who.value, local_date(self.shell.clock()))
            name = f"{person.given_name} {person.family_name}".strip() or _("with that number")
            return columns((2, _("New person: {name}").format(name=name)), marked=marked)
        return columns((2, _("Stays anonymous")), marked=marked)

    def _how_many(self) -> str:
        n = len(self.matches.hits)
        if self.matches.text != self.who.value or not self.who.value.strip():
            return ""
        if self.matches.more:
            return _("More than {n} fit. Write on.").format(n=n)
        if n > MOST_ROWS:
            return _("{n} fit, the best are shown. Write on.").format(n=n)
        return _("{n} fit.").format(n=n) if n else _("Nobody here fits.")

    def _draw_form(self, picture: Picture, space: Space, came: str) -> None:
        title = _("New enquiry, 1 of 2: {who}").format(
            who=_("new person") if self.taken.new else self._taken_name()
        )
        picture.add(ruled(title, came, width=space.width), EMPTY)
        for text, row in self.form.lines(_FORM_COLUMN):
            picture.add(text)
            if row is self.form.open and isinstance(row, TextRow):
                picture.put_field(row.field, _FORM_COLUMN, 26)
        while len(picture.lines) < space.height - 1:
            picture.add(EMPTY)
        picture.add(line("  " + _("Not saved yet. Enter goes on to the reason."), Look.QUIET))

    def _taken_name(self) -> str:
        if self.taken.hit is not None:
            return self.taken.hit.name or _("No name")
        if self.taken.new:
            given, family = self.form.text("given_name"), self.form.text("family_name")
            return f"{given} {family}".strip() or _("New person")
        return _("Anonymous")


async def drafts_of(shell: Shell) -> list[Draft]:
    """What the one who asks left unfinished."""
    return await shell.desk.read(drafts.of, PANEL)
