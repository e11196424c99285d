"""Django's admin: every table of ours opens to administrators alone, and shows no more than it should."""

import logging
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from partnerships.directory import models
from partnerships.shared.admin import ActionAdmin, OutboxAdmin, ReadOnlyAdmin
from partnerships.shared.audit.actions import begin_check, record, seal
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.lists.models import SavedView
from partnerships.shared.outbox import Status
from tests.cast import NAMES
from tests.factories import directory as make
from tests.factories.agreement_life import one_of_each
from tests.factories.agreements import whole_agreement
from tests.house.test_queries import grow
from tests.kept import kept

ROOMS = {
    "directory",
    "agreements",
    "analyses",
    "complaints",
    "documents",
    "letters",
    "audit",
    "lists",
}
LEFT_OUT = {
    "analyses.Link",  # contents of a case
    "analyses.Enquiry",
    "analyses.EnquiryCount",
    "analyses.EnquiryDays",  # analysts and data protection alone
    "audit.AuditEvent",  # data protection officers alone read the log
    "audit.SealedEvent",  # says nothing but two numbers
    "agreements.SigningCode",  # a sum that lives ten minutes
    # sealed, or the keys to it: there is nothing to look at
    "complaints.Message",
    "complaints.OfficeKey",
    "complaints.PartnerKey",
    "complaints.Consent",
    "complaints.Translation",
    "complaints.Attachment",
    "complaints.CallBack",
    "complaints.Clock",
    "complaints.AnswerDraft",
    "complaints.StatementRequest",
    "complaints.Suspicion",
    "complaints.Concern",
    "complaints.Finding",
    "complaints.Recusal",
    "complaints.Sorting",
    "complaints.Pause",
    "complaints.Feedback",
    "complaints.FeedbackTicket",
    "complaints.Objection",
    "complaints.EndOfCase",
    "complaints.Evidence",
    "complaints.Hold",
    "complaints.Proposal",
    "complaints.Visit",
    "complaints.VisitFile",
    "complaints.Wrap",
    # nobody sees a case who is not named in it; the catalogue has pages of its own, where two people answer for an entry
    *(
        "analyses.Activity",
        "analyses.CaseSearch",
        "analyses.Certificate",
        "analyses.CorrectionNotice",
        "analyses.WithdrawalNoted",
    ),
    *("analyses.Extension", "analyses.Hold", "analyses.PersonRequest"),
    "analyses.Approval",
    "analyses.Authority",
    "analyses.Case",
    "analyses.CaseNote",
    "analyses.CaseQuestion",
    "analyses.CaseTask",
    "analyses.Contribution",
    "analyses.NoteBasis",
    "analyses.QuestionPart",
    "analyses.LogEntry",
    "analyses.Participation",
    "analyses.Provision",
    "analyses.ProvisionVersion",
    "analyses.Recipient",
    "analyses.Record",
    # the log of analyses: data protection alone reads it
    "analyses.LogSeal",
    "analyses.SealedEntry",
    "analyses.LogAnchor",
    "analyses.LogWalk",
    "analyses.Sample",
    # a file on its way into a contribution: one's own authority in the case alone
    "analyses.ImportRun",
    "analyses.ImportFault",
    "analyses.ImportMapping",
    "complaints.KeepingTerm",  # set on a page of its own, with history
    "complaints.KeepingMode",  # on the same page
    "complaints.ArchiveOffer",  # made and answered on pages of the office
    "complaints.Trace",  # what remains of a deleted complaint, for figures alone
    "complaints.Target",  # set on a page of its own, with history
    "complaints.OfficeClosure",  # on the same page
    "complaints.Lesson",  # noted and ended on pages of the office
    "complaints.YearNote",  # on the page of the figures, by the head
    "complaints.OfficeNote",  # has a page of its own, where two people answer for it
}
MOST = 15
MARK = "GEHEIM-7319"


