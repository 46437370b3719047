"""As `wagtail start` makes it, with the host's own search and pages, and the lines that our README adds."""

# ruff: noqa: E402

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from search import views as search_views

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("search/", search_views.search, name="search"),
    path("", include(wagtail_urls)),
]

# From the README: begin
# urls.py, at its end: Wagtail's own pattern takes every address that stands below it
from .api import api

urlpatterns = [path("api/v1/", api.urls), *urlpatterns]
# From the README: end
