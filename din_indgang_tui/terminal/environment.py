"""What the process inherits, put right before Textual reads it.

Textual reads its variables once, when it is imported, and obeys them: `TEXTUAL_DRIVER` imports any
class, `TEXTUAL_LOG` and `TEXTUAL_DEBUG` write what is typed to a file, `TEXTUAL_SCREENSHOT` what is
shown, `TEXTUAL_PRESS` presses keys. At a desk full of names none of that may come from outside, for
instance from an SSH client. So this module imports only the standard library's lightest, and its
`prepare` runs first.
"""

import os
from collections.abc import Mapping, MutableMapping
from typing import Final

# The wait after ESC before it counts as the Esc key, in milliseconds. An arrow key is ESC and two
# letters; when they come apart by more than this, Esc goes back a level and the letters act as
# keys. 100 is more than the jitter of a house's wireless network, below what a hand notices, and
# counted exactly: Textual's own loop asks only every 100 ms and so takes up to 200.
ESCAPE_DELAY: Final = 100
_ESCAPE_DELAYS: Final = range(25, 1001)

# What Python itself sets LC_CTYPE to where the locale it was started with is missing (PEP 538).
_COERCED: Final = ("C.UTF-8", "C.utf8", "UTF-8")

_FIXED: Final = {
    # Each step of an animation is a repaint that has to go through the SSH connection.
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
    # Kitty's keyboard protocol loses AltGr on Danish layouts, which @ [ ] { } | \ are typed with.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    # A second repaint waits for the next frame: at 60 a second that is what one sees of a search.
    # A frame in which nothing changed is not drawn, so more of them cost nothing.
    "TEXTUAL_FPS": "240",
}

# Rich and shutil believe these before the terminal itself, and then no change of size arrives.
_SIZES: Final = ("COLUMNS", "LINES")

# Languages whose locale, named without a character set, is ISO-8859-1 in glibc and macOS.
_WESTERN: Final = frozenset(
    {"da", "de", "en", "es", "fi", "fo", "fr", "is", "it", "kl", "nb", "nl", "nn", "no", "pt", "sv"}
)

_CHARSETS: Final = {
    "utf8": "utf-8",
    "iso88591": "latin-1",
    "88591": "latin-1",
    "latin1": "latin-1",
    "l1": "latin-1",
    "iso885915": "latin-9",
    "885915": "latin-9",
    "latin9": "latin-9",
    "l9": "latin-9",
}

# The bit in a Linux terminal's input flags that says "what comes here is UTF-8"; terminal programs
# set it and OpenSSH carries it along. Python's termios has no name for it.
_IUTF8: Final = 0o040000


def prepare(environ: MutableMapping[str, str]) -> None:
    """Put `environ` right, before textual is imported.

    All of Textual's own variables go, also those it may learn about later; what the program wants
    of it is set. `ESCDELAY` is kept where a person on a slow line set it to something sensible.
    """
    for name in list(environ):
        if name == "TEXTUAL" or name.startswith("TEXTUAL_") or name in _SIZES:
            del environ[name]
    environ.update(_FIXED)
    if environ is os.environ and environ.get("LC_CTYPE") in _COERCED:
        _undo_coercion(environ)
    delay = environ.get("ESCDELAY", "")
    if not (delay.isascii() and delay.isdigit() and int(delay[:6]) in _ESCAPE_DELAYS):
        environ["ESCDELAY"] = str(ESCAPE_DELAY)


def charset(environ: Mapping[str, str], terminal: int | None = None) -> str:
    """Return the terminal's character set: "utf-8", "latin-1", "latin-9" or "ascii".

    The first of LC_ALL, LC_CTYPE and LANG that is not empty decides, as for any program.

    - A character set that is named is believed; one that is not among the four is "ascii", because
      those letters are the same everywhere.
    - None named, a western language: "latin-1", which is what `da_DK` means ("latin-9" with @euro).
      But where `terminal` is given and its driver says that UTF-8 comes in, that is believed:
      reading UTF-8 as Latin-1 would spoil the names that are stored.
    - Nothing at all, C or POSIX: "utf-8". It means that nobody said anything (an SSH server that
      takes no LANG, a service), and terminals are UTF-8 today; Python decides the same (PEP 540).
      On a terminal that is not, æ looks wrong but comes in right, see `incoming`.
    """
    named = next(
        (value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environ.get(name))), ""
    )
    language, _, modifier = named.partition("@")
    language, dot, codeset = language.partition(".")
    if not dot and _plain(language) in _CHARSETS:
        # macOS sends LC_CTYPE=UTF-8, without a language.
        dot, codeset = ".", language
    if dot:
        return _CHARSETS.get(_plain(codeset), "ascii")
    if language.partition("_")[0].lower() not in _WESTERN:
        return "utf-8"
    if terminal is not None and _says_utf8(terminal):
        return "utf-8"
    return "latin-9" if modifier.lower() == "euro" else "latin-1"


def is_utf8(environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal takes UTF-8, as far as the environment says."""
    return charset(environ) == "utf-8"


def has_terminal() -> bool:
    """Tell whether there is a terminal to read keys from and to draw on."""
    return os.isatty(0) and (os.isatty(2) or os.isatty(1))


def _undo_coercion(environ: MutableMapping[str, str]) -> None:
    """Put LC_CTYPE back as the process was given it.

    A server without Danish locales does not know `da_DK.ISO8859-1`, but the terminal is what it is.
    """
    try:
        with open("/proc/self/environ", "rb") as file:
            given = dict(entry.partition(b"=")[::2] for entry in file.read().split(b"\0"))
    except OSError:
        return
    before = given.get(b"LC_CTYPE")
    if before is None:
        del environ["LC_CTYPE"]
    else:
        environ["LC_CTYPE"] = os.fsdecode(before)


def _plain(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")


def _says_utf8(terminal: int) -> bool:
    """Ask a Linux terminal for its IUTF8 flag."""
    try:
        import termios

        flags = termios.tcgetattr(terminal)[0]
    except (ImportError, OSError, termios.error):
        return False
    return isinstance(flags, int) and bool(flags & _IUTF8) and os.uname().sysname == "Linux"
