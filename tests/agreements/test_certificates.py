"""Signatures with own certificates on the frozen PDF: all sign one file, and each is given to its party."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from partnerships.agreements.actions import printing
from partnerships.agreements.models import AgreementFile, Signature
from partnerships.agreements.stages import Stage
from partnerships.shared.documents.render import render
from partnerships.shared.outbox import Status
from partnerships.shared.sealing import test_authority
from tests.documents.test_render import page
from tests.journeys.forms import words
from tests.sealing import forging


@pytest.fixture(scope="module")
def authority():
    """Whom signatures lead to."""
    return test_authority.new_authority("Trust centre")


@pytest.fixture
def frozen(signing, authority, settings, tmp_path) -> bytes:
    """Ready to sign, with its frozen PDF made; the trust centre is known."""
    roots = tmp_path / "roots.pem"
    roots.write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    settings.SIGNATURE_TRUST_ROOTS = str(roots)
    document = printing.request_frozen(signing.ready(), by=signing.keeper)
    data = render(page("<h1>Vertrag</h1>"))
    document.sha256, document.progress, document.status = "0" * 64, 100, Status.DONE
    document.file.save("frozen.pdf", ContentFile(data), save=False)
    document.save()
    assert document.kept
    return data


def uploaded(signing, data: bytes):
    """What the page answers to the keeper."""
    file = SimpleUploadedFile("signed.pdf", data, content_type="application/pdf")
    path = f"/agreements/{signing.agreement.pk}/signed/"
    return signing.client("liaison").post(path, {"file": file})


def signed(data: bytes, authority, *names: str) -> bytes:
    """By these people, one after another."""
    for name in names:
        pair = test_authority.issue(authority, name, organisation="Verein")
        data = forging.signed(data, pair, field=f"S-{name}")
    return data


def test_all_sign_one_file_and_it_is_in_force(signing, frozen, authority) -> None:
    first = signed(frozen, authority, "Mayor Muster", "Jemand Fremdes")
    led = uploaded(signing, first)["Location"]
    shown = signing.client("liaison").get(led)
    assert "2 valid signatures were found" in words(shown.content)
    form = shown.context["form"]
    city = f"{signing.parties['city'].pk}:1"
    assert [form[name].value() for name in form.fields] == [city, ""]  # suggested by the name
    club = f"{signing.parties['club'].pk}:1"
    client = signing.client("liaison")
    twice = client.post(led, {"signature_0": city, "signature_1": city})
    assert "cannot take the same place" in words(twice.content)
    none = client.post(led, {"signature_0": "", "signature_1": ""})
    assert "at least one signature" in words(none.content)
    assert client.post(led, {"signature_0": city, "signature_1": club}).status_code == 302
    given = list(Signature.objects.order_by("pk").values_list("name", "person", "means"))
    assert given == [
        ("Mayor Muster", signing.people["mayor"].pk, "certificate"),
        ("Jemand Fremdes", None, "certificate"),
    ]
    certificate = Signature.objects.first().certificate
    assert (certificate["subject"], certificate["issuer"]) == ("Mayor Muster", "Trust centre")
    signing.sign("treasurer")  # mixed with one given here
    last = signed(first, authority, "Chairwoman Muster")
    led = uploaded(signing, last)["Location"]
    form = signing.client("liaison").get(led).context["form"]
    assert [bound.value() for bound in form] == [f"{signing.parties['association'].pk}:1"]
    assert client.post(led, {"signature_0": form["signature_0"].value()}).status_code == 302
    signing.agreement.refresh_from_db()
    assert signing.agreement.stage == Stage.IN_FORCE
    assert client.get(led).status_code == 403  # nothing is recorded afterwards


def test_what_is_refused_and_why(signing, frozen, authority) -> None:
    stranger = test_authority.new_authority("Nobody's centre")
    good = signed(frozen, authority, "Mayor Muster")
    broken = bytearray(good)
    broken[len(frozen) // 2] ^= 1
    for data, reason in (
        (frozen, "without any signature"),
        (signed(render(page("<h1>Anders</h1>")), authority, "Mayor Muster"), "not the frozen PDF"),
        (signed(frozen, stranger, "Mayor Muster"), "nobody we trust vouches"),
        (bytes(broken), "not the frozen PDF"),
        (b"no pdf at all", "none that we can take"),
        (b"", "is empty"),
    ):
        answer = uploaded(signing, data)
        assert answer.status_code == 200 and reason in words(answer.content), reason
    assert not AgreementFile.objects.exists() and not Signature.objects.exists()


def test_who_may_upload_and_assign(signing, frozen, authority) -> None:
    led = uploaded(signing, signed(frozen, authority, "Mayor Muster"))["Location"]
    own = f"/agreements/{signing.agreement.pk}/signed/"
    for name, status in (("mayor", 403), ("outsider", 404)):
        assert signing.client(name).get(own).status_code == status
        assert signing.client(name).post(led, {"signature_0": ""}).status_code == status
    wrong = signing.client("liaison").post(led, {"signature_0": "999:1"})
    assert wrong.status_code == 200 and not Signature.objects.exists()


def test_a_place_that_is_taken_meanwhile(signing, frozen, authority) -> None:
    from partnerships.agreements.actions import certificates

    uploaded(signing, signed(frozen, authority, "Mayor Muster"))
    kept = AgreementFile.objects.get()
    [found] = certificates.find_new(signing.agreement.rounds.get(), kept)
    signing.sign("mayor")
    with pytest.raises(PermissionDenied, match="This place is taken"):
        certificates.assign(
            kept, {found.imprint: (signing.parties["city"].pk, 1)}, by=signing.keeper
        )


def test_a_name_that_paper_cannot_print_needs_its_printed_form(signing, frozen, authority) -> None:
    led = uploaded(signing, signed(frozen, authority, "山田太郎"))["Location"]
    client, club = signing.client("liaison"), f"{signing.parties['club'].pk}:1"
    assert "printed_name_0" in client.get(led).context["form"].fields
    refused = client.post(led, {"signature_0": club})
    assert "Paper cannot print this name" in words(refused.content)
    unprintable = client.post(led, {"signature_0": club, "printed_name_0": "山田"})
    assert "printed_name_0" in unprintable.context["form"].errors
    only = client.post(led, {"signature_0": "", "printed_name_0": "Yamada"})
    assert "at least one signature" in words(only.content)
    assert not Signature.objects.exists()
    assert client.post(led, {"signature_0": club, "printed_name_0": "Yamada"}).status_code == 302
    given = Signature.objects.get()
    assert (given.name, given.printed_name) == ("山田太郎", "Yamada")
