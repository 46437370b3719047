"""The one list of public routers, and the one rendering of a refusal (RFC 9457 problem+json)."""

import importlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

ROUTERS = ("publication.api", "search.api", "payments.api", "review.previews.api")

api = NinjaAPI(title="Sixdegree", version="1", urls_namespace="api-v1", openapi_url="openapi.json", docs_url="docs/")
