"""Faces are covered by solid fill. Blurred and pixelated faces are recognised again by common networks
(McPherson, Shokri and Shmatikov 2016), and detectors still find them.
"""

from collections.abc import Iterable

from PIL import ImageDraw

from casepages.pictures.boxes import Box
from casepages.pictures.cleaning import Clean, encoded, opened

# A box frames brow to chin; hair, ears and throat tell a person too.
ROOM = 1.4
FILL = (31, 36, 48)


def roomy(box: Box, width: int, height: int) -> Box:
    """What is to be covered of a face in a picture of this size."""
    return box.grown(ROOM).within(width, height) or box


def cover(content: bytes, boxes: Iterable[Box]) -> Clean:
    """The picture with these rectangles filled. What was under them is not in the new bytes."""
    picture = opened(content)
    draw = ImageDraw.Draw(picture)
    for box in boxes:
        inside = box.within(*picture.size)
        if inside is not None:
            draw.rectangle((inside.left, inside.top, inside.right - 1, inside.bottom - 1), fill=FILL)
    return encoded(picture)
