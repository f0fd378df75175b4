"""The rows of a group's form, and what stands in them of a group that is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from din_indgang_tui.house import group_helpers, group_written
from din_indgang_tui.house.codes import LEGAL_BASIS_LABELS, NEEDS_ASSESSMENT_LABELS
from din_indgang_tui.house.group_writing import DESCRIPTION_LIMIT, NAME_LIMIT
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.house.slots import PLACE_LIMIT
from din_indgang_tui.house.staff import Colleague
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import Role
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, KnownChoice, TextRow
from din_indgang_tui.words import full_day

_WRITTEN = 480  # characters of a text that is read as days or names


def rows(shell: Shell, colleagues: Sequence[Colleague]) -> list[Row]:
    """The rows of a group's form, empty."""
    lists = shell.lists
    kinds = [(one.code, one.label) for one in lists.kinds if not (one.bookable or one.retired)]
    rooms = [(one.code, one.label) for one in lists.rooms if not one.retired]
    return [
        TextRow(_("Name"), Field("name", limit=NAME_LIMIT)),
        KnownChoice("kind", _("What kind"), kinds),
        TextRow(
            _("In plain words"),
            Field("description", limit=DESCRIPTION_LIMIT, lines=True),
            _("What one does there, as you would say it to somebody who may join."),
        ),
        KnownChoice("rule", _("Repeats"), group_written.repeats()),
        TextRow(
            _("Days"),
            Field("weekdays", limit=60),
            _("Days of the week, like Tue or Tue Thu."),
        ),
        TextRow(_("From - to"), Field("start_time", limit=20), _("Like 10.30-12, or 10.30 alone.")),
        TextRow(_("First day"), Field("starts_on", limit=20), _("Like 20.11. or today.")),
        TextRow(
            _("Last day"),
            Field("ends_on", limit=20),
            _("Empty: until further notice."),
        ),
        TextRow(
            _("Not on"),
            Field("exceptions", limit=_WRITTEN),
            _("Like week 42 autumn holiday; 24.12.-02.01. Christmas; 05.06."),
        ),
        KnownChoice("room", _("Room"), [("", _("none")), *rooms]),
        TextRow(_("Elsewhere"), Field("place", limit=PLACE_LIMIT), _("Not in the house.")),
        KnownChoice("leader", _("Leads it"), _leaders(shell, colleagues)),
        TextRow(
            _("Helpers"),
            Field("helpers", limit=_WRITTEN),
            _("Names or initials, like: bo, erik (volunteer)"),
        ),
        TextRow(_("Places"), Field("capacity", limit=10), _("A number; empty where all may come.")),
        ChoiceRow("drop_in", _("Open to drop-ins"), [("", _("no")), ("yes", _("yes"))]),
        ChoiceRow("needs_assessment", _("Needs assessment"), _labelled(NEEDS_ASSESSMENT_LABELS)),
        ChoiceRow("legal_basis", _("Law"), _labelled(LEGAL_BASIS_LABELS)),
    ]


def _leaders(shell: Shell, colleagues: Sequence[Colleague]) -> list[tuple[str, str]]:
    me = shell.desk.who.staff_id
    fit = [one for one in colleagues if one.active and one.role is not Role.ADMIN]
    return [("", _("nobody yet"))] + [
        (str(one.id), _("you, {name}").format(name=one.name) if one.id == me else one.name)
        for one in fit
    ]


def texts(group: GroupActivity, known: Sequence[Colleague], today: date) -> dict[str, str]:
    """What stands in each row of a group as it is; `known` are those who may be named."""
    days = group.rule.weekdays if group.rule is not None else ()
    return {
        "name": group.name,
        "kind": group.kind,
        "description": group.description,
        "rule": group_written.code_of(group.rule),
        "weekdays": group_written.weekdays_text(days),
        "start_time": group_written.hours_text(group.start_time, group.minutes),
        "starts_on": full_day(group.starts_on) if group.starts_on else "",
        "ends_on": full_day(group.ends_on) if group.ends_on else "",
        "exceptions": group_written.exceptions_text(group.exceptions, today),
        "room": group.room or "",
        "place": group.place,
        "leader": code(group.leader_id),
        "helpers": group_helpers.helpers_text(group.helpers, known),
        "capacity": code(group.capacity),
        "drop_in": "yes" if group.drop_in else "",
        "needs_assessment": group.needs_assessment,
        "legal_basis": group.legal_basis,
    }


def code(number: int | None) -> str:
    """A number as it stands in a row; nothing for none."""
    return "" if number is None else str(number)


def _labelled(labels: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, _(label)) for code, label in labels.items()]
