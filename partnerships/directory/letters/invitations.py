"""Letters to those whose yes an invitation needs: the person stands for their organisation, or they are a witness."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Invitation
from partnerships.directory.rules.decisions import name_of_account
from partnerships.directory.rules.invitations import seconds_for
from partnerships.shared.addresses import show_address
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _invitation(letter: Letter) -> Invitation | None:
    rows = Invitation.objects.select_related("person", "invited_by__person")
    return rows.filter(pk=letter.facts["invitation"]).first()


def _may_agree(letter: Letter) -> bool:
    """Stands for the organisation concerned, or can be the witness."""
    invitation, to = _invitation(letter), letter.recipient
    return (
        invitation is not None
        and to is not None
        and to.is_active
        and to.pk in seconds_for(invitation)
    )


def _still_waits(letter: Letter) -> bool:
    """It is open and nobody has agreed."""
    invitation = _invitation(letter)
    is_open = Invitation.objects.open().filter(pk=letter.facts["invitation"]).exists()
    return is_open and invitation is not None and invitation.is_waiting


def _facts(letter: Letter) -> dict[str, object]:
    invitation = _invitation(letter)
    if invitation is None:
        return {}
    page = reverse("directory:agree_invitation", args=[invitation.pk])
    return {
        "reader": str(getattr(letter.recipient, "person", "")),
        "person": str(invitation.person),
        "email": show_address(invitation.email),
        "asked_by": name_of_account(invitation.invited_by),
        "link": f"{settings.SITE_URL}{page}",
    }


KINDS = (
    LetterKind(
        "directory/invitation_asked",
        _("An invitation needs your yes"),
        _may_agree,
        _facts,
        still_holds=_still_waits,
    ),
)
