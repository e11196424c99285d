"""Who may change the directory, a file a subject. Seeing is `Model.objects.visible_to`."""

from partnerships.directory.rules.grants import can_confirm, can_give
from partnerships.directory.rules.invitations import can_accept, can_invite, can_withdraw
from partnerships.directory.rules.organisations import can_enter_organisation, can_keep_organisation
from partnerships.directory.rules.partnerships import can_found_partnership, can_keep_partnership
from partnerships.directory.rules.people import can_enter_person

__all__ = [
    "can_accept",
    "can_confirm",
    "can_enter_organisation",
    "can_enter_person",
    "can_found_partnership",
    "can_give",
    "can_invite",
    "can_keep_organisation",
    "can_keep_partnership",
    "can_withdraw",
]
