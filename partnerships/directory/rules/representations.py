"""Who says who stands for an organisation: it says so itself, without asking the police."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory.models import Organisation, Representation, RepresentationRole
from partnerships.directory.rules.organisations import can_keep_organisation
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused


def can_begin_representation(by: Any, organisation: Organisation) -> Verdict:
    """The organisation's lead, liaison staff of a partnership it is in, administrators."""
    return can_keep_organisation(by, organisation)


def _not_over(representation: Representation) -> Verdict:
    return allowed_if(not representation.is_over, _("This representation has ended already."))


def can_edit_representation(by: Any, representation: Representation) -> Verdict:
    """The same people, as long as it lasts."""
    lasts = _not_over(representation)
    return lasts and can_keep_organisation(by, representation.organisation)


def can_replace_representation(by: Any, representation: Representation) -> Verdict:
    """The same people: one ends, another begins."""
    return can_edit_representation(by, representation)


def can_end_representation(
    by: Any, representation: Representation, last_day: date | None = None
) -> Verdict:
    """The same people, and one's own everybody; but the only lead leaves nobody behind.

    Liaison staff and administrators may end the last one; the page warns them.
    """
    lasts, own = _not_over(representation), representation.person_id == by.access.person_id
    if not lasts:
        return lasts
    keeps = can_keep_organisation(by, representation.organisation)
    if not own:
        return keeps
    staff = by.is_administrator() or _is_staff(by, representation.organisation)
    if staff or not is_last_lead(representation, last_day):
        return ALLOWED
    return refused(
        _(
            "You are the only lead representative. Name another one first, or let somebody replace you."
        )
    )


def _is_staff(by: Any, organisation: Organisation) -> bool:
    theirs = list(by.access.liaison_partnership_ids)
    return organisation.partners.filter(partnership_id__in=theirs).exists()


def is_last_lead(representation: Representation, last_day: date | None = None) -> bool:
    """Would the organisation be without a lead once this one has ended, today or on `last_day`?"""
    if representation.role != RepresentationRole.LEAD:
        return False
    next_day = (last_day or timezone.localdate()) + timedelta(days=1)
    others = Representation.objects.filter(
        Q(since__isnull=True) | Q(since__lte=next_day),
        organisation=representation.organisation_id,
        role=RepresentationRole.LEAD,
        until_on__isnull=True,
        ended_at__isnull=True,
    )
    return not others.exclude(person=representation.person_id).exists()


def can_see_former(by: Any, organisation: Organisation) -> Verdict:
    """Its lead and administrators: who stood for it before."""
    return allowed_if(
        organisation.pk in by.access.leads or by.is_administrator(),
        _("Only the lead representative sees who stood for this organisation before."),
    )


def can_read_handover(by: Any, organisation: Organisation) -> Verdict:
    """Whoever stands for it today."""
    return allowed_if(
        organisation.pk in {own for _i, own, _role, _sign in by.access.stands},
        _("Only people who stand for this organisation read what was handed over."),
    )
