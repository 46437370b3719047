"""What Wagtail keeps of a withdrawn case's drafts and would still act on: schedules, redirects, previews."""

from typing import Any

from django.apps import apps
from wagtail.models import Revision

from casepages import actions as casepages
from publication.models import PublicationTerm
from review.case_of_page import pages_of
from review.models import PreviewToken

# A host project may have them; ours does not.
REDIRECT = ("wagtailredirects", "Redirect")


def clear_schedules(payload: dict[str, Any]) -> None:
    """No revision of the case goes live by the clock, and no old address leads to it."""
    pages = _pages(payload)
    _revisions(pages).exclude(approved_go_live_at=None).update(approved_go_live_at=None)
    pages.update(go_live_at=None, expire_at=None)
    if apps.is_installed("wagtail.contrib.redirects"):
        redirects: Any = apps.get_model(*REDIRECT)
        redirects.objects.filter(redirect_page__in=list(pages.values_list("pk", flat=True))).delete()


def forget_previews(payload: dict[str, Any]) -> None:
    """Links to drafts end; who opens one is refused already."""
    PreviewToken.objects.filter(revision__in=_revisions(_pages(payload)).values("pk")).delete()


def use_up_codes(payload: dict[str, Any]) -> None:
    casepages.use_up_codes(_file_ref(payload))


def _file_ref(payload: dict[str, Any]) -> str:
    terms = PublicationTerm.objects.filter(public_id=payload["public_id"])
    return terms.values_list("case_ref", flat=True).first() or ""


def _pages(payload: dict[str, Any]) -> Any:
    return pages_of(_file_ref(payload))


def _revisions(pages: Any) -> Any:
    keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
    return Revision.page_revisions.filter(object_id__in=keys)
