"""Who translates what into what: the person's words into German, the office's into the person's language."""

from django.utils.translation import gettext as _

from complaints.languages import FIRST, two_letters
from complaints.models import Complaint, Message, Translator
from complaints.models.complaints import TO_OFFICE
from complaints.rules.office import can_translate
from partnerships.directory.models import Account
from partnerships.shared.verdicts import Verdict, allowed_if


def language_for(message: Message) -> str | None:
    """Into which a message is translated: a person's always into German, since the language chosen may be the wrong one."""
    if message.kind in TO_OFFICE:
        return FIRST
    reads = message.complaint.language
    return None if two_letters(reads) == two_letters(message.language) else reads


def can_translate_by_machine(by: Account, message: Message) -> Verdict:
    """As often as one likes, as long as no person has translated or checked it."""
    kept = message.translations.exclude(translator=Translator.MACHINE)
    return can_translate(by, message.complaint) and allowed_if(
        not kept.exists(), _("A person has translated this already.")
    )


def rests_on_checked(complaint: Complaint) -> bool:
    """Whether each message of the person that is not in German has a translation that a person made or checked."""
    checked = Translator.PERSON, Translator.CHECKED
    foreign = [
        message.pk
        for message in complaint.messages.filter(kind__in=TO_OFFICE)
        if two_letters(message.language) != FIRST
    ]
    done = complaint.messages.filter(pk__in=foreign, translations__translator__in=checked)
    return done.distinct().count() == len(foreign)
