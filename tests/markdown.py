"""A Markdown document as a program that draws Markdown reads it: headings, tables, links."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass
class Document:
    """What is drawn: texts without their backslashes, and which kinds of markup were obeyed."""

    headings: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    markup: set[str] = field(default_factory=set)


def read(data: bytes) -> Document:
    """The document, by GitHub's rules with bare addresses made links."""
    document = Document()
    kind = ""
    for token in MarkdownIt("gfm-like").parse(data.decode()):
        match token.type:
            case "table_open":
                document.tables.append([])
            case "tr_open":
                document.tables[-1].append([])
            case "heading_open" | "paragraph_open" | "td_open" | "th_open":
                kind = token.type
            case "inline":
                drawn = _drawn(token, document.markup)
                if kind == "heading_open":
                    document.headings.append(drawn)
                elif kind == "paragraph_open":
                    document.paragraphs.append(drawn)
                else:
                    document.tables[-1][-1].append(drawn)
            case "thead_open" | "tbody_open":
                pass
            case other if not other.endswith("_close"):
                document.markup.add(other)
    return document


def cells(document: Document, column: str) -> dict[str, str]:
    """Of the table that has the column: what stands under it, by the text that begins the row."""
    (found,) = [table for table in document.tables if column in table[0]]
    place = found[0].index(column)
    return {row[0]: row[place] for row in found[1:]}


def _drawn(inline: Token, markup: set[str]) -> str:
    texts = []
    for token in inline.children or ():
        if token.type in ("text", "text_special"):
            texts.append(token.content)
        else:
            markup.add(token.type)
    return "".join(texts)
