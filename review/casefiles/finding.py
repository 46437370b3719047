"""A survivor phones: the file is found by the case number or by the number on the card, and withdrawn."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from casepages import codes
from casepages.models import CaseFile
from review.actions.withdrawal_codes import find_by_code
from review.casefiles.standing import standing
from review.casefiles.views import officer, unstored
from review.exceptions import CodeRefused


class WithdrawFindForm(forms.Form):
    """One field for both, so that nobody on the telephone has to know which of the two it is."""

    told = forms.CharField(
        label=_("Case number, or the number on the card"),
        max_length=100,
        help_text=_("However it is spaced or written."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )


@unstored
@method_decorator(sensitive_post_parameters("told"), name="dispatch")
class WithdrawFindView(PermissionCheckedMixin, generic.WagtailAdminTemplateMixin, TemplateView):
    """A POST, so that neither number nor code stands in an address or a log."""

    model = CaseFile
    permission_required = "change"
    page_title = _("Withdraw")
    header_icon = "warning"
    template_name = "sixdegree_review/casefiles/find_to_withdraw.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": WithdrawFindForm(), **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WithdrawFindForm(request.POST)
        if form.is_valid():
            try:
                found = self.find(form.cleaned_data["told"])
            except CodeRefused as refusal:
                form.add_error("told", refusal.detail)
            else:
                # The officer goes on, or is told what became of it already.
                done = standing(found).withdrawn_at is not None
                return redirect("case_files:receipt" if done else "case_files:withdraw", found.pk)
        return self.render_to_response(self.get_context_data(form=form))

    def find(self, told: str) -> CaseFile:
        by_number = CaseFile.objects.without_private_texts().with_number(told).first()
        if by_number is not None:
            return by_number
        if not codes.is_like_a_code(told):
            raise CodeRefused(
                str(_("No file has this case number. Check it, or ask for the number on the card."))
            )
        return find_by_code(told, officer(self.request))
