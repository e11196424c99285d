"""What a view behind a locked door is given."""

from partnerships.directory.models import Account
from partnerships.shared import accounts


class Request(accounts.Request):
    """Somebody is signed in, and the directory knows what they may see and do: `request.user.access`."""

    user: Account
