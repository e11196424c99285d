"""The letter that says that a way to sign in was changed."""

from django.conf import settings
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.shared.letters.kinds import LetterKind, happened
from partnerships.shared.letters.models import Letter

WAY_IN_CHANGED = "directory/way_in_changed"


class WayChange(TextChoices):
    """What was changed, as the person is told."""

    ADDRESS_ASKED = "address_asked", _("another e-mail address was asked for")
    ADDRESS_KEPT = "address_kept", _("the change of the e-mail address was called off")
    ADDRESS = "address", _("the account now uses another e-mail address")
    PASSWORD_SET = "password_set", _("a password was set")
    PASSWORD_CHANGED = "password_changed", _("the password was changed")
    PASSWORD_RESET = "password_reset", _("a new password was set with a link from a letter")
    APP_ON = "app_on", _("an authenticator app was set up as second step")
    APP_OFF = "app_off", _("the authenticator app was taken away")
    RECOVERY_CODES = "recovery_codes", _("new recovery codes were made")
    PASSKEY_ADDED = "passkey_added", _("a passkey was added")
    PASSKEY_REMOVED = "passkey_removed", _("a passkey was removed")


def _is_open(letter: Letter) -> bool:
    """Whoever has left needs no word of their account."""
    return Account.objects.filter(pk=letter.facts["account"], is_active=True).exists()


def _facts(letter: Letter) -> dict[str, object]:
    account = Account.objects.filter(pk=letter.facts["account"]).first()
    return {
        "reader": str(getattr(account, "person", "")),
        "change": WayChange(letter.facts["change"]).label,
        "at": letter.created_at,
        "link": f"{settings.SITE_URL}{reverse('directory:me')}",
    }


KINDS = (
    LetterKind(
        WAY_IN_CHANGED,
        _("A way to sign in was changed"),
        _is_open,
        _facts,
        still_holds=happened,
    ),
)
