"""The letter that says that somebody left."""

from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Person
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _person(letter: Letter) -> Person | None:
    """Who left, as long as the recipient stands for an organisation that they stood for."""
    if letter.recipient is None or not letter.recipient.is_active:
        return None
    own = [stand.organisation for stand in letter.recipient.access.stands]
    rows = Person.objects.filter(
        pk=letter.facts["person"], representations__organisation_id__in=own
    )
    return rows.first()


def _is_gone(letter: Letter) -> bool:
    """Nobody has brought them back into an organisation of the recipient."""
    person, reader = _person(letter), letter.recipient
    if person is None or reader is None:
        return False
    own = [stand.organisation for stand in reader.access.stands]
    return not person.representations.not_over().filter(organisation_id__in=own).exists()


def _facts(letter: Letter) -> dict[str, object]:
    return {"person": str(getattr(letter.recipient, "person", "")), "who": str(_person(letter))}


KINDS = (
    LetterKind(
        "directory/somebody_left",
        _("Somebody left"),
        lambda letter: _person(letter) is not None,
        _facts,
        still_holds=_is_gone,
    ),
)
