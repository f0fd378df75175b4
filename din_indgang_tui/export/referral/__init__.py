"""The page of a referral written out: text, Markdown, HTML and PDF, each from the same sheet."""

from __future__ import annotations

from din_indgang_tui.export.output import FileFormat
from din_indgang_tui.export.sheet import Item, Section, Sheet, html, markdown, pdf, text
from din_indgang_tui.house.referral_note import Page, Part
from din_indgang_tui.i18n import N_, _


def sheet(page: Page) -> Sheet:
    """The page as it is written out: a part of one line is words, of several a list."""
    return Sheet(
        page.made_on, page.title, page.byline, tuple(map(_section, page.parts)), page.closing
    )


def _section(part: Part) -> Section:
    if len(part.lines) == 1:
        return Section(part.heading, part.lines[0])
    return Section(part.heading, items=tuple(Item(line) for line in part.lines))


def as_pdf(page: Page) -> bytes:
    """One page of A4. Raises DeskError where fpdf2, an extra, is not installed."""
    return pdf.as_pdf(sheet(page), smaller=True)


def as_text(page: Page) -> bytes:
    """Plain text, 80 columns wide."""
    return text.as_text(sheet(page))


def as_html(page: Page) -> bytes:
    """One web page that stands alone, and prints on one page of A4."""
    return html.as_html(sheet(page), smaller=True)


def as_markdown(page: Page) -> bytes:
    """Markdown, with every sign that was written shown and not obeyed."""
    return markdown.as_markdown(sheet(page))


FORMATS = (
    FileFormat("pdf", N_("PDF, to print"), as_pdf),
    FileFormat("txt", N_("Plain text"), as_text),
    FileFormat("html", N_("Web page"), as_html),
    FileFormat("md", N_("Markdown"), as_markdown),
)


def file_name(page: Page) -> str:
    """`henvisning-2026-11-17`, without an ending and without anybody's name."""
    return _("referral-{day}").format(day=page.made_on.isoformat())
