"""Bodies of a partnership and their seats. A seat needs neither an organisation nor a person.

Source: decision 0005, point 5; SiKo Ruhr 2020/21 (22 partners, 8 seats).
"""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnerships.directory.models.accounts import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.dates import Span, SpanQuerySet, span_constraints
from partnerships.shared.languages import text_in
from partnerships.shared.privacy import fields


class BodyKind(models.TextChoices):
    """Kinds of bodies; steering committee and joint management are two. Source: DOMAIN section 1."""

    STEERING_COMMITTEE = "steering_committee", _("steering committee")
    JOINT_MANAGEMENT = "joint_management", _("joint management")
    OFFICE = "coordination_office", _("coordination office")
    DIALOGUE_GROUP = "dialogue_working_group", _("dialogue working group")
    EXPERT_GROUP = "expert_working_group", _("expert working group")
    FORUM = "forum", _("forum")
    OTHER = "other", _("other")


class BodyQuerySet(models.QuerySet):
    """Bodies."""

    def visible_to(self, account: Account) -> "BodyQuerySet":
        """Of the partnerships one sees."""
        return self.filter(partnership_id__in=list(account.access.partnership_ids))


@pghistory.track()
@fields(
    harmless="partnership kind name name_en purpose purpose_en place meetings_per_year founded_on attested_on closed_on"
)
class Body(Checked):
    """A committee, an office, a group. `meetings_per_year` is the agreed rhythm, None where none was agreed."""

    seats_now: int  # where a list has counted them

    partnership = models.ForeignKey("directory.Partnership", models.PROTECT, related_name="bodies")
    kind = models.CharField(_("kind"), max_length=30, choices=BodyKind)
    name = Line(_("name"), max_length=200)
    name_en = Line(_("name in English"), max_length=200, blank=True)
    purpose = models.TextField(_("tasks"), max_length=2000, blank=True)
    purpose_en = models.TextField(_("tasks in English"), max_length=2000, blank=True)
    place = Line(_("place"), max_length=120, blank=True)
    meetings_per_year = models.PositiveSmallIntegerField(
        _("meetings a year"), null=True, blank=True
    )
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    attested_on = models.DateField(_("attested on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one thing", "body")
        verbose_name_plural = _("bodies")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name_in()

    def name_in(self, language: str | None = None) -> str:
        """The name in a language, or as it was given."""
        return text_in(self, "name", language)

    def purpose_in(self, language: str | None = None) -> str:
        """The tasks in a language, or as they were written."""
        return text_in(self, "purpose", language)


class SeatQuerySet(SpanQuerySet):
    """Seats."""

    def visible_to(self, account: Account) -> "SeatQuerySet":
        """Of the partnerships one sees."""
        return self.filter(body__partnership_id__in=list(account.access.partnership_ids))


@pghistory.track()
@fields(
    personal="person taken_by",
    harmless="body organisation label label_en voting position taken_at since attested_on until_on ended_at",
)
class Seat(Span):
    """One chair at a table: for an organisation (which need not be a partner) or none, filled or vacant.

    Who is named there sees and votes once the seat is taken: the organisation whose seat it is has said yes, or,
    where it is nobody's, the person. Source: decision 0021.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="seats"
    )
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="seats"
    )
    label = Line(pgettext_lazy("one thing", "seat"), max_length=120)
    label_en = Line(_("seat in English"), max_length=120, blank=True)
    voting = models.BooleanField(_("may vote"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = SeatQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager

    class Meta:
        verbose_name = pgettext_lazy("one thing", "seat")
        verbose_name_plural = _("seats")
        ordering = ["body", "position", "id"]
        constraints = span_constraints("seat")

    def __str__(self) -> str:
        return self.label_in()

    def label_in(self, language: str | None = None) -> str:
        """The label in a language, or as it was given."""
        return text_in(self, "label", language)
