"""Legal bases and kinds of authorities: two people each, kept as written; the wizard and the matrix on the page."""

from datetime import timedelta
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from analyses import rules
from analyses.actions import bases as actions
from analyses.actions.bases import load_legal_bases
from analyses.kinds import AuthorityKind, Task
from analyses.models import Authority, Provision, ProvisionVersion
from analyses.models.matrix import count_pairs
from analyses.stages import Stage
from analyses.todo import catalogue as catalogue_todo
from partnerships.directory.models import Account, Invitation, Kind, Role
from partnerships.shared.audit.models import AuditEvent
from tests.factories import analyses as make
from tests.factories import analyses_bases as catalogue
from tests.factories import directory
from tests.factories.analyses import items_of

TODAY = timezone.localdate


@pytest.fixture
def second(crew) -> Account:
    """Another person of the legal service."""
    return make.officer(None, Role.LEGAL)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page(account: Account, name: str, *args: object, **query: object) -> str:
    answer = signed_in(account).get(f"{reverse(name, args=args)}?{urlencode(query, doseq=True)}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def ask(account: Account, **values: object) -> str:
    standard = {
        "holder": "customs",
        "needer": "trade",
        "task": "work",
        "category": "suspect",
        "initiative": "request",
    }
    return page(account, "analyses:share", **(standard | values))


def outcome(html: str) -> str:
    return html.partition('class="ana-answer__outcome">')[2].partition("<")[0].strip()


# Kinds of authorities


def test_one_names_a_kind_and_another_confirms_it(crew):
    city = directory.OrganisationFactory(kind=Kind.CITY)
    authority = actions.name_kind(city, kind="foreigners", by=crew.legal)
    assert not Authority.objects.confirmed().filter(pk=authority.pk)
    with pytest.raises(PermissionDenied, match="Another person"):
        actions.confirm_kind(authority, by=crew.legal)
    with pytest.raises(PermissionDenied):
        actions.confirm_kind(authority, by=crew.lead)
    actions.confirm_kind(authority, by=crew.guard)
    assert Authority.objects.confirmed().filter(pk=authority.pk)
    with pytest.raises(PermissionDenied, match="already"):
        actions.confirm_kind(authority, by=crew.guard)
    found = AuditEvent.objects.filter(what__startswith="analyses.kind").order_by("id")
    assert [event.what for event in found] == ["analyses.kind_named", "analyses.kind_confirmed"]


def test_whoever_opened_the_others_account_does_not_confirm(crew):
    city = directory.OrganisationFactory(kind=Kind.CITY)
    helper = make.officer(None, Role.LEGAL)
    now = timezone.now()
    Invitation.objects.create(
        person=helper.person, invited_by=crew.legal, accepted_at=now, expires_at=now
    )
    authority = actions.name_kind(city, kind="foreigners", by=crew.legal)
    assert rules.confirmable(helper, [authority]) == set()
    with pytest.raises(PermissionDenied, match="independent"):
        actions.confirm_kind(authority, by=Account.objects.get(pk=helper.pk))


def test_a_kind_named_anew_must_be_confirmed_anew(crew):
    assert rules.can_request(crew.third)
    actions.name_kind(crew.city, kind="foreigners", by=crew.legal)
    assert not rules.can_request(Account.objects.get(pk=crew.third.pk))


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        (Kind.MIGRANT_ORGANISATION, "other"),
        (Kind.NEIGHBOURHOOD_NGO, "social"),
        (Kind.OTHER, "other"),
        (Kind.CITY, "state_police"),
        (Kind.POLICE, "tax"),
    ],
)
def test_no_association_is_an_authority_and_no_city_is_the_police(crew, kind, named):
    organisation = directory.OrganisationFactory(kind=kind)
    with pytest.raises(ValidationError):
        actions.name_kind(organisation, kind=named, by=crew.legal)
    answer = signed_in(crew.legal).post(
        reverse("analyses:name_kind"), {"organisation": organisation.pk, "kind": named}
    )
    assert answer.status_code == 200
    assert not Authority.objects.filter(organisation=organisation).exists()


