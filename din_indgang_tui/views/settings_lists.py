"""Settings: the lists that the house edits, and the limits of the house."""

from __future__ import annotations

from din_indgang_tui.house import lists, settings
from din_indgang_tui.house.lists import LABEL_LIMIT, LISTS, Entry, Facts
from din_indgang_tui.house.settings import Setting, Value
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell, View
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.settings_kind import (
    ADD,
    HOLD,
    ORDER,
    Behind,
    Kind,
    OneRow,
    SettingForm,
)
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.widgets.page import Line, Look, columns, fit

_VALUE_WIDTH = 48  # columns, also where the detail stands beside the list


class ListLines(Kind):
    """One of the lists that the house edits."""

    contexts = (ADD, HOLD, ORDER)
    bar = ("add", "hold", "move")

    def __init__(self, shell: Shell, behind: Behind, name: str) -> None:
        super().__init__(shell, behind)
        self.name = name
        self.entries: list[Entry] = []

    def title(self) -> str:
        return _(LISTS[self.name])

    async def load(self) -> None:
        self.entries = await self.shell.desk.read(lists.entries, self.name)

    def keys(self) -> list[str]:
        return [entry.code for entry in self.entries]

    def heading(self) -> Line:
        facts = lists.FACTS.get(self.name)
        says = {
            "onward_support": _("assessed"),
            "activity_kind": _("as a time"),
            "outreach_result": _("contact"),
        }.get(self.name, "")
        if facts:
            return columns(
                (2, _("text"), Look.QUIET), (44, says, Look.QUIET), (58, _("code"), Look.QUIET)
            )
        return columns((2, _("text"), Look.QUIET), (46, _("code"), Look.QUIET))

    def line(self, number: int, marked: bool) -> Line:
        entry = self.entries[number]
        state = _("retired") if entry.retired else ""
        if self.name in lists.FACTS:
            says = state or said_of(entry.facts)
            return columns((2, fit(entry.label, 41)), (44, says), (58, entry.code), marked=marked)
        # The state stands before the code where both are: it says whether it can be chosen.
        return columns((2, entry.label), (46, entry.code), (68, state), marked=marked)

    def detail(self, number: int) -> list[str]:
        entry = self.entries[number]
        return [
            entry.label,
            _("Code: {code}. The figures count by the code, whatever the text is.").format(
                code=entry.code
            ),
            _("Retired: nobody can choose it any more.") if entry.retired else _("In use."),
        ]

    def form(self, number: int) -> View:
        kind = FactsForm if self.name in lists.FACTS else EntryForm
        return kind(self.shell, self.behind, self.name, self.entries[number].code)

    def new_form(self) -> View:
        return NewEntry(self.shell, self.behind, self.name)

    async def hold(self, number: int) -> str:
        entry = self.entries[number]
        deed = lists.bring_back if entry.retired else lists.retire
        await self.shell.desk.change(deed, self.name, entry.code, entry.version)
        if entry.retired:
            return _("{label} can be chosen again.").format(label=entry.label)
        return _("{label} is retired. What was counted stays counted.").format(label=entry.label)

    def shift(self, number: int, to: int) -> None:
        self.entries.insert(to, self.entries.pop(number))

    async def put(self, number: int) -> str:
        entry = self.entries[number]
        await self.shell.desk.change(lists.move, self.name, entry.code, number, entry.version)
        return _("Saved: {label} stands there now.").format(label=entry.label)


def _label_row() -> TextRow:
    return TextRow(_("Text"), Field("label", limit=LABEL_LIMIT))


def said_of(facts: Facts) -> str:
    """What an entry says beside its label, in a word: `yes`, `45 min`."""
    if facts.bookable is not None:
        return _("{n} min").format(n=facts.minutes) if facts.bookable else _("no")
    return _("yes") if facts.assessed or facts.contact else _("no")


def _fact_rows(list_name: str) -> list[Row]:
    """The rows of what an entry of this list says beside its label."""
    yes_no = [("no", _("no")), ("yes", _("yes"))]
    if list_name == "onward_support":
        return [ChoiceRow("assessed", _("Assessed service"), yes_no)]
    if list_name == "outreach_result":
        return [ChoiceRow("contact", _("Is a contact"), yes_no)]
    if list_name == "activity_kind":
        return [
            ChoiceRow("bookable", _("Booked as a time"), yes_no),
            TextRow(_("Minutes"), Field("minutes", limit=20), _("How long a booked one takes.")),
        ]
    return []


def _facts(texts: dict[str, str]) -> Facts:
    """What was written in those rows; what is no number is refused as one that cannot be."""
    minutes = texts.get("minutes", "").strip()
    return Facts(
        assessed=texts["assessed"] == "yes" if "assessed" in texts else None,
        contact=texts["contact"] == "yes" if "contact" in texts else None,
        bookable=texts["bookable"] == "yes" if "bookable" in texts else None,
        minutes=(int(minutes) if minutes.isascii() and minutes.isdigit() else -1)
        if "minutes" in texts
        else None,
    )


