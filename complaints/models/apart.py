"""Who has to stay away from a complaint: whom it names, whose unit it concerns, who said that they are not free.

Reckoned whenever it is asked: units move and merge, and people change units. Source: decision 0067.
"""

from typing import Any, NamedTuple, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.models.complaints import Complaint
from complaints.models.concerning import concerning
from complaints.models.sights import OF_ITS_ROWS
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy


class RecusalReason(models.TextChoices):
    """Why somebody is not free."""

    KIN = "kin", pgettext_lazy("not free", "a relative of somebody involved")
    FRIEND = "friend", pgettext_lazy("not free", "a friend or an adversary of somebody involved")
    INVOLVED = "involved", pgettext_lazy("not free", "was involved in it")
    OTHER = "other", pgettext_lazy("not free", "another reason")


class RecusalQuerySet(models.QuerySet["Recusal"]):
    """Who is not free for what."""

    def visible_to(self, account: Account) -> Self:
        """Of complaints that somebody may see."""
        return self.filter(complaint__in=Complaint.objects.visible_to(account))


@fields(personal="by", listed="by", harmless="complaint at reason")
class Recusal(Checked):
    """`by` said that they are not free: they see that the complaint exists, and do nothing in it."""

    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="recusals", verbose_name=_("complaint")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("not free")
    )
    at = models.DateTimeField(pgettext_lazy("not free", "said"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=10, choices=RecusalReason)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("officer who is not free")
        verbose_name_plural = _("officers who are not free")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "by"], name="one_recusal_of_each"),
            RowPolicy(name="recusal_in_sight", using=OF_ITS_ROWS),
        ]

    def __str__(self) -> str:
        return numbered(self)


class Ties(NamedTuple):
    """What keeps an account away from a complaint. `own_unit`: it concerns the office's own authority."""

    concerned: bool
    recused: bool
    own_unit: bool


def with_ties(rows: QuerySet[Complaint], account: Account) -> QuerySet[Complaint]:
    """With what keeps somebody away from each, in the question that reads them; see `keep_ties`."""
    here = OuterRef("pk")
    of_office = apps.get_model("complaints", "Concern").objects.filter(
        Q(unit=F("complaint__office__authority"))
        | Q(unit__merged_into=F("complaint__office__authority"))
        | Q(unit=F("complaint__office__authority__merged_into"))
    )
    return rows.annotate(
        tie_concerned=Exists(concerning(account).filter(complaint=here)),
        tie_recused=Exists(Recusal.objects.filter(complaint=here, by=account)),
        tie_own_unit=Exists(of_office.filter(complaint=here)),
    )


def keep_ties(complaint: Complaint, account: Account) -> None:
    """Of one that came `with_ties`: nothing of it is asked for again."""
    read: dict[str, Any] = vars(complaint)
    ties = Ties(*(read.pop(f"tie_{name}") for name in Ties._fields))
    read.setdefault("_ties", {})[account.pk] = ties


def ties_of(complaint: Complaint, account: Account) -> Ties:
    """Asked for once a row and account. Of what somebody no longer sees: they are concerned."""
    kept: dict[int, Ties] = vars(complaint).setdefault("_ties", {})
    if account.pk not in kept:
        rows = with_ties(Complaint.objects.filter(pk=complaint.pk), account)
        names = [f"tie_{name}" for name in Ties._fields]
        found = rows.order_by().values_list(*names).first()
        kept[account.pk] = Ties(*found) if found else Ties(True, False, False)
    return kept[account.pk]


def workable_by(account: Account) -> QuerySet[Complaint]:
    """What somebody sees without those for which they are not free: what may be asked of them."""
    seen = Complaint.objects.visible_to(account)
    return seen.exclude(Exists(Recusal.objects.filter(complaint=OuterRef("pk"), by=account)))
