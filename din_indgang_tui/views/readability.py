"""How easy a text is to read: its longest sentences, and words that only the field uses."""

from __future__ import annotations

from din_indgang_tui.house.plain_language import HardWord, in_a_sentence, look_at
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.paper import Paper
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line

_PLAIN_AT = 28  # column of the plain word


class ReadabilityView(Paper):
    """What was found in one text. Nothing is changed: it proposes."""

    help_text = N_("Here you see long sentences and hard words. They are proposals, not faults.")

    def __init__(self, shell: Shell, text: str, area: str) -> None:
        super().__init__(shell)
        self.area = area
        self.found = look_at(text)
        self.said = in_a_sentence(text)

    def contexts(self) -> tuple[str, ...]:
        return ("paper", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        return (*self.turns(), "back", "help", "log_out")

    def title(self) -> str:
        return _("Is it easy to read?")

    def hint(self) -> str:
        return _("Their own words are theirs: change only what the citizen would say otherwise.")

    def paper(self, width: int) -> list[Line]:
        found, room = self.found, width - 2
        if not found.words:
            return [EMPTY, line("  " + _("Nothing is written yet."))]
        lines = [EMPTY]
        if self.said:
            lines += flow(self.said, width=room, indent=2)
        counted = _("{sentences}, {words}. Lix 34 and less is easy, 55 and more very hard.")
        lines += flow(
            counted.format(
                sentences=ngettext("{n} sentence", "{n} sentences", found.sentences).format(
                    n=found.sentences
                ),
                words=ngettext("{n} word", "{n} words", found.words).format(n=found.words),
            ),
            width=room,
            indent=2,
        )
        lines += [EMPTY, line("  " + _("The longest sentences"), Look.TITLE)]
        for one in found.longest:
            words = ngettext("{n} word", "{n} words", one.words).format(n=one.words)
            if one.is_long:
                words += ": " + _("could it be two?")
            lines += [columns((2, words)), *flow(one.text, width=room, indent=4)]
        lines += _words(_("Words that the field uses"), found.professional, width)
        lines += _words(_("Written short"), found.abbreviations, width)
        if not found.professional and not found.abbreviations:
            lines += [EMPTY, line("  " + _("No words that only the field uses."))]
        return lines


def _words(title: str, words: tuple[HardWord, ...], width: int) -> list[Line]:
    """Each with a plain one beside it; none at all where there are none."""
    if not words:
        return []
    lines = [EMPTY, line("  " + title, Look.TITLE)]
    for one in words:
        written = f"{one.written} ({one.times})" if one.times > 1 else one.written
        plain = fit(one.plain, width - _PLAIN_AT - 1)
        lines.append(columns((2, fit(written, _PLAIN_AT - 4)), (_PLAIN_AT, plain)))
    return lines
