"""Redis or the mail server does not answer: signing in says so, everything else works on."""

import pytest

from partnerships.shared.documents.models import Document
from tests.documents.scenes import agreement_of_thirteen

pytestmark = pytest.mark.django_db
NOWHERE = "unix:///nowhere/redis.sock"


@pytest.fixture
def without_redis(settings):
    backend = settings.CACHES["default"]["BACKEND"]
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": NOWHERE}}


def says_why(answer) -> bool:
    page = answer.content.decode()
    return answer.status_code == 503 and answer["Retry-After"] == "60" and "<h1" in page


def test_signing_in_without_redis_says_so(without_redis, cast):
    client = cast.client("anonymous")
    form = {"login": "partner@example.org", "password": "falsch falsch falsch"}
    assert says_why(client.post("/accounts/login/", form))
    assert says_why(client.post("/accounts/login/code/", {"email": "partner@example.org"}))


def test_who_is_signed_in_works_on_without_redis(without_redis, cast):
    agreement, client = agreement_of_thirteen(cast), cast.client("partner")
    assert client.get("/home/").status_code == 200
    assert client.get(f"/agreements/{agreement.pk}/").status_code == 200
    asked = client.post(f"/agreements/{agreement.pk}/document/", {"language": "de"})
    assert asked.status_code == 302 and Document.objects.count() == 1


def test_a_code_that_cannot_go_out_says_so(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    client = cast.client("anonymous")
    assert says_why(client.post("/accounts/login/code/", {"email": "partner@example.org"}))
