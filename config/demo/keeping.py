"""Who looks after what has no lead of its own: the authority whose liaison staff look after the partnership."""

from partnerships.directory.models import (
    Appointment,
    Grant,
    Invitation,
    Organisation,
    Partner,
    Person,
    Role,
)
from partnerships.directory.rules.witnesses import confirmed_leads


def hand_over() -> None:
    """The administrator has entered everything. What waits for an answer stays with who asked."""
    staff = Grant.objects.in_effect().filter(role=Role.LIAISON, organisation__isnull=False)
    for authority in Organisation.objects.filter(grants__in=staff).distinct().order_by("pk"):
        places = Partner.objects.current().filter(organisation=authority).values("partnership")
        others = Partner.objects.current().filter(partnership__in=places)
        near = set(others.values_list("organisation_id", flat=True)) - {authority.pk}
        led = set(confirmed_leads(near).values_list("organisation_id", flat=True))
        _give(authority, near - led)


def _give(authority: Organisation, near: set[int]) -> None:
    appointments = Appointment.objects.open().filter(organisation__in=near)
    rows = Organisation.objects.filter(pk__in=near, kept_by=None)
    rows.exclude(pk__in=appointments.values("organisation")).update(kept_by=authority)
    people = Person.objects.filter(
        account=None, kept_by=None, representations__organisation__in=near
    )
    invited = Invitation.objects.open().values("person")
    people = people.exclude(pk__in=appointments.values("person")).exclude(pk__in=invited)
    Person.objects.filter(pk__in=people.values("pk")).update(kept_by=authority)
