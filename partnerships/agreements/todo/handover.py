"""What the agreements hand over: those of which an organisation is a party, with their next day."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.agreements.models import Accession, Agreement, Party
from partnerships.agreements.stages import OVER, Stage
from partnerships.directory.models import Account
from partnerships.shared.handover import HandoverPart, HandoverRow
from partnerships.shared.parts.figures import day_text

MOST = 50


def list_agreements(account: Account, organisation: int) -> HandoverPart:
    """Drafts and signed ones that are not over, the one that ends first on top."""
    parties = Party.objects.filter(organisation=organisation).values("agreement")
    acceded = Accession.objects.filter(organisation=organisation, decision="admitted")
    own = Q(pk__in=parties) | Q(pk__in=acceded.values("agreement"))
    rows = Agreement.objects.visible_to(account).filter(own).exclude(stage__in=OVER)
    return HandoverPart(
        _("Agreements"),
        [
            HandoverRow(row.title_in(), reverse("agreements:detail", args=[row.pk]), _state(row))
            for row in rows.order_by("until_on", "-changed_at", "pk")[:MOST]
        ],
    )


def _state(row: Agreement) -> str:
    stage = str(Stage(row.stage).label)
    if row.until_on is None:
        return stage
    return _("%(stage)s, until %(day)s") % {"stage": stage, "day": day_text(row.until_on, "short")}
