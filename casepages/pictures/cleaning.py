"""From an uploaded file to pixels alone: decoded, turned upright, written anew. The file itself is not kept.

What was in the file besides its pixels (place, camera, owner, thumbnail, colour profile, bytes behind the
end) cannot survive: the new file is written from nothing but width, height and three values for each pixel.
"""

import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from casepages.pictures.exceptions import PictureRefused

CONTENT_TYPE = "image/webp"
FORMATS = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n", "WEBP": b"RIFF"}
LARGEST_FILE = 12 * 1024 * 1024
LARGEST_AREA = 40_000_000
SMALLEST_SIDE = 64
# Enough for a wide screen; more would show what a reader need not see.
LONGEST_SIDE = 1600
# The only parts of a WebP file that hold nothing but pixels.
PIXELS_ALONE = {b"VP8 ", b"VP8L"}


@dataclass(frozen=True)
class Clean:
    """A WebP file without metadata; `sha256` is that of `content`."""

    content: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def clean(upload: IO[bytes]) -> Clean:
    """Raises PictureRefused with a sentence for the person who chose the file."""
    data = upload.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise PictureRefused(
            _("This file is larger than %(limit)d MB. Save the picture smaller and try again.")
            % {"limit": LARGEST_FILE // 1024 // 1024}
        )
    picture = _decoded(data)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return encoded(picture)


def opened(content: bytes) -> Image.Image:
    """The pixels of a clean file."""
    with Image.open(BytesIO(content), formats=["WEBP"]) as picture:
        return picture.convert("RGB")


def encoded(picture: Image.Image, *, quality: int = 88, method: int = 4) -> Clean:
    """Written anew and proved with a reader of our own: the same pixels give the same bytes.

    `quality` and `method` (effort) are WebP's, 0 to 100 and 0 to 6.
    """
    bare = Image.frombytes("RGB", picture.size, picture.convert("RGB").tobytes())
    written = BytesIO()
    bare.save(written, "WEBP", quality=quality, method=method, exact=False)
    content = written.getvalue()
    if not holds_pixels_alone(content):
        raise PictureRefused(_("This picture could not be made free of hidden data. Choose another file."))
    return Clean(content, *bare.size)


def holds_pixels_alone(content: bytes) -> bool:
    """Whether a WebP file is one picture and nothing else: no metadata, no animation, nothing behind the end.

    Reads the container by its specification (RFC 9649) and not with the library that wrote it.
    """
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < 20:
        return False
    if struct.unpack("<I", content[4:8])[0] + 8 != len(content):
        return False
    try:
        return [name in PIXELS_ALONE for name in _chunks(content)] == [True]
    except ValueError:
        return False


def _chunks(content: bytes) -> Iterator[bytes]:
    at = 12
    while at < len(content):
        if at + 8 > len(content):
            raise ValueError("A chunk is cut off.")
        size = struct.unpack("<I", content[at + 4 : at + 8])[0]
        yield content[at : at + 4]
        at += 8 + size + size % 2
    if at != len(content):
        raise ValueError("A chunk is longer than the file.")


def _decoded(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # Pillow only warns of what is up to twice too large.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=list(FORMATS)) as picture:
                _check(picture, data)
                picture.load()
                return _on_paper(ImageOps.exif_transpose(picture))
    except PictureRefused:
        raise
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
        struct.error,
        MemoryError,
    ) as error:
        raise PictureRefused(
            _("This file cannot be read as a picture. Choose a JPEG, PNG or WebP file.")
        ) from error


def _check(picture: ImageFile.ImageFile, data: bytes) -> None:
    if not data.startswith(FORMATS[picture.format or ""]):
        raise PictureRefused(_("This file is more than a picture. Save it anew as JPEG, PNG or WebP."))
    if getattr(picture, "n_frames", 1) != 1 or getattr(picture, "is_animated", False):
        raise PictureRefused(_("Moving pictures are not taken. Choose a picture that stands still."))
    width, height = picture.size
    if width * height > LARGEST_AREA:
        raise PictureRefused(
            _("This picture has more than %(limit)d million pixels. Save it smaller and try again.")
            % {"limit": LARGEST_AREA // 1_000_000}
        )
    if min(width, height) < SMALLEST_SIDE:
        raise PictureRefused(
            _("This picture is too small: it needs at least %(limit)d pixels on each side.")
            % {"limit": SMALLEST_SIDE}
        )
    if max(width, height) > 8 * min(width, height):
        raise PictureRefused(_("This picture is too long and narrow. Crop it and try again."))


def _on_paper(picture: Image.Image) -> Image.Image:
    # What a transparent pixel hides would come to light without its transparency.
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    if picture.mode.startswith("I") or picture.mode == "F":
        raise PictureRefused(_("This picture has more shades than a screen shows. Save it anew as JPEG."))
    return picture.convert("RGB")
