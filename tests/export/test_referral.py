"""The page of a referral: only what is ticked, on one page, as it was sent."""

from __future__ import annotations

import io
import re
from html import unescape
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from din_indgang_tui.export.referral import FORMATS, as_pdf, as_text, file_name, sheet
from din_indgang_tui.house import consents, referral_note, referral_steps, referrals
from din_indgang_tui.house.codes import ReferralPart
from din_indgang_tui.house.referral_note import Page, Part
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from tests.referral_scene import CONSENT, TODAY, begun, edited, put
from tests.scene import OWNER, citizen, refused, rows

PHONE, STREET, CPR, MAIL = "31 41 59 26", "Skjulestien 14", "1203614322", "inger@example.dk"
# What stands for each part, where it is on the page: no letter of it stands in another.
HAS = {
    ReferralPart.OWN_WORDS: "jeg vil ud i haven",
    ReferralPart.TRIED: "vi gik ture",
    ReferralPart.ATTENDANCE: "here 1 of 1",
    ReferralPart.CPR: "1203614322",
    ReferralPart.PHONE: "31415926",
    ReferralPart.ADDRESS: "skjulestien14",
}


def told(text: str) -> str:
    """Without the signs a number or a name may be broken up with, across lines or tags."""
    return re.sub(r"[\s\\.*»«-]", "", unescape(re.sub("<[^>]*>", "", text))).lower()


def read(data: bytes, ending: str) -> str:
    """What somebody who opens the file can read in it, in one go."""
    if ending == "pdf":
        pages = PdfReader(io.BytesIO(data)).pages
        return told("".join(page.extract_text() for page in pages))
    return told(data.decode())


@pytest.fixture
def inger(door: Door, bo: Who) -> int:
    """Somebody who says all of it herself, over and over."""
    number = citizen(
        *(door, bo, "Inger", "Ravn"), phone=PHONE, street=STREET, postcode="7000",
        city="Fredericia", cpr=CPR, email=MAIL,
    )  # fmt: skip
    said = f"Jeg vil ud i haven. Ring +45 {PHONE}, {STREET}, {CPR[:6]}-{CPR[6:]}, {MAIL}"
    facts: dict[str, Any] = {"citizen_id": number, "created_at": "2026-11-17T09:00:00Z"}
    week = {"state": "held", "held_on": "2026-11-17", "held_week": "2026-W47"}
    door.change(OWNER, put, "conversation", facts | week | {"own_words": said})
    times = {
        "starts_at": "2026-11-17T07:00:00Z", "ends_at": "2026-11-17T07:30:00Z", "minutes": 30,
        "starts_on": "2026-11-17", "starts_week": "2026-W47", "status": "attended",
    }  # fmt: skip
    door.change(OWNER, put, "slot", facts | times)
    return number


def page_of(door: Door, who: Who, referral_id: int) -> Page:
    """The page as it will print."""
    return door.read(who, referral_note.page, referral_id)


def test_each_format_has_what_is_ticked_and_nothing_else(
    door: Door, mette: Who, inger: int
) -> None:
    """Each set of ticks, with what is not ticked standing in everything that was written."""
    hostile = f"{STREET}, tlf. {PHONE}. {MAIL}"
    door.change(mette, consents.give, inger, CONSENT | {"what": hostile, "purpose": hostile})
    one = edited(
        door, mette, begun(door, mette, inger), why=f"Hun vil ud. {hostile}",
        tried=f"Vi gik ture. {hostile}", asked_for="other", asked_other=f"hjælp {hostile}",
    )  # fmt: skip
    sets = [set(some) for n in range(7) for some in combinations(ReferralPart, n)]
    for ticked in sets:
        ticks = {f"pass_{part}": "yes" if part in ticked else "" for part in ReferralPart}
        one = edited(door, mette, one, **ticks)
        page = page_of(door, mette, one.referral_id)
        for form in FORMATS:
            if form.ending == "pdf" and 1 < len(ticked) < 6:
                continue  # written from the same sheet, and slow to make
            text = read(form.make(page), form.ending)
            assert "ingerravn" in text
            for part, what in HAS.items():
                assert (told(what) in text) == (part in ticked), (form.ending, part, ticked)
            assert told(MAIL) not in text


