"""Before a production starts: does the site say who runs it?"""

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Caution

from partnerships.shared.operator.details import missing


@register(Tags.security, deploy=True)
def check_operator(app_configs: object = None, **_options: object) -> list[CheckMessage]:
    """A warning and no error: everything works, but the pages for everybody say too little."""
    hint = "docs/operations.md, The operator."
    return [
        Caution(f"{name} is not set.", hint=hint, id=f"operator.{name.lower()}")
        for name in missing()
    ]
