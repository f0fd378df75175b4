"""Settings: who works in the house, in which role, and whether they may log in."""

from __future__ import annotations

import asyncio
from typing import Any

from din_indgang_tui.house import staff
from din_indgang_tui.house.codes import ROLE_LABELS
from din_indgang_tui.house.staff import NAME_LIMIT, PASSWORD_LEAST, STAFF_ROLES, Colleague
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role
from din_indgang_tui.views.base import Shell, View
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.settings_kind import ADD, HOLD, Behind, Kind, SettingForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.widgets.page import Line, Look, columns

# What a role may, as `store/roles.py` and the marks of the house's functions have it.
_MAY = {
    Role.HOST: N_("Registers enquiries, sees and writes about citizens."),
    Role.COACH: N_("Registers enquiries, sees and writes about citizens."),
    Role.OUTREACH: N_("Registers enquiries, sees and writes about citizens."),
    Role.VOLUNTEER: N_("Takes the rolls of their own groups; sees first names only."),
    Role.LEADER: N_("All that a host may, and the settings and the figures."),
    Role.ADMIN: N_("The settings and the figures, and no citizens."),
}


class Staff(Kind):
    """All colleagues, by initials; there is no delete."""

    contexts = (ADD, HOLD)
    bar = ("add", "hold")

    def __init__(self, shell: Shell, behind: Behind) -> None:
        super().__init__(shell, behind)
        self.colleagues: list[Colleague] = []

    def title(self) -> str:
        return _("Staff")

    async def load(self) -> None:
        self.colleagues = await self.shell.desk.read(staff.everyone)

    def keys(self) -> list[str]:
        return [colleague.initials for colleague in self.colleagues]

    def heading(self) -> Line:
        return columns(
            (2, _("initials"), Look.QUIET),
            (16, _("name"), Look.QUIET),
            (48, _("role"), Look.QUIET),
            (64, _("access"), Look.QUIET),
        )

    def line(self, number: int, marked: bool) -> Line:
        one = self.colleagues[number]
        return columns(
            (2, one.initials),
            (16, one.name),
            (48, _(ROLE_LABELS[one.role])),
            (64, _access(one)),
            marked=marked,
        )

    def detail(self, number: int) -> list[str]:
        one = self.colleagues[number]
        return [one.name, _(ROLE_LABELS[one.role]), _(_MAY[one.role])]

    def form(self, number: int) -> View:
        return ColleagueForm(self.shell, self.behind, self.colleagues[number].initials)

    def new_form(self) -> View:
        return NewColleague(self.shell, self.behind)

    async def hold(self, number: int) -> str:
        one = self.colleagues[number]
        deed = staff.disable if one.active else staff.give_back
        await self.shell.desk.change(deed, one.initials)
        if one.active:
            return _("{name} cannot log in any more. What they did stays theirs.").format(
                name=one.name
            )
        return _("{name} can log in again.").format(name=one.name)


def _access(one: Colleague) -> str:
    if one.can_log_in:
        return _("yes")
    return _("no password") if one.active else _("shut off")


def _name_row() -> TextRow:
    return TextRow(_("Name"), Field("name", limit=NAME_LIMIT))


def _role_row() -> ChoiceRow:
    return ChoiceRow(
        "role", _("Role"), [(role.value, _(ROLE_LABELS[role])) for role in STAFF_ROLES]
    )


def _password_row(label: str) -> TextRow:
    hint = _("At least {n} characters. They choose their own at the next log-in.")
    return TextRow(label, Field("password", limit=1000, secret=True), hint.format(n=PASSWORD_LEAST))


async def _hashed(password: str) -> str:
    """What is stored of a first password; raises DeskError where it cannot be used."""
    # argon2 takes tens of milliseconds and lets go of the interpreter meanwhile.
    return await asyncio.to_thread(staff.hashed, staff.tidy_password(password))


class NewColleague(SettingForm):
    """Name, initials, role, and the first password, which they change at the first log-in."""

    panel = "new colleague"
    new = True

    def rows(self) -> list[Row]:
        return [
            _name_row(),
            TextRow(_("Initials"), Field("initials", limit=12)),
            _role_row(),
            _password_row(_("First password")),
        ]

    async def save(self, version: int, texts: dict[str, str]) -> str:
        name, initials = texts["name"], staff.tidy_initials(texts["initials"])
        password_hash = await _hashed(texts["password"])
        role = Role(texts["role"])
        await self.shell.desk.change(staff.add, initials, name, role, password_hash)
        self.made = initials
        return _("Saved: {name} can log in as {initials}.").format(name=name, initials=initials)

    def title(self) -> tuple[str, str]:
        return _("New colleague"), ""


class ColleagueForm(SettingForm):
    """Name, role, and a new password where the old one is forgotten; initials stay."""

    panel = "colleague"

    def __init__(self, shell: Shell, behind: Behind, initials: str) -> None:
        super().__init__(shell, behind)
        self.initials = initials

    def subject(self) -> str:
        return self.initials

    def rows(self) -> list[Row]:
        return [_name_row(), _role_row(), _password_row(_("New password"))]

    async def read(self) -> tuple[int, dict[str, str]]:
        for one in await self.shell.desk.read(staff.everyone):
            if one.initials == self.initials:
                return one.version, {"name": one.name, "role": one.role.value, "password": ""}
        raise DeskError(_("It is not there any more."))

    async def save(self, version: int, texts: dict[str, str]) -> str:
        changed: dict[str, Any] = {}
        if "name" in texts:
            changed["name"] = texts["name"]
        if "role" in texts:
            changed["role"] = Role(texts["role"])
        if "password" in texts:
            changed["password_hash"] = await _hashed(texts["password"])
        await self.shell.desk.change(staff.edit, self.initials, version, **changed)
        return _("Saved: {initials}.").format(initials=self.initials)

    def title(self) -> tuple[str, str]:
        return _("Edit {initials}").format(initials=self.initials), ""
