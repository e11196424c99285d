"""What analyses lay on the shelves."""

from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.shared.chrome import Place
from partnerships.shared.registry import home_cards, navigation

ANALYSES = Place(_("360° analyses"), "analyses:list")
AUTHORITIES = Place(_("Kinds of authorities"), "analyses:authorities")


def lay_down() -> None:
    """Navigation and to-dos of those who are named in cases, check requests or guard data."""
    from analyses.catalogue_todo import items_of_catalogue
    from analyses.rules import sees_analyses, sees_authorities
    from analyses.todo import items_of_cases
    from analyses.todo_log import items_of_log
    from analyses.todo_terms import items_of_terms

    def offer(account: Account) -> Place | None:
        return ANALYSES if sees_analyses(account) else None

    def offer_authorities(account: Account) -> Place | None:
        """To administrators; whoever has a role in analyses finds it there."""
        sees = sees_authorities(account) and not sees_analyses(account)
        return AUTHORITIES if sees else None

    navigation.add("analyses", offer, order=40)
    navigation.add("analyses_authorities", offer_authorities, order=92)
    home_cards.add("analyses", items_of_cases, order=7)
    home_cards.add("analyses_catalogue", items_of_catalogue, order=8)
    home_cards.add("analysis_log", items_of_log, order=8)
    home_cards.add("analyses_terms", items_of_terms, order=8)
