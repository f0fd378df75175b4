"""The words on the screen, through gettext: ids in English, Danish by default.

One language a process: it is chosen before the first screen and holds until the last.
"""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

DOMAIN = "dinindgang"
LANGUAGES = ("da", "en")
LOCALE_FOLDER = Path(__file__).parent / "locale"

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def choose(language: str) -> None:
    """Speak Danish (`da`) or English (`en`) from now on. Raises KeyError for any other."""
    global _current, _language
    if language not in LANGUAGES:
        raise KeyError(language)
    _current = _gettext.translation(DOMAIN, LOCALE_FOLDER, [language])
    _language = language


def language() -> str:
    """The language spoken now."""
    return _language


def _(message: str) -> str:
    """The message in the language spoken now."""
    return _current.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The message for n things."""
    return _current.ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """The message where one English word has two Danish ones."""
    return _current.pgettext(context, message)


def N_(message: str) -> str:
    """Marks a message that is translated later, where it is shown."""
    return message
