"""Draft an agreement from the original template; its details and parties."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnerships.agreements import originals, rules
from partnerships.agreements.actions import Conflict, changing, versions
from partnerships.agreements.models import Agreement, Clause, ClauseText, Party, Signatory
from partnerships.directory.models import Account, Entry, Organisation, Partner, Partnership
from partnerships.shared.audit.actions import record

DETAILS = (
    "title",
    "title_en",
    "term_months",
    "renewal",
    "renewal_months",
    "notice_months",
    "evaluation_months",
    "incident_hours",
)


@transaction.atomic
def draft(
    partnership: Partnership,
    *,
    by: Account,
    title: str,
    title_en: str = "",
    organisations: list[Organisation],
) -> Agreement:
    """An agreement between these organisations, with the template's clauses in every content language.

    Raises: PermissionDenied, ValidationError.
    """
    rules.can_draft(by, partnership).enforce()
    agreement = Agreement(partnership=partnership, title=title, title_en=title_en, drafted_by=by)
    agreement.full_clean()
    agreement.save()
    _copy_original(agreement)
    for position, organisation in enumerate(organisations):
        _add_party(agreement, organisation, position)
    record("agreements.drafted", by=by, target=agreement, facts={"parties": len(organisations)})
    versions.note(agreement, by=by, cause="drafted")
    return agreement


def _copy_original(agreement: Agreement) -> None:
    """Two statements for all clauses and their texts: a template has two dozen."""
    texts = {language: originals.read(language) for language in originals.LANGUAGES}
    clauses = Clause.objects.bulk_create(
        Clause(
            agreement=agreement,
            kind=first.kind,
            position=position,
            key=first.key,
            numbered=first.numbered,
        )
        for position, first in enumerate(texts[agreement.governing_language])
    )
    ClauseText.objects.bulk_create(
        ClauseText(
            clause=clause,
            language=language,
            heading=passages[clause.position].heading,
            body=passages[clause.position].body.strip(),
        )
        for clause in clauses
        for language, passages in texts.items()
    )


@transaction.atomic
def edit_details(agreement: Agreement, *, by: Account, version: int, **values: object) -> Agreement:
    """Changes title and terms; `values` by field. Raises: PermissionDenied, ValidationError, Conflict."""
    with changing(agreement, by=by, cause="details_edited") as agreement:
        if agreement.version != version:
            raise Conflict("stale")
        for name in DETAILS:
            setattr(agreement, name, values.get(name, getattr(agreement, name)))
        agreement.version += 1
        agreement.full_clean()
        agreement.save()
        record("agreements.details_edited", by=by, target=agreement)
    return agreement


def _add_party(agreement: Agreement, organisation: Organisation, position: int) -> Party:
    partner = (
        Partner.objects.current()
        .filter(partnership=agreement.partnership_id, organisation=organisation)
        .first()
    )
    return Party.objects.create(
        agreement=agreement,
        organisation=organisation,
        name=organisation.name,
        side=partner.side if partner else "other",
        founding=partner is not None and partner.entry == Entry.FOUNDING,
        position=position,
    )


@transaction.atomic
def add_party(agreement: Agreement, organisation: Organisation, *, by: Account) -> Party:
    """One more party, at the end; naming the same one twice changes nothing. Raises: PermissionDenied."""
    with changing(agreement, by=by, cause="party_added") as agreement:
        there = agreement.parties.filter(organisation=organisation).first()
        if there:
            return there
        last = agreement.parties.aggregate(last=Max("position"))["last"]
        party = _add_party(agreement, organisation, (last if last is not None else -1) + 1)
        facts = {"organisation": organisation.pk}
        record("agreements.party_added", by=by, target=agreement, facts=facts)
    return party


@transaction.atomic
def edit_party(
    party: Party,
    *,
    by: Account,
    version: int | None = None,
    signatures_needed: int,
    signatories: list[dict[str, object]],
    founding: bool | None = None,
) -> Party:
    """How many signatures it needs and who gives them; `founding` None: as it was. Shape of a signatory: name, function, person or None.

    Raises: PermissionDenied, ValidationError, Conflict when `version` is given and no longer the present one.
    """
    with changing(party.agreement, by=by, cause="party_edited") as agreement:
        party_now = Party.objects.select_for_update().get(pk=party.pk)
        if version is not None and party_now.version != version:
            raise Conflict("stale")
        party.signatures_needed = signatures_needed
        party.founding = party.founding if founding is None else founding
        party.full_clean()
        party.save()
        party.signatories.all().delete()
        for position, values in enumerate(signatories):
            signatory = Signatory(party=party, position=position, **values)
            signatory.full_clean()
            signatory.save()
        facts = {"party": party.pk, "signatures": signatures_needed}
        facts |= {"signatories": len(signatories)}
        record("agreements.party_edited", by=by, target=agreement, facts=facts)
    return party


@transaction.atomic
def remove_party(party: Party, *, by: Account) -> None:
    """The organisation is no longer a party of the draft. Raises: PermissionDenied."""
    with changing(party.agreement, by=by, cause="party_removed") as agreement:
        if (
            party.signatures.exists() or party.refusals.exists()
        ):  # of a recalled round: they are kept
            party.removed_at = timezone.now()
            party.save()
        else:
            party.delete()
        facts = {"organisation": party.organisation_id}
        record("agreements.party_removed", by=by, target=agreement, facts=facts)
