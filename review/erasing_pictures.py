"""The pictures of an erased case: all that its pages ever showed and no other case's do."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Revision

from casepages.models import CaseFile, CasePage, CasePicture
from publication.erasure import ErasedCase, register_eraser


def register() -> None:
    # Before the pages, through which they are found.
    register_eraser("case-pictures", erase_case_pictures, order=95)


def erase_case_pictures(case: ErasedCase) -> int:
    """Pixels, words and the names of those who had a hand in them."""
    file = CaseFile.objects.without_private_texts().filter(ref=case.ref).first()
    if file is None:
        return 0
    of_case = Q(content__case_file=file.pk)
    revisions = Revision.objects.filter(content_type=ContentType.objects.get_for_model(CasePage))
    shown = _in_revisions(revisions.filter(of_case)) | _in_pages(CasePage.objects.filter(case_file=file))
    if not shown:
        return 0
    others = CasePage.objects.exclude(case_file=file)
    elsewhere = _in_revisions(revisions.exclude(of_case)) | _in_pages(others)
    return CasePicture.objects.filter(pk__in=shown - elsewhere).delete()[1].get(CasePicture._meta.label, 0)


def _in_pages(pages: Iterable[CasePage]) -> set[int]:
    blocks = {block.value.get("picture") for page in pages for block in page.milestones}
    return {page.picture_id for page in pages if page.picture_id} | {one.pk for one in blocks if one}


def _in_revisions(revisions: Iterable[Revision]) -> set[int]:
    return {key for revision in revisions for key in _in(revision.content)}


def _in(content: dict[str, Any]) -> Iterator[int]:
    told = content.get("milestones") or "[]"
    blocks = json.loads(told) if isinstance(told, str) else told
    for key in (content.get("picture"), *(block["value"].get("picture") for block in blocks)):
        if key:
            yield int(key)
