"""Django's admin with its tables grouped as people think, not by the packages they lie in."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.shared.sorting import sort_key

# Title, and what belongs to it: whole apps, or single tables.
GROUPS: tuple[tuple[Promise | str, tuple[str, ...]], ...] = (
    (
        _("People and accounts"),
        (
            *("directory.person", "directory.account", "directory.accountchange", "account"),
            *("directory.invitation", "directory.grant", "directory.correction", "mfa"),
            *("socialaccount", "usersessions", "auth"),
        ),
    ),
    (_("Organisations and partnerships"), ("directory",)),
    (_("Agreements"), ("agreements",)),
    (_("Meetings"), ("meetings",)),
    (_("Complaints"), ("complaints",)),
    (_("Letters and documents"), ("letters", "documents", "sealing", "operator")),
    (_("Log"), ("audit",)),
)
REST = _("Further tables")


class Site(AdminSite):
    """Its index and its sidebar show groups; an app's own page stays as it is."""

    site_header = site_title = _("Tables of Handschlag")
    index_title = _("All that is stored")
    index_template = "admin/tables.html"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list:
        """In the order of GROUPS; what no group names comes last."""
        if app_label is not None:
            return super().get_app_list(request, app_label)
        groups: dict[object, list] = {title: [] for title in (*dict(GROUPS), REST)}
        for app in super().get_app_list(request):
            for table in app["models"]:
                groups[_title_of(table["model"]._meta.label_lower)].append(table)
        return [
            {
                "name": str(title),
                "app_label": tables[0]["model"]._meta.app_label,
                "app_url": "",
                "has_module_perms": True,
                "models": sorted(tables, key=lambda table: sort_key(str(table["name"]))),
            }
            for title, tables in groups.items()
            if tables
        ]


def _title_of(label: str) -> Promise | str:
    """A table that is named alone goes before its app."""
    app = label.partition(".")[0]
    for name in (label, app):
        for title, names in GROUPS:
            if name in names:
                return title
    return REST


class Config(AdminConfig):
    """In place of Django's own in INSTALLED_APPS."""

    default_site = "config.admin_site.Site"
