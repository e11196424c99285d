"""Why a document cannot be made; apart from render.py, which takes WeasyPrint's two seconds to load."""


class RenderFailed(Exception):
    """The document cannot be made as it stands; trying again will not help."""
