"""A sheet as a PDF on A4: one page where it fits, in letters no smaller than can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from din_indgang_tui.export.pdf import FONT, MARGIN, MISSING, MM, drawable, first_page, library
from din_indgang_tui.export.sheet import Item, Section, Sheet
from din_indgang_tui.i18n import _

if TYPE_CHECKING:
    from fpdf import FPDF

_INDENT = 6.0  # mm
_LINE = 1.4  # of the size of the letters
_CLOSE = 1.25  # of smaller ones
_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5)  # points; below that it takes two pages
_SMALLER = (9.0, 8.5, 8.0, 7.0, 6.0)  # the last two for text of nothing but capitals


def as_pdf(sheet: Sheet, *, smaller: bool = False) -> bytes:
    """The document. The same sheet gives the same bytes.

    `smaller`: it has to be one page, so letters may be smaller than those of a plan.

    Raises DeskError where fpdf2, an extra of the program, is not installed.
    """
    kind = library()
    for size in _SIZES + (_SMALLER if smaller else ()):
        document = _document(kind, sheet, size)
        if document.pages_count == 1:
            break
    return bytes(document.output())


def _document(kind: type[FPDF], sheet: Sheet, size: float) -> FPDF:
    class Document(kind):  # type: ignore[misc, valid-type]
        def footer(self) -> None:
            """The number of the page, from the second one on."""
            if self.page_no() > 1:
                self.set_y(-15)
                self.set_font(FONT, size=9)
                self.cell(0, 5, f"{self.page_no()}", align="R")

    pdf: FPDF = Document(format="A4")
    first_page(pdf, sheet.title, sheet.made_on)
    _Page(pdf, size).write(sheet)
    return pdf


class _Page:
    """Writes the plan at one size of letters."""

    def __init__(self, pdf: FPDF, size: float) -> None:
        self.pdf = pdf
        self.size = size
        self.line = _LINE if size >= _SIZES[-1] else _CLOSE
        self.height = size * MM * self.line  # mm of a line
        self.missing = False  # whether a letter stands there that the font has not

    def write(self, sheet: Sheet) -> None:
        """All of it, from where the page begins."""
        self._text(sheet.title, "B", self.size * 1.7)
        self._text(sheet.byline)
        for section in sheet.sections:
            self._section(section)
        self.pdf.ln(self.height * 0.6)
        y = self.pdf.get_y()
        if y + 2 * self.height < self.pdf.page_break_trigger:
            self.pdf.set_draw_color(150)
            self.pdf.line(MARGIN, y, self.pdf.w - MARGIN, y)
            self.pdf.ln(self.height * 0.4)
        self._text(sheet.closing)
        if self.missing:
            self._text(
                _(
                    "{sign} is a letter that a PDF cannot show here. The web page has them all."
                ).format(sign=MISSING)
            )

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
        self.pdf.set_font(FONT, style, size)
        self.pdf.set_x(MARGIN + left)
        drawn = drawable(self.pdf, text)
        self.missing = self.missing or drawn.count(MISSING) > text.count(MISSING)
        self.pdf.multi_cell(
            0,
            size * MM * self.line,
            drawn,
            align="L",
            new_x="LMARGIN",
            new_y="NEXT",
        )
