"""The private storage: no address serves it, files leave through a view that checks the right."""

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages


def private_storage() -> Any:
    """The storage that no address serves."""
    return storages["private"]


def store(data: bytes, folder: str, ending: str) -> str:
    """Keep the bytes under a random name below the folder; its path, as a FileField takes it."""
    name = f"{folder}/{secrets.token_hex(16)}.{ending}"
    return private_storage().save(name, ContentFile(data))
