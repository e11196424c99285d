"""What an action says of itself to the log."""

from typing import NotRequired, TypedDict

from django.db.models import Model

from partnerships.directory.models import Account


class Particulars(TypedDict):
    """For `record`, beside the name of the event: who, about which row, in which capacity, and codes and numbers."""

    by: Account | None
    target: Model
    capacity: NotRequired[Model | None]
    facts: NotRequired[dict[str, object]]
