"""A view of a list that a person keeps under a name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.shared.accounts import Account
from partnerships.shared.columns import Line
from partnerships.shared.privacy import fields
from partnerships.shared.sorting import sort_key

NAME_LIMIT = 80
QUERY_LIMIT = 2000


class SavedViewQuerySet(models.QuerySet):
    """Saved views."""

    def visible_to(self, account: Account) -> "SavedViewQuerySet":
        """The views that the account keeps."""
        return self.filter(account=account.pk)

    def of(self, account: Account, slug: str) -> list["SavedView"]:
        """One's own of one list, in the German order of names."""
        return sorted(self.visible_to(account).filter(list=slug), key=lambda v: sort_key(v.name))


@fields(personal="account name query", harmless="list created_at")
class SavedView(models.Model):
    """`query` is what stands behind the question mark of the list's address; `list` is the list's slug."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views"
    )
    list = models.CharField(_("list"), max_length=60)
    name = Line(_("name"), max_length=NAME_LIMIT)
    query = models.CharField(_("view"), max_length=QUERY_LIMIT, blank=True)
    created_at = models.DateTimeField(_("saved"), auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "list", "name"],
                name="saved_view_once",
                violation_error_message=_("You already have a view with this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name
