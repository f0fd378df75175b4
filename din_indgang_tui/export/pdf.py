"""What a PDF on A4 begins with: the library, the page, a font that has the letters."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from din_indgang_tui.i18n import _, language
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.text import printed

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = Path(__file__).parents[1] / "fonts"
FONT = "DejaVu"
MARGIN = 20.0  # mm
MM = 25.4 / 72  # of a point
MISSING = "□"  # stands for a letter that the font has not: better seen than gone


def library() -> type[FPDF]:
    """What documents are made with. Raises DeskError where fpdf2, an extra, is not installed."""
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
    return fpdf.FPDF


def first_page(pdf: FPDF, title: str, made_on: date) -> None:
    """Margins, fonts and what the file says of itself, and the first page."""
    pdf.set_margins(MARGIN, MARGIN - 2, MARGIN)
    pdf.c_margin = 0
    pdf.set_auto_page_break(True, margin=MARGIN - 2)
    pdf.add_font(FONT, "", FONTS / "DejaVuSans.ttf")
    pdf.add_font(FONT, "B", FONTS / "DejaVuSans-Bold.ttf")
    # Noon of its day, so that the same paper is the same file whenever it is written out.
    pdf.set_creation_date(datetime.combine(made_on, time(12), UTC))
    pdf.set_title(title)
    pdf.set_lang(language())
    pdf.add_page()


def drawable(pdf: FPDF, text: str) -> str:
    """The text with a sign for each letter that the font of now has not."""
    known = getattr(pdf.current_font, "cmap", {})
    return "".join(
        letter if ord(letter) in known or letter == "\n" else MISSING
        for letter in printed(text).replace("\t", " ")
    )
