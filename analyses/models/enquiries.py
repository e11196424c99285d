"""What other authorities ask a coordination office, and what was answered: no register of persons. Source: DOMAIN 5.5, decision 0061.

No field takes a name of a person. Enquiries about persons are passed on or refused, never answered here.
"""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.kinds import AuthorityKind
from analyses.models.cases import Case
from analyses.models.provisions import ProvisionVersion
from analyses.models.sights import IS_ACCOUNT, IS_HOUSE
from analyses.places import check_place
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy

LONGEST_ANSWER = 2000  # characters
READERS = ("analyst", "data_protection")
_HELD = " || ".join(f"ARRAY(SELECT analyses_offices_in_sight('{role}'))" for role in READERS)
OF_OFFICE = (
    f"CASE WHEN {IS_HOUSE} THEN true WHEN {IS_ACCOUNT}"
    f" THEN ARRAY[0, partnership_id] && ({_HELD}) ELSE false END"
)


class Outcome(models.TextChoices):
    """What became of an enquiry. Source: SiKo Ruhr 2020/21, DOMAIN 5.5."""

    OPEN = "open", pgettext_lazy("an enquiry", "open")
    ANSWERED = "answered", pgettext_lazy("an enquiry", "answered")
    REFERRED = "referred", pgettext_lazy("an enquiry", "passed on")
    ANALYSIS = "analysis", pgettext_lazy("an enquiry", "became an analysis")
    REFUSED = "refused", pgettext_lazy("an enquiry", "refused")


class Refusal(models.TextChoices):
    """Why an enquiry was refused."""

    NO_BASIS = "no_basis", _("no legal basis")
    NOT_COMPETENT = "not_competent", _("not our task, and nobody known whose it is")
    BY_ORIGIN = "by_origin", _("asks by origin, family or belief, not by conduct")
    UNCLEAR = "unclear", _("not clear what is asked, also after asking back")
    OTHER = "other", pgettext_lazy("a reason", "another reason")


OF_PERSONS = (Outcome.OPEN, Outcome.REFERRED, Outcome.REFUSED)


def offices_of(account: Account, *roles: str) -> set[int]:
    """Partnerships for whose coordination office somebody holds one of the roles; 0 stands for the whole installation."""
    return {
        grant.partnership or 0
        for grant in account.access.grants
        if grant.role in roles and grant.organisation is None
    }


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """Enquiries."""

    def visible_to(self, account: Account) -> Self:
        """Those of one's own office, for its analysts and data protection."""
        offices = offices_of(account, *READERS)
        return self if 0 in offices else self.filter(partnership__in=offices)

    def lock(self, enquiry: "Enquiry") -> "Enquiry":
        """Read anew, for the action that changes it. Raises: DoesNotExist for whoever no longer sees it."""
        return self.select_for_update(of=("self",), no_key=True).get(pk=enquiry.pk)


