"""The letter to whoever is invited, and what it and the page behind its link say: who asks, in whose name, what for."""

import secrets
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.directory.models import (
    Invitation,
    Organisation,
    Partner,
    Partnership,
    Representation,
    Seat,
)
from partnerships.directory.models.invitations import hash_token
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter

MOST = 5  # names of one kind; more would tell nothing


class Purpose(NamedTuple):
    """Who invites somebody and what for.

    `inviter` is blank for the first people of an installation. `speaks_for`: names of the inviter's organisations, or
    their role. `represents`: for whom the invited person is to stand. `partnerships`: names of those they will see.
    """

    inviter: str
    speaks_for: list[str]
    represents: list[Representation]
    partnerships: list[str]


def describe_invitation(invitation: Invitation) -> Purpose:
    """At most MOST names of a kind, in the language that is active."""
    represents = list(
        invitation.person.representations.not_over()
        .select_related("organisation")
        .order_by("organisation__sort_key")[:MOST]
    )
    return Purpose(
        inviter=_inviter(invitation),
        speaks_for=_speaks_for(invitation, {row.organisation_id for row in represents}),
        represents=represents,
        partnerships=_partnerships(invitation, represents),
    )


def _inviter(invitation: Invitation) -> str:
    account = invitation.invited_by
    return str(getattr(account, "person", "")) if account else ""


def _speaks_for(invitation: Invitation, theirs: set[int]) -> list[str]:
    """The organisation that both stand for; else the authority of the role; else whom the inviter stands for."""
    if invitation.invited_by is None:
        return []
    access = invitation.invited_by.access
    stands = {stand.organisation for stand in access.stands}
    staff = {grant.organisation for grant in access.grants if grant.organisation}
    rows = Organisation.objects.filter(pk__in=(stands & theirs) or staff or stands)
    names = list(rows.order_by("sort_key").values_list("name", flat=True)[:MOST])
    if not names and access.is_administrator:
        return [_("the people who look after Handschlag")]
    return names


def _partnerships(invitation: Invitation, represents: list[Representation]) -> list[str]:
    """Those that the organisations are partners of today, and those in whose bodies the person sits."""
    there = Partner.objects.current().filter(
        organisation__in=[r.organisation_id for r in represents]
    )
    sits = Seat.objects.current().filter(person=invitation.person_id)
    rows = Partnership.objects.filter(pk__in=there.values("partnership")) | (
        Partnership.objects.filter(pk__in=sits.values("body__partnership"))
    )
    return [row.name_in() for row in rows.order_by("sort_key").distinct()[:MOST]]


def mint_link(invitation: Invitation) -> str:
    """A fresh link, made at the moment of posting; a former one of the same invitation ends."""
    token = secrets.token_urlsafe(32)
    Invitation.objects.filter(pk=invitation.pk).update(token_hash=hash_token(token))
    return f"{settings.SITE_URL}/invitations/{token}/"


def _invitation(letter: Letter) -> Invitation | None:
    rows = Invitation.objects.open().select_related("person")
    return rows.filter(pk=letter.facts["invitation"]).first()


def _is_invited(letter: Letter) -> bool:
    """The letter goes to the address of its invitation."""
    rows = Invitation.objects.filter(pk=letter.facts["invitation"], email=letter.email)
    return bool(letter.email) and rows.exists()


def _still_holds(letter: Letter) -> bool:
    """The invitation is open, and no newer letter was written for it."""
    invitation = _invitation(letter)
    return invitation is not None and invitation.letter_id == letter.pk


def _facts(letter: Letter) -> dict[str, object]:
    invitation = _invitation(letter)
    assert invitation is not None  # noqa: S101  a letter that does not hold any more is not posted
    purpose = describe_invitation(invitation)
    return {
        "link": mint_link(invitation),
        "person": str(invitation.person),
        "until": invitation.expires_at,
        "organisations": [row.organisation.name for row in purpose.represents],
        "inviter": purpose.inviter,
        "speaks_for": purpose.speaks_for,
        "partnerships": purpose.partnerships,
    }


KINDS = (
    LetterKind(
        "directory/invitation",
        gettext_lazy("Invitation"),
        _is_invited,
        _facts,
        still_holds=_still_holds,
    ),
)
