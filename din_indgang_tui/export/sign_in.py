"""The sheet to sign in on, written out: text, HTML and PDF, each with the same lines."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.export.output import FileFormat
from din_indgang_tui.export.pdf import FONT, MARGIN, MM, drawable, first_page, library
from din_indgang_tui.export.web_page import shown, web_page
from din_indgang_tui.house.sign_in import SignInSheet
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.text import printed
from din_indgang_tui.words import clock_time, long_day

_NAME = 36  # columns of a name in plain text
_SIGN = 40  # columns to sign in
_STYLE = """\
:root { color-scheme: light; }
body { font: 16px/1.4 "DejaVu Sans", Verdana, sans-serif; color: #1a1a1a; background: #fff;
  max-width: 42em; margin: 2.5em auto; padding: 0 1.25em; overflow-wrap: anywhere; }
h1 { font-size: 1.7em; line-height: 1.2; margin: 0; }
p { margin: .3em 0; }
table { width: 100%; border-collapse: collapse; margin-top: 1em; }
td { border-bottom: 1px solid #999; height: 2.1em; padding: 0 .5em 0 0; }
td:first-child { width: 40%; }
@page { size: A4; margin: 18mm 20mm; }
@media print { body { font-size: 12pt; margin: 0; padding: 0; max-width: none; } }
"""


def title(sheet: SignInSheet) -> str:
    """What stands above all."""
    return _("{group}: who is here").format(group=sheet.group)


def byline(sheet: SignInSheet) -> str:
    """When, where and with whom, in one line."""
    when = _("{day} at {time}").format(
        day=long_day(local_date(sheet.starts_at)),
        time=f"{clock_time(sheet.starts_at)}-{clock_time(sheet.ends_at)}",
    )
    leads = _("with {colleague}").format(colleague=sheet.leader) if sheet.leader else ""
    return ", ".join(filter(None, (when, sheet.where, leads)))


def rows(sheet: SignInSheet) -> list[str]:
    """A name a line, and the empty ones."""
    return [*sheet.names, *[""] * sheet.empty]


def as_text(sheet: SignInSheet) -> bytes:
    """UTF-8, with a line feed at the end of every line."""
    lines = [printed(title(sheet)), printed(byline(sheet)), ""]
    for name in rows(sheet):
        lines += [f"{printed(name) or '_' * (_NAME - 2):<{_NAME}}{'_' * _SIGN}".rstrip(), ""]
    return ("\n".join(lines[:-1]) + "\n").encode()


def as_html(sheet: SignInSheet) -> bytes:
    """The page. The same sheet gives the same bytes."""
    lines = "\n".join(f"<tr><td>{shown(name)}</td><td></td></tr>" for name in rows(sheet))
    body = (
        f"<h1>{shown(title(sheet))}</h1>\n<p>{shown(byline(sheet))}</p>\n<table>\n{lines}\n</table>"
    )
    return web_page(title(sheet), _STYLE, body)


def as_pdf(sheet: SignInSheet) -> bytes:
    """The document on A4. The same sheet gives the same bytes.

    Raises DeskError where fpdf2, an extra of the program, is not installed.
    """
    pdf = library()(format="A4")
    first_page(pdf, title(sheet), local_date(sheet.starts_at))
    for text, style, size in ((title(sheet), "B", 18.0), (byline(sheet), "", 12.0)):
        pdf.set_font(FONT, style, size)
        said = drawable(pdf, text)
        pdf.multi_cell(0, size * MM * 1.4, said, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)
    pdf.set_draw_color(120)
    height, signed_from = 9.5, MARGIN + 70  # mm; low enough for twenty people on a page
    for name in rows(sheet):
        if pdf.will_page_break(height):
            pdf.add_page()
        y = pdf.get_y() + height
        pdf.set_font(FONT, "", 13)
        pdf.cell(signed_from - MARGIN - 4, height, drawable(pdf, name))
        pdf.line(MARGIN, y, pdf.w - MARGIN, y)
        pdf.set_xy(MARGIN, y)
    return bytes(pdf.output())


FORMATS = (
    FileFormat("pdf", N_("PDF, to print"), as_pdf),
    FileFormat("txt", N_("Plain text"), as_text),
    FileFormat("html", N_("Web page"), as_html),
)


def file_name(day: date) -> str:
    """`liste-2026-11-17`, without an ending: nobody's name, where others see a list of files."""
    return _("list-{day}").format(day=day.isoformat())
