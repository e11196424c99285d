"""The register of enquiries as a list: its columns, and what may be asked of it."""

from typing import Any

from django.db.models import F, Func, IntegerField
from django.http.response import HttpResponseBase
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import NumberFilter

from analyses import rules
from analyses.actions.logging import note
from analyses.kinds import AuthorityKind
from analyses.models import Enquiry, Operation, Outcome
from analyses.places import COUNTRIES, FEDERATION, SEVERAL, STATES, list_places, name_place
from analyses.views.columns import (
    choice_column,
    day_column,
    label_each,
    number_column,
    plain_column,
)
from analyses.views.sight import in_sight
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.export import FORMATS
from partnerships.shared.lists.filters import ListFilter, choice_filter
from partnerships.shared.lists.ordering import by_label
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import badge

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
        self.kinds = label_each(AuthorityKind.choices)
        self.places = {
            each: name_place(each) for each in (*STATES, *COUNTRIES, FEDERATION, SEVERAL)
        }
        self.outcomes = label_each(Outcome.choices)
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
        number_column(),
        day_column("received_on", gettext_lazy("Received")),
        choice_column(
            "from_kind", gettext_lazy("Kind of authority"), AuthorityKind.choices, "kinds"
        ),
        ListColumn(
            "place",
            gettext_lazy("State or country"),
            ("place",),
            value=lambda row, look: look.places[row.place],
            sort=_by_place,
        ),
        plain_column("topic", gettext_lazy("Topic"), sorts=False),
        ListColumn(
            "persons",
            gettext_lazy("About persons"),
            ("is_person_related",),
            value=lambda row, look: look.yes_no[row.is_person_related],
            sort=("is_person_related",),
        ),
        choice_column(
            "outcome",
            gettext_lazy("What became of it"),
            Outcome.choices,
            "outcomes",
            badges="badges",
        ),
        ListColumn(
            "days",
            gettext_lazy("Days"),
            ("received_on", "answered_on"),
            value=lambda row, look: _days(row),
            sort=_by_days,
            numeric=True,
        ),
        plain_column("authority", gettext_lazy("Authority that asks"), sorts=False, shown=False),
        day_column("answered_on", gettext_lazy("Answered on"), sorts=False, shown=False),
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
