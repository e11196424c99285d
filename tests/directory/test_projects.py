"""Projects, their figures, and whom a campaign asked."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from partnerships.directory.actions import commitments, projects
from partnerships.directory.models import Commitment, Project, ProjectFigure
from tests.factories import directory as make
from tests.journeys.forms import NASTY, assert_plain, browser, typed, words


@pytest.fixture
def project(cast) -> Project:
    """North's, led by the police."""
    return Project.objects.create(
        partnership=cast.north, name="Sicherer Rheinweg", lead=cast.police
    )


class TestProject:
    """Begun, edited, over."""

    def test_begin_and_edit(self, cast) -> None:
        client, path = browser(cast, "chair"), f"/partnerships/{cast.north.pk}/projects/begin/"
        answer = client.post(path, {"name": NASTY, "state": "planned", "lead": "Polizei Nord"})
        made = Project.objects.get()
        assert answer["Location"] == f"/projects/{made.pk}/" and made.lead == cast.police
        assert_plain(client.get(answer["Location"]).content)
        path = f"/projects/{made.pk}/edit/"
        sent = typed(client, path, name="Neu", state="completed", result="Gut.", lead="")
        assert client.post(path, sent).status_code == 302
        made.refresh_from_db()
        assert (made.state, made.result, made.lead) == ("completed", "Gut.", None)

    def test_whoever_led_it_stays_after_leaving(self, cast, project) -> None:
        project.lead = cast.association
        project.save()
        cast.north.partners.filter(organisation=cast.association).update(until_on="2023-01-01")
        make.PartnerFactory(
            partnership=cast.north, organisation=cast.association, since="2025-01-01"
        )
        client, path = browser(cast, "liaison"), f"/projects/{project.pk}/edit/"
        assert client.post(path, typed(client, path, name="Neu")).status_code == 302

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("state", "nonsense"),
            ("lead", "Niemand"),
            ("until_on", "2001-01-01"),
            ("since", "yesterday"),
            ("text", "x" * 2001),
        ],
    )
    def test_refused(self, cast, project, field, value) -> None:
        client, path = browser(cast, "liaison"), f"/projects/{project.pk}/edit/"
        answer = client.post(path, typed(client, path, **{"since": "2024-01-01", field: value}))
        assert answer.status_code == 200 and field in answer.context["form"].errors

    def test_others_may_not(self, cast, project) -> None:
        for name in ("partner", "outsider"):
            with pytest.raises(PermissionDenied):
                projects.edit_project(project, by=cast.account(name), name="x")


class TestFigure:
    """No more exact than the source."""

    @pytest.mark.parametrize(
        ("language", "written", "value"),
        [
            ("de", "1.000", "1000"),
            ("de", "1.234,5", "1234.5"),
            ("de", "2,5", "2.5"),
            ("en", "1,000", "1000"),
            ("en", "1,234.5", "1234.5"),
        ],
    )
    def test_numbers_as_people_write_them(self, cast, project, language, written, value) -> None:
        client, path = browser(cast, "liaison", language), f"/projects/{project.pk}/figures/note/"
        sent = {"label": "Gäste", "qualifier": "more_than", "value": written, "unit": "Personen"}
        assert client.post(path, sent).status_code == 302
        made = ProjectFigure.objects.get()
        assert (made.value, made.qualifier) == (Decimal(value), "more_than")
        path = f"/figures/{made.pk}/edit/"
        assert client.post(path, typed(client, path, label="Leute")).status_code == 302
        made.refresh_from_db()
        assert (made.value, made.label) == (Decimal(value), "Leute")

    @pytest.mark.parametrize(
        "value", ["", "x", "NaN", "Infinity", "1e99", "9" * 30, "\x00", "1,2,3"]
    )
    def test_no_number(self, cast, project, value) -> None:
        sent = {"label": "Gäste", "qualifier": "exact", "value": value}
        path = f"/projects/{project.pk}/figures/note/"
        answer = browser(cast, "liaison").post(path, sent)
        assert answer.status_code == 200 and "value" in answer.context["form"].errors

    def test_remove(self, cast, project) -> None:
        figure = project.figures.create(label="Gäste", value=80)
        client, path = browser(cast, "liaison"), f"/figures/{figure.pk}/remove/"
        assert "Gäste" in words(client.get(path).content)
        assert [client.post(path).status_code for _ in range(2)] == [302, 404]


