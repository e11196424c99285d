"""Who can open what: keys of a complaint wrapped to the office, to the mailbox and to a partner, and back.

The process that takes complaints seals and cannot read: it has public keys alone. Source: decision 0047.
"""

from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, NoReturn

from django.conf import settings

from complaints.models import (
    Attachment,
    CallBack,
    Complaint,
    Feedback,
    Holder,
    Message,
    OfficeKey,
    Opens,
    PartnerKey,
    Translation,
    Wrap,
)
from complaints.store.chunks import Chunked
from complaints.store.sealed import Unreadable, new_key, place_of
from complaints.store.texts import seal_facts, seal_text, unseal_facts, unseal_text
from complaints.store.wraps import new_pair, unwrap, wrap
from complaints.visit_files import place_of_bytes
from partnerships.shared.scanning import Scanned


class Keys(NamedTuple):
    """The two keys of a complaint, 32 bytes each; without `identity` where there is no name."""

    told: bytes
    identity: bytes | None


_NOBODYS_WRAP = wrap(new_key(), new_pair()[1], b"nobody")  # whose private key is forgotten


def new_keys(*, has_identity: bool) -> Keys:
    """For a complaint that comes in."""
    return Keys(new_key(), new_key() if has_identity else None)


def place(complaint: Complaint, column: str) -> bytes:
    """What a column of a complaint is bound to."""
    return place_of("complaints_complaint", complaint.uid, column)


def place_of_message(message: Message) -> bytes:
    """What a message is bound to: itself and its complaint."""
    return place_of("complaints_message", f"{message.complaint.uid}/{message.pk}", "sealed")


def place_of_translation(translation: Translation) -> bytes:
    """What a translation is bound to."""
    return place_of("complaints_translation", translation.pk, "sealed")


def _wrap_place(complaint: Complaint, opens: str) -> bytes:
    return place_of("complaints_wrap", complaint.uid, opens)


def wraps_for(
    complaint: Complaint,
    keys: Keys,
    *,
    holder: str,
    public: bytes,
    key: OfficeKey | None = None,
    partner_key: PartnerKey | None = None,
) -> list[Wrap]:
    """Rows, not saved yet, with which whoever has the private key opens it."""
    pairs = {Opens.TOLD: keys.told, Opens.IDENTITY: keys.identity}
    return [
        Wrap(
            complaint=complaint,
            opens=opens,
            holder=holder,
            office_key=key,
            partner_key=partner_key,
            sealed=wrap(secret, public, _wrap_place(complaint, opens)),
        )
        for opens, secret in pairs.items()
        if secret is not None
    ]


def _unwrap(complaint: Complaint, wraps: Iterable[Wrap], private: bytes) -> Keys:
    """Raises: Unreadable where this private key is not the one, or nothing is wrapped."""
    opened = {
        each.opens: unwrap(bytes(each.sealed), private, _wrap_place(complaint, each.opens))
        for each in wraps
    }
    if Opens.TOLD not in opened:
        raise Unreadable
    return Keys(opened[Opens.TOLD], opened.get(Opens.IDENTITY))


def open_for_nobody(private: bytes) -> NoReturn:
    """For a number that nobody has: as much work as with a wrong code. Raises: Unreadable."""
    list(Wrap.objects.filter(complaint_id=0, holder=Holder.MAILBOX))
    unwrap(_NOBODYS_WRAP, private, b"nobody")
    raise Unreadable


def open_for_person(complaint: Complaint, private: bytes) -> Keys:
    """With the key made of the code. Raises: Unreadable where the code is not the one."""
    return _unwrap(complaint, complaint.wraps.filter(holder=Holder.MAILBOX), private)


def open_for_partner(complaint: Complaint, private: bytes) -> Keys:
    """With the key made of the organisation's code. Raises: Unreadable where nothing is wrapped for it, or not any more."""
    return _unwrap(complaint, complaint.wraps.filter(holder=Holder.PARTNER), private)


