"""What one may type about a view."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.shared.fields import LineField
from partnerships.shared.lists.models import NAME_LIMIT


class ViewForm(forms.Form):
    """Asks for the name under which a view of a list is kept."""

    name = LineField(
        label=_("Name of the view"),
        max_length=NAME_LIMIT,
        help_text=_("At most 80 characters. Only you see your views."),
    )
