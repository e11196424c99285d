"""Addresses of meetings."""

from django.urls import path

from meetings.views import answering, inviting, planning, reading, register

app_name = "meetings"
urlpatterns = [
    path("", register.meetings, name="list"),
    path("partnership/<int:pk>/", register.of_partnership, name="of_partnership"),
    path("partnership/<int:pk>/plan/", planning.plan, name="plan"),
    path("answer/<str:token>/", answering.answer, name="answer"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/calendar.ics", reading.calendar_file, name="calendar_file"),
    path("<int:pk>/edit/", planning.edit, name="edit"),
    path("<int:pk>/discard/", planning.discard, name="discard"),
    path("<int:pk>/cancel/", planning.cancel, name="cancel"),
    path("<int:pk>/move/", planning.move, name="move"),
    path("<int:pk>/people/", inviting.people, name="people"),
    path("<int:pk>/people/<int:attendee_pk>/remove/", inviting.remove, name="remove_person"),
    path("<int:pk>/people/<int:attendee_pk>/letter/", inviting.letter, name="letter"),
    path("<int:pk>/send/", inviting.send, name="send"),
    path("<int:pk>/reply/", answering.reply, name="reply"),
    path("<int:pk>/hold/", planning.hold, name="hold"),
]
