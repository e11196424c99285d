"""What agreements lay on the shelves."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships.directory.models import Account
from partnerships.shared.chrome import Place
from partnerships.shared.documents.kinds import DocumentKind
from partnerships.shared.registry import (
    document_kinds,
    home_cards,
    letter_kinds,
    log_words,
    navigation,
    partnership_panels,
)

AGREEMENTS = Place(_("Agreements"), "agreements:list")
AT_HAND = 5


def _readable(account: Account) -> Q:
    from partnerships.agreements.models import Agreement

    return Q(agreement_print__agreement__in=Agreement.objects.visible_to(account))


def _readable_by_keepers(account: Account) -> Q:
    access = account.access
    kept = [
        pk for pk in access.partnership_ids if access.is_liaison_in(pk) or access.co_manages(pk)
    ]
    return Q(agreement_print__agreement__partnership__in=kept)


def _yours_to_do(account: Account) -> list:
    """Agreements that wait for somebody: everybody who sees them may read, keepers lead them on."""
    from partnerships.agreements.models import Agreement, Answer, SigningRound
    from partnerships.agreements.stages import EDITABLE, Stage
    from partnerships.shared.tasks_at_hand import Task

    words = {
        Stage.DRAFT: _("Draft: read it and say what is missing"),
        Stage.CONSULTATION: _("Under consultation: your organisation's view is asked"),
        Stage.READY: _("Ready to sign"),
    }
    # Text is frozen at other stages: proposals wait there for nobody.
    answerable = Q(proposals__answer=Answer.OPEN, stage__in=EDITABLE)
    asked = _signatures_asked(account).filter(agreement=OuterRef("pk"))
    round_now = SigningRound.objects.open().filter(agreement=OuterRef("pk"))
    waiting = (
        Agreement.objects.visible_to(account)
        .annotate(
            is_asked=Exists(asked),
            party=Subquery(asked.values("pk")[:1]),
            party_name=Subquery(asked.values("name")[:1]),
            deadline=Subquery(round_now.values("deadline_on")[:1]),
            open_proposals=Count("proposals", filter=answerable),
        )
        .filter(Q(is_asked=True) | Q(stage__in=[*EDITABLE, Stage.READY]))
    )
    return [
        Task(a.title_in(), href, text, a.deadline if a.is_asked else None)
        for a in waiting.order_by("-is_asked", "-changed_at")[:AT_HAND]
        for href, text in [_asks(account, a, words)]
    ]


def _asks(account: Account, agreement: Any, words: dict) -> tuple[str, Any]:
    """Where it leads, and what is asked: to sign; keepers answer proposals; all others read."""
    if agreement.is_asked:
        href = reverse("agreements:sign", args=[agreement.pk, agreement.party])
        return href, _("Read it and sign for %(party)s") % {"party": agreement.party_name}
    tab = reverse("agreements:consultation", args=[agreement.pk])
    access, place = account.access, agreement.partnership_id
    keeper = access.is_liaison_in(place) or access.co_manages(place)
    if keeper and agreement.open_proposals:
        text = ngettext(
            "%(number)d proposal waits for an answer",
            "%(number)d proposals wait for an answer",
            agreement.open_proposals,
        )
        return tab, text % {"number": agreement.open_proposals}
    consulted = agreement.stage == "under_consultation"
    text_tab = reverse("agreements:detail", args=[agreement.pk])
    return tab if consulted else text_tab, words[agreement.stage]


def _signatures_asked(account: Account) -> Any:
    """Parties for which the account may sign and has not; order and places are asked there."""
    from partnerships.agreements.models import Party, Signature
    from partnerships.agreements.stages import SIGNING

    own = list(account.access.signs)
    given = Signature.objects.valid().filter(party=OuterRef("pk"))
    complete = given.order_by().values("party").annotate(n=Count("pk")).values("n")
    rows = Party.objects.filter(
        ~Exists(given.filter(person=account.access.person_id)),
        organisation__in=own,
        agreement__stage__in=SIGNING,
        agreement__rounds__ended_at__isnull=True,
        agreement__rounds__isnull=False,
    ).alias(given=Coalesce(Subquery(complete), 0))
    return rows.filter(given__lt=F("signatures_needed")).order_by("pk")


def _in_force_at_hand(account: Account) -> list:
    """What agreements in force ask of whoever takes part in them: one question to the database."""
    from partnerships.agreements import at_hand

    return at_hand.tasks(account) if account.access.partnership_ids else []


def _papers_at_hand(account: Account) -> list:
    """What a lead of another organisation is asked to confirm."""
    from partnerships.agreements import at_hand

    return at_hand.paper_tasks(account)


def lay_down() -> None:
    """Navigation, home card, letters and document kind of agreements."""
    from partnerships.agreements.actions.printing import FINAL, TRIAL, send_copies
    from partnerships.agreements.final import enclosures
    from partnerships.agreements.history import words_of
    from partnerships.agreements.letters import KINDS
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
    log_words.add("agreements", words_of)
    partnership_panels.add("agreements", PANEL)
    home_cards.add("agreements_on_paper", _papers_at_hand, order=9)
    home_cards.add("agreements", _yours_to_do, order=10)
    home_cards.add("agreements_in_force", _in_force_at_hand, order=11)
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
