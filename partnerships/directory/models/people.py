"""A person. Needs neither an account nor an address; seats, contacts and signatures point here.

Source: decision 0005, point 1.
"""

from collections.abc import Iterable
from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models.accounts import Account
from partnerships.directory.models.conditions import Condition, one_of, partner_now
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Address, Line, Telephone
from partnerships.shared.dates import hold_today
from partnerships.shared.on_paper import LONGEST_PRINTED, check_printed_name, needed
from partnerships.shared.privacy import fields
from partnerships.shared.search.matching import name_words, near_words, number_words
from partnerships.shared.sorting import sort_key

SEARCHED_NAMES = ("given_name", "family_name", "printed_name")


class ShownTo(models.TextChoices):
    """Who sees a telephone number; each includes those before it."""

    NOBODY = "nobody", _("only me")
    ORGANISATION = "organisation", _("my organisation")
    LIAISON = "liaison", _("my organisation and police liaison staff")
    PARTNERSHIP = "partnership", _("everybody in my partnerships")


class PersonQuerySet(models.QuerySet):
    """People."""

    def visible_to(self, account: Account) -> "PersonQuerySet":
        """Oneself; who takes part today in one's partnerships or stands for one's own organisation; for its
        lead also those who did or will, for liaison staff those who will; entries without account that one's
        organisation keeps, and whom one entered, as long as they belong to nobody. Administrators see the names of all.

        For whom somebody stands is another question: `Representation.visible_to`.
        """
        access = account.access
        if access.is_administrator:
            return self
        return self.filter(Condition(SEEN, **_means(account)))

    def nearby(self, account: Account) -> Self:
        """Changes nothing about who is found, only how fast: where few can be visible to the account, they are
        looked up by number; where many can, a list walks along the names until its page is full.
        """
        ids = self.near_ids(account)
        return self if ids is None else self.filter(one_of("pk", ids))

    def near_ids(self, account: Account) -> set[int] | None:
        """Numbers of everybody who can be visible to the account, and of some more; None where they are many."""
        if account.access.is_administrator:
            return None
        with connection.cursor() as cursor:
            cursor.execute(NEARBY, {**_means(account), "limit": FEW + 1})
            ids = [pk for (pk,) in cursor.fetchall()]
        return None if len(ids) > FEW else {*ids} - {None}

    def answered_for_by(self, account: Account) -> "PersonQuerySet":
        """Whose data the account answers for as data protection officer: everybody's, or those of its controllers."""
        controllers = {o for role, o, _p in account.access.grants if role == "data_protection"}
        if None in controllers:
            return self
        stood = Q(representations__organisation_id__in=controllers)
        return self.filter(stood).distinct() if controllers else self.none()

    def present(self) -> "PersonQuerySet":
        """Without rows that go on as another one."""
        return self.filter(merged_into__isnull=True)


TAKES_PART = f"""
    (SELECT r.id FROM directory_representation r WHERE r.person_id = outer_id
        AND {hold_today("r.")} AND {partner_now("r.organisation_id", "partnerships")} LIMIT 1) IS NOT NULL
    OR (SELECT s.id FROM directory_seat s JOIN directory_body b ON b.id = s.body_id
        WHERE s.person_id = outer_id AND b.partnership_id = ANY (%(partnerships)s::bigint[])
        AND s.taken_at IS NOT NULL AND {hold_today("s.")} LIMIT 1) IS NOT NULL
"""
SEEN = f"""
    outer_account = %(account)s
    OR (SELECT r.id FROM directory_representation r WHERE r.person_id = outer_id AND (
        {hold_today("r.")} AND r.organisation_id = ANY (%(near)s::bigint[])
        OR r.organisation_id = ANY (%(leads)s::bigint[])
        OR r.since > %(today)s AND {partner_now("r.organisation_id", "liaison_in")}) LIMIT 1) IS NOT NULL
    OR {TAKES_PART}
    OR outer_account IS NULL AND outer_kept_by = ANY (%(acts)s::bigint[])
    OR outer_entered_by = %(account)s AND outer_account IS NULL AND
        (SELECT r.id FROM directory_representation r
         WHERE r.person_id = outer_id AND {hold_today("r.")} LIMIT 1) IS NULL
"""
FEW = 1000
# Everybody whom SEEN can find, and some more. Partners count as well, so that many of them end it at once.
NEARBY = """
    WITH partners AS MATERIALIZED (
        SELECT organisation_id FROM directory_partner
        WHERE partnership_id = ANY (%(partnerships)s::bigint[])
        OR partnership_id = ANY (%(liaison_in)s::bigint[]) LIMIT %(limit)s
    )
    SELECT NULL AS id FROM partners
    UNION ALL SELECT r.person_id FROM partners p, LATERAL (
        SELECT person_id FROM directory_representation
        WHERE organisation_id = p.organisation_id LIMIT %(limit)s) r
    UNION ALL SELECT person_id FROM directory_representation
        WHERE organisation_id = ANY (%(near)s::bigint[]) OR organisation_id = ANY (%(leads)s::bigint[])
    UNION ALL SELECT s.person_id FROM directory_seat s JOIN directory_body b ON b.id = s.body_id
        WHERE s.person_id IS NOT NULL AND b.partnership_id = ANY (%(partnerships)s::bigint[])
    UNION ALL SELECT id FROM directory_person
        WHERE account_id = %(account)s OR entered_by_id = %(account)s
        OR kept_by_id = ANY (%(acts)s::bigint[])
    LIMIT %(limit)s
"""


