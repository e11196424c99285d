"""The account: how somebody signs in. Who the person is, and whom they stand for, stands elsewhere.

Source: decision 0005 (account and person).
"""

from functools import cached_property

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.access import Access
from partnerships.shared.addresses import kept_ascii, show_address, to_ascii
from partnerships.shared.columns import Address
from partnerships.shared.privacy import fields

# What Django's admin opens to administrators, by room; and what its forms hand to an action. Decision 0012.
SHOWN = frozenset(
    {
        *("directory", "agreements", "meetings", "complaints"),
        *("documents", "sealing", "letters", "audit", "lists"),
    }
)
CHANGED = {
    *(
        f"directory.change_{name}"
        for name in ("organisation", "partnership", "body", "goal", "project")
    ),
    "meetings.change_meetingformat",
    "complaints.change_outsidebody",
    "complaints.change_checkedlanguage",
}


class AccountManager(BaseUserManager["Account"]):
    """Accounts are found by their address, whatever its case."""

    def get_by_natural_key(self, email: str | None) -> "Account":
        """Raises: Account.DoesNotExist."""
        return self.get(email__iexact=kept_ascii(email))

    def create_user(self, email: str, password: str | None = None, **values: object) -> "Account":
        """An account; without a password it signs in by code or passkey. Raises: ValidationError."""
        account = self.model(email=to_ascii(email), **values)
        account.set_password(password)
        account.save(using=self._db)
        return account


@pghistory.track(exclude=["password", "last_login"])
@fields(personal="email password last_login", harmless="is_active language is_demo created_at")
class Account(AbstractBaseUser):
    """AUTH_USER_MODEL. It holds no rights: those are grants of its person."""

    email = Address(_("e-mail address"), unique=True)
    is_active = models.BooleanField(_("active"), default=True)
    language = models.CharField(_("language"), max_length=7, default="de")
    is_demo = models.BooleanField(_("of the demo"), default=False)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    acting_as: int | None = (
        None  # the seat that a page has asked for, in this request: see rules.capacity
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]  # the base says ClassVar

    objects = AccountManager()  # type: ignore[misc]  # a narrower manager

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [models.UniqueConstraint(Lower("email"), name="account_email_once")]

    def __str__(self) -> str:
        return show_address(self.email)

    @cached_property
    def access(self) -> Access:
        """What this account may see and do today; read once per request."""
        return self.read_access()

    def read_access(self) -> Access:
        """The same, read anew: for whoever has just changed it. Nothing for an account that is not active."""
        return Access.read(self.pk) if self.pk is not None and self.is_active else Access()

    def is_administrator(self) -> bool:
        """Holds the administrator's grant for the installation today."""
        return self.access.is_administrator

    def reads_log(self) -> bool:
        """Is data protection officer of the installation or of an organisation."""
        return self.access.has("data_protection")

    def works_here(self) -> bool:
        """Is liaison staff, administrator or data protection officer."""
        return self.access.has("liaison", "administrator", "data_protection")

    # Django's admin asks these three; nobody is a superuser. Source: decision 0005, point 3.
    @property
    def is_staff(self) -> bool:
        """May open the admin."""
        return self.is_active and self.is_administrator()

    @property
    def is_superuser(self) -> bool:
        """Never: nobody has all rights."""
        return False

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """The admin shows our tables; eight of them are changed there, through their actions.

        Tables of the libraries stay shut: keys of sessions and secrets of factors stand in them.
        """
        room, _dot, deed = perm.partition(".")
        return self.is_staff and room in SHOWN and (deed.startswith("view_") or perm in CHANGED)

    def has_module_perms(self, app_label: str) -> bool:
        """Administrators see our apps on the start page of the admin, and no library's."""
        return self.is_staff and app_label in SHOWN
