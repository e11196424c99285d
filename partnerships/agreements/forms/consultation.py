"""What may be typed while a text is drafted together: comments, proposals, answers, files of an annex."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.agreements.forms.base import Sent, row_choice
from partnerships.agreements.forms.drafting import NOTATION_HINT
from partnerships.agreements.models import Comment, Proposal
from partnerships.directory.models import Organisation
from partnerships.shared.fields import ProseField, follow
from partnerships.shared.glyphs import is_printable, unprintable
from partnerships.shared.marked.typed import MarkedField, PrintedLineField
from partnerships.shared.uploads import FileField, Upload
from partnerships.shared.versions import VersionedForm

FEW_ROWS = {"rows": 5}


class InTheName(forms.Form):
    """Base: for which party one speaks. Asked only of people who speak for several."""

    organisation = forms.ModelChoiceField(
        label=_("In the name of"),
        queryset=Organisation.objects.none(),
        empty_label=_("Please choose"),
    )

    def __init__(
        self,
        data: Sent = None,
        *,
        organisations: list[Organisation],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.own = organisations
        keys = [each.pk for each in organisations]
        row_choice(self, "organisation").queryset = Organisation.objects.filter(pk__in=keys)
        if len(organisations) == 1:
            del self.fields["organisation"]

    @property
    def speaker(self) -> Organisation:
        """The party chosen, or the only one."""
        return self.cleaned_data.get("organisation") or self.own[0]


class CommentForm(InTheName):
    """A comment on a clause or on the whole text."""

    body = follow(
        Comment,
        "body",
        ProseField,
        help_text=_(
            "Only people of your organisation read it until somebody of you releases it. At most 4,000 characters."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class EditCommentForm(VersionedForm):
    """Other words for one's own comment."""

    body = follow(
        Comment,
        "body",
        ProseField,
        help_text=_("At most 4,000 characters."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    @classmethod
    def fill(cls, comment: Comment, data: Sent = None) -> "EditCommentForm":
        """The form as the comment stands."""
        return cls(data, initial={"body": comment.body, "version": comment.version})


class SeenForm(VersionedForm):
    """A question about words that one has read: carries which."""


class ProposalForm(InTheName, VersionedForm):
    """Other words in one language; `version` is that of the clause whose words the form began with."""

    field_order = ("organisation", "heading", "body", "reason")

    heading = follow(Proposal, "heading", PrintedLineField)
    body = follow(
        Proposal,
        "body",
        MarkedField,
        help_text=NOTATION_HINT,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    reason = follow(
        Proposal,
        "reason",
        ProseField,
        help_text=_("All parties read it. At most 4,000 characters."),
        widget=forms.Textarea(attrs=FEW_ROWS),
    )

    def __init__(
        self,
        data: Sent = None,
        *,
        language: str,
        organisations: list[Organisation],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, organisations=organisations, initial=initial)
        for name in ("heading", "body"):
            self.fields[name].widget.attrs["lang"] = language

    @property
    def words(self) -> dict[str, str]:
        """Heading and text as the action takes them."""
        return {name: self.cleaned_data[name] for name in ("heading", "body", "reason")}


class DeclineForm(forms.Form):
    """Why a proposal is declined."""

    reason = follow(
        Proposal,
        "reason",
        ProseField,
        help_text=_("The organisation gets it by letter, all parties read it."),
        widget=forms.Textarea(attrs=FEW_ROWS),
    )


class FileForm(forms.Form):
    """A file of an annex."""

    file = FileField(label=_("File"))
    description = PrintedLineField(
        label=_("What it is"),
        max_length=250,
        required=False,
        help_text=_("One line under the name, for example “map of the district, as of May”."),
    )

    def clean_file(self) -> Upload:
        """Raises: ValidationError for a name that could not stand in the annex."""
        file: Upload = self.cleaned_data["file"]
        if not is_printable(file.name):
            sentence = _(
                "The name of this file has characters that cannot be printed: %(characters)s. Rename the file and add it"
                " again."
            )
            characters = "".join(missing.characters for missing in unprintable(file.name))
            raise forms.ValidationError(
                sentence % {"characters": " ".join(characters)}, code="unprintable"
            )
        return file
