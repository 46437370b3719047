"""List, open, change, find and withdraw: the officers' views."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView, View
from wagtail.admin import messages as wagtail_messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from casepages import codes, money
from casepages.models import CaseFile, WithdrawalCode
from casepages.readers import terms_by_kind
from publication import log
from review.actions.case_files import record_consent
from review.actions.withdrawal import withdraw
from review.casefiles.consent import bound_consent_panel
from review.casefiles.forms import FindForm, WithdrawForm
from review.casefiles.standing import Standing, ending_soon, standing, standings
from review.casefiles.withdrawals import withdrawals, withdrawals_at
from review.exceptions import NothingToWithdraw


def officer(request: HttpRequest) -> AbstractBaseUser:
    """Who is signed in: Wagtail's admin lets nobody else in here."""
    return cast("AbstractBaseUser", request.user)


unstored = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


@unstored
class IndexCaseFileView(generic.IndexView):
    page_title = _("Case files")
    default_ordering = "-created_at"
    paginate_by = 25
    template_name = "sixdegree_review/casefiles/index.html"
    results_template_name = "sixdegree_review/index_results.html"
    find_url_name = "case_files:find"
    standings: dict[int, Standing]

    def get_base_queryset(self) -> Any:
        return CaseFile.objects.without_private_texts()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "short_name", label=_("File"), get_url=self.get_edit_url, classname="w-whitespace-nowrap"
            ),
            Column("goal", label=_("Goal"), accessor=lambda file: money.label(file.goal, file.currency)),
            Column("needs", label=_("Needs"), accessor=lambda file: len(file.needs.all())),
            Column("consent", label=_("Consent until"), accessor=self.consent_until),
            Column("public", label=_("In public"), accessor=lambda file: self.standings[file.pk].sentence),
            DateColumn("created_at", label=_("Opened")),
        ]

    @cached_property
    def allowed(self) -> dict[str, bool]:
        return {}

    def user_has_permission(self, permission: str) -> bool:
        """Asked for each row's link; read once."""
        if permission not in self.allowed:
            self.allowed[permission] = super().user_has_permission(permission)
        return self.allowed[permission]

    def consent_until(self, file: CaseFile) -> str:
        # Wagtail's date column tells how long ago: of a day to come it would say "just now".
        ends = self.standings[file.pk].consent_ends
        return date_format(ends, "DATE_FORMAT") if ends else gettext("No consent")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        # Of the page's files at once: the columns ask for it row by row.
        self.standings = standings(list(context["object_list"]))
        return {
            **context,
            "find_form": FindForm(),
            "find_url": reverse(self.find_url_name),
            "ending": ending_soon(),
        }


class WithConsent:
    """A file's form with the consent's beside it, checked and saved together."""

    request: HttpRequest

    @cached_property
    def consent_panel(self) -> Any:
        return bound_consent_panel(self.request, getattr(self, "object", None))

    def is_valid(self, form: Any) -> bool:
        # Both are asked, so that everything wrong is said at once.
        consent = self.consent_panel.form
        consent_stands = not consent.has_changed() or consent.is_valid()
        if super().is_valid(form) and consent_stands:  # type: ignore[misc]
            return True
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()
        return False

    def get_error_message(self) -> str:
        return gettext("Not saved: correct what is marked below. What you typed is kept.")

    def save_instance(self) -> CaseFile:
        case_file: CaseFile = self.form.save()  # type: ignore[attr-defined]
        consent = self.consent_panel.form
        if consent.has_changed():
            record_consent(case_file, consent.save(commit=False, case_file=case_file), officer(self.request))
        return case_file

    def get_success_message(self, instance: CaseFile | None = None) -> str:
        """Wagtail hands the object to one of its views and not to the other."""
        case_file: CaseFile = instance or self.object  # type: ignore[attr-defined]
        # Beside the sentence, so that it stands where the eye already is.
        if not case_file.consents.exists():
            messages.warning(
                self.request,
                gettext("No consent is recorded for %(file)s: nothing of it can be shown.")
                % {"file": case_file.short_name},
            )
        return str(self.success_message) % {"object": case_file.short_name}  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        context["consent_panel"] = self.consent_panel
        case_file = getattr(self, "object", None)
        context["has_consent"] = bool(case_file and case_file.pk and case_file.consents.exists())
        context["media"] += self.consent_panel.media
        return context


