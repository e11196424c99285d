"""Parties and their signatories. A party is a legal entity; a signatory a person; a signature a third thing.

Source: decision 0005, point 8.
"""

from zlib import crc32

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.models.triggers import FrozenAfterDrafting
from partnerships.shared.columns import Line
from partnerships.shared.on_paper import LONGEST_PRINTED, check_printed_name, needed
from partnerships.shared.privacy import fields


class PartyManager(models.Manager["Party"]):
    """Those that are parties; who left a draft after it had signed or refused stays in the rows only."""

    def get_queryset(self) -> models.QuerySet["Party"]:
        """Without those removed."""
        return super().get_queryset().filter(removed_at__isnull=True)


@pghistory.track()
@fields(harmless="agreement organisation name side founding signatures_needed position removed_at")
class Party(models.Model):
    """`name` as it stands in the agreement, taken from the organisation at the time. `side` as on the Partner.

    `founding` parties must all have signed where an agreement takes effect by "founders and some others".
    `removed_at`: it left the draft after a recalled round; signatures and refusals of that round point here.
    """

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="parties"
    )
    name = Line(_("name"), max_length=200)
    side = models.CharField(_("side"), max_length=10)
    founding = models.BooleanField(_("founding"), default=True)
    signatures_needed = models.PositiveSmallIntegerField(
        _("signatures needed"), default=1, choices=[(1, _("one")), (2, _("two"))]
    )
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    objects = PartyManager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                condition=Q(removed_at__isnull=True),
                name="party_once",
            ),
            models.CheckConstraint(
                name="party_one_or_two", condition=Q(signatures_needed__in=[1, 2])
            ),
        ]
        triggers = [FrozenAfterDrafting(agreement="ROW.agreement_id")]

    def __str__(self) -> str:
        return self.name

    @property
    def name_in_print(self) -> str:
        """The printed form of its name as the directory knows it today; empty where it needs none or has none."""
        same = self.organisation.name == self.name
        return needed(self.name, self.organisation.printed_name if same else "")

    @property
    def version(self) -> int:
        """Another number as soon as signatures or signatories change; read afresh each time."""
        rows = self.signatories.order_by("position", "id")
        now = [
            self.signatures_needed,
            self.founding,
            *rows.values_list("person_id", "name", "printed_name", "function"),
        ]
        return crc32(repr(now).encode())


@pghistory.track()
@fields(
    personal="party person name printed_name function",
    listed="name printed_name function",
    harmless="position",
)
class Signatory(models.Model):
    """Who is to sign for a party: a person of the directory, or a typed name and function.

    `printed_name` belongs to a typed name; a person of the directory has their own.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="signatories")
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = Line(_("name"), max_length=160)
    printed_name = Line(_("name in print"), max_length=LONGEST_PRINTED, blank=True)
    function = Line(_("function"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["position", "id"]
        triggers = [
            FrozenAfterDrafting(
                agreement="SELECT agreement_id FROM agreements_party WHERE agreements_party.id = ROW.party_id"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name_in_print(self) -> str:
        """The printed form of the name as it is known today; empty where it needs none or has none."""
        if not needed(self.name, "–"):
            return ""  # the person need not be read
        if self.person is None:
            return self.printed_name
        return self.person.printed_name if str(self.person) == self.name else ""

    def clean(self) -> None:
        """Raises: ValidationError for a printed form that cannot be printed."""
        check_printed_name(self.printed_name)
