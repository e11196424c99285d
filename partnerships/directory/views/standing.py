"""Rows about who stands for what: on the page of an organisation and on that of a person."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.directory.models import (
    Account,
    Appointment,
    Organisation,
    Person,
    Representation,
)
from partnerships.directory.rules import representations as rules
from partnerships.directory.rules.appointments import appoints_among, can_ask_to_lead
from partnerships.directory.rules.decisions import NAMES, Decision, what_is_asked
from partnerships.directory.rules.organisations import kept_among
from partnerships.directory.views.appointments import missing
from partnerships.directory.views.since import since_when
from partnerships.shared.row_addresses import place_of
from partnerships.shared.templatetags.parts import badge, period, when, who

MOST = 50
AROUND = (
    "person",
    "organisation",
    "replaces__person",
    *(f"rests_on__{name}" for name in NAMES),
)
ORDER = {role: place for place, role in enumerate(("lead", "representative", "deputy"))}


@dataclass(frozen=True)
class Standing:
    """What one line says, and where its buttons lead; an empty address is a button that is not shown."""

    place: str
    line: SafeString
    time: SafeString
    signs: SafeString | str
    state: SafeString | str
    decided: str
    decision: str
    note: str
    note_by: str
    name: str
    edit: str
    replace: str
    end: str


def organisation_people(
    account: Account, organisation: Organisation, *, keeps: bool
) -> dict[str, object]:
    """For directory/organisation_people.html: who stands for it, as far as one may see.

    `keeps`: the verdict of can_keep_organisation, which the page has asked for already; `organisation` is the one
    that organisation_edit.get_organisation gave.
    """
    visible = Representation.objects.visible_to(account).filter(organisation=organisation)
    rows = visible if rules.can_see_former(account, organisation) else visible.not_over()
    rows = rows.select_related(*AROUND).annotate(other_lead=_other_lead())
    running = Exists(Representation.objects.not_over().filter(pk=OuterRef("pk")))
    latest = F("ended_at").desc(nulls_last=True)
    representations = list(rows.order_by(running.desc(), latest, "-until_on", "-id")[: 2 * MOST])
    today = sorted((row for row in representations if not row.is_over), key=_place)
    appoints = bool(appoints_among(account, {organisation.pk} if keeps else ()))
    look = StandingLines(account, {organisation.pk} if appoints else set(), _own(account))
    has_lead = any(row.role == "lead" and not row.is_provisional for row in today)
    own = next((row for row in today if row.person_id == account.access.person_id), None)
    asks = own is not None and (own.waits_for_witness or not has_lead)
    return {
        "standing": [look.at(row) for row in today[:MOST]],
        "former": [look.at(row) for row in representations if row.is_over][:MOST],
        "waiting": _waiting(account, organisation) if organisation.is_asked else [],
        "has_lead": has_lead,
        "ask_to_lead": _ask_to_lead(account, organisation) if asks else "",
        "takes_over": _takes_over(account, organisation),
        **_buttons(account, organisation, appoints),
    }


def _takes_over(account: Account, organisation: Organisation) -> str:
    """The page for whoever stands for it today."""
    if not rules.can_read_handover(account, organisation):
        return ""
    return reverse("directory:handover", args=[organisation.pk])


def _waiting(account: Account, organisation: Organisation) -> list[dict[str, object]]:
    """Who is asked to stand, lead or sign for it, and whose yes is missing."""
    rows = Appointment.objects.visible_to(account).open().filter(organisation=organisation)
    return [
        {
            "person": str(row.person),
            "what": what_is_asked(row),
            "missing": missing(row),
            "href": reverse("directory:appointment", args=[row.pk]),
        }
        for row in rows.select_related("person")[:MOST]
    ]


def _ask_to_lead(account: Account, organisation: Organisation) -> str:
    """Where the person may ask a witness and does not wait for one already."""
    if not can_ask_to_lead(account, organisation):
        return ""
    waits = Appointment.objects.open().filter(
        person=account.access.person_id, organisation=organisation
    )
    return "" if waits.exists() else reverse("directory:ask_to_lead", args=[organisation.pk])


def person_standing(account: Account, person: Person) -> dict[str, list[Standing]]:
    """The same from the side of the person: today's and to come, and former ones."""
    visible = Representation.objects.visible_to(account).filter(person=person)
    rows = list(
        visible.select_related(*AROUND).annotate(other_lead=_other_lead()).order_by("-id")[:MOST]
    )
    kept = appoints_among(account, kept_among(account, {row.organisation_id for row in rows}))
    look = StandingLines(account, kept, _own(account))
    return {
        "standing": [look.at(row, of=False) for row in rows if not row.is_over],
        "former": [look.at(row, of=False) for row in rows if row.is_over],
    }


