"""A code by e-mail for one signature: bound to round, party and account, ten minutes, five tries."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from partnerships.agreements import rules
from partnerships.agreements.models import Party, SigningCode, SigningRound
from partnerships.agreements.signing.progress import round_now
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record

VALID = timedelta(minutes=10)
MOST_TRIES = 5
LETTER = "agreements/email/signing_code"  # allauth adds _subject.txt and _message.txt


def send_code(party: Party, *, by: Account) -> SigningCode:
    """Mail a new one to the account's own address; the one before is void. It stands in no outbox.

    Raises: PermissionDenied, and what the mail server's connection raises.
    """
    rules.can_sign(by, party).enforce()
    round = round_now(party.agreement)
    code = get_adapter().generate_login_code()
    with transaction.atomic():
        now = timezone.now()
        made, _new = SigningCode.objects.update_or_create(
            round=round,
            party=party,
            account=by,
            defaults={
                "code_hash": _hash(round, party, by, code),
                "made_at": now,
                "expires_at": now + VALID,
                "tries": 0,
            },
        )
        record(
            "agreements.signing_code_sent",
            by=by,
            target=party.agreement,
            facts={"party": party.pk, "round": round.number},
        )
        facts = {"code": code, "party": party.name, "title": party.agreement.title_in()}
        get_adapter().send_mail(LETTER, by.email, facts)
    return made


def live_code(party: Party, round: SigningRound, *, by: Account) -> SigningCode | None:
    """The code that was sent to this person for this signature and can still be entered; None without one."""
    rows = SigningCode.objects.filter(round=round, party=party, account=by)
    return rows.filter(expires_at__gt=timezone.now(), tries__lt=MOST_TRIES).first()


@transaction.atomic
def use_code(party: Party, round: SigningRound, code: str, *, by: Account) -> bool:
    """Whether it is the right one; then it is used up. A wrong one counts as a try, also in parallel."""
    rows = SigningCode.objects.select_for_update().filter(round=round, party=party, account=by)
    live = rows.filter(expires_at__gt=timezone.now(), tries__lt=MOST_TRIES).first()
    if live is None:
        return False
    if constant_time_compare(live.code_hash, _hash(round, party, by, code)):
        live.delete()
        return True
    live.tries += 1
    live.save()
    return False


def _hash(round: SigningRound, party: Party, by: Account, code: str) -> str:
    bound = f"{round.pk}:{party.pk}:{by.pk}:{normalize_user_code(code)}"
    return salted_hmac("agreements.signing_code", bound, algorithm="sha256").hexdigest()
