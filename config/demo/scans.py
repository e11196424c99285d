"""What stands for the scan of a signed page: a sheet that says so. Nobody's signature is invented."""

import io

from PIL import Image, ImageDraw, ImageFont

from partnerships.shared.uploads import Kind, Upload

A4 = (827, 1169)  # points, 100 an inch
MARGIN, LINE = 80, 62
PAPER, INK = 250, 40
WORDS = "Demonstration: Dieses Blatt steht anstelle des Scans."  # the font has no other letters


def scan_of(parties: int) -> Upload:
    """A numbered line for each party, as many as there are."""
    page = Image.new("L", A4, PAPER)
    pen = ImageDraw.Draw(page)
    pen.text((MARGIN, MARGIN), WORDS, INK, ImageFont.load_default(20))
    for number in range(1, parties + 1):
        below = MARGIN + LINE * (number + 1)
        pen.text((MARGIN, below - 24), f"{number}", INK, ImageFont.load_default(16))
        pen.line((MARGIN + 40, below, A4[0] - MARGIN, below), INK)
    out = io.BytesIO()
    page.save(out, "PNG", optimize=True)
    return Upload(Kind.PNG, "Unterschriften.png", out.getvalue())
