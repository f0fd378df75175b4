"""The plan put into a file."""

from __future__ import annotations

from din_indgang_tui.export import plan as papers
from din_indgang_tui.house import plans
from din_indgang_tui.house.plans import Plan
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.to_file import ToFile


class PlanOut(ToFile[Plan]):
    """Where one citizen's plan goes to."""

    area = "2"
    panel = "plan out"
    formats = papers.FORMATS
    help_text = N_("Here you say in which file the plan is to lie. No file is written over.")

    def __init__(self, shell: Shell, plan: Plan) -> None:
        super().__init__(shell)
        self.plan = plan

    def subject(self) -> str:
        return str(self.plan.citizen_id)

    def file_name(self) -> str:
        return papers.file_name(self.plan)

    async def paper(self) -> Plan:
        return await self.shell.desk.read(plans.written_out, self.plan.citizen_id)

    def title(self) -> tuple[str, str]:
        return _("Write out {name}'s plan").format(name=self.plan.name), ""
