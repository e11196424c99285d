"""Keep a view, drop a view, take a list away as a file."""

from collections.abc import Mapping

from django.contrib.auth import get_user_model
from django.db import transaction

from partnerships.shared.accounts import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.lists import rules
from partnerships.shared.lists.models import SavedView


@transaction.atomic
def save_view(slug: str, *, by: Account, name: str, query: str) -> SavedView:
    """Keeps `query` under a name. Raises: ValidationError for a name that is taken or too long."""
    # One after the other, so that two tabs can neither take one name twice nor pass the limit.
    get_user_model().objects.select_for_update().get(pk=by.pk)
    rules.can_save_view(by, slug, query).enforce()
    view = SavedView(account_id=by.pk, list=slug, name=name, query=query)
    view.full_clean()
    view.save()
    record("lists.view_saved", by=by, target=view, facts={"list": slug})
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by: Account) -> None:
    """Drops it; a view that is gone already stays gone."""
    rules.can_delete_view(by, view).enforce()
    locked = SavedView.objects.select_for_update().filter(pk=view.pk).first()
    if locked:
        record("lists.view_deleted", by=by, target=locked, facts={"list": locked.list})
        locked.delete()


@transaction.atomic
def export(slug: str, *, by: Account, facts: Mapping[str, object]) -> None:
    """Notes before the first byte leaves who takes which list away, also if the download breaks off.

    `facts`: codes only; typed words stay out, they can be somebody's name.
    """
    record("lists.exported", by=by, target=by, facts={"list": slug, **facts})