def path_of(key: OfficeKey) -> Path:
    """Where the private key lies, if this process has it: a file of the folder COMPLAINTS_KEYS, named by the fingerprint."""
    return Path(settings.COMPLAINTS_KEYS) / f"{key.fingerprint}.key"


def private_of(key: OfficeKey) -> bytes | None:
    """The office's private key, where this process has it."""
    path = path_of(key)
    return b64decode(path.read_text().strip()) if path.is_file() else None


def open_for_office(complaint: Complaint) -> Keys | None:
    """The keys of a complaint, or None where this process has no key of the office. Raises: Unreadable.

    One question: a rotation may change the rows between two.
    """
    wraps = complaint.wraps.filter(holder=Holder.OFFICE).exclude(opens=Opens.NUDGE)
    wraps = wraps.select_related("office_key")
    for key, rows in groupby(wraps.order_by("-office_key__made_at", "-office_key"), _key_of):
        private = private_of(key)
        if private is not None:
            return _unwrap(complaint, rows, private)
    return None


def _key_of(row: Wrap) -> OfficeKey:
    """Of a wrap of the office: a constraint says that it has one. Raises: Unreadable for another one."""
    if row.office_key is None:
        raise Unreadable
    return row.office_key


def wrap_anew(row: Wrap, private: bytes, key: OfficeKey) -> None:
    """Changes the row, not saved yet: `key` opens it instead of the one that `private` belongs to. Raises: Unreadable."""
    place = _wrap_place(row.complaint, row.opens)
    secret = unwrap(bytes(row.sealed), private, place)
    row.sealed, row.office_key = wrap(secret, bytes(key.public), place), key


def seal_nudge(complaint: Complaint, address: str, key: OfficeKey) -> Wrap:
    """The address into the column, with a key of its own; gives the row, not saved yet, with which the office's process opens it.

    The person's code does not open it, and what opens a complaint for pages leaves it closed.
    """
    secret = new_key()
    complaint.nudge = seal_text(secret, address, place(complaint, "nudge"))
    sealed = wrap(secret, bytes(key.public), _wrap_place(complaint, Opens.NUDGE))
    return Wrap(
        complaint=complaint, opens=Opens.NUDGE, holder=Holder.OFFICE, office_key=key, sealed=sealed
    )


def read_nudge(complaint: Complaint) -> str:
    """The address; "" where there is none, or this process has no key of the office. Raises: Unreadable."""
    rows = complaint.wraps.filter(opens=Opens.NUDGE).select_related("office_key")
    for row in rows:
        private = private_of(row.office_key) if row.office_key else None
        if private is not None and complaint.nudge is not None:
            secret = unwrap(bytes(row.sealed), private, _wrap_place(complaint, Opens.NUDGE))
            return unseal_text(secret, bytes(complaint.nudge), place(complaint, "nudge"))
    return ""


def seal_told(complaint: Complaint, keys: Keys, told: dict, identity: dict | None) -> None:
    """What was chosen and typed, and who told it, into the columns of the row."""
    complaint.told = seal_facts(keys.told, told, place(complaint, "told"))
    if identity and keys.identity:
        complaint.identity = seal_facts(keys.identity, identity, place(complaint, "identity"))


def read_told(complaint: Complaint, keys: Keys) -> dict:
    """What was chosen and typed, without the story. Raises: Unreadable."""
    return unseal_facts(keys.told, bytes(complaint.told), place(complaint, "told"))


def read_identity(complaint: Complaint, keys: Keys) -> dict:
    """Who told it; nothing where there is no name. Raises: Unreadable."""
    if complaint.identity is None or keys.identity is None:
        return {}
    sealed = bytes(complaint.identity)
    return unseal_facts(keys.identity, sealed, place(complaint, "identity"))


def seal_message(message: Message, keys: Keys, text: str) -> None:
    """The text into its row."""
    message.sealed = seal_text(keys.told, text, place_of_message(message))


