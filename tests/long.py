"""What the quick run leaves out: `./script/test --quick` takes neither `slow` nor `walk` nor `browser`."""

from pathlib import Path

import pytest

WALKS = (  # every address, table, field or sequence
    "complaints/test_languages.py",
    "agreements/test_same_everywhere.py", "directory/test_nobody_takes_over.py",
    "house/test_admin.py", "house/test_admin_lookups.py", "house/test_buttons.py", "house/test_doors.py",
    "house/test_one_line_fields.py", "house/test_other_partnerships.py", "house/test_queries.py",
    "house/test_reading.py", "journeys/test_hostile_forms.py", "journeys/test_hostile_text.py", "search/test_rights.py", "step/test_every_form.py", "house/test_words.py",
    "step/test_both_texts.py", "step/test_no_form_only_refuses.py", "step/test_where_one_was.py",
)  # fmt: skip
SLOW = (  # they start servers or workers, kill them, load the demo or draw many documents
    "agreements/test_all_on_paper.py", "complaints/test_rotation.py", "directory/test_as_of.py", "documents/test_agreement_document.py", "documents/test_bucket.py", "documents/test_layout_check.py",
    "documents/test_lossless.py", "documents/test_paper.py", "house/test_bootstrap.py",
    "house/test_embedded.py", "house/test_same_every_time.py", "house/test_server.py",
    "journeys/test_demo.py", "meetings/test_invitations_lossless.py", "meetings/test_replies.py", "meetings/test_replies_lossless.py", "sealing/test_lossless.py", "web/test_slow_visitors.py",
)  # fmt: skip
TESTS = Path(__file__).parent


def missing() -> list[str]:
    """Files that are named here and nowhere else."""
    return [name for name in WALKS + SLOW if not (TESTS / name).exists()]


@pytest.hookimpl(tryfirst=True)  # before they are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them."""
    if gone := missing():
        raise pytest.UsageError(f"tests/long.py names what is no longer there: {gone}")
    for item in items:
        place = item.path.relative_to(TESTS).as_posix() if item.path.is_relative_to(TESTS) else ""
        if place in WALKS:
            item.add_marker(pytest.mark.walk)
        if place in SLOW:
            item.add_marker(pytest.mark.slow)
