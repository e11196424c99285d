"""A letter is written once, as text; its HTML follows from the text."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

BETWEEN_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")
LINE_BREAK = mark_safe("<br>")


def render_subject(template: str, context: dict[str, object]) -> str:
    """The block "subject" of a letter's template, in one line."""
    return " ".join(render_to_string(template, {**context, "part": "subject"}).split())


def render_text(template: str, context: dict[str, object]) -> str:
    """Greeting and body: paragraphs with one empty line between them, whatever tags stood there."""
    written = render_to_string(template, {**context, "part": "text"})
    return BETWEEN_PARAGRAPHS.sub("\n\n", written).strip() + "\n"


def render_html(text: str, language: str) -> SafeString:
    """The same words as a page: a <p> for each paragraph, a <br> for each line, links to this site."""
    paragraphs = format_html_join(
        "\n", "<p>{}</p>", ((_lines(paragraph),) for paragraph in text.strip().split("\n\n"))
    )
    return format_html(
        '<!doctype html>\n<html lang="{}"><body>\n{}\n</body></html>\n', language, paragraphs
    )


def _lines(paragraph: str) -> SafeString:
    lines = ((_line(line),) for line in paragraph.split("\n"))
    return format_html_join(LINE_BREAK, "{}", lines)


def _line(line: str) -> SafeString:
    """Escaped. Only an address of this site becomes a link: what people typed leads nowhere else."""
    if line.startswith(f"{settings.SITE_URL}/") and " " not in line:
        return format_html('<a href="{0}">{0}</a>', line)
    return escape(line)
