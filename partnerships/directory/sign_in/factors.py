"""The second step: secrets of factors are sealed, and a sign-in service may have asked for one itself."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage as AllauthStage
from django.http import HttpRequest

from partnerships.directory.models import Account
from partnerships.shared.secrets import lock, unlock

DONE_BY = "second_step_done_by"  # in the session: the account that proved it at the service


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted. Source: DESIGN section 5, promise 2."""

    def encrypt(self, text: str) -> str:
        """The secret of a factor, encrypted with the newest key."""
        return lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret of a factor, with whichever key encrypted it."""
        return unlock(encrypted_text)


def note_second_step(request: HttpRequest, account: Account, *, done: bool) -> None:
    """For this session and this account; another way in takes it away again."""
    request.session.pop(DONE_BY, None)
    if done:
        request.session[DONE_BY] = account.pk


def second_step_done(request: HttpRequest, account: Account) -> bool:
    """The sign-in service asked this account for a second step, in this session."""
    return request.session.get(DONE_BY) == account.pk


class AuthenticateStage(AllauthStage):
    """Asks for the second step, unless the service has done so."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if second_step_done(request, self.login.user):
            return False
        return super()._should_handle(request)
