from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from sixdegree.api import MOUNTED, api
from sixdegree.media import staff_media

handler400 = "sixdegree.errors.bad_request"
handler404 = "sixdegree.errors.not_found"
handler500 = "sixdegree.errors.server_error"

urlpatterns = [
    # Before Wagtail's, whose own door takes a password alone.
    path("admin/", include("sixdegree.staff.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path(MOUNTED, api.urls),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", staff_media),
    path("", include("home.documents.urls")),
]
