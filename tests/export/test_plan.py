"""The plan written out: it reads as a citizen's, and says the same in every format."""

from __future__ import annotations

import builtins
import io
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader

from din_indgang_tui.export.pdf import FONTS
from din_indgang_tui.export.plan import (
    FORMATS,
    aloud,
    as_html,
    as_markdown,
    as_pdf,
    as_text,
    file_name,
)
from din_indgang_tui.export.sheet.text import WIDTH
from din_indgang_tui.house import conversation_holding, conversation_writing, plans
from din_indgang_tui.house.conversation_text import ConversationText, GoalText, PromiseText
from din_indgang_tui.house.plans import Contact, Plan, PlanGoal, PlanPromise, Step
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role
from tests.plan import KIRSTEN
from tests.scene import HandClock, citizen, found

EMPTY = replace(
    KIRSTEN,
    dream="",
    matters="",
    strengths="",
    goals=(),
    reached=(),
    promises=(),
    meetings=(),
    acute=(),
    more_meetings=0,
    coach=None,
    house_phone="",
)


def words_of(text: str) -> list[str]:
    return text.split()


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


class Seen(HTMLParser):
    """What a browser would show, and which tags there are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.shown: list[str] = []
        self._hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._hidden = tag in ("style", "title")
        assert not {name for name, _value in attrs} & {"src", "href", "onload", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.shown.append(data)


# The whole of it.


def test_the_plan_of_somebody_whose_address_is_protected(tmp_path: Path) -> None:
    """From what was said in the conversation to the paper, as it is."""
    who = found(tmp_path / "house.db")
    door = Door(tmp_path / "house.db", HandClock())
    try:
        karen = citizen(
            door,
            who[Role.HOST],
            "Karen",
            "Vang",
            birth_date=date(1958, 6, 2),
            street="Havnegade 7, 2. tv.",
            postcode="7000",
            city="Fredericia",
            phone="20 00 00 58",
            address_protected=True,
        )
        text = ConversationText(
            own_words="Jeg vil sove trygt. Ingen skal vide, at jeg bor i Havnegade 7, 2. tv.",
            strengths="Min nabo Inge kommer, når jeg ringer.",
            goals=[
                GoalText(
                    words="Jeg går ud hver dag",
                    why="jeg savner folk",
                    step="gå til bageren med Pia",
                    step_who="Pia og mig",
                    step_by="20.11.",
                )
            ],
            promises=[PromiseText(words="Pia henter mig i Havnegade", by="20.11.")],
        )
        mette = who[Role.COACH]
        kept = door.change(mette, conversation_writing.begin, karen, text.content())
        door.change(mette, conversation_holding.finish, kept.conversation_id, text.content())
        plan = door.read(mette, plans.plan, karen)
    finally:
        door.close()
    assert as_text(plan).decode() == (
        """\
My plan
=======
Karen Vang, 17.11.2026

What I dream of
  Jeg vil sove trygt. Ingen skal vide, at jeg bor i …

My goals
  - Jeg går ud hver dag
    Why: jeg savner folk
    First step: gå til bageren med Pia
    Who: Pia og mig, by 20.11.2026

What goes well, and who is there
  Min nabo Inge kommer, når jeg ringer.

What the house has promised me
  - Pia henter mig i … (by 20.11.2026)

When we meet
  - No time is booked yet.

Who I can call
  - Alarm: ambulance, fire, police. Phone 112
  - Police, when nobody is in danger. Phone 114
  - Livslinien: thoughts of suicide. Phone 70 201 201

