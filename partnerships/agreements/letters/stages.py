"""A letter at each stage at which the parties are asked something."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.letters.readers import reader_of
from partnerships.agreements.models import Agreement
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter

STAGE_REACHED = "agreements/stage_reached"


def _agreement(letter: Letter) -> Agreement | None:
    """The agreement, as long as the recipient sees it."""
    reader = reader_of(letter)
    if reader is None:
        return None
    agreements = Agreement.objects.visible_to(reader).select_related("partnership")
    return agreements.filter(pk=letter.facts["agreement"]).first()


def _stands_there(letter: Letter) -> bool:
    """Whether the agreement is still at the stage that the letter names."""
    agreement = _agreement(letter)
    return agreement is not None and agreement.stage == letter.facts["stage"]


def _facts(letter: Letter) -> dict[str, object]:
    agreement = _agreement(letter)
    if agreement is None or letter.recipient is None:
        return {}
    return {
        "title": agreement.title_in(letter.language),
        "partnership": agreement.partnership.name_in(letter.language),
        "person": str(getattr(letter.recipient, "person", "")),
        "link": f"{settings.SITE_URL}{reverse('agreements:detail', args=[agreement.pk])}",
    }


KINDS = (
    LetterKind(
        STAGE_REACHED,
        _("Agreement at a new stage"),
        lambda letter: _agreement(letter) is not None,
        _facts,
        still_holds=_stands_there,
    ),
)
