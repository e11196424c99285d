"""The signed agreement on paper: text, who signed for whom and how, and the evidence that travels inside the PDF.

Shape: `collect` gives the facts of `facts.collect` with `signed` and `translation`; everything is text, ready to print.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.agreements.document import facts
from partnerships.agreements.document.facts import Facts
from partnerships.agreements.models import (
    HERE,
    Agreement,
    AgreementFile,
    FileKind,
    Signature,
    SigningRound,
)
from partnerships.agreements.text import frozen_text
from partnerships.directory.rules.decisions import NAMES, Decision
from partnerships.shared.documents.failures import RenderFailed
from partnerships.shared.documents.kinds import Enclosure
from partnerships.shared.documents.models import Document
from partnerships.shared.languages import ContentLanguage
from partnerships.shared.on_paper import line_on_paper, on_paper
from partnerships.shared.sealing.listed import Listed, ListedParty

EVIDENCE = "evidence.json"
FORMAT = "handschlag-evidence/1"


class WordingChanged(Exception):
    """What stands in the tables is not what was frozen: nothing may be printed as signed."""


def collect(round: SigningRound) -> Facts:
    """What the final PDF says, in the governing language.

    Raises: WordingChanged when text or terms are no longer those of the round.
    """
    agreement = round.agreement
    if not frozen_text.still_has(agreement, round.facts, round.digest):
        raise WordingChanged(f"agreement {agreement.pk}, round {round.number}")
    language, now = agreement.governing_language, timezone.now().replace(microsecond=0)
    printed = facts.collect(agreement, language)
    with override(language):
        signatures = _signatures_by_party(round)
        parties = list(zip(_keys(agreement), printed["parties"], strict=True))
        return printed | {
            "draft": False,
            "modified": _utc(now),
            "parties": [party | {"signatures": signatures.get(key, [])} for key, party in parties],
            "signed": _round_facts(
                round, [p["name"] for key, p in parties if key not in signatures]
            ),
            "translation": translation_of(agreement),
            "evidence": evidence(round, at=now),
            "enclosed": _list_files(agreement),
        }


def evidence(round: SigningRound, *, at: datetime) -> Facts:
    """What proves the signatures, for machines. The digest is SHA-256 of `wording`, see frozen_text.digest_of."""
    agreement = round.agreement
    return {
        "format": FORMAT,
        "made_at": _utc(at),
        "agreement": facts.number_of(agreement),
        "round": round.number,
        "frozen_at": _utc(round.frozen_at),
        "digest": {"algorithm": "SHA-256", "of": "wording, canonical JSON", "value": round.digest},
        "in_force": {
            "rule": round.in_force_rule,
            "others_needed": round.others_needed,
            "from": _day(agreement.effective_on),
            "until": _day(agreement.until_on),
        },
        "signatures": [_proof(signature) for signature in _valid(round)],
        "wording": round.facts,
    }


def list_publicly(round: SigningRound) -> Listed:
    """What whoever holds the code may know: organisations, functions and day, never a name."""
    agreement = round.agreement
    functions: dict[str, list[str]] = {}
    for signature in _valid(round):
        functions.setdefault(signature.party.name, []).append(signature.function)
    return Listed(
        title={each.value: agreement.title_in(each.value) for each in ContentLanguage},
        parties=[
            ListedParty(name, [word for word in words if word]) for name, words in functions.items()
        ],
        day=agreement.effective_on or timezone.localdate(),
        number=facts.number_of(agreement),
    )


def enclosures(document: Document) -> Iterable[Enclosure]:
    """Evidence, annex files, and a PDF with signatures from outside; each file as it was frozen.

    Raises: RenderFailed when a stored file is no longer the one whose hash was frozen.
    """
    at = datetime.fromisoformat(document.facts["modified"]).astimezone(UTC)
    words = json.dumps(document.facts["evidence"], ensure_ascii=False, indent=1, sort_keys=True)
    with override(document.language):
        yield Enclosure(EVIDENCE, words.encode(), _("Evidence of the signatures"), at)
    for entry in document.facts["enclosed"]:
        yield Enclosure(entry["name"], _read_bytes(entry), entry["description"], at)


def _read_bytes(entry: Facts) -> bytes:
    file = AgreementFile.objects.get(pk=entry["file"])
    with file.file.open("rb") as opened:
        data = opened.read()
    if frozen_text.sha256(data) != entry["sha256"]:
        raise RenderFailed(f"file {file.pk} is not the one that was frozen")
    return data


def _list_files(agreement: Agreement) -> list[Facts]:
    files = agreement.files.filter(kind__in=[FileKind.ANNEX, FileKind.SIGNED])
    return [
        {
            "file": file.pk,
            "name": f"{place:02d}-{file.name}",
            "description": file.description or file.name,
            "sha256": file.sha256,
        }
        for place, file in enumerate(files, start=1)
    ]


def _keys(agreement: Agreement) -> list[int]:
    return list(agreement.parties.values_list("pk", flat=True))


def _valid(round: SigningRound) -> list[Signature]:
    rows = round.signatures.valid().select_related(
        "party", "capacity", *(f"rests_on__{name}" for name in NAMES)
    )
    return list(rows.order_by("given_at", "id"))


def _signatures_by_party(round: SigningRound) -> dict[int, list[Facts]]:
    """The signatures ready to print, by the number of their party."""
    by_party: dict[int, list[Facts]] = {}
    for signature in _valid(round):
        by_party.setdefault(signature.party_id, []).append(
            {
                "name": on_paper(signature.name, signature.printed_name),
                "function": line_on_paper(signature.function, _role(signature)),
                "how": signature.get_means_display(),
                "outside": signature.means not in HERE,
                "place": line_on_paper(signature.place),
                "day": date_format(signature.signed_on, "DATE_FORMAT"),
                "given_at": _moment(signature.given_at),
            }
        )
    return by_party


def _role(signature: Signature) -> str:
    """The signer's role, printed where the function cannot be."""
    return str(signature.capacity.get_role_display()) if signature.capacity else ""


