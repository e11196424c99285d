"""Rights begin and end with grants and representations, at the next request."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnerships.directory.actions import grants
from partnerships.directory.models import Account, Grant, Role
from partnerships.directory.models.access import PROTECTED_ROLES
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import typed

PROTECTED = sorted(PROTECTED_ROLES)


def access(cast, name: str):
    """Read anew."""
    return cast.account(name).access


class TestTwoPeople:
    """Every role begins when a second person confirms it."""

    @pytest.mark.parametrize("role", PROTECTED)
    def test_it_waits_for_the_second(self, cast, role) -> None:
        grant = grants.give_role(cast.people["partner"], by=cast.account("admin"), role=role)
        assert not access(cast, "partner").has(role)
        assert not Grant.objects.in_effect().filter(pk=grant.pk).exists()
        for name in ("admin", "partner", "liaison", "analyst"):
            with pytest.raises(PermissionDenied):
                grants.confirm_role(grant, by=cast.account(name))
        grants.confirm_role(grant, by=cast.account("dpo"))
        assert access(cast, "partner").has(role)

    def test_the_database_holds_it_too(self, cast) -> None:
        grant = grants.give_role(
            cast.people["partner"], by=cast.account("admin"), role=Role.ANALYST
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.filter(pk=grant.pk).update(confirmed_by=cast.account("admin"))

    def test_nobody_to_themselves(self, cast) -> None:
        for role in Role.values:
            with pytest.raises(PermissionDenied):
                grants.give_role(cast.people["admin"], by=cast.account("admin"), role=role)
        grant = grants.give_role(cast.people["dpo"], by=cast.account("admin"), role=Role.COMPLAINTS)
        with pytest.raises(PermissionDenied):
            grants.confirm_role(grant, by=cast.account("dpo"))

    @pytest.mark.parametrize("name", ["liaison", "chair", "partner", "dpo", "analyst"])
    def test_only_administrators_give(self, cast, name) -> None:
        with pytest.raises(PermissionDenied):
            grants.give_role(
                cast.people["outsider"],
                by=cast.account(name),
                role=Role.LIAISON,
                partnership=cast.north,
            )

    @pytest.mark.parametrize("role", [Role.LIAISON, Role.OFFICER])
    def test_others_wait_for_the_authority(self, cast, role) -> None:
        cast.people["head"] = make.RepresentationFactory(
            organisation=cast.police, person__account=make.AccountFactory()
        ).person
        person = cast.people["outsider"]
        grant = grants.give_role(
            person, by=cast.account("admin"), role=role, organisation=cast.police
        )
        for name in set(cast.people) - {"head"}:  # the lead decides, and nobody in its place
            assert not access(cast, "outsider").has(role)
            with pytest.raises(PermissionDenied):
                grants.confirm_role(grant, by=cast.account(name))
        grants.confirm_role(grant, by=cast.account("head"))
        assert access(cast, "outsider").has(role)

    def test_where_no_authority_leads_data_protection_decides(self, cast) -> None:
        grant = grants.give_role(
            cast.people["outsider"],
            by=cast.account("admin"),
            role=Role.LIAISON,
            partnership=cast.north,
        )
        for name in ("admin", "outsider", "partner", "liaison"):
            with pytest.raises(PermissionDenied):
                grants.confirm_role(grant, by=cast.account(name))
        assert not access(cast, "outsider").is_liaison_in(cast.north.pk)
        grants.confirm_role(grant, by=cast.account("dpo"))
        assert access(cast, "outsider").is_liaison_in(cast.north.pk)

    def test_and_none_begins_before_its_day(self, cast) -> None:
        tomorrow = timezone.localdate() + timedelta(days=1)
        grant = grants.give_role(
            cast.people["outsider"],
            by=cast.account("admin"),
            role=Role.LIAISON,
            partnership=cast.north,
            since=tomorrow,
        )
        grants.confirm_role(grant, by=cast.account("dpo"))
        assert not access(cast, "outsider").has("liaison")


class TestEnding:
    """An open tab is worth nothing afterwards."""

    def _open_tab(self, cast, name: str):
        agreement = agree.whole_agreement(
            partnership=cast.north, drafted_by=cast.account("liaison")
        )
        client, path = cast.client(name), f"/agreements/{agreement.pk}/details/"
        return client, path, typed(client, path, title="Aus dem alten Fenster"), agreement

    @pytest.mark.parametrize("how", ["moment", "day"])
    @pytest.mark.parametrize("name", ["liaison", "chair"])
    def test_a_role_or_seat(self, cast, name, how) -> None:
        client, path, values, agreement = self._open_tab(cast, name)
        rows = cast.people[name].grants if name == "liaison" else cast.people[name].seats
        self._end(rows.all(), how)
        assert client.post(path, values).status_code == 404
        assert client.get(path).status_code == 404
        agreement.refresh_from_db()
        assert agreement.title != "Aus dem alten Fenster"

    @pytest.mark.parametrize("how", ["moment", "day"])
    def test_a_representation(self, cast, how) -> None:
        agreement = agree.whole_agreement(
            partnership=cast.north, drafted_by=cast.account("liaison")
        )
        client, own = cast.client("partner"), f"/agreements/{agreement.pk}/"
        assert client.get(own).status_code == 200
        self._end(cast.people["partner"].representations.all(), how)
        assert client.get(own).status_code == 404
        assert client.post(f"{own}document/", {"language": "de"}).status_code == 404
        assert client.get(f"/partnerships/{cast.north.pk}/").status_code == 404
        assert agreement.title not in client.get("/home/").content.decode()

    def test_its_last_day_counts(self, cast) -> None:
        cast.people["partner"].representations.update(until_on=timezone.localdate())
        client = cast.client("partner")
        assert client.get(f"/partnerships/{cast.north.pk}/").status_code == 200

    def test_the_organisation_leaves(self, cast) -> None:
        client = cast.client("partner")
        self._end(cast.north.partners.filter(organisation=cast.association), "moment")
        assert client.get(f"/partnerships/{cast.north.pk}/").status_code == 404

    def test_the_account_is_closed(self, cast) -> None:
        client = cast.client("partner")
        Account.objects.filter(pk=cast.account("partner").pk).update(is_active=False)
        assert client.get("/home/")["Location"].startswith("/accounts/login/")

    @staticmethod
    def _end(rows, how: str) -> None:
        if how == "moment":
            rows.update(ended_at=timezone.now())
        else:
            rows.update(until_on=timezone.localdate() - timedelta(days=1))


def test_a_person_in_two_partnerships_sees_both(cast) -> None:
    client = cast.client("partner")
    assert client.get(f"/partnerships/{cast.south.pk}/").status_code == 404
    make.RepresentationFactory(
        person=cast.people["partner"], organisation=cast.south.partners.get().organisation
    )
    for place in (cast.north, cast.south):
        agree.AgreementFactory(partnership=place, title=f"Vertrag {place.name}")
        assert client.get(f"/partnerships/{place.pk}/").status_code == 200
    listed = client.get("/partnerships/").content.decode()
    agreements = client.get("/agreements/").content.decode()
    for name in ("Nord", "Süd"):
        assert name in listed and f"Vertrag {name}" in agreements
    assert cast.client("outsider").get(f"/partnerships/{cast.north.pk}/").status_code == 404