def test_own_words_that_are_not_ticked_stand_in_nothing_that_was_filled_in(
    door: Door, mette: Who, bo: Who
) -> None:
    """Nor do goals, and what then says no why is not sent; what the coach wrote stays."""
    number = citizen(door, bo, "Ole", "Hansen")
    facts: dict[str, Any] = {"citizen_id": number, "created_at": "2026-11-17T09:00:00Z"}
    week = {"state": "held", "held_on": "2026-11-17", "held_week": "2026-W47"}
    words = {"own_words": "Jeg vil sove. " * 30, "matters_now": "Min seng er i stykker."}
    talk = door.change(OWNER, put, "conversation", facts | week | words)
    goal = door.change(OWNER, put, "citizen_goal", facts)
    said = {"conversation_id": talk, "goal_id": goal, "position": 1, "going": 4}
    door.change(OWNER, put, "goal_said", said | {"words": "Jeg går tur hver dag."})
    one = begun(door, mette, number)
    lawful = {"lawful_basis": "law", "lawful_why": "en lov siger det", "asked_for": "sel85"}
    one = edited(door, mette, one, **lawful, pass_own_words="")
    assert (one.why, one.tried) == (
        "»Min seng er i stykker.«",
        "»Jeg går tur hver dag«: 4 of 10 now.",
    )
    error = refused(door, mette, referrals.send, one.referral_id, one.version)
    assert error.field == "why" and "own words do not go along" in error.message
    one = edited(door, mette, one, why=f"{one.why} Ole beder om en seng.")
    page = page_of(door, mette, one.referral_id)
    told_of = {part.heading: part.lines for part in page.parts}
    assert told_of["Why"] == ("Ole beder om en seng.",)
    assert told_of["What we tried together, and how it went"] == ("A goal: 4 of 10 now.",)
    one = edited(door, mette, one, pass_own_words="yes")
    page = page_of(door, mette, one.referral_id)
    told_of = {part.heading: part.lines for part in page.parts}
    assert told_of["Why"] == ("»Min seng er i stykker.« Ole beder om en seng.",)
    dream, now, aim = told_of["Ole Hansen's own words and goals"]
    assert dream.startswith("»Jeg vil sove. Jeg vil") and dream.endswith("…« (there is more)")
    assert len(dream) <= 300 + len("»« (there is more)")
    assert (now, aim) == (
        "What matters now: »Min seng er i stykker.«",
        "Goal: Jeg går tur hver dag.",
    )


def test_of_a_protected_one_nothing_is_said_in_other_words(door: Door, mette: Who, bo: Who) -> None:
    hidden = citizen(
        *(door, bo, "Bo", "Skjult"), phone=PHONE, street=STREET, address_protected=True
    )  # fmt: skip
    one = edited(door, mette, begun(door, mette, hidden), why=f"Bo bor på {STREET}, {PHONE}")
    text = read(as_text(page_of(door, mette, one.referral_id)), "txt")
    assert "bobor" in text
    assert told(STREET) not in text and told(PHONE) not in text


