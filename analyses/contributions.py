"""What analyses lay on the shelves."""

from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.shared.chrome import Place
from partnerships.shared.documents.kinds import DocumentKind
from partnerships.shared.registry import document_kinds, home_cards, navigation

ANALYSES = Place(_("360° analyses"), "analyses:list")
AUTHORITIES = Place(_("Kinds of authorities"), "analyses:authorities")


def lay_down() -> None:
    """Navigation and to-dos of those who are named in cases, check requests or guard data."""
    from analyses import paper
    from analyses.rules import sees_analyses, sees_authorities
    from analyses.todo import items_of_analyses

    def offer(account: Account) -> Place | None:
        return ANALYSES if sees_analyses(account) else None

    def offer_authorities(account: Account) -> Place | None:
        """To administrators; whoever has a role in analyses finds it there."""
        sees = sees_authorities(account) and not sees_analyses(account)
        return AUTHORITIES if sees else None

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
