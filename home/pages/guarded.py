"""What every page of ours has in common: it is written here and becomes public only by a signed release."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PagePermissionTester, Site


class GuardedPagePermissionTester(PagePermissionTester):
    """Publishing is the sign-off's act, taking down is recall's, and a copy has no record of its own."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class GuardedPage(Page):
    """A page type behind the gate; `kind` names its sort of public record."""

    kind = "page"
    promote_panels = [FieldPanel("slug")]
    settings_panels: list[Any] = []

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's default is a live page. One read from the database comes with positional values.
        if not args and "live" not in kwargs:
            self.live = False

    def permissions_for_user(self, user: Any) -> GuardedPagePermissionTester:
        return GuardedPagePermissionTester(user, self)

    @property
    def source(self) -> "GuardedPage":
        """The page this one was translated from: the first of its translations, or itself."""
        if self.pk is None:
            return self
        first = type(self).objects.filter(translation_key=self.translation_key).order_by("pk").first()
        # Itself as it is held here: the row may be older than the draft that is looked at.
        return self if first is None or first.pk == self.pk else first

    @property
    def public_slug(self) -> str:
        """The source's slug: one address per page, with the locale in front of it."""
        return str(self.source.slug)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The public address, below the root of the Wagtail site the page belongs to.

        None outside one, and of what the public does not read now: a redirect would tell a draft's slug.
        """
        # Imported late, as below.
        from review.guard.live import shown_record

        parts = super().get_url_parts(request) if self.live and shown_record(self.pk) else None
        if parts is None:
            return None
        # Wagtail knows no root where its own page view is not mounted, as here.
        roots = {root.site_id: root.root_url for root in Site.get_site_root_paths()}
        return parts[0], roots[parts[0]], self.public_path()

    def public_path(self) -> str:
        return f"/{self.locale.language_code}/{self.public_slug}/"

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[Any]:
        # Our sitemap is made of the public record; Wagtail's would tell the row's slug and day of editing.
        return []

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404(_("Pages are read from the public record, never from the page tree."))

    def serve_password_required_response(
        self, request: HttpRequest, form: Any, action_url: str
    ) -> HttpResponse:
        # Wagtail's own asks nobody whether the page is a draft, and hands it to the template.
        raise Http404

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        # Imported late: the desk's renderer needs models, and this file defines some.
        from review.previews.renderer import render_preview

        return render_preview(self, request)
