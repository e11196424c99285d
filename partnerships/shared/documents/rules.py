"""Who may do what with a document. Seeing one is `Document.objects.visible_to`."""

from django.utils.translation import gettext as _

from partnerships.shared.accounts import Account
from partnerships.shared.documents.models import Document
from partnerships.shared.outbox import Status
from partnerships.shared.staff import is_administrator
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused


def _own(by: Account, document: Document) -> Verdict:
    """What is kept is everybody's who sees it."""
    return allowed_if(
        document.kept or document.requested_by_id == by.pk,
        _("Only the person who asked for the document can do this."),
    )


def can_cancel(by: Account, document: Document) -> Verdict:
    """The person who asked, while it is not finished; a sealed one is made for all who read it."""
    if document.kept:
        return refused(_("This document is kept for everybody it concerns. It cannot be stopped."))
    return _own(by, document) and allowed_if(
        document.open, _("This document is no longer being made.")
    )


def can_retry(by: Account, document: Document) -> Verdict:
    """The person who asked, for a sealed one whoever reads it, or an administrator for a failed one."""
    over = document.status in (Status.FAILED, Status.CANCELLED)
    mine = ALLOWED if is_administrator(by) else _own(by, document)
    return mine and allowed_if(over, _("This document did not fail."))


def can_look_after(by: Account) -> Verdict:
    """Administrators see which documents failed and why, never their text."""
    return allowed_if(
        is_administrator(by), _("Only administrators see the list of failed documents.")
    )


def can_download(by: Account, document: Document) -> Verdict:
    """The person who asked, for a sealed one whoever reads it, once it is ready."""
    return _own(by, document) and allowed_if(
        document.status == Status.DONE, _("This document is not ready yet.")
    )
