"""The letter to those who keep a partnership whose next meeting is overdue."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.rules import can_plan
from meetings.watching import is_overdue
from partnerships.directory.models import Partnership
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _partnership(letter: Letter) -> Partnership | None:
    return Partnership.objects.filter(pk=letter.facts["partnership"]).first()


def _may_receive(letter: Letter) -> bool:
    partnership, account = _partnership(letter), letter.recipient
    return partnership is not None and account is not None and bool(can_plan(account, partnership))


def _still_overdue(letter: Letter) -> bool:
    partnership = _partnership(letter)
    return partnership is not None and is_overdue(partnership)


def _facts(letter: Letter) -> dict[str, object]:
    partnership = _partnership(letter)
    if partnership is None:
        return {}
    page = reverse("meetings:of_partnership", args=[partnership.pk])
    return {
        "partnership": partnership.name_in(letter.language),
        "link": f"{settings.SITE_URL}{page}",
    }


KINDS = (
    LetterKind(
        "meetings/overdue",
        _("The next meeting is overdue"),
        _may_receive,
        _facts,
        still_holds=_still_overdue,
    ),
)
