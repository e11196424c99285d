"""What the office learned: a list with what is under way, a lesson of a complaint, and what came of it. The shell alone."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from complaints import rules
from complaints.actions import lessons as actions
from complaints.forms.lessons import EndLessonForm, LessonForm
from complaints.forms.office import Sent
from complaints.models import Complaint, Lesson, LessonState
from complaints.models.complaints import space_number
from complaints.views.office import crumbs_of, find
from complaints.views.sight import in_sight
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, choice_filter
from partnerships.shared.lists.ordering import by_label
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.step.views import Step, take
from partnerships.shared.templatetags.parts import badge, code, link, when

TONES = {LessonState.OPEN: "info", LessonState.DONE: "success", LessonState.DROPPED: "neutral"}


class LessonFilter(ListFilter):
    """What may be asked of the list."""

    state = choice_filter(
        LessonState.choices, label=pgettext_lazy("a lesson", "State"), field_name="state"
    )


class LessonLabels:
    """Labels and addresses, made once for many rows; numbers of complaints that the reader may see."""

    def __init__(self, account: Account, rows: Sequence[Lesson]) -> None:
        self.address = addresses("complaints:detail")
        self.end = addresses("complaints:end_lesson")
        self.states = {value: capfirst(str(label)) for value, label in LessonState.choices}
        self.badges = {
            value: badge(capfirst(str(label)), TONES[LessonState(value)])
            for value, label in LessonState.choices
        }
        found = Complaint.objects.visible_to(account)
        numbers = [getattr(row, "complaint_id", None) for row in rows]
        found = found.filter(pk__in=[each for each in numbers if each is not None])
        self.numbers = {
            pk: space_number(number) for pk, number in found.values_list("pk", "number")
        }

    def number(self, row: Lesson) -> str:
        return self.numbers.get(row.complaint_id or 0, "")


LESSONS = List(
    slug="complaints-lessons",
    caption=gettext_lazy("What was learned"),
    columns=(
        ListColumn(
            "learned",
            gettext_lazy("What was learned"),
            ("id", "learned", "state"),
            value=lambda row, look: row.learned,
            cell=lambda row, look: (
                link(row.learned, look.end(row.id))
                if row.state == LessonState.OPEN
                else row.learned
            ),
        ),
        ListColumn(
            "measure",
            gettext_lazy("What is done now"),
            ("measure",),
            value=lambda row, look: row.measure,
        ),
        ListColumn(
            "unit",
            gettext_lazy("Carried out by"),
            ("unit__name",),
            value=lambda row, look: row.unit__name,
            sort=("unit__name",),
        ),
        ListColumn(
            "look_on",
            gettext_lazy("Looked at again on"),
            ("look_on",),
            value=lambda row, look: row.look_on,
            cell=lambda row, look: when(row.look_on),
            sort=("look_on",),
        ),
        ListColumn(
            "state",
            pgettext_lazy("a lesson", "State"),
            ("state",),
            value=lambda row, look: look.states[row.state],
            cell=lambda row, look: look.badges[row.state],
            sort=lambda: by_label("state", LessonState.choices),
        ),
        ListColumn(
            "result",
            gettext_lazy("What came of the lesson"),
            ("result",),
            value=lambda row, look: row.result,
        ),
        ListColumn(
            "complaint",
            gettext_lazy("Complaint"),
            ("complaint_id",),
            value=lambda row, look: look.number(row),
            cell=lambda row, look: (
                link(code(look.number(row)), look.address(row.complaint_id))
                if look.number(row)
                else ""
            ),
        ),
    ),
    filters=LessonFilter,
    order=("look_on", "id"),
    look=LessonLabels,
    empty=gettext_lazy("No lesson yet"),
    empty_text=gettext_lazy(
        "When the person has the answer, note at the complaint what should go otherwise next time. It stands here, also after the complaint is deleted."
    ),
)


@in_sight
def lessons(request: Request) -> HttpResponseBase:
    """Of one's own offices, the next day first."""
    rules.can_read_lessons(request.user).enforce()
    rows = Lesson.objects.visible_to(request.user)
    return respond(request, LESSONS, rows, template="complaints/lessons.html", context={})


@in_sight
def note_lesson(request: Request, pk: int) -> HttpResponse:
    """Once the person has the answer."""
    complaint = find(request, pk)
    rules.can_note_lesson(request.user, complaint).enforce()
    units = {each.pk: each.name for each in rules.units_of(complaint.office)}
    step = Step(
        title=_("Note a lesson"),
        about=complaint.spaced_number,
        crumbs=crumbs_of(complaint),
        lead=_("Everybody in the complaints office and its head reads it, also after years."),
        submit=_("Save"),
    )

    def make(data: Sent) -> LessonForm:
        return LessonForm(data, units=units)

    return take(
        request,
        step,
        make,
        lambda form: actions.note_lesson(complaint, **form.cleaned_data, by=request.user),
        done=_("Noted. On the day that you chose it stands among your to-dos."),
    )


@in_sight
def end_lesson(request: Request, pk: int) -> HttpResponse:
    """Whether it was carried out and helped."""
    rows = Lesson.objects.visible_to(request.user).select_related("office__authority", "unit")
    lesson = get_object_or_404(rows, pk=pk)
    rules.can_end_lesson(request.user, lesson).enforce()
    here = reverse("complaints:lessons")
    step = Step(
        title=_("What came of the lesson"),
        crumbs=[(_("Complaints"), reverse("complaints:list")), (_("What was learned"), here)],
        lead=lesson.learned,
        submit=_("Save"),
    )
    return take(
        request,
        step,
        EndLessonForm,
        lambda form: actions.end_lesson(lesson, **form.cleaned_data, by=request.user),
        done=_("Saved."),
    )
