"""Addresses of analyses."""

from django.urls import path

from analyses.views import bases, cases, wizard
from analyses.views import cases, reasons
from analyses.views import cases, log, reasons, samples

app_name = "analyses"
urlpatterns = [
    path("", cases.cases, name="list"),
    path("request/", cases.request_case, name="request"),
    path("<int:pk>/", cases.detail, name="detail"),
    path("<int:pk>/check/", cases.take_check, name="take_check"),
    path("<int:pk>/checked/", cases.pass_check, name="pass_check"),
    path("<int:pk>/approve/", cases.approve, name="approve"),
    path("<int:pk>/reject/", cases.reject, name="reject"),
    path("<int:pk>/stop/", cases.stop, name="stop"),
    path("<int:pk>/move/<str:verb>/", cases.move, name="move"),
    path("<int:pk>/impact/", cases.note_impact, name="note_impact"),
    path("<int:pk>/impact/confirm/", cases.confirm_impact, name="confirm_impact"),
    path("<int:pk>/combination/", cases.name_combination, name="name_combination"),
    path("<int:pk>/combination/confirm/", cases.confirm_combination, name="confirm_combination"),
    path("<int:pk>/result/", cases.note_result, name="note_result"),
    path("<int:pk>/people/add/", cases.add_participant, name="add_participant"),
    path("<int:case_pk>/people/<int:pk>/agree/", cases.agree_participant, name="agree_participant"),
    path("<int:case_pk>/people/<int:pk>/end/", cases.end_participation, name="end_participation"),
    # the log, and why one reads
    path("<int:pk>/reason/", reasons.reason, name="reason"),
    path("log/", log.log, name="log"),
    path("log/check/", log.log_check, name="log_check"),
    path("log/samples/", samples.samples, name="samples"),
    path("log/samples/<int:pk>/", samples.sample, name="sample"),
    path("log/samples/<int:pk>/ask/", samples.ask_sample, name="ask_sample"),
    path("log/samples/<int:pk>/answer/", samples.answer_sample, name="answer_sample"),
    path("log/samples/<int:pk>/explain/", samples.explain_sample, name="explain_sample"),
]

# Legal bases and the wizard
urlpatterns += [
    path("share/", wizard.share, name="share"),
    path("bases/", bases.bases, name="bases"),
    path("bases/matrix/", wizard.matrix, name="matrix"),
    path("bases/new/", bases.new_basis, name="new_basis"),
    path("bases/<int:pk>/", bases.basis, name="basis"),
    path("bases/<int:pk>/write/", bases.write_basis, name="write_basis"),
    path("bases/versions/<int:pk>/review/", bases.review_basis, name="review_basis"),
    path("bases/versions/<int:pk>/block/", bases.block_basis, name="block_basis"),
    path("authorities/", bases.authorities, name="authorities"),
    path("authorities/name/", bases.name_kind, name="name_kind"),
    path("authorities/<int:pk>/confirm/", bases.confirm_kind, name="confirm_kind"),
]
