"""What people upload: known by its content, limited, made harmless, then kept privately."""

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.shared import bounded
from partnerships.shared.files import store
from partnerships.shared.foreign import MOST_POINTS
from partnerships.shared.foreign.refused import Refused
from partnerships.shared.lines import clean_line

MOST_BYTES = 25 * 1024 * 1024
MOST = f"{MOST_BYTES // 1024**2}\N{NO-BREAK SPACE}MB"
LONGEST_NAME = 250  # without its ending; file systems take 255 with it


class Kind(StrEnum):
    """What a file can be."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"  # becomes a JPEG
    HEIC = "heic"  # becomes a JPEG


ALL = (Kind.PDF, Kind.PNG, Kind.JPEG)
BEGINNINGS = {Kind.PDF: b"%PDF-", Kind.PNG: b"\x89PNG\r\n\x1a\n", Kind.JPEG: b"\xff\xd8\xff"}
TYPES = {Kind.PDF: "application/pdf", Kind.PNG: "image/png", Kind.JPEG: "image/jpeg"}
OPENING = "partnerships.shared.foreign.opening:"
WORDS = {Kind.PDF: "PDF", Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.WEBP: "WebP", Kind.HEIC: "HEIC"}
FORMS = {
    Kind.PNG: "PNG",
    Kind.JPEG: "JPEG",
    Kind.WEBP: "WEBP",
    Kind.HEIC: "HEIF",
}  # as Pillow calls them
BECOMES = {Kind.WEBP: Kind.JPEG, Kind.HEIC: Kind.JPEG}
# What the first bytes of a HEIF file call themselves. Source: ISO/IEC 23008-12.
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


REFUSALS = {
    "empty": gettext_lazy("This file is empty. Choose it again, or make it anew."),
    "too_large": gettext_lazy("This file is larger than %(most)s. Make it smaller, or divide it."),
    "unknown_kind": gettext_lazy(
        "This file is none that we can take. Choose one of these kinds: %(kinds)s."
    ),
    "encrypted": gettext_lazy(
        "This PDF is protected by a password or against changes. Save it without protection and choose it again."
    ),
    "broken": gettext_lazy("This file is damaged and cannot be opened. Make it anew."),
    "too_complex": gettext_lazy(
        "This file takes too much time or memory to open. Print it to a new PDF, or scan it, and choose that."
    ),
    "busy": gettext_lazy(
        "Many files are being looked at just now, and yours was not taken. Please choose it again in a minute."
    ),
    "only_form": gettext_lazy(
        "This PDF is a form that only some programs can show. Print it to a new PDF and choose that."
    ),
    "envelope": gettext_lazy(
        "This PDF is only an envelope for other files. Choose the files that lie in it, one by one."
    ),
    "long_name": gettext_lazy(
        "The name of this file is longer than %(letters)s characters. Give it a shorter name and choose it again."
    ),
    "too_many_points": gettext_lazy(
        "This picture has too many points. Save it smaller, at most %(points)s million points."
    ),
}


@dataclass(frozen=True)
class Upload:
    """A file that may be kept. The ending of `name` says what it really is."""

    kind: Kind
    name: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """Of what is kept, which need not be what was sent."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def content_type(self) -> str:
        """The media type for its download."""
        return TYPES[self.kind]


def sniff(data: bytes) -> Kind | None:
    """By the first bytes alone: a reason to try, never to trust."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS:
        return Kind.HEIC
    return next((kind for kind in ALL if data.startswith(BEGINNINGS[kind])), None)


def take(file: UploadedFile, *, kinds: Collection[Kind] = ALL, untouched: bool = False) -> Upload:
    """Read an uploaded file (`name`, `size`, `read`) and make it harmless.

    Pictures are drawn anew; PDFs lose scripts, actions and enclosed files. `untouched` only looks
    into a PDF and keeps its bytes: whoever serves it must offer it as a download.
    Raises: Refused.
    """
    if (file.size or 0) > MOST_BYTES:
        raise Refused("too_large")
    data = file.read()
    if not data:
        raise Refused("empty")
    kind = sniff(data)
    if kind is None or kind not in kinds:
        raise Refused("unknown_kind")
    made = BECOMES.get(kind, kind)
    return Upload(made, _name(file.name, made), _harmless(data, kind, untouched))


def _harmless(data: bytes, kind: Kind, untouched: bool) -> bytes:
    """Taken apart in a child with limits. Raises: Refused."""
    with _refusing():
        code, made = bounded.run(_opener(kind), data, **_arguments(kind, untouched=untouched))
    if code:
        raise Refused(code)
    return made


@contextmanager
def nameless(file: bounded.Read, kind: Kind) -> Iterator[Callable[[int], bytes]]:
    """For what must not tell who made it: `read(size)` gives the harmless file without place, device, author and days.

    Neither what came nor what is given lies in memory as a whole. Raises: Refused, also at the end: only then is it whole.
    """
    with (
        _refusing(),
        bounded.answering(_opener(kind), file, **_arguments(kind, nameless=True)) as answer,
    ):
        if answer.said:
            raise Refused(answer.said)
        yield answer.read


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except bounded.TooMuch as stopped:
        if stopped.reason == "busy":
            raise Refused("busy") from stopped
        # A library that asks for more than there is may end the child without a word.
        ran_out = stopped.reason in ("time", "memory", "died")
        raise Refused("too_complex" if ran_out else "broken") from stopped


def _opener(kind: Kind) -> str:
    return OPENING + ("pdf" if kind == Kind.PDF else "picture")


def _arguments(kind: Kind, **of_pdf: bool) -> dict[str, Any]:
    return of_pdf if kind == Kind.PDF else {"form": FORMS[kind]}


def _name(given: str | None, kind: Kind) -> str:
    stem = clean_line(PurePath(given or "").stem)
    if len(stem) > LONGEST_NAME:
        raise Refused("long_name")
    return f"{stem or _('File')}.{kind}"


def keep(upload: Upload, folder: str) -> str:
    """Store it privately under a random name; the path for a FileField."""
    return store(upload.data, folder, upload.kind)


def sentence(code: str, kinds: Collection[Kind] = ALL) -> str:
    """Why a file was refused, and what to do."""
    facts = {"most": MOST, "kinds": _named(kinds), "letters": LONGEST_NAME}
    return str(REFUSALS[code]) % {**facts, "points": MOST_POINTS // 1_000_000}


def _named(kinds: Collection[Kind]) -> str:
    return ", ".join(WORDS[kind] for kind in kinds)


def _hint(kinds: Collection[Kind]) -> str:
    return _("%(kinds)s, up to %(most)s.") % {"kinds": _named(kinds), "most": MOST}


class FileField(forms.FileField):
    """Gives an `Upload`, or None when it is not required and nothing was chosen."""

    def __init__(
        self, *, kinds: Collection[Kind] = ALL, untouched: bool = False, **options: Any
    ) -> None:
        self.kinds, self.untouched = kinds, untouched
        accept = ",".join(TYPES[kind] for kind in kinds)
        options.setdefault("widget", forms.FileInput(attrs={"accept": accept}))
        options.setdefault("help_text", lazy(_hint, str)(kinds))
        super().__init__(allow_empty_file=True, **options)

    def clean(self, data: object, initial: object = None) -> Upload | None:
        """Raises: ValidationError with the reason in the person's language."""
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return take(file, kinds=self.kinds, untouched=self.untouched)
        except Refused as refused:
            message = sentence(refused.code, self.kinds)
            raise ValidationError(message, code=refused.code) from refused
