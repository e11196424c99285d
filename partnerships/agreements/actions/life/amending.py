"""A new version of an agreement in force: a draft that starts from it and takes its place when it takes effect."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from partnerships.agreements import rules
from partnerships.agreements.actions.moves import lock
from partnerships.agreements.life import members
from partnerships.agreements.models import Agreement, AgreementFile, Clause, FileKind, Format, Party
from partnerships.agreements.models.limits import TITLE_LIMIT
from partnerships.agreements.text.formats import agreeing
from partnerships.directory.models import Account, Partner
from partnerships.shared.audit.actions import record

MARK = gettext_lazy("%(title)s (version %(number)d)")
COPIED = (
    "partnership",
    "governing_language",
    "term_months",
    "notice_months",
    "renewal",
    "renewal_months",
    "evaluation_months",
    "incident_hours",
)


@transaction.atomic
def amend(agreement: Agreement, *, by: Account) -> Agreement:
    """Text, annexes, terms and today's members as a new draft; the old one stays in force meanwhile.

    A form sent twice gives the first draft. Raises: PermissionDenied.
    """
    agreement = lock(agreement)
    there = agreement.successors.filter(
        drafted_by=by, created_at__date=timezone.localdate()
    ).first()
    if there and there.stage == "draft" and there.version == 1:
        return there
    rules.can_amend(by, agreement).enforce()
    made = Agreement(
        drafted_by=by, supersedes=agreement, **{name: getattr(agreement, name) for name in COPIED}
    )
    number = _number(agreement) + 1
    made.title = mark_title(agreement.title, number, "de")
    made.title_en = mark_title(agreement.title_en, number, "en") if agreement.title_en else ""
    made.full_clean()
    made.save()
    for clause in agreement.clauses.prefetch_related("texts", "files"):
        _copy_clause(clause, made)
    _copy_parties(agreement, made)
    record("agreements.drafted", by=by, target=made, facts={"parties": made.parties.count()})
    record("agreements.amended", by=by, target=agreement, facts={"successor": made.pk})
    return made


def _number(agreement: Agreement) -> int:
    """How many agreements there are in the chain of versions up to this one, itself included."""
    number, at = 1, agreement.supersedes
    while at:
        number, at = number + 1, at.supersedes
    return number


def mark_title(title: str, number: int, language: str) -> str:
    """The title with the number of the version instead of the mark of the one before, cut to fit."""
    with override(language):
        for before in range(2, number):
            title = title.removesuffix(MARK % {"title": "", "number": before})
        mark = MARK % {"title": "", "number": number}
        return title.strip()[: TITLE_LIMIT - len(mark)] + mark


def _copy_clause(clause: Clause, made: Agreement) -> None:
    files, texts = list(clause.files.all()), list(clause.texts.all())
    new = Clause.objects.create(
        agreement=made,
        kind=clause.kind,
        position=clause.position,
        key=clause.key,
        numbered=clause.numbered,
    )
    for text in texts:
        text.pk, text._state.adding, text.clause = None, True, new
        if text.format == Format.FORMER:
            text.format = agreeing(text.body)
        text.save()
    for file in files:
        if file.kind == FileKind.ANNEX:
            _copy_file(file, made, new)


def _copy_file(file: AgreementFile, made: Agreement, clause: Clause) -> None:
    """Its bytes as well: what is removed from the draft stays with the agreement in force."""
    with file.file.open("rb") as source:
        content = ContentFile(source.read(), name=Path(str(file.file.name)).name)
    file.pk, file._state.adding = None, True
    file.agreement, file.clause, file.file = made, clause, content
    file.save()


def _copy_parties(agreement: Agreement, made: Agreement) -> None:
    """Makes every member of today a party of the new version, also those who acceded."""
    bound = members.find_on(agreement, timezone.localdate())
    there = {
        party.organisation_id: party for party in agreement.parties.prefetch_related("signatories")
    }
    partners = Partner.objects.current().filter(partnership=agreement.partnership_id)
    sides = dict(partners.values_list("organisation", "side"))
    for position, member in enumerate(bound):
        old = None if member.acceded else there.get(member.organisation)
        party = Party.objects.create(
            agreement=made,
            organisation_id=member.organisation,
            name=member.name,
            side=old.side if old else sides.get(member.organisation, "other"),
            founding=old.founding if old else False,
            signatures_needed=old.signatures_needed if old else 1,
            position=position,
        )
        for signatory in old.signatories.all() if old else []:
            signatory.pk, signatory._state.adding, signatory.party = None, True, party
            signatory.save()
