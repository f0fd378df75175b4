"""The page of a referral as it will print, or as it was sent; and into a file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from din_indgang_tui.export import referral as papers
from din_indgang_tui.house import referral_note
from din_indgang_tui.house.referral_note import Page
from din_indgang_tui.house.referral_rows import Referral
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.paper import Paper, section_lines
from din_indgang_tui.views.to_file import ToFile
from din_indgang_tui.widgets.page import EMPTY, Line, flow, line


class ReferralPage(Paper):
    """One page, with only what is ticked. That it was read is on record."""

    area = "5"
    help_text = N_("Here you see the one page that goes along, with only what is ticked.")

    def __init__(
        self,
        shell: Shell,
        referral: Referral,
        page: Page,
        send: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """With a way to send it, the page of a draft is sent from here."""
        super().__init__(shell)
        self.referral = referral
        self.page = page
        self._send = send

    async def changed(self, parts: set[str]) -> None:
        if parts & {"referrals", "citizens", "conversations", "settings"}:
            number = self.referral.referral_id
            self.page = await self.shell.desk.read(referral_note.page_again, number)

    def contexts(self) -> tuple[str, ...]:
        send = ("referral_to_send",) if self._send is not None else ()
        return (*send, "referral_page", "paper", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        send = ("send",) if self._send is not None else ()
        return (*send, "write_out", *self.turns(), "back", "help", "log_out")

    def marked_one(self) -> tuple[int, str] | None:
        return self.referral.citizen_id, self.referral.full_name

    async def do_send(self) -> None:
        """It was read and is sent; what is missing is named in the draft, by its row."""
        if self._send is not None:
            await self.shell.close(self)
            await self._send()

    async def do_write_out(self) -> None:
        """To a file: to print, or for the journal."""
        await self.shell.open(ReferralOut(self.shell, self.referral, self.page))

    def title(self) -> str:
        if self.referral.is_draft:
            return _("The page, as it will print")
        return _("The page, as it was sent")

    def paper(self, width: int) -> list[Line]:
        sheet = papers.sheet(self.page)
        lines = [line("  " + sheet.title), *flow(sheet.byline, width=width - 2, indent=2)]
        for section in sheet.sections:
            lines += [EMPTY, *section_lines(section, width)]
        return [*lines, EMPTY, *flow(sheet.closing, width=width - 2, indent=2)]

    def hint(self) -> str:
        return _("Only what is ticked. The program is not the journal: w writes the page out.")


class ReferralOut(ToFile[Page]):
    """Where the page goes to."""

    area = "5"
    panel = "referral out"
    formats = papers.FORMATS
    help_text = N_("Here you say in which file the page is to lie. No file is written over.")

    def __init__(self, shell: Shell, referral: Referral, page: Page) -> None:
        super().__init__(shell)
        self.referral = referral
        self.page = page

    def subject(self) -> str:
        return str(self.referral.referral_id)

    def file_name(self) -> str:
        return papers.file_name(self.page)

    async def paper(self) -> Page:
        return await self.shell.desk.read(referral_note.page, self.referral.referral_id)

    def title(self) -> tuple[str, str]:
        return _("Write out the page of {name}").format(name=self.referral.full_name), ""
