"""The sizes in which a picture may become public, always the same bytes for the same picture."""

from PIL import Image

from casepages.pictures.cleaning import Clean, encoded, opened

# The story at full width, and cards and phones.
WIDTHS = (1280, 640)
# What goes out has a slow network to cross: a third smaller than what is kept, to the same eye.
QUALITY = 80


def renditions(content: bytes) -> list[Clean]:
    """Largest first, at least one; a small picture is never made larger."""
    picture = opened(content)
    return [
        _at(picture, width) for width in sorted({min(picture.width, width) for width in WIDTHS}, reverse=True)
    ]


def draft(content: bytes) -> Clean:
    """The smallest size alone, for previews that are drawn at every keystroke."""
    picture = opened(content)
    return _at(picture, min(picture.width, *WIDTHS))


def _at(picture: Image.Image, width: int) -> Clean:
    height = max(1, round(picture.height * width / picture.width))
    return encoded(picture.resize((width, height), Image.Resampling.LANCZOS), quality=QUALITY, method=6)
