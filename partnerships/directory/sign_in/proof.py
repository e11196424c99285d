"""Fresh proof: before a way in changes, whoever is signed in shows once more that it is them.

With a second step, by that; with a password, by that or by a code; with neither, by a code to the account's address,
where the library would ask for nothing at all. Five minutes of trust follow (ACCOUNT_REAUTHENTICATION_TIMEOUT).
"""

import time
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac

from partnerships.directory.models import Account
from partnerships.directory.requests import Request

LETTER = "directory/email/proof_code"  # allauth adds _subject.txt and _message.txt
KEPT = "proof_code"  # in the session: what is left of the code, until when, how many tries
VALID_SECONDS = 600
MOST_TRIES = 5


def proven_lately(request: HttpRequest) -> bool:
    """In this session, by this account, within the last minutes."""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]  # strangers have none
    fresh = [record["at"] for record in records if record.get("reauthenticated")]
    return bool(fresh) and time.time() - fresh[-1] < app_settings.REAUTHENTICATION_TIMEOUT


def note_proof(request: HttpRequest, account: Account, method: str) -> None:
    """The account has just shown that it is itself."""
    record_authentication(request, account, method=method, reauthenticated=True)


def ask_for_proof(request: HttpRequest) -> None:
    """Leads there and back where none was given. What was sent is not kept: a password may stand in it.

    Raises: ImmediateHttpResponse.
    """
    if not proven_lately(request):
        way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        raise ImmediateHttpResponse(redirect(f"{way}?{urlencode({'next': request.path})}"))


def send_proof_code(request: Request) -> None:
    """A new code to the account's address; the one before is void. Raises what the mail server's connection does."""
    code, account = get_adapter().generate_login_code(), request.user
    request.session[KEPT] = {
        "hash": _hash(account, code),
        "until": time.time() + VALID_SECONDS,
        "tries": 0,
    }
    get_adapter().send_mail(LETTER, account.email, {"code": code})


def code_waits(request: HttpRequest) -> bool:
    """Was one sent that can still be entered?"""
    kept = request.session.get(KEPT) or {}
    return kept.get("until", 0) > time.time() and kept.get("tries", 0) < MOST_TRIES


def use_proof_code(request: Request, code: str) -> bool:
    """Whether it is the right one; then it is used up. A wrong one counts as a try."""
    if not code_waits(request):
        return False
    kept = request.session[KEPT]
    if constant_time_compare(kept["hash"], _hash(request.user, code)):
        del request.session[KEPT]
        return True
    request.session[KEPT] = kept | {"tries": kept["tries"] + 1}
    return False


def _hash(account: Account, code: str) -> str:
    signs = "".join(sign for sign in code if sign.isalnum()).lower()
    return salted_hmac("directory.proof", f"{account.pk}:{account.email}:{signs}").hexdigest()