def _round_facts(round: SigningRound, not_signed: list[str]) -> Facts:
    """`not_signed`: names of parties, as they are printed."""
    agreement = round.agreement
    return {
        "digest": round.digest,
        "frozen_at": _moment(round.frozen_at),
        "number": round.number,
        "signatures": round.signatures.valid().count(),
        "effective_on": _long(agreement.effective_on),
        "until_on": _long(agreement.until_on),
        "not_signed": not_signed,
    }


def _proof(signature: Signature) -> Facts:
    return {
        "party": signature.party_id,
        "party_name": signature.party.name,
        "name": signature.name,
        **({"printed_name": signature.printed_name} if signature.printed_name else {}),
        "function": signature.function,
        "means": signature.means,
        "given_at": _utc(signature.given_at),
        "signed_on": _day(signature.signed_on),
        "place": signature.place,
        "digest": signature.digest,
        "certificate": signature.certificate,
        "right": _right(signature),
    }


def _right(signature: Signature) -> dict[str, str]:
    """By whose decisions this person could sign; empty for what was signed outside."""
    if signature.rests_on is None:
        return {}
    decision = Decision.read(signature.rests_on)
    return asdict(decision) | {"named_on": _day(decision.named_on)}


def translation_of(agreement: Agreement) -> Facts | None:
    """Text in the other language, if every clause has one: the parties sign it too."""
    other = next(each for each in ContentLanguage if each.value != agreement.governing_language)
    clauses = agreement.clauses.all()
    if clauses.exclude(texts__language=other).exists():
        return None
    printed = facts.collect(agreement, other.value)
    return {
        "language": other.value,
        "name": str(other.label),
        "title": printed["title"],
        "clauses": printed["clauses"],
        "annexes": printed["annexes"],
        "outdated_note": facts.outdated_note(agreement, other.value),
    }


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _long(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
