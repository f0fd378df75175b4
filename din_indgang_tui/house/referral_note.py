"""The one page of a referral that prints: as data, and with only what is ticked.

It is for the authority and for the journal; the program is not the journal. What is not ticked does
not stand in it, nor within what somebody wrote. As it was sent it is kept as plain text, which is
read back as the same page, whatever changes later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.house import consents, goals, names, referral_filling, settings
from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house.codes import ASKED_FOR_LABELS, LAWFUL_BASIS_LABELS, ReferralPart
from din_indgang_tui.house.consents import HOW
from din_indgang_tui.house.hidden_text import Hide, without
from din_indgang_tui.house.referral_rows import must_have_looked, parts_of, row_of
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, Row, reads
from din_indgang_tui.text import printed
from din_indgang_tui.words import full_day

# So that it is one page of A4 whatever was written.
_OWN_WORDS = 300  # characters
_GOALS = 3
_GOAL = 120  # characters of one
_CAME = 7  # lines of attendance: their own times, and groups
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, and lines of text below it: one or more, none of them empty."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says, each text on one line; `made_on` is the day it was sent, or today."""

    made_on: date
    title: str
    byline: str
    parts: tuple[Part, ...]
    closing: str


@reads(COACHES, recorded=True)
def page(reading: Reading, referral_id: int) -> Page:
    """The page as it will print, or as it was sent; that it was read goes on record.

    Raises DeskError where it has what is protected and whoever asks did not look at it (by the row
    of that part), where the referral is gone, and where its page was never kept.
    """
    return _page(reading, referral_id)


@reads(COACHES)
def page_again(reading: Reading, referral_id: int) -> Page:
    """The same beside a referral that is open already: to look on is not to look again."""
    return _page(reading, referral_id)


def _page(reading: Reading, referral_id: int) -> Page:
    row = row_of(reading, referral_id)
    must_have_looked(reading, row, parts_of(row))
    if row["sent_on"] is None:
        return page_of(reading, row, reading.today)
    if not row["sent_note"]:
        # Of history that came with an import nobody knows what went along.
        raise DeskError(_("The page that went along is not kept here."))
    return from_text(row["sent_note"], date.fromisoformat(row["sent_on"]))


def page_of(reading: Reading, row: Row, made_on: date) -> Page:
    """The page of a row of ALL (referral_rows) as of that day."""
    citizen = reading.one("SELECT * FROM citizen WHERE id = ?", (row["citizen_id"],))
    assert citizen is not None  # the row of ALL is joined with it
    house = settings.current(reading)
    name = names.full_name(citizen["given_name"], citizen["family_name"]) or _("No name")
    parts = tuple(
        Part(_flat(heading), tuple(filter(None, map(_flat, lines))))
        for heading, lines in _parts(reading, row, citizen, name, made_on)
    )
    receiver = _hider(citizen, parts_of(row))(row["receiver"]) or _("Authority department")
    return Page(
        made_on,
        _flat(_("Referral to {receiver}").format(receiver=receiver)),
        _flat(
            _("{name}, {day}, from {house}").format(
                name=name, day=full_day(made_on), house=house.house_name
            )
        ),
        tuple(part for part in parts if part.lines),
        _("This page is to be kept in the journal. The house's program is not the journal."),
    )


def as_text(page: Page) -> str:
    """The page as plain text: what `from_text` reads back."""
    blocks = [f"{page.title}\n{page.byline}"]
    for part in page.parts:
        blocks.append("\n".join([part.heading, *(_INDENT + line for line in part.lines)]))
    return "\n\n".join([*blocks, page.closing]) + "\n"


def from_text(text: str, made_on: date) -> Page:
    """The page that `as_text` wrote."""
    first, *blocks, closing = text.rstrip("\n").split("\n\n")
    title, byline = first.split("\n")
    parts = []
    for block in blocks:
        heading, *lines = block.split("\n")
        parts.append(Part(heading, tuple(line.removeprefix(_INDENT) for line in lines)))
    return Page(made_on, title, byline, tuple(parts), closing)


def _flat(text: str) -> str:
    return " ".join(printed(text).split())


def _parts(
    reading: Reading, row: Row, citizen: Row, name: str, made_on: date
) -> Iterator[tuple[str, list[str]]]:
    ticked = parts_of(row)
    hide = _hider(citizen, ticked)
    code = row["asked_for"]
    asked = row["asked_other"] if code == "other" else ""
    if not asked and code:
        asked = _(ASKED_FOR_LABELS[code])
    yield _("What we ask for"), [hide(asked)]
    own: Hide = str
    if ReferralPart.OWN_WORDS not in ticked:
        own = referral_filling.without_own_words(reading, citizen)
    yield _("Why"), [hide(own(row["why"]))]
    if ReferralPart.OWN_WORDS in ticked:
        yield _("{name}'s own words and goals").format(name=name), _own(reading, row, hide)
    if ReferralPart.TRIED in ticked:
        yield _("What we tried together, and how it went"), [hide(own(row["tried"]))]
    since = referral_filling.since(reading, row["citizen_id"], row["course_id"])
    if ReferralPart.ATTENDANCE in ticked:
        came = referral_filling.attendance(reading, row["citizen_id"], since)
        lines = [hide(referral_filling.shortened(one, _GOAL)) for one in came[:_CAME]]
        yield _("Attendance"), lines + _and_more(len(came) - _CAME)
    yield _("Facts"), list(_facts(citizen, ticked))
    yield _("Consent to pass this on"), list(_consent(reading, row, hide))
    by = row["answer_by_on"] if row["sent_on"] else ""
    if not row["sent_on"]:
        by = referral_filling.answer_by(reading, row, made_on).isoformat()
    yield _("What happens now"), list(_now(reading, row, name, by))


