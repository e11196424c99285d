"""Who speaks for a party: what an organisation says, somebody says in its name."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from partnerships.agreements.models import Agreement, Party
from partnerships.directory.models import Account, Organisation
from partnerships.shared.verdicts import Verdict, allowed_if


def can_speak_for(by: Account, agreement: Agreement, organisation: Organisation) -> Verdict:
    """Those who stand for a party today, and liaison staff of an authority that is one."""
    own = organisation.pk in by.access.organisation_ids
    party = own and agreement.parties.filter(organisation=organisation).exists()
    return allowed_if(party, _("You do not stand for a party of this agreement."))


def parties_of(by: Account, agreement: Agreement) -> QuerySet[Party]:
    """The parties for which `by` speaks, in the order of the agreement."""
    return agreement.parties.filter(organisation_id__in=list(by.access.organisation_ids))
