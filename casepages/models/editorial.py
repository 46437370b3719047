"""What all pages of this app share: drafts for editors that Wagtail itself never shows to anyone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page, PagePermissionTester

from casepages.opaque import is_opaque, opaque
from casepages.preview import render_preview


class EditorialPagePermissions(PagePermissionTester):
    """Nobody publishes, unpublishes, schedules or copies here, superusers included: the review does."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False


class EditorialPage(Page):
    """A page that is born a draft, has no address, a random slug, and is neither copied nor mirrored."""

    slug: str
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []
    api_fields: list[Any] = []
    # Wagtail's view restrictions follow the tree and hide nothing from its APIs: offering them would mislead.
    private_page_options: list[str] = []
    alias_allowed = False
    # Read by our version of Wagtail's privacy panel.
    shown_only_as_signed = True

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Wagtail's own default is live=True, also in its create view, before any hook or permission runs.
        if not args:
            kwargs.setdefault("live", False)
        super().__init__(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.alias_of_id and not self.alias_allowed:
            raise PermissionDenied(_("This page cannot be an alias of another: translate it instead."))
        self.go_live_at = self.expire_at = None
        return super().save(*args, **kwargs)

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("reset_translation_key", True):
            raise PermissionDenied(_("This page is not copied: make a new one, or translate it."))
        return super().copy(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> EditorialPagePermissions:
        return EditorialPagePermissions(user, self)

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        return None

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[Any]:
        return []

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404

    def serve_password_required_response(
        self, request: HttpRequest, form: Any, action_url: str
    ) -> HttpResponse:
        # Wagtail asks for no page in particular, and would say to anyone that a draft has this number.
        raise Http404

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return render_preview(self, request)

    def _set_core_field_defaults(self) -> None:
        if not is_opaque(self.slug):
            self.slug = opaque()
        super()._set_core_field_defaults()
