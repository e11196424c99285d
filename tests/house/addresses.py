"""Every address of the URLconf, and how the table of doors names what stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

from partnerships.agreements.models import PaperRecord
from tests.house.scene import Scene


@dataclass(frozen=True)
class Address:
    """One pattern: `admin:index`, the whole route, and whether one must be signed in."""

    name: str
    route: str
    locked: bool


def addresses(patterns: list | None = None, route: str = "", space: str = "") -> Iterator[Address]:
    """All of them, also those of libraries."""
    for found in get_resolver().url_patterns if patterns is None else patterns:
        here = route + str(found.pattern)
        if isinstance(found, URLPattern):
            locked = getattr(found.callback, "login_required", True)
            yield Address(f"{space}{found.name}", here, locked)
        else:
            inner = f"{space}{found.namespace}:" if found.namespace else space
            yield from addresses(found.url_patterns, here, inner)


# Which kind of row the number in an address means, by the room; a part of it comes second.
ROWS = {
    "agreements:of_partnership": "partnership",
    "agreements:draft": "partnership",
    "agreements": "agreement",
    "documents": "document",
    "letters": "letter",
    "lists": "saved_view",
    "audit": "event",
    "directory:body": "body",
    "directory:partner": "partner",
    "directory:correct_partner": "partner",
    "directory:change_standing": "partner",
    "directory:leave_partnership": "partner",
    "directory:edit_body": "body",
    "directory:close_body": "body",
    "directory:add_seat": "body",
    "directory:fill_seat": "seat",
    "directory:correct_seat": "seat",
    "directory:end_seat": "seat",
    "directory:set_organisation_goal": "organisation",
    "directory:edit_goal": "goal",
    "directory:remove_goal": "goal",
    "directory:edit_project": "project",
    "directory:note_figure": "project",
    "directory:commitments": "project",
    "directory:ask_commitments": "project",
    "directory:edit_figure": "figure",
    "directory:remove_figure": "figure",
    "directory:answer_commitment": "commitment",
    "directory:remove_commitment": "commitment",
    "directory:project": "project",
    "directory:organisation": "organisation",
    "directory:edit_organisation": "organisation",
    "directory:rename_organisation": "organisation",
    "directory:organisation_history": "organisation",
    "directory:merge_organisation": "organisation",
    "directory:merge_into": "organisation",
    "directory:note_succession": "organisation",
    "directory:withdraw_succession": "organisation",
    "directory:contact_points": "organisation",
    "directory:add_contact_point": "organisation",
    "directory:edit_contact_point": "organisation",
    "directory:remove_contact_point": "organisation",
    "directory:move_contact_point": "organisation",
    "directory:role": "grant",
    "directory:confirm_role": "grant",
    "directory:refuse_role": "grant",
    "directory:end_role": "grant",
    "directory:review_role": "grant",
    "directory:access": "person",
    "directory:ask_account_change": "person",
    "directory:account_change": "account_change",
    "directory:agree_account_change": "account_change",
    "directory:refuse_account_change": "account_change",
    "directory:withdraw_account_change": "account_change",
    "directory:organisation_audience": "organisation",
    "directory:contacts": "organisation",
    "directory:note_contact": "organisation",
    "directory:correct_contact": "contact",
    "directory:remove_contact": "contact",
    "directory:correction": "correction",
    "directory:person_data": "person",
    "directory:preview_import": "import",
    "directory:import_faults": "import",
    "directory:reread_import": "import",
    "directory:confirm_import": "import",
    "directory:withdraw_import": "import",
    "directory:person": "person",
    "directory:edit_person": "person",
    "directory:invite": "person",
    "directory:begin_representation": "organisation",
    "directory:invite_many": "organisation",
    "directory:edit_representation": "representation",
    "directory:replace_representation": "representation",
    "directory:end_representation": "representation",
    "directory:appointment": "appointment",
    "directory:agree_appointment": "appointment",
    "directory:second_appointment": "appointment",
    "directory:refuse_appointment": "appointment",
    "directory:withdraw_appointment": "appointment",
    "directory:ask_to_lead": "organisation",
    "directory:take_seat": "seat",
    "directory:strike_from_seat": "seat",
    "directory:agree_invitation": "invitation",
    "directory:refuse_invitation": "invitation",
    "directory:resend_invitation": "invitation",
    "directory:withdraw_invitation": "invitation",
    "directory:join_invitation": "token",
    "directory:invitation": "token",
    "directory": "partnership",
}


PARTY = ("party", "remove_party", "sign", "send_signing_code", "sign_with_passkey", "refuse")
PARTY += ("record_signature",)


def path_of(scene: Scene, name: str, what: str) -> str:
    """The path of an address of ours for the table's word, e.g. `draft`, `draft/consult`, `draft+south`."""
    return reverse(name, kwargs=_arguments(scene, name, what))


