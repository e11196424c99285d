"""Grants of roles.

Source: decision 0005, point 3. Scope: neither key is the installation, otherwise one of the two.
"""

from datetime import date, datetime, timedelta
from typing import Protocol, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.access import PROTECTED_ROLES
from partnerships.directory.models.accounts import Account
from partnerships.shared.dates import Span, SpanQuerySet, span_constraints
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields


class Role(models.TextChoices):
    """What a grant lets somebody do; standing for an organisation is a Representation and no role."""

    LIAISON = "liaison", _("police liaison")
    COMPLAINTS = "complaints", _("complaints officer")
    APPROVER = "approver", _("second person in complaints")
    HELPER = "helper", _("helper with complaints")
    ANALYST = "analyst", _("analyst")
    OFFICER = "officer", _("officer of a participating authority")
    LEGAL = "legal", _("legal service")
    DATA_PROTECTION = "data_protection", _("data protection officer")
    ADMINISTRATOR = "administrator", _("administrator")


REVIEW_EVERY = timedelta(days=365)


class GrantQuerySet(SpanQuerySet):
    """Grants."""

    def visible_to(self, account: Account) -> Self:
        """All for administrators and the installation's data protection; a controller's for its own; those of an
        authority for its confirmed lead, who decides about them; and one's own.
        """
        access = account.access
        if access.is_administrator or ("data_protection", None, None) in access.grants:
            return self
        own = {grant.organisation for grant in access.grants if grant.role == "data_protection"}
        mine = Q(organisation_id__in=list((own | access.vouches) - {None}))
        return self.filter(mine | Q(person__account=account))

    def not_over(self) -> Self:
        """Running, waiting or still to begin."""
        running = Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate())
        return self.filter(running, ended_at__isnull=True)

    def waiting(self) -> Self:
        """Those that no second person has confirmed or refused."""
        unconfirmed = Q(given_by__isnull=False, confirmed_by__isnull=True, before_rule=False)
        return self.not_over().filter(unconfirmed)

    def to_review(self, day: date) -> Self:
        """In effect, and for a year nobody said that they are still needed."""
        last = day - REVIEW_EVERY
        began = Q(since__lte=last) | Q(since__isnull=True, attested_on__lte=last)
        fresh = Q(reviewed_on__gt=last)
        return self.in_effect().filter(began).exclude(fresh)

    def lasting_administrators(self) -> Self:
        """Administrators who can act and whose role has no end: there is always one of them."""
        rows = self.in_effect().filter(role=Role.ADMINISTRATOR, until_on__isnull=True)
        return rows.filter(
            organisation__isnull=True, partnership__isnull=True, person__account__is_active=True
        )

    def in_effect(self) -> Self:
        """Current and confirmed. The first ones were given by nobody."""
        confirmed = Q(confirmed_by__isnull=False) | Q(given_by__isnull=True) | Q(before_rule=True)
        return self.current().filter(confirmed)


class GrantFields(Protocol):
    """What carries the fields of a grant: the row itself, or values that were read from it."""

    @property
    def role(self) -> str: ...
    @property
    def given_by_id(self) -> int | None: ...
    @property
    def confirmed_by_id(self) -> int | None: ...
    @property
    def before_rule(self) -> bool: ...
    @property
    def reviewed_on(self) -> date | None: ...
    @property
    def since(self) -> date | None: ...
    @property
    def attested_on(self) -> date | None: ...
    @property
    def until_on(self) -> date | None: ...
    @property
    def ended_at(self) -> datetime | None: ...


class GrantState:
    """What follows from the fields of a grant, of whatever carries them."""

    @property
    def is_protected(self: GrantFields) -> bool:
        """Its second person is an administrator or data protection officer; the others' is the authority itself."""
        return self.role in PROTECTED_ROLES

    @property
    def is_waiting(self: GrantFields) -> bool:
        """No second person has confirmed it. The first ones were given by nobody."""
        unconfirmed = self.given_by_id is not None and self.confirmed_by_id is None
        return unconfirmed and not self.before_rule

    @property
    def is_over(self: GrantFields) -> bool:
        """Ended, or its last day is past."""
        past = self.until_on is not None and self.until_on < timezone.localdate()
        return past or self.ended_at is not None

    @property
    def review_due_on(self: GrantFields) -> date | None:
        """When somebody must say again that it is still needed."""
        last = max(filter(None, [self.since or self.attested_on, self.reviewed_on]), default=None)
        return last + REVIEW_EVERY if last else None


@pghistory.track()
@fields(
    personal="person given_by confirmed_by reviewed_by",
    harmless="role organisation partnership before_rule reviewed_on since attested_on until_on ended_at created_at",
)
class Grant(GrantState, Span):
    """A role of a person in a scope, from when until when, with the second person who let it begin.

    `before_rule`: liaison staff and officers from before decision 0021, when one administrator was enough.
    `reviewed_on`: somebody said again that it is still needed (once a year).
    """

    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="grants"
    )
    partnership = models.ForeignKey(
        "directory.Partnership", models.PROTECT, null=True, blank=True, related_name="grants"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    before_rule = models.BooleanField(_("from before the rule"), default=False, editable=False)
    reviewed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)

    objects = GrantQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        indexes = [
            models.Index(fields=["role"], name="grant_by_role"),
            models.Index(
                fields=["created_at", "id"],
                condition=Q(given_by__isnull=False, confirmed_by__isnull=True),
                name="grant_unconfirmed",
            ),
        ]
        constraints = [
            *span_constraints("grant"),
            models.CheckConstraint(
                name="grant_has_one_scope",
                condition=Q(organisation__isnull=True) | Q(partnership__isnull=True),
            ),
            models.CheckConstraint(
                name="grant_not_confirmed_by_giver",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("given_by")),
            ),
            models.UniqueConstraint(
                fields=["person", "role", "organisation", "partnership"],
                condition=Q(until_on__isnull=True, ended_at__isnull=True),
                nulls_distinct=False,
                name="grant_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return numbered(self)
