"""The register of enquiries: the list, one of them, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import F, Func, IntegerField
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django_filters import NumberFilter

from analyses import rules
from analyses.actions import enquiries as actions
from analyses.actions.logging import note
from analyses.forms.enquiries import (
    AnalysisForm,
    AnswerForm,
    EnquiryForm,
    ReferForm,
    RefuseForm,
    the_office,
)
from analyses.kinds import AuthorityKind
from analyses.models import Case, Enquiry, Operation, Outcome, Refusal
from analyses.places import COUNTRIES, FEDERATION, SEVERAL, STATES, list_places, name_place
from analyses.views.sight import in_sight
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.documents.models import Document
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.export import FORMATS
from partnerships.shared.lists.filters import ListFilter, choice_filter
from partnerships.shared.lists.ordering import by_label
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.step.views import Crumb, Step, take, to
from partnerships.shared.templatetags.parts import badge, code, link, when

TONES = {
    Outcome.OPEN: "warning",
    Outcome.ANSWERED: "success",
    Outcome.REFERRED: "success",
    Outcome.ANALYSIS: "info",
    Outcome.REFUSED: "neutral",
}
YES_OR_NO = (("yes", gettext_lazy("yes")), ("no", gettext_lazy("no")))


def outcome_badge(outcome: str) -> SafeString:
    """What became of it, as a label."""
    return badge(capfirst(str(Outcome(outcome).label)), TONES[Outcome(outcome)])


class EnquiryFilter(ListFilter):
    """What may be asked of the list. No words: nobody looks for a person here."""

    same_for_everybody = False  # places are called and ordered in the reader's language

    outcome = choice_filter(Outcome.choices, label=gettext_lazy("What became of it"))
    from_kind = choice_filter(AuthorityKind.choices, label=gettext_lazy("Kind of authority"))
    place = choice_filter((), label=gettext_lazy("State or country"))
    persons = choice_filter(
        YES_OR_NO, label=gettext_lazy("About certain persons"), method="narrow_to_persons"
    )
    year = NumberFilter(
        field_name="received_on__year",
        label=gettext_lazy("Received in the year"),
        min_value=1900,
        max_value=2199,
        decimal_places=0,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["place"].extra["choices"] = list_places()

    def narrow_to_persons(self, rows: Any, _name: str, value: str) -> Any:
        """Those about certain persons, or the others."""
        return rows.filter(is_person_related=value == "yes")


class EnquiryLabels:
    """Labels and addresses, made once for many rows."""

    def __init__(self, account: Account, rows: object) -> None:
        self.address = addresses("analyses:enquiry")
        self.kinds = {value: capfirst(str(label)) for value, label in AuthorityKind.choices}
        self.places = {
            each: name_place(each) for each in (*STATES, *COUNTRIES, FEDERATION, SEVERAL)
        }
        self.outcomes = {value: capfirst(str(label)) for value, label in Outcome.choices}
        self.badges = {value: outcome_badge(value) for value in Outcome.values}
        self.yes_no = {True: _("yes"), False: _("no")}


def _days(row: Any) -> int | None:
    return (row.answered_on - row.received_on).days if row.answered_on else None


def _by_days() -> Func:
    return Func(
        F("answered_on"),
        F("received_on"),
        template="coalesce(%(expressions)s, -1)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )


def _by_place() -> Any:
    return by_label("place", [pair for _group, pairs in list_places() for pair in pairs])


REGISTER = List(
    slug="analysis-enquiries",
    caption=gettext_lazy("Enquiries of authorities"),
    columns=(
        ListColumn(
            "number",
            gettext_lazy("Number"),
            ("id", "number"),
            value=lambda row, look: row.number,
            cell=lambda row, look: link(code(row.number), look.address(row.id)),
            sort=("number",),
        ),
        ListColumn(
            "received_on",
            gettext_lazy("Received"),
            ("received_on",),
            value=lambda row, look: row.received_on,
            cell=lambda row, look: when(row.received_on),
            sort=("received_on",),
        ),
        ListColumn(
            "from_kind",
            gettext_lazy("Kind of authority"),
            ("from_kind",),
            value=lambda row, look: look.kinds[row.from_kind],
            sort=lambda: by_label("from_kind", AuthorityKind.choices),
        ),
        ListColumn(
            "place",
            gettext_lazy("State or country"),
            ("place",),
            value=lambda row, look: look.places[row.place],
            sort=_by_place,
        ),
        ListColumn(
            "topic",
            gettext_lazy("Topic"),
            ("topic",),
            value=lambda row, look: row.topic,
        ),
        ListColumn(
            "persons",
            gettext_lazy("About persons"),
            ("is_person_related",),
            value=lambda row, look: look.yes_no[row.is_person_related],
            sort=("is_person_related",),
        ),
        ListColumn(
            "outcome",
            gettext_lazy("What became of it"),
            ("outcome",),
            value=lambda row, look: look.outcomes[row.outcome],
            cell=lambda row, look: look.badges[row.outcome],
            sort=lambda: by_label("outcome", Outcome.choices),
        ),
        ListColumn(
            "days",
            gettext_lazy("Days"),
            ("received_on", "answered_on"),
            value=lambda row, look: _days(row),
            sort=_by_days,
            numeric=True,
        ),
        ListColumn(
            "authority",
            gettext_lazy("Authority that asks"),
            ("authority",),
            value=lambda row, look: row.authority,
            shown=False,
        ),
        ListColumn(
            "answered_on",
            gettext_lazy("Answered on"),
            ("answered_on",),
            value=lambda row, look: row.answered_on,
            cell=lambda row, look: when(row.answered_on),
            shown=False,
        ),
    ),
    filters=EnquiryFilter,
    order=("-received_on", "-id"),
    look=EnquiryLabels,
    empty=gettext_lazy("No enquiry yet"),
    empty_text=gettext_lazy(
        "What authorities ask the coordination office stands here. Older ones stay as figures."
    ),
)


@in_sight
def enquiries(request: Request) -> HttpResponseBase:
    """Those of one's own office, the latest first. That they were read or taken away is in the log."""
    rules.can_read_enquiries(request.user).enforce()
    rows = Enquiry.objects.visible_to(request.user)
    asked = [f"{name}={value}" for name, value in EnquiryFilter(request.GET, rows).codes().items()]
    if request.GET.get("export", "") in FORMATS:
        note(Operation.DISCLOSE, "enquiries.exported", by=request.user, fields=asked)
    else:
        note(
            Operation.SEARCH if asked else Operation.CONSULT,
            "enquiries.listed",
            by=request.user,
            fields=asked,
        )
    context = {"can_enter": rules.can_enter(request.user)}
    return respond(request, REGISTER, rows, template="analyses/enquiries.html", context=context)