def _arguments(scene: Scene, name: str, what: str) -> dict[str, Any]:
    if what == "-":
        return {}
    if name in ("front", "gallery"):
        return {"language": what}
    if name == "sealing:code":
        return {"code": what}
    if name.startswith("sealing:"):
        language, _, word = what.partition("/")
        return {"language": language, **({"token": scene.of("check", word)} if word else {})}
    if name.startswith(("account_", "mfa_")):
        return dict(part.split("=") for part in what.split(","))
    if name in ("lists:views", "lists:save_view"):
        return {"slug": what}
    kind = ROWS.get(name) or ROWS[name.partition(":")[0]]
    if kind == "token":
        return {"token": scene.of("token", what)}
    word, _, extra = what.partition("/")
    word, _, part_of = word.partition("+")
    row = scene.of(kind, word)
    return {"pk": row.pk, **_second(name, scene.of(kind, part_of or word), extra)}


def _second(name: str, row: Any, extra: str) -> dict[str, Any]:
    """A clause or party of `row`, which need not be the agreement of the address."""
    last = name.partition(":")[2]
    if last in ("edit_contact_point", "remove_contact_point", "move_contact_point"):
        way = {"way": extra} if extra else {}
        return {"point_pk": row.contact_points.first().pk, **way}
    if last == "withdraw_succession":
        return {"succession_pk": row.predecessors.first().pk}
    if last == "merge_into":
        return {"into_pk": row.pk}
    if last == "move_clause":
        return {"clause_pk": row.clauses.first().pk, "way": extra}
    if last in PARTS and name != "documents:file":
        key, related = PARTS[last]
        return {key: _first(getattr(row, related))}
    if last in TALKED:
        return TALKED[last](row, extra)
    return {"verb": extra} if last == "step" else {}


PARTS = {
    **dict.fromkeys(PARTY, ("party_pk", "parties")),
    **dict.fromkeys(("file", "remove_file"), ("file_pk", "files")),
    **dict.fromkeys(("edit_clause", "remove_clause"), ("clause_pk", "clauses")),
    "decide_accession": ("accession_pk", "accessions"),
    "withdraw_exit": ("exit_pk", "exits"),
}


def _first(rows: Any) -> int:
    """The number of the first row; of none, one that is nobody's."""
    return rows.values_list("pk", flat=True).first() or 0


def _clause(row: Any, _extra: str) -> dict[str, Any]:
    return {"clause_pk": row.clauses.first().pk}


def _annex(row: Any, extra: str) -> dict[str, Any]:
    """The annex, or with `clause` what is none."""
    return {"clause_pk": (row.clauses.first() if extra else row.clauses.last()).pk}


def _comment(row: Any, extra: str) -> dict[str, Any]:
    """The one inside its organisation, or the `released` one."""
    rows = row.comments.filter(released_at__isnull=extra != "released")
    return {"comment_pk": rows.first().pk}


def _proposal(row: Any, extra: str) -> dict[str, Any]:
    """The open one, or the `declined` one."""
    return {"proposal_pk": row.proposals.filter(answer=extra or "open").first().pk}


def _paper(row: Any, _extra: str) -> dict[str, Any]:
    return {"record_pk": _first(PaperRecord.objects.filter(round__agreement=row))}


TALKED = {
    **dict.fromkeys(("confirm_paper", "reject_paper", "withdraw_paper"), _paper),
    "comment_on_clause": _clause,
    "propose": _clause,
    "add_file": _annex,
    "edit_comment": _comment,
    "release_comment": _comment,
    "remove_comment": _comment,
    "settle_comment": _comment,
    "proposal": _proposal,
    "accept_proposal": _proposal,
    "decline_proposal": _proposal,
    "withdraw_proposal": _proposal,
    "assign_signed": lambda row, _extra: {"file_pk": _first(row.files.filter(kind="signed"))},
    "version": lambda _row, extra: {"number": int(extra or 1)},
}
