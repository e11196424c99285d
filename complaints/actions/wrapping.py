"""The keys of a complaint are wrapped to an office, with its newest key, also where another one is made at this moment."""

from complaints.models import Complaint, Holder, OfficeKey, Wrap
from complaints.sealed_rows import Keys, wraps_for


def wrap_to_office(complaint: Complaint, keys: Keys) -> None:
    """In the caller's transaction. Raises: ValueError where the office has no key to seal to.

    The rows written hold their key until commit: rotation counts it after that. A key that was retired before it was held
    may have been counted already, so they are written anew.
    """
    while True:
        key = complaint.office.newest_key()
        if key is None:
            raise ValueError("the office has no key")
        public = bytes(key.public)
        rows = wraps_for(complaint, keys, holder=Holder.OFFICE, public=public, key=key)
        Wrap.objects.bulk_create(rows)
        if OfficeKey.objects.filter(pk=key.pk, retired_at__isnull=True).exists():
            return
        complaint.wraps.filter(office_key=key).delete()
