"""What pages must know of the sign-in service: its name, or that there is none."""

from django.conf import settings
from django.http import HttpRequest


def service(request: HttpRequest) -> dict[str, str]:
    """Context processor: the name of the sign-in service, blank where there is none."""
    return {"service_name": settings.OIDC_NAME if settings.OIDC_ISSUER else ""}
