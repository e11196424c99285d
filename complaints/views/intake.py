"""The form, step by step, at one address: nobody who sees addresses knows how far somebody has come."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format

from complaints import slowing, visit_files, words
from complaints.actions import filing
from complaints.answers import Kind, Way
from complaints.forms.consent import NamelessConsentForm
from complaints.forms.intake import STEPS, TITLES, PlaceForm, ReceiptForm
from complaints.languages import CODES
from complaints.models import Complaint, Office, seen_by_number
from complaints.models.complaints import space_number
from complaints.models.languages import is_unchecked
from complaints.store.secret import in_groups
from complaints.views import files, for_person, paper
from complaints.views.frame import ask_to_wait, frame, public
from complaints.views.hashing import GATE
from complaints.views.mailbox import say_stage
from complaints.visiting import Visiting, arrive
from partnerships.shared.audit.actor import acting
from partnerships.shared.sealing.qr import svg_data_uri

ADDRESS = "complaints:write"
ORDER = ("way", "place", "story", "files", "more", "contact", "consent", "check")

UNSEEN = "homepage"  # a field that people do not see; what fills it waits before it sends


@public
def write(request: HttpRequest, language: str) -> HttpResponse:
    """The step at which somebody is; with a form, the next one. Nothing that was typed is lost on the way."""
    visiting = arrive(request)
    with seen_by_number(visiting.state.get("receipt", {}).get("number", "")):
        return _answer(request, language, visiting)


def _answer(request: HttpRequest, language: str, visiting: Visiting) -> HttpResponse:
    if not Office.objects.receiving().exists():
        return render(request, "complaints/public/closed.html", frame(language, ADDRESS))
    if request.method != "POST":
        return _show(request, language, visiting)
    if not visiting.has_sent(request):
        return _show_again(request, language, visiting)
    go = request.POST.get("go", "next")
    if "receipt" in visiting.state:
        return _confirm_receipt(request, language, visiting)
    if has_ended(visiting, request.POST):
        return _show_again(request, language, visiting)
    if go in ("send", "stop"):
        return _end(request, language, visiting, go)
    taken = files.take_in(request, visiting, visiting.state.get("files", []))
    with transaction.atomic():
        visiting.read(lock=True)
        if has_ended(visiting, request.POST):
            return _show_again(request, language, visiting)
        files.put_in(visiting, visiting.state, taken)
        return _follow(request, language, visiting, go)


def has_ended(visiting: Visiting, sent: QueryDict) -> bool:
    """Two hours are over: a later step comes back once, with a word that what was asked before it is gone."""
    is_later = sent.get("step", "") in ORDER[1:]
    return is_later and "typed" not in visiting.state and "again" not in sent


def steps_of(state: dict[str, Any]) -> list[str]:
    """The steps that this person has: only who complains is asked for more, only who gives a name for it."""
    way = _read_typed(state, "way")
    left_out = set()
    if way.get("kind") in (Kind.PRAISE, Kind.SUGGESTION):
        left_out.add("more")
    if way.get("way") != Way.FORMAL:
        left_out.add("contact")
    if not for_person.is_of_partner(state):
        left_out.add("consent")
    return [step for step in ORDER if step not in left_out]


def _read_typed(state: dict[str, Any], step: str) -> MultiValueDict:
    return MultiValueDict(state.get("typed", {}).get(step, {}))


def form_of(state: dict[str, Any], step: str) -> type[forms.Form]:
    """The form of a step: who gave no name is not asked who may know it."""
    if step == "consent" and _read_typed(state, "way").get("way") != Way.FORMAL:
        return NamelessConsentForm
    return STEPS[step]


def _fill(state: dict[str, Any], step: str) -> forms.Form:
    """Filled with what was typed, so that it is checked again each time it counts."""
    return form_of(state, step)(_read_typed(state, step))


def _find_step(state: dict[str, Any]) -> str:
    at = state.get("at", ORDER[0])
    return at if at in steps_of(state) else ORDER[0]


def _follow(request: HttpRequest, language: str, visiting: Visiting, go: str) -> HttpResponse:
    state, step = visiting.state, request.POST.get("step", "")
    _keep_typed(state, step, request.POST)
    order = steps_of(state)
    here = step if step in order else _find_step(state)
    verb, _colon, target = go.partition(":")
    if verb == "language" and target in CODES:
        state["at"] = here
        return _save_and_lead(target, visiting)
    if verb == "remove":
        files.remove(visiting, state, target)
    if verb in ("remove", "add") or state["not_taken"]:
        state["at"] = here
    elif verb == "to" and target in order:
        state["at"], state["returns"] = target, True
    elif verb == "back":
        state["at"] = order[max(0, order.index(here) - 1)]
    elif here in STEPS and not _fill(state, here).is_valid():
        state["at"] = here
        visiting.save()
        return _show(request, language, visiting, checked=True)
    else:
        state["at"] = _next(state, order, here)
    return _save_and_lead(language, visiting)


def _keep_typed(state: dict[str, Any], step: str, sent: QueryDict) -> None:
    if step in STEPS:
        state.setdefault("typed", {})[step] = _pick_sent(STEPS[step], sent)
    if sent.get(UNSEEN):
        state["unseen"] = True


def _next(state: dict[str, Any], order: list[str], here: str) -> str:
    """The step behind it, or the summary where one came back from there; never past one that is not filled."""
    behind = order[min(order.index(here) + 1, len(order) - 1)]
    wanted = "check" if state.pop("returns", False) else behind
    until = order[: order.index(wanted)]
    return next((step for step in until if not _fill(state, step).is_valid()), wanted)


def _pick_sent(form: type[forms.Form], sent: QueryDict) -> dict[str, list[str]]:
    return {name: sent.getlist(name) for name in form.base_fields if name in sent}


def _save_and_lead(language: str, visiting: Visiting) -> HttpResponse:
    visiting.save()
    return redirect(reverse(ADDRESS, args=[language]))


def _show(
    request: HttpRequest, language: str, visiting: Visiting, *, checked: bool = False
) -> HttpResponse:
    """The page; `checked` with what is wrong with it."""
    state = visiting.state
    if "receipt" in state:
        return _show_receipt(request, language, visiting, ReceiptForm())
    step = _find_step(state)
    if step == "check":
        return _show_summary(request, language, visiting)
    form = _fill(state, step) if checked else form_of(state, step)(initial=_prefill(state, step))
    return _draw(request, language, visiting, step, form)


def _prefill(state: dict[str, Any], step: str) -> dict[str, Any]:
    """What was typed before, unchecked: nobody is told of faults on a page that they have just come to."""
    typed = _read_typed(state, step)
    many = {name for name, field in STEPS[step].base_fields.items() if _is_many(field)}
    return {name: typed.getlist(name) if name in many else typed[name] for name in typed}


def _is_many(field: forms.Field) -> bool:
    return isinstance(field, forms.MultipleChoiceField)


def _draw(
    request: HttpRequest,
    language: str,
    visiting: Visiting,
    step: str,
    form: forms.Form,
    **more: object,
) -> HttpResponse:
    order = steps_of(visiting.state)
    place = order.index(step) if step in order else 0
    context = {
        **frame(language, ADDRESS, visiting),
        "step": step,
        "form": form,
        "title": TITLES[step],
        "place": place + 1,
        "places": len(order),
        "is_first": place == 0,
        "ends_at": visiting.ends_at,
        "in_form": True,
        "is_files": step == files.STEP,
        "is_full": step == files.STEP and visit_files.is_full(),
        **files.context_of(visiting.state),
        **_say_law(visiting, step, language),
        "writes_for": for_person.say_who(visiting.state),
        **more,
    }
    response = render(request, "complaints/public/step.html", context)
    visiting.give_cookie(response)
    return response


def _say_law(visiting: Visiting, step: str, language: str) -> dict[str, object]:
    """Beside the steps where they matter: what has legal consequences."""
    unchecked = is_unchecked(language)
    if step == "story":
        return {"sentences": words.say(words.CRIMES, words.PAPERS, unchecked=unchecked)}
    if step == "consent":
        consent = (words.HELPERS_KEEP, words.FORWARDED, words.CRIMES, words.UNTIL_THEN)
        return {"sentences": words.say(*consent, unchecked=unchecked)}
    is_named = _read_typed(visiting.state, "way").get("way") == Way.FORMAL
    if step == "check" or step == "contact":
        said = words.PROSECUTION if is_named else words.NO_REQUEST
        return {"sentences": words.say(said, words.DEADLINES, unchecked=unchecked)}
    return {}


def _show_again(request: HttpRequest, language: str, visiting: Visiting) -> HttpResponse:
    """The visit has ended, or the browser keeps no cookie: what was typed stands in the form again."""
    step = request.POST.get("step", "")
    if "typed" in visiting.state or "receipt" in visiting.state:
        return _show(request, language, visiting)  # sent from a page that an older visit has left
    if step not in STEPS:
        form = STEPS[ORDER[0]](initial={})
        return _draw(request, language, visiting, ORDER[0], form, ended=True)
    visiting.state.setdefault("typed", {})[step] = _pick_sent(STEPS[step], request.POST)
    visiting.state["not_taken"] = files.names_sent(request)
    form = STEPS[step](initial=_prefill(visiting.state, step))
    return _draw(request, language, visiting, step, form, ended=True)


def _show_summary(
    request: HttpRequest, language: str, visiting: Visiting, **more: object
) -> HttpResponse:
    """All that will be sent, with who will see it, field by field; a step that is not filled comes first."""
    state = visiting.state
    rows = []
    consent = for_person.consent_of(state, _fill)
    for step in steps_of(state)[:-1]:
        form = _fill(state, step)
        if not form.is_valid():
            return _draw(request, language, visiting, step, form)
        fields: list[dict[str, object]] = [
            {
                "label": form.fields[name].label,
                "value": _in_words(form, name),
                "seen_by": for_person.seen_by(name, consent),
            }
            for name in form.fields
            if form.cleaned_data.get(name)
        ]
        if step == files.STEP:
            fields += files.summary_of(state)
        rows.append({"step": step, "title": TITLES[step], "fields": fields})
    return _draw(request, language, visiting, "check", forms.Form(), summary=rows, **more)


def _in_words(form: forms.Form, name: str) -> str:
    value, field = form.cleaned_data[name], form.fields[name]
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(field, forms.ChoiceField):
        chosen = value if isinstance(value, list) else [value]
        labels: dict[Any, Any] = dict(field.choices)  # type: ignore[arg-type]  # no groups
        return "\n".join(str(labels[each]) for each in chosen)
    return str(value)


def _end(request: HttpRequest, language: str, visiting: Visiting, go: str) -> HttpResponse:
    """Sent, or, where somebody writes for another, given up."""
    if go == "stop":
        return for_person.stop(visiting) or redirect(reverse(ADDRESS, args=[language]))
    return _send(request, language, visiting)


def _send(request: HttpRequest, language: str, visiting: Visiting) -> HttpResponse:
    """Once, however often the button is pressed: whoever comes second finds the receipt.

    The code costs time and memory: it is made only for what can be sent.
    """
    checked = visiting.state
    told, office = _collect(checked, language)
    if told is None:
        return _show_summary(request, language, visiting)
    if first := _ask_first(request, language, visiting):
        return first
    with GATE.patient():
        mailbox = filing.new_mailbox()
    with visiting.changing() as state:
        if "receipt" in state:
            return redirect(reverse(ADDRESS, args=[language]))
        if state != checked:  # another tab has changed it meanwhile
            told, office = _collect(state, language)
        if told is None or office is None:
            return _show_summary(request, language, visiting)
        if files.have_gone(state):
            state["at"] = files.STEP
        else:
            _file(request, state, told, office, mailbox)
    if "receipt" in state:
        slowing.count(*slowing.sendings_of(visiting.id))
    return redirect(reverse(ADDRESS, args=[language]))


def _ask_first(request: HttpRequest, language: str, visiting: Visiting) -> HttpResponse | None:
    """Who began it for somebody else signs in again; who sends very much waits."""
    if first := for_person.ask_to_sign_in(request, visiting.state):
        return first
    if wait := _wait(request, visiting):
        return ask_to_wait(_show_summary(request, language, visiting, wait=wait), wait)
    return None


def _file(
    request: HttpRequest,
    state: dict[str, Any],
    told: filing.Told,
    office: Office,
    mailbox: filing.Mailbox,
) -> None:
    """The receipt takes the place of what was typed."""
    writer = for_person.writer_of(request, state, for_person.consent_of(state, _fill))
    kept = state.get("files", [])
    with acting(writer.by if writer else None):
        complaint = filing.file(told, office=office, mailbox=mailbox, files=kept, writer=writer)
    state["receipt"] = {
        "number": complaint.number,
        "code": mailbox.secret,
        "way": told.way,
        **for_person.note_receipt(complaint),
    }
    for name in for_person.DRAFT:
        state.pop(name, None)


def _wait(request: HttpRequest, visiting: Visiting) -> int:
    """Seconds until this visit may send."""
    is_filled = visiting.state.get("unseen") or request.POST.get(UNSEEN)
    at_least = slowing.LONGEST if is_filled else 0
    return slowing.seconds_left(
        "send", visiting.id, *slowing.sendings_of(visiting.id), at_least=at_least
    )


def _collect(state: dict[str, Any], language: str) -> tuple[filing.Told | None, Office | None]:
    """What all steps say, and to which office; None where one is not filled."""
    filled = {step: _fill(state, step) for step in steps_of(state)[:-1]}
    if not all(form.is_valid() for form in filled.values()):
        return None, None
    said: dict[str, Any] = {}
    for form in filled.values():
        said |= form.cleaned_data
    for name in (files.NAME, "forwarding", "named", "given"):
        said.pop(name, None)
    office = cast(PlaceForm, filled["place"]).find_office(said.pop("office", ""))
    day = said.pop("day", None)
    identity = {name: said.pop(name, "") for name in ("name", "email", "phone", "address")}
    is_named = said["way"] == Way.FORMAL
    kind, way, story = said.pop("kind"), said.pop("way"), said.pop("story")
    facts = {**said, "day": day.isoformat() if day else ""}
    told = filing.Told(
        kind=kind,
        way=way,
        language=language,
        story=story,
        facts=facts,
        identity=identity if is_named else None,
    )
    return told, office


def _show_receipt(
    request: HttpRequest,
    language: str,
    visiting: Visiting,
    form: ReceiptForm,
    *,
    paper_failed: bool = False,
) -> HttpResponse:
    receipt = visiting.state["receipt"]
    context = {
        **frame(language, ADDRESS, visiting),
        "number": space_number(receipt["number"]),
        "groups": in_groups(receipt["code"]),
        "form": form,
        "in_form": True,
        "qr": svg_data_uri(paper.mailbox_address(language)),
        "sentences": words.say(
            words.PROSECUTION if receipt["way"] == Way.FORMAL else words.NO_REQUEST,
            words.DEADLINES,
            unchecked=is_unchecked(language),
        ),
        "paper_failed": paper_failed,
    }
    status = 503 if paper_failed else 200
    template = "receipt_for" if "pk" in receipt else "receipt"
    context |= for_person.say_receipt(receipt)
    response = render(request, f"complaints/public/{template}.html", context, status=status)
    visiting.give_cookie(response)
    return response


def _give_paper(request: HttpRequest, language: str, visiting: Visiting) -> HttpResponse:
    """The confirmation as a PDF, without the code; what was typed on the page stays there."""
    number = visiting.state["receipt"]["number"]
    complaint = Complaint.objects.select_related("office__authority").filter(number=number).first()
    try:
        if complaint is None:
            raise paper.Unavailable("gone")
        return paper.hand_out(complaint, language, standing=say_stage(complaint))
    except paper.Unavailable:
        form = ReceiptForm(initial={"printed": "printed" in request.POST})
        return _show_receipt(request, language, visiting, form, paper_failed=True)


def _confirm_receipt(request: HttpRequest, language: str, visiting: Visiting) -> HttpResponse:
    """On from the receipt, once the code is kept: then it is shown nowhere any more."""
    verb, _colon, target = request.POST.get("go", "").partition(":")
    if verb == "language" and target in CODES:
        return redirect(reverse(ADDRESS, args=[target]))
    if verb == "paper":
        return _give_paper(request, language, visiting)
    form = ReceiptForm(request.POST)
    if not form.says_kept(visiting.state["receipt"]["code"]):
        return _show_receipt(request, language, visiting, form)
    with visiting.changing() as state:
        receipt = state.pop("receipt", {})
    return for_person.lead_back(receipt) or redirect(reverse("complaints:sent", args=[language]))
