"""New enquiry: whoever walks in, calls or writes is registered in a handful of keys."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from typing import Any

from din_indgang_tui.clock import stored
from din_indgang_tui.house import enquiries, names
from din_indgang_tui.house.enquiries import StillOpen
from din_indgang_tui.house.finder import Hit
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.drafts import Draft
from din_indgang_tui.store.errors import DeskError, StoreError
from din_indgang_tui.views.base import Board, Picture, Shell, Space, View
from din_indgang_tui.views.drafts import forget
from din_indgang_tui.views.likeness import additions
from din_indgang_tui.views.reasons import Reasons
from din_indgang_tui.views.today_slots import has_come
from din_indgang_tui.views.walk_in_more import More, said_of
from din_indgang_tui.views.who_list import PANEL, WhoList, WhoRow
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.page import EMPTY, ruled
from din_indgang_tui.words import clock_time


class WalkIn(View):
    """Who, then why. Enter always acts on the list that belongs to the text as it stands."""

    area = "1"
    help_text = N_("Here you note who comes, calls or writes, and then why.")

    def __init__(
        self, shell: Shell, today: Board, known: Hit | None = None, kept: Sequence[Draft] = ()
    ) -> None:
        super().__init__(shell)
        self.today = today
        self.arrived = shell.clock()
        self.step = "who"
        self.who = Field("who", limit=100, hide_cpr=True)
        self.list = WhoList(shell, self.who, nobody=_("Stays anonymous"), kept=kept)
        # Each panel has a draft of its own: a new one must not write over the last. The number
        # only tells panels of one second apart, and which of them came later.
        self.subject = f"{stored(self.arrived)} {time.monotonic_ns():020}"
        self.taken = WhoRow()
        self.more = More(shell)
        self.reasons = Reasons(shell)
        self.from_likely = False  # whether the one taken was chosen in place of a new person
        self.known = known
        if known is not None:
            self.taken = WhoRow(hit=known)
            self.who.value = known.name
            self.more.fill(known.name, new=False)
            self.step = "why"

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        if self.step == "who":
            return ("walk_in_who", "always")
        return self.more.contexts() if self.step == "more" else self.reasons.contexts()

    def bar(self) -> tuple[str, ...]:
        if self.step == "who":
            return ("up", "take", "more", "back", "help")
        return self.more.bar() if self.step == "more" else self.reasons.bar()

    def writing(self) -> Field | None:
        if self.step == "who":
            return self.who
        return self.more.writing() if self.step == "more" else self.reasons.writing()

    async def typed(self) -> None:
        if self.step == "more":
            self.more.form.wrong.pop(self.more.form.open.name, None)
            self.more.settle()
        elif self.step == "why" and not self.reasons.in_note:
            self.reasons.list.filtered()

    async def rested(self) -> None:
        # A fast typist is three letters on: only the text as it stands is looked up.
        if self.step == "who":
            await self.list.answer()
        elif self.step == "more":
            await self.more.ask_likely()

    def letter(self, character: str) -> None:
        """A letter where no text is open: the next choice that begins so."""
        if self.step == "more":
            self.more.letter(character)

    async def do_down(self) -> None:
        """The next row."""
        if self.step == "why":
            self.reasons.list.move(1)
        elif self.step == "more":
            await self.more.down()
        else:
            await self.list.turn(1)

    async def do_to_likely(self) -> None:
        """From the form to those who are alike."""
        await self.more.down()

    async def do_up(self) -> None:
        """The row before; from the best match to the new person, which is wanted most then."""
        if self.step == "why":
            self.reasons.list.move(-1)
        elif self.step == "more":
            self.more.up()
        else:
            await self.list.up_to_new()

    async def do_next_row(self) -> None:
        """The next field; past the last one to those who are alike, and from them to the first."""
        await self.more.next_row()

    def do_last_row(self) -> None:
        """The field before."""
        self.more.last_row()

    def do_next_choice(self) -> None:
        """The next choice, or the next letter of a text."""
        self.more.step_choice(1)

    def do_last_choice(self) -> None:
        """The choice before, or the letter before."""
        self.more.step_choice(-1)

    def do_mark(self) -> None:
        """Space in the list of reasons."""
        self.reasons.mark()

    def do_line(self) -> None:
        """Between the list of reasons and the one line."""
        self.reasons.in_note = not self.reasons.in_note

    async def do_more(self) -> None:
        """More about the one marked: channel, companion, and who a new person is."""
        row = await self._chosen()
        if row is None:
            return
        self.taken = row
        self.more.fill(self.who.value, new=self.taken.new)
        self.step = "more"

    async def do_back(self) -> None:
        """One step back; at the first, close and keep a draft."""
        if self.step == "why" and self.reasons.in_note:
            self.reasons.in_note = False
        elif self.step == "why" and self.known is not None:
            self.step = "more"  # who it is was never a question
        elif self.step == "more" and self.more.alike.open:
            self.more.alike.open = False
        elif self.from_likely:
            await self._back_to_likely()
        elif self.step != "who" and self.known is None:
            self.step = "who"
            await self.list.mark_again(self.taken)
        else:
            kept = self.draft() is not None
            await self.shell.close(self)
            if kept:
                self.shell.say(
                    _("Closed. What you wrote is kept as a draft: n, then the last row.")
                )

    async def _back_to_likely(self) -> None:
        """The form of the new person again, with the mark on the one who was taken in its place."""
        hit = self.taken.hit
        self.from_likely, self.taken, self.step = False, WhoRow(new=True), "more"
        if hit is not None:
            await self.more.go_to_likely(hit.citizen_id)

    async def do_take(self) -> None:
        """Enter: on to the reason, and from there save."""
        if self.step == "who":
            await self._take_who()
        elif self.step == "more" and self.more.alike.open:
            await self._take_likely()
        elif self.step == "more":
            self._go_on()
        else:
            await self._save()

    async def _chosen(self) -> WhoRow | None:
        """Who is marked for the text as it stands; None where it was a draft, which goes on."""
        await self.list.answer()
        row = self.list.marked()
        if row is not None and row.draft is not None:
            await self._take_up(row.draft)
            return None
        return row

    async def _take_who(self) -> None:
        row = await self._chosen()
        if row is None:
            return
        if row.hit is not None and row.hit.enquiry_id is not None and self.more.comes_in:
            await self._go_to_line(row.hit, row.hit.enquiry_id)
            return
        if row.hit is not None and row.hit.slot_id is not None and self.more.comes_in:
            await self._has_come(row.hit.slot_id)
            return
        self.taken = row
        self.more.fill(self.who.value, new=self.taken.new)
        self._go_on()

    async def _go_to_line(self, hit: Hit, enquiry_id: int, added: str = "") -> None:
        """They stand in the hall already: their line is what the host is looking for."""
        self._empty()  # found: that is no draft
        await self.shell.close(self)
        await self.shell.go_to_enquiry(enquiry_id)
        name = names.short_name(hit.given_name, hit.family_name) or _("No name")
        if any(enquiry_id == one.enquiry_id for one in self.today.day.left_open):
            said = _("{name} has this one open from before: close it or carry it on first.")
        else:
            said = _("{name} is here already: this line.")
        self.shell.say(said.format(name=name) + added)

    async def _has_come(self, slot_id: int) -> None:
        """They have a time today: that is why they are here, and nothing is asked."""
        await self._done(await has_come(self.shell, slot_id))

    async def _take_likely(self) -> None:
        """Somebody the house knows in place of the new person; what was typed is kept."""
        hit = self.more.alike.marked.hit
        if hit.enquiry_id is not None and self.more.comes_in:
            added = await additions(self.shell.desk, hit.citizen_id, self.more.described())
            await self._go_to_line(hit, hit.enquiry_id, added)
            return
        self.taken, self.from_likely, self.more.alike.open = WhoRow(hit=hit), True, False
        self.step = "why"

    def _go_on(self) -> None:
        """On to the reason, or to the field that cannot be used, with a sentence by it."""
        self.step = "why"
        self._mends_the_form()

    def _mends_the_form(self) -> bool:
        """Whether something in the form cannot be used: it is open again, with a sentence."""
        if self.taken.new and (wrong := self.more.check()):
            self.step = "more"
            self.shell.say(_("Not saved yet: ") + wrong, wrong=True)
            return True
        return False

    # Saving -----------------------------------------------------------------------------

    async def _save(self) -> None:
        if self.reasons.list.nothing_fits():
            self.shell.say(_("No reason fits what you wrote."), wrong=True)
            return
        if self._mends_the_form():
            return
        new = self.more.enquiry(
            self.taken.hit.citizen_id if self.taken.hit else None,
            new=self.taken.new,
            reasons=self.reasons.codes(),
            note=self.reasons.note.value,
        )
        done = await self.shell.desk.change(enquiries.register, new)
        said = self.more.about_number() + said_of(done)
        described = self.more.described() if self.from_likely else None
        # Saved: the panel is emptied before anything is awaited, so that no draft is kept of it.
        self._empty()
        if described is not None and done.citizen_id is not None:
            said += await additions(self.shell.desk, done.citizen_id, described)
        self.shell.say(said)
        await self._done(done.enquiry_id)

    async def _done(self, enquiry_id: int) -> None:
        """Saved: to their line, and nothing of it is a draft any more."""
        self._empty()
        await forget(self.shell.desk, PANEL, self.subject)
        with contextlib.suppress(StoreError):  # it is saved, also where the day cannot be read now
            await self.shell.go_to_enquiry(enquiry_id)

    def _empty(self) -> None:
        self.who.value = ""
        self.taken, self.from_likely = WhoRow(), False
        self.reasons = Reasons(self.shell)
        self.more = More(self.shell)

    async def refused(self, error: DeskError) -> None:
        if isinstance(error, StillOpen):
            # What was typed stays as a draft, for when that line is dealt with.
            await self.shell.close(self)
            await self.shell.go_to_enquiry(error.enquiry_id)
        elif self.more.refuse(error):
            self.step = "more"
        elif error.field == "who" and self.from_likely:
            await self._back_to_likely()
        elif error.field == "who":
            self.list.forget()
            self.step = "who"
            await self.list.mark_again(self.taken)
        elif error.field == "note":
            self.reasons.in_note = True

    # Drafts -----------------------------------------------------------------------------

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        content: dict[str, Any] = {
            "who": self.who.value,
            "reasons": list(self.reasons.list.chosen),
            "note": self.reasons.note.value,
            "form": self.more.texts(),
        }
        if not any(content.values()):
            return None
        if self.step != "who":
            hit = self.taken.hit
            content["taken"] = {
                "citizen_id": hit.citizen_id if hit else None,
                "new": self.taken.new or self.from_likely,
                "likely": self.from_likely,
            }
        return PANEL, self.subject, content

    async def _take_up(self, kept: Draft) -> None:
        """Go on with a draft, with the mark on the one it was about."""
        content = kept.content
        self.subject = kept.subject
        self.who.value = str(content.get("who", ""))
        note = str(content.get("note", ""))
        self.reasons = Reasons(self.shell, tuple(content.get("reasons", ())), note)
        self.more = More(self.shell)
        taken = content.get("taken") or {}
        if taken.get("new"):
            self.more.fill(self.who.value, new=True)
        texts = content.get("form") or {}
        self.more.put_back({name: str(text) for name, text in texts.items()})
        self.list.drafts = []
        await self.list.answer()
        if not taken:
            return  # nobody was chosen yet: the mark stands on the best match
        self.taken = WhoRow(new=bool(taken.get("new")))
        if taken.get("likely"):
            self.step = "more"
            await self.more.go_to_likely(int(taken["citizen_id"]))
            return
        for hit in self.list.matches.hits:
            if hit.citizen_id == taken.get("citizen_id"):
                self.taken = WhoRow(hit=hit)
        self.step = "who"
        await self.list.mark_again(self.taken)

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        after = self.more.form.text("arrived_at").strip()
        came = _("came {time}").format(time=after or clock_time(self.arrived))
        if self.step == "why":
            who = self._taken_name()
            title = ruled(_("New enquiry, 2 of 2: why?"), f"{who}, {came}", width=space.width)
            self.reasons.draw(picture, space, title, self.today)
            return picture
        if self.step == "more":
            heading = _("New enquiry, 1 of 2: {who}").format(
                who=_("new person") if self.taken.new else self._taken_name()
            )
            picture.add(*self.today.draw_above(Space(space.width, self.more.room_above(space))))
            picture.add(ruled(heading, came, width=space.width), EMPTY)
            self.more.draw(picture, space)
            return picture
        picture.add(*self.today.draw_above(Space(space.width, 5)))
        self._draw_who(picture, space, came)
        return picture

    def hint(self) -> str:
        if self.step == "more":
            return self.more.hint(self.taken.new)
        if self.step == "who":
            return self.list.has_a_time() or self.list.how_many()
        said = _("Enter saves, and {name} waits.").format(name=self._taken_name())
        after = self.more.form.text("arrived_at").strip()  # registered after the fact
        said = said if self.more.comes_in and not after else _("Enter saves.")
        if self.known is not None and not after:
            said += " " + _("Esc: another time or channel.")
        return self.reasons.hint(said)

    def _draw_who(self, picture: Picture, space: Space, came: str) -> None:
        picture.add(
            ruled(
                _("New enquiry, 1 of 2: who?"),
                f"{came}, {self.more.channel_label}",
                width=space.width,
            ),
            EMPTY,
        )
        hint = _("Name, phone, birth date or CPR. Leave it empty where there is no name.")
        self.list.draw(picture, space, hint)

    def _taken_name(self) -> str:
        given, family = self.more.form.text("given_name"), self.more.form.text("family_name")
        return self.taken.called(f"{given} {family}".strip())
