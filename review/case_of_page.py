"""Which case a page belongs to, and the pages of a case: in every language, updates and copies included."""

from typing import Any

import swapper
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Revision

from casepages.models import CaseFile, CasePage, CaseUpdate
from publication.models import PublicationTerm, Withdrawal


def file_ref_of(page: Any) -> str:
    """The reference of the file behind a case page or an update, as its draft tells it; else empty."""
    if isinstance(page, CaseUpdate):
        page = page.get_parent().specific.get_latest_revision_as_object()
    return str(page.case_file.ref) if isinstance(page, CasePage) and page.case_file else ""


def is_withdrawn(page: Any) -> bool:
    """Whether the newest term of the page's case was withdrawn and no new consent was recorded since."""
    ref = file_ref_of(page)
    newest = PublicationTerm.objects.filter(case_ref=ref).order_by("-ordinal").first() if ref else None
    return newest is not None and Withdrawal.objects.filter(public_id=newest.public_id).exists()


def pages_of(file_ref: str) -> QuerySet[Any]:
    """All pages of a file, as plain pages; those included whose drafts alone name it."""
    file = CaseFile.objects.filter(ref=file_ref).values_list("pk", flat=True).first()
    drafts = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(CasePage), content__case_file=file
    )
    told = {int(key) for key in drafts.values_list("object_id", flat=True)} if file else set()
    below = Q(pk__in=[])
    for path in CasePage.objects.filter(Q(case_file__ref=file_ref) | Q(pk__in=told)).values_list(
        "path", flat=True
    ):
        below |= Q(path__startswith=path)
    pages: QuerySet[Any] = swapper.load_model("wagtailcore", "Page").objects.filter(below)
    return pages
