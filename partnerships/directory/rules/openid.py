"""Who links an account with the sign-in service, and who ends the link."""

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext as _

from partnerships.directory.models import Account
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused


def can_link_openid(by: Account, issuer: str, subject: str | None = None) -> Verdict:
    """Everybody for themselves, once; a subject belongs to one account only."""
    if SocialAccount.objects.filter(user=by, provider=issuer).exists():
        return refused(_("Your account is linked already. End that link first."))
    taken = subject and SocialAccount.objects.filter(provider=issuer, uid=subject).exists()
    return refused(_("This sign-in opens another account already.")) if taken else ALLOWED


def can_unlink_openid(by: Account, link: SocialAccount | None) -> Verdict:
    """Whose account it opens; a code by e-mail stays as a way in."""
    own = link is not None and link.user_id == by.pk
    return allowed_if(own, _("Your account is not linked with this service."))
