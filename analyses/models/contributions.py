"""What an authority gives into a case, and by which right; the records, and the links between them."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.kinds import (
    Category,
    Handling,
    Information,
    Initiative,
    Regime,
    Schema,
    Secrecy,
    Source,
)
from analyses.links import LinkKind
from analyses.models.cases import LONGEST_TEXT, SEES_NO_CONTENTS, Case, own_participation
from analyses.models.kept import ContributionKept, parts_kept
from analyses.models.provisions import ProvisionVersion
from analyses.models.sights import OF_CONTRIBUTION, OF_ROWS_OF_CONTRIBUTION
from partnerships.directory.models import Account
from partnerships.shared.checked import Checked
from partnerships.shared.columns import Line
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy

ENDED = Q(withdrawn_at__isnull=False) | Q(replaced_at__isnull=False)  # its texts are empty


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Contributions; row-level security shows one's own and those that were released to one's authority."""

    def visible_to(self, account: Account, case: Case) -> Self:
        """Those of one case: of the own authority all, of others what they submitted and released to it. As row-level security."""
        own = own_participation(account, case)
        if own is None or own.role in SEES_NO_CONTENTS:
            return self.none()
        released = Q(submitted_at__isnull=False, released_to__contains=[own.authority_id])
        return self.filter(Q(authority=own.authority_id) | released, case=case)

    def submitted(self) -> Self:
        """In effect: submitted, not taken back, not followed by another version."""
        return self.filter(
            submitted_at__isnull=False, withdrawn_at__isnull=True, replaced_at__isnull=True
        )

    def drafts(self) -> Self:
        """Not submitted yet."""
        return self.filter(submitted_at__isnull=True, withdrawn_at__isnull=True)


@fields(
    personal="purpose handling_text release_note withdraw_reason means_of_collection police_category protected_interest"
    " first_storing_body file_name by withdrawn_by",
    listed="by withdrawn_by",
    harmless="case authority basis initiative regime secrecy released_to handling received_on review_on file_sha256 version replaces"
    " replaced_at created_at submitted_at withdrawn_at",
)
class Contribution(Checked):
    """What one authority gives, once submitted never changed: a correction is a new version, a mistake is taken back.

    `released_to`: numbers of the organisations in the case that may see it, apart from its own. `means_of_collection` to
    `first_storing_body`: the marking of PolG NRW § 22b, which every record of it inherits. `release_note`: the prosecutor's recorded release of
    a criminal file. `file_sha256`: of the imported file, hexadecimal.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="contributions")
    authority = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("authority")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    basis = models.ForeignKey(
        ProvisionVersion, models.PROTECT, related_name="+", verbose_name=_("legal basis")
    )
    purpose = models.TextField(_("purpose"), max_length=LONGEST_TEXT)
    initiative = models.CharField(_("how it began"), max_length=10, choices=Initiative)
    regime = models.CharField(_("which law rules it"), max_length=10, choices=Regime)
    secrecy = models.CharField(
        _("special secrecy"), max_length=15, choices=Secrecy, default=Secrecy.NONE
    )
    release_note = Line(_("release by the prosecutor"), max_length=200, blank=True)
    released_to = ArrayField(
        models.BigIntegerField(), verbose_name=_("released to"), default=list, blank=True
    )
    handling = models.CharField(
        _("handling code"), max_length=2, choices=Handling, default=Handling.H0
    )
    handling_text = Line(_("other limits"), max_length=300, blank=True)
    means_of_collection = Line(_("means of collection"), max_length=120, blank=True)
    police_category = Line(_("category of the person"), max_length=120, blank=True)
    protected_interest = Line(_("protected interest"), max_length=120, blank=True)
    first_storing_body = Line(_("body that stored it first"), max_length=120, blank=True)
    received_on = models.DateField(_("received on"), default=timezone.localdate)
    review_on = models.DateField(_("need is checked by"))
    file_name = Line(_("file"), max_length=200, blank=True)
    file_sha256 = models.CharField(_("SHA-256 checksum"), max_length=64, blank=True, editable=False)
    version = models.PositiveSmallIntegerField(
        pgettext_lazy("a contribution", "version"), default=1, editable=False
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", editable=False
    )
    replaced_at = models.DateTimeField(_("replaced"), null=True, editable=False)
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(
        pgettext_lazy("a contribution", "submitted"), null=True, editable=False
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(
        pgettext_lazy("a contribution", "taken back"), null=True, editable=False
    )
    withdraw_reason = Line(_("why it was taken back"), max_length=300, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution to a case")
        verbose_name_plural = _("contributions to cases")
        ordering = ["case", "-created_at", "-pk"]
        constraints = [
            RowPolicy(name="contribution_in_sight", using=OF_CONTRIBUTION, is_forced=True),
            models.CheckConstraint(
                name="contribution_h3_says_its_limits",
                condition=~Q(handling=Handling.H3) | ~Q(handling_text="") | ENDED,
                violation_error_message=_("Say which other limits there are."),
            ),
            models.CheckConstraint(
                name="contribution_criminal_file_names_its_release",
                condition=~Q(secrecy=Secrecy.CRIMINAL_FILE) | ~Q(release_note="") | ENDED,
                violation_error_message=_("Say who released it, when, and the file number."),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(submitted_at__isnull=True),
                name="contribution_corrected_by_one_draft",
            ),
        ]
        indexes = [models.Index(fields=["case", "-created_at"], name="contribution_of_case")]
        triggers = [ContributionKept()]

    def __str__(self) -> str:
        return numbered(self)


@fields(
    personal="key properties caption handling_text category is_minor needs_protection",
    harmless="case contribution schema is_assessment source information handling created_at",
)
class Record(Checked):
    """A person, company, vehicle … as one authority knows it. Equal values in two contributions or cases are two rows.

    `properties`: by the names of `analyses.properties.PROPERTIES`, each a list of strings. `key`: the sender's own mark of the row.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="records")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="records")
    key = Line(_("own mark"), max_length=60, blank=True)
    schema = models.CharField(_("what it is"), max_length=12, choices=Schema)
    caption = Line(_("called"), max_length=200)
    properties = models.JSONField(_("what is known"), default=dict)
    category = models.CharField(_("category of the person"), max_length=20, choices=Category)
    is_assessment = models.BooleanField(_("assessment, not a fact"), default=False)
    source = models.CharField(pgettext_lazy("a record", "source"), max_length=1, choices=Source)
    information = models.CharField(_("information"), max_length=1, choices=Information)
    handling = models.CharField(_("handling code"), max_length=2, choices=Handling)
    handling_text = Line(_("other limits"), max_length=300, blank=True)
    is_minor = models.BooleanField(_("minor"), default=False)
    needs_protection = models.BooleanField(_("needs special protection"), default=False)
    created_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("an analysis", "record")
        verbose_name_plural = pgettext_lazy("an analysis", "records")
        ordering = ["caption", "pk"]
        indexes = [
            models.Index(fields=["case", "caption", "id"], name="analysis_record_by_caption"),
            models.Index(fields=["contribution", "schema"], name="analysis_record_by_schema"),
        ]
        constraints = [
            RowPolicy(name="record_in_sight", using=OF_ROWS_OF_CONTRIBUTION, is_forced=True),
            models.UniqueConstraint(
                fields=["contribution", "key"],
                condition=~Q(key=""),
                name="record_key_once_in_a_contribution",
            ),
            models.CheckConstraint(
                name="record_category_fits_what_it_is",
                condition=Q(schema=Schema.PERSON) & ~Q(category=Category.NO_PERSON)
                | ~Q(schema=Schema.PERSON),
                violation_error_message=_("A person has a category."),
            ),
        ]
        triggers = parts_kept()

    def __str__(self) -> str:
        return self.caption


