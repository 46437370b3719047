"""The picture that goes with a link: a case's weave, or the site's own six knots.

No word of any story is in it. The same id, name and colours give the same bytes (with the same Pillow).
"""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFont

from home.documents.weave import SIZE, weave

WIDTH, HEIGHT = 1200, 630  # what Open Graph's readers ask for
UNIT = 14  # pixels of one thread
STRIP = 136  # of paper below the weave, with the site's stitch and name
FINER = 3  # drawn larger by so much and made smaller again: smooth edges
COVER = 0.88  # of the yarn over its ground, as `stories.css` has it
THREAD = [(0, 330), (170, 270), (370, 380), (570, 280), (770, 370), (970, 290), (1200, 340)]

Colours = tuple[tuple[str, str], ...]


@lru_cache(maxsize=64)
def drawn(public_id: str, name: str, colours: Colours) -> bytes:
    """A PNG. `public_id` "" draws the site's own; `colours` are (token, `#rrggbb`) pairs."""
    palette = dict(colours)
    picture = Image.new("RGB", (WIDTH, HEIGHT), palette["paper"])
    if public_id:
        _weave(picture, public_id, palette)
    else:
        _knots(picture, palette)
    _signature(picture, name, palette)
    file = BytesIO()
    # Few colours are all there is: a third of the size.
    picture.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _weave(picture: Image.Image, public_id: str, palette: dict[str, str]) -> None:
    """One repeat, set side by side to the edges."""
    repeat = Image.new("RGB", (SIZE * UNIT, SIZE * UNIT), palette["mist"])
    draw = ImageDraw.Draw(repeat)
    for thread in weave(public_id).threads:
        yarn = _mixed(palette[thread.colour], palette["mist"], COVER)
        for end, top, picks in thread.floats:
            left, upper = end * UNIT + 1, top * UNIT
            draw.rectangle((left, upper, left + UNIT - 3, upper + picks * UNIT - 1), fill=yarn)
    for x in range(0, WIDTH, repeat.width):
        for y in range(0, HEIGHT - STRIP, repeat.height):
            picture.paste(repeat, (x, y))
    picture.paste(palette["paper"], (0, HEIGHT - STRIP, WIDTH, HEIGHT))


def _knots(picture: Image.Image, palette: dict[str, str]) -> None:
    """Six knots on one thread."""
    draw, canvas = _fine(picture)
    points = [(x * FINER, y * FINER) for x, y in THREAD]
    line = [_between(points, step / 400) for step in range(401)]
    draw.line(line, fill=palette["indigo"], width=7 * FINER, joint="curve")
    for knot in range(6):
        x, y = _between(points, (knot + 0.5) / 6)
        for radius, colour in ((25, palette["madder"]), (16, palette["paper"])):
            draw.circle((x, y), radius * FINER, fill=colour)
    picture.paste(canvas.resize(picture.size, Image.Resampling.LANCZOS))


def _signature(picture: Image.Image, name: str, palette: dict[str, str]) -> None:
    """The stitch, and the site's name where our one font has its letters."""
    draw, canvas = _fine(picture)
    middle = HEIGHT - STRIP / 2
    ends = [(92.0, middle + 14), (164.0, middle - 14)]
    draw.line([(x * FINER, y * FINER) for x, y in ends], fill=palette["indigo"], width=9 * FINER)
    for x, y in ends:
        draw.circle((x * FINER, y * FINER), 12 * FINER, fill=palette["madder"])
    if name.isascii():
        wide = ImageFont.load_default(46).getlength(name)
        font = ImageFont.load_default(46 * FINER * min(1, (WIDTH - 300) / max(wide, 1)))
        draw.text((208 * FINER, middle * FINER), name, fill=palette["ink"], font=font, anchor="lm")
    picture.paste(canvas.resize(picture.size, Image.Resampling.LANCZOS))


def _fine(picture: Image.Image) -> tuple[ImageDraw.ImageDraw, Image.Image]:
    canvas = picture.resize((WIDTH * FINER, HEIGHT * FINER), Image.Resampling.NEAREST)
    return ImageDraw.Draw(canvas), canvas


def _between(points: list[tuple[int, int]], share: float) -> tuple[float, float]:
    """A point on the curve through the points (Catmull and Rom, 1974), `share` of its pieces along."""
    at = min(share * (len(points) - 1), len(points) - 1.0001)
    index, t = int(at), at % 1
    before, start = points[max(index - 1, 0)], points[index]
    end, after = points[index + 1], points[min(index + 2, len(points) - 1)]
    x, y = (
        (
            2 * start[axis]
            + (end[axis] - before[axis]) * t
            + (2 * before[axis] - 5 * start[axis] + 4 * end[axis] - after[axis]) * t * t
            + (3 * start[axis] - before[axis] - 3 * end[axis] + after[axis]) * t**3
        )
        / 2
        for axis in (0, 1)
    )
    return x, y


def _mixed(colour: str, ground: str, share: float) -> tuple[int, int, int]:
    over, under = ImageColor.getrgb(colour), ImageColor.getrgb(ground)
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(over[:3], under[:3], strict=True))
    return red, green, blue
