"""Who says who stands for an organisation: it says so itself, without asking the police."""

from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory.models import (
    Account,
    Organisation,
    Person,
    Representation,
    RepresentationRole,
)
from partnerships.directory.rules.appointments import can_appoint
from partnerships.directory.rules.people import keeps_person
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused


def can_begin_representation(by: Account, organisation: Organisation) -> Verdict:
    """Its confirmed lead; as long as it has none, the organisation that keeps the entry names the first one."""
    return can_appoint(by, organisation)


def can_name(by: Account, person: Person, organisation: Organisation) -> Verdict:
    """Without a lead, only entries without account are named there, by who keeps them: a name gives no sight."""
    if organisation.pk in by.access.vouches:
        return ALLOWED
    return allowed_if(
        person.account_id is None and keeps_person(by, person),
        _("The organisation has no lead representative yet. Ask this person to be the first one."),
    )


def _not_over(representation: Representation) -> Verdict:
    return allowed_if(not representation.is_over, _("This representation has ended already."))


def can_edit_representation(by: Account, representation: Representation) -> Verdict:
    """The same people, as long as it lasts; not the one from which they lead without a witness."""
    lasts = _not_over(representation)
    return lasts and can_appoint(by, representation.organisation)


def can_replace_representation(by: Account, representation: Representation) -> Verdict:
    """Whoever may end it and begin another one may do both in one step."""
    return can_edit_representation(by, representation)


def can_end_representation(
    by: Account,
    representation: Representation,
    last_day: date | None = None,
    *,
    other_lead: bool | None = None,
) -> Verdict:
    """The same people, and one's own everybody; but the only confirmed lead leaves nobody behind.

    `other_lead`: what `other_leads` says, where the page has asked for many rows at once.
    """
    lasts, own = _not_over(representation), representation.person_id == by.access.person_id
    if not lasts:
        return lasts
    if not own:
        return can_appoint(by, representation.organisation)
    leads = representation.role == RepresentationRole.LEAD and not representation.is_provisional
    if (
        not leads
        or other_lead
        or (other_lead is None and not is_last_lead(representation, last_day))
    ):
        return ALLOWED
    return refused(
        _(
            "You are the only lead representative. Name another one first, or let somebody replace you."
        )
    )


def is_last_lead(representation: Representation, last_day: date | None = None) -> bool:
    """Would the organisation be without a lead once this one has ended, today or on `last_day`?"""
    if representation.role != RepresentationRole.LEAD or representation.is_provisional:
        return False
    next_day = (last_day or timezone.localdate()) + timedelta(days=1)
    others = other_leads(representation.organisation_id, representation.person_id, next_day)
    return not others.exists()


def other_leads(
    organisation: int | OuterRef, person: int | OuterRef, day: date
) -> QuerySet[Representation]:
    """Confirmed leads beside this person on that day, who can sign in and whose time has no end."""
    rows = Representation.objects.filter(
        Q(since__isnull=True) | Q(since__lte=day),
        organisation=organisation,
        role=RepresentationRole.LEAD,
        is_provisional=False,
        person__account__is_active=True,
        until_on__isnull=True,
        ended_at__isnull=True,
    )
    return rows.exclude(person=person)


def one_lead_stays(representation: Representation) -> Verdict:
    """Somebody still says who stands for the organisation, whoever takes this one away."""
    return allowed_if(
        not is_last_lead(representation),
        _("This is the only lead representative. Name another one first."),
    )


def can_see_former(by: Account, organisation: Organisation) -> Verdict:
    """Its lead and administrators: who stood for it before."""
    return allowed_if(
        organisation.pk in by.access.leads or by.is_administrator(),
        _("Only the lead representative sees who stood for this organisation before."),
    )


def can_read_handover(by: Account, organisation: Organisation) -> Verdict:
    """Whoever stands for it today."""
    return allowed_if(
        by.access.stands_for(organisation.pk),
        _("Only people who stand for this organisation read what was handed over."),
    )
