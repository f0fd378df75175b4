"""A sheet as one web page that stands alone: no script, nothing loaded, made to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from unicodedata import east_asian_width

from din_indgang_tui.export.sheet import Section, Sheet
from din_indgang_tui.export.web_page import shown, web_page

_STYLE = """\
:root { color-scheme: light; }
body { font: 16px/1.5 "DejaVu Sans", Verdana, sans-serif; color: #1a1a1a; background: #fff;
  max-width: 42em; margin: 2.5em auto; padding: 0 1.25em; overflow-wrap: anywhere; }
h1 { font-size: 1.9em; line-height: 1.2; margin: 0; }
h2 { font-size: 1.1em; margin: 1.5em 0 .3em; break-after: avoid; }
p { margin: .3em 0; }
.words { white-space: pre-line; }
ul, ol { margin: .3em 0; padding-left: 1.5em; }
li { margin: .35em 0; break-inside: avoid; }
li p { margin: 0; }
footer { margin-top: 2em; padding-top: .7em; border-top: 1px solid #999; }
@page { size: A4; margin: 18mm 20mm; }
@media print { body { font-size: 11pt; line-height: 1.4; margin: 0; padding: 0; max-width: none; }
  h2 { margin-top: 1.1em; } }
"""


# To print on one page: what its letters may be, and how much of them one page holds.
_SIZES = (11.0, 10.0, 9.0, 8.0, 7.0, 6.5, 6.0, 5.5, 5.0)  # points
_WIDTH, _HEIGHT = 166.0, 255.0  # mm within the margins, less what the ends of lines leave
_EM = 25.4 / 72  # mm of a point
_WIDE, _NARROW, _LINE = 1.1, 0.54, 1.25  # em of a capital or an emoji, of others, of a line


def as_html(sheet: Sheet, *, smaller: bool = False) -> bytes:
    """The page, in UTF-8. The same sheet gives the same bytes.

    `smaller`: it has to print on one page, so its letters may be smaller than those of a plan.
    """
    style = _STYLE
    if smaller:
        size = f"font-size: {_print_size(sheet)}pt; line-height: {_LINE};"
        style += f"@media print {{ body {{ {size} }} }}\n"
    body = "\n".join(
        [
            f"<header>\n<h1>{shown(sheet.title)}</h1>\n<p>{shown(sheet.byline)}</p>\n</header>",
            *("\n".join(_section(one)) for one in sheet.sections),
            f"<footer>{shown(sheet.closing)}</footer>",
        ]
    )
    return web_page(sheet.title, style, body)


def _print_size(sheet: Sheet) -> float:
    """The largest letters in which it is one page, as far as can be said without its font."""
    return next((size for size in _SIZES if _lines(sheet, size) <= _HEIGHT / size), _SIZES[-1])


def _lines(sheet: Sheet, size: float) -> float:
    """The height of the sheet in mm a point: its lines, and the air between them."""
    room = _WIDTH / size / _EM  # em of a line

    def of(text: str, large: float = 1.0, air: float = 0.35) -> float:
        wide = sum(_WIDE if _is_wide(letter) else _NARROW for letter in text)
        return (ceil(wide * large / room) * _LINE * large + air) * _EM

    height = of(sheet.title, 1.9, 0.0) + of(sheet.byline) + of(sheet.closing, air=3.0)
    for section in sheet.sections:
        height += of(section.title, 1.1, 1.6) + (of(section.words) if section.words else 0.0)
        height += sum(of(text) for item in section.items for text in (item.text, *item.more))
    return height


def _is_wide(letter: str) -> bool:
    return letter.isupper() or east_asian_width(letter) in "WF"


def _section(section: Section) -> Iterator[str]:
    yield f"<section>\n<h2>{shown(section.title)}</h2>"
    if section.words:
        yield f'<p class="words">{shown(section.words)}</p>'
    if section.items:
        tag = "ol" if section.numbered else "ul"
        yield f"<{tag}>"
        for item in section.items:
            text, more = shown(item.text), "".join(f"<p>{shown(one)}</p>" for one in item.more)
            yield f"<li>{f'<strong>{text}</strong>' if item.strong else text}{more}</li>"
        yield f"</{tag}>"
    yield "</section>"
