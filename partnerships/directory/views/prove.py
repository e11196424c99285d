"""Whoever has neither password nor second step shows with a code by letter that it is still them."""

from allauth.account.views import BaseReauthenticateView
from allauth.core.ratelimit import consume_or_429
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect

from partnerships.directory.forms.codes import ProofCodeForm
from partnerships.directory.requests import Request
from partnerships.directory.sign_in.proof import code_waits, note_proof, send_proof_code


class ProveView(BaseReauthenticateView):
    """Looking sends nothing; a button sends the code, and the code leads back to where one came from."""

    form_class = ProofCodeForm
    template_name = "directory/prove.html"

    def post(self, request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if "send" not in request.POST:
            return super().post(request, *args, **kwargs)
        key = f"proof:{request.user.pk}"
        if too_many := consume_or_429(request, action="request_login_code", key=key):
            return too_many
        send_proof_code(request)
        return redirect(self.passthrough_next_url(request.path))

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form: Form) -> HttpResponse:
        note_proof(self.request, self.request.user, "code")
        return super().form_valid(form)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**kwargs) | {"waits": code_waits(self.request)}


prove = ProveView.as_view()
