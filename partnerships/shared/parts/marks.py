"""Small pieces that stand in a line or a table cell. Every function escapes what it is given."""

import re
from functools import lru_cache

from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

FEEDBACK = ("info", "success", "warning", "danger")
DASH = "–"
# 2026-0412 or 3/2026: numbers that right-to-left text would turn round.
JOINED_NUMBERS = re.compile(r"\d+(?:[-/]\d+)+")


def icon(name: str) -> SafeString:
    """A KERN icon beside words that say the same; hidden from screen readers."""
    return format_html('<span class="kern-icon kern-icon--{}" aria-hidden="true"></span>', name)


def badge(text: object, kind: str = "neutral") -> SafeString:
    """The label of a state. Kind: neutral, info, success, warning or danger."""
    if kind not in FEEDBACK:
        return format_html(
            '<span class="kern-badge kern-badge--small app-badge app-badge--neutral">'
            '<span class="kern-label kern-label--small">{}</span></span>',
            text,
        )
    return format_html(
        '<span class="kern-badge kern-badge--small kern-badge--{} app-badge">{}'
        '<span class="kern-label kern-label--small">{}</span></span>',
        kind,
        icon(kind),
        text,
    )


def code(text: object) -> SafeString:
    """A number such as 2026-0412, which right-to-left text would turn round."""
    return format_html('<bdi dir="ltr" class="app-code">{}</bdi>', text)


def words(text: object) -> SafeString:
    """One line that a person typed, in whatever direction it runs; nothing typed gives a dash."""
    # In every cell of a list, so put together by hand: half the time of format_html.
    return (
        SafeString(f'<bdi dir="auto">{conditional_escape(str(text))}</bdi>') if text else missing()
    )


def prose(text: str) -> SafeString:
    """Paragraphs that a person typed, each in its own direction; numbers keep theirs."""
    paragraphs = linebreaks(text, autoescape=True).replace(
        "<p>", '<p class="kern-body" dir="auto">'
    )
    paragraphs = JOINED_NUMBERS.sub(r'<bdi dir="ltr">\g<0></bdi>', paragraphs)
    return format_html('<div class="app-prose">{}</div>', mark_safe(paragraphs))  # noqa: S308


def missing(reason: str = "") -> SafeString:
    """A dash for the eye and words for the ear."""
    return _dash(str(reason or gettext("not given")))


@lru_cache(maxsize=128, typed=True)  # a safe text is another than the same unsafe one
def _dash(reason: str) -> SafeString:
    """The same few stand in every second cell of a list."""
    return format_html(
        '<span class="app-muted"><span aria-hidden="true">{}</span>'
        '<span class="kern-sr-only">{}</span></span>',
        DASH,
        reason,
    )


def link(text: object, href: str = "") -> SafeString:
    """A link; without an address the bare text."""
    if not href:
        return format_html("{}", text)
    href, text = conditional_escape(href), conditional_escape(str(text))
    return SafeString(f'<a class="kern-link app-link" href="{href}">{text}</a>')


def tool(text: object, href: str, about: object) -> SafeString:
    """A link that does something with one of several things; which one, only the ear is told."""
    # In every row of a list, so put together by hand.
    href, text, about = (conditional_escape(str(each)) for each in (href, text, about))
    return SafeString(
        f'<a class="kern-link" href="{href}">{text}<span class="kern-sr-only">: {about}</span></a>'
    )


def who(name: object, detail: object = "", href: str = "", kind: str = "person") -> SafeString:
    """A person or an organisation in one line, with a second, quieter line below."""
    second = format_html('<span class="app-who__detail" dir="auto">{}</span>', detail)
    return format_html(
        '<span class="app-who">{}<span class="app-who__text">'
        '<span dir="auto">{}</span>{}</span></span>',
        icon("home" if kind == "organisation" else "account-circle"),
        link(name, href),
        second if detail else "",
    )


def progress(label: object, value: int, maximum: int) -> SafeString:
    """A bar with its words, "Signatures: 3 of 5". The bar alone would say nothing to many."""
    text = gettext("%(label)s: %(value)s of %(maximum)s") % {
        "label": label,
        "value": value,
        "maximum": maximum,
    }
    return format_html(
        '<label class="kern-progress app-progress"><span class="kern-label">{}</span>'
        '<progress max="{}" value="{}"></progress></label>',
        text,
        maximum,
        value,
    )
