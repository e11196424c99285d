"""What somebody takes over who newly stands for an organisation. The shelf `handover_parts` holds callables."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class HandoverRow:
    """One thing: what it is, its page, and how it stands."""

    title: str
    href: str
    text: str | Promise = ""


@dataclass(frozen=True)
class HandoverPart:
    """What an app has of one kind; a part without rows is not shown."""

    title: str | Promise
    rows: list[HandoverRow] = field(default_factory=list)


# callable(account, number of the organisation): as far as the account sees it
HandoverSource = Callable[..., HandoverPart]
