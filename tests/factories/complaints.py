"""A complaints office that receives, and complaints in it, sealed as people send them."""

from datetime import date
from secrets import token_bytes

from complaints.actions import filing, offices
from complaints.keeping import Keys, open_for_office
from complaints.models import Complaint, Office
from complaints.store.secret import new_secret
from complaints.store.wraps import new_pair
from partnerships.directory.models import Organisation

STORY = "Man hat mich ohne Grund kontrolliert."


def open_office(authority: Organisation) -> Office:
    """It receives since long ago, and this machine has its key."""
    office = offices.set_up_office(authority, phone="0231 555 0110", opened_on=date(2020, 1, 1))
    if office.newest_key() is None:
        offices.make_key(office)
    offices.enter_first_rows()
    return office


def quick_mailbox() -> filing.Mailbox:
    """Without the hash that takes its time; its code opens nothing."""
    _private, public = new_pair()
    return filing.Mailbox(new_secret(), token_bytes(16), public)


def complaint(
    office: Office, *, mailbox: filing.Mailbox | None = None, **values: object
) -> Complaint:
    """One that came in; `values` are those of `filing.Told`."""
    told = {
        "kind": "complaint",
        "way": "anonymous",
        "language": "de",
        "story": STORY,
        "facts": {"police": "state", "pass_on": "ask", "place": "Nordmarkt"},
        "identity": None,
        **values,
    }
    return filing.file(
        filing.Told(**told),  # type: ignore[arg-type]  # as the caller says
        office=office,
        mailbox=mailbox or quick_mailbox(),
    )


def keys_of(row: Complaint) -> Keys:
    """As the office opens it."""
    keys = open_for_office(row)
    assert keys is not None
    return keys
