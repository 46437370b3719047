from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from sixdegree.api import api
from sixdegree.media import staff_media

handler404 = "home.documents.views.errors.not_found"
handler500 = "home.documents.views.errors.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/v1/", api.urls),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", staff_media),
    path("", include("home.documents.urls")),
]
