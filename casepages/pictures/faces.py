"""Where faces are: CenterFace on the CPU, offline. A tripwire for people, not a proof that nobody is shown.

Turning the picture four ways finds heads that lie or hang, smaller copies faces that fill it, and a larger
one small faces. The threshold is low: a false alarm costs a look, a missed face may cost a life.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image

from casepages.pictures.boxes import Box, merged
from casepages.pictures.exceptions import DetectorUnavailable

WEIGHTS = "51ae9b3867ed68e087185dbdff5da1301b71c6f1bd41d043f38f77512b472822"
DETECTOR = f"centerface/1 {WEIGHTS[:12]} threshold 0.2, 4 turns at 1, 1/2 and 1/4, upright at 2"
THRESHOLD = 0.2
# Each cell of the network's maps stands for four pixels; sides are padded to whole multiples of 32.
CELL, STEP = 4, 32
LARGEST_SIDE = 2560
SMALLEST_SIDE = 64
# A face that fills the picture is found in a smaller copy of it.
SCALES = (1.0, 0.5, 0.25)
# Of one look at a picture; what is all faces need not be told all of them.
MOST = 500
REMEMBERED = 500


# By digest, so that no picture stays in memory for it; a preview or a second submission asks again.
_known: dict[str, tuple[Box, ...]] = {}


def find(content: bytes) -> tuple[Box, ...]:
    """The faces in a picture that was made clean, in reading order.

    Raises DetectorUnavailable wherever it did not look: not installed, weights changed, a failure within.
    """
    digest, network = hashlib.sha256(content).hexdigest(), _network()
    if digest not in _known:
        if len(_known) >= REMEMBERED:
            _known.clear()
        _known[digest] = _found(network, content)
    return _known[digest]


def _found(network: Any, content: bytes) -> tuple[Box, ...]:
    try:
        with Image.open(BytesIO(content)) as opened:
            picture = opened.convert("RGB")
        return tuple(merged(_looked_through(network, picture)))
    except Exception as error:  # the runtime raises types of its own, a bare Exception among them
        raise DetectorUnavailable(
            _("Looking for faces in this picture failed, so it cannot be used. Call an operator.")
        ) from error


def check() -> None:
    """Raises DetectorUnavailable where pictures could not be looked through."""
    _network()


@cache
def _network() -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise DetectorUnavailable(
            _(
                "Pictures cannot be used here yet: what looks for faces is not installed. Ask an operator to "
                "install sixdegree[faces]."
            )
        ) from error
    weights = files("casepages").joinpath("data/centerface.onnx").read_bytes()
    if hashlib.sha256(weights).hexdigest() != WEIGHTS:
        raise DetectorUnavailable(
            _("What looks for faces is not what was shipped, so no picture can be used. Call an operator.")
        )
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # One large picture must not keep its memory for good.
    options.enable_cpu_mem_arena = False
    # Threads that wait by spinning take the cores from everybody else's requests.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # as above
        raise DetectorUnavailable(
            _("What looks for faces does not start, so no picture can be used. Call an operator.")
        ) from error


def _looked_through(network: Any, picture: Image.Image) -> Iterator[Box]:
    scales = [scale for scale in SCALES if min(picture.size) * scale >= SMALLEST_SIDE] or [1.0]
    for scale in scales:
        smaller = _scaled(picture, scale)
        for quarters in range(4):
            for box in _seen(network, smaller.rotate(90 * quarters, expand=True), scale):
                yield from _kept(_turned_back(box, quarters, picture.size), picture.size)
    larger = min(2.0, LARGEST_SIDE / max(picture.size))
    if larger > 1.0:
        for box in _seen(network, _scaled(picture, larger), larger):
            yield from _kept(box, picture.size)


def _scaled(picture: Image.Image, scale: float) -> Image.Image:
    if scale == 1.0:
        return picture
    width, height = (max(1, round(side * scale)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.BICUBIC)


def _kept(box: Box, size: tuple[int, int]) -> Iterator[Box]:
    inside = box.within(*size)
    if inside is not None:
        yield inside


def _seen(network: Any, picture: Image.Image, scale: float) -> Iterator[Box]:
    import numpy

    width, height = picture.size
    padded = numpy.zeros((3, -(-height // STEP) * STEP, -(-width // STEP) * STEP), dtype=numpy.float32)
    padded[:, :height, :width] = numpy.asarray(picture, dtype=numpy.float32).transpose(2, 0, 1)
    heat, size, offset, _landmarks = network.run(None, {"input.1": padded[None]})
    if not all(numpy.isfinite(answer).all() for answer in (heat, size, offset)):
        raise ArithmeticError("The network's answer is not a number.")
    hits = numpy.argwhere(heat[0, 0] > THRESHOLD)
    surest = numpy.argsort(-heat[0, 0][tuple(hits.T)], kind="stable")[:MOST]
    for row, column in hits[surest]:
        tall, wide = (float(numpy.exp(size[0, axis, row, column])) * CELL for axis in (0, 1))
        down, across = (float(offset[0, axis, row, column]) + 0.5 for axis in (0, 1))
        left, top = (column + across) * CELL - wide / 2, (row + down) * CELL - tall / 2
        edges = (left, top, left + wide, top + tall)
        yield _whole([float(edge) / scale for edge in edges], float(heat[0, 0, row, column]))


def _whole(edges: list[float], score: float) -> Box:
    left, top, right, bottom = round(edges[0]), round(edges[1]), round(edges[2]), round(edges[3])
    return Box(left, top, max(1, right - left), max(1, bottom - top), round(score, 3))


def _turned_back(box: Box, quarters: int, size: tuple[int, int]) -> Box:
    """From a picture turned counter-clockwise by so many quarters to the picture as it was (`size`)."""
    width, height = size
    if quarters == 1:
        return Box(width - box.bottom, box.left, box.height, box.width, box.score)
    if quarters == 2:
        return Box(width - box.right, height - box.bottom, box.width, box.height, box.score)
    if quarters == 3:
        return Box(box.top, height - box.right, box.height, box.width, box.score)
    return box
