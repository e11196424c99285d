"""A picture that somebody uploads is drawn anew: comments, places and appended files stay behind."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from partnerships.shared.foreign import MOST_POINTS
from partnerships.shared.foreign.refused import Refused

QUALITY = 90
PLAIN = ("L", "RGB")


def drawn_anew(data: bytes, form: str) -> bytes:
    """The same picture as PNG or JPEG (`form`), upright, and nothing else. Raises: Refused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[form]) as picture:
                return _saved(_plain(picture), form)
    except Image.DecompressionBombError as bomb:
        raise Refused("too_many_points") from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
        raise Refused("broken") from broken


def _plain(picture: Image.Image) -> Image.Image:
    if picture.width * picture.height > MOST_POINTS:
        raise Refused("too_many_points")
    upright = ImageOps.exif_transpose(picture)
    mode = upright.mode if upright.mode in PLAIN else "RGB"
    fresh = Image.new(mode, upright.size, "white")
    if upright.has_transparency_data:
        layer = upright.convert("RGBA")
        fresh.paste(layer, mask=layer)  # on white, as paper
    else:
        # Pasted, not copied: a copy would keep the comments.
        fresh.paste(upright if upright.mode == mode else upright.convert(mode))
    return fresh


def _saved(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    options = {"quality": QUALITY} if form == "JPEG" else {"optimize": False}
    picture.save(out, form, **options)
    return out.getvalue()
