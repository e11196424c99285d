"""What somebody sees of a case's contents. Page, count, facet and export all begin here; row-level security says the same once more."""

from django.db.models import Q, QuerySet

from analyses.models.cases import Case
from analyses.models.contributions import Contribution, Link, Record
from partnerships.directory.models import Account


def records_for(account: Account, case: Case) -> QuerySet[Record]:
    """Records of the contributions that this account sees in the case; also those of drafts of its own authority."""
    seen = Contribution.objects.visible_to(account, case).values("pk")
    return Record.objects.filter(case=case, contribution__in=seen)


def links_for(account: Account, case: Case) -> QuerySet[Link]:
    """Links whose contribution and both records this account sees."""
    seen = Contribution.objects.visible_to(account, case).values("pk")
    both = Q(from_record__contribution__in=seen, to_record__contribution__in=seen)
    return Link.objects.filter(both, case=case, contribution__in=seen)
