"""What analyses ask of somebody, in the order in which it stands on their home page."""

from analyses.models import seen_by
from analyses.rules import sees_analyses
from analyses.todo import asks, cases, catalogue, enquiries, log, terms, withdrawals
from analyses.todo.waiting import find_items
from partnerships.directory.models import Account
from partnerships.shared.todo import TodoItem

SOURCES = {
    **cases.SOURCES,
    **catalogue.SOURCES,
    **log.SOURCES,
    **terms.SOURCES,
    **enquiries.SOURCES,
    **asks.SOURCES,
    **withdrawals.SOURCES,
}


def items_of_analyses(account: Account) -> list[TodoItem]:
    """For the shelf `home_cards`: in one sight, and one question where nothing waits."""
    if not sees_analyses(account):
        return []
    with seen_by(account):
        return list(find_items(account, SOURCES))
