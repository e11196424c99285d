"""What analyses lay on the shelves."""

from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.shared.chrome import Place
from partnerships.shared.documents.kinds import DocumentKind
from partnerships.shared.registry import document_kinds, home_cards, navigation

ANALYSES = Place(_("360° analyses"), "analyses:list")
AUTHORITIES = Place(_("Kinds of authorities"), "analyses:authorities")
ENQUIRIES = Place(_("Enquiries"), "analyses:enquiries")


def lay_down() -> None:
    """Navigation and to-dos of those who are named in cases, check requests or guard data."""
    from analyses import paper
    from analyses.catalogue_todo import items_of_catalogue
    from analyses.rules import reads_enquiries, sees_analyses, sees_authorities
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

    def offer_enquiries(account: Account) -> Place | None:
        return ENQUIRIES if reads_enquiries(account) else None

    navigation.add("analyses", offer, order=40)
    navigation.add("enquiries", offer_enquiries, order=41)
    navigation.add("analyses_authorities", offer_authorities, order=92)
    home_cards.add("analyses", items_of_cases, order=7)
    home_cards.add("analyses_catalogue", items_of_catalogue, order=8)
    home_cards.add("analysis_log", items_of_log, order=8)
    home_cards.add("analyses_terms", items_of_terms, order=8)
    home_cards.add("enquiries", items_of_enquiries, order=9)
    document_kinds.add(
        paper.ANSWER,
        DocumentKind(
            paper.ANSWER,
            _("Answer to an enquiry"),
            "analyses/documents/enquiry_answer.html",
            paper.letters_readable_by,
        ),
    )
    home_cards.add("analyses-asks", items_of_asks, order=8)
