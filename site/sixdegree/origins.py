"""Which origins a donor may sign in from: a page that is none of ours must not ask anybody for their code."""

from typing import Any
from urllib.parse import urlsplit

from corsheaders.signals import check_request_enabled
from django.http import HttpRequest

from payments import conf

DONORS = ("/_allauth/", "/api/v1/donors/")


def registered(request: HttpRequest) -> bool:
    """Whether a front end that the operator named asks for a donor's own."""
    origins = {"{0.scheme}://{0.netloc}".format(urlsplit(url)) for url in conf.front_ends().values()}
    return request.path_info.startswith(DONORS) and request.headers.get("Origin") in origins


def allow(sender: Any, request: HttpRequest, **kwargs: Any) -> bool:
    return registered(request)


def connect() -> None:
    check_request_enabled.connect(allow, dispatch_uid="sixdegree.origins")
