"""The citizen's plan written out: text, Markdown, HTML and PDF, each from the same sections."""

from __future__ import annotations

from din_indgang_tui.export.output import FileFormat
from din_indgang_tui.export.plan.html import as_html
from din_indgang_tui.export.plan.markdown import as_markdown
from din_indgang_tui.export.plan.pdf import as_pdf
from din_indgang_tui.export.plan.text import as_text
from din_indgang_tui.house.plans import Plan
from din_indgang_tui.i18n import N_

FORMATS = (
    FileFormat("pdf", N_("PDF, to print"), as_pdf),
    FileFormat("txt", N_("Plain text"), as_text),
    FileFormat("html", N_("Web page"), as_html),
    FileFormat("md", N_("Markdown"), as_markdown),
)


def file_name(plan: Plan) -> str:
    """`plan-2026-11-17`, without an ending: nobody's name, where others see a list of files."""
    return f"plan-{plan.made_on.isoformat()}"
