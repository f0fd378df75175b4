"""What typer says by itself, in our words: the headings of the help, and wrong use.

And what it loads by itself: nothing for a text.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from din_indgang_tui.i18n import _


class _AsTyped:
    """Takes a text as it was typed, and a switch as it was set."""

    def coerce(self, value: str | bool | None, **_about: object) -> str | bool | None:
        return value


def _as_typed(parameters: list[Any]) -> list[Any]:
    # All that we ask for are texts and switches, and typer would load pydantic to look at them: a
    # fifth of the start. These are no public names of typer's: under others it is only slow again.
    for parameter in parameters:
        descriptor = getattr(parameter, "type_descriptor", None)
        if getattr(descriptor, "annotation", None) in (str, bool):
            parameter._runtime_param = _AsTyped()
    return parameters


class Command(TyperCommand):
    """A command whose help has our headings."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options and arguments."""
        return _as_typed(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _headings(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help has our headings."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options before the command."""
        return _as_typed(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _headings(super().get_help(ctx))


def usage_error(error: typer.TyperException) -> str:
    """What is wrong with the words, and where it says how they should be.

    typer gives its errors no public names, so they are known by class name and first words; what is
    not known is said as typer says it.
    """
    said = error.format_message()
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            said = _("There is no option {option}.").format(option=repr(option))
        case "BadOptionUsage" if "does not take" in said:
            said = _("{option} takes no value.").format(option=option)
        case "BadOptionUsage":
            said = _("{option} needs a value.").format(option=option)
        case "MissingParameter":
            said = _("{what} is missing.").format(what=_named(getattr(error, "param", None)))
        case "UsageError" if said.startswith("Got unexpected extra"):
            said = _("That is more than the command takes.")
        case "UsageError" if said.startswith("No such command"):
            found = re.search("'(.*?)'", said)
            said = _("There is no command {name}.").format(name=found[0] if found else "")
        case "UsageError" if said.startswith("Missing command"):
            said = _("Which command?")
    context = getattr(error, "ctx", None)
    if context is None:
        return said
    return said + "\n" + _("How it is used: {command} --help").format(command=context.command_path)


def system_error(error: OSError) -> str:
    """What the system refused, as one sentence."""
    reason = error.strerror or str(error)
    if error.filename is None:
        return _("The system refused: {reason}.").format(reason=reason)
    return _("{path} cannot be used: {reason}.").format(path=error.filename, reason=reason)


def crash(error: Exception) -> str:
    """One line about an error that nobody foresaw; its details go to a file without any names."""
    from din_indgang_tui.terminal import crash as crashes
    from din_indgang_tui.whereabouts import crash_folder

    folder = crash_folder()
    return crashes.line(
        crashes.report(error, folder),
        lambda name: _("The command stopped because of an error. Details: {path}").format(
            path=folder / f"crash-{name}.txt"
        ),
    )


def _named(parameter: Any) -> str:
    if parameter is None:
        return "?"
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return str(parameter.metavar or parameter.name)


def _headings(page: str) -> str:
    words = {
        r"^Usage:": _("Usage:"),
        r"^Arguments:$": _("Arguments:"),
        r"^Options:$": _("Options:"),
        r"^Commands:$": _("Commands:"),
        r"\[OPTIONS\]": _("[OPTIONS]"),
        r"\bCOMMAND \[ARGS\]\.\.\.": _("COMMAND ..."),
        r"Show this message and exit\.$": _("Show this page."),
        r"\[required\]": _("[required]"),
        r" <str>": "      ",
    }
    for theirs, ours in words.items():
        page = re.sub(theirs, ours, page, flags=re.MULTILINE)
    return page
