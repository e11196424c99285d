"""Django forms drawn with the KERN design system.

Set FORM_RENDERER = "partnerships.shared.kern.KernRenderer". Django 5.2 gives a field the ids
`<auto_id>_helptext` and `<auto_id>_error`; the templates in templates/forms use them.
"""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import DateTimeBaseInput

from partnerships.shared.pieces import is_one_of_two

# First match wins: CheckboxSelectMultiple is a RadioSelect, SelectMultiple a Select.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.RadioSelect, "group"),
    (forms.CheckboxSelectMultiple, "group"),
    (forms.MultiWidget, "group"),
    (forms.SelectDateWidget, "group"),
    (forms.CheckboxInput, "checkbox"),
    (forms.SelectMultiple, "list"),
    (forms.Select, "select"),
    (forms.ClearableFileInput, "file"),
    (forms.Textarea, "text"),
)
CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "kern-form-check__checkbox"),
    (forms.RadioSelect, "kern-form-check__radio"),
    (forms.CheckboxInput, "kern-form-check__checkbox"),
    (forms.SelectMultiple, "kern-form-input__input app-listbox"),
    (forms.Select, "kern-form-input__select"),
)
# The browser's own picker sends ISO whatever the language of the page.
PICKERS: tuple[tuple[type[DateTimeBaseInput], str, str], ...] = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)
TYPED = (forms.TextInput, forms.Textarea)
FIXED_DIRECTION = (
    forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput,
    DateTimeBaseInput,
)  # fmt: skip


def _first(
    table: tuple[tuple[type[forms.Widget], str], ...], widget: forms.Widget, other: str
) -> str:
    return next((entry for kind, entry in table if isinstance(widget, kind)), other)


class KernBoundField(forms.BoundField):
    """A field that knows how KERN draws its kind of widget."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        _use_picker(field.widget)
        # A placeholder vanishes when one types; what it would say stands in label and hint.
        field.widget.attrs.pop("placeholder", None)

    @property
    def kind(self) -> str:
        """Which branch of forms/field.html draws it."""
        return _first(KINDS, self.field.widget, "input")

    @property
    def is_optional(self) -> bool:
        """Does the label say so? Of two days of which one is needed, neither is."""
        return not self.field.required and not is_one_of_two(self)

    @property
    def target(self) -> str:
        """The id that the error summary leads to: of a group, its first choice."""
        return self.id_for_label or f"{self.auto_id}_0"

    def build_widget_attrs(
        self, attrs: dict[str, str | bool], widget: forms.Widget | None = None
    ) -> dict[str, str | bool]:
        """Add KERN's classes, and the direction of text that a person types."""
        drawn = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        base = _first(CLASSES, drawn, "kern-form-input__input")
        error = f" {base.split()[0]}--error" if self.errors else ""
        attrs["class"] = " ".join(filter(None, [drawn.attrs.get("class"), base + error]))
        if isinstance(drawn, TYPED) and not isinstance(drawn, FIXED_DIRECTION):
            attrs.setdefault("dir", "auto")
        if isinstance(drawn, forms.EmailInput) and "autocomplete" not in drawn.attrs:
            attrs.setdefault("autocomplete", "email")
        return attrs


def _use_picker(widget: forms.Widget) -> None:
    """Turn a plain date or time input into the browser's own picker."""
    for kind, input_type, form in PICKERS:
        if isinstance(widget, kind) and widget.input_type == "text":
            widget.input_type, widget.format = input_type, form
            return


class KernRenderer(TemplatesSetting):
    """The FORM_RENDERER of the site."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = KernBoundField
