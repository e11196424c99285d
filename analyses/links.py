"""How two records may hang together: a closed list, each kind with what it leads from and to. No kinship, no group.

Source: DESIGN section 1 (no origin as a criterion); relations of FollowTheMoney, as far as they say conduct.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from analyses.kinds import Schema


class LinkKind(models.TextChoices):
    """What the first record is to the second."""

    OWNS = "owns", pgettext_lazy("a link", "owns or keeps")
    USES = "uses", pgettext_lazy("a link", "uses")
    DIRECTS = "directs", pgettext_lazy("a link", "directs")
    WORKS_FOR = "works_for", pgettext_lazy("a link", "works for")
    SITUATED = "situated", pgettext_lazy("a link", "lives at or is found at")
    TOOK_PART = "took_part", pgettext_lazy("a link", "took part in")
    NAMED_IN = "named_in", pgettext_lazy("a link", "is named in")
    IN_CONTACT = "in_contact", pgettext_lazy("a link", "was in contact with")
    PAID = "paid", pgettext_lazy("a link", "paid")


WHO = (Schema.PERSON, Schema.COMPANY)
PAYS = (*WHO, Schema.ACCOUNT)
THINGS = (Schema.VEHICLE, Schema.PHONE, Schema.ACCOUNT, Schema.ADDRESS)
ALL = tuple(Schema)

ENDS: dict[str, tuple[tuple[Schema, ...], tuple[Schema, ...]]] = {
    LinkKind.OWNS: (WHO, (*THINGS, Schema.COMPANY)),
    LinkKind.USES: (WHO, THINGS),
    LinkKind.DIRECTS: (WHO, (Schema.COMPANY,)),
    LinkKind.WORKS_FOR: ((Schema.PERSON,), (Schema.COMPANY,)),
    LinkKind.SITUATED: ((*WHO, Schema.VEHICLE, Schema.EVENT), (Schema.ADDRESS,)),
    LinkKind.TOOK_PART: ((*WHO, Schema.VEHICLE, Schema.PHONE), (Schema.EVENT,)),
    LinkKind.NAMED_IN: (ALL, (Schema.DOCUMENT, Schema.EVENT)),
    LinkKind.IN_CONTACT: ((*WHO, Schema.PHONE), (*WHO, Schema.PHONE)),
    LinkKind.PAID: (PAYS, PAYS),
}


def is_possible(kind: str, first: str, second: str) -> bool:
    """May a link of this kind lead from a record of the first schema to one of the second?"""
    starts, ends = ENDS[kind]
    return first in starts and second in ends
