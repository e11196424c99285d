"""Who may keep and drop a view of a list. Seeing one is `SavedView.objects.visible_to`."""

from django.utils.translation import gettext as _

from partnerships.shared.accounts import Account
from partnerships.shared.lists.models import QUERY_LIMIT, SavedView
from partnerships.shared.verdicts import Verdict, allowed_if

MOST = 50  # views of one list that a person keeps


def can_save_view(by: Account, slug: str, query: str) -> Verdict:
    """Everybody, up to MOST a list, what fits the column."""
    kept = SavedView.objects.visible_to(by).filter(list=slug).count()
    return allowed_if(
        len(query) <= QUERY_LIMIT,
        _("This view is too long to be saved. Use a shorter search or fewer filters."),
    ) and allowed_if(
        kept < MOST,
        _("You keep 50 views of this list. Delete one before you save another."),
    )


def can_delete_view(by: Account, view: SavedView) -> Verdict:
    """The person who keeps the view may drop it."""
    return allowed_if(
        view.account_id == by.pk, _("Only the person who keeps a view can delete it.")
    )
