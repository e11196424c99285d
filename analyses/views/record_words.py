"""A record in words: what is known of it, its limits, what protects it."""

from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

from analyses.kinds import Handling
from analyses.models import Record
from analyses.properties import PROPERTIES, Properties
from analyses.strictness import Limits
from analyses.values import say_value

NATURES = {
    False: pgettext_lazy("a record", "fact"),
    True: pgettext_lazy("a record", "assessment"),
}


def known_of(schema: str, properties: Properties) -> list[tuple[str, list[str]]]:
    """What is known, in the order of the list: label and values."""
    return [
        (capfirst(str(each.label)), [say_value(each, value) for value in properties[each.name]])
        for each in PROPERTIES[schema]
        if each.name in properties
    ]


def limits_in_words(limits: Limits) -> str:
    """The code, and what H3 stands for."""
    label = str(Handling(limits.code).label)
    return f"{label}: {limits.text}" if limits.text else label


def flags_of(row: object) -> str:
    """Minor, or needs special protection: what holds, in words."""
    names = ("is_minor", "needs_protection")
    return ", ".join(
        str(Record._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in names
        if getattr(row, name)
    )
