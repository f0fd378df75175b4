"""Call-backs: somebody wants to be called, and it stands there until somebody has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from din_indgang_tui import clock as clocks
from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.house import citizens, cpr, names
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads

ABOUT_LIMIT = 500  # characters
CALLER_LIMIT = 100
PHONE_LIMIT = 40
LEAST_DIGITS = 8  # of a Danish number (Danish numbering plan); fewer may be right, and are asked of


@dataclass(frozen=True, slots=True)
class CallBack:
    """One message. A protected number is not here: it is asked for on the citizen's page."""

    call_back_id: int
    version: int
    citizen_id: int | None
    name: str  # as lists show it: the citizen, or whoever it was as said; empty for neither
    full_name: str
    phone: str  # the one to call: as it was written down, or the citizen's own
    written_phone: str  # what stands in the message itself
    phone_protected: bool
    safe_to_phone: str  # of the citizen: "", "yes" or "no"
    may_leave_message: str
    about: str
    for_staff: int | None  # whoever is here, where it is for nobody by name
    for_name: str
    taken_by: str
    taken_at: datetime
    done_at: datetime | None
    done_by: str  # empty where it was tried and nobody answered

    @property
    def number(self) -> str:
        """The number, after what must be known before it is called; never a protected one."""
        return number_said(
            self.phone,
            protected=self.phone_protected,
            safe_to_phone=self.safe_to_phone,
            may_leave_message=self.may_leave_message,
        )

    def for_whom(self, staff_id: int | None) -> str:
        """Whom they want, as whoever has this id reads it: `til dig`, `til Mette Juhl`."""
        if self.for_staff is None:
            return _("for whoever is here")
        if self.for_staff == staff_id:
            return _("for you")
        return _("for {colleague}").format(colleague=self.for_name)

    def days(self, now: datetime) -> int:
        """Whole days of 24 hours since it was taken down."""
        return max(0, (now - self.taken_at).days)


@dataclass(frozen=True, slots=True)
class Noted:
    """What was written down; `doubtful` where the number may not be a whole one."""

    call_back_id: int
    name: str
    doubtful: bool


def number_said(phone: str, *, protected: bool, safe_to_phone: str, may_leave_message: str) -> str:
    """A number after what must be known before it is called; never a protected one."""
    said = [_("Do not phone.")] if safe_to_phone == "no" else []
    if may_leave_message == "no":
        said.append(_("Leave no message."))
    number = _("protected number") if protected else phone or _("no number")
    return " ".join([*said, number])


@reads(DESK)
def waiting(reading: Reading) -> tuple[CallBack, ...]:
    """All that are not done: one's own first, then those for whoever is here, the oldest first."""
    rows = reading.rows(_ALL + " WHERE b.done_at IS NULL")
    found = _call_backs(reading, rows)
    mine = reading.who.staff_id

    def order(one: CallBack) -> tuple[int, datetime, int]:
        place = 1 if one.for_staff is None else 0 if one.for_staff == mine else 2
        return place, one.taken_at, one.call_back_id

    return tuple(sorted(found, key=order))


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int) -> tuple[CallBack, ...]:
    """All about one citizen, done or not, the newest first: for their time line."""
    return _call_backs(
        reading,
        reading.rows(
            _ALL + " WHERE b.citizen_id = ?"
            " ORDER BY coalesce(b.done_at, b.created_at) DESC, b.id DESC",
            (citizen_id,),
        ),
    )


@reads(DESK)
def one(reading: Reading, call_back_id: int) -> CallBack:
    """One that stands there still.

    Raises DeskError where it was taken away, or with who and when where somebody called.
    """
    (found,) = _call_backs(reading, [_open(reading, call_back_id)])
    return found


@reads(DESK)
def who(reading: Reading, citizen_id: int) -> str:
    """The full name of a citizen, as the form says whom a message is about."""
    row = reading.one("SELECT given_name, family_name FROM citizen WHERE id = ?", (citizen_id,))
    reading.about(citizen_id)
    full = names.full_name(row["given_name"], row["family_name"]) if row else ""
    return full or _("No name")


