"""Who sorts complaints, by which units of the police and which people."""

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from complaints.answers import Kind
from complaints.models import Complaint, Objection, Office, Outcome
from complaints.models.apart import workable_by
from complaints.rules.office import is_free, works_on
from complaints.stages import OPEN, WORKED_ON, Stage
from partnerships.directory.models import Account, Organisation
from partnerships.shared.verdicts import Verdict, allowed_if

UNSORTED = (*WORKED_ON, Stage.SUSPENDED)
SORTABLE = (*UNSORTED, Stage.REOPENED)
# A circle of parents ends as well.
BELOW = """
WITH RECURSIVE below AS (
    SELECT %s::bigint AS id, 0 AS steps
    UNION
    SELECT o.id, below.steps + 1 FROM directory_organisation o JOIN below ON o.parent_id = below.id
    WHERE below.steps < 20
)
SELECT DISTINCT id FROM below
"""


def can_sort(by: Account, complaint: Complaint) -> Verdict:
    """Complaints alone, once they are confirmed and as long as they are worked on."""
    return (
        works_on(by, complaint)
        and allowed_if(complaint.kind == Kind.COMPLAINT, _("Only complaints are sorted."))
        and allowed_if(complaint.stage in SORTABLE, _why_not(complaint))
        and is_free(by, complaint)
    )


def _why_not(complaint: Complaint) -> str:
    if complaint.stage in OPEN:
        return _("Confirm first that it arrived.")
    return _("It is not worked on any more.")


def to_sort(by: Account) -> QuerySet[Complaint]:
    """Those that nobody has sorted, the oldest first; without those where the question is who handles them."""
    doubtful = Objection.objects.exclude(outcome=Outcome.REJECTED).values("message__complaint")
    rows = workable_by(by).exclude(pk__in=doubtful)
    rows = rows.filter(kind=Kind.COMPLAINT, stage__in=UNSORTED, sorting__isnull=True)
    return rows.select_related("office").order_by("received_at", "pk")


def units_of(office: Office) -> QuerySet[Organisation]:
    """The authority and all below it, without entries that go on as others."""
    below = RawSQL(BELOW, [office.authority_id])  # noqa: S611 - our own text; the number is a parameter
    rows = Organisation.objects.filter(pk__in=below, merged_into__isnull=True)
    return rows.order_by("sort_key", "pk")
