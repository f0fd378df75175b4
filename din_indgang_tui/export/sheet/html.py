"""A sheet as one web page that stands alone: no script, nothing loaded, made to be printed."""

from __future__ import annotations

from collections.abc import Iterator

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


def as_html(sheet: Sheet) -> bytes:
    """The page, in UTF-8. The same sheet gives the same bytes."""
    body = "\n".join(
        [
            f"<header>\n<h1>{shown(sheet.title)}</h1>\n<p>{shown(sheet.byline)}</p>\n</header>",
            *("\n".join(_section(one)) for one in sheet.sections),
            f"<footer>{shown(sheet.closing)}</footer>",
        ]
    )
    return web_page(sheet.title, _STYLE, body)


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
