"""Letters about corrections."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Correction
from partnerships.directory.rules.data import is_officer_for
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _correction(letter: Letter) -> Correction | None:
    if letter.recipient is None or not letter.recipient.is_active:
        return None
    rows = Correction.objects.select_related("person")
    return rows.filter(pk=letter.facts["correction"]).first()


def _answers_for_them(letter: Letter) -> bool:
    """The recipient is still data protection officer for that person, and is somebody else."""
    correction, reader = _correction(letter), letter.recipient
    if correction is None or reader is None or correction.person_id == reader.access.person_id:
        return False
    return is_officer_for(reader, correction.person)


def _is_theirs(letter: Letter) -> bool:
    correction = _correction(letter)
    return correction is not None and correction.person.account_id == letter.recipient_id


def _waits(letter: Letter) -> bool:
    correction = _correction(letter)
    return correction is not None and correction.answered_at is None


def _is_answered(letter: Letter) -> bool:
    correction = _correction(letter)
    return correction is not None and correction.answered_at is not None


def _facts(letter: Letter) -> dict[str, object]:
    """The text itself stays in the house: a mail box is no place for it."""
    correction = _correction(letter)
    if correction is None:
        return {}
    officer = correction.person.account_id != letter.recipient_id
    page = reverse("directory:correction", args=[correction.pk]) if officer else "/me/data/"
    return {
        "person": str(getattr(letter.recipient, "person", "")),
        "due_on": correction.due_on,
        "made": correction.made,
        "link": f"{settings.SITE_URL}{page}",
    }


KINDS = (
    LetterKind(
        "directory/correction_asked",
        _("Correction asked for"),
        _answers_for_them,
        _facts,
        still_holds=_waits,
    ),
    LetterKind(
        "directory/correction_answered",
        _("Correction answered"),
        _is_theirs,
        _facts,
        still_holds=_is_answered,
    ),
)
