"""What an agreement's paper says, frozen into a plain dict when somebody asks for it.

Shape: see `collect`. Everything is text, ready to print; the PDF is drawn from it alone and can be drawn again.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from partnerships.agreements.document.unprintable import CONTACTS_ANNEX
from partnerships.agreements.models import (
    Agreement,
    AgreementFile,
    Clause,
    ClauseKind,
    ClauseText,
    PaperAnswer,
    PaperRecord,
    Party,
    RenewalRule,
)
from partnerships.agreements.signing import people
from partnerships.agreements.stages import EDITABLE
from partnerships.agreements.text import formats, frozen_text
from partnerships.agreements.text.numbering import numbers
from partnerships.directory.models import Organisation, Person, Side
from partnerships.directory.rules.people import phone_on_paper
from partnerships.shared.on_paper import line_on_paper, on_paper

Facts = dict[str, Any]  # plain JSON; the keys stand where it is made


class WithHeading(Protocol):
    """A text in one language."""

    @property
    def heading(self) -> str:
        """Empty where nothing was written."""


Text = TypeVar("Text", bound=WithHeading)


def collect(agreement: Agreement, language: str) -> Facts:
    """The facts in one language; a clause without text in it stands in the governing one, marked by `lang`."""
    with override(language):
        clauses, annexes = _texts(agreement, language)
        return {
            "language": language,
            "title": agreement.title_in(language),
            "number": number_of(agreement),
            "partnership": on_paper(agreement.partnership.name_in(language)),
            "stage": agreement.stage,
            "stage_label": agreement.get_stage_display(),
            "draft": agreement.is_draft,
            "created": _utc(agreement.created_at),
            "modified": _utc(agreement.changed_at),
            "as_of": date_format(timezone.localdate(), "DATE_FORMAT"),
            "parties": _parties(agreement),
            "clauses": clauses,
            "annexes": annexes,
            "contacts": _contacts(agreement),
            "terms": _terms(agreement),
            "paper": _paper(agreement),
            "governing_language_note": _governing(agreement, language),
            "outdated_note": outdated_note(agreement, language),
        }


def number_of(agreement: Agreement) -> str:
    """Year of the draft and a running number, such as 2026-0412."""
    return f"{timezone.localdate(agreement.created_at).year}-{agreement.pk:04d}"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def number_clauses(clauses: list[Clause]) -> list[tuple[str, Clause]]:
    """Pairs of number and clause, in the order of the text; the number is '' for what has none."""
    return list(zip(numbers((c.kind, c.numbered) for c in clauses), clauses, strict=True))


def text_in(clause: Clause, language: str, governing: str) -> ClauseText | None:
    """The clause's text in the language if it has words there, otherwise the governing one, or None."""
    return choose_text({text.language: text for text in clause.texts.all()}, language, governing)


def choose_text(texts: Mapping[str, Text], language: str, governing: str) -> Text | None:
    """The same, for a clause's texts by language."""
    wanted = texts.get(language)
    return wanted if wanted and wanted.heading else texts.get(governing) or wanted


def _texts(agreement: Agreement, language: str) -> tuple[list[Facts], list[Facts]]:
    clauses: list[Facts] = []
    annexes: list[Facts] = []
    fields = frozen_text.fields_of(agreement)
    for number, clause in number_clauses(
        list(agreement.clauses.prefetch_related("texts", "files"))
    ):
        text = text_in(clause, language, agreement.governing_language)
        if text is None:
            continue
        entry = {
            "heading": text.heading,
            "body_html": str(formats.to_html(text.body, text.format, fields[text.language])),
            "lang": text.language,
            **({"outdated": True} if text.outdated else {}),
        }
        if clause.kind == ClauseKind.ANNEX:
            annexes.append(
                {
                    "label": number,
                    "shows_contacts": clause.key == CONTACTS_ANNEX,
                    "files": [_file(file) for file in clause.files.all()],
                    **entry,
                }
            )
        else:
            clauses.append({"number": number, **entry})
    return clauses, annexes


def _file(file: AgreementFile) -> dict[str, str]:
    return {
        "name": line_on_paper(file.name),
        "description": line_on_paper(file.description),
        "size": filesizeformat(file.size),
        "sha256": file.sha256,
    }


