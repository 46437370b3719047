from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from sixdegree.api import api

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/v1/", api.urls),
]