def test_kinds_are_named_by_administrators_and_legal_service_alone(crew):
    city = directory.OrganisationFactory(kind=Kind.CITY)
    for by in (crew.lead, crew.guard):
        assert signed_in(by).get(reverse("analyses:name_kind")).status_code == 403
        with pytest.raises(PermissionDenied):
            actions.name_kind(city, kind="foreigners", by=by)
    admin = make.officer(None, Role.ADMINISTRATOR)
    values = {"organisation": city.pk, "kind": "foreigners"}
    assert signed_in(admin).post(reverse("analyses:name_kind"), values).status_code == 302
    authority = Authority.objects.get(organisation=city)
    assert reverse("analyses:confirm_kind", args=[authority.pk]) in page(
        crew.guard, "analyses:authorities"
    )
    confirm = reverse("analyses:confirm_kind", args=[authority.pk])
    assert signed_in(crew.guard).post(confirm).status_code == 302
    authority.refresh_from_db()
    assert authority.confirmed_by == crew.guard


# The catalogue


def test_starter_entries_load_once_unreviewed_and_nobody_can_choose_one(db):
    assert load_legal_bases() == 33
    assert load_legal_bases() == 0
    call_command("load_legal_bases", stdout=StringIO())
    rows = ProvisionVersion.objects.all()
    assert rows.count() == 33
    assert not rows.selectable(TODAY()).exists()
    assert all(row.tasks for row in rows)
    blocked = set(rows.exclude(blocked_because="").values_list("provision__code", flat=True))
    assert blocked == {"LB03", "LB04"}


def test_a_starter_entry_is_confirmed_by_one_named_person(crew):
    load_legal_bases()
    version = ProvisionVersion.objects.get(provision__code="LB12")
    with pytest.raises(ValidationError):
        actions.review_basis(version, valid_until=TODAY() + timedelta(days=1000), by=crew.legal)
    with pytest.raises(ValidationError):
        actions.review_basis(version, valid_until=TODAY() - timedelta(days=1), by=crew.legal)
    actions.review_basis(version, valid_until=TODAY(), by=crew.legal)
    rows = ProvisionVersion.objects.filter(provision__code="LB12")
    assert rows.selectable(TODAY()).get() == version
    assert not rows.selectable(TODAY() + timedelta(days=1)).exists()


def test_the_writer_never_confirms(crew, second):
    version = catalogue.written(crew.legal)
    until = TODAY() + timedelta(days=30)
    with pytest.raises(PermissionDenied, match="Another person"):
        actions.review_basis(version, valid_until=until, by=crew.legal)
    for by in (crew.lead, crew.guard):
        with pytest.raises(PermissionDenied):
            actions.review_basis(version, valid_until=until, by=by)
    assert actions.review_basis(version, valid_until=until, by=second).reviewed_by == second


def test_the_former_version_holds_until_the_new_one_is_confirmed(crew, second):
    first = catalogue.reviewed(crew.legal, second)
    new = catalogue.written(crew.legal, first.provision, what="Anderes")
    assert (
        ProvisionVersion.objects.selectable(TODAY()).filter(pk__in=[first.pk, new.pk]).get()
        == first
    )
    third = catalogue.written(second, first.provision, what="Noch anders")
    waiting = first.provision.versions.current().filter(reviewed_at__isnull=True)
    assert waiting.get() == third
    actions.review_basis(third, valid_until=TODAY(), by=crew.legal)
    assert first.provision.versions.selectable(TODAY()).get() == third
    assert [v.number for v in first.provision.versions.all()] == [3, 2, 1]
    html = page(crew.lead, "analyses:basis", first.provision_id)
    assert "Anderes" in html
    assert "Ergebnisse der Prüfungen" in html


def test_what_is_written_stays_also_against_sql(crew, second):
    version = catalogue.reviewed(crew.legal, second)
    rows = ProvisionVersion.objects.filter(pk=version.pk)
    changes = {
        "citation": "§ 1",
        "conditions": "Neu",
        "to_kinds": ["tax"],
        "covers_secrecies": ["youth"],
        "valid_until": TODAY() + timedelta(days=999),
        "reviewed_by": crew.legal,
        "written_by": None,
    }
    for name, value in changes.items():
        with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
            rows.update(**{name: value})
    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
        rows._raw_delete(rows.db)
    rows.update(blocked_because="Gesperrt")
    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
        rows.update(blocked_because="")


