"""The site's signed record, read for the frame of a document."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.request import split_domain_port

from home.documents.chrome import Chrome
from payments.actions import fund
from publication import readers
from publication.exceptions import Refusal

_host: ContextVar[str] = ContextVar("host", default="")


@contextmanager
def met_at(request: HttpRequest) -> Iterator[None]:
    """Within it frames are those of the site that this request's host name stands for."""
    token = _host.set(split_domain_port(request.get_host())[0])
    try:
        yield
    finally:
        _host.reset(token)


def chrome(locale: str, here: str = "") -> Chrome:
    """In the reader's language, else in the site's own; a site not released yet has a plain frame."""
    pages = {card["slug"]: card for card in readers.pages(locale)}
    try:
        site = readers.site_record(locale, host=_host.get()).content
    except Refusal:
        site = {}
    return Chrome(locale, site=site, here=here, pages=pages, fund_open=fund.is_open())
