"""What a document may load while it is rendered: small embedded images, nothing else."""

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

IMAGES = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/svg+xml")
LONGEST = 2_000_000  # characters of one data: address


class LockedFetcher(URLFetcher):
    """Answers images embedded as `data:` addresses; every other address stops the render.

    The fetcher WeasyPrint brings along reads local files and any web address that a document
    names. Stopping (instead of leaving the picture out) makes a forgotten address show at once.

    Raises FatalURLFetchingError, which is a BaseException: `render` turns it into RenderFailed.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        if url.lower().startswith(IMAGES) and len(url) <= LONGEST:
            return super().fetch(url, headers)
        raise FatalURLFetchingError(f"A document may not load {url[:200]!r}")