def crumbs_of(enquiry: Enquiry | None = None) -> list[Crumb]:
    """To the list, or to the enquiry."""
    crumbs: list[Crumb] = [
        (_("360° analyses"), reverse("analyses:list")),
        (_("Enquiries of authorities"), reverse("analyses:enquiries")),
    ]
    if enquiry:
        crumbs.append((enquiry.number, reverse("analyses:enquiry", args=[enquiry.pk])))
    return crumbs


def find_enquiry(request: Request, pk: int) -> Enquiry:
    """Raises: Http404 for whoever may not see it."""
    rows = Enquiry.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("partnership", "basis__provision"), pk=pk)


@in_sight
def enter(request: Request) -> HttpResponse:
    """Something came in."""
    rules.can_enter(request.user).enforce()
    step = Step(
        title=_("Enter an enquiry"),
        crumbs=crumbs_of(),
        lead=_(
            "This is no register of persons: no field takes a name. What an enquiry says of persons stays out of here;"
            " such enquiries are passed on to the authority whose task it is."
        ),
        submit=_("Enter"),
    )

    def act(form: EnquiryForm) -> Enquiry:
        office = the_office(form, request.user)
        return actions.enter_enquiry(partnership=office, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: EnquiryForm(data, by=request.user),
        act,
        done=_("Entered."),
        way=to("analyses:enquiry"),
    )


DEEDS = (
    ("answer_enquiry", gettext_lazy("Answer it"), rules.can_answer_enquiry),
    ("refer_enquiry", gettext_lazy("Pass it on"), rules.can_refer),
    ("refuse_enquiry", pgettext_lazy("an enquiry", "Refuse it"), rules.can_refuse),
    ("make_analysis", gettext_lazy("It became an analysis"), rules.can_make_analysis),
    ("write_letter", gettext_lazy("Make the letter"), rules.can_write_letter),
    ("correct_enquiry", gettext_lazy("Correct"), rules.can_correct_enquiry),
    ("take_back_enquiry", gettext_lazy("Take the decision back"), rules.can_take_back),
)


@in_sight
def detail(request: Request, pk: int) -> HttpResponse:
    """What was asked and what became of it. That it was read is in the log."""
    enquiry, by = find_enquiry(request, pk), request.user
    note(Operation.CONSULT, "enquiry.read", by=by, about=("enquiry", enquiry.pk))
    deeds = [
        (str(words), reverse(f"analyses:{verb}", args=[enquiry.pk]))
        for verb, words, rule in DEEDS
        if rule(by, enquiry)
    ]
    case = None
    if enquiry.case_id:
        case = Case.objects.visible_to(by).filter(pk=enquiry.case_id).first()
    letters = Document.objects.own(by).filter(pk__in=enquiry.letters).order_by("-pk")
    context = {
        "enquiry": enquiry,
        "badge": outcome_badge(enquiry.outcome),
        "primary": deeds[0] if deeds else None,
        "deeds": deeds[1:],
        "kind": capfirst(str(AuthorityKind(enquiry.from_kind).label)),
        "place": name_place(enquiry.place),
        "refusal": _refusal(enquiry),
        "case": case,
        "letters": letters if enquiry.letters else (),
        "is_open": enquiry.outcome == Outcome.OPEN,
    }
    return render(request, "analyses/enquiry.html", context)


