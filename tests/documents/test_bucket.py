"""Files in S3-compatible storage: a real server on loopback, our own views, nothing public."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import boto3
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from moto.server import ThreadedMotoServer

from config.bucket import in_bucket
from partnerships.agreements.actions.printing import request_document
from partnerships.shared.documents.expiry import forget_strays
from partnerships.shared.documents.models import Document
from partnerships.shared.files import list_folder, private_storage, store
from partnerships.shared.outbox import Status
from tests.factories.agreements import whole_agreement

NAME, REGION = "handschlag-files", "eu-central-1"
KEYS = {"key_id": "trial", "key": "trial-secret"}
CONTENT = b"%PDF-1.7 only its owner reads this"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def client_of(url: str):
    keys = {"aws_access_key_id": KEYS["key_id"], "aws_secret_access_key": KEYS["key"]}
    return boto3.client("s3", endpoint_url=url, region_name=REGION, **keys)


@pytest.fixture
def bucket(server, settings, monkeypatch):
    """The settings' own entry, led to the server of the test. A field has chosen its storage when Django was loaded."""
    client = client_of(server)
    client.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": REGION})
    private = in_bucket(NAME, url=server, region=REGION, **KEYS)
    settings.STORAGES = settings.STORAGES | {"private": private}
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", storages["private"])
    yield client
    for found in client.list_objects_v2(Bucket=NAME).get("Contents", []):
        client.delete_object(Bucket=NAME, Key=found["Key"])
    client.delete_bucket(Bucket=NAME)


def kept(cast, path: str) -> Document:
    """An agreement on paper that the liaison staff asked for, made and filed at `path`."""
    agreement = whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    document = request_document(agreement, by=cast.account("liaison"), language="de")
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    done = {"status": Status.DONE, "file": path, "sha256": sha256, "size": len(CONTENT)}
    Document.objects.filter(pk=document.pk).update(**done)
    return Document.objects.get(pk=document.pk)


def test_a_file_leaves_through_our_view_alone(db, cast, bucket) -> None:
    document = kept(cast, store(CONTENT, "documents/2026", "pdf"))
    answer = cast.client("liaison").get(f"/documents/{document.pk}/file/")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == CONTENT
    assert "amz" not in str(answer.headers).lower() and NAME not in str(answer.headers)
    assert cast.client("outsider").get(f"/documents/{document.pk}/file/").status_code == 404


def test_nothing_in_the_bucket_is_public(bucket) -> None:
    path = store(CONTENT, "documents/2026", "pdf")
    grants = bucket.get_object_acl(Bucket=NAME, Key=path)["Grants"]
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]
    assert "URI" not in str(grants)


def test_the_same_name_overwrites_nothing(bucket) -> None:
    first = private_storage().save("a/b.pdf", ContentFile(b"first"))
    second = private_storage().save("a/b.pdf", ContentFile(b"second"))
    assert first != second
    with private_storage().open(first) as file:
        assert file.read() == b"first"


def test_what_is_read_does_not_touch_the_disk(bucket) -> None:
    path = store(b"x" * 8_000_000, "documents/2026", "pdf")
    with private_storage().open(path) as file:
        assert len(file.read()) == 8_000_000
        assert file._file._rolled is False


def test_strays_are_forgotten_there_too(db, cast, bucket) -> None:
    named = kept(cast, store(CONTENT, "documents/2026", "pdf"))
    store(CONTENT, "documents/2026", "pdf")
    assert len(list_folder("documents/2026")[1]) == 2
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=True):
        assert forget_strays() == 1
    assert list_folder("documents/2026")[1] == [named.file.name.rpartition("/")[2]]


def test_readyz_tells_of_a_bucket_that_is_gone(db, bucket, settings, server) -> None:
    assert Client().get("/readyz").json()["storage"] is True
    gone = in_bucket("another", url=server, region=REGION, **KEYS)
    settings.STORAGES = settings.STORAGES | {"private": gone}
    answer = Client().get("/readyz")
    assert answer.status_code == 503 and answer.json()["storage"] is False
    assert storages["private"].bucket_name == "another"
