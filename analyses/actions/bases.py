"""Kinds of authorities and legal bases: named, written, confirmed, blocked, loaded. Matters of the installation: they go to its log."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.models import Authority, Provision, ProvisionVersion
from analyses.models.provisions import LONGEST_DAYS
from partnerships.directory.models import Account, Organisation
from partnerships.shared.audit.actions import record

STARTER = Path(__file__).parent.parent / "data" / "legal_bases.toml"
PREFIX = "LB"


@transaction.atomic
def name_kind(organisation: Organisation, *, kind: str, by: Account) -> Authority:
    """Counts once somebody else has confirmed it; a kind that was confirmed counts no longer. Raises: PermissionDenied, ValidationError."""
    rules.can_name_kind(by).enforce()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not rules.nameable().filter(pk=organisation.pk).exists():
        raise ValidationError({"organisation": _("Only public bodies are authorities.")})
    if kind not in rules.kinds_for(organisation):
        raise ValidationError({"kind": _("An organisation of this kind is no such authority.")})
    authority = Authority.objects.filter(organisation=organisation).first()
    if authority and authority.kind == kind:
        raise ValidationError({"kind": _("That is what it is named already.")})
    authority = authority or Authority(organisation=organisation)
    authority.kind, authority.named_by, authority.named_at = kind, by, timezone.now()
    authority.confirmed_by = authority.confirmed_at = None
    authority.full_clean()
    authority.save()
    record("analyses.kind_named", by=by, target=authority, facts={"kind": kind})
    return authority


@transaction.atomic
def confirm_kind(authority: Authority, *, by: Account) -> Authority:
    """From now on its officers can be named in cases. Raises: PermissionDenied, DoesNotExist."""
    authority = Authority.objects.select_for_update(of=("self",), no_key=True).get(pk=authority.pk)
    rules.can_confirm_kind(by, authority).enforce()
    authority.confirmed_by, authority.confirmed_at = by, timezone.now()
    authority.save(update_fields=["confirmed_by", "confirmed_at"])
    record("analyses.kind_confirmed", by=by, target=authority, facts={"kind": authority.kind})
    return authority


@transaction.atomic
def write_basis(
    provision: Provision | None, *, values: Mapping[str, Any], by: Account
) -> ProvisionVersion:
    """A new version that waits for its review; the reviewed one holds until then. None: a new entry. Raises: PermissionDenied, ValidationError."""
    rules.can_write_basis(by).enforce()
    provision = _lock(provision.pk) if provision else Provision.objects.create(code=_next_code())
    newest = provision.versions.order_by("-number").first()
    version = ProvisionVersion(
        provision=provision, number=newest.number + 1 if newest else 1, written_by=by, **values
    )
    provision.versions.current().filter(reviewed_at__isnull=True).update(replaced_at=timezone.now())
    version.full_clean()
    version.save()
    record("analyses.basis_written", by=by, target=version, facts=_facts(version))
    return version


def _lock(pk: int) -> Provision:
    """One after the other writes, confirms and blocks in an entry."""
    return Provision.objects.select_for_update(no_key=True).get(pk=pk)


def _next_code() -> str:
    """The number after the highest. Whoever comes at the same moment waits at the first entry."""
    Provision.objects.select_for_update(no_key=True).order_by("pk").first()
    codes = Provision.objects.filter(code__regex=rf"^{PREFIX}\d+$").values_list("code", flat=True)
    return f"{PREFIX}{max((int(code[len(PREFIX) :]) for code in codes), default=0) + 1:02}"


def _facts(version: ProvisionVersion) -> dict[str, object]:
    return {"code": version.provision.code, "number": version.number}


@transaction.atomic
def review_basis(version: ProvisionVersion, *, valid_until: date, by: Account) -> ProvisionVersion:
    """Can be chosen from now on until this day; takes the place of the former one. Raises: PermissionDenied, ValidationError."""
    version = _lock_version(version)
    rules.can_review_basis(by, version).enforce()
    today = timezone.localdate()
    if not today <= valid_until <= today + timedelta(days=LONGEST_DAYS):
        raise ValidationError({"valid_until": _("Choose a day within the next two years.")})
    now = timezone.now()
    former = version.provision.versions.current().exclude(pk=version.pk)
    former.filter(reviewed_at__isnull=False).update(replaced_at=now)
    version.reviewed_by, version.reviewed_at, version.valid_until = by, now, valid_until
    version.save(update_fields=["reviewed_by", "reviewed_at", "valid_until"])
    facts = {**_facts(version), "until": valid_until.isoformat()}
    record("analyses.basis_reviewed", by=by, target=version, facts=facts)
    return version


def _lock_version(version: ProvisionVersion) -> ProvisionVersion:
    _lock(version.provision_id)
    return ProvisionVersion.objects.select_related("provision").get(pk=version.pk)


@transaction.atomic
def block_basis(version: ProvisionVersion, *, reason: str, by: Account) -> ProvisionVersion:
    """Nobody can choose it from now on; what rested on it stays readable. Raises: PermissionDenied, ValidationError."""
    version = _lock_version(version)
    rules.can_block_basis(by, version).enforce()
    version.blocked_because = reason
    version.full_clean()
    version.save(update_fields=["blocked_because"])
    record("analyses.basis_blocked", by=by, target=version, facts=_facts(version))
    return version


@transaction.atomic
def load_legal_bases(path: Path = STARTER) -> int:
    """Starter entries, unreviewed. What is in the catalogue stays as it is, so it may run again. Gives how many are new.

    Raises: KeyError, ValidationError for a file that names what is not there.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    known = set(Provision.objects.values_list("code", flat=True))
    new = [entry for entry in data["entry"] if entry["code"] not in known]
    for entry in new:
        provision = Provision.objects.create(code=entry["code"])
        version = _starter(provision, entry, data["groups"], data["tasks"])
        version.full_clean()
        version.save()
        record("analyses.basis_loaded", by=None, target=version, facts=_facts(version))
    return len(new)


def _starter(
    provision: Provision,
    entry: Mapping[str, Any],
    groups: Mapping[str, Sequence[str]],
    tasks: Mapping[str, Sequence[str]],
) -> ProvisionVersion:
    return ProvisionVersion(
        provision=provision,
        from_kinds=_spelled_out(entry["from"], groups),
        to_kinds=_spelled_out(entry["to"], groups),
        citation=entry["citation"],
        what=entry["what"],
        conditions=entry["conditions"],
        tasks=_spelled_out(entry["tasks"], tasks),
        covers_secrecies=entry.get("covers", []),
        not_for_categories=entry.get("not_for", []),
        may_begin=entry["may_begin"],
        is_duty=entry.get("is_duty", False),
        is_mutual=entry.get("is_mutual", False),
        evidence=entry["evidence"],
        blocked_because=entry.get("blocked", ""),
    )


def _spelled_out(names: Sequence[str], groups: Mapping[str, Sequence[str]]) -> list[str]:
    """Groups, which begin with a capital letter, as their members; each once, in order."""
    found: dict[str, None] = {}
    for name in names:
        found.update(dict.fromkeys(groups[name] if name[0].isupper() else [name]))
    return list(found)