def _other_lead() -> Exists:
    """Somebody else leads the organisation of the row, also tomorrow."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return Exists(rules.other_leads(OuterRef("organisation"), OuterRef("person"), tomorrow))


def _own(account: Account) -> set[int]:
    """Organisations of which the account reads what was handed over: rules.can_read_handover."""
    return {stand.organisation for stand in account.access.stands}


def _place(row: Representation) -> tuple[int, str, int]:
    return ORDER[row.role], row.person.sort_key, row.pk


def _buttons(account: Account, organisation: Organisation, appoints: bool) -> dict[str, str]:
    """Its lead, or who keeps it until there is one, begins representations; only its lead invites several at once."""
    begin = reverse("directory:begin_representation", args=[organisation.pk]) if appoints else ""
    vouches = organisation.pk in account.access.vouches
    many = reverse("directory:invite_many", args=[organisation.pk]) if vouches else ""
    return {"begin": begin, "invite_many": many}


@dataclass(frozen=True)
class StandingLines:
    """Who looks: which organisations the account keeps, and of which it reads what was handed over."""

    account: Account
    kept: set[int]
    own: set[int]

    def at(self, row: Representation, *, of: bool = True) -> Standing:
        """One line: `of` an organisation, or of a person."""
        role = capfirst(row.get_role_display())
        keeps = row.organisation_id in self.kept and not row.is_over
        return Standing(
            place=place_of(row),
            line=_line(row, f"{role}, {row.function}" if row.function else role, of),
            time=_time(row),
            signs=_signs(row),
            state=_state(row),
            decided=_say_decided(row),
            decision=self._decision(row),
            note=_note(row) if row.organisation_id in self.own else "",
            note_by=str(row.replaces.person) if row.replaces and not row.is_over else "",
            name=str(row.person if of else row.organisation),
            edit=_address("edit", row) if keeps else "",
            replace=_address("replace", row) if keeps else "",
            end=_address("end", row) if self._ends(row, keeps) else "",
        )

    def _decision(self, row: Representation) -> str:
        """Its page, for those who see it: the person, and who stands for the organisation."""
        own = row.organisation_id in self.own or row.person_id == self.account.access.person_id
        if row.rests_on_id is None or not own:
            return ""
        return reverse("directory:appointment", args=[row.rests_on_id])

    def _ends(self, row: Representation, keeps: bool) -> bool:
        if row.person_id == self.account.access.person_id:
            other = getattr(row, "other_lead", None)
            return bool(rules.can_end_representation(self.account, row, other_lead=other))
        return keeps


def _line(row: Representation, detail: str, of_organisation: bool) -> SafeString:
    if of_organisation:
        return who(row.person, detail, reverse("directory:person", args=[row.person_id]))
    page = reverse("directory:organisation", args=[row.organisation_id])
    return who(row.organisation, detail, page, "organisation")


def _state(row: Representation) -> SafeString | str:
    """Not yet, not confirmed, or from before the rule."""
    if row.is_to_come:
        return badge(_("to come"))
    if row.is_provisional:
        return badge(_("witness asked"), "warning")
    if row.waits_for_witness:
        return badge(_("from before the rule"))
    return ""


def _say_decided(row: Representation) -> str:
    """In whose name it stands there; nothing for names, and for what dates from before the rule."""
    if row.rests_on is None or row.is_over:
        return ""
    return capfirst(Decision.read(row.rests_on).in_words())


def _signs(row: Representation) -> SafeString | str:
    """Today, or from a later day on; from before the rule only when somebody has confirmed it."""
    if row.is_over or not row.may_sign:
        return ""
    if row.rests_on_id is None:
        return badge(_("may sign once confirmed"))
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
