"""What a unit is asked about a complaint that concerns it, and what it says. It sees this and nothing else. Source: decision 0072."""

from datetime import date, datetime, timedelta
from typing import NamedTuple, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.models.complaints import Complaint
from complaints.models.sights import OF_STATEMENTS
from complaints.models.sorting import Concern
from partnerships.directory.models import Account, Organisation
from partnerships.shared.checked import Checked
from partnerships.shared.labels import numbered
from partnerships.shared.privacy import fields
from partnerships.shared.row_policies import RowPolicy

READABLE = timedelta(days=30)  # for the unit, after its statement


class StatementRequestQuerySet(models.QuerySet["StatementRequest"]):
    """Requests for statements."""

    def open(self) -> Self:
        """Neither answered nor taken back."""
        return self.filter(replied_at__isnull=True, withdrawn_at__isnull=True)

    def visible_to(self, account: Account) -> Self:
        """To officers who may see the complaint."""
        return self.filter(complaint__in=Complaint.objects.visible_to(account))

    def put_to(self, account: Account) -> Self:
        """To the confirmed lead of the unit, until READABLE is over; never to whom the complaint names."""
        rows = self.filter(unit__in=account.access.vouches, withdrawn_at__isnull=True)
        rows = rows.filter(Q(replied_at__isnull=True) | Q(replied_at__gt=timezone.now() - READABLE))
        named = Concern.objects.filter(complaint=OuterRef("complaint"), officer=account)
        return rows.exclude(Exists(named))


@fields(
    personal="asked_by replied_by asked reply",
    listed="asked_by replied_by",
    harmless="complaint unit due_on asked_at replied_at read_at withdrawn_at",
)
class StatementRequest(Checked):
    """`asked` and `reply` are sealed with the complaint's key. `id` stands in the unit's address: it tells no number.

    `read_at`: when an officer first read the reply.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="statement_requests", verbose_name=_("complaint")
    )
    unit = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    asked = models.BinaryField()
    due_on = models.DateField(_("statement wanted by"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(
        pgettext_lazy("a statement", "asked"), default=timezone.now, editable=False
    )
    reply = models.BinaryField(null=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("statement by"),
    )
    replied_at = models.DateTimeField(
        pgettext_lazy("a statement", "given"), null=True, editable=False
    )
    read_at = models.DateTimeField(pgettext_lazy("a statement", "read"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(
        pgettext_lazy("a statement", "taken back"), null=True, editable=False
    )

    objects = StatementRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a statement")
        verbose_name_plural = _("requests for statements")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "unit"],
                condition=Q(replied_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_request_to_a_unit",
            ),
            models.CheckConstraint(
                name="statement_is_given_by_somebody",
                condition=Q(reply__isnull=True, replied_by__isnull=True, replied_at__isnull=True)
                | Q(
                    reply__isnull=False,
                    replied_by__isnull=False,
                    replied_at__isnull=False,
                    withdrawn_at__isnull=True,
                ),
            ),
            RowPolicy(name="statement_request_in_sight", using=OF_STATEMENTS),
        ]

    def __str__(self) -> str:
        return numbered(self)

    @property
    def is_open(self) -> bool:
        """Neither answered nor taken back."""
        return self.replied_at is None and self.withdrawn_at is None


class Wanted(NamedTuple):
    """An open request, for whoever answers it: its number, the unit's name, until when."""

    pk: UUID
    unit: str
    due_on: date


def wanted_of(account: Account) -> list[Wanted]:
    """The same as `open().put_to(account)`, in one question without a sight: the home page of every lead asks it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT request, unit, due_on FROM complaints_statements_wanted(%s, %s)",
            [account.pk, timezone.localdate()],
        )
        return [Wanted(*row) for row in cursor.fetchall()]


MOMENTS = ("asked_at", "replied_at", "withdrawn_at")


def with_requests(rows: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """With what units were asked, the latest first, in the question that reads them; see `keep_requests`."""
    here = StatementRequest.objects.filter(complaint=OuterRef("pk")).annotate(name=F("unit__name"))
    columns = ("id", "unit_id", "name", "due_on", *MOMENTS)
    row = JSONObject(**{each: each for each in columns})
    return rows.annotate(requests_read=ArraySubquery(here.values(row=row)))


def keep_requests(complaint: Complaint) -> None:
    """Of one that came `with_requests`: `requests_of` says as much as its page shows."""
    read = vars(complaint)
    read["_requests"] = [
        StatementRequest(
            id=UUID(row["id"]),
            complaint=complaint,
            unit=Organisation(pk=row["unit_id"], name=row["name"]),
            due_on=date.fromisoformat(row["due_on"]),
            **{name: row[name] and datetime.fromisoformat(row[name]) for name in MOMENTS},
        )
        for row in read.pop("requests_read")
    ]


def requests_of(complaint: Complaint) -> list[StatementRequest]:
    """What units were asked here, the latest first; asked for once a row."""
    kept = vars(complaint)
    if "_requests" not in kept:
        kept["_requests"] = list(complaint.statement_requests.select_related("unit"))
    found: list[StatementRequest] = kept["_requests"]
    return found
