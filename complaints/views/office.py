"""The office: one complaint with all that was written, and what is done with it."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from complaints import rules, translator
from complaints.actions import office as actions
from complaints.answers import Ground, PassOn, Police, Wanted
from complaints.forms.files import NAME
from complaints.forms.office import ObjectionForm, SayForm, Sent, TranslationForm
from complaints.forms.writing import EnterForm
from complaints.languages import FIRST, name_of
from complaints.models import Complaint, Message, MessageKind, Office, Outcome
from complaints.models.apart import keep_ties, with_ties
from complaints.models.clocks import keep_times, with_times
from complaints.models.complaints import TO_OFFICE
from complaints.models.decisions import keep_draft, with_draft
from complaints.models.statements import keep_requests, with_requests
from complaints.models.suspicions import keep_suspicion, with_suspicion
from complaints.sealed_rows import (
    Keys,
    open_for_office,
    read_identity,
    read_message,
    read_told,
)
from complaints.views import for_person
from complaints.views.life import show_life
from complaints.views.register import stage_badge
from complaints.views.serving import files_of, list_files, serve
from complaints.views.sight import in_sight
from complaints.views.sorted_words import show_sorting, with_sorting
from complaints.views.suspicion_words import show_suspicion
from complaints.views.translated import ask_machine, beside
from complaints.visit_files import take_in
from complaints.visiting import arrive, until
from partnerships.directory.requests import Request
from partnerships.shared.audit.actions import note_read
from partnerships.shared.step.views import Crumb, Step, take

CHOICES = {"police": Police, "pass_on": PassOn, "prosecution": Wanted}
LABELS = {
    "police": gettext_lazy("Who it was"),
    "day": gettext_lazy("Day"),
    "hour": pgettext_lazy("a complaint", "Time"),
    "place": gettext_lazy("Place"),
    "pass_on": gettext_lazy("May it be passed on?"),
    "wish": gettext_lazy("What the person wishes for"),
    "grounds": gettext_lazy("Felt discrimination"),
    "witnesses": gettext_lazy("Who else saw it"),
    "prosecution": gettext_lazy("Wants prosecution"),
    "name": gettext_lazy("Name"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Telephone"),
    "address": gettext_lazy("Postal address"),
}
SAYS = {
    MessageKind.QUESTION.value: (gettext_lazy("Ask the person"), gettext_lazy("Ask")),
    MessageKind.NOTICE.value: (gettext_lazy("Write to the person"), gettext_lazy("Send")),
    MessageKind.ANSWER.value: (gettext_lazy("Give the answer"), gettext_lazy("Send the answer")),
}


def find(
    request: Request,
    pk: int,
    more: Callable[[QuerySet[Complaint]], QuerySet[Complaint]] = lambda rows: rows,
) -> Complaint:
    """`more`: what is read with it. Raises: Http404 for whoever may not see it; PermissionDenied for whoever is not free."""
    rows = with_ties(more(Complaint.objects.visible_to(request.user)), request.user)
    rows = with_suspicion(rows)
    rows = rows.select_related("office__authority", "partner", "entered_by__person")
    complaint = get_object_or_404(rows, pk=pk)
    keep_ties(complaint, request.user)
    keep_suspicion(complaint)
    rules.is_apart(request.user, complaint).enforce()
    return complaint


def keys_of(complaint: Complaint) -> Keys:
    """Raises: PermissionDenied where this process has no key of the office."""
    keys = open_for_office(complaint)
    if keys is None:
        raise PermissionDenied(
            _("The key of the complaints office is not on this machine. Nobody can read here.")
        )
    return keys


@in_sight
def detail(request: Request, pk: int) -> HttpResponse:
    """All of it, with original and translation side by side; that it was read is an event."""
    complaint = find(
        request, pk, lambda rows: with_requests(with_draft(with_sorting(with_times(rows))))
    )
    keep_times(complaint)
    keep_requests(complaint)
    keep_draft(complaint)
    keys = keys_of(complaint)
    note_read("complaints.complaint_read", by=request.user, target=complaint)
    context = {
        "complaint": complaint,
        "badge": stage_badge(complaint.stage),
        "language_name": name_of(complaint.language),
        "told": in_words(read_told(complaint, keys)),
        "identity": in_words(read_identity(complaint, keys)),
        "turns": turns_of(request, complaint, keys),
        "origin": complaint.partner or complaint.entered_by,
        "consent": complaint.consent,
        **show_life(request, complaint),
        **show_suspicion(request, complaint),
        "sorting": show_sorting(complaint),
        "can_sort": rules.can_sort(request.user, complaint),
        "is_objected": rules.open_objection(complaint) is not None,
        "can_note_lesson": rules.can_note_lesson(request.user, complaint),
        "can_recuse": rules.can_recuse(request.user, complaint),
        "may_decide": rules.can_decide_objection(request.user, complaint),
    }
    return render(request, "complaints/detail.html", context)


@in_sight
def attachment(request: Request, pk: int, attachment_pk: UUID) -> StreamingHttpResponse:
    """A file, opened piece by piece and lying nowhere in clear: pictures are shown, PDFs downloaded. Reading it is an event."""
    complaint = find(request, pk)
    rows = complaint.attachments.select_related("complaint")
    row = get_object_or_404(rows, pk=attachment_pk)
    response = serve(row, keys_of(complaint))
    note_read("complaints.file_read", by=request.user, target=complaint)
    return response


def turns_of(request: Request, complaint: Complaint, keys: Keys) -> list[dict[str, object]]:
    """All messages, as pages of the house show them. Of a helper the organisation is named, not the person."""
    rows = complaint.messages.select_related("by__person")
    files = list_files(complaint, keys)
    found = [each.objection for each in complaint.objections]
    outcomes = {each.ruling_id: each.outcome for each in found}
    return [
        {
            "pk": message.pk,
            "label": capfirst(message.get_kind_display()),
            "at": message.at,
            "by": message.by.person if message.by and message.kind != MessageKind.HELPER else None,
            "is_person": message.kind in TO_OFFICE,
            "language": message.language,
            "text": text,
            "outcome": Outcome(outcomes[message.pk]).label if message.pk in outcomes else "",
            **beside(request.user, message, keys, text),
            "files": files_of(message, files),
        }
        for message in rows.prefetch_related("translations__by__person")
        for text in [read_message(message, keys)]
    ]


def in_words(facts: dict[str, object]) -> list[tuple[object, str]]:
    """Pairs of label and value, without those that are empty."""
    return [(label, _value(name, facts[name])) for name, label in LABELS.items() if facts.get(name)]


def _value(name: str, value: object) -> str:
    if name == "grounds" and isinstance(value, list):
        return "\n".join(str(Ground(each).label) for each in value)
    if name in CHOICES:
        return str(CHOICES[name](value).label)
    day = parse_date(str(value)) if name == "day" else None
    return date_format(day, "DATE_FORMAT") if day else str(value)


def crumbs_of(complaint: Complaint) -> list[Crumb]:
    """The way back to it."""
    return [
        (_("Complaints"), reverse("complaints:list")),
        (complaint.spaced_number, reverse("complaints:detail", args=[complaint.pk])),
    ]


@in_sight
def enter(request: Request) -> HttpResponse:
    """A letter, a call, a visit: how and when it came, then the form of everybody in the person's language."""
    rules.can_read_complaints(request.user).enforce()
    offered = [each for each in Office.objects.receiving() if rules.can_enter(request.user, each)]
    visiting = arrive(request)
    form = EnterForm(request.POST if request.method == "POST" else None, offices=offered)
    if offered and form.is_valid():
        typed = form.cleaned_data
        return for_person.begin(
            visiting,
            request.user,
            typed["language"],
            office=int(typed.get("office") or offered[0].pk),
            channel=typed["channel"],
            came_on=typed["came_on"].isoformat(),
        )
    context = {
        "form": form,
        "crumbs": [
            (_("Complaints"), reverse("complaints:list")),
            (_("Write down what came in"), ""),
        ],
        "has_draft": for_person.WRITER in visiting.state,
        "is_closed": not offered,
    }
    return render(request, "complaints/write_for.html", context)


