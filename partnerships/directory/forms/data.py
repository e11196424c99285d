"""What a form is made of."""

from collections.abc import Mapping, MutableMapping
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

# What was sent, by the names of fields; None for a page that is only looked at.
Data: TypeAlias = Mapping[str, object] | None
Files: TypeAlias = MultiValueDict[str, UploadedFile] | None  # the files that came with it
Initial: TypeAlias = MutableMapping[str, Any] | None  # what stands in it at first
