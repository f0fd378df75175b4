"""A paper as one web page that stands alone: no script, nothing loaded, made to be printed."""

from __future__ import annotations

from html import escape

from din_indgang_tui.i18n import language
from din_indgang_tui.text import printed


def web_page(title: str, style: str, body: str) -> bytes:
    """The page, in UTF-8. `body` is HTML, its texts gone through `shown`."""
    head = (
        '<meta charset="utf-8">\n'
        # Should a sign ever slip through, nothing it asks for is loaded or run.
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{shown(title)}</title>\n<style>\n{style}</style>"
    )
    return (
        f'<!doctype html>\n<html lang="{language()}">\n<head>\n{head}\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def shown(text: str) -> str:
    """A text as it may stand between tags."""
    return escape(printed(text))
