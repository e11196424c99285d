"""Who may sign for a party or refuse, record what was signed outside, and plan the ceremony."""

from django.utils.translation import gettext as _

from partnerships.agreements.models import Agreement, Party, SigningRound
from partnerships.agreements.rules.steps import can_keep
from partnerships.agreements.signing.progress import PartyProgress, open_round, read_open_progress
from partnerships.agreements.stages import BINDING, OVER, SIGNING
from partnerships.directory.models import Account
from partnerships.shared.on_paper import lacks_printed_name
from partnerships.shared.verdicts import Verdict, allowed_if, refused


def signing_stand(by: Account, organisation_id: int) -> int | None:
    """The representation through which `by` may sign for an organisation today."""
    stand = by.access.signs_for(organisation_id)
    return stand.pk if stand else None


def _is_at_signing(agreement: Agreement) -> Verdict:
    return allowed_if(
        agreement.stage in SIGNING,
        _("Nobody can sign at the stage “%(stage)s”.") % {"stage": agreement.get_stage_display()},
    )


def _has_round(round: SigningRound | PartyProgress | None) -> Verdict:
    """`round` is the open one, or a party's progress in it."""
    return allowed_if(
        round,
        _("This text was frozen without a round of signing. Recall it and make it ready again."),
    )


def _may_sign_for(by: Account, party: Party) -> Verdict:
    return allowed_if(
        signing_stand(by, party.organisation_id),
        _("You may not sign for %(party)s today.") % {"party": party.name},
    )


def _room_for(party: PartyProgress) -> Verdict:
    """A place is free, and it is the party's turn."""
    if party.is_complete:
        names = " · ".join(signature.name for signature in party.signatures)
        return refused(
            _("%(party)s has signed already: %(names)s")
            % {"party": party.party.name, "names": names}
        )
    return allowed_if(
        not party.before,
        _("The parties sign one after the other. Before %(party)s it is the turn of: %(names)s")
        % {"party": party.party.name, "names": ", ".join(party.before)},
    )


def _read_progress_of(party: Party) -> PartyProgress | None:
    progress = read_open_progress(party.agreement)
    return progress.find(party.pk) if progress else None


def can_sign(by: Account, party: Party, progress: PartyProgress | None = None) -> Verdict:
    """Who may sign for the party today, once, while a place is free and it is its turn.

    `progress`: the party's, where it was read already; otherwise it is read here.
    """
    verdict = _may_sign_for(by, party) and _is_at_signing(party.agreement)
    progress = progress or (_read_progress_of(party) if verdict else None)
    if not verdict or progress is None:
        return verdict and _has_round(progress)
    if progress.is_signed_by(by.access.person_id):
        return refused(_("You have signed for %(party)s already.") % {"party": party.name})
    return _room_for(progress) and _can_be_printed(by)


def _can_be_printed(by: Account) -> Verdict:
    """The signature will stand on paper."""
    return allowed_if(
        not lacks_printed_name(*by.access.names),
        _(
            "Paper cannot print your name. Give its printed form in “My account”, “Change my entry”, then sign."
        ),
    )


def can_refuse(by: Account, party: Party, progress: PartyProgress | None = None) -> Verdict:
    """The same people, out of turn as well, as long as the party has not signed. `progress` as in `can_sign`."""
    verdict = _may_sign_for(by, party) and _is_at_signing(party.agreement)
    progress = progress or (_read_progress_of(party) if verdict else None)
    if not verdict or progress is None:
        return verdict and _has_round(progress)
    if progress.is_complete:
        return _room_for(progress)
    return allowed_if(
        progress.refusal is None,
        _("%(party)s has refused already. Whoever signs now withdraws the refusal.")
        % {"party": party.name},
    )


def _keeps_at_signing(by: Account, agreement: Agreement) -> Verdict:
    return can_keep(by, agreement.partnership_id) and _is_at_signing(agreement)


def can_record(by: Account, agreement: Agreement, round: SigningRound | None = None) -> Verdict:
    """Keepers note what was signed on paper, or in the PDF outside. `round`: the open one, where it is known."""
    verdict = _keeps_at_signing(by, agreement)
    return verdict and _has_round(round or open_round(agreement))


def can_record_for(by: Account, party: Party, progress: PartyProgress | None = None) -> Verdict:
    """The same for one party, while a place is free and it is its turn. `progress` as in `can_sign`."""
    verdict = _keeps_at_signing(by, party.agreement)
    progress = progress or (_read_progress_of(party) if verdict else None)
    if not verdict or progress is None:
        return verdict and _has_round(progress)
    return _room_for(progress)


def can_print_frozen(by: Account, agreement: Agreement) -> Verdict:
    """Keepers have the frozen PDF made; everybody who sees the agreement fetches it."""
    return can_record(by, agreement)


def can_plan_ceremony(by: Account, agreement: Agreement) -> Verdict:
    """Keepers, before the agreement is over; also afterwards for what was celebrated later."""
    keeper = can_keep(by, agreement.partnership_id)
    return keeper and allowed_if(
        agreement.stage not in OVER, _("This agreement is over: there is nothing left to sign.")
    )


def can_show_ceremony(by: Account, agreement: Agreement) -> Verdict:
    """The big screen shows how far the signing is: while it goes on, and when it has just ended."""
    takes_part = Agreement.objects.visible_to(by).filter(pk=agreement.pk).exists()
    if not takes_part:
        return refused(_("You do not take part in this agreement."))
    return allowed_if(
        agreement.stage in (*SIGNING, *BINDING),
        _("There is nothing to show at the stage “%(stage)s”.")
        % {"stage": agreement.get_stage_display()},
    )
