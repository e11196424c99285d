"""Addresses of complaints: for everybody in each language, and for the office."""

from django.urls import path, re_path

from complaints.languages import PATTERN
from complaints.views import (
    apart,
    calling,
    calls,
    decisions,
    due,
    feedback,
    figures,
    intake,
    keeping,
    kept,
    lessons,
    mailbox,
    office,
    pages,
    partner_code,
    partners,
    readiness,
    register,
    sorting,
    statements,
    steps,
    terms,
    times,
)

PUBLIC = rf"^{PATTERN}/complaint/"
# Moves of the table in complaints.stages that have no page of their own.
MOVES = ("review", "go_on", "suspend", "resume", "hand_on", "dismiss", "pursue", "reopen")

app_name = "complaints"
urlpatterns = [
    path("complaint/", pages.choose, name="choose"),
    re_path(rf"{PUBLIC}$", pages.start, name="start"),
    re_path(rf"{PUBLIC}write/$", intake.write, name="write"),
    re_path(rf"{PUBLIC}sent/$", pages.sent, name="sent"),
    re_path(rf"{PUBLIC}mailbox/$", mailbox.mailbox, name="mailbox"),
    re_path(rf"{PUBLIC}call/$", calls.call, name="call"),
    re_path(rf"{PUBLIC}others/$", pages.others, name="others"),
    re_path(rf"{PUBLIC}languages/$", pages.languages, name="languages"),
    re_path(rf"{PUBLIC}privacy/$", pages.privacy, name="privacy"),
    re_path(rf"{PUBLIC}leave/$", pages.leave, name="leave"),
    path("complaints/", register.complaints, name="list"),
    path("complaints/feedback/", feedback.feedback, name="feedback"),
    path("complaints/due/", due.due, name="due"),
    path("complaints/figures/", figures.figures, name="figures"),
    path("complaints/figures/file/", figures.figures_file, name="figures_file"),
    path("complaints/lessons/", lessons.lessons, name="lessons"),
    path("complaints/lessons/<int:pk>/end/", lessons.end_lesson, name="end_lesson"),
    path("complaints/keeping/", keeping.keeping, name="keeping"),
    path("complaints/keeping/delete/", keeping.delete_due, name="delete_due"),
    path("complaints/keeping/offices/<int:pk>/offer/", keeping.offer, name="offer"),
    path("complaints/keeping/offers/<int:pk>/", keeping.offer_answer, name="offer_answer"),
    path("complaints/calls/", calling.calls, name="calls"),
    path("complaints/calls/<uuid:pk>/done/", calling.call_done, name="call_done"),
    path("complaints/enter/", office.enter, name="enter"),
    path("complaints/for-people/", partners.helping, name="helping"),
    path("complaints/for-people/write/", partners.write_for, name="write_for"),
    path("complaints/for-people/code/<int:pk>/", partner_code.partner_code, name="partner_code"),
    path("complaints/for-people/<int:pk>/", partners.helped, name="helped"),
    path("complaints/for-people/<int:pk>/say/", partners.write_as_helper, name="say_as_helper"),
    path("complaints/for-people/<int:pk>/consent/", partners.note_consent, name="note_consent"),
    path(
        "complaints/for-people/<int:pk>/withdraw-consent/",
        partners.withdraw_consent,
        name="withdraw_consent",
    ),
    path("complaints/for-people/<int:pk>/forward/", partners.forward, name="forward"),
    path("complaints/<int:pk>/", office.detail, name="detail"),
    path("complaints/sort/", sorting.sort_next, name="sort_next"),
    path("complaints/<int:pk>/sort/", sorting.sort, name="sort"),
    path("complaints/<int:pk>/acknowledge/", steps.acknowledge, name="acknowledge"),
    *(
        path(
            f"complaints/<int:pk>/{verb.replace('_', '-')}/", steps.move, {"verb": verb}, name=verb
        )
        for verb in MOVES
    ),
    path("complaints/<int:pk>/keeping/", kept.kept, name="kept"),
    path("complaints/<int:pk>/keeping/hold/", kept.hold, name="hold"),
    path("complaints/<int:pk>/keeping/confirm-hold/", kept.confirm_hold, name="confirm_hold"),
    path("complaints/<int:pk>/keeping/ask-lifting/", kept.ask_lifting, name="ask_lifting"),
    path("complaints/<int:pk>/keeping/lift-hold/", kept.lift_hold, name="lift_hold"),
    path("complaints/<int:pk>/keeping/longer/", kept.keep_longer, name="keep_longer"),
    path("complaints/<int:pk>/keeping/case-end/", kept.note_case_end, name="note_case_end"),
    path("complaints/<int:pk>/keeping/evidence/", kept.note_evidence, name="note_evidence"),
    path("complaints/<int:pk>/ask-statement/", steps.ask_statement, name="ask_statement"),
    path(
        "complaints/<int:pk>/request-statement/",
        statements.request_statement,
        name="request_statement",
    ),
    path(
        "complaints/<int:pk>/statements/<uuid:request_pk>/",
        statements.read_statement,
        name="read_statement",
    ),
    path(
        "complaints/<int:pk>/statements/<uuid:request_pk>/take-back/",
        statements.withdraw_request,
        name="withdraw_request",
    ),
    path("complaints/statements/<uuid:pk>/", statements.statement, name="statement"),
    path("complaints/<int:pk>/note-statement/", steps.note_statement, name="note_statement"),
    *(
        path(f"complaints/<int:pk>/{verb}/", office.say, {"kind": kind}, name=verb)
        for verb, kind in (("ask", "question"), ("tell", "notice"), ("answer", "answer"))
    ),
    path(
        "complaints/<int:pk>/messages/<uuid:message_pk>/translate/",
        office.translate,
        name="translate",
    ),
    path("complaints/<int:pk>/messages/<uuid:message_pk>/machine/", office.machine, name="machine"),
    path("complaints/<int:pk>/files/<uuid:attachment_pk>/", office.attachment, name="file"),
    path("complaints/<int:pk>/objection/", office.decide_objection, name="decide_objection"),
    path("complaints/<int:pk>/draft/", decisions.draft, name="draft"),
    path("complaints/<int:pk>/draft/submit/", decisions.submit_draft, name="submit_draft"),
    path("complaints/<int:pk>/draft/approve/", decisions.approve, name="approve"),
    path("complaints/<int:pk>/not-free/", apart.recuse, name="recuse"),
    path("complaints/<int:pk>/lesson/", lessons.note_lesson, name="note_lesson"),
    path("complaints/<int:pk>/close/", steps.close, name="close"),
    path("complaints/offices/", readiness.readiness, name="readiness"),
    path("complaints/offices/<int:pk>/note/", readiness.note, name="note"),
    path("complaints/offices/<int:pk>/times/", times.times, name="times"),
    path("complaints/offices/<int:pk>/times/<slug:kind>/", times.set_target, name="set_target"),
    path("complaints/offices/<int:pk>/close-days/", times.close_days, name="close_days"),
    path("complaints/offices/closures/<int:pk>/remove/", times.open_days, name="open_days"),
    path("complaints/offices/<int:pk>/elsewhere/", apart.name_elsewhere, name="name_elsewhere"),
    path("complaints/offices/<int:pk>/head/", times.name_head, name="name_head"),
    path(
        "complaints/offices/<int:pk>/figures/<int:year>/note/",
        figures.write_note,
        name="write_year_note",
    ),
    path("complaints/offices/<int:pk>/keeping/", terms.terms, name="terms"),
    path("complaints/offices/<int:pk>/keeping/mode/", terms.set_mode, name="set_mode"),
    path("complaints/offices/<int:pk>/keeping/<slug:kind>/", terms.set_term, name="set_term"),
    path("complaints/offices/notes/<int:pk>/confirm/", readiness.confirm_note, name="confirm_note"),
    path("complaints/offices/notes/<int:pk>/end/", readiness.end_note, name="end_note"),
]
