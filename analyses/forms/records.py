"""One record, by what it is; a link between two."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from analyses.kinds import Category, Handling, Information, Schema, Source
from analyses.links import ENDS, LinkKind
from analyses.models import Contribution, Link, Record
from analyses.properties import LONGEST, MOST, PROPERTIES, Property
from analyses.strictness import is_laxer
from analyses.values import clean_values
from partnerships.shared.fields import DayField, LineField, ProseField, follow

CATEGORIES = [(code, label) for code, label in Category.choices if code != Category.NO_PERSON]
HINTS = {
    "date": _("As 24.12.2025; the month or the year alone will do."),
    "phone": _("For example 0231 123456."),
    "plate": _("For example DO-AB 123."),
    "country": _("For example Deutschland or DE."),
}
TURNED = "turned"


class ValuesField(ProseField):
    """Values of one property, each on a line of its own where several may stand."""

    def __init__(self, known: Property) -> None:
        self.known = known
        hint = str(HINTS.get(known.form, ""))
        if known.is_many:
            each_a_line = _("One a line.")
            hint = f"{hint} {each_a_line}".strip()
        label = str(known.label)
        super().__init__(
            label=label[:1].upper() + label[1:],
            required=False,
            max_length=(MOST if known.is_many else 1) * (LONGEST + 1),
            help_text=hint,
            widget=forms.Textarea({"rows": 2}) if known.is_many else forms.TextInput(),
        )

    def clean(self, value: object) -> list[str]:
        """Raises: ValidationError in the words of `values`."""
        text = super().clean(value)
        return clean_values(self.known, text.split("\n") if self.known.is_many else [text])

    def prepare_value(self, value: object) -> object:
        """Stored values as lines."""
        return "\n".join(value) if isinstance(value, list) else value


class RecordForm(forms.Form):
    """What one authority knows of one thing; its fields come from the list of what may be known."""

    def __init__(
        self,
        data: Any = None,
        *,
        schema: str,
        contribution: Contribution,
        record: Record | None = None,
    ) -> None:
        self.schema = schema
        super().__init__(data, initial=self._initial(contribution, record))
        for known in PROPERTIES[schema]:
            self.fields[f"p_{known.name}"] = ValuesField(known)
        if schema == Schema.PERSON:
            self.fields["category"] = follow(
                Record,
                "category",
                forms.ChoiceField,
                choices=[("", _("Please choose")), *CATEGORIES],
                help_text=_("“Not determined yet” for 30 days at most."),
            )
        self._add_assessment()
        allowed = [each for each in Handling if not is_laxer(each, contribution.handling)]
        self.fields["handling"] = follow(
            Record,
            "handling",
            forms.ChoiceField,
            choices=[(each.value, each.label) for each in allowed],
            widget=forms.RadioSelect,
        )
        self.fields["handling_text"] = follow(
            Record, "handling_text", LineField, required=False, help_text=_("Only with H3.")
        )
        flags = ("is_minor", "needs_protection") if schema == Schema.PERSON else ()
        for name in flags or ("needs_protection",):
            self.fields[name] = follow(Record, name, forms.BooleanField, required=False)
        self.fields["key"] = follow(
            Record, "key", LineField, required=False, help_text=_("How you find it again yourself.")
        )

    def _add_assessment(self) -> None:
        self.fields["nature"] = forms.ChoiceField(
            label=_("Fact or assessment"),
            choices=[
                ("fact", pgettext_lazy("a record", "fact")),
                ("assessment", pgettext_lazy("a record", "assessment")),
            ],
            widget=forms.RadioSelect,
        )
        for name, choices in (("source", Source), ("information", Information)):
            self.fields[name] = follow(
                Record, name, forms.ChoiceField, choices=choices, widget=forms.RadioSelect
            )

    @staticmethod
    def _initial(contribution: Contribution, record: Record | None) -> dict[str, object]:
        if record is None:
            return {"handling": contribution.handling, "handling_text": contribution.handling_text}
        names = ("category", "source", "information", "handling", "handling_text", "key")
        flags = ("is_minor", "needs_protection")
        return {
            **{name: getattr(record, name) for name in (*names, *flags)},
            **{f"p_{name}": values for name, values in record.properties.items()},
            "nature": "assessment" if record.is_assessment else "fact",
        }

    def clean(self) -> dict[str, Any]:
        """As the action takes it. Raises: ValidationError where nothing is known, or H3 says nothing."""
        values = super().clean() or {}
        known = {each.name: values.pop(f"p_{each.name}", []) for each in PROPERTIES[self.schema]}
        if not self.errors and not any(known.values()):
            raise ValidationError(_("Write down at least one thing that is known."))
        values["is_assessment"] = values.pop("nature", "") == "assessment"
        return {
            "category": "",
            **values,
            "schema": self.schema,
            "properties": {name: found for name, found in known.items() if found},
        }


def kinds_from(schema: str) -> list[tuple[str, object]]:
    """Kinds of links that a record of this schema may have, in either direction."""
    return [
        (kind, label)
        for kind, label in LinkKind.choices
        if schema in ENDS[kind][0] or schema in ENDS[kind][1]
    ]


class LinkForm(forms.Form):
    """How a record hangs together with another one of the case."""

    def __init__(self, data: Any = None, *, record: Record, others: Iterable[Record]) -> None:
        super().__init__(data)
        self.fields["other"] = forms.TypedChoiceField(
            label=_("With which record"),
            choices=[(each.pk, _called(each)) for each in others],
            coerce=int,
            widget=forms.RadioSelect,
        )
        self.fields["kind"] = follow(
            Link, "kind", forms.ChoiceField, choices=kinds_from(record.schema)
        )
        self.fields["direction"] = forms.ChoiceField(
            label=_("Which way"),
            choices=[
                ("onward", _("from this record to the other one")),
                (TURNED, _("from the other record to this one")),
            ],
            initial="onward",
            widget=forms.RadioSelect,
        )
        self.fields["source_text"] = follow(Link, "source_text", LineField)
        self.fields["since"] = follow(Link, "since", DayField, required=False)
        self.fields["until_on"] = follow(Link, "until_on", DayField, required=False)


def _called(record: Record) -> str:
    return f"{record.caption} ({Schema(record.schema).label}, {record.contribution.authority})"
