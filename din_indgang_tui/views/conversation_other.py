"""A text that somebody wrote in a conversation without holding it, to be read."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.conversations import Conversation, Other
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views import conversation_rows as rows
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.page import Line, Look, flow, line, ruled
from din_indgang_tui.words import full_day, short_moment


class OtherText(View):
    """All of it, to the last line; what is wanted of it is typed by hand."""

    area = "2"
    help_text = N_("Here you read what was written beside the text that is gone on with.")

    def __init__(self, shell: Shell, other: Other) -> None:
        super().__init__(shell)
        self.other = other
        self.top = 0

    def contexts(self) -> tuple[str, ...]:
        return ("talk_other", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "back", "help")

    def do_down(self) -> None:
        """A line further."""
        self._scroll(1)

    def do_up(self) -> None:
        """A line back."""
        self._scroll(-1)

    def do_page_down(self) -> None:
        """Ten lines further."""
        self._scroll(10)

    def do_page_up(self) -> None:
        """Ten lines back."""
        self._scroll(-10)

    def _scroll(self, by: int) -> None:
        self.top = max(0, self.top + by)

    async def do_back(self) -> None:
        """Back to the conversation."""
        await self.shell.close(self)

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        said = _("Your own text") if self.other.mine else self.other.who
        when = short_moment(self.other.at, local_date(self.shell.clock()))
        picture.add(ruled(said, when, width=space.width))
        body = self._lines(space.width)
        self.top = min(self.top, max(0, len(body) - (space.height - 1)))
        picture.add(*body[self.top :])
        return picture

    def _lines(self, width: int) -> list[Line]:
        text = self.other.text
        listed: dict[str, rows.Row] = {}
        for at in range(max(1, len(text.goals), len(text.promises))):
            # One goal is open at a time: each in its turn, so that all that was said of it is here.
            for row in rows.rows_of(
                text, open_goal=at, open_promise=at, scale=False, owed=(), others=()
            ):
                listed.setdefault(row.name, row)
        return [one for row in listed.values() for one in self._row(row, width)]

    def _row(self, row: rows.Row, width: int) -> list[Line]:
        if row.kind in (rows.SHOWN, rows.CHOICE):
            return []
        text = rows.get(self.other.text, row.name).strip()
        if not text:
            return []
        lines = [line(f"  {row.label.strip()}", Look.TITLE)]
        for part in text.split("\n"):
            lines += flow(part, width=width - 2, indent=4)
        return lines


def earlier(last: Conversation, width: int) -> list[Line]:
    """What was said in the conversation before, beside the one that is written."""
    lines = [line(f"{full_day(last.held_on)}, {last.held_by or '-'}", Look.TITLE)]
    for label, text in (
        (_("What I dream of"), last.own_words),
        (_("What matters now"), last.matters_now),
        (_("Goes well, who is there"), last.strengths),
        *(
            (_("Goal {n}").format(n=n), _goal_said(goal.latest.words, goal.latest.going))
            for n, goal in enumerate(last.goals, 1)
        ),
        (_("How it goes today"), _of_ten(last.going)),
    ):
        if text:
            lines += [line(""), line(label)]
            for part in text.split("\n"):
                lines += flow(part, width=width)
    return lines


def _goal_said(words: str, going: int | None) -> str:
    return f"{words}\n{_of_ten(going)}" if going is not None else words


def _of_ten(going: int | None) -> str:
    return "" if going is None else _("{n} of 10").format(n=going)
