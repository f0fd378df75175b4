"""The consent a referral goes by, written down where it is needed: filled in, to read aloud."""

from __future__ import annotations

from din_indgang_tui.house import referrals
from din_indgang_tui.house.codes import REFERRAL_PART_LABELS, within_a_line
from din_indgang_tui.house.consents import LIMITS
from din_indgang_tui.house.referral_rows import Referral
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.consents import ConsentForm
from din_indgang_tui.views.editing import Row
from din_indgang_tui.widgets.form import put_in
from din_indgang_tui.widgets.page import fit


class ReferralConsent(ConsentForm):
    """Receiver, what and what for are proposed from the referral; the citizen has the last word."""

    area = "5"
    panel = "referral consent"
    help_text = N_("Here you write down what the citizen said yes to; the referral goes by it.")

    def __init__(self, shell: Shell, referral: Referral, version: int) -> None:
        super().__init__(shell, referral.citizen_id, referral.full_name)
        self.referral = referral
        self.written = version  # of the referral

    def subject(self) -> str:
        return str(self.referral.referral_id)

    def rows(self) -> list[Row]:
        rows = super().rows()
        one = self.referral
        parts = [within_a_line(_(REFERRAL_PART_LABELS[part])) for part in one.passes_on]
        asked = within_a_line(one.asked)
        proposed = {
            "receiver": one.receiver,
            "what": "; ".join([_("why we ask"), *parts]),
            "purpose": _("to have it assessed: {asked}").format(asked=asked) if asked else "",
        }
        for row in rows:
            if row.name in proposed:
                put_in(row, fit(proposed[row.name], LIMITS[row.name]))
        return rows

    async def save(self, version: int, texts: dict[str, str]) -> str:
        number = self.referral.referral_id
        await self.shell.desk.change(referrals.give_consent, number, self.written, texts)
        return _("Saved: a consent from {name}. The referral goes by it.").format(name=self.name)
