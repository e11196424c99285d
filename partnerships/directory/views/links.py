"""Links to organisations, as far as somebody sees them."""

from collections.abc import Callable, Iterable

from django.utils.safestring import SafeString

from partnerships.directory.models import Account, Organisation
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import link, words


def organisation_links(
    account: Account, ids: Iterable[int | None]
) -> Callable[[int | None, str], SafeString]:
    """A function (number, name) -> link; plain words for organisations the account does not see."""
    wanted = {pk for pk in ids if pk}
    organisations = Organisation.objects.visible_to(account).filter(pk__in=wanted)
    visible = set(organisations.values_list("pk", flat=True)) if wanted else set()
    address = addresses("directory:organisation")
    return lambda pk, name: link(words(name), address(pk) if pk and pk in visible else "")
