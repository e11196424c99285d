"""A mailbox whose code somebody else has seen: before it shows anything, the person gets a code of their own.

The former code opens until the new one is kept, so that a browser that closes in between loses no mailbox; nothing was shown till
then. From then on it opens nothing.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from complaints.actions import filing
from complaints.actions import mailbox as actions
from complaints.forms.intake import ReceiptForm
from complaints.models import Complaint
from complaints.models.complaints import space_number
from complaints.sealed_rows import Keys
from complaints.store.secret import in_groups
from complaints.views.frame import frame
from complaints.views.hashing import GATE
from complaints.visiting import Visiting

ADDRESS = "complaints:mailbox"
BEGUN = "taking"  # in the state


def is_begun(visiting: Visiting) -> bool:
    """A new code is shown and not kept yet."""
    return BEGUN in visiting.state


def begin(visiting: Visiting, complaint: Complaint, keys: Keys) -> None:
    """Number and former code were right; the new code lies in the visit until it is kept."""
    with GATE.patient():
        made = filing.new_mailbox()
    with visiting.changing() as state:
        state[BEGUN] = {
            "uid": str(complaint.uid),
            "number": complaint.number,
            "before": complaint.mailbox_public.hex(),
            "told": keys.told.hex(),
            "identity": keys.identity.hex() if keys.identity else "",
            "code": made.secret,
            "salt": made.salt.hex(),
            "public": made.public.hex(),
        }


def show(
    request: HttpRequest, language: str, visiting: Visiting, form: ReceiptForm | None = None
) -> HttpResponse:
    """Number and new code, and nothing else."""
    taking = visiting.state[BEGUN]
    context = {
        **frame(language, ADDRESS, visiting),
        "number": space_number(taking["number"]),
        "groups": in_groups(taking["code"]),
        "form": form or ReceiptForm(),
        "in_form": True,
    }
    response = render(request, "complaints/public/new_code.html", context)
    visiting.give_cookie(response)
    return response


def take_over(request: HttpRequest, language: str, visiting: Visiting) -> HttpResponse:
    """The new code is kept: now it counts, and the mailbox opens. Where somebody was first, number and code are asked anew."""
    taking, form = visiting.state[BEGUN], ReceiptForm(request.POST)
    if request.POST.get("go") != "kept":
        return redirect(reverse(ADDRESS, args=[language]))
    if not form.says_kept(taking["code"]):
        return show(request, language, visiting, form)
    identity = taking["identity"]
    keys = Keys(bytes.fromhex(taking["told"]), bytes.fromhex(identity) if identity else None)
    made = filing.Mailbox(
        taking["code"], bytes.fromhex(taking["salt"]), bytes.fromhex(taking["public"])
    )
    with visiting.changing() as state:
        if state.pop(BEGUN, None) is None:
            return redirect(reverse(ADDRESS, args=[language]))
        complaint = Complaint.objects.filter(uid=UUID(taking["uid"])).first()
        if complaint and actions.take_over(
            complaint, keys, made, before=bytes.fromhex(taking["before"])
        ):
            state["mailbox"] = {
                "uid": taking["uid"],
                "number": taking["number"],
                "public": taking["public"],
                "told": taking["told"],
                "identity": identity,
                "text": "",
            }
    return redirect(reverse(ADDRESS, args=[language]))
