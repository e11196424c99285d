"""A translation beside its original: whose it is, whether somebody has checked it, what to look at twice."""

from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints import rules, translator
from complaints.doubts import find_doubts, is_too_short
from complaints.languages import two_letters
from complaints.models import Message, Translation, Translator
from complaints.sealed_rows import Keys, read_message, read_translation
from partnerships.directory.models import Account, Person
from partnerships.shared.text import clean_text

DOUBTS: dict[str, Promise] = {
    "repeats": _("It says the same thing several times in a row."),
    "length": _("It is much longer or shorter than the original."),
    "numbers": _("Numbers are not those of the original."),
    "names": _("A name of the original is missing."),
}
FAULTS: dict[str, Promise] = {
    "not_ours": _(
        "The address of the translation server lies outside your own network. Nothing was sent."
    ),
    "busy": _("The translation server is busy. Please try again in a minute."),
    "slow": _(
        "The translation server has not answered in time. Please try again, or translate it yourself."
    ),
    "refused": _("The translation server does not take this text or this language."),
    "broken": _("The translation server gave something that cannot be used."),
    "silent": _("The translation server does not answer. Administrators can see to it."),
}
TOO_SHORT = _(
    "One word alone is not translated by machine: without its sentence it could mean anything."
)


class Shown(TypedDict):
    """`is_checked`: by a person, though a machine made it."""

    text: str
    language: str
    by: Person
    is_checked: bool


class Beside(TypedDict):
    """What stands beside a message on the page of officers."""

    translation: Shown | None
    is_unchecked: bool
    doubts: list[Promise]
    can_translate: bool
    can_ask_machine: bool


def beside(by: Account, message: Message, keys: Keys, text: str) -> Beside:
    """The translation into the language of whoever reads the message, and what can be done about it."""
    language = rules.language_for(message)
    row = _find(message, language)
    is_unchecked = row is not None and row.translator == Translator.MACHINE
    shown = _show(row, keys) if row else None
    found = (
        find_doubts(text, shown["text"], source=two_letters(message.language))
        if shown and is_unchecked
        else []
    )
    may = bool(language and rules.can_translate(by, message.complaint))
    return {
        "translation": shown,
        "is_unchecked": is_unchecked,
        "doubts": [DOUBTS[code] for code in found],
        "can_translate": may,
        "can_ask_machine": may
        and translator.is_there()
        and not is_too_short(text)
        and (row is None or is_unchecked),
    }


def _find(message: Message, language: str | None) -> Translation | None:
    rows = [row for row in message.translations.all() if row.language == language]
    return rows[0] if rows else None


def _show(row: Translation, keys: Keys) -> Shown:
    return {
        "text": read_translation(row, keys),
        "language": row.language,
        "by": row.by.person,
        "is_checked": row.translator == Translator.CHECKED,
    }


def ask_machine(message: Message, keys: Keys, language: str) -> tuple[str, str]:
    """What it gives, and why it gives nothing."""
    text = clean_text(read_message(message, keys))
    if is_too_short(text):
        return "", str(TOO_SHORT)
    source, target = two_letters(message.language), two_letters(language)
    if source == target:
        source = "auto"  # written in another language than the one chosen
    try:
        return translator.translate(text, source=source, target=target), ""
    except translator.CannotTranslate as error:
        return "", str(FAULTS[error.why])
