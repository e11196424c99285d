"""Who may draft an agreement and lead it from stage to stage."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from partnerships.agreements.document.unprintable import unprintable_names
from partnerships.agreements.models import Agreement, Clause, ClauseText, Format
from partnerships.agreements.stages import EDITABLE, LIFE
from partnerships.directory.models import Account, Partnership
from partnerships.shared.verdicts import ALLOWED, Verdict, allowed_if, refused

MINIMUM_PARTIES = 2


def can_keep(by: Account, partnership_id: int) -> Verdict:
    """Keepers of a partnership's agreements: its liaison staff and its joint management."""
    keeper = by.access.is_liaison_in(partnership_id) or by.access.co_manages(partnership_id)
    return allowed_if(
        keeper,
        _("Only police liaison staff and the joint management of this partnership can do this."),
    )


def can_draft(by: Account, partnership: Partnership) -> Verdict:
    """Liaison staff and joint management of the partnership; both sides may begin."""
    return can_keep(by, partnership.pk)


def can_edit(by: Account, agreement: Agreement) -> Verdict:
    """The same people, as long as the text is not frozen."""
    keeper = can_keep(by, agreement.partnership_id)
    return keeper and allowed_if(
        agreement.stage in EDITABLE,
        _(
            "The text can only be changed in draft and under consultation. Recall the agreement first."
        ),
    )


def may_follow(agreement: Agreement, verb: str) -> Verdict:
    """The table of moves knows this step at this stage."""
    return allowed_if(
        LIFE.possible(verb, agreement.stage),
        _("This step is not possible at the stage “%(stage)s”.")
        % {"stage": agreement.get_stage_display()},
    )


def _move(by: Account, agreement: Agreement, verb: str) -> Verdict:
    keeper = can_keep(by, agreement.partnership_id)
    return keeper and may_follow(agreement, verb)


def can_consult(by: Account, agreement: Agreement) -> Verdict:
    """Ask the parties what they think of it."""
    return _move(by, agreement, "consult")


def can_return_to_draft(by: Account, agreement: Agreement) -> Verdict:
    """Stop the consultation and write on."""
    return _move(by, agreement, "return_to_draft")


def can_make_ready(by: Account, agreement: Agreement) -> Verdict:
    """Freeze the text, when it is complete, has been read in its notation, and every name can be printed."""
    move = _move(by, agreement, "make_ready")
    return move and is_complete(agreement) and _read_anew(agreement) and _printable(agreement)


def is_complete(agreement: Agreement) -> Verdict:
    """Parties, clauses, and words in the governing language in each of them."""
    if agreement.parties.count() < MINIMUM_PARTIES:
        return refused(_("An agreement needs at least two parties."))
    if not agreement.clauses.exists():
        return refused(_("An agreement needs at least one clause."))
    missing = without_text(agreement).count()
    if missing:
        return refused(
            _("Clauses without text in the governing language: %(number)d.") % {"number": missing}
        )
    return ALLOWED


def _printable(agreement: Agreement) -> Verdict:
    """Every name that would stand on the paper can be printed, or has a printed form."""
    names = [name for name, _where in unprintable_names(agreement)]
    sentence = _("Paper cannot print these names yet; give each a printed form first: %(names)s")
    return allowed_if(not names, sentence % {"names": ", ".join(names)})


def _read_anew(agreement: Agreement) -> Verdict:
    """Texts of the former notation whose words would change have been read and saved."""
    rows = ClauseText.objects.filter(clause__agreement=agreement, format=Format.FORMER)
    headings = list(rows.order_by("clause__position", "language").values_list("heading", flat=True))
    sentence = _(
        "Texts that have to be read and saved once more, because their words would change: %(headings)s"
    )
    return allowed_if(not headings, sentence % {"headings": ", ".join(headings)})


def without_text(agreement: Agreement) -> QuerySet[Clause]:
    """Clauses without words in the governing language; an annex may consist of files alone."""
    written = agreement.clauses.filter(texts__language=agreement.governing_language).exclude(
        texts__body=""
    )
    by_file = agreement.files.annexes().values("clause")
    return agreement.clauses.exclude(pk__in=written.values("pk")).exclude(pk__in=by_file)


def can_request_trial(by: Account, agreement: Agreement) -> Verdict:
    """Keepers try the paper out, as long as the text can be changed."""
    return can_edit(by, agreement)


def can_recall(by: Account, agreement: Agreement) -> Verdict:
    """Take it back from signing, so that the text can be changed."""
    return _move(by, agreement, "recall")


def can_decline(by: Account, agreement: Agreement) -> Verdict:
    """End it without an agreement."""
    return _move(by, agreement, "decline")


def can_request_document(by: Account, agreement: Agreement) -> Verdict:
    """Everybody who sees the agreement may have it on paper."""
    takes_part = Agreement.objects.visible_to(by).filter(pk=agreement.pk).exists()
    return allowed_if(takes_part, _("You do not take part in this agreement."))


STEPS = {
    "consult": can_consult,
    "return_to_draft": can_return_to_draft,
    "make_ready": can_make_ready,
    "recall": can_recall,
    "decline": can_decline,
}


def possible_steps(by: Account, agreement: Agreement) -> list[str]:
    """Verbs that may follow this stage and that this person may ask for, complete or not."""
    if not can_keep(by, agreement.partnership_id):
        return []
    return [move.verb for move in LIFE.from_stage(agreement.stage) if move.verb in STEPS]
