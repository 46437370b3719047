"""A candidate as the public would see it and as raw bytes, what was found, and the two answers to it."""

from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseGone
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from payments.exceptions import Refusal as PaymentsRefusal
from payments.reauthentication import ConfirmForm
from publication import log
from publication.documents import Document, render
from publication.exceptions import Refusal as PublicationRefusal
from publication.models import Candidate
from review import reauthentication, risk
from review.actions.return_ import return_
from review.actions.sign import sign
from review.actions.standing import hindrance
from review.desk import releasing
from review.desk.disclosed import disclosed
from review.desk.forms import ReturnForm, SignForm
from review.desk.pictures import picture_addresses, pictures_of
from review.desk.quotes import quoted
from review.desk.reading import (
    changes_since_release,
    consent_of,
    corrections,
    findings_of,
    kind_label,
    language,
    perhaps_minor,
    public_of,
    public_record,
    signed_of,
    title_of,
)
from review.desk.standing import Reviewers, may_look, unstored
from review.desk.subject import history_of
from review.exceptions import Refusal
from review.models import PrivacyReviewTaskState
from review.parts import Part, parts
from review.projection import HOLD

REFUSALS = (Refusal, PublicationRefusal, PaymentsRefusal)
# Nothing runs, nothing is fetched from elsewhere, nothing is sent: it is looked at.
DOCUMENT_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-same-origin"
)


