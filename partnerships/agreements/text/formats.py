"""How a text is read by the grammar in which it was typed; see models/formats.py and decision 0027."""

from collections.abc import Mapping

from django.utils.safestring import SafeString

from partnerships.agreements.models import Format
from partnerships.agreements.text.shapes import KeptPassage
from partnerships.shared import marked
from partnerships.shared.marked import Words, former


def read_format(text: KeptPassage) -> Format:
    """The notation in which a kept passage was typed."""
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