@changes(DESK, "messages")
def take_down(
    unit: Unit,
    *,
    citizen_id: int | None = None,
    caller: str = "",
    phone: str = "",
    about: str = "",
    for_staff: int | None = None,
) -> Noted:
    """A new message. Raises DeskError, with its field, where nobody could act on it."""
    values = _checked(unit, citizen_id, caller, phone, about)
    values |= {
        "for_staff": _for_whom(unit, for_staff),
        "taken_by": unit.who.staff_id,
        "created_at": stored(unit.now),
    }
    return _noted(unit, unit.insert("call_back", values))


@changes(DESK, "messages")
def change(unit: Unit, call_back_id: int, version: int, values: Mapping[str, Value]) -> Noted:
    """Other values in some of citizen_id, caller, phone, about and for_staff.

    Raises Conflict where another wrote it first, and DeskError as a new one does, or where
    somebody has called already.
    """
    row = _open(unit, call_back_id)
    _asked_first(unit, row, version, values)
    whole = {name: row[name] for name in ("citizen_id", "caller", "phone", "about")} | dict(values)
    if "phone" not in values and _protected(row, unit):
        whole["phone"] = ""  # it was protected since: it stays hidden, and is nobody's to check
    checked = _checked(
        unit,
        _number(whole["citizen_id"]),
        *(str(whole[name]) for name in ("caller", "phone", "about")),
    )
    changed = set(values)
    if whole["citizen_id"] != row["citizen_id"]:
        changed |= {"caller", "phone"}  # both go with who it is
    written = {name: value for name, value in checked.items() if name in changed}
    if "for_staff" in values and values["for_staff"] != row["for_staff"]:
        written["for_staff"] = _for_whom(unit, _number(values["for_staff"]))
    unit.about(_number(whole["citizen_id"]))
    both = (row["citizen_id"], whole["citizen_id"])
    if both[0] != both[1] and None not in both:
        # Two steps, since a line of the record is about one citizen.
        left = {"citizen_id": None, "caller": "", "phone": ""}
        unit.update("call_back", call_back_id, left)
    unit.update("call_back", call_back_id, written)
    return _noted(unit, call_back_id)


@changes(DESK, "messages")
def finish(unit: Unit, call_back_id: int) -> str:
    """Somebody called back: it vanishes from the list. Returns the name.

    Raises DeskError with who and when where a colleague was faster.
    """
    row = _open(unit, call_back_id)
    unit.update(
        "call_back",
        call_back_id,
        {"done_at": stored(unit.now), "done_by": unit.who.staff_id},
    )
    return _short(row)


@changes(DESK, "messages")
def take_away(unit: Unit, call_back_id: int, version: int) -> str:
    """A message that was none; undo brings it back. Returns the name."""
    row = _open(unit, call_back_id)
    unit.update("call_back", call_back_id, {}, version=version)  # asks only whether it is that one
    unit.delete("call_back", call_back_id)
    return _short(row)


_ALL = (
    "SELECT b.*, coalesce(c.given_name, '') AS given_name, coalesce(c.family_name, '')"
    " AS family_name, c.phone AS own_phone, c.address_protected, c.protected_until,"
    " coalesce(c.safe_to_phone, '') AS safe_to_phone,"
    " coalesce(c.may_leave_message, '') AS may_leave_message,"
    " coalesce(f.name, '') AS for_name, coalesce(t.name, '') AS taken_by_name,"
    " coalesce(d.name, '') AS done_by_name"
    " FROM call_back b LEFT JOIN citizen c ON c.id = b.citizen_id"
    " LEFT JOIN staff f ON f.id = b.for_staff LEFT JOIN staff t ON t.id = b.taken_by"
    " LEFT JOIN staff d ON d.id = b.done_by"
)


def _call_backs(reading: Reading, rows: list[Row]) -> tuple[CallBack, ...]:
    reading.about(*(row["citizen_id"] for row in rows))
    shown = names.short_names(
        {
            row["citizen_id"]: (row["given_name"], row["family_name"])
            for row in rows
            if row["citizen_id"] is not None
        }
    )
    return tuple(_call_back(row, shown, reading) for row in rows)


def _call_back(row: Row, shown: dict[int, str], reading: Reading) -> CallBack:
    known = row["citizen_id"] is not None
    protected = _protected(row, reading)
    return CallBack(
        call_back_id=row["id"],
        version=row["version"],
        citizen_id=row["citizen_id"],
        name=shown[row["citizen_id"]] or _("No name") if known else row["caller"],
        full_name=_full(row),
        phone="" if protected else row["phone"] or row["own_phone"] or "",
        written_phone="" if protected else row["phone"],
        phone_protected=protected,
        safe_to_phone=row["safe_to_phone"],
        may_leave_message=row["may_leave_message"],
        about=row["about"],
        for_staff=row["for_staff"],
        for_name=row["for_name"],
        taken_by=row["taken_by_name"],
        taken_at=from_stored(row["created_at"]),
        done_at=from_stored(row["done_at"]) if row["done_at"] else None,
        done_by=row["done_by_name"],
    )


