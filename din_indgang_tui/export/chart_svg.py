"""A chart as a picture within a web page: pygal's geometry alone, drawn by the page's own style.

pygal's own style sheet would reach out into the page, its script is for an address of its makers,
and its comment has the day of today: none of them is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from din_indgang_tui.export.charts import Kind
from din_indgang_tui.text import printed

Number = int | float | None

_SVG: Final = "{http://www.w3.org/2000/svg}"
_DROPPED: Final = frozenset({"defs", "title", "desc"})
_EMPTY: Final = frozenset({"titles", "plot overlay", "plot text-overlay", "plot tooltip-overlay"})
_NAMES = 7  # at most about so many stand below the axis


def drawn(
    kind: Kind,
    names: Sequence[str],
    series: Sequence[Sequence[Number]],
    label: str,
    size: tuple[int, int],
) -> str:
    """An `<svg>` whose series have the classes `color-0` and on; `names` stand below the axis.

    `label` is read aloud to whoever does not see it; `size` is width and height, which the page may
    stretch. The same numbers give the same text.
    """
    chart = _chart(kind, size)
    every = -(-len(names) // _NAMES) or 1
    # The last one is the one that is looked for.
    shown = [not (len(names) - 1 - n) % every for n in range(len(names))]
    chart.x_labels = [name if there else "" for name, there in zip(names, shown, strict=True)]
    for values in series:
        chart.add("", list(values))
    root: Element = chart.render_tree()
    _strip(root)
    root.attrib.pop("id", None)
    root.set("role", "img")
    root.set("aria-label", printed(label))
    ElementTree.register_namespace("", _SVG[1:-1])
    return ElementTree.tostring(root, encoding="unicode")


def _chart(kind: Kind, size: tuple[int, int]) -> Any:
    import pygal
    from pygal.etree import etree

    etree.to_etree()  # the one of Python, also where another is installed
    make = {Kind.STACKED: pygal.StackedBar, Kind.BARS: pygal.Bar, Kind.LINES: pygal.Line}[kind]
    return make(
        js=[],
        no_prefix=True,
        show_legend=False,
        explicit_size=False,
        width=size[0],
        height=size[1],
        margin=4,
        truncate_label=-1,
        dots_size=1.5,
        allow_interruptions=True,
        include_x_axis=True,
        order_min=0,
        min_scale=3,
        max_scale=6,
    )


def _strip(element: Element) -> None:
    """Leave what is drawn: no script, no style, no comment, no text that only a script shows."""
    for child in list(element):
        tag = child.tag.removeprefix(_SVG) if isinstance(child.tag, str) else ""
        if not tag or tag in _DROPPED or child.get("class") in _EMPTY:
            element.remove(child)
        else:
            _strip(child)
