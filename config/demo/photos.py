"""Photos that people in the demo add: drawn, of no real place, and with the position that a telephone writes into them."""

import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import ExifTags, Image, ImageDraw

from complaints.visit_files import Kept, take_in

SIZE = (1600, 1200)
PLACE = {1: "N", 2: (51.0, 30.0, 50.0), 3: "E", 4: (7.0, 27.0, 57.0)}  # Dortmund


def take_in_photos(names: list[str]) -> list[Kept]:
    """As in the form: without place and device, sealed."""
    sent = [SimpleUploadedFile(name, _photo(place)) for place, name in enumerate(names)]
    soon = timezone.now() + timedelta(hours=1)
    kept, _not_taken = take_in(sent, visit="", ends_at=soon, there=[])
    return kept


def _photo(place: int) -> bytes:
    """A street in the evening; `place`: so that no two are the same."""
    picture = Image.new("RGB", SIZE, "#8fa3b8")
    draw = ImageDraw.Draw(picture)
    for left in range(0, 1600, 320):
        top = 300 + 90 * ((left // 320 + place) % 3)
        draw.rectangle((left, top, left + 290, 900), fill="#5d6470")
        for x in range(left + 40, left + 250, 80):
            draw.rectangle((x, top + 60, x + 40, top + 120), fill="#e8d48a")
    draw.polygon(((0, 1200), (1600, 1200), (1100, 880), (500, 880)), fill="#3b3e44")
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Telefon der Demo"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(PLACE)
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif.tobytes(), quality=85)
    return out.getvalue()
