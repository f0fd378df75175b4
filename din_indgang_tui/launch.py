"""Where `dinindgang` begins: the plain desk, or one of the commands.

The desk at its log-in screen must be there at once, so nothing is imported here that only the
commands need: typer alone takes a tenth of a second.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from din_indgang_tui import i18n
from din_indgang_tui.i18n import _
from din_indgang_tui.text import printed
from din_indgang_tui.whereabouts import database_path

DONE, REFUSED, WRONG_USE = 0, 1, 2
_ENDED_BY_CTRL_C, _NOBODY_READS = 130, 141  # 128 and the signal, as shells count


def main() -> None:
    """The entry point: does what the command line says and ends the process."""
    code = run(sys.argv[1:])
    try:
        if sys.stdout is not None:  # closed by whoever started us
            sys.stdout.flush()
    except BrokenPipeError:
        # What is still in the buffer would be tried again, and complained about, at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _NOBODY_READS
    except OSError as error:
        code = refuse(_("The answer could not be written: {reason}.").format(reason=error.strerror))
    sys.exit(code)


def run(words: Sequence[str]) -> int:
    """Do what these words say. Returns 0 done, 1 refused, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        # A letter that the terminal has no sign for becomes a question mark, not a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        options, alone = leading_options(words)
        try:
            choose_language(options.get("--lang"), os.environ)
        except ValueError as error:
            return refuse(str(error), WRONG_USE)
        if alone:
            return _desk(options.get("--db"))
        from din_indgang_tui import cli

        return cli.run(words)
    except KeyboardInterrupt:
        return _ENDED_BY_CTRL_C
    except BrokenPipeError:
        return _NOBODY_READS


def leading_options(words: Sequence[str]) -> tuple[dict[str, str], bool]:
    """What `--db` and `--lang` before the command say, and whether they are all there is.

    Whatever else is right or wrong with the words is for typer to find out.
    """
    options: dict[str, str] = {}
    alone = True
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        if name in ("--db", "--lang"):
            if not equals:
                value = next(rest, "")
            options[name] = value
            alone = alone and bool(value)
        else:
            alone = False
            if not word.startswith("-"):
                break
    return options, alone


def choose_language(given: str | None, environ: Mapping[str, str]) -> None:
    """Speak the language of `--lang`, else of DININDGANG_LANG, else Danish.

    Raises ValueError, with a sentence in Danish, for one that the desk does not speak.
    """
    name = given or environ.get("DININDGANG_LANG") or "da"
    try:
        i18n.choose(name.lower())
    except KeyError:
        i18n.choose("da")
        raise ValueError(
            _("The desk speaks {languages}, not {name}.").format(
                languages=", ".join(i18n.LANGUAGES), name=repr(name)
            )
        ) from None


def refuse(sentence: str, code: int = REFUSED) -> int:
    """Say why not, on standard error. Returns the exit code."""
    print(printed(sentence), file=sys.stderr)
    return code


def _desk(given: str | None) -> int:
    from din_indgang_tui.desk_start import open_desk

    try:
        path = database_path(given)
    except RuntimeError:
        return refuse(_("This account has no home folder. Say where the database is: --db FILE"))
    return open_desk(path)
