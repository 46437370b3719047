"""The addresses of a careless host: ours, and besides them all that Wagtail offers to mount."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as v3
from wagtail.contrib.redirects.api.v2 import RedirectsAPIViewSet
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images import urls as wagtailimages_urls
from wagtail.images.api.v2.views import ImagesAPIViewSet

from sixdegree import urls

handler400, handler404, handler500 = urls.handler400, urls.handler404, urls.handler500

v2 = WagtailAPIRouter("wagtailapi")
v2.register_endpoint("pages", PagesAPIViewSet)
v2.register_endpoint("images", ImagesAPIViewSet)
v2.register_endpoint("documents", DocumentsAPIViewSet)
v2.register_endpoint("redirects", RedirectsAPIViewSet)

urlpatterns = [
    path("api/v2/", v2.urls),
    path("api/v3/", v3.urls),
    path("stock-sitemap.xml", sitemap),
    path("documents/", include(wagtaildocs_urls)),
    path("images/", include(wagtailimages_urls)),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    path("tree/", include(wagtail_urls)),
    *urls.urlpatterns,
]
