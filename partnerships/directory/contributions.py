"""What the directory lays on the shelves."""

from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account
from partnerships.shared.chrome import Place
from partnerships.shared.registry import (
    fact_words,
    handover_parts,
    home_cards,
    letter_kinds,
    log_scopes,
    navigation,
    report_chapters,
    search_kinds,
)

HOME = Place(_("Home"), "directory:home")
PARTNERSHIPS = Place(
    _("Partnerships"),
    "directory:partnerships",
    ("/partners/", "/bodies/", "/seats/", "/goals/", "/projects/", "/figures/", "/commitments/"),
)
ROLES = Place(_("Roles"), "directory:roles", ("/account-changes/",))
CORRECTIONS = Place(_("Corrections"), "directory:corrections")
ORGANISATIONS = Place(
    _("Organisations"), "directory:organisations", ("/representations/", "/contacts/")
)
PEOPLE = Place(_("People"), "directory:people", ("/invitations/",))


def _takes_part(account: Account) -> bool:
    return bool(account.access.partnership_ids)


def lay_down() -> None:
    """Navigation, home card and letters of the directory."""
    from partnerships.directory import rules
    from partnerships.directory.access.controllers import (
        controller_in_sql,
        controller_of,
        in_words,
        readable_log,
        reads_whole_log,
    )
    from partnerships.directory.chapter import CHAPTER
    from partnerships.directory.letters import (
        account_changes,
        appointments,
        data,
        invitations,
        invitees,
        me,
        naming,
        openid,
        representations,
        roles,
        ways_in,
    )
    from partnerships.directory.search import KINDS as SEARCHED
    from partnerships.directory.todo.administration import account_tasks
    from partnerships.directory.todo.answers import answer_tasks
    from partnerships.directory.todo.handover import list_partnerships, list_seats
    from partnerships.directory.todo.keeping import tasks
    from partnerships.shared.audit.kinds import LogScope

    log_scopes.add(
        "directory",
        LogScope(controller_of, controller_in_sql, readable_log, reads_whole_log, in_words),
    )
    for kind in (
        *account_changes.KINDS,
        *appointments.KINDS,
        *data.KINDS,
        *invitations.KINDS,
        *invitees.KINDS,
        *me.KINDS,
        *naming.KINDS,
        *openid.KINDS,
        *representations.KINDS,
        *roles.KINDS,
        *ways_in.KINDS,
    ):
        letter_kinds.add(kind.slug, kind)
    fact_words.add("change", {change.value: change.label for change in ways_in.WayChange})
    navigation.add("home", lambda account: HOME, order=0)
    navigation.add(
        "corrections",
        lambda account: CORRECTIONS if account.access.has("data_protection") else None,
        order=60,
    )
    navigation.add(
        "partnerships", lambda account: PARTNERSHIPS if _takes_part(account) else None, order=10
    )
    navigation.add(
        "organisations",
        lambda account: (
            ORGANISATIONS if _takes_part(account) or account.is_administrator() else None
        ),
        order=20,
    )
    navigation.add(
        "people",
        lambda account: PEOPLE if _takes_part(account) or account.is_administrator() else None,
        order=25,
    )
    for order, searched in enumerate(SEARCHED):
        search_kinds.add(searched.slug, searched, order=order)
    handover_parts.add("directory.partnerships", list_partnerships, order=0)
    handover_parts.add("directory.seats", list_seats, order=5)
    report_chapters.add("directory", CHAPTER, order=0)
    home_cards.add("directory.answers", answer_tasks, order=-5)
    home_cards.add("directory", tasks, order=0)
    home_cards.add("directory.roles", account_tasks, order=5)
    navigation.add(
        "roles", lambda account: ROLES if rules.can_see_roles(account) else None, order=80
    )
