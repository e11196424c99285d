"""Addresses of the directory."""

from django.urls import path

from partnerships.directory.views import (
    bodies,
    goals,
    home,
    invitation,
    language,
    me,
    organisations,
    overview,
    partners,
    partnerships,
    projects,
)

app_name = "directory"
urlpatterns = [
    path("home/", home.home, name="home"),
    path("me/", me.me, name="me"),
    path("invitations/<str:token>/", invitation.invitation, name="invitation"),
    path("language/", language.language, name="language"),
    path("partnerships/", partnerships.partnerships, name="partnerships"),
    path("partnerships/<int:pk>/", overview.partnership, name="partnership"),
    path("partnerships/<int:pk>/partners/", partners.partners, name="partners"),
    path("partnerships/<int:pk>/bodies/", bodies.bodies, name="bodies"),
    path("partnerships/<int:pk>/goals/", goals.goals, name="goals"),
    path("partnerships/<int:pk>/projects/", projects.projects, name="projects"),
    path("bodies/<int:pk>/", bodies.body, name="body"),
    path("projects/<int:pk>/", projects.project, name="project"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
]
