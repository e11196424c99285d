"""In which grammar a text was typed, and so how it is read: 1 is the former Markdown, 2 is marked text (decision 0027)."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from partnerships.shared import marked
from partnerships.shared.marked import Words, former


class Format(models.IntegerChoices):
    """The number stands with each text, also in a frozen wording, where its absence means FORMER."""

    FORMER = 1, _("former notation")
    MARKED = 2, _("as typed")


def of(text: Mapping[str, Any]) -> Format:
    """The format of a text of a wording."""
    return Format(text.get("format", Format.FORMER))


def to_html(body: str, format: int, fields: Mapping[str, str] | None = None) -> SafeString:
    """The text as it is read on page and paper."""
    return marked.to_html(body, fields) if format == Format.MARKED else former.to_html(body)


def visible(body: str, format: int, fields: Mapping[str, str] | None = None) -> Words:
    """Its visible words with their emphasis: what is compared."""
    return marked.visible(body, fields) if format == Format.MARKED else former.visible(body)


def agreeing(body: str) -> Format:
    """MARKED where a text in the former notation keeps every word in the new one, otherwise FORMER."""
    keeps = not marked.faults(body) and former.same_words(body, marked.visible(body))
    return Format.MARKED if keeps else Format.FORMER
