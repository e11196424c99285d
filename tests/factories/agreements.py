"""Agreements at any stage, with two clauses, an annex, and parties."""

from collections import deque
from datetime import date
from hashlib import sha256

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from partnerships.agreements import models
from partnerships.agreements.actions import versions
from partnerships.agreements.life import term
from partnerships.agreements.stages import LIFE, Stage
from partnerships.agreements.text import frozen_text
from partnerships.shared.documents.models import Document
from partnerships.shared.outbox import Status
from tests.factories.directory import AccountFactory, OrganisationFactory, PartnershipFactory

SIGNED_ON = date(2026, 3, 5)


class AgreementFactory(factory.django.DjangoModelFactory):
    """A draft without clauses and parties."""

    class Meta:
        model = models.Agreement

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Vereinbarung {n}")
    drafted_by = factory.SubFactory(AccountFactory)


class ClauseFactory(factory.django.DjangoModelFactory):
    """A clause with words in German; `english=True` adds the translation."""

    class Meta:
        model = models.Clause
        skip_postgeneration_save = True

    agreement = factory.SubFactory(AgreementFactory)
    position = factory.Sequence(int)

    @factory.post_generation
    def english(self, create, extracted, **kwargs):
        """The words."""
        words = {"de": ("Zweck", "Wir arbeiten zusammen."), "en": ("Purpose", "We work together.")}
        for language in ["de", "en"] if extracted else ["de"]:
            heading, body = words[language]
            self.texts.create(language=language, heading=heading, body=body)


class PartyFactory(factory.django.DjangoModelFactory):
    """A party that signs once."""

    class Meta:
        model = models.Party

    agreement = factory.SubFactory(AgreementFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.SelfAttribute("organisation.name")
    side = "civil"


def way_to(stage: str) -> list[str]:
    """The shortest legal way from the birth to a stage, without the birth itself."""
    ways, waiting = {LIFE.birth: []}, deque([LIFE.birth])
    while waiting:
        at = waiting.popleft()
        for move in LIFE.from_stage(at):
            if move.target not in ways:
                ways[move.target] = [*ways[at], move.target]
                waiting.append(move.target)
    return ways[stage]


def lead_to(agreement: models.Agreement, stage: str) -> models.Agreement:
    """Along the legal way, past the actions; what the database asks of a stage is filled in."""
    for step in way_to(stage):
        if step == Stage.IN_FORCE:
            agreement.rounds.open().update(ended_at=timezone.now(), ending="in_force")
            agreement.effective_on = SIGNED_ON
        agreement.stage = step
        agreement.save()
        if step == Stage.READY:
            open_round_of(agreement)
    return agreement


def open_round_of(agreement: models.Agreement, **values) -> models.SigningRound:
    """The wording is frozen; in force when all have signed, unless `values` say otherwise."""
    facts = frozen_text.read(agreement)
    values = {"number": 1, "frozen_by": agreement.drafted_by} | values
    return agreement.rounds.create(facts=facts, digest=frozen_text.digest_of(facts), **values)


def whole_agreement(stage: str = Stage.DRAFT, **values) -> models.Agreement:
    """Two clauses, an annex and two parties, at a stage."""
    agreement = AgreementFactory(**values)
    for kind in ("clause", "clause", "annex"):
        ClauseFactory(agreement=agreement, kind=kind, english=True)
    for position in range(2):
        PartyFactory(agreement=agreement, position=position)
    return lead_to(agreement, stage)


def recorded_on_paper(agreement: models.Agreement, *, by, **values) -> models.PaperRecord:
    """Of its open round, past the action: nobody is told."""
    days = {"signed_on": SIGNED_ON, "effective_on": SIGNED_ON, "text_from_paper": True}
    scan = _file(agreement, kind="scan", name="Scan.pdf", by=by, data=b"%PDF-1.7 scan")
    round = agreement.rounds.open().get()
    return round.paper_records.create(scan=scan, recorded_by=by, **days | values)


def tried(agreement: models.Agreement, *, by=None, **values) -> Document:
    """The trial of today's wording, as the worker leaves it, without drawing it."""
    values = {"status": Status.DONE, "progress": 100} | values
    document = Document.objects.create(
        kind="agreements.trial",
        title=agreement.title,
        language="de",
        facts={},
        requested_by=by or agreement.drafted_by,
        file="documents/00/trial.pdf",
        sha256="0" * 64,
        **values,
    )
    now = models.Agreement.objects.get(pk=agreement.pk)
    digest = frozen_text.digest_of(frozen_text.read(now))
    agreement.prints.create(document=document, kind="trial", digest=digest)
    return document


def put_in_force(agreement: models.Agreement, effective_on: str) -> models.Agreement:
    """In force from a day, with the end that its term gives; past the actions."""
    lead_to(agreement, Stage.IN_FORCE)
    agreement.effective_on = date.fromisoformat(effective_on)
    agreement.until_on = term.last_day_of(agreement.effective_on, agreement.term_months)
    agreement.save()
    return agreement


def lead_on(agreement: models.Agreement, stage: str) -> models.Agreement:
    """One more step, past the actions."""
    agreement.stage = stage
    agreement.save()
    return agreement


def talk_over(agreement: models.Agreement, organisation, *, by, number: int = 0) -> None:
    """What a party says of the first clause: inside, released, proposed, answered; a version; a file of the annex."""
    clause, annex = agreement.clauses.first(), agreement.clauses.last()
    said = {"organisation": organisation, "by": by, "clause": clause, "about": "Zweck"}
    agreement.comments.create(body="Unter uns.", **said)
    agreement.comments.create(body="Für alle.", released_at=timezone.now(), released_by=by, **said)
    for answer in ({}, {"answer": "declined", "answer_reason": "Nein.", "answered_by": by}):
        agreement.proposals.create(
            language="de",
            heading="Zweck",
            body=f"Wir arbeiten eng zusammen. {len(answer)}",
            on_heading="Zweck",
            on_body="Wir arbeiten zusammen.",
            reason="Damit es klar ist.",
            answered_at=timezone.now() if answer else None,
            **answer,
            **said,
        )
    attach(annex, by=by, data=f"%PDF-1.7 {number}".encode())
    versions.note(agreement, by=by, cause="drafted")


def attach(annex: models.Clause, *, by, data: bytes = b"%PDF-1.7 annex") -> models.AgreementFile:
    """A file of an annex, kept in the private storage."""
    named = {"kind": "annex", "name": "Karte.pdf", "clause": annex}
    return _file(annex.agreement, by=by, data=data, **named)


def _file(agreement: models.Agreement, *, by, data: bytes, **values) -> models.AgreementFile:
    file = models.AgreementFile(
        agreement=agreement,
        sha256=sha256(data).hexdigest(),
        size=len(data),
        media_type="application/pdf",
        uploaded_by=by,
        **values,
    )
    file.file.save("file.pdf", ContentFile(data))
    return file


def signed_by(agreement: models.Agreement, *parties: models.Party, **values) -> models.SigningRound:
    """A draft becomes ready to sign; these parties have signed once each, on paper."""
    for stage in (Stage.CONSULTATION, Stage.READY):
        lead_on(agreement, stage)
    facts = frozen_text.read(agreement)
    values = {"number": 1, "frozen_by": agreement.drafted_by} | values
    values |= {"facts": facts, "digest": frozen_text.digest_of(facts)}
    found = agreement.rounds.create(**values)
    for party in parties:
        found.signatures.create(
            party=party,
            place_no=1,
            name="Jemand",
            means="paper",
            digest=found.digest,
            signed_on=SIGNED_ON,
            by=agreement.drafted_by,
        )
    return found
