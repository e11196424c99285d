"""Addresses of the staff's page of letters."""

from django.urls import path

from partnerships.shared.letters import views

app_name = "letters"
urlpatterns = [
    path("", views.letters, name="list"),
    path("<int:pk>/retry/", views.retry, name="retry"),
]
