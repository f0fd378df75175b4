"""New enquiry: more about the one marked. Channel, companion, and who a new person is."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house import dates, finder
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import CHANNEL_LABELS, COMPANION_LABELS, Channel
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.enquiry import TIME_LIMIT
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, Form, TextRow
from din_indgang_tui.words import full_day


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

    def fill(self, text: str, *, new: bool) -> None:
        """The form of the one taken: for a new person with what the typed text says of them.

        What was written in the form itself stays, whoever was looked at meanwhile.
        """
        self.new = new
        self.form.at = 0
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


def _texts_of(person: NewCitizen) -> dict[str, str]:
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birth_date": full_day(person.birth_date) if person.birth_date else "",
        "phone": person.phone,
        "cpr": person.cpr,
    }


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