def needs_card(case_file: CaseFile) -> bool:
    """Whether something may be shown and the person has nothing in hand to stop it with."""
    allowed = standing(case_file).can_withdraw
    return allowed and not WithdrawalCode.objects.filter(case_file=case_file, ended_at=None).exists()


@unstored
class CreateCaseFileView(WithConsent, generic.CreateView):
    page_title = _("Open a case file")
    submit_button_label = _("Open the file")
    success_message = _("%(object)s is open. Tell the editor its name.")

    def get_success_url(self) -> str:
        if needs_card(self.object):
            return reverse("case_files:card", args=[self.object.pk])
        return str(super().get_success_url())


@unstored
class EditCaseFileView(WithConsent, generic.EditView):
    success_message = _("%(object)s is saved. What is public stays as it was signed.")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        # Opening it decrypts the case number and the notes.
        log.record_view("case_file.open", self.object.ref, officer(self.request))
        response: HttpResponse = super().render_to_response(context, **kwargs)
        return response

    def get_success_url(self) -> str:
        # A consent just recorded needs its card: it is offered at once, and refused by nothing.
        if self.consent_panel.form.has_changed() and needs_card(self.object):
            return reverse("case_files:card", args=[self.object.pk])
        return str(self.get_edit_url())

    def get_page_subtitle(self) -> str:
        return str(self.object.short_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "standing": standing(self.object),
            "withdrawals": withdrawals(self.object, self.request.user),
            "withdraw_url": reverse("case_files:withdraw", args=[self.object.pk]),
            "erase_url": reverse("case_files:erase", args=[self.object.pk]),
            "receipt_url": reverse("case_files:receipt", args=[self.object.pk]),
            "card_url": reverse("case_files:card", args=[self.object.pk]),
            "card": WithdrawalCode.objects.filter(case_file=self.object, ended_at=None).first(),
            "has_receipt": bool(withdrawals_at(self.object)),
            "terms": terms_by_kind(self.object),
            "terms_url": reverse("case_files:terms", args=[self.object.pk]),
            "can_delete": False,
        }


@unstored
@method_decorator(sensitive_post_parameters("case_number"), name="dispatch")
class FindView(PermissionCheckedMixin, generic.WagtailAdminTemplateMixin, View):
    """By the organisation's own number. A POST, so that the number stands in no address and no log."""

    # Without a model Wagtail's mixin asks nobody for a permission.
    model = CaseFile
    permission_required = "view"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FindForm(request.POST)
        asked = form.cleaned_data["case_number"] if form.is_valid() else ""
        found = CaseFile.objects.with_number(asked).first() if asked else None
        if found:
            return redirect("case_files:edit", found.pk)
        if codes.is_like_a_code(asked):
            wagtail_messages.error(
                request,
                gettext("This looks like the number on the card: it belongs under “Withdraw”."),
                buttons=[
                    wagtail_messages.button(reverse("case_files:find_to_withdraw"), gettext("Withdraw"))
                ],
            )
        else:
            messages.error(
                request, gettext("No file has this case number. Check it, or look in the list below.")
            )
        return redirect("case_files:index")


@unstored
class WithdrawView(PermissionCheckedMixin, generic.WagtailAdminTemplateMixin, TemplateView):
    model = CaseFile
    permission_required = "change"
    page_title = _("Withdraw consent")
    header_icon = "warning"
    template_name = "sixdegree_review/casefiles/withdraw.html"

    @cached_property
    def case_file(self) -> CaseFile:
        return get_object_or_404(CaseFile.objects.without_private_texts(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            "form": WithdrawForm(),
            **context,
            "case_file": self.case_file,
            "standing": self.standing,
            "edit_url": reverse("case_files:edit", args=[self.case_file.pk]),
        }

    @property
    def standing(self) -> Standing:
        return standing(self.case_file)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            withdraw(self.case_file, officer(request), form.cleaned_data["reason"])
        except NothingToWithdraw as refusal:
            messages.error(request, refusal.detail)
        else:
            messages.success(
                request, gettext("Consent is withdrawn. The case is gone from all public places.")
            )
            return HttpResponseRedirect(reverse("case_files:receipt", args=[pk]))
        return HttpResponseRedirect(reverse("case_files:edit", args=[pk]))
