"""A file with records, how it is read, and what its columns mean."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import date_format, number_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from analyses.importing import targets
from analyses.importing.codes import Codes
from analyses.importing.headings import examples_of, headings_of, name_columns
from analyses.importing.reading import LEAVE, MEGABYTE, TAKE, possible_questions
from analyses.kinds import Category, Handling, Information, Source
from analyses.models import ImportRun, Record
from partnerships.shared.fields import LineField, follow
from partnerships.shared.pieces import Headed
from partnerships.shared.tables_in.days import DAY_FIRST, MONTH_FIRST, read_day
from partnerships.shared.tables_in.encoding_names import name_of

FACT, ASSESSMENT = "fact", "assessment"
COLUMN = "column_{}"
Choices = list[tuple[str, str]]


def _limits() -> str:
    return _(
        "Excel (.xlsx, .xls), OpenDocument (.ods) or CSV, up to %(size)s MB and %(rows)s rows."
    ) % {
        "size": settings.ANALYSES_IMPORT_MB,
        "rows": number_format(settings.ANALYSES_IMPORT_ROWS, force_grouping=True),
    }


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=200,
        allow_empty_file=True,  # the reader has the clearer sentence
        help_text=lazy(_limits, str)(),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.xls,.csv,.txt,.tsv"}),
    )

    def clean_file(self) -> UploadedFile:
        """Raises: ValidationError for a file that is too large to be read."""
        file = self.cleaned_data["file"]
        if file.size > settings.ANALYSES_IMPORT_MB * MEGABYTE:
            raise ValidationError(
                _("This file is larger than %(number)s MB.")
                % {"number": settings.ANALYSES_IMPORT_MB}
            )
        return file


class ReadingForm(forms.Form):
    """Only what this file leaves open: which sheet, which letters, what is hidden."""

    sheet = forms.TypedChoiceField(
        label=gettext_lazy("Which sheet?"), coerce=int, widget=forms.RadioSelect
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("Where are the letters right?"), widget=forms.RadioSelect
    )
    hidden = forms.ChoiceField(
        label=gettext_lazy("What shall happen to what is hidden?"), widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, run: ImportRun) -> None:
        super().__init__(data)
        asked = possible_questions(run)
        if run.read_as.get("sheet") is None and "sheet" in asked:
            asked = ["sheet"]  # one after the other: what is hidden is known when the sheet is
        offered: dict[str, Callable[[ImportRun], Choices]] = {
            "sheet": _sheets,
            "encoding": _encodings,
            "hidden": _hidden,
        }
        for name, make in offered.items():
            if name in asked:
                self.fields[name].choices = make(run)  # type: ignore[attr-defined]
                self.fields[name].initial = run.chosen.get(name, run.read_as.get(name))
            else:
                del self.fields[name]
        if "hidden" in self.fields:
            self.fields["hidden"].help_text = _say_hidden(run)


def _sheets(run: ImportRun) -> Choices:
    return [(str(at), f"{name}: {', '.join(first)}") for at, name, first in run.read_as["sheets"]]


def _encodings(run: ImportRun) -> Choices:
    """Each with the words as it shows them."""
    about = run.read_as
    words = about.get("doubtful") or {about.get("encoding", ""): about.get("special", [])}
    return [(code, f"{', '.join(special)} ({name_of(code)})") for code, special in words.items()]


def _hidden(run: ImportRun) -> Choices:
    return [(LEAVE, _("Leave it out")), (TAKE, _("Take it like the rest"))]


def _say_hidden(run: ImportRun) -> str:
    rows = run.read_as.get("hidden_rows", 0)
    columns = run.read_as.get("hidden_columns", 0)
    sentences = []
    if rows:
        words = ngettext("%(number)s row is hidden.", "%(number)s rows are hidden.", rows)
        sentences.append(words % {"number": rows})
    if columns:
        words = ngettext("%(number)s column is hidden.", "%(number)s columns are hidden.", columns)
        sentences.append(words % {"number": columns})
    return " ".join(sentences)


class MappingForm(forms.Form):
    """What each column means, and what counts where a line says nothing."""

    days = forms.ChoiceField(label=gettext_lazy("Which day is meant?"), widget=forms.RadioSelect)
    category = forms.ChoiceField(label=gettext_lazy("Category of the persons"), required=False)
    fact = forms.ChoiceField(
        label=gettext_lazy("Fact or assessment"),
        choices=[
            (FACT, pgettext_lazy("a record", "fact")),
            (ASSESSMENT, gettext_lazy("assessment")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    source = forms.ChoiceField(label=pgettext_lazy("a record", "Source"), required=False)
    information = forms.ChoiceField(label=gettext_lazy("Information"), required=False)
    handling = forms.ChoiceField(
        label=gettext_lazy("Handling code"),
        required=False,
        help_text=gettext_lazy("The code of the contribution counts at least."),
    )
    handling_text = follow(Record, "handling_text", LineField, required=False)
    codes = forms.ChoiceField(
        label=gettext_lazy("Codes in the columns of the file"),
        choices=Codes.choices,
        initial=Codes.EUROPOL,
        widget=forms.RadioSelect,
        required=False,
    )
    reliable_is = forms.ChoiceField(
        label=gettext_lazy("British source 1 (reliable) becomes"),
        choices=[(s.value, s.label) for s in (Source.B, Source.A)],
        initial=Source.B,
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy(
            "2 becomes X, 3 becomes C; A becomes 2, B 3, C and D 4; E is not taken. P becomes H0, C H3."
        ),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        run: ImportRun,
        header_rows: int,
        columns: Iterable[str] = (),
        fixed: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial={k: v for k, v in (fixed or {}).items() if v})
        self.run, self.header_rows = run, header_rows
        every = self.fields
        self.fields = {}
        self.names = [COLUMN.format(at) for at in range(len(headings_of(run.head, header_rows)))]
        self._offer_columns(list(columns))
        self.pieces = (
            Headed(tuple(self.names), _("What each column means")),
            Headed(tuple(every), _("What counts where a line says nothing")),
        )
        for name, field in every.items():
            self.fields[name] = field
        self._offer_codes()
        self._ask_days()

    def _offer_columns(self, proposed: list[str]) -> None:
        offered = targets.choices()
        labels = name_columns(self.run.head, self.header_rows)
        examples = examples_of(self.run.head, self.header_rows)
        for at, name in enumerate(self.names):
            values = ", ".join(examples[at])
            self.fields[name] = forms.ChoiceField(
                label=labels[at],
                choices=offered,
                required=False,
                initial=proposed[at] if at < len(proposed) else "",
                help_text=_("for example: %(values)s") % {"values": values} if values else "",
            )

    def _offer_codes(self) -> None:
        blank = [("", _("every line says it"))]
        categories = [pair for pair in Category.choices if pair[0] != Category.NO_PERSON]
        offered = {
            "category": [*blank, *categories],
            "source": [*blank, *Source.choices],
            "information": [*blank, *Information.choices],
            "handling": [("", _("as the contribution")), *Handling.choices],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _ask_days(self) -> None:
        typed = self.run.read_as.get("day", "")
        if not typed:
            del self.fields["days"]
            return
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (order, _("%(typed)s is %(day)s") % {"typed": typed, "day": _written(typed, order)})
            for order in (DAY_FIRST, MONTH_FIRST)
        ]
        self.fields["days"].initial = self.run.chosen.get("days", "")

    @property
    def columns(self) -> list[str]:
        """Targets, as the action takes them."""
        return [self.cleaned_data.get(name, "") for name in self.names]

    @property
    def fixed(self) -> dict[str, str]:
        """As the action takes it."""
        names = ("category", "fact", "source", "information", "handling", "handling_text")
        said = {name: str(self.cleaned_data.get(name, "")) for name in (*names, "codes")}
        return {**said, "reliable_is": self.cleaned_data.get("reliable_is") or Source.B}

    def clean(self) -> dict[str, Any]:
        """Raises: ValidationError where nothing would come of it, or a line could not say what it must."""
        values = super().clean() or {}
        meant = [values.get(name, "") for name in self.names]
        known = targets.properties()
        if not any(target in known for target in meant):
            raise ValidationError(_("Say at least of one column what it means."))
        for name, target in zip(self.names, meant, strict=True):
            several = target in known and known[target][1].is_many
            if target and not several and meant.count(target) > 1:
                self.add_error(name, _("Two columns mean this. Leave one of them out."))
        self._need(values, meant)
        return values

    def _need(self, values: Mapping[str, Any], meant: list[str]) -> None:
        has_persons = any(t.startswith("Person.") for t in meant) or targets.SCHEMA in meant
        needed = {
            "fact": targets.FACT,
            "source": targets.SOURCE,
            "information": targets.INFORMATION,
        }
        if has_persons:
            needed["category"] = targets.CATEGORY
        for name, target in needed.items():
            if not values.get(name) and target not in meant:
                self.add_error(name, _("Choose one, or name the column that says it."))
        if (
            values.get("handling") == Handling.H3
            and not values.get("handling_text")
            and targets.HANDLING_TEXT not in meant
        ):
            self.add_error("handling_text", _("Say which other limits there are."))


def _written(typed: str, order: str) -> str:
    return date_format(read_day(typed, order, may_come=True), "DATE_FORMAT")
