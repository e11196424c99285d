"""Letters of signals: that there is one, never what it says."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Signal
from meetings.rules import can_plan
from meetings.rules import signals as rules
from partnerships.directory.models import Partnership
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _signal(letter: Letter) -> Signal | None:
    rows = Signal.objects.select_related("partnership")
    return rows.filter(pk=letter.facts["signal"]).first()


def _may_receive(letter: Letter) -> bool:
    """As long as they keep the partnership, on that side."""
    partnership = Partnership.objects.filter(pk=letter.facts["partnership"]).first()
    signal, account = _signal(letter), letter.recipient
    if partnership is None or account is None or not can_plan(account, partnership):
        return False
    return signal is None or rules.may_read(account, signal)


def _is_there(letter: Letter) -> bool:
    return _signal(letter) is not None


def _facts(letter: Letter) -> dict[str, object]:
    signal = _signal(letter)
    if signal is None:
        return {}
    page = reverse("meetings:signals", args=[signal.partnership_id])
    return {
        "partnership": signal.partnership.name_in(letter.language),
        "link": f"{settings.SITE_URL}{page}",
    }


KINDS = (
    LetterKind(
        "meetings/signal",
        _("A signal to those who keep a partnership"),
        _may_receive,
        _facts,
        still_holds=_is_there,
    ),
)
