"""One legal basis of the catalogue with all its versions: written, reviewed, blocked."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from analyses import rules
from analyses.actions import bases as actions
from analyses.forms.bases import SECRECIES, BasisForm, BlockForm, ReviewForm
from analyses.kinds import PARTIES, Category, MayBegin, Task
from analyses.models import Evidence, Provision, ProvisionVersion
from analyses.views.basis_list import names_of, state_badge
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take

PEOPLE = ("written_by__person", "reviewed_by__person")


def crumbs_of(provision: Provision | None = None) -> list[Crumb]:
    """To the catalogue, or to an entry."""
    crumbs: list[Crumb] = [
        (_("360° analyses"), reverse("analyses:list")),
        (_("Legal bases"), reverse("analyses:bases")),
    ]
    if provision:
        crumbs.append((provision.code, reverse("analyses:basis", args=[provision.pk])))
    return crumbs


def basis(request: Request, pk: int) -> HttpResponse:
    """One entry with all its versions: what once rested on one stays readable."""
    rules.can_read_bases(request.user).enforce()
    provision = get_object_or_404(Provision, pk=pk)
    rows = provision.versions.with_state(timezone.localdate()).select_related("provision", *PEOPLE)
    versions = [_shown(request.user, each) for each in rows.order_by("-number")]
    context = {
        "provision": provision,
        "crumbs": [*crumbs_of(), (provision.code, "")],
        "versions": [each for each in versions if not each["replaced"]],
        "former": [each for each in versions if each["replaced"]],
        "can_write": rules.can_write_basis(request.user),
    }
    return render(request, "analyses/basis.html", context)


def _shown(by: Account, version: ProvisionVersion) -> dict[str, object]:
    parties = {value: str(label) for value, label in PARTIES}
    secrecies = {value: str(label) for value, label in SECRECIES}
    categories = {value: str(label) for value, label in Category.choices}
    tasks = {value: str(label) for value, label in Task.choices}
    return {
        "row": version,
        "badge": state_badge(version.state),  # type: ignore[attr-defined]  # of with_state
        "replaced": version.replaced_at is not None,
        "holders": names_of(version.from_kinds, parties),
        "needers": names_of(version.to_kinds, parties),
        "tasks": names_of(version.tasks, tasks),
        "secrecies": names_of(version.covers_secrecies, secrecies),
        "categories": names_of(version.not_for_categories, categories),
        "begins": capfirst(MayBegin(version.may_begin).label),
        "evidence": Evidence(version.evidence).label,
        "can_review": rules.can_review_basis(by, version),
        "can_block": rules.can_block_basis(by, version),
    }


def new_basis(request: Request) -> HttpResponse:
    """A new entry."""
    rules.can_write_basis(request.user).enforce()
    step = Step(
        title=_("Write a new entry"),
        crumbs=crumbs_of(),
        lead=_("Nobody can choose it before another person of the legal service has confirmed it."),
        submit=pgettext("a legal basis", "Write it"),
    )
    return take(
        request,
        step,
        BasisForm,
        lambda form: actions.write_basis(None, values=form.cleaned_data, by=request.user),
        done=_("Written. Another person of the legal service confirms it."),
        way=_to_entry,
    )


def _to_entry(version: ProvisionVersion) -> str:
    return reverse("analyses:basis", args=[version.provision_id])


def write_basis(request: Request, pk: int) -> HttpResponse:
    """A new version of an entry; the former one holds until the new one is confirmed."""
    rules.can_write_basis(request.user).enforce()
    provision = get_object_or_404(Provision, pk=pk)
    former = provision.versions.order_by("-number").first()
    step = Step(
        title=_("Write a new version"),
        about=provision.code,
        crumbs=crumbs_of(provision),
        lead=_(
            "What was written stays as it is. The new version takes the place of the former one once another person of the"
            " legal service has confirmed it."
        ),
        submit=pgettext("a legal basis", "Write it"),
    )
    return take(
        request,
        step,
        lambda data: BasisForm(data, former=former),
        lambda form: actions.write_basis(provision, values=form.cleaned_data, by=request.user),
        done=_("Written. Another person of the legal service confirms it."),
    )


def _find(pk: int) -> ProvisionVersion:
    rows = ProvisionVersion.objects.select_related("provision")
    return get_object_or_404(rows, pk=pk)


def review_basis(request: Request, pk: int) -> HttpResponse:
    """The entry says what the law says, until a day."""
    rules.can_read_bases(request.user).enforce()
    version = _find(pk)
    rules.can_review_basis(request.user, version).enforce()
    step = Step(
        title=_("Confirm a legal basis"),
        about=str(version),
        crumbs=crumbs_of(version.provision),
        lead=_("%(basis)s: %(what)s. You answer for it by name.")
        % {"basis": version, "what": version.what},
        submit=_("Confirm"),
    )
    return take(
        request,
        step,
        ReviewForm,
        lambda form: actions.review_basis(
            version, valid_until=form.cleaned_data["valid_until"], by=request.user
        ),
        done=_("Confirmed. It can be chosen from now on."),
    )


def block_basis(request: Request, pk: int) -> HttpResponse:
    """Nobody can choose it from now on."""
    rules.can_read_bases(request.user).enforce()
    version = _find(pk)
    rules.can_block_basis(request.user, version).enforce()
    step = Step(
        title=_("Block a legal basis"),
        about=str(version),
        crumbs=crumbs_of(version.provision),
        lead=_("Nobody can choose it from now on. What rested on it stays readable."),
        submit=pgettext("a legal basis", "Block it"),
        danger=True,
    )
    return take(
        request,
        step,
        BlockForm,
        lambda form: actions.block_basis(
            version, reason=form.cleaned_data["blocked_because"], by=request.user
        ),
        done=_("Blocked."),
    )
