"""An enquiry: entered, its page, and what becomes of it."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

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
from analyses.places import name_place
from analyses.views.deeds import Deed
from analyses.views.enquiry_list import outcome_badge
from analyses.views.sight import in_sight, note_shown
from partnerships.directory.requests import Request
from partnerships.shared.documents.models import Document
from partnerships.shared.step.views import Crumb, Step, take, to


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


EnquiryDeed = partial(
    Deed, find=find_enquiry, crumbs=crumbs_of, about=lambda enquiry: enquiry.number
)
ANSWER = EnquiryDeed(
    title=gettext_lazy("Answer the enquiry"),
    rule=rules.can_answer_enquiry,
    act=actions.answer_enquiry,
    form=AnswerForm,
    lead=gettext_lazy("You can have the answer made as a letter afterwards."),
    submit=gettext_lazy("Keep the answer"),
    done=gettext_lazy("Answered. You can have the letter made now."),
)
REFER = EnquiryDeed(
    title=gettext_lazy("Pass the enquiry on"),
    rule=rules.can_refer,
    act=actions.refer_enquiry,
    form=ReferForm,
    lead=gettext_lazy(
        "Name the authority. What the enquiry says of persons goes there by its own way, not through this register."
    ),
    submit=gettext_lazy("It is passed on"),
    done=gettext_lazy("Passed on."),
)
REFUSE = EnquiryDeed(
    title=gettext_lazy("Refuse the enquiry"),
    rule=rules.can_refuse,
    act=actions.refuse_enquiry,
    form=RefuseForm,
    lead=gettext_lazy("The reason stands in the letter."),
    submit=pgettext_lazy("an enquiry", "Refuse it"),
    danger=True,
    done=pgettext_lazy("an enquiry", "Refused."),
)
MAKE_ANALYSIS = EnquiryDeed(
    title=gettext_lazy("It became an analysis"),
    rule=rules.can_make_analysis,
    act=actions.make_analysis,
    form=AnalysisForm,
    knows=lambda by, _enquiry: {"by": by},
    lead=gettext_lazy("The number of the case is shown only to those who see the case."),
    submit=gettext_lazy("Keep it"),
    done=gettext_lazy("Noted."),
)
TAKE_BACK = EnquiryDeed(
    title=gettext_lazy("Take the decision back"),
    rule=rules.can_take_back,
    act=actions.take_back,
    question=gettext_lazy("Is the enquiry open again?"),
    lead=gettext_lazy(
        "What was written as an answer is deleted. The log keeps that there was a decision."
    ),
    submit=gettext_lazy("Take back"),
    danger=True,
    done=gettext_lazy("The enquiry is open again."),
)
# The answer as a PDF; the next page shows how far it is.
WRITE_LETTER = EnquiryDeed(
    title=gettext_lazy("Make the letter"),
    rule=rules.can_write_letter,
    act=actions.request_letter,
    question=gettext_lazy("Make the answer as a PDF?"),
    submit=gettext_lazy("Make the letter"),
    done="",
    way=to("documents:detail"),
)
CORRECT = EnquiryDeed(
    reads=lambda request, enquiry: note_shown(
        request, "enquiry.read", None, ("enquiry", enquiry.pk)
    ),
    title=gettext_lazy("Correct the enquiry"),
    rule=rules.can_correct_enquiry,
    act=actions.correct_enquiry,
    form=EnquiryForm,
    knows=lambda by, enquiry: {"by": by, "enquiry": enquiry},
    lead=gettext_lazy("Take out whatever tells who somebody is."),
    rows=lambda enquiry: (enquiry,),
    submit=gettext_lazy("Save the correction"),
    done=gettext_lazy("Corrected."),
)
# As buttons of the page, by the names of their addresses, the most pressing first.
DEEDS = (
    ("answer_enquiry", gettext_lazy("Answer it"), ANSWER),
    ("refer_enquiry", gettext_lazy("Pass it on"), REFER),
    ("refuse_enquiry", REFUSE.submit, REFUSE),
    ("make_analysis", MAKE_ANALYSIS.title, MAKE_ANALYSIS),
    ("write_letter", WRITE_LETTER.title, WRITE_LETTER),
    ("correct_enquiry", gettext_lazy("Correct"), CORRECT),
    ("take_back_enquiry", TAKE_BACK.title, TAKE_BACK),
)


@in_sight
def detail(request: Request, pk: int) -> HttpResponse:
    """What was asked and what became of it. That it was read is in the log."""
    enquiry, by = find_enquiry(request, pk), request.user
    note(Operation.CONSULT, "enquiry.read", by=by, about=("enquiry", enquiry.pk))
    deeds = [
        (str(words), reverse(f"analyses:{verb}", args=[enquiry.pk]))
        for verb, words, deed in DEEDS
        if deed.rule(by, enquiry)
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
