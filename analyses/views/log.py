"""The log of analyses for data protection: the list, and the check of its chain. That one reads it is in the log."""

from collections.abc import Callable, Sequence
from typing import Any

import django_filters
from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from analyses import rules
from analyses.actions.log_chain import years_to_drop
from analyses.actions.logging import Reason, hash_words, note
from analyses.models import (
    LogAnchor,
    LogEntry,
    LogWalk,
    Operation,
    ProvisionVersion,
    ReasonCode,
)
from analyses.views.columns import label_each, plain_column
from analyses.views.sight import in_sight
from partnerships.directory.models import Account, Organisation
from partnerships.directory.requests import Request
from partnerships.shared.audit.listing import DaysFilter, PersonFilter
from partnerships.shared.lists.description import List, ListColumn, Row, Text
from partnerships.shared.lists.export import FORMATS
from partnerships.shared.lists.filters import SearchField, SearchFilter, choice_filter
from partnerships.shared.lists.pages import respond
from partnerships.shared.templatetags.parts import code, words

SUPERVISION = Reason(ReasonCode.SUPERVISION)
CLOSED_SHOWN = 10
MOST_FOUND = 200  # authorities by one name


class NumberFilter(django_filters.CharFilter):
    """The whole number of a case: among a hundred thousand entries the index finds it."""

    field_class = SearchField

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrowed to entries of these cases."""
        return qs.filter(case_number=value.strip()) if value else qs


class AuthorityFilter(SearchFilter):
    """For which authority. Organisations are looked up first, for the same reason."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrowed to entries of authorities whose name holds every word."""
        if not value:
            return qs
        found = super().filter(Organisation.objects.all(), value)
        return qs.filter(authority_id__in=list(found.values_list("pk", flat=True)[:MOST_FOUND]))


class EntryFilter(DaysFilter):
    """By person, case, days, authority, what was done, and why."""

    q = PersonFilter(field_name="person__sort_key", label=_("Person"), column="account_id")
    number = NumberFilter(label=_("Number of the case"))
    authority = AuthorityFilter(label=_("Authority"))
    operation = choice_filter(Operation.choices, label=_("What was done"))
    reason = choice_filter(ReasonCode.choices, field_name="reason_code", label=_("Reason"))


def names_of(accounts: set[int]) -> dict[int, str]:
    """People by the number of their account; by address where no person is entered."""
    columns = ("pk", "person__given_name", "person__family_name", "email")
    rows = Account.objects.filter(pk__in=accounts).values_list(*columns) if accounts else ()
    return {
        pk: f"{given or ''} {family or ''}".strip() or email for pk, given, family, email in rows
    }


