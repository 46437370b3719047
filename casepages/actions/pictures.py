"""What is done to a picture of a case, and by whom."""

from collections.abc import Iterable
from typing import IO

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from casepages.models import CasePicture, CasePictureEdit
from casepages.pictures import faces
from casepages.pictures.boxes import Box
from casepages.pictures.cleaning import Clean, clean
from casepages.pictures.covering import cover
from casepages.pictures.exceptions import PictureRefused


def upload_picture(
    upload: IO[bytes], by: AbstractBaseUser, *, kind: str, alt: str, credit: str = ""
) -> CasePicture:
    """Keep the pixels of a file, and nothing else of it, as a picture that was looked through for faces.

    Raises PictureRefused where the file is none, and DetectorUnavailable where nothing could look.
    """
    faces.check()
    picture = CasePicture(kind=kind, alt=alt, credit=credit, uploaded_by_id=by.pk)
    _take(picture, clean(upload))
    picture.full_clean()
    return _stored(picture, by, CasePictureEdit.UPLOADED)


def describe_picture(picture: CasePicture, by: AbstractBaseUser) -> CasePicture:
    """Store kind, description and credit as they stand in memory; what is released stays as it was signed."""
    picture.full_clean()
    with transaction.atomic():
        picture.save(update_fields=["kind", "alt", "credit"])
        CasePictureEdit.objects.create(picture=picture, user_id=by.pk, verb=CasePictureEdit.DESCRIBED)
    return picture


@transaction.atomic
def cover_picture(pk: int, seen: str, boxes: Iterable[Box], by: AbstractBaseUser) -> CasePicture:
    """Fill these rectangles for good: the bytes with what was under them are gone when this returns.

    `seen` is the digest of the picture they were drawn on. Raises PictureRefused where that is not the
    picture any more or a rectangle lies outside, and DetectorUnavailable where nothing could look again.
    """
    picture = _locked(pk, seen)
    inside = [box.within(picture.width, picture.height) for box in boxes]
    chosen = [box for box in inside if box is not None]
    if not chosen or len(chosen) != len(inside):
        raise PictureRefused(_("Choose at least one rectangle, each within the picture."))
    covers = [*picture.covers, *(box.as_json() for box in chosen)]
    _take(picture, cover(bytes(picture.content), chosen))
    picture.covers = covers
    return _stored(picture, by, CasePictureEdit.COVERED)


@transaction.atomic
def leave_uncovered(pk: int, seen: str, exception: str, by: AbstractBaseUser) -> CasePicture:
    """Record why faces found in a picture stay: a reviewer signs it only with a reason of their own.

    `exception` is one of CasePicture.EXCEPTIONS, or "" to take it back.
    """
    picture = _locked(pk, seen)
    if exception and exception not in dict(CasePicture.EXCEPTIONS):
        raise PictureRefused(_("Choose why the face stays uncovered."))
    picture.exception = exception
    return _stored(picture, by, CasePictureEdit.EXCEPTED)


def _locked(pk: int, seen: str) -> CasePicture:
    picture = CasePicture.objects.select_for_update().filter(pk=pk).first()
    if picture is None or picture.sha256 != seen:
        raise PictureRefused(
            _("Somebody else changed this picture since you opened it. Look at it again, then choose.")
        )
    return picture


def _take(picture: CasePicture, pixels: Clean) -> None:
    picture.content, picture.sha256 = pixels.content, pixels.sha256
    picture.width, picture.height = pixels.width, pixels.height
    picture.exception = ""
    found = faces.find(pixels.content)
    picture.faces = [box.as_json() for box in found]
    picture.detector = faces.DETECTOR


def _stored(picture: CasePicture, by: AbstractBaseUser, verb: str) -> CasePicture:
    with transaction.atomic():
        picture.save()
        CasePictureEdit.objects.create(picture=picture, user_id=by.pk, verb=verb)
    return picture
