"""What must hold of a draft, and once more when it is submitted: its legal basis, its recipients, its days, its mark."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.models import Contribution
from analyses.models.cases import LONGEST_TEXT
from partnerships.directory.models import Organisation
from partnerships.shared.lines import clean_line

MARKING = ("means_of_collection", "police_category", "protected_interest", "first_storing_body")
# PolG NRW § 22b


def check_draft(contribution: Contribution, recipients: list[Organisation]) -> None:
    """What must hold of a draft, and once more when it is submitted. Raises: ValidationError."""
    if len(contribution.purpose) > LONGEST_TEXT:
        raise ValidationError(
            {
                "purpose": _("At most %(most)s characters; these are %(length)s.")
                % {"most": LONGEST_TEXT, "length": len(contribution.purpose)}
            }
        )
    _check_recipients(contribution, recipients)
    gaps = rules.find_gaps(
        contribution.basis,
        authority=contribution.authority,
        recipients=recipients,
        initiative=contribution.initiative,
        day=timezone.localdate(),
    )
    if gaps:
        raise ValidationError({"basis": gaps})
    _check_days(contribution)
    if rules.kind_of(contribution.authority_id) in rules.POLICE:
        missing = [name for name in MARKING if not clean_line(getattr(contribution, name))]
        if missing:
            said = _("Data of the police are not passed on without this mark (PolG NRW § 22b).")
            raise ValidationError({name: [said] for name in missing})


def _check_recipients(contribution: Contribution, recipients: list[Organisation]) -> None:
    if not recipients:
        raise ValidationError({"released_to": _("Say which authorities may see it.")})
    possible = set(rules.recipients_for(contribution.case, contribution.authority_id))
    for each in recipients:
        if each not in possible:
            raise ValidationError(
                {
                    "released_to": _("%(authority)s does not work on the contents of this case.")
                    % {"authority": each}
                }
            )


def _check_days(contribution: Contribution) -> None:
    today = timezone.localdate()
    last = min(
        contribution.case.delete_on, today + timedelta(days=settings.ANALYSES_LONGEST_CASE_DAYS)
    )
    if contribution.received_on > today:
        raise ValidationError({"received_on": _("This day is still to come.")})
    if not today < contribution.review_on <= last:
        raise ValidationError(
            {"review_on": _("This day lies after today, and not after the deletion of the case.")}
        )
