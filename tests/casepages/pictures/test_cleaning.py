"""Only pixels survive an upload, and what is no still picture is refused with a sentence."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from casepages.pictures import cleaning
from casepages.pictures.cleaning import clean, encoded, holds_pixels_alone
from casepages.pictures.exceptions import PictureRefused
from casepages.pictures.renditions import draft, renditions
from tests.casepages.pictures.drawings import file, landscape

MARKER = b"ELIF-OF-MAE-SOT"


def with_exif(**more):
    exif = Image.Exif()
    exif[0x013B] = MARKER.decode()
    exif[0x8825] = {1: "N", 2: (20.0, 25.0, 51.0), 3: "E", 4: (99.0, 53.0, 2.0)}
    return exif


def jpeg(**options):
    return file(landscape(), "JPEG", exif=with_exif(), comment=MARKER, **options)


def png():
    told = PngInfo()
    told.add_text("Author", MARKER.decode())
    told.add_itxt("XML:com.adobe.xmp", f"<x>{MARKER.decode()}</x>")
    return file(landscape(), "PNG", pnginfo=told, exif=with_exif())


def webp():
    return file(landscape(), "WEBP", exif=with_exif(), xmp=MARKER, icc_profile=b"icc" + MARKER)


def appended():
    return BytesIO(file(landscape(), "JPEG").getvalue() + MARKER + b"PK\x03\x04")


@pytest.mark.parametrize("upload", [jpeg, png, webp, appended])
def test_nothing_but_pixels_survives(upload):
    sent = upload()
    assert MARKER in sent.getvalue()
    kept = clean(sent)
    assert MARKER not in kept.content
    assert not any(name in kept.content for name in (b"EXIF", b"XMP ", b"ICCP", b"Exif"))
    assert holds_pixels_alone(kept.content)
    with Image.open(BytesIO(kept.content)) as seen:
        assert (seen.format, seen.size, dict(seen.getexif())) == ("WEBP", (kept.width, kept.height), {})
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(seen.info)


def test_a_picture_taken_upside_down_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = clean(file(landscape((900, 600)), "JPEG", exif=exif))
    assert (kept.width, kept.height) == (600, 900)


def test_what_a_transparent_pixel_hides_does_not_come_to_light():
    picture = Image.new("RGBA", (200, 200), (180, 20, 20, 0))
    kept = clean(file(picture))
    with Image.open(BytesIO(kept.content)) as seen:
        assert min(seen.convert("RGB").getpixel((100, 100))) > 250


def test_a_large_picture_is_made_smaller_and_the_same_pixels_give_the_same_bytes():
    kept = clean(file(landscape((3000, 1500))))
    assert (kept.width, kept.height) == (1600, 800)
    assert encoded(landscape()).content == encoded(landscape()).content


def animated():
    return file(landscape(), "WEBP", save_all=True, append_images=[landscape((900, 600)).rotate(3)])


def apng():
    return file(landscape(), "PNG", save_all=True, append_images=[landscape().rotate(3)])


def svg():
    return BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')


def gif():
    return file(landscape(), "GIF")


def page():
    return BytesIO(b"<script>alert(1)</script>" + file(landscape(), "PNG").getvalue())


def cut_off():
    return BytesIO(file(landscape(), "JPEG").getvalue()[:4000])


def small():
    return file(landscape((40, 40)))


def narrow():
    return file(landscape((1000, 64)))


def bomb():
    """A few bytes that claim to be 60,000 by 60,000 pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b""))


def many_pixels():
    return file(Image.new("L", (8000, 6000)))


def too_large():
    return BytesIO(file(landscape()).getvalue() + b"\0" * cleaning.LARGEST_FILE)


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (animated, "Moving pictures"),
        (apng, "Moving pictures"),
        (svg, "cannot be read as a picture"),
        (gif, "cannot be read as a picture"),
        (page, "cannot be read as a picture"),
        (cut_off, "cannot be read as a picture"),
        (small, "too small"),
        (narrow, "too long and narrow"),
        (bomb, "cannot be read|million pixels"),
        (many_pixels, "million pixels"),
        (too_large, "larger than 12 MB"),
    ],
)
def test_what_is_no_still_picture_is_refused_with_a_sentence(upload, sentence):
    with pytest.raises(PictureRefused, match=sentence):
        clean(upload())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content + b"\0\0",
        lambda content: content[:-2],
        lambda content: content[:12] + b"EXIF" + content[16:],
        lambda content: content + b"EXIF\x02\0\0\0ab",
        lambda content: b"RIFF" + struct.pack("<I", len(content) + 2) + content[8:] + b"EXIF\x02\0\0\0ab",
        lambda content: content[:10],
    ],
)
def test_the_second_reader_sees_what_was_hung_on(spoil):
    assert not holds_pixels_alone(spoil(encoded(landscape()).content))


def test_public_sizes_are_fixed_clean_and_the_same_every_time():
    content = encoded(landscape((1600, 1000))).content
    sizes = renditions(content)
    assert [(size.width, size.height) for size in sizes] == [(1280, 800), (640, 400)]
    assert all(holds_pixels_alone(size.content) for size in sizes)
    assert [size.sha256 for size in renditions(content)] == [size.sha256 for size in sizes]
    assert draft(content) == sizes[-1]


def test_a_small_picture_is_never_made_larger():
    assert [size.width for size in renditions(encoded(landscape((500, 400))).content)] == [500]
    assert [size.width for size in renditions(encoded(landscape((900, 600))).content)] == [900, 640]
