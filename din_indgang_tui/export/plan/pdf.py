"""The plan as a PDF on A4: one page where it fits, in letters no smaller than can be read."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from din_indgang_tui.export.plan.sections import Item, Section, byline, closing, sections, title
from din_indgang_tui.house.plans import Plan
from din_indgang_tui.i18n import _, language
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.text import printed

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = Path(__file__).parents[2] / "fonts"
_FONT = "DejaVu"
_MARGIN = 20.0  # mm
_INDENT = 6.0  # mm
_LINE = 1.4  # of the size of the letters
_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5)  # points; below that the plan takes two pages
_MM = 25.4 / 72  # of a point
_MISSING = "□"  # stands for a letter that the font has not: better seen than gone


def as_pdf(plan: Plan) -> bytes:
    """The document. The same plan gives the same bytes.

    Raises DeskError where fpdf2, an extra of the program, is not installed.
    """
    try:
        import fpdf
    except ImportError as error:
        raise DeskError(
            _("PDF needs fpdf2, which is not installed here. Choose another format."),
            field="format",
        ) from error
    # What it has to say about fonts is for programmers, and would be written across the screen.
    for name in ("fpdf", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for size in _SIZES:
        document = _document(fpdf.FPDF, plan, size)
        if document.pages_count == 1:
            break
    return bytes(document.output())


def _document(kind: type[FPDF], plan: Plan, size: float) -> FPDF:
    class Document(kind):  # type: ignore[misc, valid-type]
        def footer(self) -> None:
            """The number of the page, from the second one on."""
            if self.page_no() > 1:
                self.set_y(-15)
                self.set_font(_FONT, size=9)
                self.cell(0, 5, f"{self.page_no()}", align="R")

    pdf: FPDF = Document(format="A4")
    pdf.set_margins(_MARGIN, _MARGIN - 2, _MARGIN)
    pdf.c_margin = 0
    pdf.set_auto_page_break(True, margin=_MARGIN - 2)
    pdf.add_font(_FONT, "", FONTS / "DejaVuSans.ttf")
    pdf.add_font(_FONT, "B", FONTS / "DejaVuSans-Bold.ttf")
    # Noon of its day, so that the same plan is the same file whenever it is written out.
    pdf.set_creation_date(datetime.combine(plan.made_on, time(12), UTC))
    pdf.set_title(title())
    pdf.set_lang(language())
    pdf.add_page()
    _Page(pdf, size).write(plan)
    return pdf


class _Page:
    """Writes the plan at one size of letters."""

    def __init__(self, pdf: FPDF, size: float) -> None:
        self.pdf = pdf
        self.size = size
        self.height = size * _MM * _LINE  # mm of a line

    def write(self, plan: Plan) -> None:
        """All of it, from where the page begins."""
        self._text(title(), "B", self.size * 1.7)
        self._text(byline(plan))
        for section in sections(plan):
            self._section(section)
        self.pdf.ln(self.height * 0.6)
        y = self.pdf.get_y()
        if y + 2 * self.height < self.pdf.page_break_trigger:
            self.pdf.set_draw_color(150)
            self.pdf.line(_MARGIN, y, self.pdf.w - _MARGIN, y)
            self.pdf.ln(self.height * 0.4)
        self._text(closing())

    def _section(self, section: Section) -> None:
        self.pdf.ln(self.height * 0.7)
        # A heading never stands alone at the foot of a page.
        if self.pdf.will_page_break(3 * self.height):
            self.pdf.add_page()
        self._text(section.title, "B", self.size * 1.08)
        if section.words:
            self._text(section.words)
        for number, item in enumerate(section.items, 1):
            self._item(f"{number}." if section.numbered else "•", item)

    def _item(self, sign: str, item: Item) -> None:
        """Its sign at the left of it, and its own lines below."""
        if self.pdf.will_page_break(self.height):
            self.pdf.add_page()
        y = self.pdf.get_y()
        self._text(sign)
        self.pdf.set_y(y)
        self._text(item.text, "B" if item.strong else "", left=_INDENT)
        for more in item.more:
            self._text(more, left=_INDENT)
        if item.strong:
            self.pdf.ln(self.height * 0.25)

    def _text(self, text: str, style: str = "", size: float = 0.0, left: float = 0.0) -> None:
        size = size or self.size
        self.pdf.set_font(_FONT, style, size)
        self.pdf.set_x(_MARGIN + left)
        self.pdf.multi_cell(
            0, size * _MM * _LINE, self._drawable(text), align="L", new_x="LMARGIN", new_y="NEXT"
        )

    def _drawable(self, text: str) -> str:
        known = getattr(self.pdf.current_font, "cmap", {})
        return "".join(
            letter if ord(letter) in known or letter == "\n" else _MISSING
            for letter in printed(text).replace("\t", " ")
        )
