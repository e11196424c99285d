"""Addresses of analyses."""

from django.urls import path

from analyses.views import bases, cases, wizard
from analyses.views import cases, reasons
from analyses.views import cases, log, reasons, samples
from analyses.views import cases, processing, rights_of_people, terms

app_name = "analyses"
from analyses.kinds import Schema
from analyses.views import cases, contributions, records

app_name = "analyses"
SCHEMAS = "|".join(Schema.values)
VERBS = "|".join(cases.MOVES)
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
    # Terms and rights of people
    path("due/", terms.due, name="due"),
    path("<int:pk>/terms/", terms.terms, name="terms"),
    path("<int:pk>/terms/need/", terms.extend_need, name="extend_need"),
    path("<int:pk>/terms/deletion/", terms.extend_deletion, name="extend_deletion"),
    path(
        "<int:case_pk>/terms/contributions/<int:pk>/",
        terms.extend_contribution,
        name="extend_contribution",
    ),
    path("<int:case_pk>/terms/records/<int:pk>/", terms.extend_record, name="extend_record"),
    path("<int:case_pk>/terms/records/<int:pk>/delete/", terms.delete_record, name="delete_record"),
    path("<int:case_pk>/extensions/<int:pk>/", terms.decide_extension, name="decide_extension"),
    path("<int:pk>/erase/", terms.erase, name="erase"),
    path("<int:case_pk>/certificates/<int:pk>/", terms.certificate, name="certificate"),
    path("<int:pk>/hold/", terms.hold, name="hold"),
    path("<int:pk>/hold/confirm/", terms.confirm_hold, name="confirm_hold"),
    path("<int:pk>/hold/lifting/", terms.ask_lifting, name="ask_lifting"),
    path("<int:pk>/hold/lift/", terms.lift, name="lift"),
    path("<int:pk>/correct/", rights_of_people.correct, name="correct"),
    path("<int:case_pk>/notices/<int:pk>/", rights_of_people.acknowledge, name="acknowledge"),
    path("<int:case_pk>/searches/<int:pk>/", rights_of_people.answer_search, name="answer_search"),
    path("rights/", rights_of_people.rights, name="rights"),
    path("rights/enter/", rights_of_people.enter_request, name="enter_request"),
    path("rights/<int:pk>/", rights_of_people.right, name="right"),
    path("rights/<int:pk>/answered/", rights_of_people.answer_request, name="answer_request"),
    path("processing/", processing.processing, name="processing"),
    # Contributions, records, links
    path("<int:pk>/contribute/", contributions.contribute, name="contribute"),
    path("<int:case_pk>/contributions/<int:pk>/", contributions.contribution, name="contribution"),
    path(
        "<int:case_pk>/contributions/<int:pk>/change/",
        contributions.change_contribution,
        name="change_contribution",
    ),
    path(
        "<int:case_pk>/contributions/<int:pk>/submit/",
        contributions.submit_contribution,
        name="submit_contribution",
    ),
    path(
        "<int:case_pk>/contributions/<int:pk>/discard/",
        contributions.discard_contribution,
        name="discard_contribution",
    ),
    path(
        "<int:case_pk>/contributions/<int:pk>/correct/",
        contributions.correct_contribution,
        name="correct_contribution",
    ),
    path(
        "<int:case_pk>/contributions/<int:pk>/withdraw/",
        contributions.withdraw_contribution,
        name="withdraw_contribution",
    ),
    re_path(
        rf"^(?P<case_pk>[0-9]+)/contributions/(?P<pk>[0-9]+)/add/(?P<schema>{SCHEMAS})/$",
        records.add_record,
        name="add_record",
    ),
    path("<int:case_pk>/contributions/<int:pk>/link/", records.add_link, name="add_link"),
    path("<int:pk>/records/", records.case_records, name="records"),
    path("<int:case_pk>/records/<int:pk>/", records.record, name="record"),
    path("<int:case_pk>/records/<int:pk>/change/", records.change_record, name="change_record"),
    path("<int:case_pk>/records/<int:pk>/remove/", records.remove_record, name="remove_record"),
    path("<int:case_pk>/links/<int:pk>/remove/", records.remove_link, name="remove_link"),
]
