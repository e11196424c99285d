"""Who runs this site, as the settings say it; docs/operations.md, "The operator"."""

import re
from base64 import b64encode
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

# What pages for everybody need; without one of them they say less than the law asks.
NEEDED = (
    "OPERATOR_NAME",
    "OPERATOR_ADDRESS",
    "OPERATOR_EMAIL",
    "OPERATOR_PHONE",
    "OPERATOR_REPRESENTED_BY",
    "DATA_PROTECTION_OFFICER",
)


NUMBER = re.compile(r"[+\d][\d ()/-]{5,}")


class Operator:
    """Read anew each time: nothing is kept."""

    def __init__(self) -> None:
        self.name: str = settings.OPERATOR_NAME
        self.address: list[str] = settings.OPERATOR_ADDRESS
        self.email: str = settings.OPERATOR_EMAIL
        self.phone: str = settings.OPERATOR_PHONE
        self.represented_by: str = settings.OPERATOR_REPRESENTED_BY
        self.vat_id: str = settings.OPERATOR_VAT_ID
        self.officer: list[str] = settings.DATA_PROTECTION_OFFICER
        self.authority: list[str] = settings.SUPERVISORY_AUTHORITY
        self.ombuds_office: list[str] = settings.OMBUDS_OFFICE

    @property
    def called(self) -> str:
        """The name; where none is set, the host that one has typed."""
        return self.name or urlsplit(settings.SITE_URL).hostname or settings.SITE_NAME

    @property
    def contact(self) -> list[str]:
        """Address, telephone and e-mail, a line each."""
        return [line for line in (*self.address, self.phone, self.email) if line]

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return _dialled(self.phone)

    @property
    def logo_address(self) -> str:
        """Blank where there is none. The number changes with the picture, so that browsers may keep it."""
        logo = settings.OPERATOR_LOGO
        return reverse("operator:logo", args=[logo.number]) if logo else ""

    @property
    def logo_data(self) -> str:
        """The picture itself as an address, for paper: it loads nothing."""
        logo = settings.OPERATOR_LOGO
        return f"data:{logo.media_type};base64,{b64encode(logo.data).decode()}" if logo else ""


def linked(lines: list[str]) -> list[SafeString]:
    """Lines of an address; numbers, e-mail addresses and pages lead there."""
    return [_linked(line) for line in lines]


def _linked(line: str) -> SafeString:
    if line.startswith("https://"):
        return format_html('<a href="{}">{}</a>', line, line.removeprefix("https://"))
    if "@" in line and " " not in line:
        return format_html('<a href="mailto:{0}">{0}</a>', line)
    if NUMBER.fullmatch(line):
        return format_html('<a href="tel:{}">{}</a>', _dialled(line), line)
    return format_html("{}", line)


def _dialled(number: str) -> str:
    return re.sub(r"[^+\d]", "", number)


def missing() -> list[str]:
    """Names of settings that are not set and should be."""
    return [name for name in NEEDED if not getattr(settings, name)]
