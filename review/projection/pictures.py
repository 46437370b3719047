"""The pictures of a story: made smaller for the public, looked through for faces once more, named by hash.

What is looked through here are the bytes that would be served, not those that were uploaded.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casepages import readers
from casepages.models import CasePicture
from casepages.pictures import faces
from casepages.pictures.boxes import Box
from casepages.pictures.cleaning import CONTENT_TYPE, Clean
from casepages.pictures.renditions import draft, renditions
from review.projection.findings import HOLD, Finding
from review.projection.journey import where
from review.projection.material import Material
from review.projection.registry import Medium

COVER = "cover"
FACE_UNCOVERED, FACE_SHOWN, UNDESCRIBED = "picture-face", "picture-face-shown", "picture-undescribed"
# A face counts as covered where solid fill takes this much of it.
COVERED = 0.8


@dataclass(frozen=True)
class Shown:
    """One picture in its place: `slot` is `cover` or a milestone's block id."""

    slot: str
    where: str
    picture: CasePicture
    alt: str


@dataclass(frozen=True)
class Looked:
    """What the detector said of the exact bytes of one picture: goes into the review record."""

    slot: str
    where: str
    sha256: tuple[str, ...]
    detector: str
    faces: int
    exception: str
    kind: str

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "sha256": list(self.sha256)}


@dataclass(frozen=True)
class Pictures:
    """`public` by slot: `{sha256, width, height, content_type, alt, credit, renditions}`."""

    public: dict[str, dict[str, Any]]
    media: dict[str, Medium]
    looked: list[Looked]
    contributors: frozenset[int]


def pictures(gathered: Material) -> Pictures:
    """Raises DetectorUnavailable where nothing could look, unless this is a preview."""
    shown = list(_shown(gathered.page))
    made = [(one, _sizes(one.picture, gathered.lenient)) for one in shown]
    return Pictures(
        public={one.slot: _public(one, sizes) for one, sizes in made},
        media={size.sha256: Medium(CONTENT_TYPE, size.content) for _one, sizes in made for size in sizes},
        looked=[] if gathered.lenient else [_look(one, sizes) for one, sizes in made],
        contributors=frozenset(readers.picture_contributors(one.picture for one in shown)),
    )


def nothing(gathered: Material) -> Pictures:
    """A translation brings no picture: it takes the source's as they were signed."""
    told = (gathered.source_review or {}).get("detectors", [])
    looked = [Looked(**{**entry, "sha256": tuple(entry["sha256"])}) for entry in told]
    return Pictures({}, {}, looked, frozenset())


def findings(public: dict[str, Any], looked: Iterable[Looked]) -> Iterator[Finding]:
    """What stands in the way of the pictures of a story, and what a reviewer must give a reason for."""
    for entry in looked:
        yield from _face(entry)
    for slot, place, picture in placed(public):
        if picture and not picture["alt"]:
            message = _("Describe what the picture shows, in the language of this page.")
            yield Finding(UNDESCRIBED, message, place, block=_block(slot), field="picture.alt")


def placed(public: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any] | None]]:
    """(slot, its name in words, picture or None) of every part of a public case that may show one."""
    yield COVER, _("Picture"), public.get("picture")
    for milestone in public.get("milestones", []):
        yield milestone["id"], where(milestone["order"]), milestone.get("picture")


def described(page: Any) -> dict[str, str]:
    """Slot → the description written on this page, empty where there is none."""
    milestones = {str(block.id): (block.value.get("picture_alt") or "").strip() for block in page.milestones}
    return {COVER: page.picture_alt.strip(), **milestones}


def _shown(page: Any) -> Iterator[Shown]:
    words = described(page)
    if page.picture:
        yield Shown(COVER, _("Picture"), page.picture, words[COVER] or page.picture.alt)
    for order, block in enumerate(page.milestones, start=1):
        picture, slot = block.value.get("picture"), str(block.id or "")
        if picture:
            yield Shown(slot, where(order), picture, words[slot] or picture.alt)


def _sizes(picture: CasePicture, lenient: bool) -> list[Clean]:
    content = bytes(picture.content)
    return [draft(content)] if lenient else renditions(content)


def _public(shown: Shown, sizes: list[Clean]) -> dict[str, Any]:
    largest = sizes[0]
    return {
        "sha256": largest.sha256,
        "width": largest.width,
        "height": largest.height,
        "content_type": CONTENT_TYPE,
        "alt": " ".join(shown.alt.split()),
        "credit": " ".join(shown.picture.credit.split()),
        "renditions": [{"sha256": size.sha256, "width": size.width, "height": size.height} for size in sizes],
    }


def _look(shown: Shown, sizes: list[Clean]) -> Looked:
    uncovered = [_uncovered(shown.picture, size) for size in sizes]
    return Looked(
        slot=shown.slot,
        where=shown.where,
        sha256=tuple(size.sha256 for size in sizes),
        detector=faces.DETECTOR,
        faces=max(uncovered),
        exception=shown.picture.exception,
        kind=shown.picture.kind,
    )


def _uncovered(picture: CasePicture, size: Clean) -> int:
    """How many faces are found in a rendition that no solid fill lies on."""
    scale = size.width / picture.width
    fills = [_scaled(box, scale) for box in picture.covered]
    found = faces.find(size.content)
    return sum(all(box.shared(fill) < COVERED * box.area for fill in fills) for box in found)


def _scaled(box: Box, scale: float) -> Box:
    sides = (round(side * scale) for side in (box.left, box.top, box.width, box.height))
    return Box(*sides)


def _face(looked: Looked) -> Iterator[Finding]:
    block = _block(looked.slot)
    if looked.exception == CasePicture.CONSENTED or (looked.exception and looked.faces):
        reason = dict(CasePicture.EXCEPTIONS)[looked.exception]
        message = _("The author left a face in this picture uncovered: %(reason)s.") % {"reason": reason}
        detail = _counted(looked.faces)
        yield Finding(FACE_SHOWN, message, looked.where, HOLD, detail, block=block, field="picture")
    elif looked.faces:
        message = _("A face was found in this picture. Open the picture and cover it, or choose another.")
        yield Finding(FACE_UNCOVERED, message, looked.where, block=block, field="picture")


def _counted(number: int) -> str:
    if not number:
        return _("The detector found no face in the bytes that would be public.")
    return ngettext("%(count)d face found.", "%(count)d faces found.", number) % {"count": number}


def _block(slot: str) -> str:
    return "" if slot == COVER else slot
