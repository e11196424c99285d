"""Whose database is this? Asked at every start, so nothing of the load itself is imported here."""

from django.conf import settings

from partnerships.directory.models import Account, Person


def is_loaded() -> bool:
    """Is the demo in this database?"""
    return Account.objects.filter(email=f"admin@{settings.DEMO_DOMAIN}", is_demo=True).exists()


def holds_strangers() -> bool:
    """Does this database hold people who are not of the demo?"""
    return (
        Account.objects.filter(is_demo=False).exists()
        or Person.objects.filter(is_invented=False).exists()
    )
