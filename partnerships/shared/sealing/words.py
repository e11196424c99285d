"""What the verification page says about each code: in plain words, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Why the answer is not `valid`. Keys: judging.Judgement.reasons and checks.Report.unreadable.
REASONS: dict[str, str | Promise] = {
    "bytes_changed": _(
        "Something inside the sealed part was changed after we sealed it. It may be a single word, an amount or a picture."
    ),
    "appended": _("Something was written into the file behind our seal."),
    "appended_proofs": _(
        "Time stamps or other proofs were added after sealing. The pages look as we sealed them, but the file is no longer the same."
    ),
    "appended_form": _(
        "Signatures or filled-in fields were added after sealing. They are not part of what we sealed."
    ),
    "appended_content": _(
        "A new version was added to the file after sealing. It can show other pages or another text than we sealed."
    ),
    "seal_removed": _("Our seal was taken out of this file, so nobody can tell what else changed."),
    "seal_replaced": _(
        "The file names one of our documents, but our seal is missing: it carries another signature instead."
    ),
    "no_trace": _(
        "It carries no seal, and nothing in it leads to a document of ours. That says nothing about whether it is true."
    ),
    "foreign_signature": _("It carries a signature, but not our seal."),
    "our_seal_without_record": _(
        "It carries a signature with our certificate, but we keep no such document. Please tell us where you have it from."
    ),
    "empty": _("The file is empty. Perhaps it was not saved or not downloaded completely."),
    "too_large": _("The file is larger than 25 MB. Our documents are smaller."),
    "not_pdf": _("This is not a PDF. Choose the PDF itself, not a photo or a scan of the paper."),
    "encrypted": _("The PDF is protected by a password. Our documents never are."),
    "broken": _("The PDF is damaged, perhaps because it was not downloaded completely."),
    "too_complex": _("The PDF is built in such a way that we cannot look into it."),
    "code_unknown": _("There is no document with this code. Please compare it with your paper."),
    "code_slip": _(
        "This is not a complete code, or there is a slip in it. It has seven groups of four letters and digits."
    ),
}

# What is wrong with one signature. Keys: checks.Signature.problem.
PROBLEMS: dict[str, str | Promise] = {
    "": _("valid"),
    "bytes_changed": _("the file was changed after it was signed"),
    "broken": _("the signature itself is broken"),
    "untrusted": _(
        "nobody we trust vouches for the certificate: anybody can make one with this name"
    ),
    "certificate_expired": _("the certificate had expired when it was used"),
    "certificate_not_yet": _("the certificate was not valid yet when it was used"),
    "certificate_revoked": _("the certificate was revoked"),
    "certificate_purpose": _("the certificate is not made for signing documents"),
    "weak": _("the method is no longer safe"),
    "not_checkable": _("the signature cannot be read"),
}
