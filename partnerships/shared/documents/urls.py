"""Addresses of documents."""

from django.urls import path

from partnerships.shared.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.documents, name="list"),
    path("failed/", views.failed, name="failed"),
    path("<int:pk>/", views.document, name="detail"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/file/", views.download, name="file"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/retry/", views.retry, name="retry"),
]
