"""Why an account sees what it sees, in sentences: to itself ("you"), or to who looks it up.

Source: models/access.py, which decides; this only explains.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.directory.models import (
    Account,
    Organisation,
    Partner,
    Partnership,
    Representation,
    Role,
    Seat,
)
from partnerships.shared.row_addresses import addresses

MEANING = {
    "liaison": gettext_lazy(
        "You see every partnership of your authority, keep its data up to date and prepare agreements."
    ),
    "complaints": gettext_lazy(
        "You will work on complaints that your authority received. You see nothing else because of it."
    ),
    "approver": gettext_lazy(
        "You will approve as second person what a complaints officer proposes."
    ),
    "helper": gettext_lazy(
        "You write complaints for people who come to your organisation, and read what they trust to it."
    ),
    "analyst": gettext_lazy(
        "You work in the 360° analyses in which you are named. You see nothing else because of it."
    ),
    "officer": gettext_lazy(
        "You answer for your authority in the 360° analyses in which you are named. You see nothing else because of it."
    ),
    "legal": gettext_lazy(
        "You review legal bases and check requests for 360° analyses before anybody decides on them."
    ),
    "data_protection": gettext_lazy(
        "You see how much the log holds and whether it is sealed, and confirm protected roles."
    ),
    "administrator": gettext_lazy(
        "You see all organisations and look after accounts, letters and documents that failed. "
        "You see no partnership because of it, and no text that people wrote."
    ),
}

MEANING_TOLD = {
    "liaison": gettext_lazy(
        "Sees every partnership of the authority and keeps its data up to date."
    ),
    "complaints": gettext_lazy(
        "Works on complaints of the authority. Sees nothing else because of it."
    ),
    "approver": gettext_lazy("Approves as second person what a complaints officer proposes."),
    "helper": gettext_lazy(
        "Writes complaints for people who come to the organisation, and reads what they trust to it."
    ),
    "analyst": gettext_lazy(
        "Works in the 360° analyses that name this person. Sees nothing else because of it."
    ),
    "officer": gettext_lazy("Answers for the authority. Sees nothing else because of it."),
    "legal": gettext_lazy("Reviews legal bases and checks requests for 360° analyses."),
    "data_protection": gettext_lazy(
        "Sees the log, roles and changes of accounts, never what people wrote."
    ),
    "administrator": gettext_lazy(
        "Sees all organisations and looks after accounts, letters and documents that failed."
    ),
}

# First to oneself, then to somebody else.
SENTENCES = {
    "stands": (
        gettext_lazy("You stand for %(name)s, which is a partner."),
        gettext_lazy("Stands for %(name)s, which is a partner."),
    ),
    "liaison": (
        gettext_lazy("You are liaison staff of %(name)s, which is a partner."),
        gettext_lazy("Is liaison staff of %(name)s, which is a partner."),
    ),
    "seat": (
        gettext_lazy("You have a seat in this body: %(name)s"),
        gettext_lazy("Has a seat in this body: %(name)s"),
    ),
    "named": (
        gettext_lazy("You are liaison staff of this partnership."),
        gettext_lazy("Is liaison staff of this partnership."),
    ),
}


def _say(key: str, own: bool, name: str = "") -> str:
    return str(SENTENCES[key][0 if own else 1]) % {"name": name}


@dataclass(frozen=True)
class RoleReason:
    """A role: its name, where it holds, what it means."""

    role: str
    scope: str
    meaning: str


@dataclass
class Seen:
    """A partnership and the reasons why one sees it."""

    name: str
    href: str
    reasons: list[str] = field(default_factory=list)


def representations(account: Account) -> list[Representation]:
    """For whom the person stands today."""
    ids = [stand.pk for stand in account.access.stands]
    return list(
        Representation.objects.filter(pk__in=ids).select_related("organisation").order_by("id")
    )


def roles(account: Account, *, own: bool = True) -> list[RoleReason]:
    """The grants of today, with the name of their scope."""
    meaning = MEANING if own else MEANING_TOLD
    organisations = _names_of(account)
    partnerships = {row.pk: row.name_in() for row in Partnership.objects.visible_to(account)}
    labels = dict(Role.choices)
    return [
        RoleReason(
            capfirst(str(labels[role])),
            organisations.get(organisation)
            or partnerships.get(partnership)
            or _("the whole installation"),
            str(meaning[role]),
        )
        for role, organisation, partnership in account.access.grants
    ]


def _names_of(account: Account) -> dict[int | None, str]:
    ids = [
        organisation for _role, organisation, _partnership in account.access.grants if organisation
    ]
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def partnerships(account: Account, *, own: bool = True) -> list[Seen]:
    """Every partnership the account sees, with every reason; links only for itself."""
    reasons = _reasons(account, own)
    address = addresses("directory:partnership") if own else lambda _pk: ""
    rows = Partnership.objects.visible_to(account).order_by("sort_key", "id")
    return [Seen(row.name_in(), address(row.pk), reasons[row.pk]) for row in rows]


def _reasons(account: Account, own: bool) -> dict[int, list[str]]:
    access = account.access
    reasons: dict[int, list[str]] = defaultdict(list)
    stands = {stand.organisation for stand in access.stands}
    rows = Partner.objects.current().filter(organisation_id__in=list(access.organisation_ids))
    for partnership, organisation, name in rows.values_list(
        "partnership_id", "organisation_id", "organisation__name"
    ):
        key = "stands" if organisation in stands else "liaison"
        reasons[partnership].append(_say(key, own, name))
    for seat in Seat.objects.filter(pk__in=[seat.pk for seat in access.seats]).select_related(
        "body"
    ):
        reasons[seat.body.partnership_id].append(_say("seat", own, seat.body.name_in()))
    for grant in access.grants:
        if grant.role == "liaison" and grant.partnership:
            reasons[grant.partnership].append(_say("named", own))
    return reasons
