"""What complaints lay on the shelves."""

from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.shared.chrome import Place
from partnerships.shared.registry import home_cards, letter_kinds, navigation

COMPLAINTS = Place(_("Complaints"), "complaints:list")


def lay_down() -> None:
    """Navigation and to-dos of officers, letters to them."""
    from complaints.letters import KINDS
    from complaints.rules import is_officer
    from complaints.todo import items_of_complaints

    def offer(account: Account) -> Place | None:
        return COMPLAINTS if is_officer(account) else None

    navigation.add("complaints", offer, order=30)
    home_cards.add("complaints", items_of_complaints, order=6)
    for kind in KINDS:
        letter_kinds.add(kind.slug, kind)
