"""Translators are told when their original changes. Nothing syncs by itself: what to do is theirs."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from casepages.models import CasePage, CaseUpdate
from publication.models import Candidate, Recall
from publication.outbox import subscribe
from review import notifications
from review.models import PrivacyReviewTaskState
from review.projection import Context, Original
from review.projection.material import Material, first_translation, of_case, of_update
from review.since import changes
from review.submission import original_of


@dataclass(frozen=True)
class News:
    """`changes` since this translation was made; `missing` and `extra` are parts one of the two has alone."""

    changes: list[str]
    missing: int
    extra: int

    def __bool__(self) -> bool:
        return bool(self.changes or self.missing or self.extra)


def news_for(page: Any) -> News:
    """What a translation's author should know of the original; nothing for the original itself."""
    gathered = _gathered(page)
    if gathered is None or gathered.original is None:
        return News([], 0, 0)
    public = gathered.original.public
    there = [milestone["id"] for milestone in public.get("milestones", [])]
    here = [str(block.id) for block in getattr(page, "milestones", [])]
    base = _made_of(page, public)
    told = changes(base, public) if base else []
    if _recalled(public["id"], gathered.source_locale):
        told.insert(0, _("The original was recalled: something in it must not be public. Ask first."))
    return News(told, len(set(there) - set(here)), len(set(here) - set(there)) if there else 0)


def original_page_of(page: Any) -> tuple[Any, Original] | None:
    """The original as it was submitted, with its content; None for originals and where nothing was."""
    gathered = _gathered(page)
    if gathered is None or gathered.original is None:
        return None
    frozen = Candidate.objects.filter(
        kind=gathered.original.public["kind"],
        subject=gathered.original.public["id"],
        locale=gathered.source_locale,
        digest=gathered.original.digest,
    ).last()
    state = PrivacyReviewTaskState.objects.filter(candidate=frozen).select_related("revision").first()
    return (state.revision.as_object(), gathered.original) if state and state.revision else None


def tell(request: HttpRequest, page: Any) -> None:
    """`before_edit_page`: what changed in the original, in the editor of the translation."""
    news = news_for(page.get_latest_revision_as_object()) if request.method == "GET" else None
    if news:
        said = {"page": page, "news": news}
        messages.info(request, render_to_string("sixdegree_review/editor/news.html", said, request=request))


def connect() -> None:
    subscribe("release", on_release, "translators")
    subscribe("recall", on_recall, "translators")


def source_submitted(candidate: Candidate, page: Any) -> None:
    """Tell the translators of a page that was just submitted anew."""
    if first_translation(page).pk == page.pk:
        _mail(page, besides={candidate.locale}, but=candidate.submitted_by_id)


def on_release(payload: dict[str, Any]) -> None:
    """Of `{"kind", "subject", "locales"}`: those whose language was not part of it."""
    page = _source_page(payload["subject"])
    if page is not None and page.locale.language_code in payload["locales"]:
        _mail(page, besides=set(payload["locales"]))


def on_recall(payload: dict[str, Any]) -> None:
    """Of `{"subject", "locale"}`: all who translate it, where the source is hidden."""
    page = _source_page(payload["subject"])
    if page is not None and payload["locale"] in ("", page.locale.language_code):
        _mail(page, besides={page.locale.language_code})


def _mail(source: Any, besides: set[str], but: int | None = None) -> None:
    others = type(source).objects.filter(translation_key=source.translation_key).exclude(pk=source.pk)
    for person in {
        one for page in others.exclude(locale__language_code__in=besides) for one in _writers(page)
    }:
        if person.is_active and person.pk != but:
            _mail_to(person)


def _writers(page: Any) -> set[Any]:
    revision = page.get_latest_revision()
    return {one for one in (page.owner, revision and revision.user) if one}


def _mail_to(person: Any) -> None:
    transaction.on_commit(lambda: notifications.an_original_changed(person), robust=True)


def _source_page(subject: str) -> Any:
    of_it = {"candidate__subject": subject, "candidate__kind__in": ("case", "update")}
    state = PrivacyReviewTaskState.objects.filter(**of_it).order_by("-pk").first()
    page = state.workflow_state.content_object if state else None
    return first_translation(page.specific) if page is not None else None


def _gathered(page: Any) -> Material | None:
    page = getattr(page, "specific", page)
    if not isinstance(page, CasePage | CaseUpdate) or first_translation(page).pk == page.pk:
        return None
    context = Context(page.locale.language_code, timezone.localdate(), lenient=True, original=original_of)
    return of_case(page, context) if isinstance(page, CasePage) else of_update(page, context)


def _made_of(page: Any, public: dict[str, Any]) -> dict[str, Any] | None:
    """What the original said when this translation was submitted last; None where it never was."""
    newest = Candidate.objects.filter(
        kind=public["kind"], subject=public["id"], locale=page.locale.language_code
    ).last()
    if newest is None or newest.is_erased:
        return None
    source = json.loads(bytes(newest.review_bytes)).get("source")
    if source is None:
        return None
    made_of = Candidate.objects.filter(
        kind=public["kind"], subject=public["id"], locale=source["locale"], digest=source["digest"]
    ).last()
    return json.loads(bytes(made_of.public_bytes)) if made_of and not made_of.is_erased else None


def _recalled(subject: str, locale: str) -> bool:
    return Recall.objects.filter(subject=subject, locale__in=("", locale), lifted_by=None).exists()
