"""Contact history: talks, visits, calls with an organisation, dated, and by whom.

Source: DESIGN section 1: both sides see it, because what is noted about somebody behind their back is no partnership.
"""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.accounts import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


class ContactKind(models.TextChoices):
    """How a contact took place."""

    TALK = "talk", _("talk")
    VISIT = "visit", _("visit")
    CALL = "call", _("call")
    MESSAGE = "message", _("message")
    OTHER = "other", _("other")


class ContactQuerySet(models.QuerySet):
    """Contacts."""

    def visible_to(self, account: Account) -> "ContactQuerySet":
        """Liaison staff of the partnership, and whoever stands for the organisation today."""
        access = account.access
        own = [stand.organisation for stand in access.stands]
        return self.filter(
            Q(partnership_id__in=list(access.liaison_partnership_ids)) | Q(organisation_id__in=own)
        )


@pghistory.track()
@fields(
    personal="noted_by subject text", harmless="organisation partnership kind on_day created_at"
)
class Contact(Checked):
    """Something between an organisation and the people of a partnership. Never a person's belief."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="contacts"
    )
    partnership = models.ForeignKey(
        "directory.Partnership", models.PROTECT, related_name="contacts"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ContactKind)
    on_day = models.DateField(_("on"))
    subject = Line(_("what about"), max_length=200)
    text = models.TextField(_("what was said"), max_length=4000, blank=True)
    noted_by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [
            models.Index(fields=["organisation", "-on_day", "-id"], name="contact_by_organisation")
        ]

    def __str__(self) -> str:
        return numbered(self)
