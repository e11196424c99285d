"""What may be known of a record: a closed list by kind, in the names of FollowTheMoney. No free "other", no origin, no belief, no view.

Source: DESIGN section 1 (no origin as a criterion), issue of the case; names of properties as in FollowTheMoney, for exchange.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.kinds import Schema

Form = Literal["line", "date", "phone", "email", "iban", "plate", "vin", "country"]


@dataclass(frozen=True)
class Property:
    """`name` as in FollowTheMoney; `form`: how a value is checked and shown; `is_many`: several values may stand."""

    name: str
    label: str | Promise
    form: Form = "line"
    is_many: bool = False


LONGEST = 200  # characters of a value
MOST = 10  # values of a property

PROPERTIES: dict[str, tuple[Property, ...]] = {
    Schema.PERSON: (
        Property("lastName", _("family name")),
        Property("firstName", _("given name")),
        Property("alias", _("also called"), is_many=True),
        Property("birthDate", _("date of birth"), "date"),
        Property("birthPlace", _("place of birth")),
        Property("address", pgettext_lazy("a record", "address"), is_many=True),
        Property("phone", _("telephone"), "phone", is_many=True),
        Property("email", _("e-mail address"), "email", is_many=True),
        Property("idNumber", _("number of a document"), is_many=True),
    ),
    Schema.COMPANY: (
        Property("name", pgettext_lazy("a company", "name")),
        Property("alias", _("also called"), is_many=True),
        Property("registrationNumber", _("register number"), is_many=True),
        Property("vatCode", _("VAT number")),
        Property("legalForm", _("legal form")),
        Property("incorporationDate", _("founded on"), "date"),
        Property("dissolutionDate", _("dissolved on"), "date"),
        Property("address", pgettext_lazy("a record", "address"), is_many=True),
        Property("phone", _("telephone"), "phone", is_many=True),
        Property("sector", _("line of business")),
    ),
    Schema.VEHICLE: (
        Property("registrationNumber", _("licence plate"), "plate", is_many=True),
        Property("vin", _("vehicle identification number"), "vin"),
        Property("type", _("kind of vehicle")),
        Property("model", _("make and model")),
        Property("buildDate", _("built on"), "date"),
    ),
    Schema.ADDRESS: (
        Property("street", _("street and number")),
        Property("postalCode", _("postcode")),
        Property("city", _("place")),
        Property("country", _("country"), "country"),
    ),
    Schema.PHONE: (Property("number", _("telephone number"), "phone"),),
    Schema.ACCOUNT: (
        Property("iban", _("IBAN"), "iban"),
        Property("accountNumber", _("account number")),
        Property("bankName", _("bank")),
    ),
    Schema.EVENT: (
        Property("name", pgettext_lazy("an event", "what happened")),
        Property("date", _("day"), "date"),
        Property("startDate", _("from"), "date"),
        Property("endDate", _("until"), "date"),
        Property("location", _("place")),
        Property("summary", _("summary")),
    ),
    Schema.DOCUMENT: (
        Property("title", pgettext_lazy("a document", "title")),
        Property("date", _("day"), "date"),
        Property("fileNumber", _("file number")),
        Property("author", _("written by")),
    ),
}

Properties = dict[str, list[str]]  # as `Record.properties`


def caption_of(schema: str, properties: Properties) -> str:
    """What a record is called in lists: the name, or the first value that is known."""
    if schema == Schema.PERSON:
        names = [*properties.get("lastName", [])[:1], *properties.get("firstName", [])[:1]]
        if names:
            return ", ".join(names)[:LONGEST]
    if schema == Schema.ADDRESS:
        parts = [properties.get(name, [""])[0] for name in ("street", "postalCode", "city")]
        return " ".join(part for part in parts if part)[:LONGEST]
    for each in PROPERTIES[schema]:
        if values := properties.get(each.name):
            return values[0][:LONGEST]
    return ""
