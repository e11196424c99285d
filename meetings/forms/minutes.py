"""Minutes: words of a point, answer of an organisation, comment, task."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.forms.planning import Sent
from meetings.models import (
    ActionItem,
    AgendaItem,
    Minutes,
    MinutesAnswer,
    MinutesComment,
    MinutesEntry,
    Redaction,
)
from meetings.models.redactions import Why
from partnerships.directory.models import Organisation, Person
from partnerships.shared.fields import DayField, LineField, ProseField, follow

CARE = _(
    "No names of third people, nothing said in confidence. What an authority holds can be asked for under the freedom of"
    " information law."
)


class EntryForm(forms.Form):
    """What was said and decided on one point."""

    discussion = follow(
        MinutesEntry,
        "discussion",
        ProseField,
        required=False,
        widget=forms.Textarea({"rows": 10}),
        help_text=CARE,
    )
    decision = follow(
        MinutesEntry,
        "decision",
        ProseField,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Leave it empty where nothing was decided."),
    )

    def __init__(self, data: Sent = None, *, entry: MinutesEntry) -> None:
        super().__init__(data)
        self.initial = {"discussion": entry.discussion, "decision": entry.decision}


class NoteForm(forms.Form):
    """What belongs to no point."""

    note = follow(
        Minutes,
        "note",
        ProseField,
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=CARE,
    )

    def __init__(self, data: Sent = None, *, minutes: Minutes) -> None:
        super().__init__(data)
        self.initial = {"note": minutes.note}


class ShareForm(forms.Form):
    """Until when those who were there may read and answer."""

    answer_until = follow(Minutes, "answer_until", DayField, required=True)

    def __init__(self, data: Sent = None, *, usual: date) -> None:
        super().__init__(data, initial={"answer_until": usual})


class MinutesAnswerForm(forms.Form):
    """What an organisation says of the minutes; nothing is chosen beforehand."""

    organisation = forms.ModelChoiceField(
        label=_("You answer for"), queryset=Organisation.objects.none()
    )
    agrees = forms.TypedChoiceField(
        label=_("Does your organisation agree?"),
        choices=[
            ("yes", _("Yes, these minutes are right")),
            ("no", _("We see something differently")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    dissent = follow(
        MinutesAnswer,
        "dissent",
        ProseField,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("In your own words; they stand in the closed minutes."),
    )

    def __init__(self, data: Sent = None, *, organisations: Iterable[int]) -> None:
        super().__init__(data)
        rows = Organisation.objects.filter(pk__in=list(organisations)).order_by("sort_key", "pk")
        field = cast(forms.ModelChoiceField, self.fields["organisation"])
        field.queryset = rows
        if len(rows) == 1:
            field.widget = forms.HiddenInput()
            self.initial = {"organisation": rows[0].pk}


class CommentForm(forms.Form):
    """A remark on one point, or on the whole."""

    item = forms.ModelChoiceField(
        label=_("About"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("the whole minutes"),
    )
    text = follow(MinutesComment, "text", ProseField, widget=forms.Textarea({"rows": 5}))

    def __init__(self, data: Sent = None, *, items: Iterable[AgendaItem]) -> None:
        super().__init__(data)
        rows = AgendaItem.objects.filter(pk__in=[item.pk for item in items])
        cast(forms.ModelChoiceField, self.fields["item"]).queryset = rows


class AddendumForm(forms.Form):
    """What is added to closed minutes."""

    text = follow(
        MinutesComment,
        "text",
        ProseField,
        label=_("Addendum"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "The closed minutes stay as they are; this stands below them, with your name and the day."
        ),
    )


class RedactionForm(forms.Form):
    """Which words go, and why: the reason is chosen, so that it cannot repeat them."""

    item = forms.ModelChoiceField(
        label=_("Where they stand"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("in what else is to be kept, in what organisations say, in addenda"),
    )
    passage = follow(
        Redaction,
        "passage",
        ProseField,
        required=True,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Copy them from the minutes. They go wherever they stand at this place."),
    )
    why = forms.ChoiceField(
        label=_("Why are they taken out?"),
        choices=[(value, capfirst(label)) for value, label in Why.choices],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Sent = None, *, items: Iterable[AgendaItem]) -> None:
        super().__init__(data)
        rows = AgendaItem.objects.filter(pk__in=[item.pk for item in items])
        cast(forms.ModelChoiceField, self.fields["item"]).queryset = rows


class RedactionDecisionForm(forms.Form):
    """The other side's answer; nothing is chosen beforehand."""

    agrees = forms.TypedChoiceField(
        label=_("Do these words go?"),
        choices=[("yes", _("Yes, take them out for good")), ("no", _("No, they stay"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class ActionForm(forms.Form):
    """Who does what until when."""

    title = follow(ActionItem, "title", LineField)
    person = forms.ModelChoiceField(
        label=pgettext_lazy("a task", "Who"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("nobody by name"),
    )
    organisation = forms.ModelChoiceField(
        label=_("For which organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("for none"),
    )
    due_on = follow(ActionItem, "due_on", DayField)
    item = forms.ModelChoiceField(
        label=_("From which point of the agenda"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("from none"),
    )

    def __init__(
        self,
        data: Sent = None,
        *,
        people: Iterable[int],
        organisations: Iterable[int],
        items: Iterable[int],
        action: ActionItem | None = None,
    ) -> None:
        super().__init__(data)
        for name, rows in (
            ("person", Person.objects.filter(pk__in=list(people)).order_by("sort_key", "pk")),
            (
                "organisation",
                Organisation.objects.filter(pk__in=list(organisations)).order_by("sort_key", "pk"),
            ),
            ("item", AgendaItem.objects.filter(pk__in=list(items))),
        ):
            cast(forms.ModelChoiceField, self.fields[name]).queryset = rows
        if action is not None:
            self.initial = {
                "title": action.title,
                "person": action.person_id,
                "organisation": action.organisation_id,
                "due_on": action.due_on,
                "item": action.item_id,
            }


class FinishForm(forms.Form):
    """What came of it."""

    result = follow(
        ActionItem, "result", ProseField, required=False, widget=forms.Textarea({"rows": 4})
    )


class DropForm(forms.Form):
    """Why nobody does it any more."""

    result = follow(
        ActionItem,
        "result",
        ProseField,
        label=_("Why is it dropped?"),
        widget=forms.Textarea({"rows": 3}),
    )


class PostponeForm(forms.Form):
    """A later day."""

    postponed_to = follow(ActionItem, "postponed_to", DayField, required=True)