@pytest.mark.parametrize(("secrecy", "law"), [("tax", "AO § 31a"), ("social", "SGB X § 69")])
def test_a_secrecy_is_opened_by_its_own_law_alone(crew, secrecy, law):
    with pytest.raises(ValidationError):
        catalogue.written(crew.legal, covers_secrecies=[secrecy], citation="SGB XII, GAO")
    assert catalogue.written(crew.legal, covers_secrecies=[secrecy], citation=law).pk


def test_the_legal_service_blocks_at_once_and_says_why(crew, second):
    version = catalogue.reviewed(crew.legal, second)
    address = reverse("analyses:block_basis", args=[version.pk])
    assert signed_in(crew.lead).get(address).status_code == 403
    assert signed_in(crew.legal).post(address, {"blocked_because": ""}).status_code == 200
    assert "Urteil vom 1. März" not in ask(crew.lead)
    signed_in(crew.legal).post(address, {"blocked_because": "Urteil vom 1. März"})
    assert not version.provision.versions.selectable(TODAY()).exists()
    html = ask(crew.lead)
    assert outcome(html) == "Nicht erlaubt"
    assert "Urteil vom 1. März" in html
    with pytest.raises(PermissionDenied):
        actions.review_basis(version, valid_until=TODAY(), by=second)


def test_pages_write_and_confirm(crew, second):
    values = {
        **{name: value for name, value in catalogue.VALUES.items() if value not in (False, [])},
        "citation": "GewO § 14",
    }
    made = signed_in(crew.legal).post(reverse("analyses:new_basis"), values)
    assert made.status_code == 302
    version = ProvisionVersion.objects.get(citation="GewO § 14")
    assert made["Location"] == reverse("analyses:basis", args=[version.provision_id])
    review = reverse("analyses:review_basis", args=[version.pk])
    assert review not in page(crew.legal, "analyses:basis", version.provision_id)
    assert review in page(second, "analyses:basis", version.provision_id)
    sent = {"valid_until": TODAY().isoformat()}
    assert signed_in(second).post(review, sent).status_code == 200, "nobody has read it"
    assert signed_in(second).post(review, sent | {"has_read": "on"}).status_code == 302
    assert version.provision.versions.selectable(TODAY()).exists()
    again = reverse("analyses:write_basis", args=[version.provision_id])
    form = signed_in(second).get(again).content.decode()
    assert 'value="GewO § 14"' in form
    assert signed_in(second).post(again, values | {"what": "Mehr"}).status_code == 302
    assert version.provision.versions.count() == 2


def test_the_list_filters_by_kind_and_state(crew, second):
    kept = catalogue.reviewed(crew.legal, second, citation="Gesetz A")
    catalogue.written(second, citation="Gesetz B", from_kinds=["prison"])
    make.basis("LB90", citation="Gesetz C", valid_until=TODAY() - timedelta(days=1))
    make.basis("LB91", citation="Gesetz D", valid_until=TODAY() + timedelta(days=9))
    make.basis("LB92", citation="Gesetz E", blocked_because="Nein")

    def shown(**query: str) -> set[str]:
        html = page(crew.lead, "analyses:bases", **query)
        return {letter for letter in "ABCDE" if f"Gesetz {letter}" in html}

    assert shown() == set("ABCDE")
    assert shown(holder="prison") == {"B"}
    assert shown(needer="trade") == {"A", "B"}
    assert shown(state="unreviewed") == {"B"}
    assert shown(state="expired") == {"C"}
    assert shown(state="expiring") == {"D"}
    assert shown(state="blocked") == {"E"}
    assert "A" in shown(state="selectable")
    for order in ("state", "-valid_until", "citation"):
        assert shown(sort=order) == set("ABCDE")
    assert kept.called == f"{kept.provision.code}/1"


def test_what_expires_and_what_waits_is_said_at_home(crew, second):
    assert items_of(catalogue_todo, crew.legal) == []
    make.basis("LB91", valid_until=TODAY() + timedelta(days=9))
    catalogue.written(crew.legal)
    city = directory.OrganisationFactory(kind=Kind.CITY)
    actions.name_kind(city, kind="foreigners", by=crew.legal)
    mine = [str(item.title) for item in items_of(catalogue_todo, crew.legal)]
    assert len(mine) == 1
    assert "expires soon" in mine[0]
    assert len(items_of(catalogue_todo, second)) == 3
    assert len(items_of(catalogue_todo, crew.guard)) == 1
    assert items_of(catalogue_todo, crew.lead) == []
    assert "läuft bald ab" in page(crew.legal, "directory:home")


