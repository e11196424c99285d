"""Agreements at any stage, with two clauses, an annex, and parties."""

from collections import deque
from datetime import date

import factory
from django.utils import timezone

from partnerships.agreements import models
from partnerships.agreements.stages import LIFE, Stage
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
        agreement.stage = step
        if step == Stage.IN_FORCE:
            agreement.effective_on = agreement.paper_signed_on = SIGNED_ON
            agreement.paper_recorded_by = agreement.drafted_by
            agreement.paper_recorded_at = timezone.now()
        agreement.save()
    return agreement


def whole_agreement(stage: str = Stage.DRAFT, **values) -> models.Agreement:
    """Two clauses, an annex and two parties, at a stage."""
    agreement = AgreementFactory(**values)
    for kind in ("clause", "clause", "annex"):
        ClauseFactory(agreement=agreement, kind=kind, english=True)
    for position in range(2):
        PartyFactory(agreement=agreement, position=position)
    return lead_to(agreement, stage)