def _protected(row: Row, reading: Reading) -> bool:
    return row["citizen_id"] is not None and citizens.is_protected(row, reading.today)


def _full(row: Row) -> str:
    if row["citizen_id"] is None:
        return str(row["caller"])
    return names.full_name(row["given_name"], row["family_name"]) or _("No name")


def _short(row: Row) -> str:
    """The name as lists show it, or what stands for one who gave none."""
    if row["citizen_id"] is None:
        return str(row["caller"]) or _("Anonymous")
    return names.short_name(row["given_name"], row["family_name"]) or _("No name")


def _open(reading: Reading, call_back_id: int) -> Row:
    row = reading.one(_ALL + " WHERE b.id = ?", (call_back_id,))
    if row is None:
        raise _gone()
    reading.about(row["citizen_id"])
    if row["done_at"] is not None:
        raise DeskError(
            _("{colleague} called {name} back at {time}.").format(
                colleague=row["done_by_name"] or "?",
                name=_short(row),
                time=clocks.local(from_stored(row["done_at"])).strftime("%H.%M"),
            )
        )
    return row


def _asked_first(unit: Unit, row: Row, version: int, values: Mapping[str, Value]) -> None:
    """Whether it is the version that the writer had read, before any rule: what another wrote
    is no mistake of this writer. A number that is protected now is in no conflict.
    """
    if row["version"] == version:
        return
    told = dict(values)
    if _protected(row, unit) and told.pop("phone", ""):
        raise _number_protected(row)
    unit.update("call_back", row["id"], told, version=version)


def _noted(reading: Reading, call_back_id: int) -> Noted:
    row = _open(reading, call_back_id)
    digits = citizens.phone_digits(row["phone"])
    doubtful = bool(row["phone"]) and len(digits) < LEAST_DIGITS
    return Noted(call_back_id, _short(row), doubtful)


def _gone() -> DeskError:
    return DeskError(_("That message was taken away."))


def _checked(
    unit: Unit, citizen_id: int | None, caller: str, phone: str, about: str
) -> dict[str, Value]:
    """The columns that say who, where and why, clean, and enough to act on."""
    about = one_line(about, "about", ABOUT_LIMIT)
    phone = one_line(phone, "phone", PHONE_LIMIT)
    caller = one_line(caller, "caller", CALLER_LIMIT)
    own_phone = ""
    if citizen_id is not None:
        row = unit.one("SELECT * FROM citizen WHERE id = ?", (citizen_id,))
        if row is None:
            raise DeskError(_("That person is not here any more."), field="citizen_id")
        own_phone, caller = row["phone"], ""  # what was typed to find them is not kept
        if phone and citizens.is_protected(row, unit.today):
            raise _number_protected(row)
    for field, text in (("caller", caller), ("phone", phone), ("about", about)):
        if cpr.stands_in(text):
            raise DeskError(
                _("A CPR number is not kept here. Choose the citizen it belongs to."), field=field
            )
    if not (about or phone or own_phone):
        raise DeskError(_("Write a number to call, or what it is about."), field="phone")
    return {"citizen_id": citizen_id, "caller": caller, "phone": phone, "about": about}


def _number_protected(row: Row) -> DeskError:
    return DeskError(
        _("{name}'s number is protected. Write it on their page instead.").format(
            name=names.full_name(row["given_name"], row["family_name"]) or _("No name")
        ),
        field="phone",
    )


def _for_whom(unit: Unit, staff_id: int | None) -> int | None:
    """The colleague it is for: one who works here and sees these messages."""
    if staff_id is not None:
        row = unit.one("SELECT role, active FROM staff WHERE id = ?", (staff_id,))
        if row is None or not row["active"] or row["role"] not in DESK:
            raise DeskError(_("Choose a colleague who works at the desk."), field="for_staff")
    return staff_id


def _number(value: Value) -> int | None:
    return None if value is None else int(value)
