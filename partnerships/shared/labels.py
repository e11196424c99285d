"""What a field is called for the reader of a copy or of a history.

Most models say it themselves; keys and fields of the machinery, and those of other packages, are named here.
"""

from django.db.models import Field
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

# By the name of the field, only where the model gave it no words.
WORDS = {
    "account": _("Account"),
    "agreement": _("Agreement"),
    "answered_by": _("Answered by"),
    "asked_by": _("Asked by"),
    "body": _("Body"),
    "by": _("Done by"),
    "confirmed_by": _("Confirmed by"),
    "created_at": _("Created on"),
    "decided_by": _("Decided by"),
    "document": _("Document"),
    "entered_by": _("Entered by"),
    "given_by": _("Given by"),
    "holder": _("Taken up by the machine"),
    "invited_by": _("Invited by"),
    "ip": _("Network address"),
    "kicked_at": _("Taken up at"),
    "last_seen_at": _("Last seen at"),
    "last_used_at": _("Last used at"),
    "lead": _("Responsible partner"),
    "lease_until": _("Taken up until"),
    "letter": _("Letter"),
    "match_key": _("Form of the name for finding duplicates"),
    "noted_by": _("Noted by"),
    "organisation": _("Organisation"),
    "paper_recorded_at": _("Paper recorded on"),
    "partner": _("Partner"),
    "partnership": _("Partnership"),
    "party": _("Party"),
    "person": _("Person"),
    "position": _("Position"),
    "predecessor": _("Predecessor"),
    "project": _("Project"),
    "recipient": _("Recipient"),
    "replaces": _("Follows on"),
    "requested_by": _("Requested by"),
    "reviewed_by": _("Reviewed by"),
    "sort_key": _("Form of the name for sorting"),
    "stage": _("Stage"),
    "successor": _("Successor"),
    "type": _("Kind"),
    "user": _("Account"),
    "user_agent": _("Browser"),
}


def field_label(field: Field) -> str:
    """Capitalised, in the language of the reader."""
    named = field.verbose_name
    unnamed = type(named) is str and named == field.name.replace("_", " ")
    return str(WORDS.get(field.name, capfirst(named)) if unnamed else capfirst(str(named)))


def code_label(name: str) -> str:
    """What a key among the facts of an event or letter is called; one that nobody named keeps its code."""
    return capfirst(str(WORDS.get(name, name)).replace("_", " "))
