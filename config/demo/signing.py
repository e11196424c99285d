"""Agreements that are signed here: among invented organisations, by invented people, through the actions people use."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from config.demo.accounts import open_account
from config.demo.facts import Facts, Value
from config.demo.freezing import make_ready
from config.demo.registry import Loaded
from config.demo.scans import scan_of
from partnerships.agreements.actions import rounds, signing
from partnerships.agreements.actions.drafting import draft, edit_details, edit_party
from partnerships.agreements.actions.life import amend, terminate
from partnerships.agreements.actions.paper import confirm_paper, record_on_paper
from partnerships.agreements.actions.stages import take_step
from partnerships.agreements.models import Agreement, Means, Party, Signatory
from partnerships.agreements.rules import confirmers_of
from partnerships.directory.letters.roles import PROTECTED_ROLE
from partnerships.directory.models import Account, Grant, Person, RepresentationRole
from partnerships.shared.letters.models import Letter


def load_agreements(name: str, facts: list[Facts], loaded: Loaded) -> None:
    """Each as far as its `life` says; drafted by the person whom the facts call `by`."""
    for values in facts:
        by = _account_of(loaded.people[values["by"]])
        agreement = _drafted(name, values, loaded, by)
        LIVES[values["life"]](agreement, values, by)


ABOUT_STANDING = ("directory/representation_begun", "directory/appointment_told")


def tell_nobody() -> None:
    """Invented people get no letters about what the load made them do, nor about roles that were confirmed long ago."""
    waiting = Grant.objects.waiting().values_list("pk", flat=True)
    about_roles = Letter.objects.filter(kind=PROTECTED_ROLE)
    about_roles.exclude(facts__grant__in=list(waiting)).delete()
    Letter.objects.filter(
        Q(kind__startswith="agreements/")
        | Q(kind__startswith="meetings/")
        | Q(kind__startswith="complaints/")
        | Q(kind__in=ABOUT_STANDING)
    ).delete()


def _drafted(name: str, values: Facts, loaded: Loaded, by: Account) -> Agreement:
    agreement = draft(
        loaded.partnerships[name],
        by=by,
        title=values["title"],
        title_en=values["title_en"],
        organisations=[loaded.organisations[key] for key in values["parties"]],
    )
    agreement = edit_details(agreement, by=by, version=agreement.version, **values["terms"])
    two = {loaded.organisations[key].pk for key in values.get("two_signatures", ())}
    for party in agreement.parties.select_related("organisation"):
        needed = 2 if party.organisation_id in two else 1
        edit_party(party, by=by, signatures_needed=needed, signatories=signatories(party)[:needed])
    return take_step(agreement, "consult", by=by)


def signatories(party: Party) -> list[Facts]:
    """Who may sign for a party today, heads first; as actions.edit_party takes them."""
    may_sign = (
        party.organisation.representations.current().filter(may_sign=True).select_related("person")
    )
    heads_first = sorted(may_sign, key=lambda r: (r.role != RepresentationRole.LEAD, r.pk))
    return [
        {"person": r.person, "name": str(r.person), "function": r.function} for r in heads_first
    ]


def _freeze(agreement: Agreement, values: Facts, by: Account) -> Agreement:
    """Ready to sign; whoever is to sign can sign in."""
    for party in agreement.parties.prefetch_related("signatories__person"):
        for signatory in party.signatories.all():
            _account(signatory)
    deadline = timezone.localdate() + timedelta(days=values["deadline_in_days"])
    return make_ready(agreement, by=by, deadline_on=deadline)


def _seal(agreement: Agreement, values: Facts, by: Account) -> None:
    """Everybody signs; the worker seals it after the start."""
    for party in _freeze(agreement, values, by).parties.all():
        _sign(party)


def _sign_some(agreement: Agreement, values: Facts, by: Account) -> None:
    """Recalled once, frozen again, signed by some, refused by the last party."""
    first, *_rest = _freeze(agreement, values, by).parties.all()
    _sign(first)
    rounds.recall(agreement, by=by, reason=values["recalled_because"])
    agreement.refresh_from_db()
    parties = list(_freeze(agreement, values, by).parties.all())
    for party in parties[: values["signed"]]:
        _sign(party)
    signing.refuse(
        parties[-1],
        by=_account(parties[-1].signatories.all()[0]),
        reason=values["refused_because"],
    )


def _consult(agreement: Agreement, values: Facts, by: Account) -> None:
    """As it was drafted: under consultation."""


def _decline(agreement: Agreement, values: Facts, by: Account) -> None:
    rounds.decline(agreement, by=by, reason=values["declined_because"])


def _on_paper(agreement: Agreement, values: Facts, by: Account) -> None:
    """Signed on paper so many days before the load, in force until so many days after it."""
    sign_on_paper(
        make_ready(agreement, by=by),
        by=by,
        signed_on=_ago(values["signed_days_ago"]),
        place=values["place"],
        until_on=_ago(-values["ends_in_days"]),
    )


def _terminate(agreement: Agreement, values: Facts, by: Account) -> None:
    """Notice was given in time, and the last day is over."""
    _on_paper(agreement, values, by)
    terminate(
        agreement,
        by=by,
        noticed_on=_ago(values["noticed_days_ago"]),
        last_on=_ago(values["ended_days_ago"]),
        reason=values["terminated_because"],
    )


def _supersede(agreement: Agreement, values: Facts, by: Account) -> None:
    """A new version, signed on paper too; the clock ends the old one."""
    _on_paper(agreement, values, by)
    successor = take_step(amend(agreement, by=by), "consult", by=by)
    sign_on_paper(
        make_ready(successor, by=by),
        by=by,
        signed_on=_ago(values["renewed_days_ago"]),
        place=values["place"],
    )


def _ago(days: int) -> date:
    """So many days before the load; a negative number is after it."""
    return timezone.localdate() - timedelta(days=days)


def sign_on_paper(agreement: Agreement, *, by: Account, signed_on: date, **values: Value) -> None:
    """Recorded as from before the text stood here; a lead of another party confirms it."""
    record = record_on_paper(
        agreement,
        by=by,
        digest=agreement.rounds.open().get().digest,
        signed_on=signed_on,
        scan=scan_of(agreement.parties.count()),
        text_from_paper=True,
        **values,
    )
    confirm_paper(record, by=Account.objects.get(pk=min(confirmers_of(record))))


def _sign(party: Party) -> None:
    digest = party.agreement.rounds.open().get().digest
    for signatory in party.signatories.select_related("person"):
        signing.sign(party, by=_account(signatory), means=Means.EMAIL_CODE, digest=digest)


def _account(signatory: Signatory) -> Account:
    """Of the person who is to sign."""
    assert signatory.person is not None  # noqa: S101  the demo names everybody who is to sign
    return _account_of(signatory.person)


def _account_of(person: Person) -> Account:
    """Read anew; opened first where there is none."""
    person.refresh_from_db()
    if person.account_id is None:
        open_account(person)
        person.refresh_from_db()
    return Account.objects.get(person=person)


LIVES = {
    "consultation": _consult,
    "ready": _freeze,
    "partly": _sign_some,
    "sealed": _seal,
    "paper": _on_paper,
    "declined": _decline,
    "terminated": _terminate,
    "superseded": _supersede,
}
