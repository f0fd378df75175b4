"""The sheet to sign in on, put into a file."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.export import sign_in as papers
from din_indgang_tui.house import sign_in
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.sign_in import SignInSheet
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.to_file import ToFile
from din_indgang_tui.words import clock_time, near_day


class SignInOut(ToFile[SignInSheet]):
    """Where the sheet of one meeting goes to."""

    area = "4"
    panel = "sign-in sheet"
    formats = papers.FORMATS
    help_text = N_("Here you make a sheet to sign in on: names, and lines for who drops in.")

    def __init__(self, shell: Shell, meeting: Session) -> None:
        super().__init__(shell)
        self.meeting = meeting

    def subject(self) -> str:
        return str(self.meeting.session_id)

    def file_name(self) -> str:
        return papers.file_name(self.meeting.day)

    async def paper(self) -> SignInSheet:
        return await self.shell.desk.read(sign_in.sheet, self.meeting.session_id)

    def title(self) -> tuple[str, str]:
        today = local_date(self.shell.clock())
        when = f"{near_day(self.meeting.day, today)} {clock_time(self.meeting.starts_at)}"
        said = _("Sheet to sign in on: {group}, {when}")
        return said.format(group=self.meeting.group, when=when), ""
