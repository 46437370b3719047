"""Pictures drawn by code: nobody's face, a landscape, and files that are not what they seem."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

FACE = (350, 180, 170, 220)  # where `somebody` has a face: left, top, width, height


def somebody(size=(800, 640)):
    """A head as the detector sees heads: soft shades, brows, eyes, nose and mouth. It is nobody's."""
    picture = Image.new("RGB", size, (92, 110, 126))
    draw = ImageDraw.Draw(picture)
    left, top, width, height = FACE
    right, bottom, middle = left + width, top + height, left + width // 2
    draw.rectangle((middle - 150, bottom + 20, middle + 150, size[1]), fill=(60, 72, 92))
    draw.rectangle((middle - 32, bottom - 40, middle + 32, bottom + 50), fill=(196, 150, 122))
    draw.ellipse((left - 16, top - 48, right + 16, bottom - 40), fill=(38, 28, 24))
    draw.ellipse((left, top - 10, right, bottom), fill=(216, 172, 142))
    for eye in (middle - 38, middle + 38):
        draw.ellipse((eye - 22, top + 72, eye + 22, top + 94), fill=(244, 240, 236))
        draw.ellipse((eye - 10, top + 73, eye + 10, top + 93), fill=(52, 36, 26))
        draw.rectangle((eye - 26, top + 54, eye + 26, top + 61), fill=(48, 34, 26))
    draw.polygon(
        [(middle, top + 86), (middle - 17, top + 138), (middle + 17, top + 138)], fill=(194, 146, 118)
    )
    draw.ellipse((middle - 34, top + 160, middle + 34, top + 182), fill=(166, 82, 80))
    draw.line((middle - 34, top + 171, middle + 34, top + 171), fill=(120, 54, 54), width=3)
    return picture.filter(ImageFilter.GaussianBlur(2))


def landscape(size=(900, 600)):
    """Hills and a thread, and nobody."""
    picture = Image.new("RGB", size, "#FBF8F3")
    draw = ImageDraw.Draw(picture)
    width, height = size
    draw.polygon([(0, height), (width // 3, height // 3), (width, height)], fill="#1D5A56")
    draw.line(
        [(0, height * 0.8), (width * 0.5, height * 0.7), (width, height * 0.85)], fill="#943022", width=6
    )
    return picture


def file(picture, kind="PNG", **options):
    """As a browser would send it."""
    written = BytesIO()
    picture.save(written, kind, **options)
    written.seek(0)
    return written