@in_sight
def say(request: Request, pk: int, kind: str) -> HttpResponse:
    """A question, a notice, or the answer. It is sent as it is written: in German, or in the person's language."""
    complaint = find(request, pk)
    rules.can_say(request.user, complaint, kind).enforce()
    # Before the form's own transaction: it takes seconds, and what is not sent ends by the clock.
    kept, not_taken = take_in(request.FILES.getlist(NAME), visit="", ends_at=until(), there=[])
    title, submit = SAYS[kind]
    step = Step(
        title=str(title),
        crumbs=crumbs_of(complaint),
        submit=str(submit),
        lead=_(
            "The person reads: %(language)s. Write in this language, or have it translated first."
        )
        % {"language": name_of(complaint.language)},
        template="complaints/say.html",
        more={
            "language": complaint.language,
            "is_unchecked": kind == MessageKind.ANSWER and not rules.rests_on_checked(complaint),
        },
    )

    def act(form: SayForm) -> Message:
        return actions.say(
            complaint,
            keys_of(complaint),
            kind=kind,
            text=form.cleaned_data["text"],
            language=form.cleaned_data["language"],
            by=request.user,
            files=kept,
        )

    def make(data: Sent) -> SayForm:
        return SayForm(data, languages=[complaint.language, FIRST], not_taken=not_taken)

    return take(request, step, make, act, done=_("The person finds it in the mailbox."))


