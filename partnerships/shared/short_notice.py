"""How soon after an incident people agreed to meet. The shelf `short_notices` holds callables."""

from collections.abc import Callable
from typing import NamedTuple


class ShortNotice(NamedTuple):
    """Within how many hours both sides meet, as agreed in `title`; `href` is its page."""

    hours: int
    title: str
    href: str


# callable(account, partnership's number): what binds today, as far as the account may know of it
ShortNoticeSource = Callable[..., list[ShortNotice]]
