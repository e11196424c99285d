"""Addresses of the verification page. They stand on paper: they stay."""

from django.urls import path, re_path

from partnerships.shared.sealing import views

app_name = "sealing"
urlpatterns = [
    path("verify/", views.choose_language, name="choose_language"),
    path("verify/<str:code>/", views.code, name="code"),
    re_path(r"^(?P<language>de|en)/verify/$", views.verify, name="verify"),
    re_path(r"^(?P<language>de|en)/verify/file/$", views.send_file, name="send_file"),
    re_path(r"^(?P<language>de|en)/verify/file/(?P<token>[\w-]{32})/$", views.check, name="check"),
    re_path(
        r"^(?P<language>de|en)/verify/file/(?P<token>[\w-]{32})/progress/$",
        views.progress,
        name="progress",
    ),
]
