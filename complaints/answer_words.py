"""The answer as the person reads it: the office's words under fixed headings, in the language of the answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from complaints.lists import Cause
from complaints.models import Complaint, OutsideBody, Result

CAUSES = {
    Cause.LEGALITY: gettext_lazy("Did police keep to the law?"),
    Cause.EXPEDIENCY: gettext_lazy("Was it sensible?"),
    Cause.PROPORTIONALITY: gettext_lazy("Was it too much?"),
    Cause.INACTION: gettext_lazy("Did police do too little?"),
    Cause.COMMUNICATION: gettext_lazy("How police spoke with you"),
    Cause.BEHAVIOUR: gettext_lazy("How police behaved"),
    Cause.APPEARANCE: gettext_lazy("How police looked"),
    Cause.OFF_DUTY: gettext_lazy("What somebody did off duty"),
}
RESULTS = {
    Result.FOUNDED: pgettext_lazy("an answer", "You are right."),
    Result.PARTLY: pgettext_lazy("an answer", "You are partly right."),
    Result.UNFOUNDED: pgettext_lazy("an answer", "We found no mistake."),
    Result.NOT_CLARIFIABLE: pgettext_lazy("an answer", "We could not find out."),
}


def compose(
    complaint: Complaint, parts: Mapping[str, Any], causes: Sequence[str], language: str
) -> str:
    """One text: what it was about, what was checked, what was found, what follows, who else helps, how to reach the office."""
    with override(language):
        pairs = [
            (_("What you wrote about"), parts["about"]),
            (_("What we checked"), parts["checked"]),
            (_("What we found"), "\n\n".join(_say_findings(parts["findings"], causes))),
            (_("What follows"), parts["follows"]),
            (_("You do not agree? You can also turn to"), "\n\n".join(say_bodies(language))),
            (_("How you reach us"), _say_contact(complaint)),
        ]
        return "\n\n".join(f"{heading}\n\n{text}" for heading, text in pairs)


def _say_findings(findings: Mapping[str, Any], causes: Sequence[str]) -> Iterator[str]:
    for cause in causes:
        found = findings[cause]
        head = f"{CAUSES[Cause(cause)]} {RESULTS[Result(found['result'])]}"
        yield f"{head}\n{found['reasons']}"


def say_bodies(language: str) -> list[str]:
    """Each body outside the police with its time limit, in the language that is active where we ship its texts, else in German."""
    return [
        "\n".join(
            line
            for line in (
                body.name,
                *(_shown(body, name, language) for name in ("for_whom", "time_limit")),
                body.contact,
                body.url,
            )
            if line
        )
        for body in OutsideBody.objects.all()
    ]


def _shown(body: OutsideBody, name: str, language: str) -> str:
    english = str(getattr(body, f"{name}_en"))
    shown = english if language == "en" or not english else _(english)
    if language == "de" or (shown == english and language != "en"):
        return str(getattr(body, name))
    return shown


def _say_contact(complaint: Complaint) -> str:
    office = complaint.office
    lines = [str(office), office.phone, _("Write to us in your mailbox.")]
    return "\n".join(capfirst(line) for line in lines if line)
