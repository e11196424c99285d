"""Every address of the house."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import include, path, re_path

from config import figures, health
from partnerships.directory.views import front
from partnerships.shared import errors
from partnerships.shared.gallery import gallery

# One way in: Django's own form would let a password through without the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # the library's own way
admin.site.autocomplete_view = errors.nothing_here  # type: ignore[method-assign]  # no table of ours asks it; it would search any
admin.site.password_change = lambda request, **_: redirect("account_change_password")  # type: ignore[method-assign, assignment]  # one page for it

urlpatterns = [
    path("", front.choose_language, name="root"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics/", figures.figures, name="figures"),
    re_path(r"^(?P<language>de|en)/$", front.front, name="front"),
    # Not `allauth.urls`: its addresses for other services have no place here (directory.views.openid).
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("admin/", admin.site.urls),
    path("agreements/", include("partnerships.agreements.urls")),
    path("meetings/", include("meetings.urls")),
    path("", include("complaints.urls")),
    path("analyses/", include("analyses.urls")),
    path("documents/", include("partnerships.shared.documents.urls")),
    path("", include("partnerships.shared.sealing.urls")),
    path("", include("partnerships.shared.operator.urls")),
    path("search/", include("partnerships.shared.search.urls")),
    path("lists/", include("partnerships.shared.lists.urls")),
    path("letters/", include("partnerships.shared.letters.urls")),
    path("log/", include("partnerships.shared.audit.urls")),
    path("gallery/<str:language>/", gallery, name="gallery"),
    path("", include("partnerships.directory.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many  # asked for by allauth
handler500 = errors.server_error
