"""A recipient takes note that a contribution was taken back."""

from django.utils.translation import gettext_lazy as _

from analyses import rules
from analyses.actions import withdrawing as actions
from analyses.views.contributions import find_contribution
from analyses.views.crumbs import crumbs_of
from analyses.views.deeds import CaseDeed

NOTE_WITHDRAWAL = CaseDeed(
    find=find_contribution,
    crumbs=lambda found: crumbs_of(found.case, found),
    title=_("A contribution was taken back"),
    rule=rules.can_note_withdrawal,
    act=actions.take_note,
    question=_("Have you taken note that this contribution was taken back?"),
    lead=lambda found: f"{found.authority}: {found.withdraw_reason}",
    submit=_("I have taken note"),
    done=_("Noted. You are not reminded of it any more."),
    reads="contribution.read",
    needs_reason=True,
)
