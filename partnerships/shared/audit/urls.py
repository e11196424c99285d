"""Addresses of the log."""

from django.urls import path

from partnerships.shared.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="log"),
    path("<int:pk>/", views.event, name="event"),
    path("check/", views.verify, name="verify"),
]
