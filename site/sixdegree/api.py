"""The one list of public routers."""

from django.utils.module_loading import import_string
from ninja import NinjaAPI

from payments.problems import render_refusals
from publication.api.webhooks import WEBHOOKS

MOUNTED = "api/v1/"
ROUTERS = [
    "publication.api.router",
    "search.api.router",
    "payments.api.router",
    "payments.donors.api.router",
    "review.previews.api.router",
    "home.registration.api.router",
]

api = NinjaAPI(
    title="Sixdegree",
    version="1",
    urls_namespace="api-v1",
    openapi_url="openapi.json",
    docs_url="docs/",
    openapi_extra={"webhooks": WEBHOOKS},
)
for name in ROUTERS:
    api.add_router("", import_string(name))
render_refusals(api)
