"""Protected terms: typed once, sent by POST, never shown, never sent back."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from casepages.actions.protected_terms import LONGEST, MOST, Entered
from casepages.models import CaseFile
from casepages.readers import terms_by_kind
from casepages.terms import kinds
from review.actions.protected_terms import enter, remove
from review.casefiles.forms import RemoveTermsForm, TermsForm
from review.casefiles.views import officer, unstored


@unstored
@method_decorator(sensitive_post_parameters("terms"), name="dispatch")
class TermsView(PermissionCheckedMixin, generic.WagtailAdminTemplateMixin, TemplateView):
    model = CaseFile
    permission_required = "change"
    page_title = _("Protected terms")
    header_icon = "key"
    template_name = "sixdegree_review/casefiles/terms.html"

    @cached_property
    def case_file(self) -> CaseFile:
        return get_object_or_404(CaseFile.objects.without_private_texts(), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.case_file.short_name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        terms = terms_by_kind(self.case_file)
        asked = self.request.GET.get("remove")
        return {
            "form": TermsForm(),
            **super().get_context_data(**kwargs),
            "case_file": self.case_file,
            "terms": terms,
            "to_remove": next((kept for kept in terms if kept.kind == asked), None),
        }

    @method_decorator(sensitive_variables())
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "remove" in request.POST:
            self._remove(request)
        else:
            self._enter(request)
        return redirect("case_files:terms", pk)

    @method_decorator(sensitive_variables())
    def _enter(self, request: HttpRequest) -> None:
        form = TermsForm(request.POST)
        if not form.is_valid():
            sentence = gettext(
                "Nothing was kept: choose a kind and write at least one term, each on its line."
            )
            messages.error(request, sentence)
            return
        lines = form.cleaned_data["terms"].splitlines()
        entered = enter(self.case_file, form.cleaned_data["kind"], lines, officer(request))
        for sentence in _refused(entered):
            messages.warning(request, sentence)
        if entered.kept:
            messages.success(request, _kept(entered.kept))

    def _remove(self, request: HttpRequest) -> None:
        form = RemoveTermsForm(request.POST)
        if not form.is_valid():
            messages.error(request, gettext("Nothing was removed: there is no such kind of term."))
            return
        count = remove(self.case_file, form.cleaned_data["kind"], officer(request))
        label = kinds.KINDS[form.cleaned_data["kind"]]
        told = ngettext(
            "%(count)d term was removed: %(kind)s.", "%(count)d terms were removed: %(kind)s.", count
        )
        messages.success(request, told % {"count": count, "kind": label})


def _kept(count: int) -> str:
    told = ngettext(
        "%(count)d term is protected from now on. Stories that are submitted are searched for it.",
        "%(count)d terms are protected from now on. Stories that are submitted are searched for them.",
        count,
    )
    return told % {"count": count}


def _refused(entered: Entered) -> list[str]:
    """By the numbers of their lines: what was typed stands in no answer of ours."""
    reasons = [
        (
            entered.too_short,
            gettext(
                "Not kept, too short to be found without stopping every text: line %(lines)s. Enter it "
                "together with another part of the name."
            ),
        ),
        (
            entered.too_long,
            gettext("Not kept, longer than %(longest)d characters: line %(lines)s. Enter its parts."),
        ),
        (
            entered.too_many,
            gettext("Not kept, a case has at most %(most)d terms: line %(lines)s. Remove a kind first."),
        ),
        (entered.repeated, gettext("Counted once, it says the same as a line above it: line %(lines)s.")),
    ]
    return [
        sentence % {"lines": ", ".join(map(str, numbers)), "longest": LONGEST, "most": MOST}
        for numbers, sentence in reasons
        if numbers
    ]
