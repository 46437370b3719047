"""The receipt of a withdrawal, to read out on the telephone and to print."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from casepages.models import CaseFile
from review.casefiles.receipts import receipts
from review.casefiles.views import unstored


@unstored
class ReceiptView(PermissionCheckedMixin, generic.WagtailAdminTemplateMixin, TemplateView):
    model = CaseFile
    permission_required = "change"
    page_title = _("Receipt of the withdrawal")
    header_icon = "doc-full-inverse"
    template_name = "sixdegree_review/casefiles/receipt.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        case_file = get_object_or_404(CaseFile.objects.without_private_texts(), pk=self.kwargs["pk"])
        found = receipts(case_file)
        if not found:
            raise Http404
        return {
            **context,
            "case_file": case_file,
            "receipts": found,
            "edit_url": reverse("case_files:edit", args=[case_file.pk]),
        }
