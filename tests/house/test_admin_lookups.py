"""Django's admin answers what a table declares, for every table, every field of it and two steps further. Decision 0035."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.shared.admin import ReadOnlyAdmin
from partnerships.shared.admin_lookups import filters_of
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.registry import lists
from tests.house.addresses import addresses, path_of
from tests.house.test_admin import fill, list_of, mark_directory
from tests.kept import kept

TABLES = {
    model: table
    for model, table in admin.site._registry.items()
    if isinstance(table, ReadOnlyAdmin)
}
TESTS = ("", "__startswith", "__gt", "__isnull", "__in", "__regex")
# What is compared or sorted by and not shown as it is, because it is made of what is shown.
MADE_OF = {
    "sort_key": {"name", "family_name", "label", "organisation"},
    "recipient__email": {"recipient"},
    "requested_by__email": {"requested_by"},
    "account__email": {"account"},
}


def paths(model: type, deep: int = 2) -> Iterator[str]:
    """Every field of a table by name, also those of other tables that point at it, `deep` relations further."""
    for field in model._meta.get_fields(include_hidden=True):
        if field.name.endswith("+"):
            continue
        yield from {field.name, getattr(field, "attname", field.name)}
        if deep and field.is_relation and field.related_model:
            yield from (
                f"{field.name}__{further}" for further in paths(field.related_model, deep - 1)
            )


@pytest.fixture
def request_of(rf, cast):
    """A request for a list, signed in as an administrator."""

    def ask(**given):
        request = rf.get("/admin/", given)
        request.user = cast.account("admin")
        return request

    return ask


def declared(table, request) -> set[str]:
    days = {f"{table.date_hierarchy}__{part}" for part in ("year", "month", "day")}
    return {*filters_of(table, request), *(days if table.date_hierarchy else ())}


def test_there_are_tables_and_hidden_columns() -> None:
    """Otherwise the tests below prove nothing."""
    assert len(TABLES) > 40
    account = apps.get_model("directory.Account")
    assert {"password", "person__phone", "person__account__password"} <= set(paths(account))


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label)
def test_what_is_not_declared_is_refused(model, rf) -> None:
    """Django's list asks `lookup_allowed` about each name; that it does, the browser's test below shows."""
    table, plain = TABLES[model], rf.get("/admin/")
    allowed = declared(table, plain)
    every = {f"{path}{test}" for path in set(paths(model)) for test in TESTS} - allowed
    assert [lookup for lookup in every if table.lookup_allowed(lookup, "1", plain)] == []


def test_rows_are_chosen_by_number_alone(request_of) -> None:
    wrong = []
    for model, table in TABLES.items():
        for field in model._meta.fields:
            request = request_of(_to_field=field.name, _popup="1")
            try:
                table.get_changelist_instance(request)
                wrong += [] if field.primary_key else [field]
            except DisallowedModelAdminToField:
                wrong += [field] if field.primary_key else []
    assert wrong == []


WRONG = ["\0", "", "nobody-wrote-this", "9" * 40, "1,2", "-1", "1e9", "0", "True", "' OR 1=1"]


def test_values_that_cannot_occur_are_refused_and_none_is_a_fault(request_of) -> None:
    """Either the list, read to its end, or a refusal."""
    answers = Counter()
    for table in TABLES.values():
        for lookup in declared(table, request_of()):
            for value in WRONG:
                try:
                    found = table.get_changelist_instance(request_of(**{lookup: value}))
                    list(found.result_list)
                    answers["list"] += 1
                except SuspiciousOperation:
                    answers["refused"] += 1
    assert answers["list"] > 50 and answers["refused"] > 500


def shown_of(model: type) -> set[str]:
    """The columns that an administrator reads in list or row."""
    table = TABLES[model]
    fields = table.fields or [
        field.name for field in model._meta.fields if field.name not in (table.exclude or ())
    ]
    return {*table.list_display, *fields, *model._meta.ordering, model._meta.pk.name}


def hidden(model: type, path: str) -> bool:
    """Does the last field of the path stand in no list or row of its table?"""
    plain = path.lstrip("-=^@")
    if plain in MADE_OF and MADE_OF[plain] & shown_of(model):
        return False
    fields = get_fields_from_path(model, plain)
    for field in fields[1:]:
        model = field.model
    last = fields[-1].name
    if model not in TABLES:
        return True
    return last not in shown_of(model) and not MADE_OF.get(last, set()) & shown_of(model)


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label)
def test_nothing_hidden_is_searched_ordered_or_filtered_by(model, rf) -> None:
    table, request = TABLES[model], rf.get("/admin/")
    asked = [
        *table.get_search_fields(request),
        *([table.date_hierarchy] if table.date_hierarchy else []),
        *(one[0] if isinstance(one, tuple) else one for one in table.get_list_filter(request)),
        *table.get_ordering(request),
    ]
    assert [path for path in asked if hidden(model, path)] == []


@kept(after="house_scene")
def filled(scene):
    """One row at least of every table."""
    fill(scene)
    mark_directory(scene.cast)
    return scene


DEEP = ("account__password__startswith", "person__account__password", "parent__created_at__gte")


def test_in_the_browser_each_field_of_each_table_is_refused(filled) -> None:
    """The page of a refusal, before any row was counted; a refusal writes no event."""
    client, wrong = filled.cast.client("admin"), []
    before = AuditEvent.objects.count()
    for model in TABLES:
        local = [f"{field.name}__startswith" for field in model._meta.fields]
        sent = [("get", lookup) for lookup in (*local, *DEEP)] + [("post", local[0])]
        for method, lookup in sent:
            answer = getattr(client, method)(f"{list_of(model)}?{urlencode({lookup: 'a'})}")
            if answer.status_code != 400:
                wrong.append(f"{method} {model._meta.label} {lookup}: {answer.status_code}")
    assert wrong == []
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    "asked",
    [
        *("password__startswith=a", "person__phone__startswith=0", "pk=1", "id__in=1,2"),
        *("created_at__year=9999999999", "created_at__year=x", "created_at__gte=2020-01-01"),
        *("is_active__exact=", "is_active__exact=%00", "is_active=1", "q=%00", "q=" + "a+" * 11),
        *("q=" + "a" * 201, "p=x", "p=-1", "o=email", "o=1.x", "_to_field=email", "nothing=1"),
    ],
)
def test_a_list_refuses(cast, asked) -> None:
    assert cast.client("admin").get(f"/admin/directory/account/?{asked}").status_code == 400


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "is_active__exact=1",
            "created_at__year=2026",
            "created_at__year=2026&created_at__month=2",
        ),
        *("q=admin", "o=1.-2", "o=", "o=99", "p=1", "_popup=1", "_popup=1&_to_field=id", "all="),
        *("_facets=True", "e=1", "language=de", "q=" + "a+" * 10),
    ],
)
def test_a_list_answers(cast, asked) -> None:
    assert cast.client("admin").get(f"/admin/directory/account/?{asked}").status_code == 200


def test_a_page_beyond_the_last_is_no_fault(cast) -> None:
    client = cast.client("admin")
    answer = client.get("/admin/directory/account/?p=999", follow=True)
    assert answer.status_code == 200


def test_a_row_is_not_found_by_a_hidden_word(cast) -> None:
    account = cast.account("partner")
    client = cast.client("admin")
    path = f"/admin/directory/account/{account.email}/change/?_to_field=email"
    assert client.get(path).status_code == 400


def rows_of_tables() -> list[tuple[type, object]]:
    """A row of each; nothing is sealed in this scene."""
    found = {model: table.get_queryset(None).first() for model, table in TABLES.items()}
    assert [model._meta.label for model, row in found.items() if row is None] == [
        "sealing.SealedFile"
    ]
    return [(model, row) for model, row in found.items() if row is not None]


def test_the_ways_around_a_list_lead_nowhere(filled) -> None:
    client = filled.cast.client("admin")
    asked = {"app_label": "directory", "model_name": "representation", "field_name": "person"}
    for term in ("partner", "nobody"):
        answer = client.get("/admin/autocomplete/", {**asked, "term": term})
        assert answer.status_code == 404
    for model, row in rows_of_tables():
        kind = ContentType.objects.get_for_model(model)
        assert client.get(f"/admin/r/{kind.pk}/{row.pk}/").status_code == 404


# Looking is an event.


def looks(what: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(what=what).order_by("id"))


def test_a_look_at_a_list_says_which_and_by_what_never_with_which_word(cast) -> None:
    client = cast.client("admin")
    client.get("/admin/directory/account/?q=partner&is_active__exact=1&o=")
    (event,) = looks("audit.table_read")
    assert event.facts == {"table": "directory.Account", "asked": ["is_active__exact", "q"]}
    assert event.by_id == cast.account("admin").pk
    assert (event.target_label, event.target_id) == ("directory.Account", event.by_id)


def test_a_look_at_a_row_names_it_and_whose_it_is(cast) -> None:
    stands = cast.people["partner"].representations.get()
    cast.client("admin").get(f"/admin/directory/representation/{stands.pk}/change/")
    (event,) = looks("audit.row_read")
    assert (event.target_label, event.target_id) == ("directory.Representation", stands.pk)
    assert event.controller_id == cast.association.pk


def test_no_look_no_event(cast) -> None:
    client = cast.client("admin")
    client.get("/admin/directory/account/999999999/change/")
    client.get("/admin/directory/account/?password__startswith=a")
    client.get("/admin/")
    cast.client("liaison").get("/admin/directory/account/")
    assert looks("audit.table_read") == looks("audit.row_read") == []


def test_every_look_costs_one_statement_for_its_event(filled) -> None:
    client, wrong = filled.cast.client("admin"), []
    for model, row in rows_of_tables():
        for path, what in (
            (list_of(model), "audit.table_read"),
            (f"{list_of(model)}{row.pk}/change/", "audit.row_read"),
        ):
            before = len(looks(what))
            with CaptureQueriesContext(connection) as context:
                assert client.get(path).status_code == 200, path
            written = [q["sql"] for q in context if "audit_auditevent" in q["sql"]]
            writes = [sql for sql in written if "INSERT" in sql]
            if len(writes) != 1 or "handschlag.actor" not in writes[0]:
                wrong.append(f"{path}: {writes}")
            if len(looks(what)) != before + 1:
                wrong.append(f"{path}: no event")
    assert wrong == []


# Lists of our own take filters by name.

OWN_LISTS = {
    "agreements": ("liaison", "agreements:list", "-", "agreements.Agreement"),
    "agreements-of-partnership": (
        *("liaison", "agreements:of_partnership", "north"),
        "agreements.Agreement",
    ),
    "meetings": ("liaison", "meetings:list", "-", "meetings.Meeting"),
    "meetings-of-partnership": (
        *("liaison", "meetings:of_partnership", "north"),
        "meetings.Meeting",
    ),
    "action-items": ("partner", "meetings:action_items", "-", "meetings.ActionItem"),
    "action-items-of-partnership": (
        *("liaison", "meetings:action_items_of", "north"),
        "meetings.ActionItem",
    ),
    "complaints": ("complaints", "complaints:list", "-", "complaints.Complaint"),
    "complaints-lessons": ("complaints", "complaints:lessons", "-", "complaints.Lesson"),
    "complaints-due": ("complaints", "complaints:due", "-", "complaints.Clock"),
    "complaints-for-people": ("partner", "complaints:helping", "-", "complaints.Complaint"),
    "partners": ("liaison", "directory:partners", "north", "directory.Partner"),
    "former-partners": ("liaison", "directory:partners", "north", "directory.Partner"),
    "people_data": ("dpo", "directory:people_data", "-", "directory.Person"),
    "organisations": ("liaison", "directory:organisations", "-", "directory.Organisation"),
    "people": ("liaison", "directory:people", "-", "directory.Person"),
    "projects": ("liaison", "directory:projects", "north", "directory.Project"),
    "partnerships": ("liaison", "directory:partnerships", "-", "directory.Partnership"),
    "roles": ("admin", "directory:roles", "-", "directory.Grant"),
    "log": ("dpo", "audit:log", "-", "audit.AuditEvent"),
    "legal-bases": ("legal", "analyses:bases", "-", "analyses.ProvisionVersion"),
    "analysis-enquiries": ("analyst", "analyses:enquiries", "-", "analyses.Enquiry"),
    "analysis-cases": ("analyst", "analyses:list", "-", "analyses.Case"),
    "analysis-log": ("dpo", "analyses:log", "-", "analyses.LogEntry"),
    "analysis-samples": ("dpo", "analyses:samples", "-", "analyses.Sample"),
    "analysis-authorities": ("admin", "analyses:authorities", "-", "analyses.Authority"),
}
AT_ONCE = 150


def test_every_list_of_ours_is_asked() -> None:
    """They are named where the addresses are."""
    assert addresses()
    assert {shown.slug for shown in lists} == set(OWN_LISTS)


@pytest.mark.parametrize("slug", OWN_LISTS)
def test_our_lists_know_no_other_names(filled, slug) -> None:
    """An unknown name counts as not asked: the same rows, whatever it says."""
    name, address, what, label = OWN_LISTS[slug]
    client, path = filled.cast.client(name), path_of(filled, address, what)
    client.get(path)  # the first look at the log adds a row to it
    shown = next(one for one in lists if one.slug == slug)

    def rows(**given) -> list:
        return client.get(path, given).context["listing"]["rows"]

    plain = rows()
    near, far = (sorted(set(paths(apps.get_model(label), deep))) for deep in (1, 2))
    asked = [f"{one}{test}" for one in near for test in TESTS] + far[:: max(1, len(far) // 500)]
    unknown = [one for one in asked if one not in shown.filters.base_filters]
    for begin in range(0, len(unknown), AT_ONCE):
        some = unknown[begin : begin + AT_ONCE]
        assert len(rows(**dict.fromkeys(some, "nobody-wrote-this"))) == len(plain)
    for column in ("password", "person__phone", "email", "-facts", "by__password"):
        assert len(rows(sort=column, columns=column)) == len(plain)
