"""A sheet as plain text, 80 columns wide: to print as it is, or to put into a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from din_indgang_tui.export.sheet import Section, Sheet
from din_indgang_tui.text import printed

WIDTH = 80
_INDENT = "  "


def as_text(sheet: Sheet) -> bytes:
    """UTF-8, with a line feed at the end of every line."""
    title = printed(sheet.title)
    blocks = [
        [*_wrapped(title), "=" * min(len(title), WIDTH), *_wrapped(printed(sheet.byline))],
        *(list(_section(one)) for one in sheet.sections),
        _wrapped(printed(sheet.closing)),
    ]
    return ("\n\n".join("\n".join(lines) for lines in blocks) + "\n").encode()


def _section(section: Section) -> Iterator[str]:
    yield from _wrapped(printed(section.title))
    for line in printed(section.words).splitlines():
        yield from _wrapped(line, _INDENT, _INDENT)
    for number, item in enumerate(section.items, 1):
        sign = f"{number}. " if section.numbered else "- "
        below = _INDENT + " " * len(sign)
        yield from _wrapped(printed(item.text), _INDENT + sign, below)
        for more in item.more:
            yield from _wrapped(printed(more), below, below)


def _wrapped(text: str, first: str = "", then: str = "") -> list[str]:
    """One line of text over as many as it takes; an empty one stays empty."""
    if not text.strip():
        return [""]
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=first, subsequent_indent=then
    )
