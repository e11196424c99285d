"""Both gates before contents: the impact assessment, and the legal basis for combining."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from analyses import rules
from analyses.actions import cases as actions
from analyses.forms.cases import CombinationForm, ImpactForm
from analyses.models import Case
from analyses.views.deeds import CaseDeed
from partnerships.directory.models import Account

NOTE_IMPACT = CaseDeed(
    title=_("Note the impact assessment"),
    rule=rules.can_note_impact,
    act=lambda case, *, impact_reference, by: actions.note_impact(
        case, reference=impact_reference, by=by
    ),
    form=ImpactForm,
    lead=_("It counts once the data protection officer has confirmed it."),
    submit=_("Note it"),
    done=_("Noted. The data protection officer confirms it."),
)
CONFIRM_IMPACT = CaseDeed(
    title=_("Confirm the impact assessment"),
    rule=rules.can_confirm_impact,
    act=actions.confirm_impact,
    question=_("Have you seen the impact assessment yourself?"),
    lead=lambda case: case.impact_reference,
    submit=_("Confirm"),
    done=_("Confirmed."),
)
NAME_COMBINATION = CaseDeed(
    title=_("Name the legal basis for combining"),
    rule=rules.can_name_combination,
    act=actions.name_combination,
    form=CombinationForm,
    lead=_("It counts once the legal service has confirmed it."),
    submit=_("Name it"),
    done=_("Named. The legal service confirms it."),
)
CONFIRM_COMBINATION = CaseDeed(
    title=_("Confirm the basis for combining"),
    rule=rules.can_confirm_combination,
    act=actions.confirm_combination,
    question=_("Does this legal basis carry the combination?"),
    lead=lambda case: str(case.combination or ""),
    submit=_("Confirm"),
    done=_("Confirmed."),
)


def gates_of(by: Account, case: Case) -> list[dict[str, object]]:
    """Both gates: what is noted, whether it is confirmed, and what one may do there."""
    return [
        {
            "label": gettext("Impact assessment"),
            "text": case.impact_reference,
            "noted": case.impact_noted_at,
            "confirmed": case.impact_confirmed_at,
            "href": reverse("analyses:note_impact", args=[case.pk]),
            "can_note": rules.can_note_impact(by, case),
        },
        {
            "label": gettext("Legal basis for combining"),
            "text": str(case.combination) if case.combination else "",
            "noted": case.combination_noted_at,
            "confirmed": case.combination_confirmed_at,
            "href": reverse("analyses:name_combination", args=[case.pk]),
            "can_note": rules.can_name_combination(by, case),
        },
    ]
