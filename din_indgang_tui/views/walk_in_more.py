"""New enquiry: more about the one marked. Channel, companion, and who a new person is.

Below the form of a new person stand those the house knows who are alike, asked again with every
letter. They warn, and never block: Enter in the form goes on with a new person.
"""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house import dates, finder
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import CHANNEL_LABELS, COMPANION_LABELS, Channel, State
from din_indgang_tui.house.enquiries import NewEnquiry, Registered
from din_indgang_tui.house.likeness import Described
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell, Space
from din_indgang_tui.views.enquiry import TIME_LIMIT
from din_indgang_tui.views.likeness import LikelyList, heading, likely_lines
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, Form, TextRow
from din_indgang_tui.widgets.page import EMPTY
from din_indgang_tui.words import full_day

_COLUMN, _FIELD = 18, 26  # where the texts begin, and how wide they are
_ABOVE, _LEAST_ABOVE = 5, 3  # lines of the queue above the form
_LEAST_LIKELY = 5  # lines of those who are alike, with their title
_ALIKE = (
    N_("One is alike."),
    N_("Two are alike."),
    N_("Three are alike."),
    N_("Four are alike."),
    N_("Five are alike."),
)


class More:
    """The form of the one taken. Nothing in it is required, the CPR number least of all."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.new = False
        self._person = _person_rows()
        self._rest = _rest_rows(shell)
        self._after = _after_rows(shell)  # true times, once a time in the past is written
        self._derived = NOBODY_TEXTS  # what the typed text said of a new person, field by field
        self.form = Form(list(self._rest))
        self.alike = LikelyList()

    def settle(self) -> None:
        """Ask for the other times only where someone came at another time than now."""
        wanted = [*self._person, *self._rest] if self.new else list(self._rest)
        if self.form.text("arrived_at").strip():
            wanted += self._after
        if len(wanted) != len(self.form.rows):
            name = self.form.open.name
            self.form.rows = wanted
            self.form.go_to(name)

    @property
    def channel(self) -> Channel:
        """How they came; walked in unless changed."""
        return Channel(self.form.code("channel"))

    @property
    def channel_label(self) -> str:
        """How they came, in words."""
        return _(CHANNEL_LABELS[self.channel])

    @property
    def comes_in(self) -> bool:
        """Whether they stand in the hall."""
        return self.channel == Channel.WALK_IN

    def fill(self, text: str, *, new: bool) -> None:
        """The form of the one taken: for a new person with what the typed text says of them.

        What was written in the form itself stays, whoever was looked at meanwhile.
        """
        self.new = new
        self.form.at = 0
        self.alike.open = False
        self.form.rows = [*self._person, *self._rest] if new else list(self._rest)
        self.settle()
        if not new:
            self.form.go_to("channel")
            return
        said = _texts_of(finder.person_from(text, self._today()))
        # Also a day that is none: whoever goes on is told so by its row.
        said["birth_date"] = said["birth_date"] or finder.impossible_day(text, self._today())
        for row in self._person:
            if row.field.value == self._derived[row.name]:
                row.field.value = said[row.name]
        self._derived = said
        empty = [name for name in ("birth_date", "phone") if not self.form.text(name)]
        self.form.go_to(empty[0] if empty else "cpr")

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        """Where keys are looked up: in the form, or in the list of those who are alike."""
        if self.alike.open:
            return ("walk_in_likely", "always")
        return ("walk_in_more", "walk_in_alike" if self._found else "walk_in_alone", "always")

    def bar(self) -> tuple[str, ...]:
        """Ids of the commands in the key bar."""
        if self.alike.open:
            return ("up", "take", "next_row", "back", "help")
        if self.form.writing() is None:
            return ("next_choice", "take", "next_row", "back")
        return ("take", "next_row", "to_likely" if self._found else "last_row", "back")

    def writing(self) -> Field | None:
        """The text being written; None on a choice, and while the mark is in the list."""
        return None if self.alike.open else self.form.writing()

    @property
    def _found(self) -> bool:
        return self.new and bool(self.alike.found)

    async def ask_likely(self) -> None:
        """Have whoever is like exactly the new person that stands in the form."""
        if self.new:
            await self.alike.ask(self.shell.desk, self.described())

    async def go_to_likely(self, citizen_id: int) -> None:
        """Ask again, since they may be in the hall by now, and put the mark on this one."""
        self.alike = LikelyList()
        await self.ask_likely()
        self.alike.go_to(citizen_id)

    async def down(self) -> None:
        """To those who are alike; where nobody is, to the next row."""
        if self.alike.open:
            self.alike.mark.turn(1, len(self.alike.found))
        elif not await self._into_likely():
            self.form.move(1)

    async def _into_likely(self) -> bool:
        await self.ask_likely()
        self.alike.open, self.alike.mark.at = self._found, 0
        return self.alike.open

    def up(self) -> None:
        """The one before; from the first back to the row that one came from."""
        self.alike.open = self.alike.mark.at > 0
        self.alike.mark.move(-1, len(self.alike.found))

    async def next_row(self) -> None:
        """The next row; past the last one to those who are alike, and from them to the first."""
        if self.alike.open:
            self.alike.open, self.form.at = False, 0
        elif self.form.at < len(self.form.rows) - 1 or not await self._into_likely():
            self.form.move(1)

    def last_row(self) -> None:
        """The row before; from those who are alike to the last one."""
        if self.alike.open:
            self.alike.open, self.form.at = False, len(self.form.rows) - 1
        else:
            self.form.move(-1)

    def letter(self, character: str) -> None:
        """In a choice: the next one that begins so."""
        if isinstance(self.form.open, ChoiceRow) and not self.alike.open:
            self.form.open.jump(character)

    def step_choice(self, by: int) -> None:
        """In a choice: the next one, or the one before."""
        if isinstance(self.form.open, ChoiceRow):
            self.form.open.step(by)

    # Drawing ----------------------------------------------------------------------------

    def room_above(self, space: Space) -> int:
        """Lines for the queue above the form, fewer where those who are alike need them."""
        if not self._found:
            return _ABOVE
        rows = len(self.form.lines(_COLUMN, space.width)) + 2
        wanted = len(likely_lines(self.alike.found, width=space.width, room=space.height)) + 1
        return min(_ABOVE, max(_LEAST_ABOVE, space.height - rows - wanted))

    def draw(self, picture: Picture, space: Space) -> None:
        """The form, and those who are alike below it."""
        here = not self.alike.open
        for text, row in self.form.lines(_COLUMN, space.width, marked=here):
            picture.add(text)
            if here and row is self.form.open and isinstance(row, TextRow):
                picture.put_field(row.field, _COLUMN, _FIELD)
        if not self._found:
            return
        if space.height - len(picture.lines) > _LEAST_LIKELY:
            picture.add(EMPTY)
        picture.add(heading(self.alike.found, space.width))
        room = space.height - len(picture.lines)
        marked = None if here else self.alike.mark.at
        picture.add(*likely_lines(self.alike.found, width=space.width, room=room, marked=marked))

    def hint(self, new: bool) -> str:
        """What stands in the row above the keys; not `new` once one we know was taken."""
        if self.alike.open:
            return _("Not saved yet. Enter takes this one; nothing that is stored is changed.")
        if new and self._found:
            return _("Not saved yet. {alike} Enter goes on with a new person all the same.").format(
                alike=_(_ALIKE[len(self.alike.found) - 1])
            )
        return _("Not saved yet. Enter goes on to the reason.")

    # What it says -----------------------------------------------------------------------

    def check(self) -> str:
        """Why the form cannot be used, with that row opened; empty where it can."""
        self.form.wrong.clear()
        if self.form.text("birth_date").strip() and self._birth_date() is None:
            self.form.wrong["birth_date"] = _(
                "There is no such birth date. Write it like 12.03.1961."
            )
        if self.form.text("cpr").strip():
            try:
                cprs.parse(self.form.text("cpr"))
            except DeskError as error:
                self.form.wrong["cpr"] = error.message
        for name, sentence in self.form.wrong.items():
            self.form.go_to(name)
            return sentence
        return ""

    def refuse(self, error: DeskError) -> bool:
        """Put the sentence by its row; False where the form has no such row."""
        if error.field is None or not self.form.go_to(error.field):
            return False
        self.form.wrong = {error.field: error.message}
        return True

    def person(self) -> NewCitizen:
        """The new person as the form has it."""
        return NewCitizen(
            given_name=self.form.text("given_name"),
            family_name=self.form.text("family_name"),
            birth_date=self._birth_date(),
            phone=self.form.text("phone"),
            cpr=self.form.text("cpr"),
        )

    def enquiry(
        self, citizen_id: int | None, *, new: bool, reasons: tuple[str, ...], note: str
    ) -> NewEnquiry:
        """All that was written, as the house registers it."""
        return NewEnquiry(
            citizen_id=citizen_id,
            new_citizen=self.person() if new else None,
            channel=self.channel,
            reasons=reasons,
            heard_from=self.form.code("heard_from") or None,
            companion_kind=self.form.code("companion_kind"),
            companion=self.form.text("companion"),
            arrived_at=self.form.text("arrived_at"),
            met_at=self.form.text("met_at"),
            finished_at=self.form.text("finished_at"),
            outcome=self.form.code("outcome") or None,
            note=note,
        )

    def described(self) -> Described:
        """The new person as the texts stand, right or wrong."""
        return Described(
            **{row.name: row.field.value for row in self._person if row.name in _DESCRIBED}
        )

    def about_number(self) -> str:
        """What is odd about the CPR number, to stand before a sentence; empty where nothing is."""
        number = self.form.text("cpr").strip()
        said = cprs.remark(number) if number else ""
        return f"{said} " if said else ""

    def texts(self) -> dict[str, str]:
        """What was written and chosen, for a draft; empty where nothing was."""
        written = {row.name: row.field.value for row in self._written() if row.field.value}
        chosen = {
            row.name: row.value
            for row in (*self._rest, *self._after)
            if isinstance(row, ChoiceRow) and row.at
        }
        return written | chosen

    def put_back(self, texts: dict[str, str]) -> None:
        """What `texts` kept."""
        for row in (*self._person, *self._rest, *self._after):
            if isinstance(row, TextRow):
                row.field.value = texts.get(row.name, row.field.value)
            else:
                row.choose(texts.get(row.name, ""))
        self.settle()

    def _written(self) -> list[TextRow]:
        """Rows with text of their own, not only what the name that was typed says already."""
        own = [row for row in self._person if row.field.value != self._derived[row.name]]
        return own + [row for row in (*self._rest, *self._after) if isinstance(row, TextRow)]

    def _birth_date(self) -> date | None:
        try:
            return dates.birth_date(self.form.text("birth_date"), self._today())
        except dates.NotADate:
            return None

    def _today(self) -> date:
        return local_date(self.shell.clock())


def said_of(done: Registered) -> str:
    """What became of a new enquiry, in a sentence."""
    name = done.name or _("Anonymous")
    if done.state == State.WAITING:
        return _("Saved: {name} waits.").format(name=name)
    if done.state == State.DONE:
        return _("Saved: {name}, finished already.").format(name=name)
    if done.state == State.WITH_US:
        return _("Saved: {name} is with you now.").format(name=name)
    return _("Saved: {name} is in the inbox.").format(name=name)


def _texts_of(person: NewCitizen) -> dict[str, str]:
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birth_date": full_day(person.birth_date) if person.birth_date else "",
        "phone": person.phone,
        "cpr": person.cpr,
    }


_DESCRIBED = ("given_name", "family_name", "birth_date", "phone", "cpr")
NOBODY_TEXTS = _texts_of(NewCitizen())


def _person_rows() -> list[TextRow]:
    return [
        TextRow(_("Given name"), Field("given_name")),
        TextRow(_("Family name"), Field("family_name")),
        TextRow(_("Birth date"), Field("birth_date", limit=20)),
        TextRow(_("Phone"), Field("phone", limit=40), _("none of it is required")),
        TextRow(_("CPR"), Field("cpr", limit=20, hide_cpr=True)),
    ]


def _rest_rows(shell: Shell) -> list[TextRow | ChoiceRow]:
    heard_from = [(c.code, c.label) for c in shell.lists.heard_from if not c.retired]
    return [
        ChoiceRow(
            "channel",
            _("Channel"),
            [(channel.value, _(label)) for channel, label in CHANNEL_LABELS.items()],
        ),
        ChoiceRow(
            "companion_kind",
            _("Companion"),
            [(kind, _(label)) for kind, label in COMPANION_LABELS.items()],
        ),
        TextRow(_("Who it is"), Field("companion", limit=100)),
        ChoiceRow("heard_from", _("Heard of us"), [("", _("not asked")), *heard_from]),
        TextRow(_("Came"), Field("arrived_at", limit=TIME_LIMIT), _("empty: now")),
    ]


def _after_rows(shell: Shell) -> list[TextRow | ChoiceRow]:
    outcomes = [(c.code, c.label) for c in shell.lists.outcomes if not c.retired]
    return [
        TextRow(_("Taken in"), Field("met_at", limit=TIME_LIMIT), _("such as 9.40")),
        TextRow(_("Finished"), Field("finished_at", limit=TIME_LIMIT), _("empty: not yet")),
        ChoiceRow("outcome", _("How it ended"), [("", _("nothing noted")), *outcomes]),
    ]
