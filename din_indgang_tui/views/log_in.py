"""The log-in screen, and the first password of one's own."""

from __future__ import annotations

import asyncio

from din_indgang_tui.house import staff
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.page import EMPTY, Look, columns, flow, line

_LEFT = 12
_VALUE = 28


class _TwoFields(View):
    """Two fields in the middle of an empty screen; Enter goes on, Esc throws a password away."""

    def __init__(self, shell: Shell, fields: tuple[Field, ...]) -> None:
        super().__init__(shell)
        self.fields = fields
        self.at = 0
        self.wrong = ""  # the sentence by the field

    def contexts(self) -> tuple[str, ...]:
        return ("log_in", "always")

    def bar(self) -> tuple[str, ...]:
        return ("next", "other_field", "back", "help", "leave")

    def writing(self) -> Field | None:
        return self.fields[self.at]

    async def typed(self) -> None:
        self.wrong = ""

    def do_other_field(self) -> None:
        """The other field."""
        self.at = (self.at + 1) % len(self.fields)

    def do_back(self) -> None:
        """Back to the first field; passwords are thrown away."""
        for field in self.fields:
            if field.secret:
                field.value = ""
        self.at = 0
        self.wrong = ""

    def _show_fields(self, picture: Picture, labels: tuple[str, ...]) -> None:
        for number, (label, field) in enumerate(zip(labels, self.fields, strict=True)):
            stars = "*" * len(field.value) if field.secret else field.value
            picture.add(
                columns((0, ">" if number == self.at else ""), (_LEFT, label), (_VALUE, stars))
            )
            if number == self.at:
                picture.put_field(field, _VALUE, 40)
                if self.wrong:
                    sentence = flow(f"! {self.wrong}", width=50, look=Look.WRONG)
                    picture.add(*(columns((_VALUE, one.text, Look.WRONG)) for one in sentence))
        if not self.wrong:
            picture.add(EMPTY)


class LogIn(_TwoFields):
    """Initials, Enter, password, Enter, and the day is there."""

    help_text = N_("Here you log in, with your initials and your password.")

    def __init__(self, shell: Shell) -> None:
        self.initials = Field("initials", limit=12)
        self.password = Field("password", limit=1000, secret=True)
        super().__init__(shell, (self.initials, self.password))

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(*[EMPTY] * 8)
        picture.add(columns((_LEFT, _("Welcome to Din Indgang"), Look.TITLE)), EMPTY)
        self._show_fields(picture, (_("Initials"), _("Password")))
        picture.add(
            EMPTY,
            columns((_LEFT, _("New colleague?   Your leader gives you initials and a password."))),
            columns((_LEFT, _("Forgot it?       Your leader can give you a new one."))),
            EMPTY,
            columns((_LEFT, _("When you look a citizen up, it is noted with your initials."))),
        )
        return picture

    async def do_next(self) -> None:
        """On to the password, or log in."""
        if self.at == 0:
            self.shell.desk.warm_up()  # while the password is being typed
            self.at = 1
            return
        await self._log_in()

    async def _log_in(self) -> None:
        desk, initials = self.shell.desk, self.initials.value
        wait = await desk.read(staff.seconds_to_wait, initials)
        if wait:
            self._refuse(wait)
            return
        stored = await desk.read(staff.stored_hash, initials)
        # argon2 takes tens of milliseconds and lets go of the interpreter meanwhile.
        fits = await asyncio.to_thread(staff.password_fits, stored, self.password.value)
        entered = await desk.change(staff.log_in, initials, stored) if fits and stored else None
        if entered is None:
            refused = await desk.change(staff.refuse_log_in, initials)
            self._refuse(refused.wait_seconds)
            return
        self.password.value = ""
        self.initials.value = ""
        self.at = 0
        desk.who = entered.who
        if entered.must_change_password:
            await self.shell.open(OwnPassword(self.shell, stored or ""))
        else:
            await self.shell.begin_day()

    def _refuse(self, wait: int) -> None:
        self.password.value = ""
        self.wrong = _("Initials and password do not fit together.")
        if wait:
            self.shell.say(
                ngettext(
                    "Try again in {n} second. The initials are still there.",
                    "Try again in {n} seconds. The initials are still there.",
                    wait,
                ).format(n=wait),
                wrong=True,
            )
        else:
            self.shell.say(_("Try again. The initials are still there."), wrong=True)


class OwnPassword(_TwoFields):
    """The first log-in: a password of one's own in place of the one the leader set."""

    help_text = N_("Here you choose a password of your own, the first time you log in.")

    def __init__(self, shell: Shell, old_hash: str) -> None:
        self.first = Field("password", limit=1000, secret=True)
        self.again = Field("again", limit=1000, secret=True)
        self.old_hash = old_hash
        super().__init__(shell, (self.first, self.again))

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(*[EMPTY] * 6)
        greeting = _("Welcome, {name}").format(name=self.shell.desk.who.name)
        picture.add(columns((_LEFT, greeting, Look.TITLE)), EMPTY)
        picture.add(
            columns((_LEFT, _("Your leader chose your password. Now choose your own."))),
            columns(
                (
                    _LEFT,
                    _("At least {n} characters; a few words in a row are good.").format(
                        n=staff.PASSWORD_LEAST
                    ),
                )
            ),
            EMPTY,
        )
        self._show_fields(picture, (_("New password"), _("Once more")))
        picture.add(EMPTY, line())
        return picture

    async def do_next(self) -> None:
        """On to the second field, or keep the password and begin the day."""
        if self.at == 0:
            try:
                staff.tidy_password(self.first.value)
            except DeskError as error:
                self.wrong = error.message
                return
            self.at = 1
            return
        if self.first.value != self.again.value:
            self.again.value = ""
            self.wrong = _("The two are not the same. Write the second one again.")
            return
        if await asyncio.to_thread(staff.password_fits, self.old_hash, self.first.value):
            self.do_back()
            self.wrong = _("That is the one your leader chose. Choose another.")
            return
        new_hash = await asyncio.to_thread(staff.hashed, staff.tidy_password(self.first.value))
        await self.shell.desk.change(staff.change_own_password, self.old_hash, new_hash)
        self.first.value = self.again.value = ""
        await self.shell.close(self)
        await self.shell.begin_day()
