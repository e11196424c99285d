"""What may be asked of a table of Django's admin: its own filters and days, with values that can occur, and nothing else.

The list of a model is what its admin declares: `list_filter`, `date_hierarchy`, `search_fields`, and columns that sort.
Django alone lets every column of a row be filtered by, hidden ones too. Source: decision 0035.
"""

from typing import Any

from django.contrib.admin import FieldListFilter, ModelAdmin
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db.models import Field
from django.http import HttpRequest

LONGEST = 200  # characters of a search
MOST_WORDS = 10  # of a search: each is looked for in every field
PARTS_OF_A_DAY = {"year": 9998, "month": 12, "day": 31}
SWITCH = {"isnull": {"True", "False"}, "isempty": {"0", "1"}}


class NotAskable(SuspiciousOperation):
    """Something was asked of a table that is not on its list; answered with 400."""


def may_filter(table: ModelAdmin, request: HttpRequest, lookup: str, value: object) -> bool:
    """Is `lookup` one of the table's filters or parts of its days, and `value` one that can occur there?"""
    if table.date_hierarchy and lookup.startswith(f"{table.date_hierarchy}__"):
        return _is_part_of_a_day(lookup.removeprefix(f"{table.date_hierarchy}__"), str(value))
    field = filters_of(table, request).get(lookup)
    return field is not None and _can_occur(field, lookup.rpartition("__")[2], str(value))


def filters_of(table: ModelAdmin, request: HttpRequest) -> dict[str, Field]:
    """Every name by which the table's filters are asked, with the field that it narrows; read once a table."""
    known = table.__dict__.get("_filters")
    if known is None:
        known = table.__dict__["_filters"] = _declared(table, request)
    return known


def _declared(table: ModelAdmin, request: HttpRequest) -> dict[str, Field]:
    declared_fields: dict[str, Field] = {}
    for declared in table.get_list_filter(request):
        given: Any = declared if isinstance(declared, tuple) else (declared, FieldListFilter.create)
        path, kind = given
        field = get_fields_from_path(table.model, path)[-1]
        made = kind(field, request, {}, table.model, table, field_path=path)
        declared_fields |= dict.fromkeys(made.expected_parameters(), field)
    return declared_fields


def _is_part_of_a_day(part: str, value: str) -> bool:
    most = PARTS_OF_A_DAY.get(part)
    return most is not None and _is_number(value) and 1 <= int(value) <= most


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= 9


def _can_occur(field: Field, last: str, value: str) -> bool:
    if last in SWITCH:
        return value in SWITCH[last]
    try:
        field.clean(value, None)
    except ValidationError:
        return False
    return "\0" not in value


class AskedList(ChangeList):
    """A list that answers only what may be asked of it, in columns, pages and searches too."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        refuse_hidden(request)
        super().__init__(request, *args, **kwargs)


def refuse_hidden(request: HttpRequest) -> None:
    """Searches that are too long or hold what nobody types, and pages that are no number. Raises: NotAskable."""
    sought, page = request.GET.get("q", ""), request.GET.get("p", "1")
    if "\0" in sought or len(sought) > LONGEST or len(sought.split()) > MOST_WORDS:
        raise NotAskable("a search that is too long")
    if not _is_number(page):
        raise NotAskable("a page that is no number")
    order = request.GET.get("o", "")
    if order and not all(_is_number(one.removeprefix("-")) for one in order.split(".")):
        raise NotAskable("an order that names no column")
