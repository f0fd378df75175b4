"""A sheet in Markdown (CommonMark), with every sign that was written shown and not obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from din_indgang_tui.export.sheet import Section, Sheet
from din_indgang_tui.text import printed

# Markup within a line, and what makes a link of a bare address (GitHub Flavored Markdown).
_MARKUP = re.compile(r"[\\`*_\[\]<>|~$@]|&(?=[#\w])|:(?=\S)|(?<=\w)\.(?=[^\W\d])")
# What begins a heading, a quotation, a list or a rule where it stands first on its line.
_BLOCK = re.compile(r"^(?:[#+=-]|\d{1,9}(?=[.)]))")


def as_markdown(sheet: Sheet) -> bytes:
    """The document: a heading for each section, items numbered where that is wanted."""
    blocks = [f"# {_shown(sheet.title)}", _shown(sheet.byline)]
    for section in sheet.sections:
        blocks += [f"## {_shown(section.title)}", "\n".join(_body(section))]
    blocks.append(f"*{_shown(sheet.closing)}*")
    return ("\n\n".join(blocks) + "\n").encode()


def _body(section: Section) -> Iterator[str]:
    lines = [_shown(line) for line in printed(section.words).splitlines()]
    for at, line in enumerate(lines):
        # A backslash at the end keeps the line as it was written; an empty line ends a paragraph.
        goes_on = line and at + 1 < len(lines) and lines[at + 1]
        yield f"{line}\\" if goes_on else line
    for number, item in enumerate(section.items, 1):
        sign = f"{number}. " if section.numbered else "- "
        text = _shown(item.text)
        body = [f"**{text}**" if item.strong else text, *map(_shown, item.more)]
        yield sign + f"\\\n{' ' * len(sign)}".join(body)


def _shown(text: str) -> str:
    """One line, its signs escaped with a backslash (CommonMark 0.31, 2.4)."""
    text = _MARKUP.sub(r"\\\g<0>", " ".join(printed(text).split()))
    found = _BLOCK.match(text)
    if found is None:
        return text
    # Of a number the sign after it is escaped: a backslash before a digit would be seen.
    at = found.end() if found[0].isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"
