"""A point of an agenda: proposed, changed, decided."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.planning import Sent
from meetings.models import AgendaItem
from meetings.models.agenda import MOST_MINUTES
from partnerships.shared.fields import LineField, ProseField, follow
from partnerships.shared.pieces import Fold
from partnerships.shared.uploads import FileField

NAMES = ("title", "text", "minutes", "presenter", "confidential")


class ItemForm(forms.Form):
    """What it is about; how long and by whom may be left open."""

    pieces = (Fold(("minutes", "presenter", "confidential"), _("How long, by whom, for whom")),)

    title = follow(AgendaItem, "title", LineField)
    text = follow(
        AgendaItem,
        "text",
        ProseField,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "No names of third people, nothing told in confidence: the whole partnership reads it."
        ),
    )
    minutes = forms.IntegerField(
        label=_("Minutes needed"), required=False, min_value=1, max_value=MOST_MINUTES
    )
    presenter = follow(AgendaItem, "presenter", LineField, required=False)
    confidential = forms.BooleanField(
        label=_("Only for the invited"),
        required=False,
        help_text=_(
            "Others of the partnership do not see this point, and the printed minutes leave it out."
        ),
    )

    def __init__(
        self, data: Sent = None, *, item: AgendaItem | None = None, rewords: bool = True
    ) -> None:
        super().__init__(data)
        if item is not None:
            self.initial = {name: getattr(item, name) for name in NAMES}
        if not rewords:
            for name in ("title", "text", "confidential"):
                del self.fields[name]


class PaperForm(forms.Form):
    """A paper of a point."""

    file = FileField(label=_("File"))


class DecisionForm(forms.Form):
    """What becomes of a proposal."""

    verb = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[
            ("accept", _("We speak about it at this meeting")),
            ("defer", _("Not this time: it waits for another meeting")),
            ("decline", _("We do not speak about it")),
        ],
        widget=forms.RadioSelect,
    )
    reason = follow(
        AgendaItem,
        "reason",
        LineField,
        required=False,
        help_text=_("Needed unless you accept it. Everybody who sees the point reads it."),
    )
