"""The officers' last screen of a withdrawn case: what goes, what stays, the file's name typed to agree."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from casepages.models import CaseFile
from publication.actions import terms
from publication.exceptions import Refusal
from publication.models import LogEntry
from review import erasure_told
from review.actions import erase
from review.casefiles.views import officer


class EraseForm(forms.Form):
    name = forms.CharField(
        label=_("Type the name of the file to agree"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, short_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.short_name = short_name

    def clean_name(self) -> str:
        typed = str(self.cleaned_data["name"])
        if " ".join(typed.split()).casefold() != self.short_name.casefold():
            raise ValidationError(_("This is not the name of this file. Nothing was erased."))
        return typed


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class EraseView(PermissionCheckedMixin, generic.WagtailAdminTemplateMixin, TemplateView):
    model = CaseFile
    permission_required = "change"
    page_title = _("Erase the case")
    header_icon = "bin"
    template_name = "sixdegree_review/casefiles/erase.html"

    @cached_property
    def case_file(self) -> CaseFile:
        return get_object_or_404(CaseFile.objects.without_private_texts(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            "form": EraseForm(short_name=self.case_file.short_name),
            **context,
            "case_file": self.case_file,
            "can_erase": terms.current_term(self.case_file.ref) is None,
            "erased": LogEntry.objects.filter(verb="erased", subject=self.case_file.ref).last(),
            "kept": erasure_told.kept(),
            "edit_url": reverse("case_files:edit", args=[self.case_file.pk]),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = EraseForm(request.POST, short_name=self.case_file.short_name)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            counts = erase(self.case_file, officer(request))
        except Refusal as refusal:
            messages.error(request, refusal.detail)
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, gettext("The case is erased. Below is what was removed and what stays."))
        return self.render_to_response(self.get_context_data(removed=erasure_told.removed(counts), done=True))
