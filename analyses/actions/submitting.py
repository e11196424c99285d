"""Submit a contribution: its recipients see it, and nobody changes it any more, see `models.kept`."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.contents import end_contribution, note_end
from analyses.actions.draft_checks import check_draft
from analyses.actions.giving import lock_contribution, note_contribution
from analyses.actions.links import limits_of
from analyses.models import Contribution, Link, Operation, Record
from partnerships.directory.models import Account, Organisation

AT_ONCE = 1000  # links of one statement


@transaction.atomic
def submit(contribution: Contribution, *, by: Account) -> Contribution:
    """From now on the recipients see it, and nobody changes it. The legal basis is asked again, today.

    Raises: PermissionDenied; ValidationError, and the draft stays.
    """
    contribution = lock_contribution(contribution)
    rules.can_submit(by, contribution).enforce()
    recipients = list(Organisation.objects.filter(pk__in=contribution.released_to))
    check_draft(contribution, recipients)
    _derive_again(contribution)
    contribution.by, contribution.submitted_at = by, timezone.now()
    contribution.save(update_fields=["by", "submitted_at"])
    rows = _erase_former(contribution)
    note_given(contribution, recipients, by)
    if contribution.replaces_id:
        note_end(
            "contribution.replaced", contribution, rows, by=by, number=contribution.replaces_id
        )
    return contribution


def _derive_again(contribution: Contribution) -> None:
    """Codes of the links, after what they rest on may have changed in the draft."""
    ends = ("from_record__contribution", "to_record__contribution")
    links = list(Link.objects.filter(contribution=contribution).select_related(*ends))
    for link in links:
        limits = limits_of(contribution, link.from_record, link.to_record)
        link.handling, link.handling_text = limits.code, limits.text
    Link.objects.bulk_update(links, ["handling", "handling_text"], batch_size=AT_ONCE)


def note_given(contribution: Contribution, recipients: Iterable[Organisation], by: Account) -> None:
    """One entry for each authority that sees it from now on."""
    rows = Record.objects.filter(contribution=contribution).count()
    for each in recipients:
        note_contribution(
            Operation.DISCLOSE,
            "contribution.submitted",
            contribution,
            by=by,
            recipient_id=each.pk,
            rows=rows,
        )


def _erase_former(contribution: Contribution) -> int:
    """The version that this one replaces: it is marked, and its contents go."""
    if contribution.replaces_id is None:
        return 0
    rows = Contribution.objects.select_for_update(of=("self",), no_key=True)
    former = rows.get(pk=contribution.replaces_id)
    if former.withdrawn_at:
        raise ValidationError(
            _("The version that this one corrects was taken back. Delete this draft.")
        )
    former.replaced_at = contribution.submitted_at
    return end_contribution(former, ["replaced_at"])
