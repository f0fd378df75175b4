"""The people who work in the house, and how they log in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from itertools import count as count_from

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import ANYONE, COLLEAGUES, LEADERS, STRANGERS, Role, Who
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.text import clean

NAME_LIMIT = 100  # characters
PASSWORD_LEAST = 12  # shorter ones fall to a guesser who has a copy of the file (safety of argon2)
FREE_TRIES = 2  # wrong passwords before it slows down
LONGEST_WAIT = timedelta(seconds=60)
FORGET_FAILURES_AFTER = timedelta(minutes=15)

# Made once from random bytes that nobody kept: unknown initials cost the same time as known ones.
_NOBODY_HAS = (
    "$argon2id$v=19$m=65536,t=3,p=4$Gp/ht+/4apLjJRxgaYSdvw$BJJk1g"
    "0zqRhZKe+FffftibzeSvOqJb43qm0OKM6R7ns"
)

STAFF_ROLES = (Role.HOST, Role.COACH, Role.OUTREACH, Role.VOLUNTEER, Role.LEADER, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person who works, or worked, in the house."""

    id: int
    initials: str
    name: str
    role: Role
    active: bool
    can_log_in: bool
    version: int = 1


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """The answer to a right password."""

    who: Who
    must_change_password: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer to a wrong one: the same for unknown initials, and how long to wait."""

    wait_seconds: int


def tidy_initials(typed: str) -> str:
    """Initials as they are stored: capitals, no spaces. Raises DeskError where none are left."""
    initials = clean(typed).replace(" ", "").upper()
    if not initials or len(initials) > 12 or not initials.isalnum():
        raise DeskError(
            _("Initials are 1 to 12 letters or digits, without spaces."), field="initials"
        )
    return initials


def tidy_password(password: str) -> str:
    """The password, if it may be used. Raises DeskError with what is missing."""
    if len(password) < PASSWORD_LEAST:
        raise DeskError(
            _("The password needs at least {n} characters.").format(n=PASSWORD_LEAST),
            field="password",
        )
    if len(password) > 1000:
        raise DeskError(_("The password is too long."), field="password")
    return password


def hashed(password: str) -> str:
    """argon2id with the library's own settings (about 50 ms and 64 MiB a try)."""
    return str(PasswordHasher().hash(_composed(password)))


@reads(ANYONE)
def count(reading: Reading) -> int:
    """How many colleagues the house has, former ones included."""
    return int(reading.value("SELECT count(*) FROM staff"))


@reads(COLLEAGUES)
def everyone(reading: Reading) -> list[Colleague]:
    """All colleagues, by initials."""
    return [_colleague(row) for row in reading.rows("SELECT * FROM staff ORDER BY initials")]


@changes(LEADERS, "staff")
def add(unit: Unit, initials: str, name: str, role: Role, password_hash: str) -> int:
    """A new colleague; the password that the leader set must be changed at the first log-in.

    Raises DeskError where the initials are taken or a field cannot be used.
    """
    initials = tidy_initials(initials)
    name = _tidy_name(name)
    taken = unit.one("SELECT name FROM staff WHERE initials = ?", (initials,))
    if taken is not None:
        raise DeskError(
            _("{initials} is {name}. Try {free}.").format(
                initials=initials, name=taken["name"], free=_free_initials(unit, name, initials)
            ),
            field="initials",
        )
    return unit.insert(
        "staff",
        {
            "initials": initials,
            "name": name,
            "role": role.value,
            "password_hash": password_hash,
            "created_at": stored(unit.now),
        },
    )


@changes(LEADERS, "staff")
def begin_house(unit: Unit, initials: str, name: str, password_hash: str) -> int:
    """The first leader of a new house. Raises DeskError where the house has people already."""
    if unit.value("SELECT count(*) FROM staff"):
        raise DeskError(_("This house has people already. Add others with: dinindgang staff add"))
    leader = add(unit, initials, name, Role.LEADER, password_hash)
    # This leader chose the password: there is nobody who set it for them.
    unit.update("staff", leader, {"must_change_password": 0})
    return leader


