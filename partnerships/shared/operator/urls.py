"""Addresses of the pages for everybody, in each language at an address of their own."""

from django.urls import path, re_path

from partnerships.shared.operator import views
from partnerships.shared.operator.files import PAGES

LANGUAGE = r"^(?P<language>de|en)/"

app_name = "operator"
urlpatterns = [
    *(
        re_path(rf"{LANGUAGE}{page}/$", views.show, {"page": page}, name=page.replace("-", "_"))
        for page in PAGES
    ),
    re_path(rf"{LANGUAGE}accessibility/report/$", views.report, name="report"),
    path("operator/logo/<str:number>/", views.logo, name="logo"),
    path("operator/sign-language/", views.film, name="film"),
]
