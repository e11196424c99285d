"""Who reads the log of analyses, and who answers what was drawn from it. Which rows is `visible_to`, and row-level security."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from analyses.models import Sample
from partnerships.directory.models import Account, Role
from partnerships.directory.models.openers import find_roots
from partnerships.directory.rules.grants import is_officer_over
from partnerships.shared.verdicts import Verdict, allowed_if, refused


def can_read_log(by: Account) -> Verdict:
    """Data protection, of the installation or of an authority. Nobody who works on cases."""
    return allowed_if(
        by.access.has(Role.DATA_PROTECTION), _("Only data protection officers read the log.")
    )


def can_answer_sample(by: Account, sample: Sample) -> Verdict:
    """Data protection of the authority for which somebody read, or of the installation; nobody about their own reading."""
    if not is_officer_over(by, sample.authority_id):
        return refused(_("The data protection officer answers it."))
    if sample.answered_at:
        return refused(_("It is answered already."))
    roots = find_roots([by.pk, sample.account_id])
    return allowed_if(
        by.pk != sample.account_id and roots[by.pk] != roots[sample.account_id],
        _("Somebody independent of who read there answers it."),
    )


def answerable(by: Account, samples: Iterable[Sample], roots: Mapping[int, int]) -> set[int]:
    """Numbers of open samples that this person may answer; as `can_answer_sample`, with the roots of all who read there."""
    rows = [
        each
        for each in samples
        if is_officer_over(by, each.authority_id) and each.account_id != by.pk
    ]
    return {each.pk for each in rows if roots[each.account_id] != roots[by.pk]}


def can_ask_about_sample(by: Account, sample: Sample) -> Verdict:
    """As answering; once."""
    return can_answer_sample(by, sample) and allowed_if(
        not sample.asked_at, _("This person was asked already.")
    )


def can_explain_sample(by: Account, sample: Sample) -> Verdict:
    """Whoever read there, once asked and once only."""
    if sample.account_id != by.pk or not sample.asked_at:
        return refused(_("Whoever was asked explains it."))
    return allowed_if(sample.waits_for_explanation, _("It is explained or answered already."))
