"""Forms whose choices hang on the case, which tests/step/test_every_form.py leaves out: sent twice, they count once."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from analyses.actions import rights_of_people
from analyses.models import (
    CorrectionNotice,
    ImportMapping,
    Link,
    LogEntry,
    Record,
    seen_by,
    seen_by_house,
)
from analyses.stages import Stage
from partnerships.directory.models import Kind
from partnerships.shared.audit.models import AuditEvent
from tests.factories import analyses as make
from tests.factories import analyses_imports as files
from tests.factories import analyses_items as items
from tests.factories import directory
from tests.factories.analyses_log import signed_in
from tests.step.test_every_form import _carried, _own


@pytest.fixture
def case(crew):
    return make.case_at(Stage.COLLECTING, crew)


def posted_twice(client: Client, path: str, typed: dict[str, Any]) -> None:
    """As somebody whose finger slips; the second leads where the first led, and the log has one entry for it."""
    sent = _carried(_own(client.get(path))) | typed
    first = client.post(path, sent)
    assert first.status_code == 302, first.context and first.context["form"].errors
    after = how_many(LogEntry)
    second = client.post(path, sent)
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert how_many(LogEntry) == after


def how_many(model: type[Model]) -> int:
    with seen_by_house():
        return model.objects.count()


def test_a_kind_is_named_once(crew):
    """A matter of the installation: the entry stands in the audit log."""
    city = directory.OrganisationFactory(kind=Kind.CITY)
    client = Client()
    client.force_login(crew.legal)
    path = reverse("analyses:name_kind")
    posted_twice(client, path, {"organisation": city.pk, "kind": "foreigners"})
    assert AuditEvent.objects.filter(what="analyses.kind_named").count() == 1


def test_a_correction_is_told_once(crew, case):
    given = items.given(crew, case)
    path = reverse("analyses:correct", args=[case.pk])
    posted_twice(signed_in(crew.lead), path, {"contribution": given.pk, "text": "Falsch."})
    assert how_many(CorrectionNotice) == 1


def test_a_correction_is_acknowledged_once(crew, case):
    given = items.given(crew, case)
    with seen_by(crew.lead):
        [notice] = rights_of_people.tell_correction(given, text="Falsch.", by=crew.lead)
    path = reverse("analyses:acknowledge", args=[case.pk, notice.pk])
    posted_twice(signed_in(crew.second), path, {})
    with seen_by_house():
        assert CorrectionNotice.objects.filter(acknowledged_at__isnull=False).count() == 1


def test_a_link_is_added_once(crew, case):
    draft = items.begun(crew, case)
    person = items.record(draft, crew.lead)
    car = items.record(draft, crew.lead, "Vehicle", properties={"type": ["Pkw"]})
    path = reverse("analyses:add_link", args=[case.pk, draft.pk, person.pk])
    typed = {"other": car.pk, "kind": "uses", "direction": "onward", "source_text": "Akte 7"}
    posted_twice(signed_in(crew.lead), path, typed)
    assert how_many(Link) == 1


def test_a_file_is_checked_and_entered_once(crew):
    draft = files.draft(crew)
    run = files.upload(draft, crew.second)
    client = signed_in(crew.second)
    typed = {f"column_{number}": column for number, column in enumerate(files.COLUMNS)}
    posted_twice(client, reverse("analyses:import_columns", args=[run.pk]), typed | files.FIXED)
    assert how_many(ImportMapping) == 1
    run = files.work(run)
    confirm = reverse("analyses:confirm_import", args=[run.pk])
    for _time in range(2):
        assert client.post(confirm, {"digest": run.digest}).status_code == 302
        files.work(run)
    assert how_many(Record) == 5
