"""A picture that somebody uploads is drawn anew: comments, places and appended files stay behind."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from partnerships.shared.foreign import MOST_PACKED_POINTS, MOST_POINTS
from partnerships.shared.foreign.refused import Refused

QUALITY = 90
PLAIN = ("L", "RGB")
KEPT = ("PNG", "JPEG")  # every browser shows them


def drawn_anew(data: bytes, form: str) -> bytes:
    """The same picture, upright, and nothing else; what came as WebP or HEIF (`form`) is a JPEG now. Raises: Refused."""
    if form == "HEIF":
        _learn_heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[form]) as picture:
                return _saved(_plain(picture), form if form in KEPT else "JPEG")
    except Image.DecompressionBombError as bomb:
        raise Refused("too_many_points") from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
        raise Refused("broken") from broken


def _learn_heif() -> None:
    from pi_heif import options, register_heif_opener

    options.DECODE_THREADS = 1  # each would take memory of its own
    register_heif_opener(thumbnails=False)


def _plain(picture: Image.Image) -> Image.Image:
    points = picture.width * picture.height
    if points > MOST_POINTS:
        raise Refused("too_many_points")
    if points > MOST_PACKED_POINTS and picture.format not in KEPT:
        raise Refused("too_complex")
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
