"""What only the person who chose a file can say about it: which sheet, which letters, what is hidden, which days."""

from collections.abc import Callable, Iterable
from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnerships.directory.forms.data import Data
from partnerships.directory.forms.offered import offer_choices
from partnerships.directory.importing.reading import LEAVE, TAKE, open_questions, possible_questions
from partnerships.directory.models import ImportRun
from partnerships.shared.tables_in.days import DAY_FIRST, MONTH_FIRST, read_day
from partnerships.shared.tables_in.encoding_names import name_of


class RereadForm(forms.Form):
    """Only what this file leaves open, or what was answered before."""

    sheet = forms.TypedChoiceField(
        label=gettext_lazy("Which sheet?"), coerce=int, widget=forms.RadioSelect
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("Where are the letters right?"), widget=forms.RadioSelect
    )
    hidden = forms.ChoiceField(
        label=gettext_lazy("What shall happen to what is hidden?"), widget=forms.RadioSelect
    )
    days = forms.ChoiceField(label=gettext_lazy("Which day is meant?"), widget=forms.RadioSelect)

    def __init__(self, data: Data = None, *, run: ImportRun) -> None:
        super().__init__(data)
        self.run = run
        questions, still_open = possible_questions(run), open_questions(run)
        choices: dict[str, Callable[[ImportRun], Iterable[tuple[object, str]]]] = {
            "sheet": _sheets,
            "encoding": _encodings,
            "hidden": _hidden,
            "days": _days,
        }
        for name, make in choices.items():
            # One after the other: what is hidden is known when the sheet is.
            if name not in questions or ("sheet" in still_open and name != "sheet"):
                del self.fields[name]
                continue
            offer_choices(self, name, make(run))
            self.fields[name].initial = _answered(run, name)
        if "hidden" in self.fields:
            self.fields["hidden"].help_text = describe_hidden(run)

    @property
    def chosen(self) -> dict[str, object]:
        """As the action takes it; another sheet asks its own questions."""
        choices = dict(self.cleaned_data)
        if "sheet" in choices and choices["sheet"] != self.run.read_as.get("sheet"):
            return {"sheet": choices["sheet"]}
        return choices


def _answered(run: ImportRun, name: str) -> object:
    if name in run.chosen:
        return run.chosen[name]
    return {"sheet": run.read_as.get("sheet"), "encoding": run.read_as.get("encoding")}.get(name)


def _sheets(run: ImportRun) -> list[tuple[int, str]]:
    return [
        (number, f"{name}: {', '.join(first)}") for number, name, first in run.read_as["sheets"]
    ]


def _encodings(run: ImportRun) -> list[tuple[str, str]]:
    """Each with the words as it shows them; the one in use first."""
    about = run.read_as
    words = about.get("doubtful") or {about.get("encoding", ""): about.get("special", [])}
    return [(code, f"{', '.join(special)} ({name_of(code)})") for code, special in words.items()]


def _hidden(run: ImportRun) -> list[tuple[str, str]]:
    return [(LEAVE, _("Leave it out")), (TAKE, _("Take it like the rest"))]


def describe_hidden(run: ImportRun) -> str:
    """How many rows and which columns somebody does not see who opens the file."""
    about, sentences = run.read_as, []
    if number := about.get("hidden_rows", 0):
        sentences.append(
            ngettext(
                "%(number)s row is hidden in the file",
                "%(number)s rows are hidden in the file",
                number,
            )
            % {"number": number}
            + f" ({'; '.join(about.get('hidden', []))}{'; …' if number > len(about['hidden']) else ''})."
        )
    if columns := about.get("hidden_columns"):
        sentences.append(_("Hidden columns: %(columns)s.") % {"columns": ", ".join(columns)})
    return " ".join(sentences)


def _days(run: ImportRun) -> list[tuple[str, str]]:
    typed = run.read_as["day"]
    return [
        (order, _("%(typed)s is %(day)s") % {"typed": typed, "day": _written(typed, order)})
        for order in (DAY_FIRST, MONTH_FIRST)
    ]


def _written(typed: str, order: str) -> str:
    day: date = read_day(typed, order)
    return date_format(day, "DATE_FORMAT")
