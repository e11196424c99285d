"""What analyses lay on the shelves."""

from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.shared.chrome import Place
from partnerships.shared.documents.kinds import DocumentKind
from partnerships.shared.registry import document_kinds, home_cards, navigation
from partnerships.shared.todo import TodoItem

ANALYSES = Place(_("360° analyses"), "analyses:list")
AUTHORITIES = Place(_("Kinds of authorities"), "analyses:authorities")


def lay_down() -> None:
    """Navigation and to-dos of those who are named in cases, check requests or guard data."""
    from analyses import paper
    from analyses.catalogue_todo import items_of_catalogue
    from analyses.models import seen_by
    from analyses.rules import sees_analyses, sees_authorities
    from analyses.todo import items_of_cases, items_of_enquiries
    from analyses.todo_asks import items_of_asks
    from analyses.todo_log import items_of_log
    from analyses.todo_terms import items_of_terms

    def offer(account: Account) -> Place | None:
        return ANALYSES if sees_analyses(account) else None

    def offer_authorities(account: Account) -> Place | None:
        """To administrators; whoever has a role in analyses finds it there."""
        sees = sees_authorities(account) and not sees_analyses(account)
        return AUTHORITIES if sees else None

    def items_of_analyses(account: Account) -> list[TodoItem]:
        """In one sight for all of them."""
        if not sees_analyses(account):
            return []
        with seen_by(account):
            return [
                item
                for items in (
                    items_of_cases,
                    items_of_catalogue,
                    items_of_log,
                    items_of_terms,
                    items_of_enquiries,
                    items_of_asks,
                )
                for item in items(account)
            ]

    navigation.add("analyses", offer, order=40)
    home_cards.add("analyses", items_of_analyses, order=7)
    navigation.add("analyses_authorities", offer_authorities, order=92)
    document_kinds.add(
        paper.ANSWER,
        DocumentKind(
            paper.ANSWER,
            _("Answer to an enquiry"),
            "analyses/documents/enquiry_answer.html",
            paper.letters_readable_by,
        ),
    )
