"""What people download keeps its letters in its name. Source: issue 13, point 6."""

import pytest

from partnerships.shared.file_names import file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "Vereinbarung über Besuche in Köln-Mülheim",
            "vereinbarung-über-besuche-in-köln-mülheim-de.pdf",
        ),
        ("Straße & Größe", "straße-größe-de.pdf"),
        ("اتفاق التعاون", "اتفاق-التعاون-de.pdf"),
        ("../../etc/passwd", "etcpasswd-de.pdf"),
        ('a"b\r\nSet-Cookie: x', "ab-set-cookie-x-de.pdf"),
        ("🤝", "file-de.pdf"),
        ("a" * 500, "a" * 80 + "-de.pdf"),
    ],
)
def test_names(title: str, name: str) -> None:
    assert file_name(title, "pdf", "de") == name