@changes(LEADERS, "staff")
def disable(unit: Unit, initials: str) -> Colleague:
    """Takes the log-in away; what they did stays theirs. The house keeps one leader."""
    row = by_initials(unit, initials)
    _keep_one_leader(unit, row)
    if not unit.update("staff", row["id"], {"active": 0}):
        raise DeskError(_("{initials} cannot log in already.").format(initials=row["initials"]))
    return _colleague(by_initials(unit, initials))


@changes(LEADERS, "staff")
def reset(unit: Unit, initials: str, password_hash: str) -> Colleague:
    """A new password from the leader, to be changed at the next log-in; opens a closed log-in."""
    row = by_initials(unit, initials)
    unit.update(
        "staff",
        row["id"],
        {"password_hash": password_hash, "must_change_password": 1, "active": 1},
    )
    _forget_failures(unit, row["initials"])
    return _colleague(by_initials(unit, initials))


@changes(LEADERS, "staff")
def give_back(unit: Unit, initials: str) -> Colleague:
    """The log-in again, with the password they had."""
    row = by_initials(unit, initials)
    if row["password_hash"] is None:
        raise DeskError(
            _("{name} never had a password here. Give one first.").format(name=row["name"])
        )
    if not unit.update("staff", row["id"], {"active": 1}):
        raise DeskError(_("{initials} can log in already.").format(initials=row["initials"]))
    return _colleague(by_initials(unit, initials))


@changes(LEADERS, "staff")
def edit(
    unit: Unit,
    initials: str,
    version: int | None = None,
    *,
    name: str | None = None,
    role: Role | None = None,
    password_hash: str | None = None,
) -> None:
    """Another name or role, or a new password that must be changed at the next log-in.

    Initials stay: what was done is on record under them. Raises DeskError with the field, Conflict
    where somebody saved others meanwhile.
    """
    row = by_initials(unit, initials)
    values: dict[str, Value] = {}
    if name is not None:
        values["name"] = _tidy_name(name)
    if role is not None:
        if role is not Role.LEADER:
            _keep_one_leader(unit, row, field="role")
        values["role"] = role.value
    if password_hash is not None:
        values |= {"password_hash": password_hash, "must_change_password": 1}
        _forget_failures(unit, row["initials"])
    unit.update("staff", row["id"], values, version=version)


@reads(STRANGERS)
def stored_hash(reading: Reading, initials: str) -> str | None:
    """What a typed password is held against; None for initials that cannot log in."""
    value = reading.value(
        "SELECT password_hash FROM staff WHERE initials = ? AND active = 1",
        (_as_typed(initials),),
    )
    return None if value is None else str(value)


