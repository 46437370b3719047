"""The demo's one illustration, drawn by code: a thread with six knots, sewn through hills towards a sun."""

import math
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1600, 900)
FINER = 2
PAPER, INK, INDIGO, MADDER, TEAL, MIST = "#FBF8F3", "#1F2430", "#27355E", "#943022", "#1D5A56", "#E9E3D8"
HILLS = (
    (0.52, 46, 0.0042, 0.4, MIST),
    (0.62, 60, 0.0035, 2.1, "#C9D0D6"),
    (0.72, 52, 0.0050, 4.0, "#8FA3A8"),
    (0.83, 40, 0.0040, 1.2, TEAL),
    (0.93, 26, 0.0062, 3.3, INDIGO),
)
KNOTS = (0.06, 0.24, 0.41, 0.58, 0.75, 0.91)

Point = tuple[float, float]


def illustration() -> BytesIO:
    """A PNG as an editor would upload it."""
    width, height = SIZE
    picture = Image.new("RGB", (width * FINER, height * FINER), PAPER)
    draw = ImageDraw.Draw(picture)
    _woven_sun(draw)
    for level, swing, pace, shift, colour in HILLS:
        _hill(draw, level, swing, pace, shift, colour)
    _thread(draw)
    written = BytesIO()
    picture.resize(SIZE, Image.Resampling.LANCZOS).save(written, "PNG")
    written.seek(0)
    return written


def _woven_sun(draw: ImageDraw.ImageDraw) -> None:
    """A disc of plain weave: over one, under one."""
    centre, radius, yarn = (1225 * FINER, 285 * FINER), 150 * FINER, 15 * FINER
    for row in range(-10, 10):
        for column in range(-10, 10):
            left, top = centre[0] + column * yarn, centre[1] + row * yarn
            if math.hypot(left + yarn / 2 - centre[0], top + yarn / 2 - centre[1]) > radius:
                continue
            over = (row + column) % 2 == 0
            gap = 2 * FINER
            box = (
                (left + gap, top - gap, left + yarn - gap, top + yarn + gap)
                if over
                else (left - gap, top + gap, left + yarn + gap, top + yarn - gap)
            )
            draw.rounded_rectangle(box, radius=4 * FINER, fill=MADDER if over else "#C9826F")


def _hill(
    draw: ImageDraw.ImageDraw, level: float, swing: float, pace: float, shift: float, colour: str
) -> None:
    width, height = SIZE
    ridge = [(x, _ridge(x, level, swing, pace, shift)) for x in range(0, width + 8, 8)]
    outline = [(x * FINER, y * FINER) for x, y in ridge]
    draw.polygon([*outline, (width * FINER, height * FINER), (0, height * FINER)], fill=colour)
    # A row of stitches along each ridge holds it to the paper.
    for left, right in zip(outline[::3], outline[1::3], strict=False):
        draw.line([(left[0], left[1] + 12 * FINER), (right[0], right[1] + 12 * FINER)], PAPER, 2 * FINER)


def _ridge(x: float, level: float, swing: float, pace: float, shift: float) -> float:
    return SIZE[1] * level + swing * math.sin(x * pace + shift) + swing / 3 * math.sin(x * pace * 2.7 + shift)


def _thread(draw: ImageDraw.ImageDraw) -> None:
    points = [_on_thread(step / 480) for step in range(481)]
    for start in range(0, len(points) - 5, 8):
        draw.line(points[start : start + 6], MADDER, 7 * FINER, joint="curve")
    for at in KNOTS:
        x, y = _on_thread(at)
        for radius, colour in ((17, PAPER), (13, MADDER), (6, PAPER)):
            size = radius * FINER
            draw.ellipse((x - size, y - size, x + size, y + size), fill=colour)


def _on_thread(at: float) -> Point:
    """From the near shore, over the ridges, up to the sun."""
    width, height = SIZE
    x = width * (0.05 + 0.72 * at + 0.10 * math.sin(at * math.pi * 2.4) * (1 - at))
    y = height * (0.90 - 0.58 * at + 0.07 * math.sin(at * math.pi * 4))
    return x * FINER, y * FINER
