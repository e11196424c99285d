"""Sentences with legal consequences, each once. In a language that nobody has checked, German stands beside them.

Sources: StPO §§ 152, 160, 163 (police pursue every crime they learn of); AufenthG § 87 (public bodies report a stay without a
permit); StGB § 77b (three months for crimes on request); StPO § 410 and OWiG § 67 (two weeks against a penalty order or a fine
notice). Read on 2026-11-26, DOMAIN section 2.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

CRIMES = _(
    "Police must by law pursue every crime that they learn of. This is also true of what you tell about yourself."
)
PAPERS = _(
    "Public bodies that learn of a stay without a permit must report it. So do not write about your papers."
    " Stay anonymous, or ask a counselling centre first."
)
DEADLINES = _(
    "Your message stops no deadline. Did you get a fine notice or a penalty order? Then object there, in time: mostly within two weeks."
)
PROSECUTION = _(
    "Your message is no request to prosecute. Some crimes are pursued only if you request it within three months."
)
NO_REQUEST = _(
    "Without your name you cannot request prosecution here. The time limit of three months goes on."
)

# What somebody agrees to who has a partner write. Whoever changes a text changes the version: consents name it.
CONSENT_VERSION = "2026-11"
HELPERS_KEEP = _(
    "Your helpers keep what you tell them. They can read it, and you with your code. The police cannot."
)
FORWARDED = _(
    "If it is sent, the complaints office of the police reads it. After that it cannot be taken out again."
)
UNTIL_THEN = _("Until it is sent, you can always say no. You can also say yes later.")


class Sentence(NamedTuple):
    """In the page's language, and in German where the page's translation is not checked."""

    text: str
    german: str


def say(*sentences: Promise, unchecked: bool) -> list[Sentence]:
    """In the language that is active."""
    with override("de"):
        german = [str(sentence) for sentence in sentences]
    is_german = (get_language() or "") == "de"
    return [
        Sentence(str(sentence), beside if unchecked and not is_german else "")
        for sentence, beside in zip(sentences, german, strict=True)
    ]