@reads(STRANGERS)
def seconds_to_wait(reading: Reading, initials: str) -> int:
    """How long this name must wait after wrong passwords, on every terminal; 0 for not at all."""
    row = reading.one(
        "SELECT failures, last_at FROM login_failure WHERE initials = ?", (_as_typed(initials),)
    )
    if row is None:
        return 0
    since = reading.now - from_stored(row["last_at"])
    # A clock that was set back must not lock anybody out until it is that late again: a wrong
    # password that lies ahead is no reason to wait, and the next one is counted by the new clock.
    if not timedelta(0) <= since < FORGET_FAILURES_AFTER:
        return 0
    left = _wait_after(int(row["failures"])) - since
    return max(0, -int(-left.total_seconds() // 1))


def password_fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; takes as long for initials that nobody has.

    Costs an argon2 verification (tens of milliseconds), so it is done outside any lock.
    """
    try:
        fits = PasswordHasher().verify(password_hash or _NOBODY_HAS, _composed(password))
        return fits and bool(password_hash)
    except (VerificationError, InvalidHashError):
        return False


@changes(STRANGERS)
def refuse_log_in(unit: Unit, initials: str) -> Refused:
    """Counts a wrong password and says how long to wait for the next try."""
    typed = _as_typed(initials)
    row = unit.one("SELECT failures, last_at FROM login_failure WHERE initials = ?", (typed,))
    failures = 1
    if row is not None:
        if abs(unit.now - from_stored(row["last_at"])) < FORGET_FAILURES_AFTER:
            failures = int(row["failures"]) + 1
        unit.update("login_failure", typed, {"failures": failures, "last_at": stored(unit.now)})
    else:
        unit.insert(
            "login_failure", {"initials": typed, "failures": 1, "last_at": stored(unit.now)}
        )
    return Refused(int(_wait_after(failures).total_seconds()))


@changes(STRANGERS)
def log_in(unit: Unit, initials: str, password_hash: str) -> LoggedIn | None:
    """Opens a session for the one whose password was just found right against `password_hash`.

    None where the log-in was closed or the password changed meanwhile.
    """
    row = unit.one(
        "SELECT * FROM staff WHERE initials = ? AND active = 1 AND password_hash = ?",
        (_as_typed(initials), password_hash),
    )
    if row is None:
        return None
    _forget_failures(unit, row["initials"])
    who = Who(
        initials=row["initials"],
        role=Role(row["role"]),
        staff_id=row["id"],
        name=row["name"],
    )
    return LoggedIn(who, bool(row["must_change_password"]))


@changes(COLLEAGUES, "staff")
def change_own_password(unit: Unit, old_hash: str, new_hash: str) -> None:
    """One's own new password, in place of the one the leader set."""
    assert unit.who.staff_id is not None
    if unit.value("SELECT password_hash FROM staff WHERE id = ?", (unit.who.staff_id,)) != old_hash:
        raise DeskError(_("Your password was changed elsewhere meanwhile. Log in again."))
    unit.update("staff", unit.who.staff_id, {"password_hash": new_hash, "must_change_password": 0})


def by_initials(reading: Reading, initials: str) -> Row:
    """The row of a colleague, former ones included. Raises DeskError where nobody has them."""
    row = reading.one("SELECT * FROM staff WHERE initials = ?", (tidy_initials(initials),))
    if row is None:
        raise DeskError(
            _("Nobody here has the initials {initials}.").format(initials=tidy_initials(initials)),
            field="initials",
        )
    return row


def _tidy_name(name: str) -> str:
    name = clean(name).strip()
    if not name:
        raise DeskError(_("The name is missing."), field="name")
    if len(name) > NAME_LIMIT:
        raise DeskError(
            _("That is too long: at most {n} characters.").format(n=NAME_LIMIT), field="name"
        )
    return name


def _keep_one_leader(unit: Unit, row: Row, field: str | None = None) -> None:
    if row["role"] == Role.LEADER and not unit.value(
        "SELECT count(*) FROM staff WHERE role = 'leader' AND active = 1 AND id <> ?"
        " AND password_hash IS NOT NULL",
        (row["id"],),
    ):
        raise DeskError(_("The house must have at least one leader."), field=field)


def _free_initials(reading: Reading, name: str, wanted: str) -> str:
    """Initials of this name that nobody has: of Mikael Juul MIJ, where MJU is taken."""
    taken = {row["initials"] for row in reading.rows("SELECT initials FROM staff")}
    words = ["".join(filter(str.isalnum, word)).upper() for word in name.split()]
    words = [word for word in words if word]
    tries = []
    if words:
        first, last = words[0], words[-1]
        tries = [first[0] + last[:2], first[:2] + last[0], first[:3], first[:2] + last[:2]]
    numbered = (f"{wanted[:8]}{number}" for number in count_from(2))
    return next(one for one in chain(tries, numbered) if one not in taken and len(one) <= 12)


def _colleague(row: Row) -> Colleague:
    return Colleague(
        id=row["id"],
        initials=row["initials"],
        name=row["name"],
        role=Role(row["role"]),
        active=bool(row["active"]),
        can_log_in=bool(row["active"]) and row["password_hash"] is not None,
        version=row["version"],
    )


def _as_typed(initials: str) -> str:
    return clean(initials).replace(" ", "").upper()[:12]


def _wait_after(failures: int) -> timedelta:
    if failures <= FREE_TRIES:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(failures - FREE_TRIES, 10)), LONGEST_WAIT)


def _forget_failures(unit: Unit, initials: str) -> None:
    unit.delete("login_failure", initials)


def _composed(password: str) -> str:
    # An å is one character from one keyboard and two from another; it is the same password.
    return unicodedata.normalize("NFC", password)
