"""In whose name somebody stands, leads or signs: named by whom and when, agreed to by whom. Source: decision 0021."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Appointment

# For `select_related`, before each of the names below.
NAMES = ("asked_by__person", "agreed_by__person", "seconded_by__person", "seconded_for")


def name_of_account(account: Account | None) -> str:
    """The name of the person behind an account; nothing where there is none."""
    person = getattr(account, "person", None)
    return str(person) if person else ""


def what_is_asked(appointment: Appointment) -> str:
    """In words: as what, and with the right to sign."""
    role = capfirst(str(appointment.get_role_display()))
    return _("%(role)s, may sign") % {"role": role} if appointment.may_sign else role


@dataclass(frozen=True)
class Decision:
    """Names and days of those who decided; `document` where a paper stood for the second person."""

    named_by: str
    named_on: date
    agreed_by: str
    seconded_by: str
    seconded_for: str
    document: str

    @classmethod
    def read(cls, appointment: Appointment) -> "Decision":
        """Names and days of an appointment, completed or waiting."""
        seconded_for = appointment.seconded_for
        return cls(
            named_by=name_of_account(appointment.asked_by),
            named_on=timezone.localdate(appointment.asked_at),
            agreed_by=name_of_account(appointment.agreed_by),
            seconded_by=name_of_account(appointment.seconded_by),
            seconded_for=seconded_for.name if seconded_for else "",
            document=appointment.document,
        )

    def in_words(self) -> str:
        """One line in the reader's language."""
        if self.document:
            return _("By document, no second person: %(document)s") % {"document": self.document}
        day = date_format(self.named_on, "SHORT_DATE_FORMAT")
        parts = [_("named by %(name)s on %(day)s") % {"name": self.named_by, "day": day}]
        if self.agreed_by and self.agreed_by != self.named_by:
            parts.append(_("agreed by %(name)s") % {"name": self.agreed_by})
        if self.seconded_by:
            second = {"name": self.seconded_by, "organisation": self.seconded_for}
            parts.append(_("confirmed by %(name)s (%(organisation)s)") % second)
        return ", ".join(parts)
