"""Which concerns touch an account: those that name it, its unit, or a unit above it. Reckoned whenever it is asked. Source: decision 0067."""

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from partnerships.directory.models import Account

# These units, all above them, and all that are the same after a merger. A circle ends as well.
UNITS_ABOVE = """
WITH RECURSIVE up AS (
    SELECT unnest(%s::bigint[]) AS id
    UNION
    SELECT other.id FROM up JOIN directory_organisation o ON o.id = up.id
    JOIN directory_organisation other ON other.id IN (o.parent_id, o.merged_into_id) OR other.merged_into_id = o.id
)
SELECT id FROM up WHERE id IS NOT NULL
"""


def concerning(account: Account) -> QuerySet[models.Model]:
    """Concerns that name somebody, or a unit to which they belong or that is above theirs. The same as complaints_barred_in_sight."""
    rows: QuerySet[models.Model] = apps.get_model("complaints", "Concern").objects.all()
    tied = Q(officer=account)
    if own := sorted(account.access.organisation_ids):
        tied |= Q(unit__in=RawSQL(f"({UNITS_ABOVE})", [own]))  # noqa: S611 - our own text; the numbers are parameters
    return rows.filter(tied)
