"""What the operator's room lays on the shelves."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from partnerships.shared.accounts import Account
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter
from partnerships.shared.operator.actions import LETTER
from partnerships.shared.operator.details import missing
from partnerships.shared.operator.models import KEPT, BarrierReport
from partnerships.shared.registry import home_cards, letter_kinds
from partnerships.shared.staff import is_administrator
from partnerships.shared.todo import TodoItem


def lay_down() -> None:
    """The letter about a barrier, and what administrators still have to set."""
    home_cards.add("operator", _unset, order=90)
    letter_kinds.add(
        LETTER,
        LetterKind(
            slug=LETTER,
            label=_("A barrier was reported"),
            may_receive=lambda letter: letter.email == settings.OPERATOR_EMAIL,
            still_holds=lambda letter: _report(letter) is not None,
            facts=lambda letter: {"report": _report(letter), "kept_days": KEPT.days},
        ),
    )


def _report(letter: Letter) -> BarrierReport | None:
    return BarrierReport.objects.filter(pk=letter.facts["report"]).first()


def _unset(account: Account) -> list[TodoItem]:
    names = missing() if is_administrator(account) else []
    if not names:
        return []
    text = ngettext(
        "%(number)d setting is missing.", "%(number)d settings are missing.", len(names)
    )
    return [
        TodoItem(
            title=_("Say who runs this site"),
            href=reverse("operator:imprint", args=[(get_language() or settings.LANGUAGE_CODE)[:2]]),
            text=text % {"number": len(names)},
        )
    ]
