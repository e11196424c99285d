"""Before a production starts: is the storage of the files named in full?"""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

NEEDED = ("FILES_URL", "FILES_KEY_ID", "FILES_KEY")


@register(Tags.security, deploy=True)
def check_storage(app_configs: object = None, **_options: object) -> list[CheckMessage]:
    """Nothing where the files lie in a folder."""
    if not settings.FILES_BUCKET:
        return []
    wrong = [f"Beside FILES_BUCKET set {name}." for name in NEEDED if not getattr(settings, name)]
    if settings.FILES_URL and not settings.FILES_URL.startswith("https://"):
        wrong.append("FILES_URL must begin with https://: files travel there as they are.")
    return [Error(message, id="shared.E001") for message in wrong]
