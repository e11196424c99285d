"""What a field is called for the reader of a copy or of a history.

Most models say it themselves; keys and fields of the machinery, and those of other packages, are named here.
"""

from django.apps import apps
from django.db.models import Field, Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

# By the name of the field, only where the model gave it no words.
WORDS = {
    "account": _("Account"),
    "agreed_by": _("Agreed by"),
    "agreement": _("Agreement"),
    "answered_by": _("Answered by"),
    "app": _("Application"),
    "asked_by": _("Asked by"),
    "asked_for": _("Asked in the name of"),
    "at": _("At"),
    "body": _("Body"),
    "by": _("Done by"),
    "capacity": _("In which capacity"),
    "chosen": _("Chosen"),
    "clause": _("Clause"),
    "columns": _("Columns"),
    "confirmed_by": _("Confirmed by"),
    "created_at": _("Created on"),
    "data": _("Data"),
    "decided_by": _("Decided by"),
    "declared_by": _("Declared by"),
    "defaults": _("Values for empty cells"),
    "digest": _("Checksum"),
    "document": _("Document"),
    "ended_by": _("Ended by"),
    "entered_by": _("Entered by"),
    "events": _("Events"),
    "file": _("File"),
    "frozen_by": _("Frozen by"),
    "given_by": _("Given by"),
    "holder": _("Taken up by the machine"),
    "ignored": _("Left out"),
    "invited_by": _("Invited by"),
    "ip": _("Network address"),
    "key": _("Mark of the original"),
    "kicked_at": _("Taken up at"),
    "last_seen_at": _("Last seen at"),
    "last_used_at": _("Last used at"),
    "lead": _("Responsible partner"),
    "lease_until": _("Taken up until"),
    "letter": _("Letter"),
    "match_key": _("Form of the name for finding duplicates"),
    "merged_into": _("Merged into"),
    "noted_by": _("Noted by"),
    "noticed_by": _("Noticed by"),
    "on_body": _("On which text"),
    "on_format": _("In which notation"),
    "on_heading": _("On which heading"),
    "organisation": _("Organisation"),
    "paper_recorded_at": _("Paper recorded on"),
    "partner": _("Partner"),
    "partnership": _("Partnership"),
    "party": _("Party"),
    "person": _("Person"),
    "place_no": _("Number of the place"),
    "position": _("Position"),
    "predecessor": _("Predecessor"),
    "previous_digest": _("Checksum before it"),
    "project": _("Project"),
    "read_as": _("Read as"),
    "recipient": _("Recipient"),
    "released_by": _("Released by"),
    "replaces": _("Follows on"),
    "representation": _("Representation"),
    "requested_by": _("Requested by"),
    "rests_on": _("Rests on"),
    "reviewed_by": _("Reviewed by"),
    "round": _("Signing round"),
    "rows": _("Rows"),
    "scan": _("Scan"),
    "seconded_by": _("Confirmed by a second person"),
    "seconded_for": _("Confirmed in the name of"),
    "settings": _("Settings"),
    "sha256": _("SHA-256 checksum"),
    "sort_key": _("Form of the name for sorting"),
    "stage": _("Stage"),
    "successor": _("Successor"),
    "taken_by": _("Taken by"),
    "token_hash": _("Checksum of the key"),
    "type": _("Kind"),
    "uploaded_by": _("Uploaded by"),
    "user": _("Account"),
    "user_agent": _("Browser"),
    "version": _("Number of the version"),
    "year": _("Year"),
}


# Tables of other packages, one and several.
TABLES = {
    "mfa.authenticator": (_("second factor"), _("second factors")),
    "usersessions.usersession": (_("signed-in session"), _("signed-in sessions")),
}


def name_fields() -> None:
    """Gives their words to fields that have none of their own, wherever Django shows them; called once at the start."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if _is_unnamed(field) and field.name in WORDS:
                field.verbose_name = WORDS[field.name]
        if model._meta.label_lower in TABLES:
            model._meta.verbose_name, model._meta.verbose_name_plural = TABLES[
                model._meta.label_lower
            ]


def _is_unnamed(field: Field) -> bool:
    return type(field.verbose_name) is str and field.verbose_name == field.name.replace("_", " ")


def field_label(field: Field) -> str:
    """Capitalised, in the language of the reader."""
    named = field.verbose_name
    return capfirst(str(WORDS.get(field.name, named) if _is_unnamed(field) else named))


def numbered(row: Model) -> str:
    """What a row without a name of its own is called: "Appointment 12"."""
    return f"{capfirst(str(row._meta.verbose_name))} {row.pk or ''}".strip()


def code_label(name: str) -> str:
    """What a key of kept data is called; one that nobody named keeps its code."""
    return capfirst(str(WORDS.get(name, name)).replace("_", " "))
