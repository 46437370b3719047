"""Wagtail's own ways of taking a page away: unpublishing recalls, deleting waits until it is gone."""

import json
from collections.abc import Callable
from typing import Any

import swapper
from django.contrib.messages import add_message, get_messages
from django.db.models.signals import pre_save
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction, DeletePagePermissionError
from wagtail.admin import messages
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import WorkflowState
from wagtail.signals import task_cancelled

from publication.actions import recall as publication_recall
from publication.actions.candidates import set_aside
from publication.derived import case_id
from publication.models.kinds import CONSENTED
from publication.outbox import subscribe
from review.actions import followers
from review.answer import newest_submission
from review.guard import drafts, live, mirror, redirects, stock_apis
from review.guard.wrapping import wrap_once
from review.models import PrivacyReviewTaskState, ReleasedPage
from review.roles import RECALL, holds

CHECK = "check"


def connect() -> None:
    stock_apis.connect()
    wrap_once(DeletePageAction, CHECK, keeping_released)
    redirects.connect()
    pre_save.connect(recall_taken_down, dispatch_uid="sixdegree_review.taken_down")
    task_cancelled.connect(set_aside_cancelled, dispatch_uid="sixdegree_review.cancelled")
    subscribe("withdrawal", mirror.on_withdrawal, "live")
    subscribe("withdrawal", cancel_withdrawn, "submissions")
    subscribe("withdrawal", drafts.clear_schedules, "schedules")
    subscribe("withdrawal", drafts.forget_previews, "previews")
    subscribe("withdrawal", drafts.use_up_codes, "card")
    subscribe("recall", mirror.on_recall, "live")
    for kind in ("consent", "expiry"):
        subscribe(kind, mirror.on_consent, "live")


def recall_taken_down(sender: type, instance: Any, **kwargs: Any) -> None:
    """`pre_save` of a page that was live and is saved as not: whoever does it wants it gone from the public.

    Wagtail saves a page in one transaction, so neither happens without the other. Raises RecallRefused.
    """
    fields = kwargs.get("update_fields")
    if not isinstance(instance, swapper.load_model("wagtailcore", "Page")) or instance.live:
        return
    if fields is not None and "live" not in fields:
        return
    released = ReleasedPage.objects.filter(page_id=instance.pk or 0, page__live=True).first()
    if released is not None:
        publication_recall.recall(released.subject, released.locale, None, "Unpublished in Wagtail.")


def unpublish(request: HttpRequest, page_id: int) -> HttpResponse:
    """Wagtail's screen; of what the public reads, for those who may, the desk's recall, which asks why."""
    record = live.shown_record(page_id)
    if record is None or not holds(request.user, RECALL):
        return page_viewset_registry.as_view("unpublish", page_id_kwarg="page_id")(request, page_id=page_id)
    messages.info(request, _("What the public reads is taken down by a recall. Say why, and it is gone."))
    return redirect("review_desk:recall", record.pk)


def set_aside_cancelled(sender: Any, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """A submission taken back by its author can no longer be signed, nor what was made of it."""
    if isinstance(instance, PrivacyReviewTaskState) and instance.candidate is not None:
        set_aside(instance.candidate, user)
        followers.set_back(instance.candidate.kind, instance.candidate.subject)


def cancel_withdrawn(payload: dict[str, Any]) -> None:
    """Of a withdrawn case nothing waits at the desk, whether or not its candidates were set aside before."""
    waiting = PrivacyReviewTaskState.objects.filter(
        status=PrivacyReviewTaskState.STATUS_IN_PROGRESS, candidate__kind__in=CONSENTED
    )
    for state in waiting.select_related("candidate"):
        if state.candidate.is_erased:
            continue
        of = case_id(json.loads(bytes(state.candidate.public_bytes)))
        if of == payload["public_id"] and state.workflow_state.is_active:
            state.workflow_state.cancel()


def refuse_deletion(request: HttpRequest, page: Any) -> HttpResponse | None:
    """`before_delete_page`: with a sentence; the database would refuse without one."""
    if live.still_released([page]):
        messages.error(request, live.undeletable())
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def refuse_publishing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """`before_publish_page`: the draft is saved by then, so nobody loses work."""
    if live.kind_of_page(page) is None:
        return None
    messages.error(request, live.unreleased())
    return redirect("wagtailadmin_pages:edit", page.pk)


def keeping_released(check: Callable[..., None]) -> Callable[..., None]:
    """What asks no hook, the admin's API and code, deletes by Wagtail's action: it refuses by the sentence.

    The database would refuse without one.
    """

    def keeping(action: Any, *args: Any, **kwargs: Any) -> None:
        if live.still_released([action.page]):
            raise DeletePagePermissionError(live.undeletable())
        check(action, *args, **kwargs)

    return keeping


def refuse_in_bulk(request: HttpRequest, action_type: str, objects: Any, action: Any) -> HttpResponse | None:
    """`before_bulk_action` for pages: all or nothing, with a sentence."""
    pages = [item for item in objects if hasattr(item, "path")]
    if action_type == "delete" and live.still_released(pages):
        messages.error(request, live.undeletable())
    elif action_type == "publish" and any(live.kind_of_page(page) for page in pages):
        messages.error(request, live.unreleased())
    else:
        return None
    return redirect("wagtailadmin_explore_root")


def tell_refusal(request: HttpRequest, page: Any) -> HttpResponse | None:
    """`after_edit_page`, `after_create_page`: instead of Wagtail's "submitted for moderation", say for what,
    or that it is not.
    """
    state = newest_submission(page) if _submits(request) else None
    # A workflow that begins elsewhere has not asked us yet.
    if state is None or state.revision_id != page.latest_revision_id:
        return None
    _unsay_last(request)
    if state.candidate is not None:
        said = _("“%(title)s” is submitted: it waits for privacy review.") % {
            "title": page.get_admin_display_title()
        }
        messages.success(request, said)
        return None
    # The editor opens with the findings.
    messages.warning(request, _refusal(page, request.user))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _refusal(page: Any, user: Any) -> str:
    waiting = page.current_workflow_state
    if waiting is None or waiting.status != WorkflowState.STATUS_IN_PROGRESS:
        return _("Saved, but not submitted yet. Put right what is listed and submit again.")
    if waiting.user_can_cancel(user):
        return _(
            "Saved, but not submitted yet: what was submitted before still waits and can go public. “Cancel "
            "workflow” takes it back. Put right what is listed and submit this version again."
        )
    return _(
        "Saved, but not submitted yet: what was submitted before still waits and can go public. Who "
        "submitted it takes it back by “Cancel workflow”, or a privacy reviewer returns it. Put right what "
        "is listed and submit this version again."
    )


def _submits(request: HttpRequest) -> bool:
    asked = request.POST.get("workflow-action-name") == "resubmit"
    return asked or bool({"action-submit", "action-restart-workflow"} & set(request.POST))


def _unsay_last(request: HttpRequest) -> None:
    said = list(get_messages(request))
    for message in said[:-1]:
        add_message(request, message.level, message.message, message.extra_tags)
