"""The record of processing, for data protection: from settings and data, without titles of cases. Source: Directive (EU) 2016/680 Art. 24."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.logging import note
from analyses.kinds import Category, Handling, Regime, Schema, Secrecy
from analyses.models import Case, LogEntry, Operation, Participation, ProvisionVersion, Recipient
from analyses.properties import PROPERTIES
from analyses.views.sight import in_sight
from partnerships.directory.models import Organisation
from partnerships.directory.requests import Request
from partnerships.shared.lists.csv_file import CONTENT_TYPE, csv_of

Section = tuple[str, list[str]]


@in_sight
def processing(request: Request) -> HttpResponseBase:
    """As a page, or as a file."""
    rules.can_see_requests(request.user).enforce()
    sections = list(_sections(request))
    if request.GET.get("export") == "csv":
        note(Operation.DISCLOSE, "processing.exported", by=request.user)
        rows: list[list[object]] = [
            [heading, line] for heading, lines in sections for line in lines
        ]
        language = get_language() or "de"
        response = StreamingHttpResponse(
            csv_of([_("Section"), _("Entry")], [rows], language), content_type=CONTENT_TYPE
        )
        response["Content-Disposition"] = 'attachment; filename="verarbeitungsverzeichnis.csv"'
        return response
    note(Operation.CONSULT, "processing.read", by=request.user)
    context = {"sections": sections, "day": timezone.localdate()}
    return render(request, "analyses/processing.html", context)


def _sections(request: Request) -> Iterator[Section]:
    seen = Case.objects.visible_to(request.user)
    taking_part = Participation.objects.filter(case__in=seen, agreed_at__isnull=False)
    receiving = Recipient.objects.filter(case__in=seen)
    yield _("Controllers"), _names(seen.values("requested_for"))
    yield (
        _("Purposes"),
        [
            _("Prevention of dangers, and prevention and prosecution of crime, in single cases."),
            _("Each case has a purpose of its own, checked from outside and approved by two."),
        ],
    )
    yield _("Categories of persons"), _labels(Category)
    yield (
        _("Kinds of data"),
        [
            f"{capfirst(str(schema.label))}: {', '.join(str(each.label) for each in PROPERTIES[schema])}"
            for schema in Schema
        ],
    )
    yield _("Authorities that take part"), _names(taking_part.values("authority"))
    yield _("Recipients of results"), _names(receiving.values("organisation"))
    yield _("Terms"), list(_terms())
    yield _("Regimes"), _labels(Regime)
    yield _("Special secrecy"), _labels(Secrecy)
    yield _("Handling codes"), _labels(Handling)
    yield _("Legal bases used"), _bases()
    yield (
        _("Security"),
        [
            _("Sight of rows is held by the database itself, for each account anew."),
            _(
                "Every reading, search, change, disclosure and deletion is in the log, with its reason."
            ),
            _(
                "Second factor for everybody who works here; deletion by the clock, with a certificate."
            ),
        ],
    )


def _labels(kinds: type) -> list[str]:
    return [capfirst(str(label)) for _value, label in kinds.choices]  # type: ignore[attr-defined]


def _names(numbers: Any) -> list[str]:
    rows = Organisation.objects.filter(pk__in=numbers)
    return [str(each) for each in rows.order_by("sort_key", "pk")] or [_("none yet")]


def _terms() -> Iterator[str]:
    for label, name in (
        (_("A case, since its request"), "LONGEST_CASE"),
        (_("Check whether a case is still needed"), "REVIEW"),
        (_("Persons not determined yet"), "UNDETERMINED"),
        (_("Contact persons"), "CONTACT"),
        (_("Contributions, after completion"), "CONTRIBUTION"),
        (_("Results, after completion"), "RESULT"),
        (_("Rejected requests"), "REJECTED"),
        (_("Requests of people concerned are answered within"), "RIGHTS"),
    ):
        days = getattr(settings, f"ANALYSES_{name}_DAYS")
        count = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
        yield f"{label}: {count}"


def _bases() -> list[str]:
    """Those the log names; contents of cases are not read for it."""
    used = LogEntry.objects.filter(basis_id__isnull=False).order_by().values("basis_id")
    rows = ProvisionVersion.objects.filter(pk__in=used).select_related("provision")
    return [str(each) for each in rows.order_by("provision__code", "number")] or [_("none yet")]
