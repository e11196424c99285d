"""Letters to somebody who begins or ends to stand for an organisation."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Representation
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _own(letter: Letter) -> Representation | None:
    """The representation of the recipient, also after it has ended."""
    if letter.recipient is None or not letter.recipient.is_active:
        return None
    rows = Representation.objects.select_related("organisation", "person")
    return rows.filter(pk=letter.facts["representation"], person__account=letter.recipient).first()


def _is_own(letter: Letter) -> bool:
    return _own(letter) is not None


def _still_begun(letter: Letter) -> bool:
    representation = _own(letter)
    return representation is not None and not representation.is_over


def _still_ended(letter: Letter) -> bool:
    """Has a last day, and the person does not stand for the organisation by another row."""
    representation = _own(letter)
    if representation is None or representation.last_day is None:
        return False
    there = representation.person.representations.not_over().filter(
        organisation=representation.organisation_id
    )
    return not there.exclude(pk=representation.pk).exists()


def _facts(letter: Letter) -> dict[str, object]:
    representation = _own(letter)
    if representation is None:
        return {}
    page = reverse("directory:organisation", args=[representation.organisation_id])
    return {
        "person": str(representation.person),
        "organisation": representation.organisation.name,
        "role": representation.get_role_display(),
        "since": representation.since,
        "last_day": representation.last_day,
        "over": representation.is_over,
        "reason": representation.ending_reason,
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
