"""Rows of the directory: sequences, no random data."""

from datetime import date

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone

from partnerships.directory import models

LONG_AGO = date(2022, 9, 7)


class AccountFactory(factory.django.DjangoModelFactory):
    """An account with a proven address and no password."""

    class Meta:
        model = models.Account
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = "!"
    language = "de"

    @factory.post_generation
    def address(self, create, extracted, **kwargs):
        """allauth's row of the address."""
        if create:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class PersonFactory(factory.django.DjangoModelFactory):
    """A person without an account."""

    class Meta:
        model = models.Person

    given_name = "Test"
    family_name = factory.Sequence(lambda n: f"Person {n}")
    is_invented = True


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An association."""

    class Meta:
        model = models.Organisation

    name = factory.Sequence(lambda n: f"Verein {n} e. V.")
    kind = models.Kind.MIGRANT_ORGANISATION
    legal_form = "e. V."


class PartnershipFactory(factory.django.DjangoModelFactory):
    """A partnership without partners."""

    class Meta:
        model = models.Partnership

    name = factory.Sequence(lambda n: f"Partnerschaft {n}")
    founded_on = LONG_AGO


class PartnerFactory(factory.django.DjangoModelFactory):
    """A founding partner of civil society."""

    class Meta:
        model = models.Partner

    partnership = factory.SubFactory(PartnershipFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    side = models.Side.CIVIL
    entry = models.Entry.FOUNDING
    since = LONG_AGO


class RepresentationFactory(factory.django.DjangoModelFactory):
    """A lead representative, confirmed by a document."""

    class Meta:
        model = models.Representation
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = models.RepresentationRole.LEAD
    since = LONG_AGO

    @factory.post_generation
    def rests_on(self, create, extracted, **kwargs):
        """The decision behind it, by a document; `rests_on=False` leaves it as from before the rule."""
        if not create or extracted is False:
            return
        power = {"role": self.role, "may_sign": self.may_sign, "since": self.since}
        self.rests_on = models.Appointment.objects.create(
            person=self.person,
            organisation=self.organisation,
            second=models.Second.NOBODY,
            document="Beschluss der Testperson",
            completed_at=timezone.now(),
            representation=self,
            **power,
        )
        type(self).objects.filter(pk=self.pk).update(rests_on=self.rests_on)


class GrantFactory(factory.django.DjangoModelFactory):
    """A role, given by nobody (as the first ones are)."""

    class Meta:
        model = models.Grant

    person = factory.SubFactory(PersonFactory)
    since = LONG_AGO


class BodyFactory(factory.django.DjangoModelFactory):
    """A joint management."""

    class Meta:
        model = models.Body

    partnership = factory.SubFactory(PartnershipFactory)
    kind = models.BodyKind.JOINT_MANAGEMENT
    name = "Gemeinsame Geschäftsführung"


class SeatFactory(factory.django.DjangoModelFactory):
    """A voting seat, taken by whoever is named."""

    class Meta:
        model = models.Seat

    body = factory.SubFactory(BodyFactory)
    label = "Ko-Vorsitz"
    since = LONG_AGO
    taken_at = factory.LazyAttribute(lambda seat: timezone.now() if seat.person else None)
    person = None


class ContactFactory(factory.django.DjangoModelFactory):
    """A talk with an organisation."""

    class Meta:
        model = models.Contact

    kind = models.ContactKind.TALK
    on_day = LONG_AGO
    subject = factory.Sequence(lambda n: f"Gespräch {n}")
