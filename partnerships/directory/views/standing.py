"""Rows about who stands for what: on the page of an organisation and on that of a person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Organisation, Person, Representation
from partnerships.directory.rules import representations as rules
from partnerships.directory.rules.organisations import kept_among
from partnerships.directory.views.since import since_when
from partnerships.shared.templatetags.parts import badge, period, when, who

MOST = 50
ORDER = {role: place for place, role in enumerate(("lead", "representative", "deputy"))}


@dataclass(frozen=True)
class Standing:
    """What one line says, and where its buttons lead; an empty address is a button that is not shown."""

    line: SafeString
    time: SafeString
    signs: SafeString | str
    state: SafeString | str
    note: str
    note_by: str
    name: str
    edit: str
    replace: str
    end: str


def organisation_people(
    account: Account, organisation: Organisation, *, keeps: bool
) -> dict[str, Any]:
    """For directory/organisation_people.html: who stands for it, as far as one may see.

    `keeps`: the verdict of can_keep_organisation, which the page has asked for already.
    """
    seen = Representation.objects.visible_to(account).filter(organisation=organisation)
    rows = (
        seen if rules.can_see_former(account, organisation) else seen.not_over()
    ).select_related("person", "organisation", "replaces__person")
    running = Exists(Representation.objects.not_over().filter(pk=OuterRef("pk")))
    latest = F("ended_at").desc(nulls_last=True)
    found = list(rows.order_by(running.desc(), latest, "-until_on", "-id")[: 2 * MOST])
    today = sorted((row for row in found if not row.is_over), key=_place)
    look = Look(account, {organisation.pk} if keeps else set(), _own(account))
    return {
        "standing": [look.at(row) for row in today[:MOST]],
        "former": [look.at(row) for row in found if row.is_over][:MOST],
        **_buttons(organisation, keeps),
    }


def person_standing(account: Account, person: Person) -> dict[str, list[Standing]]:
    """The same from the side of the person: today's and to come, and former ones."""
    seen = Representation.objects.visible_to(account).filter(person=person)
    rows = list(
        seen.select_related("person", "organisation", "replaces__person").order_by("-id")[:MOST]
    )
    kept = kept_among(account, {row.organisation_id for row in rows})
    look = Look(account, kept, _own(account))
    return {
        "standing": [look.at(row, of=False) for row in rows if not row.is_over],
        "former": [look.at(row, of=False) for row in rows if row.is_over],
    }


def _own(account: Account) -> set[int]:
    """Organisations of which the account reads what was handed over: rules.can_read_handover."""
    return {organisation for _i, organisation, _role, _sign in account.access.stands}


def _place(row: Representation) -> tuple[int, str, int]:
    return ORDER[row.role], row.person.sort_key, row.pk


def _buttons(organisation: Organisation, keeps: bool) -> dict[str, str]:
    """Whoever keeps the organisation begins representations and invites: rules.can_begin_representation."""
    if not keeps:
        return {"begin": "", "invite_many": ""}
    return {
        "begin": reverse("directory:begin_representation", args=[organisation.pk]),
        "invite_many": reverse("directory:invite_many", args=[organisation.pk]),
    }


@dataclass(frozen=True)
class Look:
    """Who looks: which organisations the account keeps, and of which it reads what was handed over."""

    account: Account
    kept: set[int]
    own: set[int]

    def at(self, row: Representation, *, of: bool = True) -> Standing:
        """One line: `of` an organisation, or of a person."""
        role = capfirst(row.get_role_display())
        keeps = row.organisation_id in self.kept and not row.is_over
        return Standing(
            line=_line(row, f"{role}, {row.function}" if row.function else role, of),
            time=_time(row),
            signs=_signs(row),
            state=badge(_("to come")) if row.is_to_come else "",
            note=_note(row) if row.organisation_id in self.own else "",
            note_by=str(row.replaces.person) if row.replaces and not row.is_over else "",
            name=str(row.person if of else row.organisation),
            edit=_address("edit", row) if keeps else "",
            replace=_address("replace", row) if keeps else "",
            end=_address("end", row) if self._ends(row, keeps) else "",
        )

    def _ends(self, row: Representation, keeps: bool) -> bool:
        if row.person_id == self.account.access.person_id:
            return bool(rules.can_end_representation(self.account, row))
        return keeps


def _line(row: Representation, detail: str, of_organisation: bool) -> SafeString:
    if of_organisation:
        return who(row.person, detail, reverse("directory:person", args=[row.person_id]))
    page = reverse("directory:organisation", args=[row.organisation_id])
    return who(row.organisation, detail, page, "organisation")


def _signs(row: Representation) -> SafeString | str:
    """Today, or from a later day on."""
    if row.is_over or not row.may_sign:
        return ""
    if row.signs_today:
        return badge(_("may sign"), "info")
    return badge(format_html(_("may sign from {} on"), when(row.signs_since)))


def _address(verb: str, row: Representation) -> str:
    return reverse(f"directory:{verb}_representation", args=[row.pk])


def _note(row: Representation) -> str:
    """Of the one before, at the one who came; of one who has gone, at their own line."""
    if row.is_over:
        return row.handover_note
    return row.replaces.handover_note if row.replaces else ""


def _time(row: Representation) -> SafeString:
    last = row.last_day
    if last:
        return period(row.since or row.attested_on, last)
    return when(row.since) if row.is_to_come else since_when(row.since, row.attested_on)