This is my plan. I can change it whenever I want to.
"""
    )
    for one in FORMATS:
        data = one.make(plan)
        shown = pdf_text(data) if one.ending == "pdf" else data.decode()
        assert "Karen Vang" in shown
        for hidden in ("Havnegade", "7000", "Fredericia", "20 00 00 58", "1958"):
            assert hidden not in shown, one.ending


def test_it_has_no_codes_no_field_names_and_no_word_of_the_house() -> None:
    text = as_text(KIRSTEN).decode().lower()
    for word in ("borger", "citizen", "none", "null", "cpr", "_", "{", "version", "goal_"):
        assert word not in text


def test_every_format_says_the_same() -> None:
    plain = words_of(as_text(KIRSTEN).decode().replace("=======", ""))
    bare = [word for word in plain if word != "-"]
    page = words_of(" ".join(Seen(as_html(KIRSTEN).decode()).shown))
    numbers = {"1.", "2.", "3."}  # a browser writes those itself
    assert page == [word for word in bare if word not in numbers]
    printed = [word for word in words_of(pdf_text(as_pdf(KIRSTEN))) if word != "•"]
    assert printed == bare
    drawn = Seen(MarkdownIt().render(as_markdown(KIRSTEN).decode())).shown
    assert words_of(" ".join(drawn)) == page


def test_the_same_plan_is_the_same_file() -> None:
    for one in FORMATS:
        assert one.make(KIRSTEN) == one.make(replace(KIRSTEN)), one.ending


def test_what_was_not_spoken_of_has_no_heading() -> None:
    assert as_text(EMPTY).decode() == (
        "My plan\n=======\nKirsten Møller, 17.11.2026\n\n"
        "When we meet\n  - No time is booked yet.\n\n"
        "This is my plan. I can change it whenever I want to.\n"
    )
    assert as_pdf(EMPTY).startswith(b"%PDF")


def test_its_file_has_nobodys_name() -> None:
    assert file_name(KIRSTEN) == "plan-2026-11-17"


LATE = Step("lægge posten i kurven", "mig", "03.11.2026", is_past=True)
DONE = replace(LATE, done_on=date(2026, 11, 10), is_past=False)


def test_a_step_whose_day_went_by_is_asked_about_and_one_that_is_done_is_said_to_be() -> None:
    for step, printed, spoken in (
        (
            LATE,
            "Who: mig It was to be done by 03.11.2026. How did it go?",
            "Who does it: mig. It was to be done by Tuesday 3 November. How did it go?",
        ),
        (
            DONE,
            "Who: mig Done 10.11.2026",
            "Who does it: mig. It was done on Tuesday 10 November.",
        ),
    ):
        plan = replace(KIRSTEN, goals=(PlanGoal("Jeg åbner min post", "", step),))
        assert printed in " ".join(words_of(as_text(plan).decode()))
        (goal,) = [one for one in aloud.aloud(plan) if one[0].startswith("Your goal")]
        assert " ".join(goal).endswith(spoken)


def test_a_promise_whose_day_went_by_is_not_told_as_if_it_were_to_come() -> None:
    late = PlanPromise("ringe til udlejer.", "Bo Dam", "13.11.2026", is_past=True)
    plan = replace(KIRSTEN, promises=(late,))
    printed = "- ringe til udlejer (Bo Dam, was to be done by 13.11.2026, not done yet)"
    assert printed in " ".join(words_of(as_text(plan).decode()))
    (said,) = [one for one in aloud.aloud(plan) if one[0].startswith("The house has promised")]
    assert said[1] == (
        "ringe til udlejer. Who does it: Bo Dam."
        " It was to be done by Friday 13 November, and is not done yet."
    )


# Text.


def test_no_line_is_wider_than_a_page_and_own_words_keep_their_lines() -> None:
    long = replace(KIRSTEN, dream="Jeg " * 60 + "\n\nog så\nsove", matters="x" * 200)
    lines = as_text(long).decode().splitlines()
    assert max(map(len, lines)) <= WIDTH
    at = lines.index("  og så")
    assert (lines[at - 1], lines[at + 1]) == ("", "  sove")


# What was typed is shown and not obeyed.


def test_a_name_is_letters_in_plain_text_too() -> None:
    text = as_text(replace(KIRSTEN, name="Kirsten\x1b]0;x\x07 \u202eMøller")).decode()
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


SIGNS = st.text(
    alphabet=st.sampled_from(list("<>&\"'`*_[]()#+-=.:!|~$@\\/ \n\t1aæ\x1b\u202e")), max_size=40
)


@given(SIGNS)
@settings(max_examples=60)
def test_no_sign_is_obeyed_in_a_web_page(text: str) -> None:
    plain = Seen(as_html(replace(KIRSTEN, dream="sove")).decode())
    typed = Seen(as_html(replace(KIRSTEN, dream=f"x{text}", matters=text, name=text)).decode())
    assert typed.tags <= plain.tags
    assert "\x1b" not in "".join(typed.shown)


@given(SIGNS)
@settings(max_examples=60)
def test_no_sign_is_obeyed_in_markdown(text: str) -> None:
    document = as_markdown(replace(EMPTY, dream=f"{text}x")).decode()
    drawn = Seen(MarkdownIt("gfm-like").render(document))
    assert drawn.tags <= {"h1", "h2", "p", "br", "ul", "ol", "li", "em", "strong"}
    # The dashes of the lists are drawn as dots, and the line below the title as a heading.
    meant = as_text(replace(EMPTY, dream=f"{text}x")).decode().replace("=======", "")
    meant = meant.replace("  - No", "No")
    assert "".join("".join(drawn.shown).split()) == "".join(meant.split())


# PDF.


def test_a_plan_is_one_page_with_danish_letters_and_a_name() -> None:
    reader = PdfReader(io.BytesIO(as_pdf(KIRSTEN)))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert "Jeg vil gerne kunne åbne min post uden at få ondt i maven." in text
    assert "Min søster ringer hver søndag." in text
    assert reader.metadata is not None and reader.metadata.title == "My plan"
    assert reader.pages[0].mediabox[2:] == [595.28, 841.89]  # A4 in points


def test_a_long_plan_gets_smaller_letters_then_more_pages_and_loses_nothing() -> None:
    goal = PlanGoal("Jeg vil ud", "jeg savner luft", Step("købe sko", "mig", "24.11.2026"))
    pages = []
    for count in (1, 5, 40):
        text = as_pdf(replace(KIRSTEN, goals=(goal,) * count))
        assert pdf_text(text).count("Jeg vil ud") == count
        pages.append(len(PdfReader(io.BytesIO(text)).pages))
    assert pages[:2] == [1, 1]
    assert pages[2] > 1


def test_a_letter_that_the_font_has_not_is_seen_to_be_missing(
    capfd: pytest.CaptureFixture[str],
) -> None:
    text = pdf_text(as_pdf(replace(KIRSTEN, matters="ro 🙂 og 家 μ Ж", dream="\x1b[31m\t")))
    assert "ro □ og □ μ Ж" in text
    out = capfd.readouterr()
    assert (out.out, out.err) == ("", "")


def test_without_fpdf2_it_says_so_and_the_other_formats_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name == "fpdf":
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DeskError) as error:
        as_pdf(KIRSTEN)
    assert error.value.field == "format"
    assert as_text(KIRSTEN) and as_html(KIRSTEN) and as_markdown(KIRSTEN)


def test_the_font_is_small_and_its_licence_stands_beside_it() -> None:
    for file in FONTS.glob("*.ttf"):
        assert file.stat().st_size < 100_000
    assert "Bitstream" in (FONTS / "LICENSE.txt").read_text(encoding="utf-8")


# Read aloud.


def test_it_is_read_aloud_in_whole_sentences() -> None:
    said = [" ".join(breath) for breath in aloud.aloud(KIRSTEN)]
    assert said[0] == "This is your plan, Kirsten."
    assert said[3] == (
        "Goal number 1: Jeg åbner min post hver mandag. Why: så jeg kan sove om natten."
        " The first small step is: lægge posten i kurven ved døren."
        " Who does it: mig. It is done by Tuesday 24 November."
    )
    assert said[8] == (
        "The house has promised you: ringe til udlejer. Who does it: Bo Dam."
        " It is done by Friday 20 November. finde en bog om at bage."
    )
    assert said[9].startswith("We meet: Tuesday 24 November at 10.00 with Mette Juhl. Tuesday 1 ")
    assert said[9].endswith("And 5 more times after that.")
    assert said[10].startswith("You can call Mette Juhl on 20 00 00 10.")
    assert said[-1].endswith("?")


def test_own_words_keep_their_lines_and_get_a_stop_where_a_sentence_ends() -> None:
    dream = (
        "Jeg vil gerne kunne åbne min post\nuden at få ondt i maven\n\n"
        "Og sove.\nMin søn siger »det går.«\nJeg vil bage,"
    )
    plan = replace(KIRSTEN, dream=dream, goals=(PlanGoal("Åbne\nmin post", "", None),))
    assert aloud.aloud(plan)[1][1:] == (
        "Jeg vil gerne kunne åbne min post",
        "uden at få ondt i maven.",
        "Og sove.",
        "Min søn siger »det går.«",
        "Jeg vil bage.",
    )
    assert aloud.aloud(plan)[3] == ("Your goal is: Åbne min post.",)


@pytest.mark.parametrize(
    "plan",
    [EMPTY, replace(EMPTY, name=""), replace(KIRSTEN, coach=None), replace(KIRSTEN, acute=())],
)
def test_every_sentence_ends_as_one(plan: Plan) -> None:
    for breath in aloud.aloud(plan):
        for sentence in breath:
            assert sentence[-1] in ".?!:"


def test_a_coach_without_a_number_is_named_all_the_same() -> None:
    plan = replace(KIRSTEN, coach=Contact("Mette Juhl", ""))
    assert aloud.aloud(plan)[10][0] == "Your coach is Mette Juhl."
    assert "  - Mette Juhl, my coach in Din Indgang\n" in as_text(plan).decode()
