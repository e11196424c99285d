"""What an app lays on the shelf for each kind of document."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise


@dataclass(frozen=True)
class DocumentKind:
    """`readable(account)` narrows documents to those whose subject the account may see now.

    `template` is rendered with the frozen facts in the document's language.
    """

    slug: str
    label: str | Promise
    template: str
    readable: Callable[[Any], Q]
