"""The citizen's plan written out: text, Markdown, HTML and PDF, each from the same sheet."""

from __future__ import annotations

from din_indgang_tui.export.output import FileFormat
from din_indgang_tui.export.plan.sections import sheet
from din_indgang_tui.export.sheet import html, markdown, pdf, text
from din_indgang_tui.house.plans import Plan
from din_indgang_tui.i18n import N_


def as_pdf(plan: Plan) -> bytes:
    """The plan on A4. Raises DeskError where fpdf2, an extra, is not installed."""
    return pdf.as_pdf(sheet(plan))


def as_text(plan: Plan) -> bytes:
    """The plan as plain text."""
    return text.as_text(sheet(plan))


def as_html(plan: Plan) -> bytes:
    """The plan as a web page."""
    return html.as_html(sheet(plan))


def as_markdown(plan: Plan) -> bytes:
    """The plan in Markdown."""
    return markdown.as_markdown(sheet(plan))


FORMATS = (
    FileFormat("pdf", N_("PDF, to print"), as_pdf),
    FileFormat("txt", N_("Plain text"), as_text),
    FileFormat("html", N_("Web page"), as_html),
    FileFormat("md", N_("Markdown"), as_markdown),
)


def file_name(plan: Plan) -> str:
    """`plan-2026-11-17`, without an ending: nobody's name, where others see a list of files."""
    return f"plan-{plan.made_on.isoformat()}"
