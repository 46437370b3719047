from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from sixdegree.api import MOUNTED, api
from sixdegree.frontends import front_end
from sixdegree.media import staff_media

handler400 = "sixdegree.errors.bad_request"
handler404 = "sixdegree.errors.not_found"
handler500 = "sixdegree.errors.server_error"

urlpatterns = [
    # Before Wagtail's, whose own door takes a password alone.
    path("admin/", include("sixdegree.staff.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path(MOUNTED, api.urls),
    path("_allauth/", include("payments.donors.headless")),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", staff_media),
    path("six/", front_end, {"name": "six"}),
    path("six/<path:path>", front_end, {"name": "six"}),
    path("", include("home.documents.urls")),
]