def test_who_has_no_role_here_gets_nothing(crew):
    provision = Provision.objects.get(code="LB01")
    other = make.officer(crew.police, Role.LIAISON)
    for name, args in (
        ("share", []),
        ("bases", []),
        ("matrix", []),
        ("authorities", []),
        ("basis", [provision.pk]),
        ("new_basis", []),
    ):
        answer = signed_in(other).get(reverse(f"analyses:{name}", args=args))
        assert answer.status_code == 403, name


# The wizard


def test_the_wizard_answers_from_the_catalogue_alone(crew, second):
    html = ask(crew.lead)
    assert outcome(html) == "Fragen Sie den Rechtsdienst"
    assert "weiß dazu nichts" in html
    assert str(crew.legal.person) in html
    version = catalogue.written(crew.legal)
    assert outcome(ask(crew.lead)) == "Fragen Sie den Rechtsdienst"
    until = TODAY() + timedelta(days=30)
    actions.review_basis(version, valid_until=until, by=second)
    html = ask(crew.lead)
    assert outcome(html) == "Erlaubt"
    for words in (version.called, version.citation, str(second.person)):
        assert words in html
    assert outcome(ask(crew.lead, secrecy=["medical"])) == "Nicht erlaubt"


def test_an_expired_review_allows_nothing_from_the_next_day_on(crew):
    values = {"from_kinds": ["customs"], "to_kinds": ["trade"], "tasks": ["work"]}
    make.basis("LB70", valid_until=TODAY() - timedelta(days=1), **values)
    assert outcome(ask(crew.lead)) == "Fragen Sie den Rechtsdienst"
    make.basis("LB71", valid_until=TODAY(), **values)
    assert outcome(ask(crew.lead)) == "Erlaubt"


def test_the_answer_leads_on_to_the_contribution_one_came_from(crew, second):
    version = catalogue.reviewed(crew.legal, second)
    html = ask(crew.lead, back="/analyses/7/contribute/")
    assert f"/analyses/7/contribute/?basis={version.pk}&amp;initiative=request" in html
    for elsewhere in (
        "https://example.org/analyses/",
        "//example.org/",
        "/complaints/",
        "/analyses/?x=",
    ):
        assert "basis=" not in ask(crew.lead, back=elsewhere)


def test_the_form_of_a_contribution_leads_to_the_questions_and_back(crew, second):
    version = catalogue.reviewed(crew.legal, second)
    case = make.case_at(Stage.COLLECTING, crew)
    client, path = signed_in(crew.second), reverse("analyses:contribute", args=[case.pk])
    asking = client.get(path).context["ask_first"]
    page = client.get(asking)
    assert page.context["form"]["holder"].value() == "customs"
    assert f'href="{path}"' in page.content.decode()
    asked = {"needer": "trade", "task": "work", "category": "suspect", "initiative": "request"}
    answer = client.get(asking, {**asked, "holder": "customs", "back": path, "secrecy": "tax"})
    assert f'href="{path}"' in answer.content.decode()
    said = {"basis": version.pk, "initiative": "request", "secrecy": "tax"}
    form = client.get(path, said).context["form"]
    assert {name: str(form[name].value()) for name in said} == {n: str(v) for n, v in said.items()}
    form = client.get(path, {"basis": "x", "initiative": "clan", "secrecy": "clan"}).context["form"]
    assert (form["basis"].value(), form["secrecy"].value()) == ("", "none")


def test_half_a_question_is_asked_again_and_nonsense_refused(crew):
    html = page(crew.lead, "analyses:share", holder="customs", needer="trade")
    assert "ana-answer" not in html
    assert '<option value="customs" selected>' in html
    html = ask(crew.lead, task="nonsense")
    assert "ana-answer__outcome" not in html
    assert "app-error" in html or "error" in html


