"""Which file with organisations, and what counts where its rows say nothing."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnerships.directory.forms.data import Data, Files
from partnerships.directory.forms.offered import offer_choices, offer_rows
from partnerships.directory.models import Entry, Kind, Partnership, Side
from partnerships.shared.fields import DayField
from partnerships.shared.pieces import EitherDay
from partnerships.shared.tables_in import MOST_BYTES

DAYS = ("since", "attested_on")


class ImportForm(forms.Form):
    """A file; `partnerships` are those into which the person may admit."""

    either_day = EitherDay("since", needed=False)
    pieces = (either_day,)
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        allow_empty_file=True,  # the reader has the clearer sentence
        help_text=_("Excel (.xlsx, .xls), OpenDocument (.ods) or CSV, up to 5 MB and 10,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.xls,.csv,.txt,.tsv"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of new organisations where the file does not say it"),
        required=False,
        choices=Kind,
    )
    partnership = forms.ModelChoiceField(
        label=_("Admit them to a partnership"),
        queryset=Partnership.objects.none(),
        required=False,
        empty_label=_("no, only enter them"),
        help_text=_("Who is a partner already stays as it is."),
    )
    side = forms.ChoiceField(
        label=_("Side"),
        choices=Side,
        initial=Side.CIVIL,
        required=False,
        help_text=_("This and what follows counts where a row does not say it."),
    )
    entry = forms.ChoiceField(
        label=_("Entered as"), choices=Entry, initial=Entry.JOINED, required=False
    )
    since = DayField(label=_("Since"), required=False)
    attested_on = DayField(
        label=_("Attested on"),
        required=False,
        help_text=_("If nobody knows since when: a day on which they were partners."),
    )

    def __init__(
        self, data: Data = None, files: Files = None, *, partnerships: list[Partnership]
    ) -> None:
        super().__init__(data, files)
        kinds = [(value, capfirst(str(word))) for value, word in Kind.choices]
        offer_choices(self, "kind", [("", str(_("every row says it"))), *kinds])
        if not partnerships:
            for name in ("partnership", "side", "entry", *DAYS):
                del self.fields[name]
            return
        rows = Partnership.objects.filter(pk__in=[row.pk for row in partnerships])
        offer_rows(self, "partnership", rows.order_by("sort_key", "id"))
        self.fields["attested_on"].initial = timezone.localdate()
        if len(partnerships) == 1:
            self.fields["partnership"].initial = partnerships[0]

    def clean_file(self) -> UploadedFile:
        """Raises: ValidationError for a file that is too large to be read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 5 MB."))
        return file

    def clean(self) -> dict[str, object]:
        """No day lies ahead; the day of joining is better than an attested one."""
        super().clean()
        cleaned = self.cleaned_data
        if "since" in self.fields:
            self.either_day.settle(self)
        for name in DAYS:
            if cleaned.get(name) and cleaned[name] > timezone.localdate():
                self.add_error(name, _("This day has not come yet."))
        return cleaned

    @property
    def defaults(self) -> dict[str, str]:
        """What counts where a row says nothing, by slug, as the action takes it."""
        values = {
            name: str(value)
            for name in ("kind", "side", "entry", *DAYS)
            if (value := self.cleaned_data.get(name))
        }
        if "since" in values:
            values.pop("attested_on", None)
        return values
