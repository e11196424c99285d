"""Who changed what about an organisation, when, before and after."""

from collections.abc import Mapping

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from partnerships.directory.actions.reading import read_history
from partnerships.directory.models import (
    Account,
    Contact,
    Organisation,
    Partnership,
    Person,
    Representation,
)
from partnerships.directory.requests import Request
from partnerships.directory.views.changes import describe_changes
from partnerships.directory.views.organisation_edit import get_organisation
from partnerships.shared.history import SILENT, Names, Source, changes_of
from partnerships.shared.spoken import spoken_name


def organisation_history(request: Request, pk: int) -> HttpResponse:
    """A page of changes, newest first, as far as one sees the people and partnerships in them."""
    organisation = get_organisation(request, pk)
    read_history(organisation, by=request.user)
    changes = changes_of(_sources(request.user, organisation), request.GET.get("cursor", ""))
    context = {"organisation": organisation} | describe_changes(request.user, changes)
    return render(request, "directory/organisation_history.html", context)


def _rows(model: str, **narrowed: object) -> QuerySet:
    return apps.get_model("directory", f"{model}Event").objects.filter(**narrowed)


def _sources(account: Account, organisation: Organisation) -> list[Source]:
    organisations, people, partnerships = _names_for(account)
    own = SILENT | {"organisation"}
    mine = list(account.access.partnership_ids)
    above = {name: organisations for name in ("parent", "hosted_by", "merged_into")}
    contacts = Contact.objects.visible_to(account).values("pk")
    stand = Representation.objects.visible_to(account).values("pk")
    return [
        Source(
            _rows("Organisation", pgh_obj_id=organisation.pk),
            gettext_lazy("Organisation"),
            silent=SILENT | {"entered_by"},
            names=above,
            shown={"languages": lambda codes: ", ".join(map(spoken_name, codes))},
        ),
        Source(
            _rows("OrganisationName", organisation_id=organisation.pk),
            gettext_lazy("Name in time"),
            own,
        ),
        Source(
            _rows("ContactPoint", organisation_id=organisation.pk),
            gettext_lazy("Contact point"),
            own,
        ),
        Source(
            _rows("Partner", organisation_id=organisation.pk, partnership_id__in=mine),
            gettext_lazy("Partner"),
            own,
            {"partnership": partnerships},
        ),
        Source(
            _rows("Representation", organisation_id=organisation.pk, pgh_obj_id__in=stand),
            gettext_lazy("Representation"),
            own | {"handover_note", "ending_reason", "replaces"},
            {"person": people},
        ),
        Source(
            _rows("Goal", organisation_id=organisation.pk),
            gettext_lazy("Goal of the organisation"),
            own,
        ),
        Source(
            _rows("Contact", organisation_id=organisation.pk, pgh_obj_id__in=contacts),
            gettext_lazy("Contact"),
            own,
            {"partnership": partnerships, "noted_by": people},
        ),
        Source(
            _rows("Succession").filter(
                Q(predecessor_id=organisation.pk) | Q(successor_id=organisation.pk)
            ),
            gettext_lazy("Legal succession"),
            names={"predecessor": organisations, "successor": organisations},
        ),
    ]


def _names_for(account: Account) -> tuple[Names, Names, Names]:
    """Organisations, people, partnerships: by number, only what the account sees."""

    def organisations(ids: set[int]) -> Mapping[int, str]:
        rows = Organisation.objects.readable_by(account).filter(pk__in=ids)
        return dict(rows.values_list("pk", "name"))

    def people(ids: set[int]) -> Mapping[int, str]:
        rows = Person.objects.visible_to(account).filter(pk__in=ids)
        return {row.pk: str(row) for row in rows}

    def partnerships(ids: set[int]) -> Mapping[int, str]:
        rows = Partnership.objects.visible_to(account).filter(pk__in=ids)
        return {row.pk: row.name_in() for row in rows}

    return organisations, people, partnerships
