"""What people may have heard of an encoding."""

from django.utils.translation import gettext_lazy

ENCODINGS = {
    "utf-8": gettext_lazy("Unicode (UTF-8)"),
    "utf-8 twice": gettext_lazy("Unicode, repaired (was saved in a wrong way before)"),
    "cp1252": gettext_lazy("Windows, Western Europe"),
    "cp1250": gettext_lazy("Windows, Central Europe"),
    "cp1254": gettext_lazy("Windows, Turkish"),
    "cp1257": gettext_lazy("Windows, Baltic"),
    "cp1251": gettext_lazy("Windows, Cyrillic"),
    "cp1253": gettext_lazy("Windows, Greek"),
    "mac_roman": gettext_lazy("Mac, Western Europe"),
    "mac_latin2": gettext_lazy("Mac, Central Europe"),
    "mac_turkish": gettext_lazy("Mac, Turkish"),
    "cp850": gettext_lazy("DOS, Western Europe"),
    "cp852": gettext_lazy("DOS, Central Europe"),
    "cp857": gettext_lazy("DOS, Turkish"),
    "cp866": gettext_lazy("DOS, Cyrillic"),
    "iso8859_2": gettext_lazy("ISO, Central Europe"),
    "iso8859_5": gettext_lazy("ISO, Cyrillic"),
    "iso8859_7": gettext_lazy("ISO, Greek"),
    "iso8859_15": gettext_lazy("ISO, Western Europe"),
    "iso8859_16": gettext_lazy("ISO, South-Eastern Europe"),
    "koi8_r": gettext_lazy("KOI8, Cyrillic"),
}


def name_of(encoding: str) -> str:
    """An encoding as people may have met it; its code where it is a rare one."""
    return str(ENCODINGS.get(encoding, encoding.upper()))
