"""In the mailbox, where a partner or an officer wrote for the person: who it was, who can read it, and what the person can decide."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import forwarding
from complaints.actions import mailbox as actions
from complaints.languages import isolate
from complaints.models import Complaint, GivenBy, Holder
from complaints.sealed_rows import Keys

VERBS = ("pass", "pass_named", "unconsent", "alone")
ASKED_FIRST = {"pass": "pass", "pass_named": "pass", "alone": "alone"}


def follow(request: HttpRequest, complaint: Complaint, keys: Keys, verb: str) -> str:
    """Does what a button asks for; gives the question where it is to be asked first. What is no longer possible does nothing."""
    if verb in ASKED_FIRST and not request.POST.get("sure"):
        return ASKED_FIRST[verb]
    if verb in ("pass", "pass_named") and rules.can_note_consent(None, complaint):
        forwarding.agree_and_forward(complaint, keys, is_named=verb == "pass_named")
    elif verb == "unconsent" and rules.can_withdraw_consent(None, complaint):
        forwarding.withdraw_consent(complaint, given=GivenBy.MAILBOX, by=None)
    elif verb == "alone" and rules.can_end_help(complaint):
        actions.go_on_alone(complaint)
    return ""


def say_who_wrote(complaint: Complaint) -> str:
    """Above the first message."""
    if complaint.partner:
        return _("%(name)s wrote for you") % {"name": isolate(str(complaint.partner))}
    if complaint.entered_by_id:
        return _("The office wrote down what you said")
    return _("You wrote first")


def say_kept() -> tuple[str, str]:
    """State and next step of what is not forwarded."""
    return (
        _("Only your helpers keep it."),
        _("The police cannot read it. You decide whether the complaints office gets it."),
    )


def say_help(complaint: Complaint) -> dict[str, object]:
    """For the template helper.html; nothing where no partner wrote."""
    if complaint.partner is None:
        return {}
    consent = complaint.consent
    holders = set(complaint.wraps.values_list("holder", flat=True))
    return {
        "name": complaint.partner,
        "is_kept": complaint.is_kept,
        "consent": consent,
        "is_agreed": consent is not None and consent.allows,
        "has_name": complaint.identity is not None,
        "office_reads": Holder.OFFICE in holders,
        "helper_reads": Holder.PARTNER in holders,
        "forwarded_at": complaint.forwarded_at,
        "helper_ended_at": complaint.helper_ended_at,
        "can_pass": bool(rules.can_note_consent(None, complaint)),
        "can_unconsent": bool(rules.can_withdraw_consent(None, complaint)),
        "can_end": bool(rules.can_end_help(complaint)),
    }
