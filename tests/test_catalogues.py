"""The desk speaks Danish: every sentence, with every field, in the catalogue that is committed."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from din_indgang_tui import i18n

PACKAGE = Path(i18n.__file__).parent

# What is said the same way in Danish: signs, names, and words that both languages share.
SAME_IN_DANISH = frozenset(
    {
        "= pause",
        "plan",
        "note",
        "CPR",
        "Coach",
        "Coach {name}.",
        "Database: {path}",
        "Din Indgang {version}, SQLite {sqlite}",
        "Enter",
        "Esc",
        "Format",
        "Markdown",
        "Peer",
        "Peer {name}.",
        "PgDn",
        "PgUp",
        "Start",
        "Tab",
        "Tab: {kind}",
        "administrator",
        "coach",
        "e-mail",
        "find",
        "ok",
        "pause",
        "peer",
        "peer {name}",
        "send",
        "{label}: {percent} %",
        "{n} min",
        "{n} min, over {limit}",
    }
)

# As `make catalogues` gathers them.
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
FIELD = re.compile(r"\{([^{}]*)\}")


def catalogue(name: str) -> Catalog:
    """One committed file of messages."""
    with (i18n.LOCALE_FOLDER / name).open("rb") as file:
        return read_po(file)


def po(language: str) -> Catalog:
    """What is said in a language."""
    return catalogue(f"{language}/LC_MESSAGES/{i18n.DOMAIN}.po")


def said(message: Message) -> list[str]:
    """All a message says in its language: one text, or one for each number."""
    text = message.string
    return [text] if isinstance(text, str) else list(text or ("",))


def ids(message: Message) -> list[str]:
    """All a message is in English: one text, or one thing and many."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def messages(language: str) -> list[Message]:
    """Every message, without the head of the file."""
    return [message for message in po(language) if message.id]


def none_of(found: Collection[object], what: str) -> None:
    """Fail with every one of them, a line each."""
    assert not found, "\n".join([f"{what}:", *sorted(map(str, found))])


def test_every_message_of_the_source_is_in_every_catalogue() -> None:
    """After a new sentence: make catalogues, and say it in Danish."""
    found = {
        (context, message)
        for _file, _line, message, _comments, context in extract_from_dir(
            PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS
        )
    }
    assert found, "nothing was gathered"
    for name in (
        "messages.pot",
        *(f"{language}/LC_MESSAGES/{i18n.DOMAIN}.po" for language in i18n.LANGUAGES),
    ):
        held = {
            (message.context, message.id if isinstance(message.id, str) else tuple(message.id))
            for message in catalogue(name)
            if message.id
        }
        none_of(found - held, f"missing in {name}")
        none_of(held - found, f"not said any more, in {name}")


def test_no_code_is_gathered_as_a_message() -> None:
    """`_(LABELS[row["status"]])` says a label, and is gathered as the message "status"."""
    source = "".join(file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py"))
    said = set(re.findall(r'(?:\b_|\bN_|gettext)\(\s*"(\w+)"', source))
    said |= set(re.findall(r'pgettext\(\s*"[^"]*",\s*"(\w+)"', source))
    words = {ids(message)[0] for message in messages("en")}
    words = {word for word in words if re.fullmatch(r"\w+", word)}
    none_of(words - said, "take the code into a variable first")


def test_every_message_is_said_in_danish() -> None:
    none_of(
        {message.id for message in messages("da") if not all(said(message))},
        "without a Danish text",
    )


def test_nothing_is_left_in_english() -> None:
    same = {
        english
        for message in messages("da")
        for english, danish in zip(ids(message), said(message), strict=True)
        if english == danish and english not in SAME_IN_DANISH
    }
    none_of(same, "the same in both, and not in the list")


def test_what_is_said_the_same_way_is_still_said() -> None:
    """A word that is gone, or has got a Danish one, leaves the list of exceptions as well."""
    same = {message.id for message in messages("da") if [message.id] == said(message)}
    none_of(SAME_IN_DANISH - same, "in the list for no reason")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_field_of_a_message_is_in_its_translation(language: str) -> None:
    wrong = set()
    for message in messages(language):
        wanted = {field for text in ids(message) for field in FIELD.findall(text)}
        assert all(field.isidentifier() for field in wanted), message.id
        for text in said(message):
            # The many of one thing may leave its number out ("one person waits"), never add any.
            fields = set(FIELD.findall(text))
            if text and (fields - wanted or (len(said(message)) == 1 and fields != wanted)):
                wrong.add(f"{message.id!r}: {text!r}")
    none_of(wrong, "other fields")


def test_no_translation_is_a_guess() -> None:
    none_of({message.id for message in messages("da") if message.fuzzy}, "fuzzy")


def test_spaces_and_signs_at_the_ends_are_kept() -> None:
    """Sentences are put together; one that lost its space runs into the next."""
    wrong = {
        message.id
        for message in messages("da")
        for english, danish in zip(ids(message), said(message), strict=True)
        if danish
        and (
            english[:1].isspace() != danish[:1].isspace()
            or english[-1:].isspace() != danish[-1:].isspace()
            or (english[-1] in ".?:!" and danish[-1] not in ".?:!")
        )
    }
    none_of(wrong, "another end")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_compiled_catalogue_is_the_one_compiled_now(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, po(language))
    committed = i18n.LOCALE_FOLDER / language / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo"
    assert committed.read_bytes() == compiled.getvalue(), "make catalogues"


def test_the_program_finds_its_catalogues() -> None:
    before = i18n.language()
    try:
        i18n.choose("da")
        assert i18n._("Anonymous") == "Anonym"
        i18n.choose("en")
        assert i18n._("Anonymous") == "Anonymous"
        with pytest.raises(KeyError):
            i18n.choose("de")
    finally:
        i18n.choose(before)
