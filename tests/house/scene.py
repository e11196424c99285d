"""The things behind the doors: one of each that an address can name."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from partnerships.agreements.actions.stages import request_document
from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import Stage
from partnerships.directory.actions.invitations import hash_of
from partnerships.directory.models import Invitation, Project
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status
from tests.cast import Cast
from tests.factories import agreements as agree
from tests.factories import directory as make

STAGES = {
    "draft": Stage.DRAFT,
    "consulted": Stage.CONSULTATION,
    "ready": Stage.READY,
    "in_force": Stage.IN_FORCE,
}


@dataclass
class Scene:
    """Rows by the words of the table; South's things are foreign to all but the outsider."""

    cast: Cast
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, kind: str, word: str) -> Any:
        """The row that the table calls `word`."""
        return self.rows[kind][word]


def set_up(cast: Cast) -> Scene:
    """North has everything once, agreements at each stage that matters; South has a draft."""
    scene = Scene(cast)
    keeper = cast.account("liaison")
    agreements = {
        word: agree.whole_agreement(
            stage, partnership=cast.north, drafted_by=keeper, title=f"Nordvertrag {word}"
        )
        for word, stage in STAGES.items()
    }
    agreements["south"] = agree.whole_agreement(partnership=cast.south, drafted_by=keeper)
    places = {"north": cast.north, "south": cast.south}
    scene.rows = {
        "agreement": agreements,
        "partnership": places,
        "body": {word: _body(place) for word, place in places.items()},
        "project": {word: _project(place) for word, place in places.items()},
        "organisation": {
            "police": cast.police,
            "north": cast.association,
            "south": cast.south.partners.get().organisation,
        },
        "document": _documents(cast, agreements["draft"]),
        "letter": {"failed": _letter(Status.FAILED), "sent": _letter(Status.DONE)},
        "token": _invitations(cast),
    }
    return scene


def _body(partnership):
    there = partnership.bodies.first()
    return there or make.BodyFactory(partnership=partnership, name="Südrunde")


def _project(partnership):
    return Project.objects.create(
        partnership=partnership,
        name=f"Vorhaben {partnership.name}",
        attested_on=make.LONG_AGO,
        lead=partnership.partners.first().organisation,
    )


def _documents(cast: Cast, agreement: Agreement) -> dict[str, Document]:
    """Three that the partner asked for."""
    found = {}
    for word, status in (("waiting", Status.QUEUED), ("done", Status.DONE), ("bad", Status.FAILED)):
        document = request_document(agreement, by=cast.account("partner"), language="de")
        if status == Status.DONE:
            document.sha256, document.progress = "0" * 64, 100
            document.file.save("scene.pdf", ContentFile(b"%PDF-1.7 scene"), save=False)
        document.status = status
        document.save()
        found[word] = document
    return found


def _letter(status: Status) -> Letter:
    return Letter.objects.create(
        kind="directory/invitation",
        email="jemand@example.org",
        language="de",
        status=status,
        facts={"invitation": 0},
    )


def _invitations(cast: Cast) -> dict[str, str]:
    """Secrets of links: one open, one that nobody knows."""
    token = uuid4().hex
    Invitation.objects.create(
        person=make.PersonFactory(),
        email="eingeladen@example.org",
        token_hash=hash_of(token),
        expires_at=timezone.now() + timedelta(days=1),
    )
    return {"open": token, "over": "nobody-knows-this"}
