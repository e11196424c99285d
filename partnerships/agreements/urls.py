"""Addresses of agreements."""

from django.urls import path, re_path

from partnerships.agreements.views import clauses, drafting, reading, stages

app_name = "agreements"
urlpatterns = [
    path("", reading.agreements, name="list"),
    path("of/<int:pk>/", reading.of_partnership, name="of_partnership"),
    path("of/<int:pk>/draft/", drafting.draft, name="draft"),
    path("<int:pk>/", reading.agreement, name="detail"),
    path("<int:pk>/details/", drafting.details, name="details"),
    path("<int:pk>/parties/", drafting.parties, name="parties"),
    path("<int:pk>/parties/<int:party_pk>/", drafting.party, name="party"),
    path("<int:pk>/parties/<int:party_pk>/remove/", drafting.remove_party, name="remove_party"),
    path("<int:pk>/clauses/add/", clauses.add, name="add_clause"),
    path("<int:pk>/clauses/<int:clause_pk>/", clauses.edit, name="edit_clause"),
    re_path(
        r"^(?P<pk>[0-9]{1,18})/clauses/(?P<clause_pk>[0-9]{1,18})/(?P<way>up|down)/$",
        clauses.move,
        name="move_clause",
    ),
    path("<int:pk>/clauses/<int:clause_pk>/remove/", clauses.remove, name="remove_clause"),
    path("<int:pk>/steps/<slug:verb>/", stages.step, name="step"),
    path("<int:pk>/document/", stages.document, name="document"),
]
