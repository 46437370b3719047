"""The secret of a front end: drawn, shown once, and nowhere afterwards."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from publication import conf, log, webhooks
from publication.models import FrontEnd


class FrontEndsView(generic.IndexView):
    # As short as a phone's header.
    add_item_label = _("Add")
    results_template_name = "sixdegree_review/index_results.html"


class CreateFrontEndView(generic.CreateView):
    success_message = _("%(object)s is registered. Make its secret now.")

    def get_success_url(self) -> str:
        return reverse("front_ends:secret", args=[self.object.pk])


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class SecretView(PermissionCheckedMixin, generic.WagtailAdminTemplateMixin, TemplateView):
    model = FrontEnd
    permission_required = "change"
    page_title = _("Webhook secret")
    header_icon = "key"
    template_name = "sixdegree_review/front_ends/secret.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        site = get_object_or_404(FrontEnd, pk=self.kwargs["pk"])
        index_url = reverse("front_ends:index")
        return {**context, "site": site, "hours": conf.webhook_rotation_hours(), "index_url": index_url}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        site = get_object_or_404(FrontEnd, pk=pk)
        site.draw_salt()
        log.record("front_end.secret", f"front-end-{site.pk}", request.user)  # type: ignore[arg-type]
        # The answer itself: the secret must stand in no session.
        return self.render_to_response(self.get_context_data(secret=webhooks.secret(site.salt)))
