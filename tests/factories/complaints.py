"""A complaints office that receives, and complaints in it, sealed as people send them."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from secrets import token_bytes

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from complaints.actions import decisions, filing, forgetting, keeping, offices
from complaints.actions import mailbox as person
from complaints.actions import office as work
from complaints.keeping import Item
from complaints.languages import FIRST, two_letters
from complaints.models import (
    AnswerDraft,
    Channel,
    Complaint,
    Concern,
    Message,
    Office,
    OfficeNote,
    PartnerKey,
    Proposal,
    Requirement,
    Sorting,
    seen_by_house,
)
from complaints.models.complaints import TO_OFFICE
from complaints.models.visits import KEPT
from complaints.sealed_rows import Keys, open_for_office
from complaints.store.secret import new_secret
from complaints.store.wraps import new_pair
from complaints.visit_files import Kept, take_in
from partnerships.directory.models import Account, Organisation, Person, Role
from tests.clock import travel
from tests.factories import directory

SETTLED = {"outcome": "unfounded", "settled_by": ["written_answer"]}  # for `close`
STORY = "Man hat mich ohne Grund kontrolliert."


def open_office(authority: Organisation) -> Office:
    """It receives since long ago, all that must be noted first is noted, and this machine has its key."""
    office = offices.set_up_office(authority, phone="0231 555 0110", opened_on=date(2020, 1, 1))
    if office.newest_key() is None:
        offices.make_key(office)
        meet_requirements(office)
    offices.enter_first_rows()
    return office


def meet_requirements(office: Office, *, but: str = "") -> None:
    """Each as it stands in the table after two people have noted and confirmed it."""
    noted_by, confirmed_by = (
        _who_is(Role.COMPLAINTS),
        _who_is(Role.DATA_PROTECTION),
    )
    for requirement in Requirement:
        is_recovery = requirement == Requirement.RECOVERY
        if requirement != but:
            OfficeNote.objects.create(
                office=office,
                requirement=requirement,
                key=office.newest_key() if is_recovery else None,
                person="Kim Beispiel",
                second_person="Mika Muster" if is_recovery else "",
                on_day=date(2020, 1, 1),
                reference="7/2020",
                noted_by=None if is_recovery else noted_by,
                confirmed_by=confirmed_by,
                confirmed_at=timezone.now(),
            )


def _who_is(role: str) -> Account:
    """Of the cast; without one, somebody."""
    found = Account.objects.filter(person__grants__role=role).first()
    return found or directory.AccountFactory()


def quick_mailbox() -> filing.Mailbox:
    """Without the hash that takes its time; its code opens nothing."""
    _private, public = new_pair()
    return filing.Mailbox(new_secret(), token_bytes(16), public)


def complaint(
    office: Office,
    *,
    mailbox: filing.Mailbox | None = None,
    files: Sequence[Kept] = (),
    writer: filing.Writer | None = None,
    **values: object,
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
        files=files,
        writer=writer,
    )


def led(office: Office, *verbs: str, by: Account, **values: object) -> Complaint:
    """One with which these moves were made, as officers and people make them."""
    row = complaint(office, **values)
    for verb in verbs:
        make_move(row, verb, by=by)
    row.refresh_from_db()
    return row


def make_move(row: Complaint, verb: str, *, by: Account) -> None:
    """By the action of this move, with what it asks for."""
    keys, said = keys_of(row), {"text": "Ein Satz.", "language": "de"}
    token = f"{verb}-{row.pk}".ljust(22, "x")
    if verb == "acknowledge":
        work.acknowledge(row, by=by)
    elif verb == "ask":
        work.say(row, keys, kind="question", by=by, **said)
    elif verb == "answer":
        answer(row, by=by, **said)
    elif verb == "reply":
        person.write(row, keys, token=token, **said)
    elif verb == "withdraw":
        person.withdraw(row, keys, token=token, **said)
    elif verb == "disagree":
        person.disagree(row, keys, token=token, **said)
    elif verb == "close":
        work.close(row, by=by, is_no_crime=True, **SETTLED)
    else:
        reason = {"suspend": "criminal", "pursue": "crime"}.get(verb, "")
        work.take_step(row, verb, by=by, keys=keys, reason=reason, **said)


def second_officer(office: Office) -> Account:
    """Another complaints officer of this office."""
    account = directory.AccountFactory()
    directory.GrantFactory(
        person__account=account, role=Role.COMPLAINTS, organisation=office.authority
    )
    return Account.objects.get(pk=account.pk)


def concern(
    row: Complaint, *, unit: Organisation | None = None, officer: Account | None = None
) -> Concern:
    """As officers note it when they sort."""
    by = directory.PersonFactory(account=directory.AccountFactory()).account
    return Concern.objects.create(complaint=row, unit=unit, officer=officer, by=by)


def sort(row: Complaint, *causes: str) -> Sorting:
    """With these causes, as officers sort it."""
    sorting, _made = Sorting.objects.get_or_create(
        complaint=row,
        defaults={
            "sort": "both",
            "causes": list(causes) or ["conduct.behaviour"],
            "by": directory.PersonFactory(account=directory.AccountFactory()).account,
        },
    )
    return sorting


def parts_of(row: Complaint, text: str = "Es tut uns leid.", result: str = "founded") -> dict:
    """All that an answer needs."""
    findings = {
        cause: {"result": result, "reasons": f"Gründe: {text}"} for cause in sort(row).causes
    }
    return {"about": "Eine Kontrolle.", "checked": "Akten.", "follows": text, "findings": findings}


def translate_all(row: Complaint, *, by: Account) -> None:
    """What the person wrote gets a translation by somebody, where it needs one and has none."""
    for message in row.messages.filter(kind__in=TO_OFFICE, translations__isnull=True):
        if two_letters(message.language) != FIRST:
            work.translate(message, keys_of(row), text="Übersetzt.", language=FIRST, by=by)


def submitted(
    row: Complaint, *, by: Account, text: str = "Es tut uns leid.", language: str = "de"
) -> AnswerDraft:
    """A draft that waits for approval."""
    draft = decisions.keep_draft(row, keys_of(row), parts_of(row, text), language=language, by=by)
    decisions.submit_draft(draft, keys_of(row), by=by)
    draft.refresh_from_db()
    return draft


def answer(
    row: Complaint,
    *,
    by: Account,
    approved_by: Account | None = None,
    text: str = "Es tut uns leid.",
    language: str = "de",
) -> Message:
    """By two where it is a complaint; praise and ideas by one."""
    row = Complaint.objects.get(pk=row.pk)
    if row.kind != "complaint":
        said = {"text": text, "language": language}
        return work.say(row, keys_of(row), kind="answer", by=by, **said)
    translate_all(row, by=by)
    draft = submitted(row, by=by, text=text, language=language)
    return decisions.approve(draft, keys_of(row), by=approved_by or second_officer(row.office))


def photo_of_a_visit(name: str = "IMG_0001.jpg") -> Kept:
    """Taken in as in the form, for `files` of `complaint`."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG")
    file = SimpleUploadedFile(name, out.getvalue())
    kept, _refused = take_in([file], visit="", ends_at=timezone.now() + KEPT, there=[])
    return kept[0]


