"""Today's sessions of the people of the drawings, and who of them waits for a time."""

from __future__ import annotations

from din_indgang_tui.demo.story import Session, Wish

TODAY: tuple[Session, ...] = (
    Session("inger", "09:00", "MJU", "broen"),
    Session("birgit", "09:15", "LIV", "havnen", came="no_show", course=False),
    Session("søren", "09:30", "KSØ", "molen"),
    Session("bo", "10:00", "LIV", "havnen", came="cancelled_citizen", course=False),
    Session("lars_erik", "10:45", "MJU", "broen"),
    Session("karen", "11:00", "KSØ", "molen", course=False),
    Session("aase", "12:30", "MJU", "broen", course=False),
    Session("yusuf", "13:00", "KSØ", "molen", course=False),
    Session("ole", "13:45", "LIV", None, 60, "home_visit", "hjemme hos Ole", course=False),
)

WISHES: tuple[Wish, ...] = (
    Wish("aase", 6, "MJU", "24", "10:00", "12:00", None, "Skal hente barnebarn klokken 13."),
    Wish("ole", 4, None, note="Vil helst, at vi kommer hjem til ham."),
    Wish("birgit", 1, "KSØ", "13", None, None, 21),
)
