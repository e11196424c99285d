"""The ceremony: planned, printed, and shown on the wall."""

from partnerships.agreements.models import Ceremony
from tests.journeys.forms import NASTY, VISIBLE, assert_plain, typed, words

PLAN = {"day": "2027-06-04", "time": "17:30", "place": "Rathaus", "guests": "", "note": ""}


def test_planned_changed_and_shown(signing) -> None:
    signing.ready()
    own = f"/agreements/{signing.agreement.pk}/ceremony/"
    keeper = signing.client("liaison")
    assert "No ceremony is planned yet" in words(keeper.get(own).content)
    plan = PLAN | {"guests": f"Erste\n\nZweiter {NASTY}", "note": f"Musik {NASTY}"}
    assert keeper.post(f"{own}plan/", plan | {"version": "0"}).status_code == 302
    page = signing.client("mayor").get(own)
    said = words(page.content)
    for word in ("4 June 2027", "17:30", "Rathaus", VISIBLE, "0 of 3 signed"):
        assert word in said, word
    assert_plain(page.content)
    assert signing.client("mayor").get(f"{own}plan/").status_code == 403
    values = typed(keeper, f"{own}plan/", place="Marktplatz")
    assert keeper.post(f"{own}plan/", values).status_code == 302
    stale = keeper.post(f"{own}plan/", values)
    assert "Somebody changed this" in words(stale.content)
    assert Ceremony.objects.get().place == "Marktplatz"


def test_what_cannot_be_planned(signing) -> None:
    signing.ready()
    path = f"/agreements/{signing.agreement.pk}/ceremony/plan/"
    for field, value in (
        ("day", "31.02.2026"), ("day", "9999-12-31"), ("day", ""), ("time", "25:00"), ("time", ""),
        ("place", ""), ("place", "x" * 201), ("guests", "x" * 4001), ("note", "x" * 4001),
    ):  # fmt: skip
        answer = signing.client("liaison").post(path, PLAN | {"version": "0", field: value})
        assert answer.status_code == 200 and answer.context["form"].errors[field], field
    assert not Ceremony.objects.exists()


def test_the_big_screen_follows_the_signing(signing) -> None:
    signing.ready()
    own = f"/agreements/{signing.agreement.pk}/ceremony/"
    client = signing.client("mayor")
    assert 'hx-trigger="every 3s"' in client.get(f"{own}screen/").content.decode()
    assert "0 of 3" in words(client.get(f"{own}state/").content)
    for name in ("mayor", "chairwoman", "treasurer"):
        signing.sign(name)
    state = client.get(f"{own}state/")
    said = words(state.content)
    assert state.status_code == 200 and "2 of 3" in said
    assert "✓ City Nord: signed" in said and "○ Club Nord: waiting" in said
    signing.sign("deputy")
    state = client.get(f"{own}state/")
    assert state.status_code == 286 and "3 of 3 In force" in words(state.content)
    assert "hx-get" not in client.get(f"{own}screen/").content.decode()
