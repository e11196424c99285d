"""Kinds of authorities; the catalogue of legal bases: its list, one entry with all versions, writing, reviewing, blocking."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from analyses import rules
from analyses.actions import bases as actions
from analyses.forms.bases import SECRECIES, BasisForm, BlockForm, NameKindForm, ReviewForm
from analyses.kinds import PARTIES, AuthorityKind, Category, MayBegin, Task
from analyses.models import Authority, BasisState, Evidence, Provision, ProvisionVersion
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, WordsFilter, choice_filter
from partnerships.shared.lists.ordering import by_label
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.step.views import Crumb, Step, take
from partnerships.shared.templatetags.parts import badge, code, link, when

TONES = {
    BasisState.SELECTABLE: "success",
    BasisState.EXPIRING: "warning",
    BasisState.UNREVIEWED: "warning",
    BasisState.EXPIRED: "danger",
    BasisState.BLOCKED: "danger",
    BasisState.REPLACED: "neutral",
}
FEW = 3  # kinds that a cell names
PEOPLE = ("written_by__person", "reviewed_by__person")
ASKED = [(value, label) for value, label in BasisState.choices if value != BasisState.REPLACED]


def state_badge(state: str) -> SafeString:
    """The state of an entry as a label."""
    return badge(BasisState(state).label, TONES[BasisState(state)])


def names_of(codes: Sequence[str], labels: dict[str, str]) -> str:
    """All of them in words."""
    return ", ".join(labels[each] for each in codes)


def shorten(codes: Sequence[str], labels: dict[str, str]) -> str:
    """The first ones, and how many more."""
    if set(AuthorityKind.values) <= set(codes):
        return _("every authority")
    if len(codes) <= FEW + 1:
        return names_of(codes, labels)
    more = len(codes) - FEW
    return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % {
        "names": names_of(codes[:FEW], labels),
        "n": more,
    }


class BasisFilter(ListFilter):
    """What may be asked of the catalogue."""

    words = WordsFilter(
        field_name="citation", also=("what", "provision__code"), label=gettext_lazy("Provision")
    )
    holder = choice_filter(PARTIES, label=gettext_lazy("Who holds it"), method="held_by")
    needer = choice_filter(PARTIES, label=gettext_lazy("Who receives it"), method="for_whom")
    state = choice_filter(ASKED, label=gettext_lazy("State"))

    def held_by(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Of this kind."""
        return rows.filter(from_kinds__contains=[value])

    def for_whom(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """To this kind."""
        return rows.filter(to_kinds__contains=[value])


class BasisLabels:
    """Labels and addresses, made once for many rows."""

    def __init__(self, account: Account, rows: object) -> None:
        self.address = addresses("analyses:basis")
        self.parties = {value: str(label) for value, label in PARTIES}
        self.begins = {value: capfirst(str(label)) for value, label in MayBegin.choices}
        self.states = {value: capfirst(str(label)) for value, label in BasisState.choices}
        self.badges = {value: state_badge(value) for value in BasisState.values}


BASES = List(
    slug="legal-bases",
    caption=gettext_lazy("Legal bases"),
    columns=(
        ListColumn(
            "code",
            gettext_lazy("Code"),
            ("provision_id", "provision__code"),
            value=lambda row, look: row.provision__code,
            cell=lambda row, look: link(code(row.provision__code), look.address(row.provision_id)),
            sort=("provision__code",),
        ),
        ListColumn(
            "citation",
            gettext_lazy("Provision"),
            ("citation",),
            value=lambda row, look: row.citation,
            sort=("citation",),
        ),
        ListColumn(
            "holder",
            gettext_lazy("Who holds it"),
            ("from_kinds",),
            value=lambda row, look: names_of(row.from_kinds, look.parties),
            cell=lambda row, look: shorten(row.from_kinds, look.parties),
        ),
        ListColumn(
            "needer",
            gettext_lazy("Who receives it"),
            ("to_kinds",),
            value=lambda row, look: names_of(row.to_kinds, look.parties),
            cell=lambda row, look: shorten(row.to_kinds, look.parties),
        ),
        ListColumn(
            "what",
            gettext_lazy("What may be given"),
            ("what",),
            value=lambda row, look: row.what,
            shown=False,
        ),
        ListColumn(
            "may_begin",
            gettext_lazy("Who begins"),
            ("may_begin",),
            value=lambda row, look: look.begins[row.may_begin],
            shown=False,
        ),
        ListColumn(
            "state",
            gettext_lazy("State"),
            ("state",),
            value=lambda row, look: look.states[row.state],
            cell=lambda row, look: look.badges[row.state],
            sort=lambda: by_label("state", BasisState.choices),
        ),
        ListColumn(
            "valid_until",
            gettext_lazy("Valid until"),
            ("valid_until",),
            value=lambda row, look: row.valid_until,
            cell=lambda row, look: when(row.valid_until) if row.valid_until else "–",
            sort=("valid_until",),
        ),
    ),
    filters=BasisFilter,
    order=("provision__code", "-number", "id"),
    look=BasisLabels,
    empty=gettext_lazy("The catalogue is empty"),
    empty_text=gettext_lazy(
        "Whoever runs the machine loads the starter entries, or the legal service writes one."
    ),
)


def bases(request: Request) -> HttpResponseBase:
    """Every entry: the version that can be chosen, and the one that waits to take its place."""
    rules.can_read_bases(request.user).enforce()
    rows = ProvisionVersion.objects.current().with_state(timezone.localdate())
    context = {"can_write": rules.can_write_basis(request.user)}
    return respond(request, BASES, rows, template="analyses/bases.html", context=context)


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


class AuthorityFilter(ListFilter):
    """What may be asked of the list."""

    kind = choice_filter(AuthorityKind.choices, label=gettext_lazy("Kind of authority"))
    waits = choice_filter(
        [("yes", gettext_lazy("waits for confirmation")), ("no", gettext_lazy("confirmed"))],
        label=gettext_lazy("State"),
        method="that_wait",
    )

    def that_wait(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """For their confirmation, or no longer."""
        return rows.filter(confirmed_at__isnull=value == "yes")


class AuthorityLabels:
    """What each row leads to, for who looks at it."""

    def __init__(self, account: Account, rows: Sequence[object]) -> None:
        numbers = [row.id for row in rows]  # type: ignore[attr-defined]
        waiting = Authority.objects.filter(pk__in=numbers, confirmed_at__isnull=True)
        self.confirmable = rules.confirmable(account, waiting)
        self.kinds = {value: capfirst(str(label)) for value, label in AuthorityKind.choices}
        self.confirm = addresses("analyses:confirm_kind")
        self.names = bool(rules.can_name_kind(account))
        self.rename = reverse("analyses:name_kind")

    def deeds(self, row: object) -> SafeString | str:
        """Confirm, or name another kind."""
        pk = row.id  # type: ignore[attr-defined]
        if pk in self.confirmable:
            return link(_("Confirm"), self.confirm(pk))
        if self.names:
            organisation = row.organisation_id  # type: ignore[attr-defined]
            return link(_("Name another kind"), f"{self.rename}?organisation={organisation}")
        return "–"


AUTHORITIES = List(
    slug="analysis-authorities",
    caption=gettext_lazy("Kinds of authorities"),
    columns=(
        ListColumn(
            "organisation",
            gettext_lazy("Organisation"),
            ("id", "organisation__name"),
            value=lambda row, look: row.organisation__name,
            sort=("organisation__sort_key",),
        ),
        ListColumn(
            "kind",
            gettext_lazy("Kind of authority"),
            ("kind",),
            value=lambda row, look: look.kinds[row.kind],
            sort=lambda: by_label("kind", AuthorityKind.choices),
        ),
        ListColumn(
            "state",
            gettext_lazy("State"),
            ("confirmed_at",),
            value=lambda row, look: (
                _("confirmed") if row.confirmed_at else _("waits for confirmation")
            ),
            cell=lambda row, look: (
                badge(_("confirmed"), "success")
                if row.confirmed_at
                else badge(_("waits for confirmation"), "warning")
            ),
            sort=("confirmed_at",),
        ),
        ListColumn(
            "deeds",
            pgettext_lazy("of a row", "What to do"),
            ("id", "organisation_id"),
            value=lambda row, look: "",
            cell=lambda row, look: look.deeds(row),
        ),
    ),
    filters=AuthorityFilter,
    order=("organisation__sort_key", "id"),
    look=AuthorityLabels,
    empty=gettext_lazy("No kind is named yet"),
    empty_text=gettext_lazy("Without a confirmed kind no organisation takes part in an analysis."),
)


def authorities(request: Request) -> HttpResponseBase:
    """Which organisation is which kind of authority, and what waits."""
    rules.can_read_authorities(request.user).enforce()
    context = {"can_name": rules.can_name_kind(request.user)}
    rows = Authority.objects.all()
    return respond(
        request, AUTHORITIES, rows, template="analyses/authorities.html", context=context
    )


def _authority_crumbs(by: Account) -> list[Crumb]:
    crumbs: list[Crumb] = [(_("Kinds of authorities"), reverse("analyses:authorities"))]
    if rules.sees_analyses(by):
        crumbs.insert(0, (_("360° analyses"), reverse("analyses:list")))
    return crumbs


def name_kind(request: Request) -> HttpResponse:
    """Named by one person; another confirms."""
    rules.can_name_kind(request.user).enforce()
    step = Step(
        title=_("Name the kind of an authority"),
        crumbs=_authority_crumbs(request.user),
        lead=_(
            "It counts once the legal service or data protection has confirmed it. A kind that was confirmed counts no"
            " longer as soon as another is named."
        ),
        submit=_("Name it"),
    )
    chosen = request.GET.get("organisation", "")
    return take(
        request,
        step,
        lambda data: NameKindForm(data, chosen=chosen if chosen.isdecimal() else ""),
        lambda form: actions.name_kind(
            form.cleaned_data["organisation"], kind=form.cleaned_data["kind"], by=request.user
        ),
        done=_("Named. Another person confirms it."),
    )


def confirm_kind(request: Request, pk: int) -> HttpResponse:
    """From now on its officers can be named in cases."""
    rules.can_read_authorities(request.user).enforce()
    authority = get_object_or_404(Authority.objects.select_related("organisation"), pk=pk)
    rules.can_confirm_kind(request.user, authority).enforce()
    step = Step(
        title=_("Confirm the kind of an authority"),
        about=str(authority),
        crumbs=_authority_crumbs(request.user),
        question=_("Is that what this authority is?"),
        lead=f"{authority}: {capfirst(authority.get_kind_display())}",
        submit=_("Confirm"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.confirm_kind(authority, by=request.user),
        done=_("Confirmed."),
    )
