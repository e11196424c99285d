"""Addresses of saved views."""

from django.urls import path

from partnerships.shared.lists import views

app_name = "lists"
urlpatterns = [
    path("views/<int:pk>/delete/", views.delete_view, name="delete_view"),
    path("<slug:slug>/views/", views.views, name="views"),
    path("<slug:slug>/save/", views.save_view, name="save_view"),
]