class EntryWords:
    """Words for the entries of one page: people, authorities and legal bases by name."""

    def __init__(self, account: Account, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.people = names_of(self._numbers("account_id"))
        organisations = self._numbers("authority_id") | self._numbers("recipient_id")
        self.organisations = (
            dict(Organisation.objects.filter(pk__in=organisations).values_list("pk", "name"))
            if organisations
            else {}
        )
        bases = self._numbers("basis_id")
        versions = ProvisionVersion.objects.filter(pk__in=bases).select_related("provision")
        self.bases = {each.pk: str(each) for each in versions} if bases else {}
        self.by_clock = gettext("the program, by the clock")
        self.operations = label_each(Operation.choices)
        self.reasons = label_each(ReasonCode.choices)
        self._kinds: dict[str, str] = {}

    def _numbers(self, name: str) -> set[int]:
        return {number for row in self.rows if (number := getattr(row, name, None))}

    def person(self, row: Row) -> str:
        """Who it was."""
        if row.account_id is None:
            return self.by_clock
        return self.people.get(row.account_id, str(row.account_id))

    def about(self, row: Row) -> str:
        """Kind and number of the thing."""
        if row.object_type not in self._kinds:
            self._kinds[row.object_type] = _kind_of(row.object_type)
        return f"{self._kinds[row.object_type]} {row.object_id or ''}".strip()

    def reason(self, row: Row) -> str:
        """The code in words, and the words that were typed."""
        said = self.reasons.get(row.reason_code, "")
        return f"{said}: {row.reason_text}" if row.reason_text else said


def _kind_of(object_type: str) -> str:
    try:
        model = apps.get_model("analyses", object_type.replace("_", ""))
    except LookupError:
        return object_type
    return str(model._meta.verbose_name)


def _column(
    slug: str, label: Text, fields: str, value: Callable[[Row, Any], object], **how: Any
) -> ListColumn:
    return ListColumn(slug, label, tuple(fields.split()), value, **how)


ENTRIES = List(
    slug="analysis-log",
    caption=_("Log of analyses"),
    columns=(
        plain_column("at", _("When")),
        _column(
            "who",
            _("Who"),
            "account_id",
            lambda row, look: look.person(row),
            cell=lambda row, look: words(look.person(row)),
        ),
        _column(
            "authority",
            _("Authority"),
            "authority_id",
            lambda row, look: look.organisations.get(row.authority_id, ""),
        ),
        _column(
            "operation",
            _("What was done"),
            "operation",
            lambda row, look: look.operations[row.operation],
        ),
        _column("about", _("About"), "object_type object_id", lambda row, look: look.about(row)),
        _column(
            "case",
            pgettext_lazy("an analysis", "Case"),
            "case_number",
            lambda row, look: row.case_number,
            cell=lambda row, look: code(row.case_number) if row.case_number else "",
        ),
        _column(
            "reason", _("Reason"), "reason_code reason_text", lambda row, look: look.reason(row)
        ),
        _column(
            "recipient",
            _("Recipient"),
            "recipient_id",
            lambda row, look: look.organisations.get(row.recipient_id, ""),
            shown=False,
        ),
        _column(
            "basis",
            _("Legal basis"),
            "basis_id",
            lambda row, look: look.bases.get(row.basis_id, ""),
            shown=False,
        ),
        _column(
            "fields",
            _("Fields"),
            "fields",
            lambda row, look: ", ".join(str(name) for name in row.fields),
            shown=False,
        ),
        plain_column("rows", _("Records"), sorts=False, shown=False, numeric=True),
        plain_column("what", _("Code"), sorts=False, shown=False),
        plain_column("zone", _("Time zone"), sorts=False, shown=False),
        _column("ip", _("Network address"), "ip", lambda row, look: row.ip or "", shown=False),
        plain_column("request", _("Request"), field="request_id", sorts=False, shown=False),
        plain_column(
            "search", _("Checksum of the search"), field="search_hash", sorts=False, shown=False
        ),
        plain_column("number", _("Number"), field="id", sorts=False, shown=False, numeric=True),
    ),
    filters=EntryFilter,
    order=("-at", "-id"),
    look=EntryWords,
    empty=_("No entries yet"),
    empty_text=_("Whatever people do and read in analyses is noted and appears on this page."),
)


@in_sight
def log(request: Request) -> HttpResponseBase:
    """Newest first, filtered; of one's own authority, or all. Also as a file."""
    rules.can_read_log(request.user).enforce()
    exports = request.GET.get("export", "") in FORMATS
    asked = [name for name in EntryFilter.base_filters if request.GET.get(name)]
    note(
        Operation.DISCLOSE if exports else Operation.CONSULT,
        "log.exported" if exports else "log.read",
        by=request.user,
        about=("log_entry", 0),
        reason=SUPERVISION,
        fields=asked,
        search_hash=hash_words(request.GET.get("q", "")),
    )
    rows = LogEntry.objects.visible_to(request.user)
    return respond(request, ENTRIES, rows, template="analyses/log.html")


@in_sight
def log_check(request: Request) -> HttpResponse:
    """What the last check of the chain found; closed years, and those that may be dropped."""
    rules.can_read_log(request.user).enforce()
    context = {
        "walk": LogWalk.objects.first(),
        "good": LogWalk.objects.filter(wrong=[], broken_links=[], wrong_anchors=[]).first(),
        "anchors": LogAnchor.objects.order_by("-year")[:CLOSED_SHOWN],
        "to_drop": years_to_drop(),
    }
    return render(request, "analyses/log_check.html", context)
