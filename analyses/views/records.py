"""Records of a case: the list with search and export, one record with its right and its limits, links."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from analyses import rules
from analyses.actions import contributing as actions
from analyses.actions.logging import note
from analyses.forms.records import TURNED, LinkForm, RecordForm
from analyses.kinds import Category, Handling, Information, Schema, Secrecy, Source
from analyses.models import (
    Case,
    Contribution,
    Link,
    Operation,
    Record,
    links_for,
    records_for,
)
from analyses.properties import PROPERTIES, Properties
from analyses.strictness import Limits, strictest
from analyses.views.contributions import (
    address_of,
    crumbs_of,
    find_contribution,
    marking_of,
)
from analyses.views.given import COUNTED, state_badge
from analyses.views.sight import find_case, in_sight, reason_of, with_reason
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.lines import clean_line
from partnerships.shared.lists.context import ListContext
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.export import FORMATS, stream_file
from partnerships.shared.lists.filters import ListFilter, WordsFilter, choice_filter
from partnerships.shared.lists.ordering import by_label
from partnerships.shared.lists.pages import listing
from partnerships.shared.sorting import sort_key
from partnerships.shared.step.views import Step, take
from partnerships.shared.templatetags.parts import link

MOST_CHOICES = 200  # contributions in the filter
MOST_LINKS = 50  # on the page of a record
MOST_OTHERS = 30  # records that one may link with, after a search
DIGEST = "analyses.search"
NATURES = {
    False: pgettext_lazy("a record", "fact"),
    True: pgettext_lazy("a record", "assessment"),
}


def known_of(schema: str, properties: Properties) -> list[tuple[str, list[str]]]:
    """What is known, in the order of the list: label and values."""
    return [
        (capfirst(str(each.label)), properties[each.name])
        for each in PROPERTIES[schema]
        if each.name in properties
    ]


def limits_in_words(limits: Limits) -> str:
    """The code, and what H3 stands for."""
    label = str(Handling(limits.code).label)
    return f"{label}: {limits.text}" if limits.text else label


class RecordLabels:
    """Words and addresses, made once for many rows; the contributions that they rest on in one question."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        numbers = {row.contribution_id for row in rows}  # type: ignore[attr-defined]
        found = Contribution.objects.filter(pk__in=numbers)
        self.given = found.select_related("authority", "basis__provision").in_bulk()
        self.schemas = {value: capfirst(str(label)) for value, label in Schema.choices}
        self.categories = {value: capfirst(str(label)) for value, label in Category.choices}
        self.sources = {value: str(label) for value, label in Source.choices}
        self.certainties = {value: str(label) for value, label in Information.choices}
        self.natures = {value: capfirst(str(label)) for value, label in NATURES.items()}

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
    ListColumn(
        "schema",
        gettext_lazy("What it is"),
        ("schema",),
        value=lambda row, look: look.schemas[row.schema],
        sort=lambda: by_label("schema", Schema.choices),
    ),
    ListColumn(
        "category",
        gettext_lazy("Category of the person"),
        ("category",),
        value=lambda row, look: look.categories[row.category],
        sort=lambda: by_label("category", Category.choices),
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
        value=lambda row, look: _flags(row),
        shown=False,
    ),
    ListColumn(
        "known",
        gettext_lazy("What is known"),
        ("schema", "properties"),
        value=lambda row, look: look.known(row),
        shown=False,
    ),
    ListColumn(
        "number",
        gettext_lazy("Number"),
        ("id",),
        value=lambda row, look: row.id,
        sort=("id",),
        shown=False,
        numeric=True,
    ),
)
# A file always says these of each row, whatever columns one looks at.
TRAVELS = {
    *("handling", "authority", "basis", "marking", "secrecy"),
    *("category", "nature", "certainty", "flags"),
}