def test_starter_entries_when_all_are_confirmed_answer_as_the_law_is_summed_up(crew):
    """The handbook at work: nobody has reviewed anything in earnest here."""
    load_legal_bases()
    rows = ProvisionVersion.objects.filter(written_by=None, reviewed_by=None, blocked_because="")
    for version in rows:
        actions.review_basis(version, valid_until=TODAY(), by=crew.legal)
    answers = [
        (
            ("state_police", "customs", "hazard", "suspect", "request", []),
            "Erlaubt unter Bedingungen",
        ),
        (
            ("state_police", "customs", "hazard", "contact_or_associate", "request", []),
            "Nicht erlaubt",
        ),
        (("state_police", "private", "hazard", "suspect", "request", []), "Nicht erlaubt"),
        (("state_police", "abroad", "hazard", "suspect", "request", []), "Nicht erlaubt"),
        (("tax", "customs", "work", "suspect", "own", []), "Erlaubt unter Bedingungen"),
        (("tax", "state_police", "hazard", "suspect", "own", []), "Fragen Sie den Rechtsdienst"),
        (("tax", "traffic", "work", "suspect", "own", []), "Fragen Sie den Rechtsdienst"),
        (
            ("job_centre", "state_police", "crime", "suspect", "request", []),
            "Erlaubt unter Bedingungen",
        ),
        (
            ("job_centre", "state_police", "crime", "suspect", "own", []),
            "Erlaubt unter Bedingungen",
        ),
        (
            ("job_centre", "state_police", "hazard", "suspect", "own", []),
            "Fragen Sie den Rechtsdienst",
        ),
        (
            ("youth_welfare", "state_police", "child", "victim_or_presumed", "own", []),
            "Fragen Sie den Rechtsdienst",
        ),
        (
            ("prosecution", "state_police", "hazard", "suspect", "own", ["criminal_file"]),
            "Nicht erlaubt",
        ),
        (
            ("education", "foreigners", "residence", "suspect", "own", []),
            "Fragen Sie den Rechtsdienst",
        ),
    ]
    for (holder, needer, task, category, initiative, secrecy), expected in answers:
        html = ask(
            crew.lead,
            holder=holder,
            needer=needer,
            task=task,
            category=category,
            initiative=initiative,
            secrecy=secrecy,
        )
        assert outcome(html) == expected, (holder, needer, task, initiative)


# The matrix


def test_the_matrix_counts_every_pair_and_says_where_nothing_is_known(crew, second):
    catalogue.reviewed(crew.legal, second, from_kinds=["customs", "tax"], is_mutual=True)
    catalogue.written(crew.legal)
    counted = count_pairs(TODAY())
    assert counted["customs", "trade"] == (1, 1, 0)
    assert counted["trade", "tax"] == (1, 0, 0)
    assert ("trade", "prison") not in counted
    html = page(crew.lead, "analyses:matrix", holder="customs")
    assert "1 nutzbar, 1 ungeprüft oder abgelaufen" in html
    assert "nichts bekannt" in html
    assert f"{reverse('analyses:share')}?holder=customs&amp;needer=trade" in html


def test_pages_of_a_thousand_entries_ask_few_questions(crew):
    make_many(1000)
    client = signed_in(crew.lead)
    ask(crew.lead)
    for name, query in (
        (
            "share",
            {
                "holder": "customs",
                "needer": "trade",
                "task": "work",
                "category": "suspect",
                "initiative": "own",
            },
        ),
        ("matrix", {}),
        ("bases", {}),
    ):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"{reverse(f'analyses:{name}')}?{urlencode(query)}")
        assert answer.status_code == 200
        assert len(asked) <= 12, (name, len(asked))


def make_many(number: int) -> None:
    """Entries of all kinds, every third from customs to the trade office."""
    kinds = AuthorityKind.values
    reviewer = directory.AccountFactory()
    provisions = Provision.objects.bulk_create([Provision(code=f"X{n:04}") for n in range(number)])
    ProvisionVersion.objects.bulk_create(
        [
            ProvisionVersion(
                provision=provision,
                from_kinds=["customs", kinds[n % 25]] if n % 3 == 0 else [kinds[n % 25]],
                to_kinds=["trade", kinds[n % 7]] if n % 3 == 0 else [kinds[n % 11]],
                tasks=[Task.WORK if n % 2 else Task.CRIME],
                citation=f"Gesetz § {n}",
                what="Daten",
                may_begin="either",
                evidence="found",
                reviewed_by=reviewer,
                reviewed_at=timezone.now(),
                valid_until=TODAY() + timedelta(days=90),
            )
            for n, provision in enumerate(provisions)
        ]
    )
