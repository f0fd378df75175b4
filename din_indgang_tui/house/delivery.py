"""A delivery to the inbox: one enquiry as JSON, read strictly, with every fault in a sentence.

The form of a municipality, or a script that reads a mailbox, delivers it. What is here is pure:
bytes in, a Delivery or all its faults out. docs/drift.md has the format.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from din_indgang_tui.clock import NoSuchTime, from_wall_clock, local, local_date
from din_indgang_tui.house import dates
from din_indgang_tui.house.citizens import NAME_LIMIT
from din_indgang_tui.house.codes import Channel, Choice, Lists
from din_indgang_tui.house.enquiries import MOST_REASONS
from din_indgang_tui.house.moments import EARLIEST_YEAR
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.text import clean, shown

MOST_BYTES = 1_000_000  # of the whole delivery
MESSAGE_LIMIT = 10_000  # characters
REF_LIMIT = 200
CHANNELS = (Channel.DIGITAL, Channel.LETTER)
KEYS = (
    *("ref", "channel", "arrived_at", "name", "given_name", "family_name", "birth_date"),
    *("phone", "email", "message", "reasons", "heard_from"),
)
# What makes two deliveries the same. A field that is added later stays out of it, or every ref that
# was delivered before would be other content.
_OF_THE_DIGEST = (
    *("ref", "channel", "arrived_at", "given_name", "family_name", "birth_date"),
    *("phone", "email", "message", "reasons", "heard_from"),
)
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(?P<offset>Z|[+-]\d{2}:\d{2})?", re.ASCII
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One enquiry as it was delivered. Nobody is attached to it: whose it is, a person decides."""

    ref: str = ""  # the sender's own key; empty: the sender has none
    channel: Channel = Channel.DIGITAL
    arrived_at: datetime | None = None  # aware; None: now
    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    message: str = ""  # in its own lines
    reasons: tuple[str, ...] = ()  # codes, the first is the main one
    heard_from: str | None = None

    @property
    def digest(self) -> str:
        """The same for the same content, to know a delivery again."""
        said = {name: getattr(self, name) for name in _OF_THE_DIGEST}
        text = json.dumps(said, default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


class Malformed(DeskError):
    """What was delivered cannot be used; `faults` has a sentence for each thing that is wrong."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read(data: bytes, lists: Lists, now: datetime) -> Delivery:
    """The delivery in these bytes. Raises Malformed with every fault there is, first the shape."""
    fields, faults = _object(data)
    if not fields and faults:
        raise Malformed(faults)
    reader = _Reader(fields, lists, now, faults)
    found = reader.delivery()
    if faults:
        raise Malformed(faults)
    return found


def retired(found: Delivery, lists: Lists) -> list[str]:
    """A fault for each code that is not in use any more.

    Not one of `read`: what was delivered before stays delivered, whatever was retired since.
    """
    used = [("reasons", code, lists.reasons) for code in found.reasons]
    used += [("heard_from", found.heard_from or "", lists.heard_from)]
    said = _("the code {code} is not in use any more.")
    return [
        f"{key}: {said.format(code=_named(code))}"
        for key, code, choices in used
        if any(choice.code == code and choice.retired for choice in choices)
    ]


# The shape ---------------------------------------------------------------------------------------


class _NotANumber(ValueError):
    """NaN or Infinity, which are no JSON."""


def _object(data: bytes) -> tuple[dict[str, Any], list[str]]:
    """The keys and values of the one object, and the faults of its shape."""
    if len(data) > MOST_BYTES:
        return {}, [_("It is too large: at most {n} bytes.").format(n=MOST_BYTES)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return {}, [_("It is not UTF-8, from byte {n} on.").format(n=error.start + 1)]
    if not text.strip():
        return {}, [_("Nothing was delivered: standard input was empty.")]
    twice: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: set[str] = set()
        for key, _value in found:
            if key in seen and key not in twice:
                twice.append(key)
            seen.add(key)
        return dict(found)

    def no_number(name: str) -> None:
        raise _NotANumber(name)

    try:
        # Numbers have no place in a delivery; as floats even a million digits are read in no time.
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=no_number, parse_int=float)
    except _NotANumber as error:
        return {}, [_("{name} is no JSON.").format(name=error)]
    except RecursionError:
        return {}, [_("It is nested too deep to be an enquiry.")]
    except json.JSONDecodeError as error:
        return {}, [
            _("It is not JSON: see line {line}, character {column}.").format(
                line=error.lineno, column=error.colno
            )
        ]
    if not isinstance(value, dict):
        return {}, [_("It is not one JSON object, in braces.")]
    faults = [_("{key}: stands there more than once.").format(key=_named(key)) for key in twice]
    return value, faults


def _named(key: str) -> str:
    return " ".join(shown(key, limit=60).split()) or '""'


# The content -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Takes the values out one by one, and writes down what is wrong with each."""

    fields: dict[str, Any]
    lists: Lists
    now: datetime
    faults: list[str]

    def delivery(self) -> Delivery:
        for key in self.fields:
            if key == "cpr":
                self._fault(key, N_("CPR numbers are not taken here. Leave the number out."))
            elif key not in KEYS:
                self._fault(key, N_("there is no such key."))
        given, family = self._name()
        found = Delivery(
            ref=self._text("ref", REF_LIMIT),
            channel=self._channel(),
            arrived_at=self._moment("arrived_at"),
            given_name=given,
            family_name=family,
            birth_date=self._day("birth_date"),
            phone=self._text("phone", NAME_LIMIT),
            email=self._text("email", NAME_LIMIT),
            message=self._text("message", MESSAGE_LIMIT, lines=True),
            reasons=self._reasons(),
            heard_from=self._code("heard_from", self.lists.heard_from),
        )
        asked = ("message", "phone", "email")
        if not any(getattr(found, key) for key in asked) and not self._wrong(asked):
            self.faults.append(
                _("There is nothing to answer: write a message, a phone number or an e-mail.")
            )
        return found

    def _fault(self, key: str, sentence: str, **said: object) -> None:
        self.faults.append(f"{_named(key)}: {_(sentence).format(**said)}")

    def _wrong(self, keys: tuple[str, ...]) -> bool:
        return any(fault.startswith(f"{key}: ") for fault in self.faults for key in keys)

    def _string(self, key: str) -> str:
        """The text as it was delivered; empty where it is missing, null or no text."""
        value = self.fields.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._fault(key, N_("must be a text in quotes."))
            return ""
        return value

    def _text(self, key: str, limit: int, *, lines: bool = False) -> str:
        written = self._string(key)
        text = clean(written, lines=lines, limit=3 * len(written))  # composing makes some longer
        text = text.strip() if lines else " ".join(text.split())
        if len(text) > limit:
            self._fault(key, N_("is too long: at most {n} characters."), n=limit)
            return ""
        return text

    def _name(self) -> tuple[str, str]:
        whole = self._text("name", NAME_LIMIT)
        given = self._text("given_name", NAME_LIMIT)
        family = self._text("family_name", NAME_LIMIT)
        if not whole:
            return given, family
        if given or family:
            self._fault("name", N_("write either name, or given_name and family_name."))
        first, _space, last = whole.rpartition(" ")
        return (first, last) if first else (whole, "")

    def _channel(self) -> Channel:
        text = self._string("channel").strip()
        if text and text not in CHANNELS:
            self._fault(
                "channel",
                N_("must be one of: {codes}."),
                codes=", ".join(channel.value for channel in CHANNELS),
            )
            return Channel.DIGITAL
        return Channel(text) if text else Channel.DIGITAL

    def _moment(self, key: str) -> datetime | None:
        text = self._string(key).strip()
        if not text:
            return None
        found = _MOMENT.fullmatch(text)
        try:
            if found is None:
                raise ValueError(text)
            read = datetime.fromisoformat(text)
            moment = read if found["offset"] else from_wall_clock(read)
            if local(moment).year < EARLIEST_YEAR:
                raise ValueError(text)
        except NoSuchTime:
            self._fault(key, N_("the clock was moved that night: there was no such time."))
            return None
        except (ValueError, OverflowError):
            self._fault(key, N_("must be a day and time such as 2026-11-22T09:10."))
            return None
        if moment > self.now:
            self._fault(key, N_("that time has not come yet."))
            return None
        return moment

    def _day(self, key: str) -> date | None:
        text = self._string(key).strip()
        if not text:
            return None
        try:
            if _DAY.fullmatch(text) is None:
                raise ValueError(text)
            day = date.fromisoformat(text)
        except ValueError:
            self._fault(key, N_("must be a day such as 1961-03-12."))
            return None
        if day > local_date(self.now):
            self._fault(key, N_("that day has not come yet."))
            return None
        if day.year < dates.OLDEST_YEAR:
            self._fault(key, N_("nobody is as old as that."))
            return None
        return day

    def _reasons(self) -> tuple[str, ...]:
        value = self.fields.get("reasons")
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            self._fault("reasons", N_("must be a list of codes in quotes."))
            return ()
        if len(value) > MOST_REASONS:
            self._fault("reasons", N_("at most {n} of them."), n=MOST_REASONS)
        if len(set(value)) < len(value):
            self._fault("reasons", N_("the same one stands there twice."))
        for code in dict.fromkeys(value):
            self._known("reasons", code, self.lists.reasons)
        return tuple(value)

    def _code(self, key: str, choices: tuple[Choice, ...]) -> str | None:
        code = self._string(key).strip()
        if not code:
            return None
        self._known(key, code, choices)
        return code

    def _known(self, key: str, code: str, choices: tuple[Choice, ...]) -> None:
        if all(choice.code != code for choice in choices):
            self._fault(key, N_("there is no code {code}."), code=_named(code))
