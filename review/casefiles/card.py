"""The card a survivor takes with her: drawn, shown once ready to print, and never again."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from casepages.models import CaseFile, WithdrawalCode
from review import conf
from review.actions.withdrawal_codes import draw_code
from review.casefiles.card_words import CARD
from review.casefiles.views import officer, unstored


class CardForm(forms.Form):
    """`before` is the card that is valid now: a second press of the button draws no second code."""

    language = forms.ChoiceField(
        label=_("The survivor's language"), choices=[(code, words.language) for code, words in CARD.items()]
    )
    contact = forms.CharField(
        label=_("How the survivor reaches you"),
        max_length=200,
        help_text=_(
            "A telephone number or address as it stands on the card. A name that says what you do would give "
            "the survivor away to whoever finds it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput)


@unstored
class CardView(PermissionCheckedMixin, generic.WagtailAdminTemplateMixin, TemplateView):
    model = CaseFile
    permission_required = "change"
    page_title = _("The survivor's card")
    header_icon = "key"
    template_name = "sixdegree_review/casefiles/card_form.html"

    @cached_property
    def case_file(self) -> CaseFile:
        return get_object_or_404(CaseFile.objects.without_private_texts(), pk=self.kwargs["pk"])

    @property
    def valid_card(self) -> WithdrawalCode | None:
        return WithdrawalCode.objects.filter(case_file=self.case_file, ended_at=None).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        card = self.valid_card
        initial = {"contact": conf.card_contact(), "before": str(card.pk) if card else ""}
        return {
            "form": CardForm(initial=initial),
            **super().get_context_data(**kwargs),
            "case_file": self.case_file,
            "card": card,
            "edit_url": reverse("case_files:edit", args=[self.case_file.pk]),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = CardForm(request.POST)
        card = self.valid_card
        now = str(card.pk) if card else ""
        if form.is_valid() and form.cleaned_data["before"] != now:
            form = self.asked_again(request, now)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        words = CARD[form.cleaned_data["language"]]
        # The answer itself, not a redirect: the code must stand in no session and no address.
        return render(
            request,
            "sixdegree_review/casefiles/card.html",
            {
                "words": words,
                "lang": form.cleaned_data["language"],
                "contact": form.cleaned_data["contact"],
                "code": draw_code(self.case_file, officer(request)),
                "edit_url": reverse("case_files:edit", args=[pk]),
            },
        )

    def asked_again(self, request: HttpRequest, before: str) -> CardForm:
        """The same form, about the card that is valid now: nobody ends a card without having been told."""
        data = request.POST.copy()
        data["before"] = before
        form = CardForm(data)
        form.add_error(
            None,
            _("A card was made meanwhile; its number cannot be shown again. If it was lost, make another."),
        )
        return form
