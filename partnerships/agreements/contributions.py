"""What agreements lay on the shelves."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.shared.chrome import Place
from partnerships.shared.documents.kinds import DocumentKind
from partnerships.shared.registry import (
    calendar_days,
    document_kinds,
    fact_words,
    handover_parts,
    home_cards,
    letter_kinds,
    log_words,
    navigation,
    partnership_panels,
    report_chapters,
    search_kinds,
    short_notices,
)

AGREEMENTS = Place(_("Agreements"), "agreements:list")


def _readable(account: Account) -> Q:
    from partnerships.agreements.models import Agreement

    return Q(agreement_print__agreement__in=Agreement.objects.visible_to(account))


def _readable_by_keepers(account: Account) -> Q:
    access = account.access
    kept = [
        pk for pk in access.partnership_ids if access.is_liaison_in(pk) or access.co_manages(pk)
    ]
    return Q(agreement_print__agreement__partnership__in=kept)


def lay_down() -> None:
    """Navigation, home card, letters and document kind of agreements."""
    from partnerships.agreements.actions.printing import FINAL, TRIAL, send_copies
    from partnerships.agreements.chapter import CHAPTER
    from partnerships.agreements.days.listing import list_days
    from partnerships.agreements.document.signed_document import enclosures
    from partnerships.agreements.letters import KINDS
    from partnerships.agreements.life.history import words_of
    from partnerships.agreements.search import KINDS as SEARCHED
    from partnerships.agreements.short_notice import list_short_notices
    from partnerships.agreements.stages import LIFE
    from partnerships.agreements.todo import items
    from partnerships.agreements.todo.handover import list_agreements
    from partnerships.agreements.views.panel import PANEL
    from partnerships.shared.documents.flaws import flaws_of

    navigation.add(
        "agreements",
        lambda account: (
            AGREEMENTS
            if account.access.partnership_ids or account.access.organisation_ids
            else None
        ),
        order=30,
    )
    for kind in KINDS:
        letter_kinds.add(kind.slug, kind)
    for order, searched in enumerate(SEARCHED, 30):
        search_kinds.add(searched.slug, searched, order=order)
    log_words.add("agreements", words_of)
    fact_words.add("verb", {move.verb: move.label for move in LIFE.moves})
    partnership_panels.add("agreements", PANEL)
    handover_parts.add("agreements", list_agreements, order=10)
    calendar_days.add("agreements", list_days)
    short_notices.add("agreements", list_short_notices)
    report_chapters.add("agreements", CHAPTER, order=10)
    home_cards.add("agreements_on_paper", items.paper_items, order=9)
    home_cards.add("agreements", items.items_before_force, order=10)
    home_cards.add("agreements_in_force", items.items_in_force, order=11)
    document_kinds.add(
        "agreements.agreement",
        DocumentKind(
            "agreements.agreement", _("Agreement"), "agreements/documents/agreement.html", _readable
        ),
    )
    document_kinds.add(
        TRIAL,
        DocumentKind(
            TRIAL,
            _("Trial of the paper"),
            "agreements/documents/agreement.html",
            _readable_by_keepers,
            check=flaws_of,
        ),
    )
    document_kinds.add(
        FINAL,
        DocumentKind(
            FINAL,
            _("Signed agreement"),
            "agreements/documents/agreement.html",
            _readable,
            sealed=True,
            enclosures=enclosures,
            finished=send_copies,
        ),
    )
