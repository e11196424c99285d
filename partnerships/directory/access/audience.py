"""Who can see a partnership or an organisation, and why. models/access.py decides; this only turns its question round."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from partnerships.directory.models import (
    Account,
    Grant,
    Organisation,
    Partner,
    Partnership,
    Person,
    Representation,
    Role,
    Seat,
)
from partnerships.directory.rules import can_look_up_access

Reasons = dict[int, list[str]]
Numbers = Iterable[int] | QuerySet  # of rows, or the question for them


def partnerships_to_look_up(by: Account) -> QuerySet[Partnership]:
    """Of which this account may ask who sees them: one's own; administrators and data protection all."""
    return (
        Partnership.objects.all() if can_look_up_access(by) else Partnership.objects.visible_to(by)
    )


def organisations_to_look_up(by: Account) -> QuerySet[Organisation]:
    """Organisations of which this account may ask who sees them; see above."""
    if can_look_up_access(by):
        return Organisation.objects.all()
    return Organisation.objects.visible_to(by)


def _stands(organisations: Numbers) -> QuerySet[Representation]:
    return Representation.objects.current().filter(organisation__in=organisations)


def _liaisons(organisations: Numbers) -> QuerySet[Grant]:
    return Grant.objects.in_effect().filter(role=Role.LIAISON, organisation__in=organisations)


def _liaisons_by_name(partnerships: Numbers) -> QuerySet[Grant]:
    return Grant.objects.in_effect().filter(role=Role.LIAISON, partnership__in=partnerships)


def _sits(partnerships: Numbers) -> QuerySet[Seat]:
    taken = Seat.objects.current().filter(taken_at__isnull=False)
    return taken.filter(body__partnership__in=partnerships)


def _partners(partnerships: Numbers) -> QuerySet:
    rows = Partner.objects.current().filter(partnership__in=partnerships)
    return rows.values("organisation")


def _members(partnerships: Numbers) -> Q:
    partners = _partners(partnerships)
    members = Q()
    for rows in (
        _stands(partners),
        _liaisons(partners),
        _liaisons_by_name(partnerships),
        _sits(partnerships),
    ):
        members |= Q(pk__in=rows.values("person"))
    return members


def _with_account() -> QuerySet[Person]:
    return Person.objects.filter(account__is_active=True)


def who_sees_partnership(partnership: Partnership) -> QuerySet[Person]:
    """People who can sign in and take part today."""
    return _with_account().filter(_members([partnership.pk]))


def why_partnership(partnership: Partnership, people: list[int]) -> Reasons:
    """Every reason of each of these people; four questions."""
    reasons: Reasons = defaultdict(list)
    partners = _partners([partnership.pk])
    for rows, sentence in (
        (_stands(partners), _("Stands for %(name)s, which is a partner.")),
        (_liaisons(partners), _("Is liaison staff of %(name)s, which is a partner.")),
    ):
        grants = rows.filter(person__in=people).order_by("id")
        for person, name in grants.values_list("person_id", "organisation__name"):
            reasons[person].append(sentence % {"name": name})
    for person in (
        _liaisons_by_name([partnership.pk])
        .filter(person__in=people)
        .values_list("person", flat=True)
    ):
        reasons[person].append(_("Is liaison staff of this partnership."))
    for seat in _sits([partnership.pk]).filter(person__in=people).select_related("body"):
        reasons[seat.person_id or 0].append(
            _("Has a seat in this body: %(name)s") % {"name": seat.body.name_in()}
        )
    return reasons


def _places(organisation: Organisation) -> list[int]:
    """Partnerships in which it is or was a partner: their members find it in their list."""
    rows = organisation.partners.values_list("partnership_id", flat=True)
    return list(rows.distinct().order_by("partnership_id"))


def _administrators() -> QuerySet[Grant]:
    scope = {"organisation__isnull": True, "partnership__isnull": True}
    return Grant.objects.in_effect().filter(role=Role.ADMINISTRATOR, **scope)


def who_sees_organisation(organisation: Organisation, by: Account) -> QuerySet[Person]:
    """People who can sign in and find it today; of those `by` may see, and administrators.

    Everybody else is told in sentences without names: see `others_see_organisation`.
    """
    own = Q(pk__in=_stands([organisation.pk]).values("person"))
    own |= Q(pk__in=_liaisons([organisation.pk]).values("person"))
    members = own | _members(_places(organisation))
    people = _with_account()
    if can_look_up_access(by):
        return people.filter(members | Q(pk__in=_administrators().values("person")))
    return people.filter(members, pk__in=Person.objects.visible_to(by).values("pk"))


def others_see_organisation(by: Account) -> list[str]:
    """Who else finds it, without names, for those who do not see these people."""
    if can_look_up_access(by):
        return []
    return [
        _("The administrators of this installation see every organisation."),
        _("Liaison staff of the authorities in its partnerships see it."),
        _("Members of a partnership that it has left still find it among the former partners."),
    ]


def why_organisation(organisation: Organisation, people: list[int]) -> Reasons:
    """Every reason of each of these people; a fixed number of questions."""
    reasons: Reasons = defaultdict(list)
    for rows, sentence in (
        (_stands([organisation.pk]), _("Stands for it.")),
        (_liaisons([organisation.pk]), _("Is liaison staff of it.")),
        (_administrators(), _("Is administrator and sees every organisation.")),
    ):
        for person in rows.filter(person__in=people).values_list("person_id", flat=True):
            reasons[person].append(sentence)
    members = _with_account().filter(_members(_places(organisation)), pk__in=people)
    for person in members.values_list("pk", flat=True):
        reasons[person].append(_("Takes part in a partnership in which it is or was a partner."))
    return reasons
