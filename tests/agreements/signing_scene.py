"""An agreement of three parties, ready to sign: a city, an association that needs two, and a club."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from partnerships.agreements.actions import drafting, paper, rounds, signing
from partnerships.agreements.models import Agreement, Means, PaperRecord, Party, SigningRound
from partnerships.agreements.signing.progress import RoundProgress, read_progress
from partnerships.directory.models import Account, Person, Representation
from partnerships.shared.uploads import Kind, Upload
from tests.cast import Cast
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import browser
from tests.uploads.files import pdf

PASSWORD = "a long password of somebody"  # a test's
PEOPLE = {  # by name: which party, role, whether they may sign
    "mayor": ("city", "lead", True),
    "chairwoman": ("association", "lead", True),
    "treasurer": ("association", "representative", True),
    "deputy": ("club", "deputy", True),
    "second_deputy": ("club", "deputy", True),
    "member": ("club", "representative", False),
}
SCAN = Upload(Kind.PDF, "Scan.pdf", pdf())
NAMED = {"city": ["mayor"], "association": ["chairwoman", "treasurer"], "club": []}


@dataclass
class SigningScene:
    """`keeper` is liaison staff of the partnership."""

    cast: Cast
    agreement: Agreement
    parties: dict[str, Party] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def keeper(self) -> Account:
        """Liaison staff, read anew."""
        return self.cast.account("liaison")

    def account(self, name: str) -> Account:
        """Read anew, without cached access."""
        return Account.objects.get(pk=self.people[name].account_id)

    def client(self, name: str) -> Client:
        """A browser signed in as one of the people, or as one of the cast."""
        if name not in self.people:
            return browser(self.cast, name)
        client = Client()
        client.force_login(self.account(name))
        return client

    def stand(self, name: str) -> Representation:
        """The representation of a person."""
        return self.people[name].representations.get()

    def ready(self, **rule: Any) -> SigningRound:
        """Freeze it; its paper was tried."""
        agree.tried(self.agreement)
        round = rounds.make_ready(self.agreement, by=self.keeper, **rule)
        self.agreement.refresh_from_db()
        return round

    def sign(self, name: str, means: Means = Means.PASSWORD) -> Any:
        """Past the page."""
        party = self.party_of(name)
        digest = self.agreement.rounds.open().get().digest
        given = signing.sign(party, by=self.account(name), means=means, digest=digest)
        self.agreement.refresh_from_db()
        return given

    def on_paper(self, **values: Any) -> PaperRecord:
        """The keeper records that all have signed on paper today; the mayor or the chairwoman may confirm it."""
        values = {"digest": self.agreement.rounds.open().get().digest} | values
        values = {"signed_on": timezone.localdate(), "scan": SCAN} | values
        return paper.record_on_paper(self.agreement, by=self.keeper, **values)

    def confirm(self, record: PaperRecord, name: str = "mayor") -> Agreement:
        """From the other side."""
        paper.confirm_paper(record, by=self.account(name))
        self.agreement.refresh_from_db()
        return self.agreement

    def party_of(self, name: str) -> Party:
        """The party that a person stands for."""
        return Party.objects.get(pk=self.parties[PEOPLE[name][0]].pk)

    def standing(self) -> RoundProgress:
        """Of the newest round."""
        return read_progress(self.agreement.rounds.order_by("-number").first())

    def path(self, name: str, door: str = "sign", end: str = "") -> str:
        """The address at which a person signs or refuses."""
        return f"/agreements/{self.agreement.pk}/{door}/{self.party_of(name).pk}/{end}"


def signing_scene(cast: Cast, **values: Any) -> SigningScene:
    """Under consultation; `values` are fields of the agreement."""
    agreement = agree.AgreementFactory(
        partnership=cast.north,
        drafted_by=cast.account("liaison"),
        title="Vereinbarung Nord",
        title_en="Agreement North",
        **values,
    )
    for kind in ("clause", "clause", "annex"):
        agree.ClauseFactory(agreement=agreement, kind=kind, english=True)
    scene = SigningScene(cast, agreement)
    for position, key in enumerate(NAMED):
        organisation = make.OrganisationFactory(name=f"{key.title()} Nord")
        make.PartnerFactory(partnership=cast.north, organisation=organisation)
        scene.parties[key] = agree.PartyFactory(
            agreement=agreement, organisation=organisation, position=position
        )
    for name, (key, role, signs) in PEOPLE.items():
        account = make.AccountFactory(
            email=f"{name}@example.org", language="en", password=_hashed()
        )
        person = make.PersonFactory(
            given_name=name.replace("_", " ").title(), family_name="Muster", account=account
        )
        scene.people[name] = person
        make.RepresentationFactory(
            person=person,
            organisation=scene.parties[key].organisation,
            role=role,
            may_sign=signs,
            function=f"Function of {name}",
        )
    for key, names in NAMED.items():
        _name(scene, key, names)
    agree.lead_to(agreement, "under_consultation")
    return scene


@cache
def _hashed() -> str:
    """Once for all: hashing is meant to be slow."""
    return make_password(PASSWORD)


def _name(scene: SigningScene, key: str, names: list[str]) -> None:
    signatories = [
        {"person": scene.people[n], "name": str(scene.people[n]), "function": "Head"} for n in names
    ]
    drafting.edit_party(
        scene.parties[key],
        by=scene.keeper,
        signatures_needed=max(1, len(names)),
        signatories=signatories,
    )
