"""What analyses lay on the shelves."""

from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.shared.chrome import Place
from partnerships.shared.registry import home_cards, navigation

ANALYSES = Place(_("360° analyses"), "analyses:list")


def lay_down() -> None:
    """Navigation and to-dos of those who are named in cases, check requests or guard data."""
    from analyses.rules import sees_analyses
    from analyses.todo import items_of_cases

    def offer(account: Account) -> Place | None:
        return ANALYSES if sees_analyses(account) else None

    navigation.add("analyses", offer, order=40)
    home_cards.add("analyses", items_of_cases, order=7)
