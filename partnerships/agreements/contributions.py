"""What agreements lay on the shelves."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.shared.chrome import Place
from partnerships.shared.documents.kinds import DocumentKind
from partnerships.shared.registry import (
    document_kinds,
    home_cards,
    letter_kinds,
    log_words,
    navigation,
)

AGREEMENTS = Place(_("Agreements"), "agreements:list")
AT_HAND = 5


def _readable(account: Any) -> Q:
    from partnerships.agreements.models import Agreement

    return Q(agreement_print__agreement__in=Agreement.objects.visible_to(account))


def _yours_to_do(account: Any) -> list:
    """Agreements that wait for somebody: everybody who sees them may read, keepers lead them on."""
    from partnerships.agreements.models import Agreement
    from partnerships.agreements.stages import EDITABLE, Stage
    from partnerships.shared.tasks_at_hand import Task

    words = {
        Stage.DRAFT: _("Draft: read it and say what is missing"),
        Stage.CONSULTATION: _("Under consultation: your organisation's view is asked"),
        Stage.READY: _("Ready to sign"),
    }
    waiting = Agreement.objects.visible_to(account).filter(stage__in=[*EDITABLE, Stage.READY])
    return [
        Task(
            title=a.title_in(), href=reverse("agreements:detail", args=[a.pk]), text=words[a.stage]
        )
        for a in waiting.order_by("-changed_at")[:AT_HAND]
    ]


def lay_down() -> None:
    """Navigation, home card, letters and document kind of agreements."""
    from partnerships.agreements.history import words_of
    from partnerships.agreements.letters import KINDS

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
    home_cards.add("agreements", _yours_to_do, order=10)
    document_kinds.add(
        "agreements.agreement",
        DocumentKind(
            "agreements.agreement", _("Agreement"), "agreements/documents/agreement.html", _readable
        ),
    )