# A link is seen by whoever sees its contribution and both records: the policies of those tables answer.
OF_LINK = (
    f"{OF_ROWS_OF_CONTRIBUTION} AND EXISTS (SELECT FROM analyses_record a WHERE a.id = from_record_id)"
    " AND EXISTS (SELECT FROM analyses_record z WHERE z.id = to_record_id)"
)


@fields(
    personal="source_text handling_text",
    harmless="case contribution from_record to_record kind since until_on handling created_at",
)
class Link(Checked):
    """Two records of one case hang together, as one contribution says. Its handling is the strictest of what it rests on.

    `source_text`: where that is known from, for example a file number.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="links")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="links")
    from_record = models.ForeignKey(
        Record,
        models.PROTECT,
        related_name="links_from",
        verbose_name=pgettext_lazy("a link", "from"),
    )
    to_record = models.ForeignKey(
        Record, models.PROTECT, related_name="links_to", verbose_name=pgettext_lazy("a link", "to")
    )
    kind = models.CharField(_("how they hang together"), max_length=12, choices=LinkKind)
    since = models.DateField(_("since"), null=True, blank=True)
    until_on = models.DateField(_("until and including"), null=True, blank=True)
    source_text = Line(_("where it is known from"), max_length=200)
    handling = models.CharField(_("handling code"), max_length=2, choices=Handling)
    handling_text = Line(_("other limits"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("an analysis", "link")
        verbose_name_plural = pgettext_lazy("an analysis", "links")
        ordering = ["pk"]
        constraints = [
            RowPolicy(name="link_in_sight", using=OF_LINK, is_forced=True),
            models.UniqueConstraint(
                fields=["contribution", "from_record", "to_record", "kind"],
                name="link_once_in_a_contribution",
                violation_error_message=_("This link stands in the contribution already."),
            ),
            models.CheckConstraint(
                name="link_has_two_ends",
                condition=~Q(from_record=F("to_record")),
                violation_error_message=_("A record is not linked with itself."),
            ),
            models.CheckConstraint(
                name="link_until_after_since",
                condition=Q(since__isnull=True)
                | Q(until_on__isnull=True)
                | Q(until_on__gte=F("since")),
                violation_error_message=_("The end must not be before the beginning."),
            ),
        ]
        triggers = parts_kept()

    def __str__(self) -> str:
        return numbered(self)
