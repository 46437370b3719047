"""When what is signed goes public: the signer's few fields, and the acts on what was held or scheduled."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput

from payments.exceptions import Refusal as PaymentsRefusal
from publication.exceptions import Refusal as PublicationRefusal
from publication.models import Candidate
from review import together
from review.actions import scheduling
from review.actions.releasing import When, release_now, why_not_alone
from review.desk.reading import language, signed_of
from review.desk.standing import may_look, may_recall, unstored
from review.exceptions import Refusal
from review.models import ScheduledRelease

TOGETHER, ALONE, LATER = "together", "alone", "later"
FIELDS = {"release_when", "release_at"}
REFUSALS = (Refusal, PublicationRefusal, PaymentsRefusal)


def add_fields(form: forms.Form, candidate: Candidate) -> None:
    """Ask when, where there is a choice: `release_when`, and `release_at` for an hour of its own."""
    offered = choices(candidate)
    if len(offered) == 1:
        return
    form.fields["release_when"] = forms.ChoiceField(
        label=_("When it goes public"),
        choices=offered,
        initial=TOGETHER,
        required=False,
        widget=forms.RadioSelect,
    )
    if LATER in dict(offered):
        form.fields["release_at"] = forms.DateTimeField(
            label=_("Hour"),
            required=False,
            widget=AdminDateTimeInput,
            help_text=_("For “not before an hour” alone. What readers see bears the day, never the hour."),
        )


def choices(candidate: Candidate) -> list[tuple[str, Any]]:
    """What this candidate's next signer may choose from; the first is what happens without a choice."""
    waiting = together.languages(candidate)
    others = [other for other in waiting if other != candidate]
    offered = [(TOGETHER, _("With the last signature"))]
    if others:
        offered = [(TOGETHER, _("Together with the languages that wait with it, when all are signed"))]
        if not why_not_alone(candidate):
            offered.append((ALONE, _("This language as soon as it is signed")))
    last = together.signatures_missing(candidate) <= 1 and all(map(together.is_signed, others))
    return [*offered, (LATER, _("Not before an hour"))] if last else offered


def when_of(form: forms.Form) -> When:
    """What the signer chose, of a form that `check_hour` let pass."""
    chosen = form.cleaned_data.get("release_when")
    at = form.cleaned_data.get("release_at")
    return When(alone=chosen == ALONE, at=at if chosen == LATER else None)


def check_hour(form: forms.Form) -> None:
    """For a form's `clean`: an hour is asked for where one was chosen."""
    if form.cleaned_data.get("release_when") == LATER and not form.cleaned_data.get("release_at"):
        form.add_error("release_at", gettext("Choose the hour, or release it with the last signature."))


def standing_of(candidate: Candidate) -> dict[str, Any]:
    """What the candidate's page says: the languages that wait together, the hour, and what can be done."""
    waiting = together.languages(candidate)
    schedules = ScheduledRelease.objects.filter(candidates=candidate).select_related("set_by")
    return {
        "languages": [
            {"candidate": one, "language": language(one.locale), "signed": signed_of(one)} for one in waiting
        ],
        "planned": schedules.filter(ended_at=None).first(),
        "last": schedules.exclude(ended_at=None).order_by("-ended_at").first(),
        "signed": together.is_signed(candidate),
        "all_signed": all(map(together.is_signed, waiting)),
        "why_not_alone": why_not_alone(candidate) if len(waiting) > 1 else "",
        "form": HourForm(),
    }


def signed_sentence(candidate: Candidate) -> str:
    """What a signer is told where nothing is public yet."""
    planned = ScheduledRelease.objects.filter(candidates=candidate, ended_at=None).first()
    if planned is not None:
        return gettext("Signed. It goes public at the hour that was set, if it still may then.")
    if together.is_signed(candidate):
        return gettext("Signed. It is released together with the languages that wait with it.")
    return gettext("Signed. It waits for another privacy reviewer's signature.")


class HourForm(forms.Form):
    at = forms.DateTimeField(label=_("Not before"), widget=AdminDateTimeInput)


@unstored
class ReleaseView(View):
    """What a reviewer does with a candidate that is fully signed: release, set an hour, take it back.

    The verbs decide who may do which; those who may none of it are refused here.
    """

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not (may_look(request.user) or may_recall(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(Candidate, pk=pk)
        try:
            said = self._act(request, pk)
        except REFUSALS as refusal:
            messages.error(request, refusal.detail)
        else:
            messages.success(request, said) if said else messages.error(request, gettext("Choose an hour."))
        if not may_look(request.user):
            return redirect("review_desk:released")
        return redirect("review_desk:candidate", pk)

    def _act(self, request: HttpRequest, pk: int) -> str:
        asked = request.POST.get("act")
        if asked == "cancel":
            for planned in ScheduledRelease.objects.filter(candidates=pk, ended_at=None):
                scheduling.cancel(planned.pk, request.user)
            return gettext("The hour was taken back. It waits at the desk.")
        if asked == LATER:
            form = HourForm(request.POST)
            if not form.is_valid():
                return ""
            scheduling.schedule(pk, form.cleaned_data["at"], request.user)
            return gettext("It goes public at the hour you set, if it still may then.")
        release_now(pk, request.user, alone=asked == ALONE)
        return gettext("Released: it is public now.")
