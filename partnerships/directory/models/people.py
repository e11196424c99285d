"""A person. Needs neither an account nor an address; seats, contacts and signatures point here.

Source: decision 0005, point 1.
"""

from typing import Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from partnerships.shared.privacy import fields
from partnerships.shared.sorting import sort_key


class ShownTo(models.TextChoices):
    """Who sees a telephone number; each includes those before it."""

    NOBODY = "nobody", _("only me")
    ORGANISATION = "organisation", _("my organisation")
    LIAISON = "liaison", _("and police liaison staff")
    PARTNERSHIP = "partnership", _("and all members of my partnerships")


class PersonQuerySet(models.QuerySet):
    """People."""

    def visible_to(self, account: Any) -> "PersonQuerySet":
        """Fellow members of one's partnerships, and oneself.

        Representing a religious body reveals belief: shown to fellow members only. Source: GDPR Art. 9.
        """
        from partnerships.directory.models.bodies import Seat
        from partnerships.directory.models.representations import Representation

        mine = account.access.partnership_ids
        stands = Representation.objects.filter(
            person=OuterRef("pk"), organisation__partners__partnership_id__in=mine
        )
        sits = Seat.objects.filter(person=OuterRef("pk"), body__partnership_id__in=mine)
        return self.filter(Q(account=account) | Exists(stands) | Exists(sits))


@pghistory.track()
@fields(
    personal="account given_name family_name email phone sort_key languages",
    harmless="phone_shown_to is_invented created_at",
)
class Person(models.Model):
    """`is_invented` marks people of the demo: no real person stands there."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person"
    )
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    phone_shown_to = models.CharField(
        _("telephone shown to"), max_length=20, choices=ShownTo, default=ShownTo.PARTNERSHIP
    )
    languages = ArrayField(
        models.CharField(max_length=7), verbose_name=_("languages"), default=list, blank=True
    )
    sort_key = models.CharField(max_length=250, editable=False, db_index=True)
    is_invented = models.BooleanField(_("invented"), default=False)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the sort key in step."""
        self.sort_key = sort_key(self.family_name, self.given_name)
        super().save(*args, **kwargs)
