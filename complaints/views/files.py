"""Photos and documents in the form: taken in, listed, taken away again."""

from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat

from complaints import visit_files
from complaints.forms.files import NAME, reason
from complaints.forms.intake import SEEN_BY, TITLES
from complaints.visit_files import Kept, NotTaken
from complaints.visiting import Visiting, until

STEP = "files"
Taken = tuple[list[Kept], list[NotTaken]]
NOTHING: Taken = ([], [])


def take_in(request: HttpRequest, visiting: Visiting, there: list[Kept]) -> Taken:
    """What was sent with this page beside those that are there, before anything is locked: it takes seconds."""
    sent = request.FILES.getlist(NAME)
    if not sent:
        return NOTHING
    return visit_files.take_in(sent, visit=visiting.id, ends_at=until(), there=there)


def put_in(visiting: Visiting, state: dict[str, Any], taken: Taken) -> None:
    """Into `state`, a part of the visit's, which is locked now; what another post has brought meanwhile is not there twice."""
    kept, not_taken = taken
    there: list[Kept] = state.get("files", [])
    listed, extra = list(there), []
    for each in kept:
        if any(each["sum"] == other["sum"] for other in listed):
            continue
        if visit_files.has_room([*listed, each]):
            listed.append(each)
        else:
            extra.append({"name": each["name"], "why": "too_many"})
    state["files"], state["not_taken"] = listed, [*not_taken, *extra]
    left = [each["file"] for each in kept if each not in listed]
    if left:
        visit_files.let_go(visiting.id, *left)


def remove(visiting: Visiting, state: dict[str, Any], uid: str) -> None:
    """The person does not want to send it."""
    there: list[Kept] = state.get("files", [])
    gone = [each["file"] for each in there if each["uid"] == uid]
    state["files"] = [each for each in there if each["uid"] != uid]
    if gone:
        visit_files.let_go(visiting.id, *gone)


def names_sent(request: HttpRequest) -> list[NotTaken]:
    """All that was chosen, to be chosen again."""
    return [{"name": file.name or "", "why": "gone"} for file in request.FILES.getlist(NAME)]


def context_of(state: dict[str, Any]) -> dict[str, object]:
    """For the template files.html."""
    return {
        "files": state.get("files", []),
        "not_taken": [
            {"name": each["name"], "why": str(reason(each["why"]))}
            for each in state.get("not_taken", [])
        ],
    }


def summary_of(state: dict[str, Any]) -> list[dict[str, object]]:
    """For the page on which all is checked before it is sent."""
    there: list[Kept] = state.get("files", [])
    lines = [f"{each['name']} ({filesizeformat(each['size'])})" for each in there]
    value = "\n".join(lines)
    return [{"label": TITLES[STEP], "value": value, "seen_by": SEEN_BY[NAME]}] if there else []


def drop(visiting: Visiting, state: dict[str, Any]) -> None:
    """All that is not sent; what a message has taken along stays with it."""
    left = [each["file"] for each in state.pop("files", [])]
    state.pop("not_taken", None)
    if left:
        visit_files.let_go(visiting.id, *left)


def have_gone(state: dict[str, Any]) -> bool:
    """Whether a file ended at the moment of sending: then the page of files names it, and nothing is sent."""
    there: list[Kept] = state.get("files", [])
    left = visit_files.are_there(there)
    if len(left) == len(there):
        return False
    gone: list[NotTaken] = [
        {"name": each["name"], "why": "gone"} for each in there if each not in left
    ]
    state |= {"files": left, "not_taken": gone}
    return True