class OneCandidate(Reviewers):
    """`seen` says in the log which of its faces was looked at."""

    seen = "page"
    kwargs: dict[str, Any]

    @cached_property
    def candidate(self) -> Candidate:
        candidates = Candidate.objects.select_related("submitted_by").prefetch_related("signoffs__reviewer")
        return get_object_or_404(candidates, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if may_look(request.user) and self.candidate.is_erased:
            return self.erased(request)
        response = super().dispatch(request, *args, **kwargs)
        # An answer that is refused shows the page again, words and all.
        if request.method != "HEAD" and response.status_code == HTTPStatus.OK:
            seen = self.candidate
            log.record_view("candidate.view", seen.subject, request.user, seen=self.seen, digest=seen.digest)
        return response

    def erased(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseGone(gettext("This text was erased after its consent was withdrawn."))

    @cached_property
    def state(self) -> PrivacyReviewTaskState | None:
        return PrivacyReviewTaskState.objects.filter(candidate=self.candidate).first()


@unstored
class CandidateView(OneCandidate, WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Privacy review")
    header_icon = "clipboard-list"
    template_name = "sixdegree_review/desk/candidate.html"

    def erased(self, request: HttpRequest) -> HttpResponse:
        messages.warning(request, gettext("This text was erased after its consent was withdrawn."))
        return redirect("review_desk:history")

    def get_page_subtitle(self) -> str:
        return title_of(self.candidate)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("review_desk:queue"), "label": _("Privacy desk")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    @cached_property
    def parts(self) -> list[Part]:
        return parts(public_of(self.candidate))

    @property
    def waits(self) -> bool:
        return self.candidate.is_open and bool(
            self.state and self.state.status == self.state.STATUS_IN_PROGRESS
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        candidate = self.candidate
        sign_form = kwargs.pop("sign_form", None) or SignForm(candidate=candidate)
        return {
            "sign_form": sign_form,
            "return_form": ReturnForm(parts=self.parts),
            "confirm_form": reauthentication.asked(self.request),
            **super().get_context_data(**kwargs),
            "candidate": candidate,
            "kind": kind_label(candidate.kind),
            "language": language(candidate.locale),
            "raw": bytes(candidate.public_bytes).decode(),
            "consent": consent_of(candidate),
            "perhaps_minor": perhaps_minor(candidate),
            "findings": self.findings(sign_form),
            "pictures": pictures_of(candidate),
            "disclosed": disclosed(candidate),
            "history": history_of(candidate, self.request.user),
            "corrections": corrections(candidate),
            "changes": changes_since_release(candidate),
            "signed": signed_of(candidate),
            "risk": self.risk(),
            "waits": self.waits,
            "hindrance": hindrance(candidate, self.request.user),
            "state": self.state,
            "releasing": releasing.standing_of(candidate),
            "public_record": public_record(candidate),
        }

    def risk(self) -> dict[str, Any] | None:
        """`{level, reasons}` as it was submitted; None where an older version froze it."""
        if self.state is None or not self.state.risk:
            return None
        reasons = [risk.sentence(code) for code in self.state.risk_reasons]
        return {"level": risk.Level(self.state.risk).label, "reasons": reasons}

    def findings(self, form: SignForm) -> list[dict[str, Any]]:
        """Those that hold first; each quoted, and where it holds with the field for its reason."""
        public, fields = public_of(self.candidate), form.reasons()
        found = [
            {**quoted(finding, public), "reason": fields.get(finding["key"])}
            for finding in findings_of(self.candidate)
        ]
        return sorted(found, key=lambda finding: finding["severity"] != HOLD)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._return(request) if "return" in request.POST else self._sign(request)

    def _sign(self, request: HttpRequest) -> HttpResponse:
        reauthentication.refuse_other_than_sessions(request)
        form = SignForm(request.POST, candidate=self.candidate)
        if not form.is_valid():
            messages.error(request, self._unanswered(form))
            return self._again(sign_form=form)
        confirm = reauthentication.asked(request, request.POST)
        if confirm and not confirm.is_valid():
            return self._unconfirmed(request, form, confirm)
        try:
            sign(
                self.candidate.pk,
                request.user,
                form.answers(),
                digest=form.cleaned_data["digest"],
                review_digest=form.cleaned_data["review_digest"],
                reauthenticated_at=reauthentication.proved_at(request),
                when=releasing.when_of(form),
            )
        except REFUSALS as refusal:
            messages.error(request, refusal.detail)
            return self._again(sign_form=form)
        self._say_signed(request)
        return redirect("review_desk:queue")

    def _unanswered(self, form: SignForm) -> str:
        if set(form.errors) <= releasing.FIELDS:
            return gettext("Not signed: choose when it goes public. Your answers are kept.")
        return gettext(
            "Not signed: answer every line of the checklist, and give a reason for what is held back."
        )

    def _unconfirmed(self, request: HttpRequest, form: SignForm, confirm: ConfirmForm) -> HttpResponse:
        if not request.user.is_authenticated:
            messages.error(request, gettext("Not signed: too many wrong answers. Sign in again."))
            return redirect("wagtailadmin_login")
        messages.error(request, gettext("Not signed: confirm that it is you. Your answers are kept."))
        return self._again(sign_form=form, confirm_form=confirm)

    def _return(self, request: HttpRequest) -> HttpResponse:
        form = ReturnForm(request.POST, parts=self.parts)
        if not form.is_valid():
            messages.error(request, gettext("Not returned: write what has to change."))
            return self._again(return_form=form)
        try:
            return_(self.candidate.pk, request.user, form.cleaned_data["reason"], form.comments())
        except REFUSALS as refusal:
            messages.error(request, refusal.detail)
            return self._again(return_form=form)
        messages.success(request, gettext("Returned. The author reads your reason in the page editor."))
        return redirect("review_desk:queue")

    def _again(self, **forms: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**forms))

    def _say_signed(self, request: HttpRequest) -> None:
        self.candidate.refresh_from_db(fields=["release"])
        if self.candidate.release_id:
            messages.success(request, gettext("Signed and released: it is public now."))
        else:
            messages.success(request, releasing.signed_sentence(self.candidate))


@unstored
@method_decorator(xframe_options_sameorigin, name="dispatch")
class DocumentView(OneCandidate, View):
    """The document drawn from the frozen bytes alone, for the frame of the candidate's page."""

    seen = "document"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        candidate = self.candidate
        content = public_of(candidate)
        addresses = picture_addresses(candidate)
        document = Document(
            candidate.kind, candidate.subject, candidate.locale, content, None, True, addresses
        )
        with override(candidate.locale):
            response = HttpResponse(render(document, request))
        response["Content-Security-Policy"] = DOCUMENT_POLICY
        response["X-Robots-Tag"] = "noindex, noarchive"
        return response


@unstored
class RawView(OneCandidate, View):
    """The frozen bytes themselves, so that anyone can recompute the digest."""

    seen = "bytes"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        response = HttpResponse(bytes(self.candidate.public_bytes), content_type="application/json")
        response["X-Robots-Tag"] = "noindex, noarchive"
        return response
