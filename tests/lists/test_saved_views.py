"""Saved views: one's own, few, under hostile names, from two tabs at once."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.lists import actions, rules
from partnerships.shared.lists.models import SavedView
from tests.factories import directory as make

SAVE = "/lists/organisations/save/?back=/organisations/&query=kind%3Dcity%26sort%3D-name"
HOSTILE = "<img src=x onerror=alert(1)>\u202e'\"{{ 7*7 }}%s"


def keep(client, name="Städte", path=SAVE):
    return client.post(path, {"name": name})


def test_a_view_is_kept_shown_and_deleted(cast) -> None:
    client = cast.client("partner")
    listed = client.get("/organisations/?kind=city&sort=-name").content.decode()
    assert "/lists/organisations/save/" in listed
    assert keep(client)["Location"] == "/organisations/?kind=city&sort=-name"
    page = client.get("/organisations/?kind=city&sort=-name").content.decode()
    assert 'aria-current="page">Städte</a>' in page
    assert (
        "Städte" in client.get("/lists/organisations/views/?back=/organisations/").content.decode()
    )
    view = SavedView.objects.get()
    asked = client.get(f"/lists/views/{view.pk}/delete/")
    assert asked.status_code == 200 and SavedView.objects.exists()
    client.post(f"/lists/views/{view.pk}/delete/?back=/organisations/")
    assert not SavedView.objects.exists()
    assert list(AuditEvent.objects.order_by("id").values_list("what", flat=True)) == [
        "lists.view_saved",
        "lists.view_deleted",
    ]


def test_others_neither_see_nor_delete_it(cast) -> None:
    keep(cast.client("partner"), "Nur meine")
    view, other = SavedView.objects.get(), cast.client("liaison")
    assert "Nur meine" not in other.get("/organisations/").content.decode()
    assert "Nur meine" not in other.get("/lists/organisations/views/").content.decode()
    for method in (other.get, other.post):
        assert method(f"/lists/views/{view.pk}/delete/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.delete_view(view, by=cast.account("liaison"))
    assert SavedView.objects.exists()


def test_names_are_text_whatever_they_hold(cast) -> None:
    client = cast.client("partner")
    assert keep(client, HOSTILE).status_code == 302
    for path in ("/organisations/", "/lists/organisations/views/"):
        page = client.get(path).content.decode()
        assert "&lt;img src=x" in page and "<img src" not in page
    assert "\u202e" not in SavedView.objects.get().name


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "\u202e"])
def test_a_name_that_is_none_or_too_long_comes_back(cast, name) -> None:
    answer = keep(cast.client("partner"), name)
    assert answer.status_code == 200 and not SavedView.objects.exists()
    assert "app-summary" in answer.content.decode()


def test_a_name_is_taken_once_a_list(cast) -> None:
    client = cast.client("partner")
    keep(client)
    again = keep(client)
    assert again.status_code == 200 and "Städte" in again.content.decode()
    assert keep(client, path=SAVE.replace("organisations", "partners")).status_code == 302
    assert SavedView.objects.count() == 2


def test_fifty_are_enough(cast) -> None:
    account = cast.account("partner")
    for number in range(rules.MOST):
        actions.save_view("organisations", by=account, name=f"Sicht {number}", query="q=a")
    assert keep(cast.client("partner")).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.save_view("organisations", by=account, name="Eine mehr", query="q=a")
    actions.save_view("partners", by=account, name="Andere Liste", query="q=a")


def test_a_view_that_is_too_long_and_a_list_that_is_none(cast) -> None:
    client = cast.client("partner")
    long = SAVE + "%26q%3D" + "x" * 3000
    assert keep(client, path=long).status_code == 403
    assert keep(client, path=SAVE.replace("organisations", "nonsense", 1)).status_code == 404
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example", "javascript:x", "\\\\e", ""]
)
def test_the_way_back_is_ours(cast, back) -> None:
    answer = cast.client("partner").post(
        f"/lists/organisations/save/?query=q%3Da%26export%3Dcsv%26cursor%3Dx&back={back}",
        {"name": "A"},
    )
    assert answer["Location"] == "/home/?q=a"


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_keep_one() -> None:
    account, results, start = make.AccountFactory(), [], threading.Barrier(2)

    def save() -> None:
        start.wait()
        try:
            actions.save_view("organisations", by=account, name="Gleich", query="q=a")
            results.append("kept")
        except ValidationError:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=save) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(results) == ["kept", "refused"] and SavedView.objects.count() == 1


def test_what_two_tabs_delete_is_deleted_once(cast) -> None:
    keep(cast.client("partner"))
    view = SavedView.objects.get()
    for _tab in range(2):
        actions.delete_view(view, by=cast.account("partner"))
    assert AuditEvent.objects.filter(what="lists.view_deleted").count() == 1