def ours() -> list[type]:
    """Tables of ours, without the history's."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in ROOMS and not hasattr(model, "pgh_tracked_model")
    ]


SHOWN = {model: found for model, found in admin.site._registry.items()}


@kept(after="house_scene")
def marked(scene):
    """One row at least of every table, with a mark in each field that must stay hidden."""
    fill(scene)
    mark_directory(scene.cast)
    mark_rooms(scene)
    return scene


@pytest.fixture
def scene(marked):
    """Nobody reads what it logs."""
    logging.disable(logging.CRITICAL)
    yield marked
    logging.disable(logging.NOTSET)


def fill(scene) -> None:
    """Rows of the tables that the scene leaves empty."""
    cast, club = scene.cast, scene.cast.association
    models.OrganisationName.objects.create(organisation=club, name="Früher", since=make.LONG_AGO)
    models.Succession.objects.create(
        predecessor=make.OrganisationFactory(), successor=club, kind="merger", on_day=make.LONG_AGO
    )
    cast.north.partners.first().standing_changes.create(
        before="full", after="advisory", on_day=make.LONG_AGO
    )
    project = scene.of("project", "north")
    project.figures.create(label="Gäste", value=3)
    project.commitments.create(name="Stadt am Rand", answer="agreed")
    models.Goal.objects.create(partnership=cast.north, kind="pillar", title="Säule")
    scene.of("agreement", "draft").parties.first().signatories.create(name="Jemand")
    one_of_each(
        whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison")),
        by=cast.account("partner"),
        person=cast.people["partner"],
        words=MARK,
    )
    record("directory.role_given", by=None, target=club)
    seal()
    begin_check(by=None)


def mark_directory(cast) -> None:
    """What of people and organisations an administrator does not read."""
    person = cast.people["partner"]
    person.phone = MARK
    person.save()
    person.representations.update(handover_note=MARK)
    models.Contact.objects.create(
        organisation=cast.association,
        partnership=cast.north,
        kind=models.ContactKind.values[0],
        on_day=make.LONG_AGO,
        subject=MARK,
        text=MARK,
        noted_by=person,
    )
    models.Invitation.objects.update(token_hash=MARK)
    models.Correction.objects.create(person=person, about=MARK, wish=MARK, due_on=make.LONG_AGO)
    models.ImportRun.objects.create(
        account=person.account, file_name=MARK, sha256="0" * 64, rows=[[MARK]]
    )


def mark_rooms(scene) -> None:
    """What of documents, letters, clauses and views an administrator does not read."""
    for document in scene.rows["document"].values():
        type(document).objects.filter(pk=document.pk).update(
            title=MARK, facts={"text": MARK}, file=f"{MARK}.pdf"
        )
    for letter in scene.rows["letter"].values():
        type(letter).objects.filter(pk=letter.pk).update(facts={"link": MARK})
    scene.of("agreement", "draft").clauses.first().texts.update(heading=MARK, body=MARK)
    SavedView.objects.update(name=MARK, query=f"q={MARK}")


def list_of(model: type) -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


def test_every_table_of_ours_is_there_or_left_out_on_purpose() -> None:
    missing = {model._meta.label for model in ours() if model not in SHOWN}
    assert missing == LEFT_OUT
    foreign = {m._meta.label for m in SHOWN if m._meta.app_label in ROOMS and m not in ours()}
    assert foreign == set()


def test_every_table_of_ours_goes_by_our_rules() -> None:
    for model in set(ours()) & set(SHOWN):
        assert isinstance(SHOWN[model], ReadOnlyAdmin), model
        assert SHOWN[model].show_full_result_count is False


def test_administrators_see_each_list_and_row_and_no_hidden_word(scene) -> None:
    client, wrong = scene.cast.client("admin"), []
    for model in set(ours()) & set(SHOWN):
        row = SHOWN[model].get_queryset(None).first()
        assert row is not None, f"no row of {model._meta.label}"
        for path in (list_of(model), f"{list_of(model)}?q=x", f"{list_of(model)}{row.pk}/change/"):
            answer = client.get(path)
            if answer.status_code != 200 or MARK in answer.content.decode():
                wrong.append(f"{path}: {answer.status_code}")
    assert wrong == []


def test_the_mark_was_there(scene) -> None:
    """Otherwise the test above proves nothing."""
    assert models.Representation.objects.filter(handover_note=MARK).exists()
    assert models.Contact.objects.filter(text=MARK).exists()


def test_nobody_else_opens_a_table(scene) -> None:
    clients = {name: scene.cast.client(name) for name in NAMES if name != "admin"}
    open_doors = []
    for model in set(ours()) & set(SHOWN):
        row = model._base_manager.first()
        for path in (list_of(model), f"{list_of(model)}{row.pk}/change/"):
            got = {name: client.get(path).status_code for name, client in clients.items()}
            open_doors += [(path, got)] if set(got.values()) - {302, 403} else []
    assert open_doors == []


def test_rows_are_neither_added_nor_deleted_nor_changed_where_rules_protect(scene) -> None:
    client, wrong = scene.cast.client("admin"), []
    for model in set(ours()) & set(SHOWN):
        row = SHOWN[model].get_queryset(None).first()
        deeds = ["add", f"{row.pk}/delete", f"{row.pk}/history"]
        if not isinstance(SHOWN[model], ActionAdmin):
            deeds.append(f"{row.pk}/change")
        for deed in deeds:
            if client.post(f"{list_of(model)}{deed}/", {"post": "yes"}).status_code != 403:
                wrong.append(f"{model._meta.label} {deed}")
    assert wrong == []


def asked(client, path: str) -> int:
    with CaptureQueriesContext(connection) as context:
        assert client.get(path).status_code == 200
    return len([q for q in context if "SAVEPOINT" not in q["sql"]])


def test_lists_ask_as_much_of_many_rows_as_of_few(scene) -> None:
    client = scene.cast.client("admin")
    tables = [model for model in ours() if model in SHOWN]
    for model in tables:
        asked(client, list_of(model))
    few = {model._meta.label: asked(client, list_of(model)) for model in tables}
    grow(scene)
    many = {model._meta.label: asked(client, list_of(model)) for model in tables}
    assert {label: many[label] for label in many if many[label] > few[label]} == {}
    assert {label: count for label, count in many.items() if count > MOST} == {}


@pytest.mark.parametrize(
    ("table", "words", "there"),
    [
        ("organisation", "verein nord", True),
        ("organisation", "nirgends", False),
        ("person", "partner beispiel", True),
        ("account", "partner beispiel", True),
        ("grant", "liaison beispiel", True),
        ("representation", "partner", True),
        ("partner", "nord", True),
        ("partnership", "nord", True),
    ],
)
def test_rows_are_found_by_name(cast, table, words, there) -> None:
    page = cast.client("admin").get(f"/admin/directory/{table}/", {"q": words})
    assert bool(page.context["cl"].result_count) is there


@pytest.mark.parametrize("unit", [False, True], ids=["itself", "its unit"])
def test_who_stands_for_a_religious_body_is_not_shown(cast, unit) -> None:
    body = make.OrganisationFactory(kind=models.Kind.RELIGIOUS_UMBRELLA)
    if unit:
        body = make.OrganisationFactory(parent=body)
    person = make.PersonFactory(family_name="Verborgen")
    row = make.RepresentationFactory(person=person, organisation=body)
    seat = make.SeatFactory(
        body=cast.north.bodies.first(), person=person, organisation=body, label="Platz"
    )
    client = cast.client("admin")
    for table in ("representation", "seat"):
        assert "Verborgen" not in client.get(f"/admin/directory/{table}/").content.decode()
    for path in (f"representation/{row.pk}", f"seat/{seat.pk}"):
        assert client.get(f"/admin/directory/{path}/change/").status_code == 302


# Saving goes through the action.


def typed(client, path: str, **other: object) -> dict[str, object]:
    """What the form holds now, as a browser would send it."""
    form = client.get(path).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in {**values, **other}.items()}


@pytest.fixture
def alone(db) -> models.Organisation:
    """Without a lead, and no organisation keeps the entry: administrators do."""
    return make.OrganisationFactory(name="Verein Allein e. V.")


def page_of(organisation: models.Organisation) -> str:
    return f"/admin/directory/organisation/{organisation.pk}/change/"


def test_saving_an_organisation_is_the_action(cast, alone) -> None:
    client, path = cast.client("admin"), page_of(alone)
    answer = client.post(path, typed(client, path, place="Dortmund"))
    assert answer.status_code == 302, answer.context["errors"]
    alone.refresh_from_db()
    assert (alone.place, alone.version) == ("Dortmund", 2)
    event = AuditEvent.objects.get(what="directory.organisation_edited")
    assert (event.by_id, event.facts) == (cast.people["admin"].account_id, {"fields": ["place"]})


def test_what_has_a_lead_is_changed_by_the_lead_alone(cast) -> None:
    """The administration is no way around it."""
    client, path = cast.client("admin"), page_of(cast.association)
    answer = client.post(path, typed(client, path, place="Dortmund"))
    assert answer.status_code == 200
    assert "Hauptvertretung" in str(answer.context["adminform"].form.errors)
    cast.association.refresh_from_db()
    assert (cast.association.place, cast.association.version) == ("", 1)


def test_nothing_changed_is_no_event(cast, alone) -> None:
    client, path = cast.client("admin"), page_of(alone)
    assert client.post(path, typed(client, path)).status_code == 302
    assert not AuditEvent.objects.filter(what="directory.organisation_edited").exists()


def test_what_somebody_changed_meanwhile_is_not_overwritten(cast, alone) -> None:
    client, path = cast.client("admin"), page_of(alone)
    sent = typed(client, path, place="Dortmund")
    models.Organisation.objects.filter(pk=alone.pk).update(version=9, place="Essen")
    answer = client.post(path, sent)
    assert answer.status_code == 200 and answer.context["errors"]
    assert "Hauptvertretung" not in str(answer.context["errors"])
    alone.refresh_from_db()
    assert alone.place == "Essen"


def test_a_refusal_of_the_action_stands_at_its_field(cast, alone) -> None:
    below = make.OrganisationFactory(parent=alone)
    client, path = cast.client("admin"), page_of(alone)
    answer = client.post(path, typed(client, path, parent=below.pk))
    assert answer.status_code == 200
    assert "parent" in answer.context["adminform"].form.errors
    alone.refresh_from_db()
    assert alone.parent is None


@pytest.mark.parametrize(
    ("kind", "field", "event"),
    [
        ("partnership", "region", "directory.partnership_edited"),
        ("body", "name", "directory.body_edited"),
        ("goal", "title", "directory.goal_edited"),
        ("project", "name", "directory.project_edited"),
    ],
)
def test_saving_any_editable_table_is_its_action(scene, kind, field, event) -> None:
    row = {
        "partnership": scene.cast.north,
        "body": scene.of("body", "north"),
        "goal": models.Goal.objects.get(title="Säule"),
        "project": scene.of("project", "north"),
    }[kind]
    client, path = scene.cast.client("admin"), f"/admin/directory/{kind}/{row.pk}/change/"
    answer = client.post(path, typed(client, path, **{field: "Ganz neu"}))
    assert answer.status_code == 302, answer.context["errors"]
    row.refresh_from_db()
    assert getattr(row, field) == "Ganz neu"
    assert AuditEvent.objects.filter(what=event).count() == 1


def test_a_refused_permission_becomes_an_error_of_the_form(cast, rf) -> None:
    """An administrator who ceases to be one while the form is open."""
    site = admin.site._registry[models.Partnership]
    request = rf.get("/")
    request.user = cast.account("admin")
    form_class = site.get_form(request, cast.north, change=True)
    cast.people["admin"].grants.update(until_on=make.LONG_AGO)
    form_class.by = cast.account("admin")
    data = {name: "" for name in site.editable} | {"name": "Fremd"}
    form = form_class(data, instance=cast.north)
    assert not form.is_valid() and "__all__" in form.errors
    cast.north.refresh_from_db()
    assert cast.north.name == "Nord"


# Failed ones are tried again.


@pytest.mark.parametrize("room", ["documents", "letters"])
def test_failed_ones_are_tried_again(scene, room) -> None:
    kind = room.removesuffix("s")
    failed = next(r for r in scene.rows[kind].values() if r.status == Status.FAILED)
    others = [r for r in scene.rows[kind].values() if r.status != Status.FAILED]
    client, path = scene.cast.client("admin"), f"/admin/{room}/{kind}/"
    answer = client.post(
        path,
        {"action": "try_again", "_selected_action": [failed.pk, others[0].pk]},
        follow=True,
    )
    assert answer.status_code == 200
    failed.refresh_from_db()
    assert failed.status == Status.QUEUED
    assert len(answer.context["messages"]) == 2
    assert AuditEvent.objects.filter(what=f"{room}.retried", target_id=failed.pk).count() == 1


def test_failed_ones_are_a_filter(scene) -> None:
    page = scene.cast.client("admin").get("/admin/documents/document/", {"status__exact": "failed"})
    assert {row.status for row in page.context["cl"].result_list} == {Status.FAILED}


def test_nobody_else_tries_again(scene) -> None:
    failed = scene.of("document", "bad")
    client = scene.cast.client("liaison")
    sent = {"action": "try_again", "_selected_action": [failed.pk]}
    assert client.post("/admin/documents/document/", sent).status_code in (302, 403)
    failed.refresh_from_db()
    assert failed.status == Status.FAILED


def test_history_of_a_row_is_not_told_here(cast, rf) -> None:
    request = rf.get("/")
    with pytest.raises(PermissionDenied):
        admin.site._registry[models.Organisation].history_view(request, "1")


def test_outbox_tables_have_the_button() -> None:
    tables = [m._meta.label for m, found in SHOWN.items() if isinstance(found, OutboxAdmin)]
    assert sorted(tables) == ["documents.Document", "letters.Letter"]


# Words that both languages share.
SAME = {"Import", "Importe", "Partner", "Organisation"}


def test_every_table_and_field_has_german_words() -> None:
    """A field without words of its own would stand there as `noted by`."""
    unnamed = [
        f"{model._meta.label}.{field.name}"
        for model in SHOWN
        for field in model._meta.local_fields
        if field.name != "id" and type(field.verbose_name) is str
    ]
    assert unnamed == []
    for model in SHOWN:
        for words in (model._meta.verbose_name, model._meta.verbose_name_plural):
            with translation.override("en"):
                english = str(words)
            with translation.override("de"):
                assert str(words) != english or english in SAME, model


def test_tables_are_grouped_as_people_think(cast) -> None:
    page = cast.client("admin").get("/admin/").content.decode()
    titles = ["Personen und Konten", "Organisationen und Kooperationen", "Vereinbarungen"]
    places = [page.index(title) for title in titles]
    assert places == sorted(places)
    listed = re.findall(r'<tr class="model-([a-z]+)', page)
    own = [model._meta.model_name for model in SHOWN if model.__module__.startswith("partnerships")]
    assert len(listed) == len(set(listed)) and set(own) <= set(listed)
    rest = page.partition("Weitere Tabellen")[2]
    assert re.findall(r'<tr class="model-([a-z]+)', rest) == ["savedview"]
