"""One person: for whom they stand, where they sit, how to reach them. Enter and edit people."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory.actions import people as actions
from partnerships.directory.actions.reading import person_reading, read_person
from partnerships.directory.forms.data import Data
from partnerships.directory.forms.people import EditPersonForm, PersonForm
from partnerships.directory.models import Account, Invitation, Organisation, Person, Seat
from partnerships.directory.requests import Request
from partnerships.directory.rules import can_look_up_access
from partnerships.directory.rules import invitations as inviting
from partnerships.directory.rules import people as rules
from partnerships.directory.rules.data import is_officer_for
from partnerships.directory.views.printed_names import hint_at_person
from partnerships.directory.views.standing import MOST, person_standing
from partnerships.shared.row_addresses import addresses
from partnerships.shared.sorting import sort_key
from partnerships.shared.spoken import spoken_name
from partnerships.shared.step.views import Again, Step, take, to
from partnerships.shared.templatetags.parts import badge, link, words


def get_person(request: Request, pk: int) -> Person:
    """The person, or 404 for whoever may not see them."""
    rows = Person.objects.visible_to(request.user).select_related("merged_into", "account")
    return get_object_or_404(rows, pk=pk)


def person(request: Request, pk: int) -> HttpResponse:
    """One person, as far as one may see them."""
    row = get_person(request, pk)
    read_person(row, by=request.user)
    keeps = bool(rules.can_edit_person(request.user, row))
    context = {
        "person": row,
        "merged_into": row.merged_into,
        "phone": rules.phone_for(request.user, row),
        "spoken": ", ".join(spoken_name(code) for code in row.languages),
        "seats": _seats(request.user, row),
        "begin": _begin(request.user, row) if row.merged_into is None else [],
        "can_edit": keeps,
        "may_look_up": can_look_up_access(request.user),
        "may_take_copy": is_officer_for(request.user, row),
        "can_invite": keeps and bool(inviting.can_invite(request.user, row)),
        **person_standing(request.user, row),
        **(_account_state(row) if keeps else {}),
    }
    return render(request, "directory/person.html", context)


def _seats(account: Account, person: Person) -> list[tuple]:
    rows = Seat.objects.current().filter(
        person=person, body__partnership_id__in=list(account.access.partnership_ids)
    )
    address = addresses("directory:body")
    return [
        (link(words(row.body.name_in()), address(row.body_id)), row.label_in())
        for row in rows.select_related("body").order_by("body_id", "position", "id")[:MOST]
    ]


def _begin(account: Account, person: Person) -> list[tuple[str, str]]:
    """For a lead: the person may stand for the own organisation, too. Others begin at the organisation."""
    if not account.access.leads:
        return []
    stands = person.representations.not_over().values("organisation_id")
    own = Organisation.objects.present().filter(pk__in=list(account.access.leads))
    rows = own.exclude(pk__in=stands).order_by("sort_key", "id")[:5]
    return [
        (
            _("Add to %(name)s") % {"name": row.name},
            f"{reverse('directory:begin_representation', args=[row.pk])}?person={person.pk}",
        )
        for row in rows
    ]


def _account_state(person: Person) -> dict[str, object]:
    """For those who keep the person: has an account, is invited until, or neither."""
    if person.account is not None:
        return {"state": badge(_("has an account"), "success")}
    invitation = Invitation.objects.open().filter(person=person).order_by("-expires_at").first()
    if invitation is None:
        return {"state": badge(_("no account yet"))}
    return {"state": badge(_("invited"), "info"), "invitation": invitation}


def enter_person(request: Request) -> HttpResponse:
    """Somebody who has no account; asks once where somebody alike is entered already."""
    rules.can_enter_person(request.user).enforce()
    step = Step(
        title=_("Enter a person"),
        lead=_(
            "Without an account the person is named here and sees nothing. You can invite them later."
        ),
        crumbs=[(_("People"), reverse("directory:people"))],
        submit=_("Enter the person"),
        template="directory/enter_person.html",
    )

    def act(form: PersonForm) -> Person:
        twins = [] if form.cleaned_data["twin"] else _twins(request.user, form.values)
        if twins:
            form.ask_again()
            address = addresses("directory:person")
            raise Again(twins=[link(words(row), address(row.pk)) for row in twins])
        return actions.enter_person(by=request.user, **form.values)

    def done(entered: Person) -> str:
        sentence = _("Entered. Now say for whom the person stands.")
        return hint_at_person(sentence, entered, request)

    return take(request, step, PersonForm, act, done=done, way=to("directory:person"))


def _twins(account: Account, values: dict[str, str]) -> list[Person]:
    """People one sees with the same name or address; nobody else is spoken of."""
    rows = Person.objects.visible_to(account).present()
    twins = rows.filter(sort_key=sort_key(values["family_name"], values["given_name"]))
    if values["email"]:
        twins = twins | rows.filter(email__iexact=values["email"])
    return list(twins.order_by("sort_key", "id")[:10])


def edit_person(request: Request, pk: int) -> HttpResponse:
    """Name, address, telephone, languages; a conflict shows both."""
    person = get_person(request, pk)
    rules.can_edit_person(request.user, person).enforce()
    lead = _("If you change the e-mail address, an open invitation to the former one ends.")
    step = Step(
        title=_("Edit a person's details"),
        about=str(person),
        lead=lead,
        crumbs=[
            (_("People"), reverse("directory:people")),
            (str(person), reverse("directory:person", args=[pk])),
        ],
        rows=(person,),
        reads=person_reading(person, by=request.user),
    )

    def form(data: Data) -> EditPersonForm:
        return EditPersonForm.prefill(person, data, phone=rules.phone_for(request.user, person))

    def act(filled: EditPersonForm) -> str:
        version = filled.cleaned_data["version"]
        edited = actions.edit_person(person, by=request.user, version=version, **filled.values)
        return hint_at_person(_("Saved."), edited, request)

    return take(request, step, form, act, done=str)
