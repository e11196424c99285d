"""The filtered list as a file: streamed, logged before the first byte leaves."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header

from partnerships.shared.accounts import Account
from partnerships.shared.file_names import file_name
from partnerships.shared.lists import actions, csv_file, xlsx_file
from partnerships.shared.lists.context import ListContext
from partnerships.shared.lists.rows import for_file

T = TypeVar("T")
FORMATS = {"csv": "CSV", "xlsx": "Excel"}
CONTENT_TYPES = {"csv": csv_file.CONTENT_TYPE, "xlsx": xlsx_file.CONTENT_TYPE}


def file_of(
    list_context: ListContext, format_slug: str, *, by: Account, facts: Mapping[str, object]
) -> StreamingHttpResponse:
    """All rows that the filter leaves, in the chosen columns and order."""
    columns = [column.slug for column in list_context.columns]
    all_facts = {
        "format": format_slug,
        "columns": columns,
        "filters": list_context.filter.codes(),
        **facts,
    }
    actions.export(list_context.list.slug, by=by, facts=all_facts)
    return stream_file(list_context, format_slug, by=by)


def stream_file(
    list_context: ListContext, format_slug: str, *, by: Account
) -> StreamingHttpResponse:
    """The same for a room with a log of its own, which has noted it already."""
    language = translation.get_language() or "de"
    name = file_name(str(list_context.list.caption), format_slug, timezone.localdate())
    response = StreamingHttpResponse(
        _pieces(list_context, format_slug, by, language.split("-")[0]),
        content_type=CONTENT_TYPES[format_slug],
        headers={"Content-Disposition": content_disposition_header(True, name) or ""},
    )
    add_never_cache_headers(response)  # no copy stays in a shared browser's cache
    return response


def _pieces(
    list_context: ListContext, format_slug: str, by: Account, language: str
) -> Iterator[bytes]:
    heads = [str(column.label) for column in list_context.columns]
    chunks = _in_language(for_file(list_context, by), language)
    if format_slug == "csv":
        return csv_file.csv_of(heads, chunks, language)
    return xlsx_file.xlsx_of(str(list_context.list.caption), heads, chunks)


def _in_language(chunks: Iterator[T], language: str) -> Iterator[T]:
    """Each chunk made in the language of the request, which may be over when the rows are read."""
    while True:
        with translation.override(language):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk
