"""Letters to somebody who begins or ends to stand for an organisation."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Representation
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _own(letter: Letter) -> Representation | None:
    """The recipient's own, also after it has ended."""
    if letter.recipient is None or not letter.recipient.is_active:
        return None
    rows = Representation.objects.select_related("organisation", "person")
    return rows.filter(pk=letter.facts["representation"], person__account=letter.recipient).first()


def _is_own(letter: Letter) -> bool:
    return _own(letter) is not None


def _still_begun(letter: Letter) -> bool:
    found = _own(letter)
    return found is not None and not found.is_over


def _still_ended(letter: Letter) -> bool:
    """Has a last day, and the person does not stand for the organisation by another row."""
    found = _own(letter)
    if found is None or found.last_day is None:
        return False
    there = found.person.representations.not_over().filter(organisation=found.organisation_id)
    return not there.exclude(pk=found.pk).exists()


def _facts(letter: Letter) -> dict[str, Any]:
    found = _own(letter)
    if found is None:
        return {}
    page = reverse("directory:organisation", args=[found.organisation_id])
    return {
        "person": str(found.person),
        "organisation": found.organisation.name,
        "role": found.get_role_display(),
        "since": found.since,
        "last_day": found.last_day,
        "over": found.is_over,
        "reason": found.ending_reason,
        "link": f"{settings.SITE_URL}{page}",
    }


KINDS = (
    LetterKind(
        "directory/representation_begun",
        _("You stand for an organisation"),
        _is_own,
        _facts,
        still_holds=_still_begun,
    ),
    LetterKind(
        "directory/representation_ended",
        _("You no longer stand for an organisation"),
        _is_own,
        _facts,
        still_holds=_still_ended,
    ),
)
