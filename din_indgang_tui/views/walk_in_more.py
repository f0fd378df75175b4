"""New enquiry: more about the one marked. Channel, companion, and who a new person is."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house import dates, finder
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import CHANNEL_LABELS, Channel
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, Form, TextRow
from din_indgang_tui.words import full_day

NOBODY = NewCitizen()


class More:
    """The form of the one taken. Nothing in it is required, the CPR number least of all."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.new = False
        self.form = self._form(NOBODY)
        self._of: tuple[str, bool] = ("", False)

    @property
    def channel(self) -> Channel:
        """How they came; walked in unless changed."""
        return Channel(self.form.code("channel"))

    def fill(self, text: str, *, new: bool) -> None:
        """The form of the one taken; what was filled in before stays unless the name changed."""
        wanted = (text if new else "", new)
        if wanted == self._of:
            return
        before, self._of, self.new = self.form, wanted, new
        self.form = self._form(finder.person_from(text, self._today()) if new else NOBODY)
        for row in self.form.rows:
            if isinstance(row, ChoiceRow):
                old = before.code(row.name)
                row.at = next((n for n, (code, _l) in enumerate(row.choices) if code == old), 0)
            elif row.name == "companion":
                row.field.value = before.text("companion")
        if new:
            empty = [name for name in ("birth_date", "phone") if not self.form.text(name)]
            self.form.go_to(empty[0] if empty else "cpr")
        else:
            self.form.go_to("channel")

    def check(self) -> str:
        """Why the form cannot be used, with that row opened; empty where it can."""
        self.form.wrong.clear()
        if self.form.text("birth_date").strip() and self._birth_date() is None:
            self.form.wrong["birth_date"] = _("Write the day like 12.03.1961.")
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
        """What is odd about the CPR number, as a sentence; empty where nothing is."""
        number = self.form.text("cpr").strip()
        if not number:
            return ""
        found = cprs.parse(number)
        if found.substitute:
            return _("The number is a substitute CPR number.") + " "
        if not found.passes_modulus_11:
            return _("The CPR number fails modulus 11, but may be right.") + " "
        return ""

    def texts(self) -> dict[str, str]:
        """What is written in it, for a draft; empty where nobody wrote in it."""
        if not self.new and not self.form.text("companion"):
            return {}
        return {row.name: row.field.value for row in self.form.rows if isinstance(row, TextRow)}

    def put_back(self, texts: dict[str, str]) -> None:
        """What `texts` kept, in the rows that are there."""
        for row in self.form.rows:
            if isinstance(row, TextRow) and row.name in texts:
                row.field.value = texts[row.name]

    def _birth_date(self) -> date | None:
        try:
            return dates.birth_date(self.form.text("birth_date"), self._today())
        except dates.NotADate:
            return None

    def _today(self) -> date:
        return local_date(self.shell.clock())

    def _form(self, person: NewCitizen) -> Form:
        rows: list[TextRow | ChoiceRow] = []
        if self.new:
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
