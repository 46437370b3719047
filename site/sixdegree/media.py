"""Editors' own files. The public reads released pictures by their hash, from the API; nothing else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.static import serve
from wagtail.admin.auth import require_admin_access


@never_cache
@require_admin_access
def staff_media(request: HttpRequest, path: str) -> HttpResponseBase:
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    # A file uploaded as a picture must not run as a page beside the admin's session.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