def _refusal(enquiry: Enquiry) -> str:
    if not enquiry.refused_because:
        return ""
    words = capfirst(str(Refusal(enquiry.refused_because).label))
    return f"{words}: {enquiry.refused_text}" if enquiry.refused_text else words


def _step(
    request: Request,
    pk: int,
    rule: Callable[[Account, Enquiry], Any],
    make: Callable[..., forms.Form] | None,
    act: Callable[[Enquiry, Any], object],
    *,
    done: str,
    way: Any = "",
    **words: Any,
) -> HttpResponse:
    """A step of one enquiry: found, allowed, asked, done."""
    enquiry = find_enquiry(request, pk)
    rule(request.user, enquiry).enforce()
    step = Step(about=enquiry.number, crumbs=crumbs_of(enquiry), **words)
    return take(request, step, make, lambda form: act(enquiry, form), done=done, way=way)


@in_sight
def answer(request: Request, pk: int) -> HttpResponse:
    """The office itself answers."""
    return _step(
        request,
        pk,
        rules.can_answer_enquiry,
        AnswerForm,
        lambda enquiry, form: actions.answer_enquiry(enquiry, by=request.user, **form.cleaned_data),
        title=_("Answer the enquiry"),
        lead=_("You can have the answer made as a letter afterwards."),
        submit=_("Keep the answer"),
        done=_("Answered. You can have the letter made now."),
    )


@in_sight
def refer(request: Request, pk: int) -> HttpResponse:
    """To whose task it is."""
    return _step(
        request,
        pk,
        rules.can_refer,
        ReferForm,
        lambda enquiry, form: actions.refer_enquiry(enquiry, by=request.user, **form.cleaned_data),
        title=_("Pass the enquiry on"),
        lead=_(
            "Name the authority. What the enquiry says of persons goes there by its own way, not through this register."
        ),
        submit=_("It is passed on"),
        done=_("Passed on."),
    )


@in_sight
def refuse(request: Request, pk: int) -> HttpResponse:
    """With its reason."""
    return _step(
        request,
        pk,
        rules.can_refuse,
        RefuseForm,
        lambda enquiry, form: actions.refuse_enquiry(enquiry, by=request.user, **form.cleaned_data),
        title=_("Refuse the enquiry"),
        lead=_("The reason stands in the letter."),
        submit=pgettext("an enquiry", "Refuse it"),
        danger=True,
        done=pgettext("an enquiry", "Refused."),
    )


@in_sight
def make_analysis(request: Request, pk: int) -> HttpResponse:
    """It became a case."""
    return _step(
        request,
        pk,
        rules.can_make_analysis,
        lambda data: AnalysisForm(data, by=request.user),
        lambda enquiry, form: actions.make_analysis(enquiry, by=request.user, **form.cleaned_data),
        title=_("It became an analysis"),
        lead=_("The number of the case is shown only to those who see the case."),
        submit=_("Keep it"),
        done=_("Noted."),
    )


@in_sight
def take_back(request: Request, pk: int) -> HttpResponse:
    """Noted by mistake."""
    return _step(
        request,
        pk,
        rules.can_take_back,
        None,
        lambda enquiry, _form: actions.take_back(enquiry, by=request.user),
        title=_("Take the decision back"),
        question=_("Is the enquiry open again?"),
        lead=_(
            "What was written as an answer is deleted. The log keeps that there was a decision."
        ),
        submit=_("Take back"),
        danger=True,
        done=_("The enquiry is open again."),
    )


@in_sight
def write_letter(request: Request, pk: int) -> HttpResponse:
    """The answer as a PDF; the next page shows how far it is."""
    return _step(
        request,
        pk,
        rules.can_write_letter,
        None,
        lambda enquiry, _form: actions.request_letter(enquiry, by=request.user),
        title=_("Make the letter"),
        question=_("Make the answer as a PDF?"),
        submit=_("Make the letter"),
        done="",
        way=to("documents:detail"),
    )


@in_sight
def correct(request: Request, pk: int) -> HttpResponse:
    """What was entered wrongly."""
    enquiry = find_enquiry(request, pk)
    rules.can_correct_enquiry(request.user, enquiry).enforce()
    step = Step(
        title=_("Correct the enquiry"),
        about=enquiry.number,
        crumbs=crumbs_of(enquiry),
        lead=_("Take out whatever tells who somebody is."),
        submit=_("Save the correction"),
        rows=(enquiry,),
    )
    return take(
        request,
        step,
        lambda data: EnquiryForm(data, by=request.user, enquiry=enquiry),
        lambda form: actions.correct_enquiry(enquiry, by=request.user, **form.cleaned_data),
        done=_("Corrected."),
    )
