"""Letters about roles: to data protection about protected ones, to holders and administrators once a year."""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.directory.models import Account, Grant, Organisation, Role
from partnerships.directory.rules.witnesses import confirmed_leads
from partnerships.shared.letters.actions import write
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter

PROTECTED_ROLE = "directory/protected_role"
ROLE_REVIEW = "directory/role_review"
REVIEWS = ("review_called", "review_missed")


def holders(*roles: str, organisation: Organisation | int | None = None) -> QuerySet[Account]:
    """Active accounts that hold one of these for the installation, or for this organisation."""
    scope = Q(organisation__isnull=True, partnership__isnull=True)
    if organisation:
        scope |= Q(organisation=organisation)
    rows = Grant.objects.in_effect().filter(scope, role__in=roles)
    return Account.objects.filter(is_active=True, person__in=rows.values("person")).order_by("pk")


def tell_of_role(grant: Grant, what: str) -> None:
    """`what`: given, confirmed, refused or ended, to data protection and whom it concerns; or one of REVIEWS, to holder
    and administrators.
    """
    if what in REVIEWS:
        kind, accounts = ROLE_REVIEW, holders(Role.ADMINISTRATOR)
        accounts = accounts | Account.objects.filter(is_active=True, person=grant.person_id)
    else:
        kind = PROTECTED_ROLE
        accounts = holders(Role.DATA_PROTECTION, organisation=grant.organisation_id)
        accounts = accounts | _who_else(grant)
    for account in accounts:
        write(kind, to=account, facts={"grant": grant.pk, "what": what})


def _who_else(grant: Grant) -> QuerySet[Account]:
    """Of a protected role its holder; of liaison staff and officers the leads of the authority."""
    if grant.is_protected:
        return Account.objects.filter(is_active=True, person=grant.person_id)
    leads = confirmed_leads([grant.organisation_id] if grant.organisation_id else [])
    return Account.objects.filter(is_active=True, pk__in=leads.values("person__account"))


def _grant(letter: Letter) -> Grant | None:
    rows = Grant.objects.select_related("person", "organisation", "partnership")
    return rows.filter(pk=letter.facts["grant"]).first()


def _protects(letter: Letter) -> bool:
    """Data protection officer of this grant's controller, its holder, or lead of the authority, still."""
    to = letter.recipient
    if to is None or not to.is_active:
        return False
    return Grant.objects.visible_to(to).filter(pk=letter.facts["grant"]).exists()


def _reviews(letter: Letter) -> bool:
    """The recipient holds the role, or is an administrator."""
    grant, to = _grant(letter), letter.recipient
    if grant is None or to is None or not to.is_active:
        return False
    return grant.person.account_id == to.pk or to.is_administrator()


def _stands_there(letter: Letter) -> bool:
    """The role waits, runs, was refused or ends, as the letter says."""
    grant, what = _grant(letter), letter.facts["what"]
    if grant is None:
        return False
    rows = Grant.objects.filter(pk=grant.pk)
    if what == "given":
        return rows.waiting().exists()
    if what == "confirmed":
        return grant.confirmed_by_id is not None and not grant.is_over
    if what == "refused":
        return grant.is_over and grant.is_waiting
    if what == "review_called":
        return rows.to_review(timezone.localdate()).exists()
    if what == "review_missed":
        return grant.is_over
    return grant.until_on is not None or grant.ended_at is not None


def scope_words(grant: Grant) -> str:
    """The name of the scope in the reader's language."""
    if grant.organisation:
        return grant.organisation.name
    return grant.partnership.name_in() if grant.partnership else everywhere()


def everywhere() -> str:
    """The scope of a grant that names neither organisation nor partnership."""
    return _("the whole installation")


def _role_facts(letter: Letter) -> dict[str, object]:
    grant = _grant(letter)
    if grant is None or letter.recipient is None:
        return {}
    own = grant.person.account_id == letter.recipient_id
    place = reverse("directory:me") if own else reverse("directory:role", args=[grant.pk])
    return {
        "reader": str(getattr(letter.recipient, "person", "")),
        "person": str(grant.person),
        "role": str(grant.get_role_display()),
        "scope": scope_words(grant),
        "own": own,
        "since": grant.since or grant.attested_on,
        "until": grant.until_on,
        "over": grant.ended_at is not None,
        "link": f"{settings.SITE_URL}{place}",
    }


KINDS = (
    LetterKind(
        PROTECTED_ROLE,
        gettext_lazy("Protected role"),
        _protects,
        _role_facts,
        still_holds=_stands_there,
    ),
    LetterKind(
        ROLE_REVIEW,
        gettext_lazy("Role to be confirmed"),
        _reviews,
        _role_facts,
        still_holds=_stands_there,
    ),
)