def _parties(agreement: Agreement) -> list[Facts]:
    parties = agreement.parties.select_related("organisation").prefetch_related("signatories")
    frozen, forms = frozen_text.frozen_names(agreement), frozen_text.frozen_forms(agreement)
    return [
        _party(party, frozen, forms.get(party.pk, party.organisation.legal_form))
        for party in parties
    ]


def _party(party: Party, frozen: dict[tuple[int, ...], str], legal_form: str) -> Facts:
    """`frozen`: printed names by party, and by party and place."""
    named = [
        {
            "name": on_paper(each.name, frozen.get((party.pk, place)) or each.name_in_print),
            "function": line_on_paper(each.function),
        }
        for place, each in enumerate(party.signatories.all())
    ]
    nobody = {"name": "", "function": ""}
    return {
        "name": on_paper(party.name, frozen.get((party.pk,)) or party.name_in_print),
        "legal_form": line_on_paper(legal_form),
        "side": str(Side(party.side).label) if party.side in Side.values else "",
        "represented_by": ", ".join(each["name"] for each in named),
        "signatures": [*named, *[nobody] * (party.signatures_needed - len(named))],
    }


def _contacts(agreement: Agreement) -> list[Facts]:
    return [
        {
            "organisation": _organisation(row.organisation),
            "person": _person(row.person),
            "function": line_on_paper(row.function, row.get_role_display())
            or row.get_role_display(),
            "email": row.person.email,
            "phone": phone_on_paper(row.person),
        }
        for row in people.contacts(agreement)
    ]


def _organisation(organisation: Organisation) -> str:
    return on_paper(organisation.name, organisation.printed_name)


def _person(person: Person) -> str:
    return on_paper(str(person), person.printed_name)


def _terms(agreement: Agreement) -> list[dict[str, str]]:
    """What the parties sign beside the text: term, notice, what happens at the end, evaluation, meeting after an incident."""
    terms = [
        (
            _("Term"),
            _months(agreement.term_months) if agreement.term_months else _("no end is agreed"),
        )
    ]
    if agreement.term_months:
        terms.append((_("At the end of the term"), _at_the_end(agreement)))
    terms.append((_("Notice"), _months(agreement.notice_months)))
    if agreement.evaluation_months:
        terms.append(
            (
                _("Evaluation"),
                _("every %(period)s") % {"period": _months(agreement.evaluation_months)},
            )
        )
    if agreement.incident_hours:
        terms.append((_("Meeting after an incident"), _within(agreement.incident_hours)))
    return [{"label": label, "value": value} for label, value in terms]


def _at_the_end(agreement: Agreement) -> str:
    words = agreement.get_renewal_display()
    if agreement.renewal == RenewalRule.ENDS:
        return words
    return _("%(rule)s, for %(period)s") % {
        "rule": words,
        "period": _months(agreement.renewal_months),
    }


def _months(number: int) -> str:
    return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}


def _within(hours: int) -> str:
    return ngettext("within %(number)d hour", "within %(number)d hours", hours) % {"number": hours}


def _paper(agreement: Agreement) -> Facts | None:
    if agreement.paper_signed_on is None:
        return None
    record = PaperRecord.objects.filter(
        round__agreement=agreement, answer=PaperAnswer.CONFIRMED
    ).select_related("answered_for")
    confirmed_for = [_organisation(row.answered_for) for row in record if row.answered_for]
    person = getattr(agreement.paper_recorded_by, "person", None)
    return {
        "signed_on": date_format(agreement.paper_signed_on, "DATE_FORMAT"),
        "place": line_on_paper(agreement.paper_place),
        "recorded_by": _person(person) if person else "",
        "confirmed_for": "".join(confirmed_for),
    }


def outdated_note(agreement: Agreement, language: str) -> str:
    """One sentence where something of this translation is outdated, in the language that is active."""
    texts = ClauseText.objects.filter(clause__agreement=agreement, language=language, outdated=True)
    if language == agreement.governing_language or not texts.exists():
        return ""
    if agreement.stage in EDITABLE:
        return _("This translation is outdated: the governing text has changed since.")
    return _(
        "This translation was outdated when the text was frozen: the governing text had changed since."
    )


def _governing(agreement: Agreement, language: str) -> str:
    if language == agreement.governing_language:
        return ""
    return _("This is a translation. The text in %(language)s governs.") % {
        "language": agreement.get_governing_language_display()
    }