@fields(
    personal="topic answer refused_text entered_by answered_by",
    listed="entered_by answered_by",
    harmless="number partnership received_on from_kind place authority is_person_related basis outcome referred_to case refused_because"
    " answered_on letters entered_at",
)
class Enquiry(Checked):
    """One enquiry of an authority. `place`: a code of `analyses.places`. `letters`: numbers of the documents that were made of the answer.

    `partnership`: whose coordination office was asked, none for the office of the whole installation. `basis`: by which right
    an enquiry about persons is passed on.
    """

    number = models.CharField(_("number"), max_length=12, unique=True, editable=False)
    partnership = models.ForeignKey(
        "directory.Partnership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("coordination office of"),
    )
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    from_kind = models.CharField(_("kind of authority"), max_length=30, choices=AuthorityKind)
    place = models.CharField(_("state or country"), max_length=5, validators=[check_place])
    authority = Line(
        _("authority that asks"),
        max_length=120,
        help_text=_("The authority and its unit, not the person who wrote."),
    )
    topic = Line(
        _("topic"),
        max_length=200,
        help_text=_(
            "In a few words: the conduct, the place, the law. No name, no plate, no file of a person."
        ),
    )
    is_person_related = models.BooleanField(_("about certain persons"), default=False)
    basis = models.ForeignKey(
        ProvisionVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("legal basis"),
    )
    outcome = models.CharField(
        _("what became of it"),
        max_length=10,
        choices=Outcome,
        default=Outcome.OPEN,
        editable=False,
    )
    answer = models.TextField(_("answer"), max_length=LONGEST_ANSWER, blank=True)
    referred_to = Line(_("passed on to"), max_length=120, blank=True)
    case = models.ForeignKey(
        Case, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("case")
    )
    refused_because = models.CharField(
        _("refused because"), max_length=15, choices=Refusal, blank=True
    )
    refused_text = Line(_("reason in words"), max_length=200, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("answered by"),
    )
    letters = ArrayField(
        models.BigIntegerField(), verbose_name=_("letters"), default=list, editable=False
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("entered by"),
    )
    entered_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry of an authority")
        verbose_name_plural = _("enquiries of authorities")
        ordering = ["-received_on", "-id"]
        indexes = [
            models.Index(fields=["-received_on", "-id"], name="enquiry_latest"),
            models.Index(fields=["answered_on"], name="enquiry_by_answer"),
        ]
        constraints = [
            RowPolicy(name="enquiry_in_sight", using=OF_OFFICE, is_forced=True),
            models.CheckConstraint(
                name="enquiry_about_persons_names_its_basis",
                condition=Q(is_person_related=False)
                | Q(basis__isnull=False)
                | Q(refused_because=Refusal.NO_BASIS),
                violation_error_message=_(
                    "An enquiry about persons needs its legal basis. Where there is none, it is refused."
                ),
            ),
            models.CheckConstraint(
                name="enquiry_about_persons_is_passed_on",
                condition=Q(is_person_related=False) | Q(outcome__in=OF_PERSONS),
                violation_error_message=_(
                    "An enquiry about persons is passed on or refused, never answered here."
                ),
            ),
            models.CheckConstraint(
                name="enquiry_answered_has_its_day",
                condition=Q(outcome=Outcome.OPEN, answered_on__isnull=True)
                | (
                    ~Q(outcome=Outcome.OPEN)
                    & Q(answered_on__isnull=False, answered_on__gte=F("received_on"))
                ),
                violation_error_message=_("The answer cannot come before the enquiry."),
            ),
            models.CheckConstraint(
                name="enquiry_outcome_is_whole",
                condition=(Q(outcome=Outcome.REFERRED) | Q(referred_to=""))
                & (~Q(outcome=Outcome.REFERRED) | ~Q(referred_to=""))
                & (Q(outcome=Outcome.REFUSED) | Q(refused_because=""))
                & (~Q(outcome=Outcome.REFUSED) | ~Q(refused_because=""))
                & (Q(outcome=Outcome.ANALYSIS) | Q(case__isnull=True)),
            ),
            models.CheckConstraint(
                name="enquiry_another_reason_has_words",
                condition=~Q(refused_because=Refusal.OTHER) | ~Q(refused_text=""),
                violation_error_message=_("Say which other reason there is."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def days(self) -> int | None:
        """From the day it was received to the day of the answer; None while it is open."""
        return (self.answered_on - self.received_on).days if self.answered_on else None


class FiguresQuerySet(models.QuerySet):
    """Figures of a coordination office."""

    def visible_to(self, account: Account) -> Self:
        """As `EnquiryQuerySet.visible_to`."""
        offices = offices_of(account, *READERS)
        return self if 0 in offices else self.filter(partnership__in=offices)


@fields(harmless="partnership year from_kind place outcome is_person_related count")
class EnquiryCount(Checked):
    """How many enquiries of a year were of one sort, once their rows are deleted, or of years before this register.

    Of those, kind, place, outcome and whether they were about persons may be unknown: empty, or None.
    """

    partnership = models.ForeignKey(
        "directory.Partnership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    from_kind = models.CharField(
        _("kind of authority"), max_length=30, choices=AuthorityKind, blank=True
    )
    place = models.CharField(_("state or country"), max_length=5, blank=True)
    outcome = models.CharField(_("what became of it"), max_length=10, choices=Outcome, blank=True)
    is_person_related = models.BooleanField(_("about certain persons"), null=True)
    count = models.PositiveIntegerField(_("number of enquiries"))

    objects = FiguresQuerySet.as_manager()

    class Meta:
        verbose_name = _("number of enquiries")
        verbose_name_plural = _("numbers of enquiries")
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "partnership",
                    "year",
                    "from_kind",
                    "place",
                    "outcome",
                    "is_person_related",
                ],
                nulls_distinct=False,
                name="enquiry_count_once",
            ),
            RowPolicy(name="enquiry_count_in_sight", using=OF_OFFICE, is_forced=True),
        ]

    def __str__(self) -> str:
        return numbered(self)


@fields(harmless="partnership year days count")
class EnquiryDays(Checked):
    """How many enquiries of a year were answered after so many days, once their rows are deleted; apart from their sort."""

    partnership = models.ForeignKey(
        "directory.Partnership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    days = models.PositiveIntegerField(_("days until the answer"))
    count = models.PositiveIntegerField(_("number of enquiries"))

    objects = FiguresQuerySet.as_manager()

    class Meta:
        verbose_name = _("days until enquiries were answered")
        verbose_name_plural = _("days until enquiries were answered")
        ordering = ["year", "days"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "year", "days"],
                nulls_distinct=False,
                name="enquiry_days_once",
            ),
            RowPolicy(name="enquiry_days_in_sight", using=OF_OFFICE, is_forced=True),
        ]

    def __str__(self) -> str:
        return numbered(self)
