"""One row of each table around an agreement, with the same words wherever somebody may write."""

from datetime import date
from typing import Any

from django.utils import timezone

from partnerships.agreements import models
from partnerships.agreements.stages import Stage
from tests.factories.agreements import lead_to

DAY = date(2026, 3, 5)
DIGEST = "0" * 64


def open_round(agreement: models.Agreement) -> models.SigningRound:
    """A round in which may be signed; the agreement is led to that stage."""
    if agreement.stage != Stage.READY:
        lead_to(agreement, Stage.READY)
    return agreement.rounds.open().get()


def one_of_each(agreement: models.Agreement, *, by: Any, person: Any, words: str) -> None:
    """Comment, proposal, version, files, round, signature, refusal, and what comes after signing."""
    organisation = agreement.parties.first().organisation
    said = {"organisation": organisation, "by": by}
    agreement.comments.create(body=words, **said)
    agreement.proposals.create(language="de", heading=words, body=words, reason=words, **said)
    agreement.versions.create(number=1, by=by, cause="drafted", facts={"w": words}, digest=DIGEST)
    agreement.files.create(
        kind="scan", name=words, file=f"{words}.pdf", sha256=DIGEST, size=1, uploaded_by=by
    )
    _signed(open_round(agreement), by=by, person=person, words=words)
    _after(agreement, organisation, by=by, words=words)


def _signed(round: models.SigningRound, *, by: Any, person: Any, words: str) -> None:
    first, second = round.agreement.parties.all()[:2]
    round.signatures.create(
        party=first,
        place_no=1,
        person=person,
        name=words,
        function=words,
        means="password",
        digest=round.digest,
        signed_on=DAY,
        by=by,
    )
    round.refusals.create(party=second, person=person, by=by, reason=words)


def _after(agreement: models.Agreement, organisation: Any, *, by: Any, words: str) -> None:
    own = {"organisation": organisation, "name": organisation.name}
    agreement.accessions.create(
        declared_on=DAY, declaration=words, declared_by=by, signed_name=words, **own
    )
    agreement.exits.create(noticed_on=DAY, last_on=DAY, reason=words, noticed_by=by, **own)
    agreement.terminations.create(noticed_on=DAY, last_on=DAY, reason=words, noticed_by=by)
    agreement.renewals.create(from_on=DAY, until_on=DAY, decided_on=DAY, note=words)
    agreement.evaluations.create(held_on=DAY, findings=words, noted_by=by)
    agreement.reminders.create(occasion="evaluation", about_on=DAY)
    models.Ceremony.objects.create(
        agreement=agreement, at=timezone.now(), place="Saal", guests=words, note=words
    )