@pytest.mark.parametrize(("letter", "least"), [("W", 6.0), ("W ", 6.0), ("ord og ", 8.0)])
def test_it_is_one_page_however_much_was_written(
    door: Door, mette: Who, bo: Who, letter: str, least: float
) -> None:
    def long(limit: int) -> str:
        return (letter * limit)[:limit].strip()

    number = citizen(
        *(door, bo, long(100), long(100)), phone="1" * 100, street=long(100), city=long(100)
    )  # fmt: skip
    facts: dict[str, Any] = {"citizen_id": number, "created_at": "2026-11-17T09:00:00Z"}
    week = {"state": "held", "held_on": "2026-11-17", "held_week": "2026-W47"}
    talk = door.change(
        OWNER,
        put,
        "conversation",
        facts | week | {"own_words": long(5000), "matters_now": long(5001)[1:]},
    )
    for position in range(1, 9):
        goal = door.change(OWNER, put, "citizen_goal", facts)
        said = {"conversation_id": talk, "goal_id": goal, "position": position}
        door.change(OWNER, put, "goal_said", said | {"words": long(500)})
    given = {"receiver": long(80), "what": long(300), "purpose": long(300)}
    door.change(mette, consents.give, number, given)
    ticks = {f"pass_{part}": "yes" for part in ReferralPart}
    consent = door.read(OWNER, rows, "SELECT id FROM disclosure_consent")[0][0]
    one = edited(
        door, mette, begun(door, mette, number), why=long(500), tried=long(600),
        asked_for="other", asked_other=long(120), receiver=long(80), consent_id=str(consent),
        answer_by_on="i morgen", **ticks,
    )  # fmt: skip
    data = as_pdf(page_of(door, mette, one.referral_id))
    assert len(PdfReader(io.BytesIO(data)).pages) == 1
    page = page_of(door, mette, one.referral_id)
    last = told("not the journal.")
    assert last in read(data, "pdf")
    # Nothing is left off in silence, and what was agreed to stands there to its end.
    text = read(as_text(page), "txt")
    assert told("and 5 more") in text and told("(there is more)") in text
    assert told(f"What for: {long(300)}") in text
    sizes = set()

    def size_of(text: str, _cm: Any, _tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            sizes.add(size)

    PdfReader(io.BytesIO(data)).pages[0].extract_text(visitor_text=size_of)
    assert min(sizes) >= least  # points: of words it can be read, of capitals alone it is whole


@pytest.mark.parametrize("name", ["<b>**Bo**|_B_", "مريم", "Bo 🌻"])
def test_a_name_of_any_letters_is_in_every_format(
    door: Door, mette: Who, bo: Who, name: str
) -> None:
    """What the font of the PDF has not is seen as missing, and said."""
    one = begun(door, mette, citizen(door, bo, name, "Vind"))
    page = page_of(door, mette, one.referral_id)
    for form in FORMATS:
        data = form.make(page)
        if form.ending == "pdf":
            missing = not name.startswith("<")
            assert (told("a letter that a PDF cannot show") in read(data, "pdf")) == missing
            assert len(PdfReader(io.BytesIO(data)).pages) == 1
        elif form.ending == "html":
            assert name in unescape(data.decode())
            assert "<b>" not in data.decode()
        else:
            assert re.sub(r"\\(?=[<>*|_])", "", data.decode()).count(name) > 1


def test_it_stays_as_it_was_sent(door: Door, mette: Who, inger: int) -> None:
    lawful = {"lawful_basis": "essential", "lawful_why": "Uden den kan de ikke afgøre sagen."}
    one = edited(
        door, mette, begun(door, mette, inger), asked_for="sel85", why="Hun vil ud.", **lawful
    )  # fmt: skip
    before = page_of(door, mette, one.referral_id)
    one = door.change(mette, referrals.send, one.referral_id, one.version)
    sent = page_of(door, mette, one.referral_id)
    assert sent.made_on == before.made_on == TODAY
    assert [part.heading for part in sent.parts] == [part.heading for part in before.parts]
    assert before == sent
    assert "29.12.2026" in as_text(sent).decode()  # by when an answer is expected
    door.change(mette, consents.give, inger, CONSENT)
    door.change(mette, referral_steps.note, one.referral_id, one.version, {"decision": "granted"})
    again = page_of(door, mette, one.referral_id)
    assert [form.make(again) for form in FORMATS] == [form.make(sent) for form in FORMATS]
    assert file_name(again) == "referral-2026-11-17"
    looks = "SELECT count(*) FROM look WHERE question = 'referral_note.page'"
    assert door.read(OWNER, rows, looks) == [(3,)]


_LINE = st.text(min_size=1, max_size=60).map(referral_note._flat).filter(bool)


@given(
    title=_LINE, byline=_LINE, closing=_LINE,
    parts=st.lists(
        st.builds(Part, _LINE, st.lists(_LINE, min_size=1, max_size=4).map(tuple)), max_size=5
    ).map(tuple),
)  # fmt: skip
def test_the_kept_text_is_read_back_as_the_same_page(
    title: str, byline: str, closing: str, parts: tuple[Part, ...]
) -> None:
    page = Page(TODAY, title, byline, parts, closing)
    assert referral_note.from_text(referral_note.as_text(page), TODAY) == page
    assert len(sheet(page).sections) == len(parts)