def _flags(row: object) -> str:
    names = ("is_minor", "needs_protection")
    return ", ".join(
        str(Record._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in names
        if getattr(row, name)
    )


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


def _list_of(contributions: Sequence[Contribution]) -> List:
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


class FileContext(ListContext):
    """A file carries, whatever one looks at, what makes each row lawful."""

    @cached_property
    def columns(self) -> tuple[ListColumn, ...]:
        """Those chosen, and those that travel with every row."""
        chosen = {column.slug for column in ListContext(self.list, self.given, self._rows).columns}
        if "columns" not in self.given:
            chosen.add("known")
        return tuple(each for each in COLUMNS if each.slug in chosen | TRAVELS)

    def __init__(self, description: List, given: object, rows: QuerySet) -> None:
        self._rows = rows
        super().__init__(description, given, rows)  # type: ignore[arg-type]  # as ListContext


@in_sight
@with_reason
def case_records(request: Request, pk: int) -> HttpResponseBase:
    """All that one sees in this case. That it was listed, searched or taken away is in the log."""
    case = find_case(request, pk)
    rules.can_read_records(request.user, case).enforce()
    rows = records_for(request.user, case)
    given = Contribution.objects.visible_to(request.user, case)
    given = given.filter(withdrawn_at__isnull=True, replaced_at__isnull=True)
    choices = list(given.select_related("authority").order_by("-created_at")[:MOST_CHOICES])
    description = _list_of(choices)
    wanted = request.GET.get("export", "")
    if wanted in FORMATS and request.method == "GET":
        context = FileContext(description, request.GET, rows)
        _note_export(request, case, context)
        return stream_file(context, wanted, by=request.user)
    shown = ListContext(description, request.GET, rows)
    _note_list(request, case, shown)
    page = {"case": case, "listing": listing(request, shown)}
    return render(request, "analyses/records.html", page)


def _note_list(request: Request, case: Case, shown: ListContext) -> None:
    """Searched: also without a hit, the words as a checksum, hits counted up to COUNTED."""
    words = str(shown.filter.conditions.get("words", ""))
    hits = shown.filter.qs.order_by().values("pk")[: COUNTED + 1].count() if words else None
    note(
        Operation.SEARCH if words else Operation.CONSULT,
        "records.searched" if words else "records.listed",
        by=request.user,
        case=case,
        reason=reason_of(request, case),
        fields=sorted(shown.filter.conditions),
        rows=hits,
        search_hash=hash_search(words),
    )


def hash_search(words: str) -> str:
    """HMAC-SHA-256 of the words as they are compared, hexadecimal; empty where nothing was searched."""
    if not words:
        return ""
    return salted_hmac(DIGEST, sort_key(words), algorithm="sha256").hexdigest()


def _note_export(request: Request, case: Case, context: FileContext) -> None:
    """An entry for each legal basis that carries what is taken away."""
    by_basis = context.filter.qs.order_by().values_list("contribution__basis")
    counts = list(by_basis.annotate(Count("pk"))) or [(None, 0)]
    own = rules.giver_in(request.user, case)
    for basis, number in counts:
        note(
            Operation.DISCLOSE,
            "records.exported",
            by=request.user,
            case=case,
            reason=reason_of(request, case),
            recipient_id=own.authority_id if own else None,
            basis_id=basis,
            fields=[column.slug for column in context.columns],
            rows=number,
            search_hash=hash_search(str(context.filter.conditions.get("words", ""))),
        )


def find_record(request: Request, case_pk: int, pk: int) -> Record:
    """Raises: Http404 for whoever may not see it."""
    case = find_case(request, case_pk)
    rows = records_for(request.user, case).select_related(
        "contribution__authority", "contribution__basis__provision"
    )
    found = get_object_or_404(rows, pk=pk)
    found.case = found.contribution.case = case
    return found


@in_sight
@with_reason
def record(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """All that is known of it, by which right, with which limits; and what it hangs together with."""
    found = find_record(request, case_pk, pk)
    case, given, by = found.case, found.contribution, request.user
    note(
        Operation.CONSULT,
        "record.read",
        by=by,
        case=case,
        about=("record", found.pk),
        reason=reason_of(request, case),
        basis_id=given.basis_id,
        fields=sorted(found.properties),
        rows=1,
    )
    links = links_for(by, case).filter(Q(from_record=found) | Q(to_record=found))
    links = links.select_related("from_record", "to_record", "contribution__authority")
    limits = strictest(Limits(each.handling, each.handling_text) for each in (found, given))
    can_change = rules.can_change_draft(by, given)
    context = {
        "case": case,
        "record": found,
        "contribution": given,
        "badge": state_badge(given),
        "schema": capfirst(str(Schema(found.schema).label)),
        "known": known_of(found.schema, found.properties),
        "category": capfirst(str(Category(found.category).label)),
        "is_person": found.schema == Schema.PERSON,
        "nature": capfirst(str(NATURES[found.is_assessment])),
        "source": Source(found.source).label,
        "information": Information(found.information).label,
        "limits": limits_in_words(limits),
        "flags": _flags(found),
        "marking": marking_of(given),
        "secrecy": given.get_secrecy_display() if given.secrecy != Secrecy.NONE else "",
        "links": [_link_of(found, each) for each in links.order_by("pk")[:MOST_LINKS]],
        "can_change": can_change,
        "link_href": _link_href(by, found, bool(can_change)),
    }
    return render(request, "analyses/record.html", context)


def _link_of(found: Record, each: Link) -> dict[str, object]:
    onward = each.from_record_id == found.pk
    return {
        "row": each,
        "onward": onward,
        "other": each.to_record if onward else each.from_record,
        "limits": limits_in_words(Limits(each.handling, each.handling_text)),
    }


def _link_href(by: Account, found: Record, is_own_draft: bool) -> str:
    """Where one links it: in its own draft, else in the latest of one's authority; empty where one may not."""
    carrier = found.contribution
    if not is_own_draft:
        drafts = Contribution.objects.visible_to(by, found.case).drafts()
        latest = drafts.order_by("-created_at").first()
        if latest is None:
            return ""
        carrier, latest.case = latest, found.case
        if not rules.can_combine(by, latest):
            return ""
    return reverse("analyses:add_link", args=[found.case_id, carrier.pk, found.pk])


def _address(found: Record) -> str:
    return reverse("analyses:record", args=[found.case_id, found.pk])


@in_sight
def add_record(request: Request, case_pk: int, pk: int, schema: str) -> HttpResponse:
    """One more in a draft. Raises: Http404 for a kind that is none."""
    if schema not in Schema.values:
        raise Http404
    given = find_contribution(request, case_pk, pk)
    rules.can_change_draft(request.user, given).enforce()
    step = Step(
        title=_("Add a record: %(kind)s") % {"kind": Schema(schema).label},
        about=given.case.number,
        crumbs=crumbs_of(given.case, given),
        lead=_("Write down only what the legal basis covers: %(what)s.")
        % {"what": given.basis.what},
        submit=_("Add it"),
    )
    return take(
        request,
        step,
        lambda data: RecordForm(data, schema=schema, contribution=given),
        lambda form: actions.add_record(given, by=request.user, **form.cleaned_data),
        done=_("Added."),
        way=address_of(given),
    )


@in_sight
@with_reason
def change_record(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """In a draft."""
    found = find_record(request, case_pk, pk)
    rules.can_change_draft(request.user, found.contribution).enforce()
    step = Step(
        title=_("Change the record"),
        about=found.case.number,
        crumbs=crumbs_of(found.case, found.contribution),
        rows=(found,),
    )
    return take(
        request,
        step,
        lambda data: RecordForm(
            data, schema=found.schema, contribution=found.contribution, record=found
        ),
        lambda form: actions.change_record(found, by=request.user, **form.cleaned_data),
        done=_("Changed."),
        way=_address,
    )


@in_sight
def remove_record(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """Out of a draft."""
    found = find_record(request, case_pk, pk)
    rules.can_change_draft(request.user, found.contribution).enforce()
    step = Step(
        title=_("Delete the record"),
        about=found.case.number,
        crumbs=crumbs_of(found.case, found.contribution),
        question=_("Delete this record from the draft?"),
        lead=found.caption,
        submit=_("Delete"),
        danger=True,
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.remove_record(found, by=request.user),
        done=_("Deleted."),
        way=address_of(found.contribution),
    )


def _others(request: Request, found: Record, words: str) -> list[Record]:
    """Records that it may be linked with: those that one sees, after a search where there are many."""
    rows = records_for(request.user, found.case).exclude(pk=found.pk)
    for word in words.split()[:8]:
        rows = rows.filter(caption__icontains=word)
    rows = rows.select_related("contribution__authority").order_by("caption", "pk")
    return list(rows[:MOST_OTHERS])


@in_sight
@with_reason
def add_link(request: Request, case_pk: int, pk: int, from_pk: int) -> HttpResponse:
    """How a record hangs together with another one; carried by a draft."""
    given = find_contribution(request, case_pk, pk)
    rules.can_change_draft(request.user, given).enforce()
    found = find_record(request, case_pk, from_pk)
    words = clean_line(request.GET.get("q", ""))[:100]
    others = _others(request, found, words)
    if words and request.method == "GET":
        _note_search(request, given.case, words, len(others))
    step = Step(
        title=_("Link a record"),
        about=given.case.number,
        crumbs=crumbs_of(given.case, given),
        here=found.caption,
        lead=_("The link goes with the draft: whoever sees it and both records sees it as well."),
        submit=_("Link"),
        template="analyses/link.html",
        more={
            "record": found,
            "words": words,
            "most": MOST_OTHERS,
            "is_cut": len(others) == MOST_OTHERS,
        },
    )

    def act(form: LinkForm) -> Link:
        values = dict(form.cleaned_data)
        number = values.pop("other")
        other = next(each for each in others if each.pk == number)
        ends = (other, found) if values.pop("direction") == TURNED else (found, other)
        return actions.add_link(
            given, from_record=ends[0], to_record=ends[1], by=request.user, **values
        )

    return take(
        request,
        step,
        lambda data: LinkForm(data, record=found, others=others),
        act,
        done=_("Linked."),
        way=_address(found),
    )


def _note_search(request: Request, case: Case, words: str, hits: int) -> None:
    note(
        Operation.SEARCH,
        "records.searched",
        by=request.user,
        case=case,
        reason=reason_of(request, case),
        rows=hits,
        search_hash=hash_search(words),
    )


@in_sight
def remove_link(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """Out of a draft."""
    case = find_case(request, case_pk)
    rows = links_for(request.user, case).select_related(
        "contribution__authority", "from_record", "to_record"
    )
    found = get_object_or_404(rows, pk=pk)
    found.case = found.contribution.case = case
    rules.can_change_draft(request.user, found.contribution).enforce()
    step = Step(
        title=_("Delete the link"),
        about=case.number,
        crumbs=crumbs_of(case, found.contribution),
        question=_("Delete this link from the draft?"),
        lead=f"{found.from_record} – {found.get_kind_display()} – {found.to_record}",
        submit=_("Delete"),
        danger=True,
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.remove_link(found, by=request.user),
        done=_("Deleted."),
        way=address_of(found.contribution),
    )
