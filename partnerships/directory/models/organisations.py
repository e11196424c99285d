"""Organisations and their names over time.

Source: decision 0005, points 2 and 7. Kinds: DOMAIN section 1, data sets Dortmund and SiKo Ruhr 2020/21.
"""

from typing import Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.accounts import Account
from partnerships.directory.models.partnerships import Partner
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Address, Line, Telephone
from partnerships.shared.dates import Span, span_constraints
from partnerships.shared.on_paper import LONGEST_PRINTED, check_printed_name, needed
from partnerships.shared.privacy import fields
from partnerships.shared.search.matching import name_words, near_words, number_words
from partnerships.shared.sorting import match_key, sort_key

SEARCHED_ORGANISATION = ("name", "printed_name", "place")


class Kind(models.TextChoices):
    """What an organisation is."""

    POLICE = "police", _("police authority")
    FEDERAL_POLICE = "federal_police", _("federal police")
    CUSTOMS = "customs", _("customs")
    STATE_MINISTRY = "state_ministry", _("state ministry")
    CITY = "city", _("city")
    DISTRICT = "district", _("district")
    UNIVERSITY = "university", _("university")
    MUNICIPAL_INSTITUTION = "municipal_institution", _("municipal institution")
    ADVISORY_COUNCIL = "advisory_council", _("advisory council")
    MIGRANT_ORGANISATION = "migrant_organisation", _("migrant organisation")
    MIGRANT_UMBRELLA = "migrant_umbrella", _("umbrella of migrant organisations")
    RELIGIOUS_UMBRELLA = "religious_umbrella", _("umbrella of religious communities")
    YOUTH_ORGANISATION = "youth_organisation", _("youth organisation")
    NEIGHBOURHOOD_NGO = "neighbourhood_ngo", _("neighbourhood organisation")
    REFUGEE_SUPPORT = "refugee_support", _("support for refugees")
    BUSINESS_EDUCATION = "business_education", _("business and education")
    PROFESSIONAL_DIASPORA = "professional_diaspora", _("professional association of a diaspora")
    OTHER = "other", _("other")


def match_words() -> Func:
    """The words of the match key, as an array; the index `organisation_by_word` holds them."""
    return Func(
        F("match_key"),
        Value(" "),
        function="string_to_array",
        output_field=ArrayField(models.TextField()),
    )


class OrganisationQuerySet(models.QuerySet):
    """Organisations."""

    def visible_to(self, account: Account) -> "OrganisationQuerySet":
        """One's own, the partners of one's partnerships, and everything for administrators."""
        access = account.access
        if access.is_administrator:
            return self
        # Plain IN wherever it suffices: an OR beside it keeps the database from walking the index of
        # names and stopping after one page.
        partners = Partner.objects.filter(partnership_id__in=list(access.partnership_ids))
        visible = Q(pk__in=partners.values("organisation_id"))
        if access.lone_organisation_ids:
            visible |= Q(pk__in=list(access.lone_organisation_ids))
        return self.filter(visible)

    def readable_by(self, account: Account) -> "OrganisationQuerySet":
        """Those one sees, and the duplicates that were merged into them: for the page of one, not for lists."""
        visible = Organisation.objects.visible_to(account).values("pk")
        return self.filter(
            Q(pk__in=visible) | Q(merged_into__in=visible) | Q(merged_into__merged_into__in=visible)
        )

    def present(self) -> "OrganisationQuerySet":
        """Without duplicates that were merged into another."""
        return self.filter(merged_into__isnull=True)


@pghistory.track()
@fields(
    personal="email phone entered_by",
    listed="email phone",
    harmless="name printed_name sort_key match_key kind legal_form place areas languages website parent hosted_by merged_into"
    " kept_by created_at version",
)
class Organisation(Checked):
    """`name` is today's; former ones stand in OrganisationName. Units of an authority have a parent.

    `printed_name`: today's name in letters that paper can print, where it has others; see shared/on_paper.py.
    `areas` are districts and towns as people call them; `languages` are codes (BCP 47) spoken there.
    `match_key` is what duplicates share: see sorting.match_key. `entered_by` sees it until it is a partner somewhere.
    `kept_by` looks after the entry until the organisation has a confirmed lead of its own; None: administrators do.
    """

    is_asked: bool  # where a page has asked whether somebody is to stand for it

    name = Line(_("name"), max_length=200)
    printed_name = Line(_("name in print"), max_length=LONGEST_PRINTED, blank=True)
    sort_key = models.CharField(max_length=250, editable=False)
    match_key = models.CharField(max_length=250, editable=False, default="")
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    legal_form = Line(_("legal form"), max_length=80, blank=True)
    place = Line(_("place"), max_length=120, blank=True)
    areas = ArrayField(Line(max_length=80), verbose_name=_("areas"), default=list, blank=True)
    languages = ArrayField(
        models.CharField(max_length=7), verbose_name=_("languages"), default=list, blank=True
    )
    email = Address(_("e-mail address"), blank=True)
    phone = Telephone(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("part of"),
    )
    hosted_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosts",
        verbose_name=_("reached through"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("merged into"),
    )
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    kept_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="keeps",
        verbose_name=_("kept by"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [
            models.Index(fields=["sort_key", "id"], name="organisation_by_name"),
            models.Index(fields=["match_key"], name="organisation_by_match"),
            GinIndex(match_words(), name="organisation_by_word"),
            GinIndex(name_words(*SEARCHED_ORGANISATION), name="organisation_words"),
            GinIndex(near_words(*SEARCHED_ORGANISATION), name="organisation_near"),
            GinIndex(number_words("phone"), name="organisation_number"),
        ]
        constraints = [
            models.CheckConstraint(
                name="organisation_not_in_itself",
                condition=(Q(parent__isnull=True) | ~Q(parent=models.F("id")))
                & (Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id"))),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_below(self, other: "Organisation", relation: str) -> bool:
        """Does the way up by `relation` (parent or hosted_by) lead to `other`? Read anew, one query a step."""
        at: int | None = self.pk
        passed: set[int] = set()
        while at is not None and at not in passed:
            passed.add(at)
            at = Organisation.objects.filter(pk=at).values_list(f"{relation}_id", flat=True).first()
            if at == other.pk:
                return True
        return False

    def clean(self) -> None:
        """Raises: ValidationError for a printed form that cannot be printed."""
        check_printed_name(self.printed_name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps both keys and the printed form in step with the name."""
        self.printed_name = needed(self.name, self.printed_name)
        self.sort_key, self.match_key = sort_key(self.name), match_key(self.name)
        super().save(*args, **kwargs)


@pghistory.track()
@fields(harmless="organisation name since attested_on until_on ended_at")
class OrganisationName(Span):
    """A name that an organisation carried. One without an end is today's name with its beginning."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = Line(_("name"), max_length=200)

    class Meta:
        verbose_name = _("name of an organisation")
        verbose_name_plural = _("names of organisations")
        constraints = span_constraints("organisation_name")

    def __str__(self) -> str:
        return self.name