def _means(account: Account) -> dict[str, int | list[int]]:
    """Parameters of the statements above."""
    access = account.access
    return {
        "account": account.pk,
        "near": list(access.near_organisation_ids),
        "leads": list(access.leads),
        "acts": list(access.acts_for),
        "partnerships": list(access.partnership_ids),
        "liaison_in": list(access.liaison_partnership_ids),
    }


def takes_part_in(partnership_ids: Iterable[int]) -> Condition:
    """People who today stand for a partner of one of these partnerships, or took a seat in one of its bodies."""
    return Condition(TAKES_PART, partnerships=list(partnership_ids))


@pghistory.track()
@fields(
    personal="account given_name family_name printed_name email phone sort_key languages entered_by kept_by merged_into",
    listed="given_name family_name printed_name sort_key",
    harmless="phone_shown_to is_invented created_at version",
)
class Person(Checked):
    """`is_invented` marks people of the demo: no real person stands there.

    `kept_by` looks after the entry as long as it has no account; with one, everybody keeps their own.
    `printed_name`: the whole name in letters that paper can print, where it has others; see shared/on_paper.py.
    `merged_into`: somebody was entered twice, and this row goes on as that one, which has the account.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person"
    )
    given_name = Line(_("given name"), max_length=80, blank=True)
    family_name = Line(_("family name"), max_length=80)
    printed_name = Line(_("name in print"), max_length=LONGEST_PRINTED, blank=True)
    email = Address(_("e-mail address"), blank=True)
    phone = Telephone(_("telephone"), max_length=40, blank=True)
    phone_shown_to = models.CharField(
        _("telephone shown to"), max_length=20, choices=ShownTo, default=ShownTo.PARTNERSHIP
    )
    languages = ArrayField(
        models.CharField(max_length=7), verbose_name=_("languages"), default=list, blank=True
    )
    sort_key = models.CharField(max_length=250, editable=False)
    is_invented = models.BooleanField(_("invented"), default=False)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    kept_by = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="keeps_people",
        verbose_name=_("kept by"),
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            models.Index(fields=["sort_key", "id"], name="person_by_name"),
            GinIndex(name_words(*SEARCHED_NAMES), name="person_words"),
            GinIndex(near_words(*SEARCHED_NAMES), name="person_near"),
            GinIndex(number_words("phone"), name="person_number"),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_not_in_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
            ),
            models.CheckConstraint(
                name="person_merged_has_no_account",
                condition=Q(merged_into__isnull=True) | Q(account__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def clean(self) -> None:
        """Raises: ValidationError for a printed form that cannot be printed."""
        check_printed_name(self.printed_name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the sort key and the printed form in step with the name."""
        self.printed_name = needed(str(self), self.printed_name)
        self.sort_key = sort_key(self.family_name, self.given_name)
        super().save(*args, **kwargs)
