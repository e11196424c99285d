"""A small town with names that people mistype, in two partnerships that do not see each other."""

from dataclasses import dataclass

from partnerships.agreements.models import Agreement
from partnerships.directory import models
from tests.cast import Cast
from tests.factories import agreements as agree
from tests.factories import directory as make


@dataclass
class Town:
    """The cast, and who and what was added: North is the liaison officer's, South the outsider's."""

    cast: Cast
    north: models.Organisation
    south: models.Organisation
    agreement: Agreement
    elsewhere: Agreement


def build(cast: Cast) -> Town:
    """In each partnership an organisation, somebody with the same family name, an agreement with a clause."""
    north = make.OrganisationFactory(
        name="Planerladen Köln-Mülheim e. V.", place="Köln", phone="0221 / 55 66 77"
    )
    south = make.OrganisationFactory(
        name="Planwerkstatt Süd e. V.", place="Aachen", phone="0241 998877"
    )
    make.PartnerFactory(partnership=cast.north, organisation=north)
    make.PartnerFactory(partnership=cast.south, organisation=south)
    north.contact_points.create(label="am Wochenende", phone="+49 171 4445566")
    for family, given, where, phone, shown in (
        ("Yıldız", "Zeynep", north, "0151 2345678", "partnership"),
        ("Hoffmann", "Jürgen", north, "0151 8765432", "nobody"),
        ("Delalić-Wirtz", "Emina", cast.police, "0231 132-4711", "liaison"),
        ("الأحمد", "محمد", north, "", "partnership"),
        ("Yildiz", "Deniz", south, "0151 2345999", "partnership"),
        ("Schmidt", "Olga", south, "", "partnership"),
    ):
        person = make.PersonFactory(
            given_name=given, family_name=family, phone=phone, phone_shown_to=shown
        )
        make.RepresentationFactory(person=person, organisation=where)
    return Town(
        cast,
        north,
        south,
        _agreement(
            cast,
            cast.north,
            "Vereinbarung über gegenseitige Besuche",
            "Gespräche bleiben **vertraulich**.",
        ),
        _agreement(cast, cast.south, "Vereinbarung im Süden", "Vertrauliches bleibt im Süden."),
    )


def _agreement(cast: Cast, partnership: models.Partnership, title: str, body: str) -> Agreement:
    agreement = agree.AgreementFactory(
        partnership=partnership, title=title, drafted_by=cast.account("liaison")
    )
    clause = agreement.clauses.create(position=1)
    clause.texts.create(language="de", heading="Schutz der Beteiligten", body=body)
    clause.texts.create(language="en", heading="Protection", body="Conversations are confidential.")
    return agreement