def _hider(citizen: Row, ticked: tuple[ReferralPart, ...]) -> Hide:
    """Takes out of what was written whatever is not ticked."""
    facts = {
        "phone": ReferralPart.PHONE, "street": ReferralPart.ADDRESS, "cpr": ReferralPart.CPR,
    }  # fmt: skip
    left_out = [fact for fact, part in facts.items() if part not in ticked]
    return without(citizen, "email", *left_out)


def _own(reading: Reading, row: Row, hide: Hide) -> list[str]:
    said = referral_filling.said_last(reading, row["citizen_id"])
    # Hidden before it is cut: half of a number is a number to whoever reads it.
    dream, now = (_quoted(hide(text), _OWN_WORDS) for text in said)
    lines = [dream] if dream else []
    if now and now != dream:
        lines.append(_("What matters now: {words}").format(words=now))
    aims = goals.open_of(reading, row["citizen_id"])
    for goal in aims[:_GOALS]:
        words = referral_filling.shortened(hide(goal.latest.words), _GOAL)
        lines.append(_("Goal: {words}").format(words=words))
    return lines + _and_more(len(aims) - _GOALS)


def _quoted(text: str, limit: int) -> str:
    """Own words in quotation marks; that there is more of them is said beside them."""
    short = referral_filling.shortened(text, limit)
    if not short:
        return ""
    cut = short != " ".join(text.split())
    return _("»{words}« (there is more)").format(words=short) if cut else f"»{short}«"


def _and_more(n: int) -> list[str]:
    """A line that says so where there are more than the page has room for."""
    return [_("and {n} more").format(n=n)] if n > 0 else []


def _facts(citizen: Row, ticked: tuple[ReferralPart, ...]) -> Iterator[str]:
    if ReferralPart.CPR in ticked:
        if citizen["cpr"]:
            yield _("CPR number: {number}").format(number=cprs.shown(citizen["cpr"]))
        elif citizen["birth_date"]:
            born = full_day(date.fromisoformat(citizen["birth_date"]))
            yield _("Born {day}").format(day=born)
    if ReferralPart.PHONE in ticked and citizen["phone"]:
        yield _("Telephone: {number}").format(number=citizen["phone"])
    if ReferralPart.ADDRESS in ticked:
        town = f"{citizen['postcode']} {citizen['city']}".strip()
        if address := ", ".join(filter(None, (citizen["street"], town))):
            yield _("Address: {address}").format(address=address)


def _consent(reading: Reading, row: Row, hide: Hide) -> Iterator[str]:
    if row["consent_id"] is not None:
        one = consents.one(reading, row["consent_id"])
        yield _("Given {how} {day}, to {receiver}").format(
            how=_(HOW[one.how]), day=full_day(one.given_on), receiver=hide(one.receiver)
        )
        yield _("What: {what}").format(what=hide(one.what))
        yield _("What for: {purpose}").format(purpose=hide(one.purpose))
        if one.valid_to is not None:
            yield _("Holds to {day}, and can be withdrawn at any time").format(
                day=full_day(one.valid_to)
            )
        else:
            yield _("Holds until it is withdrawn")
    elif code := row["lawful_basis"]:
        basis = _(LAWFUL_BASIS_LABELS[code])
        yield _("Passed on without consent: {basis}").format(basis=basis)
        yield hide(row["lawful_why"])
    elif row["consent_on"] is not None:
        yield _("Given {day}").format(day=full_day(date.fromisoformat(row["consent_on"])))


def _now(reading: Reading, row: Row, name: str, answer_by: str) -> Iterator[str]:
    house = settings.current(reading)
    if row["tells"] and row["tell_by_on"]:
        day = full_day(date.fromisoformat(row["tell_by_on"]))
        yield _("{who} tells {name} that it is sent, by {day}").format(
            who=row["tells"], name=name, day=day
        )
    if answer_by:
        day = full_day(date.fromisoformat(answer_by))
        yield _("We expect an answer by {day}, and keep contact meanwhile").format(day=day)
    who = row["tells"] or row["sender"] or row["begun_by"]
    asks = ", ".join(filter(None, (who, house.house_name, house.house_phone)))
    yield _("Questions about this page: {who}").format(who=asks)
