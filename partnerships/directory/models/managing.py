"""Who keeps a partnership: liaison staff of its authorities, and the joint management. For one account: Access."""

from django.db.models import Q, QuerySet

from partnerships.directory.models.accounts import Account
from partnerships.directory.models.bodies import BodyKind, Seat
from partnerships.directory.models.grants import Grant, Role
from partnerships.directory.models.partnerships import Partner

MANAGING = (BodyKind.JOINT_MANAGEMENT, BodyKind.STEERING_COMMITTEE)  # as in Access.co_manages


def keepers_of(partnership_id: int) -> QuerySet[Account]:
    """Active accounts, in the order of their numbers."""
    partners = Partner.objects.current().filter(partnership=partnership_id)
    liaisons = Grant.objects.in_effect().filter(
        Q(organisation__in=partners.values("organisation")) | Q(partnership=partnership_id),
        role=Role.LIAISON,
    )
    seats = Seat.objects.current().filter(
        body__partnership=partnership_id,
        body__kind__in=MANAGING,
        voting=True,
        taken_at__isnull=False,
    )
    people = Q(person__in=liaisons.values("person")) | Q(person__in=seats.values("person"))
    return Account.objects.filter(people, is_active=True).order_by("pk")
