"""Letters that say that the sign-in service opens an account from now on, or no longer."""

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _has_account(letter: Letter) -> bool:
    return letter.recipient is not None and letter.recipient.is_active


def _is_linked(letter: Letter) -> bool:
    """The link is still there; whoever has ended it meanwhile gets the other letter."""
    return SocialAccount.objects.filter(user=letter.recipient).exists()


def _is_unlinked(letter: Letter) -> bool:
    return not _is_linked(letter)


def _facts(letter: Letter) -> dict[str, object]:
    return {
        "person": str(getattr(letter.recipient, "person", "")),
        "service": settings.OIDC_NAME,
        "link": f"{settings.SITE_URL}{reverse('directory:openid')}",
    }


KINDS = (
    LetterKind(
        "directory/openid_linked",
        _("The sign-in service opens your account"),
        _has_account,
        _facts,
        still_holds=_is_linked,
    ),
    LetterKind(
        "directory/openid_unlinked",
        _("The sign-in service no longer opens your account"),
        _has_account,
        _facts,
        still_holds=_is_unlinked,
    ),
)