@in_sight
def decide_objection(request: Request, pk: int) -> HttpResponse:
    """By an officer who has written nothing in it: right or not, and why. The answer goes into the mailbox."""
    complaint = find(request, pk)
    objection = rules.open_objection(complaint)
    if objection is None:
        raise Http404
    rules.can_decide_objection(request.user, complaint).enforce()
    keys = keys_of(complaint)
    message = complaint.messages.select_related("complaint").get(pk=objection.message_id)
    original = read_message(message, keys)
    there = beside(request.user, message, keys, original)
    step = Step(
        title=_("Decide on the objection"),
        crumbs=crumbs_of(complaint),
        submit=_("Send the answer"),
        template="complaints/translate.html",
        reads=("complaints.complaint_read", complaint),
        more={"original": original, "language": message.language, **there},
    )

    def make(data: Sent) -> ObjectionForm:
        return ObjectionForm(data, languages=[complaint.language, FIRST])

    def act(form: ObjectionForm) -> Message:
        said = {name: form.cleaned_data[name] for name in ("outcome", "text", "language")}
        return actions.decide_objection(complaint, keys, **said, by=request.user)

    return take(request, step, make, act, done=_("The person finds it in the mailbox."))


@in_sight
def translate(request: Request, pk: int, message_pk: UUID) -> HttpResponse:
    """Into the language of whoever reads it, beside the original; what a machine made is checked here."""
    complaint = find(request, pk)
    rules.can_translate(request.user, complaint).enforce()
    message = get_object_or_404(complaint.messages.select_related("complaint"), pk=message_pk)
    language = rules.language_for(message)
    if language is None:
        raise Http404
    keys = keys_of(complaint)
    original = read_message(message, keys)
    there = beside(request.user, message, keys, original)
    before = there["translation"]
    step = Step(
        title=_("Check the translation") if there["is_unchecked"] else _("Translate"),
        crumbs=crumbs_of(complaint),
        template="complaints/translate.html",
        reads=("complaints.complaint_read", complaint),
        more={"original": original, "language": message.language, **there, "translation": None},
    )

    def make(data: Sent) -> TranslationForm:
        initial = {"text": before["text"]} if before else None
        return TranslationForm(data, initial=initial, into=language)

    def act(form: TranslationForm) -> object:
        return actions.translate(
            message, keys, text=form.cleaned_data["text"], language=language, by=request.user
        )

    return take(request, step, make, act, done=_("The translation stands beside the original."))


@in_sight
def machine(request: Request, pk: int, message_pk: UUID) -> HttpResponse:
    """A message by the machine of one's own house. It is asked before anything is locked: it may take seconds."""
    complaint = find(request, pk)
    message = get_object_or_404(complaint.messages.select_related("complaint"), pk=message_pk)
    language = rules.language_for(message)
    if language is None or not translator.is_there():
        raise Http404
    rules.can_translate_by_machine(request.user, message).enforce()
    keys = keys_of(complaint)
    text, fault = ask_machine(message, keys, language) if request.method == "POST" else ("", "")
    step = Step(
        title=_("Machine translation"),
        crumbs=crumbs_of(complaint),
        question=_("Have it translated by the machine?"),
        lead=_(
            "The text goes to the translation server of your own house. What comes back is marked as unchecked,"
            " for you and for the person, until somebody has checked it."
        ),
        submit=_("Translate by machine"),
    )

    def act(_form: None) -> object:
        if fault:
            raise ValidationError(fault)
        return actions.keep_machine_translation(
            message, keys, text=text, language=language, by=request.user
        )

    return take(request, step, None, act, done=_("Translated by the machine, unchecked."))
