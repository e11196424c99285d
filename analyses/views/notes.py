"""Notes of a case: the list, one with all it rests on, writing, correcting, taking back."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from analyses import rules
from analyses.actions import notes as actions
from analyses.actions.logging import note as log
from analyses.forms.notes import NoteForm, WithdrawForm
from analyses.kinds import Secrecy
from analyses.models import CaseNote, Contribution, Operation
from analyses.views.crumbs import crumbs_of, crumbs_to_notes
from analyses.views.deeds import Deed, of_member
from analyses.views.paging import page_number, pages_beside
from analyses.views.sight import find_case, in_sight, reason_of, with_reason
from partnerships.directory.models import Organisation
from partnerships.directory.requests import Request
from partnerships.shared.templatetags.parts import badge

ON_A_PAGE = 30  # notes


def note_badge(note: CaseNote) -> SafeString:
    """Fact or assessment, or that it is gone or to be looked at."""
    if note.withdrawn_at:
        return badge(pgettext("a note", "taken back"), "danger")
    if note.is_to_review:
        return badge(_("is still needed?"), "warning")
    if note.is_assessment:
        return badge(pgettext("a note", "assessment"), "info")
    return badge(pgettext("a note", "fact"), "success")


@in_sight
@with_reason
def notes(request: Request, pk: int) -> HttpResponse:
    """Those in effect and those that were taken back, the latest first; or those whose need is to be checked. Reading is in the log."""
    case = find_case(request, pk)
    own = rules.works_on(request.user, case)
    rules.can_see_asks(own).enforce()
    only_due = request.GET.get("only") == "review"
    rows = CaseNote.objects.visible_to(request.user).filter(case=case, replaced_at__isnull=True)
    rows = rows.to_review() if only_due else rows
    number = page_number(request)
    first = (number - 1) * ON_A_PAGE
    page = list(
        rows.select_related("authority").order_by("-written_at", "-pk")[
            first : first + ON_A_PAGE + 1
        ]
    )
    shown = page[:ON_A_PAGE]
    log(
        Operation.CONSULT,
        "notes.read",
        by=request.user,
        case=case,
        reason=reason_of(request, case),
        rows=len(shown),
    )
    kept = "&only=review" if only_due else ""
    context = {
        "case": case,
        "crumbs": [*crumbs_of(case), (pgettext("of a case", "Notes"), "")],
        "notes": [{"row": each, "badge": note_badge(each)} for each in shown],
        "only_due": only_due,
        "can_write": rules.can_write_note(own, case),
        **pages_beside(number, has_more=len(page) > ON_A_PAGE, kept=kept),
    }
    return render(request, "analyses/notes.html", context)


def _find(request: Request, case_pk: int, pk: int) -> CaseNote:
    """Whoever sees a note sees its case. Raises: Http404 where it is not in sight."""
    rows = CaseNote.objects.visible_to(request.user).filter(case=case_pk)
    found: CaseNote = get_object_or_404(
        rows.select_related("case", "authority", "by__person", "next"), pk=pk
    )
    return found


@in_sight
@with_reason
def note(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """One note with its codes, its recipients, and the contributions it rests on with their marking. Reading is in the log."""
    found = _find(request, case_pk, pk)
    case = found.case
    own = rules.works_on(request.user, case)
    log(
        Operation.CONSULT,
        "note.read",
        by=request.user,
        case=case,
        about=("casenote", found.pk),
        reason=reason_of(request, case),
    )
    given = Contribution.objects.filter(pk__in=found.bases.values("contribution"))
    context = {
        "case": case,
        "crumbs": [*crumbs_to_notes(case), (str(found), "")],
        "note": found,
        "badge": note_badge(found),
        "secrecies": [Secrecy(each).label for each in found.secrecies],
        "recipients": Organisation.objects.filter(pk__in=found.released_to),
        "contributions": given.select_related("authority", "basis__provision"),
        "newer": getattr(found, "next", None),
        "can_change": rules.can_change_note(own, found),
        "can_withdraw": rules.can_withdraw_note(own, found),
    }
    return render(request, "analyses/note.html", context)


WRITE_NOTE = Deed(
    find=find_case,
    crumbs=crumbs_to_notes,
    title=gettext_lazy("Write a note"),
    rule=of_member(rules.can_write_note),
    act=actions.write_note,
    form=NoteForm,
    knows=lambda _by, case: {"case": case},
    lead=gettext_lazy(
        "A note is never changed. A correction is a new version; a mistake is taken back."
    ),
    submit=gettext_lazy("Write the note"),
    done=gettext_lazy("Written."),
)
NoteDeed = partial(Deed, find=_find, about=str, crumbs=lambda found: crumbs_to_notes(found.case))
CHANGE_NOTE = NoteDeed(
    reads="note.read",
    title=gettext_lazy("Write a new version"),
    rule=of_member(rules.can_change_note),
    act=lambda found, **said: actions.write_note(found.case, replaces=found, **said),
    form=NoteForm,
    knows=lambda _by, found: {"case": found.case, "note": found},
    lead=gettext_lazy("The version before stays for your authority alone."),
    submit=gettext_lazy("Write the new version"),
    done=gettext_lazy("Written."),
    needs_reason=True,
)
WITHDRAW_NOTE = NoteDeed(
    title=gettext_lazy("Take a note back"),
    rule=of_member(rules.can_withdraw_note),
    act=actions.withdraw_note,
    form=WithdrawForm,
    lead=gettext_lazy(
        "Its words are deleted, of every version. That it was there, and your reason, stays."
    ),
    submit=gettext_lazy("Take it back"),
    danger=True,
    done=pgettext_lazy("a note", "Taken back."),
)
