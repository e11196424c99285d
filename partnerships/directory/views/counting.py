"""Counts that cost the same for a hundred rows and for a hundred thousand: they stop at a limit."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Expression, Func, IntegerField, QuerySet
from django.utils.safestring import SafeString

from partnerships.shared.templatetags.parts import number, quantity

LIMIT = 1000


def limited(rows: QuerySet) -> Expression:
    """For `annotate`: how many of these rows there are, at most LIMIT + 1. Source: BACKEND, fast pages."""
    some = ArraySubquery(rows.order_by().values("pk")[: LIMIT + 1])
    return Func(some, function="cardinality", output_field=IntegerField())


def told(count: int) -> SafeString:
    """The count in words: "12", or "more than 1,000"."""
    return number(count) if count <= LIMIT else quantity(LIMIT, "more_than")


def exact(count: int) -> int | None:
    """The count for a tab, or None where it stopped at the limit."""
    return count if count <= LIMIT else None