def read_message(message: Message, keys: Keys) -> str:
    """Raises: Unreadable."""
    return unseal_text(keys.told, bytes(message.sealed), place_of_message(message))


def seal_translation(translation: Translation, keys: Keys, text: str) -> None:
    """The text into its row."""
    translation.sealed = seal_text(keys.told, text, place_of_translation(translation))


def read_translation(translation: Translation, keys: Keys) -> str:
    """Raises: Unreadable."""
    return unseal_text(keys.told, bytes(translation.sealed), place_of_translation(translation))


def _place_of_row(row: CallBack | Feedback) -> bytes:
    return place_of(row._meta.db_table, row.pk, "sealed")


def seal_to_office(row: CallBack | Feedback, key: OfficeKey, facts: Mapping[str, object]) -> None:
    """Into a row that belongs to no complaint: the office alone opens it, with a key of its own."""
    secret, bound_to = new_key(), _place_of_row(row)
    row.office_key, row.wrapped = key, wrap(secret, bytes(key.public), bound_to)
    row.sealed = seal_facts(secret, facts, bound_to)


def read_as_office(row: CallBack | Feedback) -> dict | None:
    """What was sealed so, or None where this process has no key of the office. Raises: Unreadable."""
    private = private_of(row.office_key)
    if private is None:
        return None
    bound_to = _place_of_row(row)
    secret = unwrap(bytes(row.wrapped), private, bound_to)
    return unseal_facts(secret, bytes(row.sealed), bound_to)


def wrap_row_anew(row: CallBack | Feedback, private: bytes, key: OfficeKey) -> None:
    """As `wrap_anew`, for a row that belongs to no complaint. Raises: Unreadable."""
    bound_to = _place_of_row(row)
    secret = unwrap(bytes(row.wrapped), private, bound_to)
    row.wrapped, row.office_key = wrap(secret, bytes(key.public), bound_to), key


class FileFacts(NamedTuple):
    """What is known of a file: its name, its kind as shared.uploads calls it, its size in bytes, its key in hexadecimal.

    `scanned`: as shared.scanning says it.
    """

    name: str
    kind: str
    size: int
    key: str
    scanned: str = Scanned.NOT_SCANNED


def _place_of_attachment(row: Attachment) -> bytes:
    return place_of("complaints_attachment", f"{row.complaint.uid}/{row.pk}", "sealed")


def seal_attachment(row: Attachment, keys: Keys, facts: Mapping[str, object]) -> None:
    """Name, kind, size and key of a file into its row."""
    told = {name: facts[name] for name in FileFacts._fields}
    row.sealed = seal_facts(keys.told, told, _place_of_attachment(row))


def read_attachment(row: Attachment, keys: Keys) -> FileFacts:
    """Raises: Unreadable."""
    told = unseal_facts(keys.told, bytes(row.sealed), _place_of_attachment(row))
    return FileFacts(
        name=str(told["name"]),
        kind=str(told["kind"]),
        size=int(str(told["size"])),
        key=str(told["key"]),
        scanned=str(told.get("scanned", Scanned.NOT_SCANNED)),
    )


class OpenedFile:
    """The clear bytes of a file, piece by piece, once; they lie nowhere."""

    def __init__(self, row: Attachment, facts: FileFacts) -> None:
        """Raises: Unreadable; FileNotFoundError where its bytes are gone."""
        self._file = row.file.storage.open(str(row.file), "rb")
        try:
            place = place_of_bytes(str(row.pk))
            self._chunked = Chunked(bytes.fromhex(facts.key), place, self._file)
        except Unreadable:
            self._file.close()
            raise
        self.size = self._chunked.length

    def __iter__(self) -> Iterator[bytes]:
        return self._chunked.read_range(0, self.size)

    def close(self) -> None:
        """When it is read, or nobody reads on."""
        self._file.close()
