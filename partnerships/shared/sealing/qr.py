"""QR codes as pictures inside the page: no address is loaded, as PDFs and the policy of pages demand."""

from base64 import b64encode
from functools import lru_cache

QUIET = 4  # modules around it; ISO/IEC 18004 asks for four


@lru_cache(maxsize=128)
def svg_data_uri(text: str) -> str:
    """`data:image/svg+xml` with the text as a QR code, black on white.

    The template gives width, height and alternative text.
    """
    return "data:image/svg+xml;base64," + b64encode(_svg(text).encode()).decode()


def _svg(text: str) -> str:
    """One path: a tenth of the size of one square a module."""
    # Eight megabytes that most processes never need.
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    runs = "".join(_runs(y, row) for y, row in enumerate(rows))
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path d="{runs}"/></svg>'
    )


def _runs(y: int, row: list[bool]) -> str:
    """Dark modules of a row, neighbours as one rectangle."""
    path, x = "", 0
    while x < len(row):
        length = 0
        while x + length < len(row) and row[x + length]:
            length += 1
        if length:
            path += f"M{x} {y}h{length}v1h-{length}z"
        x += length or 1
    return path
