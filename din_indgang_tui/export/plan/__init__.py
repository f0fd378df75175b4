"""The citizen's plan written out: text, Markdown, HTML and PDF, each from the same sections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from din_indgang_tui.export.plan.html import as_html
from din_indgang_tui.export.plan.markdown import as_markdown
from din_indgang_tui.export.plan.pdf import as_pdf
from din_indgang_tui.export.plan.text import as_text
from din_indgang_tui.house.plans import Plan
from din_indgang_tui.i18n import N_


@dataclass(frozen=True, slots=True)
class PlanFormat:
    """One way to write a plan: the ending of its file, what people call it, and the writer."""

    ending: str
    label: str
    make: Callable[[Plan], bytes]


FORMATS = (
    PlanFormat("pdf", N_("PDF, to print"), as_pdf),
    PlanFormat("txt", N_("Plain text"), as_text),
    PlanFormat("html", N_("Web page"), as_html),
    PlanFormat("md", N_("Markdown"), as_markdown),
)


def file_name(plan: Plan) -> str:
    """`plan-2026-11-17`, without an ending: nobody's name, where others see a list of files."""
    return f"plan-{plan.made_on.isoformat()}"
