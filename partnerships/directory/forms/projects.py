"""A project and its figures."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.data import Data
from partnerships.directory.forms.named import OrganisationField
from partnerships.directory.forms.offered import offer_names
from partnerships.directory.forms.partners import choices_of
from partnerships.directory.models import (
    Account,
    Partnership,
    Project,
    ProjectFigure,
    ProjectState,
    Qualifier,
)
from partnerships.shared.fields import DayField, LineField, ProseField, follow
from partnerships.shared.past_days import PastDayField
from partnerships.shared.pieces import EitherDay, in_english


class ProjectForm(forms.Form):
    """Planned, running or over; led by a partner, where one is responsible."""

    either_day = EitherDay("since", question=_("Begins when?"), needed=False)
    pieces = (in_english("name_en", "text_en", "result_en"), either_day)
    name = follow(Project, "name", LineField)
    name_en = follow(Project, "name_en", LineField, required=False)
    state = follow(
        Project,
        "state",
        forms.ChoiceField,
        choices=choices_of(ProjectState),
        widget=forms.RadioSelect,
        initial=ProjectState.RUNNING,
    )
    lead = OrganisationField(
        label=_("Responsible partner"), required=False, help_text=_("A partner of today.")
    )
    since = follow(Project, "since", DayField, required=False)
    attested_on = follow(
        Project,
        "attested_on",
        PastDayField,
        required=False,
        help_text=_("If you do not know since when: a day on which it was certainly so."),
    )
    until_on = follow(Project, "until_on", DayField, required=False)
    text = follow(Project, "text", ProseField, required=False, widget=forms.Textarea({"rows": 4}))
    text_en = follow(
        Project, "text_en", ProseField, required=False, widget=forms.Textarea({"rows": 4})
    )
    result = follow(
        Project, "result", ProseField, required=False, widget=forms.Textarea({"rows": 4})
    )
    result_en = follow(
        Project, "result_en", ProseField, required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(
        self,
        data: Data = None,
        *,
        account: Account,
        partnership: Partnership,
        project: Project | None = None,
    ) -> None:
        super().__init__(data)
        if project is not None:
            self.initial = {name: getattr(project, name) for name in self.fields}
        partners = partnership.partners.current().values("organisation")
        rows = OrganisationField.visible_to(account).filter(pk__in=partners)
        if project is not None and project.lead_id:
            # Whoever led it stays although it may have left.
            rows = rows | OrganisationField.visible_to(account).filter(pk=project.lead_id)
        offer_names(self, "lead", rows)

    def clean(self) -> dict[str, object]:
        """It does not end before it begins."""
        super().clean()
        self.either_day.settle(self)
        cleaned = self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until_on")
        if since and until and until < since:
            self.add_error("until_on", _("The end must not be before the beginning."))
        return cleaned


class NumberField(forms.DecimalField):
    """As people write numbers: 1.000,5 in German, 1,000.5 in English."""

    widget = forms.TextInput({"inputmode": "decimal"})

    def _marks(self) -> tuple[str, str]:
        return (",", ".") if (get_language() or "de").startswith("en") else (".", ",")

    def prepare_value(self, value: object) -> object:
        """With the mark of the language and no zeros that would say more than the source."""
        if not isinstance(value, Decimal):
            return value
        text = format(value, "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", self._marks()[1])

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]  # the stubs take it for whole numbers
        """Raises: ValidationError for what is no number."""
        group, mark = self._marks()
        text = str(value or "").strip()
        if re.fullmatch(rf"\d{{1,3}}(\{group}\d{{3}})+(\{mark}\d+)?", text):
            text = text.replace(group, "")
        return super().to_python(text.replace(mark, "."))


class FigureForm(forms.Form):
    """A figure that a project reported, no more exact than its source."""

    pieces = (in_english("label_en", "unit_en"),)

    label = LineField(label=_("What was counted"), max_length=200)
    label_en = LineField(label=_("What was counted, in English"), max_length=200, required=False)
    qualifier = follow(
        ProjectFigure,
        "qualifier",
        forms.ChoiceField,
        choices=choices_of(Qualifier),
        initial=Qualifier.EXACT,
    )
    value = follow(ProjectFigure, "value", NumberField, max_digits=14, decimal_places=2)
    unit = follow(ProjectFigure, "unit", LineField, required=False)
    unit_en = follow(ProjectFigure, "unit_en", LineField, required=False)
    on_day = follow(ProjectFigure, "on_day", PastDayField, required=False)
    source_note = follow(ProjectFigure, "source_note", LineField, required=False)

    @classmethod
    def prefill(cls, figure: ProjectFigure | None, data: Data = None) -> "FigureForm":
        """The form as the figure stands, or an empty one."""
        form = cls(data)
        if figure is not None:
            form.initial = {name: getattr(figure, name) for name in form.fields}
        return form