def keys_of(row: Complaint) -> Keys:
    """As the office opens it."""
    keys = open_for_office(row)
    assert keys is not None
    return keys


def helper_of(organisation: Organisation, person: Person | None = None) -> Account:
    """Somebody who stands for it and was given the right to write for people."""
    if person is None:
        person = directory.RepresentationFactory(
            organisation=organisation, person__account=directory.AccountFactory()
        ).person
    directory.GrantFactory(person=person, role=Role.HELPER, organisation=organisation)
    return Account.objects.get(pk=person.account_id)


def partner_key(organisation: Organisation) -> tuple[PartnerKey, bytes]:
    """Its key with the private one, without the hash that takes its time."""
    private, public = new_pair()
    key = PartnerKey.objects.create(organisation=organisation, salt=token_bytes(16), public=public)
    return key, private


def written_for(
    office: Office,
    by: Account,
    key: PartnerKey,
    *,
    forwarding: str = "no",
    is_named: bool = False,
    mailbox: filing.Mailbox | None = None,
    **values: object,
) -> Complaint:
    """By a helper for somebody."""
    writer = filing.Writer(
        by, Channel.PARTNER, key=key, forwarding=forwarding, is_named=is_named, given="orally"
    )
    return complaint(office, mailbox=mailbox, writer=writer, **values)


def delete_due(today: date | None = None) -> int:
    """All that is due on this day, as if each deletion had been confirmed and the archive wanted none; whoever looks."""
    day = today or timezone.localdate()
    with seen_by_house(), travel(datetime.combine(day, time(12), UTC), tick=False):
        keeping.propose()
        rows = Proposal.objects.open().filter(item=Item.COMPLAINT)
        return forgetting.forget([row.complaint for row in rows.select_related("complaint")])
