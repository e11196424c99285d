"""Signatures on paper, recorded by keepers with a scan and mixed with those given here."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from partnerships.agreements.actions import outside
from partnerships.agreements.models import Means, PrintKind, Signature
from partnerships.agreements.stages import Stage
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.documents.models import Document
from partnerships.shared.outbox import Status
from partnerships.shared.uploads import take
from tests.journeys.forms import NASTY, VISIBLE, assert_plain, words
from tests.uploads import files

TODAY = timezone.localdate


def scan(name: str = "scan.png") -> SimpleUploadedFile:
    """A picture as somebody uploads it."""
    return SimpleUploadedFile(name, files.picture("PNG"))


def recorded(signing, name: str, party: str, **values) -> Signature:
    """By the keeper."""
    values = {"signed_on": TODAY(), "scan": take(scan())} | values
    key = signing.parties[party]
    given = outside.record_paper(key, by=signing.keeper, name=name, **values)
    signing.agreement.refresh_from_db()
    return given


def test_paper_and_here_mixed(signing) -> None:
    signing.ready()
    given = recorded(
        signing, "treasurer muster", "association", function="Kasse", place="Nordstadt"
    )
    assert (given.place_no, given.person, given.means) == (
        2,
        signing.people["treasurer"],
        Means.PAPER,
    )
    assert given.file.kind == "scan" and given.file.sha256
    assert signing.agreement.stage == Stage.PARTLY_SIGNED
    assert recorded(signing, "Erika Unbekannt", "club").person is None
    signing.sign("mayor")
    signing.sign("chairwoman")
    assert signing.agreement.stage == Stage.IN_FORCE


def test_what_cannot_be_recorded(signing) -> None:
    signing.ready()
    for field, values in (
        ("signed_on", {"signed_on": TODAY() + timedelta(days=1)}),
        ("signed_on", {"signed_on": TODAY() - timedelta(days=1)}),
    ):
        with pytest.raises(ValidationError) as caught:
            recorded(signing, "Jemand", "club", **values)
        assert list(caught.value.message_dict) == [field]
    recorded(signing, "Treasurer Muster", "association")
    with pytest.raises(ValidationError, match="cannot sign twice"):
        recorded(signing, " TREASURER  muster", "association")
    with pytest.raises(PermissionDenied, match="You have signed for Association Nord already"):
        signing.sign("treasurer")
    with pytest.raises(PermissionDenied, match="Only police liaison staff"):
        outside.record_paper(
            signing.parties["club"], by=signing.account("deputy"), name="X", signed_on=TODAY(),
            scan=take(scan()),
        )  # fmt: skip
    assert not AuditEvent.objects.filter(facts__contains="Treasurer").exists()


def test_the_form(signing) -> None:
    signing.ready()
    client, path = signing.client("liaison"), signing.path("deputy", "record")
    typed = {"name": NASTY, "function": NASTY, "place": NASTY, "signed_on": TODAY().isoformat()}
    typed = {key: value[:110] if key != "signed_on" else value for key, value in typed.items()}
    for wrong in (
        {"sent": "1"},
        typed,  # without a scan
        typed | {"scan": SimpleUploadedFile("a.png", b"no picture")},
        typed | {"scan": SimpleUploadedFile("a.png", b"")},
        typed | {"scan": scan(), "name": "x" * 161},
        typed | {"scan": scan(), "signed_on": "31.02.2026"},
    ):
        answer = client.post(path, wrong)
        assert answer.status_code == 200 and answer.context["form"].errors
    done = client.post(path, typed | {"scan": scan()})
    assert done.status_code == 302
    page = signing.client("mayor").get(done["Location"])
    assert VISIBLE[:60] in words(page.content)
    assert_plain(page.content)
    signature = Signature.objects.get()
    link = f"/agreements/{signing.agreement.pk}/files/{signature.file_id}/"
    assert link in page.content.decode()
    fetched = signing.client("mayor").get(link)
    assert fetched["Content-Disposition"].startswith("attachment") and b"".join(fetched)
    assert signing.client("outsider").get(link).status_code == 404
    assert signing.client("member").get(path).status_code == 403


def test_everybody_fetches_the_frozen_pdf(signing) -> None:
    round = signing.ready()
    own = f"/agreements/{signing.agreement.pk}"
    assert signing.client("mayor").post(f"{own}/frozen/").status_code == 403
    assert signing.client("mayor").get(f"{own}/frozen.pdf").status_code == 404
    for _ in range(2):
        assert signing.client("liaison").post(f"{own}/frozen/").status_code == 302
    made = round.prints.get(kind=PrintKind.FROZEN).document
    assert signing.client("mayor").get(f"{own}/frozen.pdf").status_code == 404  # not ready yet
    _filed(made)
    fetched = signing.client("mayor").get(f"{own}/frozen.pdf")
    assert b"".join(fetched) == b"%PDF-1.7 frozen"
    assert signing.client("outsider").get(f"{own}/frozen.pdf").status_code == 404


def _filed(document: Document) -> None:
    from django.core.files.base import ContentFile

    document.sha256, document.progress = "0" * 64, 100
    document.file.save("frozen.pdf", ContentFile(b"%PDF-1.7 frozen"), save=False)
    document.status = Status.DONE
    document.save()
