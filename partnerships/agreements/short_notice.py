"""How soon after an incident the members of an agreement meet."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnerships.agreements.models import Agreement
from partnerships.directory.models import Account
from partnerships.shared.short_notice import ShortNotice


def list_short_notices(account: Account, partnership: int) -> list[ShortNotice]:
    """Of the partnership's agreements that bind today, the shortest first."""
    today = timezone.localdate()
    rows = (
        Agreement.objects.visible_to(account)
        .binding()
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=today), effective_on__lte=today)
        .filter(partnership=partnership, incident_hours__isnull=False)
        .order_by("incident_hours", "pk")
    )
    return [
        ShortNotice(row.incident_hours, row.title_in(), reverse("agreements:life", args=[row.pk]))
        for row in rows
        if row.incident_hours is not None
    ]
