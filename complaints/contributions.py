"""What complaints lay on the shelves."""

from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.shared.chrome import Place
from partnerships.shared.registry import home_cards, letter_kinds, navigation

COMPLAINTS = Place(_("Complaints"), "complaints:list")
OFFICES = Place(_("Complaints offices"), "complaints:readiness")
HELPING = Place(_("Complaints"), "complaints:helping")


def lay_down() -> None:
    """Navigation and to-dos of officers, helpers, units that are asked, and of who lets an office receive; letters."""
    from complaints.letters import KINDS
    from complaints.rules import is_helper, is_officer, sees_readiness
    from complaints.todo import items_of_complaints, items_of_offices, items_of_statements

    def offer(account: Account) -> Place | None:
        return COMPLAINTS if is_officer(account) else None

    def offer_offices(account: Account) -> Place | None:
        return OFFICES if sees_readiness(account) else None

    def offer_help(account: Account) -> Place | None:
        return HELPING if is_helper(account) else None

    navigation.add("complaints", offer, order=30)
    navigation.add("complaints-for-people", offer_help, order=31)
    navigation.add("complaints_offices", offer_offices, order=91)
    home_cards.add("complaints", items_of_complaints, order=6)
    home_cards.add("complaints_statements", items_of_statements, order=5)
    home_cards.add("complaints_offices", items_of_offices, order=4)
    for kind in KINDS:
        letter_kinds.add(kind.slug, kind)
