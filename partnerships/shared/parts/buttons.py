"""Buttons and links that look like them. A page has one primary one."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from partnerships.shared.parts.marks import icon


def _face(text: object, icon_name: str) -> SafeString:
    return format_html(
        '{}<span class="kern-label">{}</span>', icon(icon_name) if icon_name else "", text
    )


def button_link(
    text: object, href: str, kind: str = "secondary", icon_name: str = ""
) -> SafeString:
    """A link to a page where something is done. Kind: primary, secondary, tertiary."""
    return format_html(
        '<a class="kern-btn kern-btn--{}" href="{}">{}</a>', kind, href, _face(text, icon_name)
    )


def button(
    text: object, kind: str = "primary", icon_name: str = "", name: str = "", value: str = ""
) -> SafeString:
    """The button that sends a form; kind "danger" for what cannot be undone."""
    sent = format_html(' name="{}" value="{}"', name, value) if name else ""
    look = "primary app-btn--danger" if kind == "danger" else kind
    return format_html(
        '<button type="submit" class="kern-btn kern-btn--{}"{}>{}</button>',
        look,
        sent,
        _face(text, icon_name),
    )
