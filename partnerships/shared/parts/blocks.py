"""Pieces that wrap content: the content comes first and is already safe."""

import datetime as dt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from partnerships.shared.parts.figures import number, when
from partnerships.shared.parts.marks import icon, missing

STAGE_ICONS = {"done": "check", "stopped": "close"}


def panel(content: str, title: object, level: int = 2) -> SafeString:
    """A framed section with its heading."""
    heading = format_html('<h{0} class="app-panel__title">{1}</h{0}>', int(level), title)
    return format_html('<section class="app-panel">{}{}</section>', heading, content)


def alert(content: str, kind: str, title: object) -> SafeString:
    """A notice in the flow of the page; kind info, success, warning or danger."""
    body = format_html('<div class="kern-alert__body">{}</div>', content) if content.strip() else ""
    return format_html(
        '<div class="kern-alert kern-alert--{} app-alert"><div class="kern-alert__header">{}'
        '<p class="kern-title">{}</p></div>{}</div>',
        kind,
        icon(kind),
        title,
        body,
    )


def tabs(content: str, label: object = "") -> SafeString:
    """Links to the pages of one thing."""
    return format_html(
        '<nav class="app-tabs" aria-label="{}"><ul>{}</ul></nav>',
        label or gettext("Sections"),
        content,
    )


def tab(text: object, href: str, current: bool = False, count: int | None = None) -> SafeString:
    """One link of the tabs."""
    counted = format_html(' <span class="app-count">{}</span>', number(count))
    return format_html(
        '<li><a href="{}"{}>{}{}</a></li>',
        href,
        format_html(' aria-current="{}"', "page") if current else "",
        text,
        counted if count is not None else "",
    )


def facts(content: str) -> SafeString:
    """A description list."""
    return format_html('<dl class="kern-description-list app-facts">{}</dl>', content)


def fact(key: object, value: object = "") -> SafeString:
    """One line of a description list."""
    return format_html(
        '<div class="kern-description-list-item">'
        '<dt class="kern-description-list-item__key">{}</dt>'
        '<dd class="kern-description-list-item__value">{}</dd></div>',
        key,
        missing() if value is None or value == "" else value,
    )


def timeline(content: str) -> SafeString:
    """What happened, in the order it is given."""
    return format_html('<ol class="app-timeline">{}</ol>', content)


def event(moment: dt.date | dt.datetime | None, text: object, by: object = "") -> SafeString:
    """One thing that happened, when, and by whom."""
    doer = format_html('<span class="app-timeline__by" dir="auto">{}</span>', by) if by else ""
    return format_html(
        '<li><span class="app-timeline__when">{}</span><p class="kern-body">{}</p>{}</li>',
        when(moment),
        text,
        doer,
    )


def stages(content: str, label: object = "") -> SafeString:
    """Where a thing stands in its life."""
    return format_html(
        '<ol class="app-stages" aria-label="{}">{}</ol>', label or gettext("Stages"), content
    )


def stage(text: object, state: str, moment: dt.date | dt.datetime | None = None) -> SafeString:
    """One stage; state done, current, coming or stopped. The words say it as well as the mark."""
    meaning = {
        "done": gettext("done"),
        "current": gettext("now"),
        "coming": gettext("to come"),
        "stopped": gettext("stopped"),
    }[state]
    mark = icon(STAGE_ICONS[state]) if state in STAGE_ICONS else ""
    return format_html(
        '<li class="app-stage app-stage--{}"{}><span class="app-stage__mark">{}</span>'
        '<span class="app-stage__text">{}</span><span class="app-stage__when">{}</span></li>',
        state,
        format_html(' aria-current="{}"', "step") if state == "current" else "",
        mark,
        text,
        when(moment) if moment else meaning,
    )


def filterbar(content: str) -> SafeString:
    """A form that narrows a list: it asks, so it is a GET and can be bookmarked."""
    return format_html(
        '<form class="app-filter" method="get" role="search" aria-label="{}">{}</form>',
        gettext("Filter the list"),
        content,
    )


def cards(content: str) -> SafeString:
    """A grid of entrances."""
    return format_html('<ul class="app-cards">{}</ul>', content)


def card(title: object, href: str, text: object = "") -> SafeString:
    """One entrance; the whole surface is its link."""
    quiet = format_html('<p class="app-card__text">{}</p>', text) if text else ""
    return format_html(
        '<li class="app-card"><h3 class="app-card__title"><a href="{}" dir="auto">{}</a></h3>{}</li>',
        href,
        title,
        quiet,
    )


def crumbs(*steps: object) -> SafeString:
    """The way to this page: label, address, label, address …, label of this page."""
    pairs = zip(steps[:-1:2], steps[1::2], strict=True)
    links = format_html_join(
        "", '<li><a href="{}">{}</a></li>', ((href, label) for label, href in pairs)
    )
    return format_html(
        '<nav class="app-crumbs" aria-label="{}"><ol>{}'
        '<li><span aria-current="page" dir="auto">{}</span></li></ol></nav>',
        gettext("You are here"),
        links,
        steps[-1],
    )
