"""What people write into a cell for one of several choices; and cells in which a value was lost before the file came."""

import difflib
from collections.abc import Mapping
from functools import cache, lru_cache

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.shared.sorting import sort_key

LANGUAGES = ("de", "en")
EXCEL_ERRORS = {"#N/A", "#NV", "#REF!", "#BEZUG!", "#VALUE!", "#WERT!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#ZAHL!"}  # fmt: skip
LOST = "\ufffd"  # what programs write for letters that they could not read


@lru_cache(maxsize=2048)  # the same few words stand in thousands of rows
def plain(text: str) -> str:
    """A heading or a choice without case, blanks and punctuation: "E-Mail" and "e mail" are the same."""
    return sort_key(text).replace(" ", "")


def refuse_lost(text: str) -> None:
    """Raises: ValidationError with one sentence, where a program wrote an error or a sign instead of the value."""
    if text in EXCEL_ERRORS:
        raise ValidationError(_("Excel shows an error here instead of a value."))
    if LOST in text:
        raise ValidationError(
            _("Letters were lost here when the file was saved (%(sign)s).") % {"sign": LOST}
        )


@cache
def _labels(choices: type[TextChoices]) -> dict[str, str]:
    """The stored value by what people write: the value itself, its label in both languages."""
    meanings = {plain(value): value for value in choices.values}
    for language in LANGUAGES:
        with override(language):
            meanings |= {plain(str(label)): value for value, label in choices.choices}
    return meanings


def read_choice(
    choices: type[TextChoices], text: str, *, others: Mapping[str, str] | None = None
) -> str:
    """The stored value of what somebody wrote; `others`: further words, plain, and what they mean.

    Raises: ValidationError, with the word that may be meant and those that are allowed.
    """
    meanings = _labels(choices)
    others = others or {}
    word = plain(text)
    if value := meanings.get(word) or others.get(word):
        return value
    near = difflib.get_close_matches(word[:80], [*meanings, *others], n=1, cutoff=0.7)
    meant = choices(meanings.get(near[0]) or others[near[0]]).label if near else ""
    raise ValidationError(_not_known(meant, ", ".join(map(str, choices.labels))))


def _not_known(near: object, allowed: str) -> str:
    if near:
        return _("This is not known. Do you mean “%(word)s”? Allowed are: %(allowed)s.") % {
            "word": near,
            "allowed": allowed,
        }
    return _("This is not known. Allowed are: %(allowed)s.") % {"allowed": allowed}
