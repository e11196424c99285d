"""The private storage: no address serves it, files leave through a view that checks the right."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """The storage that no address serves."""
    return storages["private"]


def list_folder(folder: str) -> tuple[list[str], list[str]]:
    """Names of the folders and of the files below a folder; nothing where nothing was stored yet.

    A bucket has no folders of its own, so nobody asks whether one exists.
    """
    try:
        return private_storage().listdir(folder)
    except FileNotFoundError:
        return [], []


def store(data: bytes, folder: str, ending: str) -> str:
    """Keep the bytes under a random name below the folder; its path, as a FileField takes it."""
    name = f"{folder}/{secrets.token_hex(16)}.{ending}"
    return private_storage().save(name, ContentFile(data))
