"""What the apps above ask of a case file and of pictures."""

from collections.abc import Iterable

from casepages.models import CaseFile, CasePicture, CasePictureEdit


def contributors(case_file: CaseFile) -> set[int]:
    """The ids of everyone who opened or changed the file or recorded a consent for it."""
    return set(case_file.edits.exclude(user=None).values_list("user_id", flat=True))


def picture_contributors(pictures: Iterable[CasePicture]) -> set[int]:
    """The ids of everyone who uploaded, described, covered or excepted one of the pictures."""
    edits = CasePictureEdit.objects.filter(picture__in=[picture.pk for picture in pictures])
    return set(edits.exclude(user=None).values_list("user_id", flat=True))