class TestCampaign:
    """Asked, agreed, declined."""

    def test_ask_several_at_once(self, cast, project) -> None:
        client, path = browser(cast, "liaison"), f"/projects/{project.pk}/commitments/ask/"
        sent = {
            "organisations": [cast.police.pk, cast.association.pk],
            "names": "Gemeinde A\n\n  gemeinde a \nGemeinde B",
            "asked_on": "2024-01-01",
        }
        answer = client.post(path, sent)
        assert answer["Location"] == f"/projects/{project.pk}/commitments/"
        assert project.commitments.count() == 4  # one name was there twice
        assert client.post(path, {"names": "Gemeinde A"}).status_code == 200
        assert "organisations" not in client.get(path).context["form"].fields

    def test_the_sum(self, cast, project) -> None:
        by = cast.account("liaison")
        names = [f"Gemeinde {number:02d}" for number in range(75)]
        made = commitments.ask_commitments(project, by=by, names=names)
        Commitment.objects.filter(pk__in=[row.pk for row in made[:60]]).update(answer="agreed")
        Commitment.objects.filter(pk__in=[row.pk for row in made[60:63]]).update(answer="declined")
        client = browser(cast, "partner")
        shown = words(client.get(f"/projects/{project.pk}/").content)
        assert "60 agreed, 3 declined, 75 asked" in shown and "Agreed: 60 of 75" in shown
        path = f"/projects/{project.pk}/commitments/"
        assert len(client.get(path, {"answer": "declined"}).context["rows"]) == 3
        first = client.get(path, {"answer": "agreed"})
        cursor = first.context["page"].following
        second = client.get(path, {"answer": "agreed", "cursor": cursor})
        assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 10)
        for wrong in ("\x00", "x" * 5000, "<script>"):
            assert len(client.get(path, {"answer": wrong}).context["rows"]) == 50

    def test_answers(self, cast, project) -> None:
        by = cast.account("liaison")
        row = commitments.ask_commitments(
            project, by=by, organisations=[cast.association], asked_on=date(2024, 2, 1)
        )[0]
        with pytest.raises(ValidationError):
            commitments.answer_commitment(row, by=by, answer="agreed", answered_on=date(2024, 1, 1))
        lead, path = browser(cast, "partner"), f"/commitments/{row.pk}/answer/"
        said = typed(lead, path, answer="agreed", answered_on="2024-03-01")
        assert lead.post(path, said).status_code == 302
        row.refresh_from_db()
        assert (row.answer, str(row.answered_on)) == ("agreed", "2024-03-01")
        assert lead.get(f"/commitments/{row.pk}/remove/").status_code == 403
        commitments.answer_commitment(row, by=by, answer="asked")
        row.refresh_from_db()
        assert row.answered_on is None

    def test_foreign_organisations_are_not_asked(self, cast, project) -> None:
        foreign = cast.south.partners.get().organisation_id
        path = f"/projects/{project.pk}/commitments/ask/"
        for wrong in (foreign, "x", "9" * 30, "\x00"):
            answer = browser(cast, "liaison").post(path, {"organisations": [wrong]})
            assert answer.status_code == 200
        assert not project.commitments.exists()

    def test_too_many_or_too_long_names(self, cast, project) -> None:
        path = f"/projects/{project.pk}/commitments/ask/"
        for names in ("\n".join(f"N{n}" for n in range(201)), "x" * 201):
            answer = browser(cast, "liaison").post(path, {"names": names})
            assert "names" in answer.context["form"].errors

    def test_removed_by_mistake(self, cast, project) -> None:
        row = commitments.ask_commitments(project, by=cast.account("chair"), names=["A"])[0]
        client, path = browser(cast, "liaison"), f"/commitments/{row.pk}/remove/"
        assert [client.post(path).status_code for _ in range(2)] == [302, 404]


@pytest.mark.django_db(transaction=True)
def test_two_ask_the_same_at_once(cast) -> None:
    """Nobody is asked twice."""
    project = Project.objects.create(partnership=cast.north, name="Kampagne")
    start, results = Barrier(2), []

    def run(name: str) -> None:
        try:
            by = cast.account(name)
            start.wait(5)
            commitments.ask_commitments(
                project, by=by, organisations=[cast.association], names=["Gemeinde"]
            )
            results.append("asked")
        except ValidationError:
            results.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=run, args=(name,)) for name in ("liaison", "chair")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(results) == ["asked", "refused"]
    assert project.commitments.count() == 2


def test_a_figure_at_a_place_of_its_own(cast, project) -> None:
    by = cast.account("liaison")
    first = projects.note_figure(project, by=by, label="Gäste", value=Decimal(80), position=4)
    after = projects.note_figure(project, by=by, label="Helfer", value=Decimal(8))
    assert (first.position, after.position) == (4, 5)


def test_an_answer_cannot_have_come_tomorrow(cast, project) -> None:
    by, today = cast.account("liaison"), timezone.localdate()
    commitments.ask_commitments(project, by=by, organisations=[cast.association], asked_on=today)
    tomorrow = today + timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        commitments.answer_commitment(
            project.commitments.get(), by=by, answer="yes", answered_on=tomorrow
        )
    assert set(refused.value.message_dict) == {"answered_on"}
