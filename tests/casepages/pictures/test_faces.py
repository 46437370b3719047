"""Faces are found however the head is turned; where nothing looked, nothing passes."""

import builtins
from io import BytesIO

import pytest
from PIL import Image

from casepages.pictures import faces
from casepages.pictures.boxes import Box, merged
from casepages.pictures.cleaning import encoded
from casepages.pictures.covering import ROOM, cover, roomy
from casepages.pictures.exceptions import DetectorUnavailable
from tests.casepages.pictures.drawings import FACE, landscape, somebody


@pytest.fixture
def unremembered(monkeypatch):
    monkeypatch.setattr(faces, "_known", {})
    faces._network.cache_clear()
    cleared = faces._network.cache_clear
    yield
    cleared()


@pytest.mark.parametrize("turns", range(4))
def test_a_face_is_found_at_its_place_however_the_picture_is_turned(turns):
    picture = somebody().rotate(90 * turns, expand=True)
    found = faces.find(encoded(picture).content)
    face = Box(*FACE)
    width, height = somebody().size
    for _quarter in range(turns):
        face = Box(face.top, width - face.right, face.height, face.width)
        width, height = height, width
    assert any(box.shared(face) > 0.6 * face.area for box in found)


def test_a_landscape_has_none():
    assert faces.find(encoded(landscape()).content) == ()


def test_a_small_face_is_found_by_looking_twice_as_large():
    picture = landscape((1000, 700))
    picture.paste(somebody().crop((250, 60, 620, 520)).resize((37, 46)), (600, 300))
    assert faces.find(encoded(picture).content)


def test_a_covered_face_is_found_no_more_and_its_pixels_are_gone():
    content = encoded(somebody()).content
    (box,) = faces.find(content)
    room = roomy(box, 800, 640)
    assert room.width >= round(box.width * ROOM) - 2
    covered = cover(content, [room])
    assert not faces.find(covered.content)
    with Image.open(BytesIO(covered.content)) as seen:
        inside = seen.convert("RGB").crop((room.left + 8, room.top + 8, room.right - 8, room.bottom - 8))
    # One colour: nothing to be guessed from.
    assert all(high - low <= 6 for low, high in inside.getextrema())


def test_without_the_runtime_the_picture_is_blocked_with_a_sentence(unremembered, monkeypatch):
    real = builtins.__import__

    def none(name, *args, **kwargs):
        if name == "onnxruntime":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", none)
    with pytest.raises(DetectorUnavailable, match=r"sixdegree\[faces\]"):
        faces.find(encoded(landscape()).content)


def test_changed_weights_are_not_trusted(unremembered, monkeypatch):
    monkeypatch.setattr(faces, "WEIGHTS", "0" * 64)
    with pytest.raises(DetectorUnavailable, match="not what was shipped"):
        faces.check()


@pytest.mark.parametrize("content", [b"", b"no picture"])
def test_what_fails_within_is_no_answer(content):
    with pytest.raises(DetectorUnavailable, match="failed"):
        faces.find(content)


def test_a_detector_that_crashes_finds_no_peace(unremembered, monkeypatch):
    class Broken:
        def run(self, *args):
            raise RuntimeError("out of memory")

    monkeypatch.setattr(faces, "_network", Broken)
    with pytest.raises(DetectorUnavailable, match="failed"):
        faces.find(encoded(landscape()).content)


def test_boxes_of_one_face_are_told_once():
    once = merged([Box(10, 10, 100, 100, 0.5), Box(12, 9, 100, 100, 0.9), Box(400, 10, 50, 50, 0.3)])
    assert [box.score for box in once] == [0.9, 0.3]


def test_room_around_a_face_ends_at_the_edge():
    assert Box(0, 0, 100, 100).grown(1.4).within(300, 110) == Box(0, 0, 120, 110)
    assert Box(400, 0, 10, 10).within(300, 300) is None
