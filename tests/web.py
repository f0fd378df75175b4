"""A web page as a browser takes it: tables, texts, and whatever it would load or run."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_HOLLOW = frozenset({"meta", "link", "br", "hr", "img", "input"})


@dataclass
class Page:
    """What is drawn, and which tags and attributes there are."""

    tables: list[list[list[str]]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)  # what each is called
    open_at_end: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, given = self.page, {name: value or "" for name, value in attrs}
        page.tags.add(tag)
        page.attributes += given.items()
        if tag not in _HOLLOW:
            self.open.append(tag)
        match tag:
            case "table":
                page.tables.append([])
            case "tr":
                page.tables[-1].append([])
            case "th" | "td":
                page.tables[-1][-1].append("")
            case "h1" | "h2":
                page.headings.append("")
            case "p":
                page.paragraphs.append("")
            case "svg":
                page.charts.append(given["aria-label"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _HOLLOW:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"th", "td"} & set(self.open):
            self.page.tables[-1][-1][-1] += data
        elif {"h1", "h2"} & set(self.open):
            self.page.headings[-1] += data
        elif "p" in self.open:
            self.page.paragraphs[-1] += data


def read(data: bytes) -> Page:
    """The page; raises AssertionError where a tag is not closed by its own."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    reader.page.open_at_end = reader.open
    return reader.page


def columns(page: Page, head: str) -> dict[str, dict[str, str]]:
    """By what begins a row, its cells by the labels above: of all tables with `head` above first.

    Tables side by side, which have the same labels above, are read as one.
    """
    found: dict[str, dict[str, str]] = {}
    for first, *rows in page.tables:
        if first and first[0] == head:
            for row in rows:
                found.setdefault(row[0], {}).update(zip(first[1:], row[1:], strict=True))
    return found
