"""The kind of an authority, a version of a legal basis, its review, and why it is blocked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analyses.kinds import PARTIES, AuthorityKind, Category, MayBegin, Secrecy, Task
from analyses.models import Authority, Evidence, ProvisionVersion
from analyses.rules import nameable
from partnerships.directory.models import Organisation
from partnerships.shared.fields import DayField, LineField, ProseField, follow

USUAL_DAYS = 365  # a review, where nothing else is chosen
# Whether the prosecutor has released a criminal file is a question of its own.
SECRECIES = [
    (value, _("criminal file") if value == Secrecy.CRIMINAL_FILE else label)
    for value, label in Secrecy.choices
    if value != Secrecy.NONE
]


def _boxes(name: str, choices: list[tuple[str, Any]], **options: Any) -> forms.Field:
    return follow(
        ProvisionVersion,
        name,
        forms.MultipleChoiceField,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        **options,
    )


class NameKindForm(forms.Form):
    """Which kind of authority an organisation is."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        help_text=_("Only public bodies stand here. An association is never an authority."),
        empty_label=_("Please choose"),
    )
    kind = follow(
        Authority,
        "kind",
        forms.ChoiceField,
        choices=[("", _("Please choose")), *AuthorityKind.choices],
    )

    def __init__(self, data: Any = None, *, chosen: str = "") -> None:
        super().__init__(data, initial={"organisation": chosen})
        self.fields["organisation"].queryset = nameable()  # type: ignore[attr-defined]


class BasisForm(forms.Form):
    """What an entry says."""

    citation = follow(
        ProvisionVersion, "citation", LineField, help_text=_("As lawyers cite it: law, section.")
    )
    what = follow(ProvisionVersion, "what", LineField)
    from_kinds = _boxes("from_kinds", PARTIES)
    to_kinds = _boxes("to_kinds", PARTIES)
    is_mutual = follow(ProvisionVersion, "is_mutual", forms.BooleanField, required=False)
    tasks = _boxes("tasks", Task.choices)
    may_begin = follow(
        ProvisionVersion,
        "may_begin",
        forms.ChoiceField,
        choices=MayBegin.choices,
        widget=forms.RadioSelect,
    )
    is_duty = follow(ProvisionVersion, "is_duty", forms.BooleanField, required=False)
    conditions = follow(ProvisionVersion, "conditions", ProseField, required=False)
    covers_secrecies = _boxes(
        "covers_secrecies",
        SECRECIES,
        required=False,
        help_text=_("Tax secrecy opens by the tax code (AO) alone, social secrecy by SGB X alone."),
    )
    not_for_categories = _boxes("not_for_categories", Category.choices, required=False)
    evidence = follow(
        ProvisionVersion,
        "evidence",
        forms.ChoiceField,
        choices=Evidence.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, former: ProvisionVersion | None = None) -> None:
        initial = {name: getattr(former, name) for name in self.base_fields} if former else {}
        super().__init__(data, initial=initial)


class ReviewForm(forms.Form):
    """Until when it holds."""

    has_read = forms.BooleanField(
        label=_("I have read the provision as it is in force today. The entry says what it says."),
        required=True,
    )
    valid_until = follow(ProvisionVersion, "valid_until", DayField, required=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(
            data,
            initial={"valid_until": timezone.localdate() + timedelta(days=USUAL_DAYS)},
        )


class BlockForm(forms.Form):
    """Why nobody may choose it."""

    blocked_because = follow(ProvisionVersion, "blocked_because", LineField, required=True)
