"""What is too large for memory: read back as written, and never in clear on a disk."""

import io
import os
import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from partnerships.shared.encrypted_file import EncryptedFile


def test_any_place_reads_back_as_it_was_written():
    chance, data = random.Random(3), os.urandom(300_001)  # noqa: S311
    with EncryptedFile() as file:
        at = 0
        while at < len(data):
            size = chance.choice((1, 15, 16, 17, 4096, 33_333))
            at += file.write(data[at : at + size])
        for _ in range(200):
            place, size = chance.randrange(len(data)), chance.randrange(5000)
            file.seek(place)
            assert file.read(size) == data[place : place + size]
            assert file.tell() == min(len(data), place + size)
        file.seek(0)
        assert file.read() == data


def test_what_lies_on_the_disk_is_not_what_was_written():
    with EncryptedFile() as file:
        file.write(b"a secret " * 1000)
        file._file.seek(0)
        assert b"secret" not in file._file.read()


def test_it_is_written_at_its_end_only():
    with EncryptedFile() as file:
        file.write(b"12345")
        file.seek(2)
        with pytest.raises(io.UnsupportedOperation):
            file.write(b"x")


def test_django_puts_large_files_there():
    data = os.urandom(4_000_000)
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("x.pdf", data)})
    found = request.FILES["file"]
    assert isinstance(found.file, EncryptedFile)
    assert (found.name, found.size) == ("x.pdf", len(data))
    assert found.read() == data
    found.close()
