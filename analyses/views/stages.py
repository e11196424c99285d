"""The stages of a case: their label, and the steps of those who work in it from one to the next."""

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses import rules
from analyses.actions import cases as actions
from analyses.forms.cases import ReasonForm, ResultForm
from analyses.stages import TONES, Stage
from analyses.views.deeds import CaseDeed
from analyses.views.sight import in_sight
from partnerships.directory.requests import Request
from partnerships.shared.templatetags.parts import badge


def stage_badge(stage: str) -> SafeString:
    """The stage as a label."""
    return badge(Stage(stage).label, TONES[Stage(stage)])


def _moving(verb: str, words: Promise) -> CaseDeed:
    return CaseDeed(
        title=words,
        rule=lambda by, case: rules.can_move(by, case, verb),
        act=lambda case, *, by: actions.move(case, verb, by=by),
        question=_("Take this step?"),
        lead=_("Everybody in the case sees the new stage."),
        submit=words,
        done=_("Done."),
    )


MOVES = {
    verb: _moving(verb, words)
    for verb, words in (
        ("collect", _("Collect contributions")),
        ("analyse", _("Begin the analysis")),
        ("check_quality", _("Check the quality")),
        ("confer", _("Hold a case conference")),
        ("deliver", _("Deliver the result")),
    )
}
STOP = CaseDeed(
    title=_("Stop the case"),
    rule=rules.can_stop,
    act=actions.stop,
    form=ReasonForm,
    lead=_("Nothing more is contributed or analysed. Its contents are deleted on their day."),
    submit=_("Stop it"),
    danger=True,
    done=pgettext_lazy("a case", "Stopped."),
)
NOTE_RESULT = CaseDeed(
    title=_("Note what came of it"),
    rule=rules.can_follow_up,
    act=actions.note_result,
    form=ResultForm,
    submit=_("Note it"),
    done=_("Noted."),
)


@in_sight
def move(request: Request, pk: int, verb: str) -> HttpResponse:
    """A step of the lead. Raises: Http404 for a word that is none."""
    if verb not in MOVES:
        raise Http404
    return MOVES[verb].ask(request, pk=pk)
