"""The list of records: its columns, what may be asked of it, and what of each row goes into every file."""

from collections.abc import Sequence
from dataclasses import replace

import django_filters
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from analyses.kinds import Category, Handling, Schema, Secrecy
from analyses.models import Contribution
from analyses.strictness import Limits, strictest
from analyses.views.columns import choice_column, label_each, plain_column
from analyses.views.contributions import marking_of
from analyses.views.record_words import NATURES, flags_of, known_of, limits_in_words
from partnerships.directory.models import Account
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, WordsFilter, choice_filter
from partnerships.shared.sorting import sort_key
from partnerships.shared.templatetags.parts import link


class RecordLabels:
    """Words and addresses, made once for many rows; the contributions that they rest on in one question."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        numbers = {row.contribution_id for row in rows}  # type: ignore[attr-defined]
        found = Contribution.objects.filter(pk__in=numbers)
        self.given = found.select_related("authority", "basis__provision").in_bulk()
        self.schemas = label_each(Schema.choices)
        self.categories = label_each(Category.choices)
        self.natures = label_each(NATURES.items())

    def limits(self, row: object) -> Limits:
        """What recipients of this row may do."""
        own = Limits(row.handling, row.handling_text)  # type: ignore[attr-defined]
        given = self.given[row.contribution_id]  # type: ignore[attr-defined]
        return strictest([own, Limits(given.handling, given.handling_text)])

    def marking(self, row: object) -> str:
        """PolG NRW § 22b, in words."""
        marks = marking_of(self.given[row.contribution_id])  # type: ignore[attr-defined]
        return "; ".join(f"{label}: {words}" for label, words in marks)

    def known(self, row: object) -> str:
        """All that is known, for files."""
        known = known_of(row.schema, row.properties)  # type: ignore[attr-defined]
        return "; ".join(f"{label}: {', '.join(values)}" for label, values in known)


def _secrecy(row: object, look: RecordLabels) -> str:
    return str(Secrecy(look.given[row.contribution_id].secrecy).label)  # type: ignore[attr-defined]


LIMITS = ("contribution_id", "handling", "handling_text")
COLUMNS = (
    ListColumn(
        "caption",
        pgettext_lazy("a record", "Called"),
        ("id", "case_id", "caption"),
        value=lambda row, look: row.caption,
        cell=lambda row, look: link(
            row.caption, reverse("analyses:record", args=[row.case_id, row.id])
        ),
        sort=("caption",),
    ),
    choice_column("schema", gettext_lazy("What it is"), Schema.choices, "schemas"),
    choice_column(
        "category", gettext_lazy("Category of the person"), Category.choices, "categories"
    ),
    ListColumn(
        "nature",
        gettext_lazy("Fact or assessment"),
        ("is_assessment",),
        value=lambda row, look: look.natures[row.is_assessment],
        sort=("is_assessment",),
    ),
    ListColumn(
        "certainty",
        gettext_lazy("Source and information"),
        ("source", "information"),
        value=lambda row, look: f"{row.source}{row.information}",
        sort=("source", "information"),
    ),
    ListColumn(
        "handling",
        gettext_lazy("Handling"),
        LIMITS,
        value=lambda row, look: limits_in_words(look.limits(row)),
        cell=lambda row, look: look.limits(row).code,
        sort=("handling",),
    ),
    ListColumn(
        "authority",
        gettext_lazy("Authority"),
        ("contribution_id",),
        value=lambda row, look: str(look.given[row.contribution_id].authority),
        sort=("contribution__authority__sort_key",),
    ),
    ListColumn(
        "basis",
        gettext_lazy("Legal basis"),
        ("contribution_id",),
        value=lambda row, look: str(look.given[row.contribution_id].basis),
        shown=False,
    ),
    ListColumn(
        "marking",
        gettext_lazy("Mark by PolG NRW § 22b"),
        ("contribution_id",),
        value=lambda row, look: look.marking(row),
        shown=False,
    ),
    ListColumn(
        "secrecy",
        gettext_lazy("Special secrecy"),
        ("contribution_id",),
        value=_secrecy,
        shown=False,
    ),
    ListColumn(
        "flags",
        gettext_lazy("Minor, or needs special protection"),
        ("is_minor", "needs_protection"),
        value=lambda row, look: flags_of(row),
        shown=False,
    ),
    ListColumn(
        "known",
        gettext_lazy("What is known"),
        ("schema", "properties"),
        value=lambda row, look: look.known(row),
        shown=False,
    ),
    plain_column("number", gettext_lazy("Number"), field="id", shown=False, numeric=True),
)
# A file always says these of each row, whatever columns one looks at.
TRAVELS = {
    *("handling", "authority", "basis", "marking", "secrecy"),
    *("category", "nature", "certainty", "flags"),
}


class RecordFilter(ListFilter):
    """What may be asked of the list; the authorities and contributions are those of the case."""

    same_for_everybody = False
    words = WordsFilter(field_name="caption", label=pgettext_lazy("a record", "Called"))
    schema = choice_filter(Schema.choices, label=gettext_lazy("What it is"))
    category = choice_filter(Category.choices, label=gettext_lazy("Category of the person"))
    handling = choice_filter(Handling.choices, label=gettext_lazy("Handling"))


RECORDS = List(
    slug="analysis-records",
    caption=gettext_lazy("Records"),
    columns=COLUMNS,
    filters=RecordFilter,
    order=("caption", "id"),
    look=RecordLabels,
    empty=gettext_lazy("No records yet"),
    empty_text=gettext_lazy("Records appear here as soon as an authority contributes some."),
    keeps_views=False,
)


def list_of(contributions: Sequence[Contribution]) -> List:
    """With the authorities and contributions of this case to choose from."""
    authorities = {str(each.authority_id): str(each.authority) for each in contributions}
    gifts = [(str(each.pk), _called(each)) for each in contributions]
    filters: dict[str, django_filters.Filter] = {
        "authority": choice_filter(
            sorted(authorities.items(), key=lambda pair: sort_key(str(pair[1]))),
            field_name="contribution__authority",
            label=gettext_lazy("Authority"),
        ),
        "contribution": choice_filter(gifts, label=gettext_lazy("Contribution")),
    }
    return replace(RECORDS, filters=type("CaseRecordFilter", (RecordFilter,), filters))


def _called(contribution: Contribution) -> str:
    day = contribution.submitted_at or contribution.created_at
    words = f"{contribution.authority}, {date_format(day, 'SHORT_DATE_FORMAT')}"
    return (
        words
        if contribution.submitted_at
        else _("%(contribution)s (draft)") % {"contribution": words}
    )
