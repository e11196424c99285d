"""Invited people as plain values."""

from typing import NamedTuple


class Listed(NamedTuple):
    """Somebody invited as plain values, for pages that show many; no rights follow from it."""

    pk: int
    person_id: int | None
    side: str
    reply: str
    presence: str
    substitute: str
    eats: bool | None
    diet: str
    interpreter: str
    access_needs: str
    name: str
    email: str
    organisation_name: str
    of_directory: str | None
    given_name: str | None
    family_name: str | None
    person_email: str | None
    account_email: str | None
    is_active: bool | None

    @property
    def called(self) -> str:
        """As Attendee.called."""
        return self.name or f"{self.given_name} {self.family_name}".strip()

    @property
    def comes_from(self) -> str:
        """As Attendee.comes_from."""
        return self.of_directory or self.organisation_name

    @property
    def address(self) -> str:
        """As Attendee.address."""
        if self.is_active and self.account_email:
            return self.account_email
        return (self.email if self.person_id is None else self.person_email) or ""


# Where each value of Listed comes from.
LISTED = (
    *("pk", "person_id", "side", "reply", "presence", "substitute", "eats", "diet", "interpreter", "access_needs"),
    *("name", "email", "organisation_name", "organisation__name"),
    *("person__given_name", "person__family_name", "person__email"),
    *("person__account__email", "person__account__is_active"),
)  # fmt: skip
