"""Enter, edit and rename an organisation."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import organisations as actions
from partnerships.directory.forms.organisations import OrganisationForm, RenameForm
from partnerships.directory.models import Appointment, Organisation
from partnerships.directory.requests import Request
from partnerships.directory.tidying.duplicates import likely_duplicates
from partnerships.directory.views.printed_names import hint_at_organisation
from partnerships.shared.row_addresses import addresses
from partnerships.shared.step.views import Again, Crumb, Step, take, to
from partnerships.shared.templatetags.parts import who


def get_organisation(request: Request, pk: int, **more: Any) -> Organisation:
    """The organisation with what stands above it, or 404 for whoever may not see it.

    `is_asked`: somebody is asked to stand for it, whoever may see that. `more`: what else the page reads with it.
    """
    appointments = Appointment.objects.open().filter(organisation=OuterRef("pk"))
    rows = Organisation.objects.readable_by(request.user).annotate(
        is_asked=Exists(appointments), **more
    )
    return get_object_or_404(rows.select_related("parent", "hosted_by", "merged_into"), pk=pk)


def enter_organisation(request: Request) -> HttpResponse:
    """A new one; entries that look like it are shown first."""
    rules.can_enter_organisation(request.user).enforce()
    step = Step(
        title=_("Enter an organisation"),
        crumbs=[(_("Organisations"), reverse("directory:organisations"))],
        submit=_("Enter"),
        template="directory/enter_organisation.html",
    )

    def act(form: OrganisationForm) -> Organisation:
        alike = likely_duplicates(request.user, form.values)
        if not form.were_shown_before(alike):
            raise Again(
                alike=[alike_line(row) for row in alike],
                submit=_("None of these: enter it all the same"),
            )
        return actions.enter_organisation(by=request.user, **form.values)

    return take(
        request,
        step,
        lambda data: OrganisationForm(data, by=request.user),
        act,
        done=_say_entered,
        way=to("directory:organisation"),
    )


def _say_entered(organisation: Organisation) -> str:
    sentence = _("Entered. Nobody in a partnership sees it until it is a partner.")
    return hint_at_organisation(sentence, organisation)


def alike_line(row: Organisation) -> SafeString:
    """Name, kind and place of an entry, as a link."""
    detail = ", ".join(part for part in (capfirst(row.get_kind_display()), row.place) if part)
    return who(row.name, detail, addresses("directory:organisation")(row.pk), "organisation")


def crumbs_of_organisation(organisation: Organisation, *more: Crumb) -> list[Crumb]:
    """The way to a page of this organisation."""
    return [
        (_("Organisations"), reverse("directory:organisations")),
        (organisation.name, reverse("directory:organisation", args=[organisation.pk])),
        *more,
    ]


def edit_organisation(request: Request, pk: int) -> HttpResponse:
    """Its details; two people at once are told of each other."""
    organisation = get_organisation(request, pk)
    rules.can_edit_organisation(request.user, organisation).enforce()
    step = Step(
        title=organisation.name,
        about=_("Edit"),
        lead=_("Edit"),
        here=_("Edit"),
        crumbs=crumbs_of_organisation(organisation),
        rows=(organisation,),
        template="directory/edit_organisation.html",
        more={"organisation": organisation},
    )

    def act(form: OrganisationForm) -> str:
        version = form.cleaned_data["version"]
        values = form.values
        edited = actions.edit_organisation(organisation, by=request.user, version=version, **values)
        return hint_at_organisation(_("Saved."), edited)

    return take(
        request,
        step,
        lambda data: OrganisationForm(data, by=request.user, of=organisation),
        act,
        done=str,
    )


def rename_organisation(request: Request, pk: int) -> HttpResponse:
    """A new name from a day on; the former one is kept."""
    organisation = get_organisation(request, pk)
    rules.can_rename_organisation(request.user, organisation).enforce()
    step = Step(
        title=_("Rename"),
        about=organisation.name,
        lead=_(
            "For a new name from a day on: the former one stays on the page and is found. Only a slip in the name? Then"
            " edit the entry."
        ),
        crumbs=crumbs_of_organisation(organisation),
        submit=_("Rename"),
        rows=(organisation,),
        template="directory/about_organisation.html",
        more={"key": _("Name today"), "organisation": organisation},
    )

    def act(form: RenameForm) -> str:
        renamed = actions.rename_organisation(organisation, by=request.user, **form.cleaned_data)
        return hint_at_organisation(_("Renamed. The former name stays on the page."), renamed)

    return take(
        request,
        step,
        lambda data: RenameForm(data, initial={"before": organisation.name}),
        act,
        done=str,
    )
