"""What would stand on an agreement's paper and cannot be printed yet, with the address where that is changed."""

from collections.abc import Iterator

from django.urls import reverse

from partnerships.agreements.models import Agreement, AgreementFile, Party, Signatory
from partnerships.agreements.signing import people
from partnerships.directory.models import Organisation, Person
from partnerships.shared.glyphs import is_printable
from partnerships.shared.languages import ContentLanguage
from partnerships.shared.on_paper import lacks_printed_name

CONTACTS_ANNEX = "contacts"  # the template's key of the annex that shows the contact table

Found = Iterator[tuple[str, str]]


def unprintable_names(agreement: Agreement) -> list[tuple[str, str]]:
    """Words and address, each once, in the order of the paper; empty where everything can be printed.

    Names of persons and organisations lack a printed form; the rest was typed before such characters were refused.
    """
    parties = agreement.parties.select_related("organisation").prefetch_related("signatories")
    names = [*_of_partnership(agreement)]
    for party in parties:
        names += [*_of_party(party), *_of_signatories(party)]
    names += [*_of_files(agreement), *_of_contacts(agreement)]
    return list(dict.fromkeys(names))


def names_to_print(party: Party) -> list[tuple[str, str]]:
    """The names of a party and of its signatories that need a printed form, for the page after they were saved."""
    return list(dict.fromkeys([*_of_party(party), *_of_signatories(party)]))


def _of_partnership(agreement: Agreement) -> Found:
    names = {agreement.partnership.name_in(language) for language in ContentLanguage.values}
    for name in sorted(names):
        if not is_printable(name):
            yield name, reverse("directory:edit_partnership", args=[agreement.partnership_id])


def _of_party(party: Party) -> Found:
    """A name that the organisation no longer has is changed by taking the party out and in again."""
    organisation = where_of_organisation(party.organisation)
    if lacks_printed_name(party.name, party.name_in_print):
        is_today = party.name == party.organisation.name
        parties = reverse("agreements:parties", args=[party.agreement_id])
        yield party.name, organisation if is_today else parties
    if not is_printable(party.organisation.legal_form):
        yield party.organisation.legal_form, organisation


def _of_signatories(party: Party) -> Found:
    typed = reverse("agreements:party", args=[party.agreement_id, party.pk])
    for each in party.signatories.all():
        if lacks_printed_name(each.name, each.name_in_print):
            yield each.name, _where(each) or typed
        if not is_printable(each.function):
            yield each.function, typed


def _where(signatory: Signatory) -> str:
    """In the directory; empty where the name is typed, or no longer the one that the person has."""
    person = signatory.person
    return where_of_person(person) if person and str(person) == signatory.name else ""


def where_of_person(person: Person) -> str:
    """The page on which the printed form is given. Whoever has an account gives it themselves: then the page says how to reach them."""
    if person.account_id is None:
        return reverse("directory:edit_person", args=[person.pk])
    return reverse("directory:person", args=[person.pk])


def where_of_organisation(organisation: Organisation) -> str:
    """The page on which the printed form is given."""
    return reverse("directory:edit_organisation", args=[organisation.pk])


def _of_files(agreement: Agreement) -> Found:
    """Annex files whose name or description cannot be printed; the address is where they are added anew."""
    for file in AgreementFile.objects.annexes().filter(agreement=agreement):
        for words in (file.name, file.description):
            if not is_printable(words):
                page = reverse("agreements:detail", args=[agreement.pk])
                yield words, f"{page}#clause-{file.clause_id}"


def _of_contacts(agreement: Agreement) -> Found:
    """Contacts whose names cannot be printed, where the agreement has the annex that lists them."""
    if not agreement.clauses.filter(key=CONTACTS_ANNEX).exists():
        return
    for row in people.contacts(agreement):
        if lacks_printed_name(str(row.person), row.person.printed_name):
            yield str(row.person), where_of_person(row.person)
        if lacks_printed_name(row.organisation.name, row.organisation.printed_name):
            yield row.organisation.name, where_of_organisation(row.organisation)
