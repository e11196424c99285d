"""Addresses that were stored before there was one spelling for each: what they would become, and what stands in the way.

Nothing is merged here: two accounts with one address are two people until somebody has asked them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import ValidationError

from partnerships.shared.addresses import to_ascii

COLUMNS = (
    *(("directory", "account"), ("account", "emailaddress"), ("directory", "person")),
    *(("directory", "organisation"), ("directory", "contactpoint"), ("directory", "invitation")),
    ("directory", "accountchange"),
)


class Spelling(NamedTuple):
    """A row whose address is not written as it is mailed. `wrong`: why it cannot be, or blank."""

    label: str
    pk: int
    stored: str
    becomes: str
    wrong: str


def other_spellings() -> Iterator[Spelling]:
    """Every one, table by table."""
    for app, model in COLUMNS:
        rows = apps.get_model(app, model)._base_manager.exclude(email="").order_by("pk")
        for pk, stored in rows.values_list("pk", "email").iterator():
            try:
                becomes, wrong = to_ascii(stored), ""
            except ValidationError as fault:
                becomes, wrong = "", " ".join(fault.messages)
            if becomes != stored:
                yield Spelling(f"{app}.{model}", pk, stored, becomes, wrong)