class EntryForm(OneRow):
    """The label of one entry; its code stays."""

    panel = "list entry"

    def __init__(self, shell: Shell, behind: Behind, name: str, code: str) -> None:
        super().__init__(shell, behind)
        self.name, self.code = name, code

    def subject(self) -> str:
        return f"{self.name}.{self.code}"

    def rows(self) -> list[Row]:
        return [_label_row()]

    async def read(self) -> tuple[int, dict[str, str]]:
        for entry in await self.shell.desk.read(lists.entries, self.name):
            if entry.code == self.code:
                return entry.version, {"label": entry.label}
        raise DeskError(_("It is not there any more."))

    async def save(self, version: int, texts: dict[str, str]) -> str:
        label = await self.shell.desk.change(
            lists.rename, self.name, self.code, texts["label"], version
        )
        return _("Saved: it is called {label} now.").format(label=label)

    def title(self) -> tuple[str, str]:
        return _("Edit the text"), self.code

    def hint(self) -> str:
        return super().hint() or _("Enter saves. The code stays, so the figures stay.")


class FactsForm(SettingForm):
    """The label of one entry, and what else its list says of it."""

    panel = "list entry"

    def __init__(self, shell: Shell, behind: Behind, name: str, code: str) -> None:
        super().__init__(shell, behind)
        self.name, self.code = name, code

    def subject(self) -> str:
        return f"{self.name}.{self.code}"

    def rows(self) -> list[Row]:
        return [_label_row(), *_fact_rows(self.name)]

    async def read(self) -> tuple[int, dict[str, str]]:
        for entry in await self.shell.desk.read(lists.entries, self.name):
            if entry.code == self.code:
                facts = entry.facts
                return entry.version, {
                    "label": entry.label,
                    "assessed": "yes" if facts.assessed else "no",
                    "contact": "yes" if facts.contact else "no",
                    "bookable": "yes" if facts.bookable else "no",
                    "minutes": str(facts.minutes),
                }
        raise DeskError(_("It is not there any more."))

    async def save(self, version: int, texts: dict[str, str]) -> str:
        label = await self.shell.desk.change(
            lists.edit, self.name, self.code, _facts(texts), texts.get("label"), version
        )
        return _("Saved: {label}.").format(label=label)

    def title(self) -> tuple[str, str]:
        return _("Edit the line"), self.code


class NewEntry(SettingForm):
    """A new entry of a list: its text, from which the code is made."""

    panel = "new list entry"
    new = True

    def __init__(self, shell: Shell, behind: Behind, name: str) -> None:
        super().__init__(shell, behind)
        self.name = name

    def subject(self) -> str:
        return self.name

    def rows(self) -> list[Row]:
        return [_label_row(), *_fact_rows(self.name)]

    async def read(self) -> tuple[int, dict[str, str]]:
        return 0, {"minutes": "45"}

    async def save(self, version: int, texts: dict[str, str]) -> str:
        self.made = await self.shell.desk.change(
            lists.add, self.name, texts["label"], None, _facts(texts)
        )
        return _("Saved: {label} is last in the list. m moves it.").format(label=texts["label"])

    def title(self) -> tuple[str, str]:
        return _("New line: {list}").format(list=_(LISTS[self.name])), ""


class Limits(Kind):
    """The settings that are one text each."""

    def __init__(self, shell: Shell, behind: Behind) -> None:
        super().__init__(shell, behind)
        self.values: list[Value] = []

    def title(self) -> str:
        return _("Limits")

    async def load(self) -> None:
        self.values = await self.shell.desk.read(settings.everything)

    def keys(self) -> list[str]:
        return [value.setting.key for value in self.values]

    def line(self, number: int, marked: bool) -> Line:
        value = self.values[number]
        text = fit(value.said or "-", _VALUE_WIDTH)
        return columns((2, _(value.setting.label)), (30, text), marked=marked)

    def hint(self, number: int) -> str:
        return _(self.values[number].setting.explanation) + "."

    def detail(self, number: int) -> list[str]:
        value = self.values[number]
        return [_(value.setting.label), self.hint(number)]

    def form(self, number: int) -> View:
        return SettingText(self.shell, self.behind, self.values[number].setting)


class SettingText(OneRow):
    """One setting; an empty text puts the default back."""

    panel = "setting"
    column = 30

    def __init__(self, shell: Shell, behind: Behind, setting: Setting) -> None:
        super().__init__(shell, behind)
        self.setting = setting

    def subject(self) -> str:
        return self.setting.key

    def rows(self) -> list[Row]:
        label = _(self.setting.label)
        if self.setting.kind is settings.Kind.YES_NO:
            return [ChoiceRow(self.setting.key, label, [("no", _("no")), ("yes", _("yes"))])]
        return [TextRow(label, Field(self.setting.key, limit=40))]

    async def read(self) -> tuple[int, dict[str, str]]:
        for value in await self.shell.desk.read(settings.everything):
            if value.setting == self.setting:
                return value.version, {self.setting.key: value.text}
        raise DeskError(_("It is not there any more."))

    async def save(self, version: int, texts: dict[str, str]) -> str:
        text = await self.shell.desk.change(
            settings.put, self.setting.key, texts[self.setting.key], version
        )
        return _("Saved: {label} is {value}.").format(
            label=_(self.setting.label), value=settings.read_aloud(self.setting, text) or "-"
        )

    def title(self) -> tuple[str, str]:
        return _("Edit the limit"), _("empty: the default again")

    def hint(self) -> str:
        return super().hint() or _(self.setting.explanation) + "."
