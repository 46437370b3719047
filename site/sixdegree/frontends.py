"""A built front end, served as a static host would: files by name, its page elsewhere."""

import mimetypes
import re
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from publication import readers

PAGE = "index.html"
ENCODINGS = {"br": ".br", "gzip": ".gz"}  # best first
FOR_GOOD = "public, max-age=31536000, immutable"
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".webmanifest": "application/manifest+json"}


@require_safe
def front_end(request: HttpRequest, name: str, path: str = "") -> HttpResponse:
    """404 where it is not built, and for a file it does not have."""
    folder = settings.BUILT[name]
    page, file = _file(folder, PAGE), _file(folder, path)
    if page is None:
        raise Http404(_("This front end is not built. Run bin/environment, then start again."))
    if path.startswith("assets/") and file is None:
        raise Http404
    wanted = path if file else PAGE
    response = _answer(file or page, wanted, request.headers.get("Accept-Encoding", ""))
    if path and file is None and not _known(folder / "_redirects", request.path):
        # The page says so itself; what follows links needs the status.
        response.status_code = HTTPStatus.NOT_FOUND
    if wanted.startswith("assets/"):
        response["Cache-Control"] = FOR_GOOD
        return response
    response["Cache-Control"] = "no-cache"
    for header, value in _headers(folder / "_headers"):
        response[header] = value
    return response


def _file(folder: Path, path: str) -> Path | None:
    """None for what the folder does not have under this very name: no address leads out of it."""
    root = folder.resolve()
    try:
        file = (root / path).resolve()
        return file if file.is_file() and file == root / path and root in file.parents else None
    except (OSError, ValueError):  # a name too long, or with a NUL
        return None


def _known(written_by_build: Path, address: str) -> bool:
    """Whether it is one of the addresses the build wrote for static hosts: `/six/:locale/cases/:id/ …`."""
    for line in written_by_build.read_text().splitlines():
        pattern = re.sub(r":(\w+)", r"(?P<\1>[^/]+)", line.split()[0])
        if found := re.fullmatch(f"{pattern}?", address):
            return _stands(**found.groupdict())
    return False


def _stands(locale: str | None = None, page: str | None = None, **_of_others: str) -> bool:
    """Whether there is such a language and such a page. Of cases and gifts the API alone tells."""
    if locale and locale not in dict(settings.LANGUAGES):
        return False
    return page is None or any(card["slug"] == page for card in readers.pages(locale))


def _headers(written_by_build: Path) -> list[tuple[str, str]]:
    """Those the build wrote for every address of a static host, but how long it may be kept."""
    written = written_by_build.read_text().partition("/assets/")[0]
    found = re.findall(r"^  ([\w-]+): (.+)$", written, re.MULTILINE)
    return [(header, value) for header, value in found if header != "Cache-Control"]


def _answer(file: Path, wanted: str, accepted: str) -> HttpResponse:
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(wanted)[0] or "application/octet-stream"
    text = kind.startswith("text/") or kind.endswith(("+json", "+xml"))
    content_type = f"{kind}; charset=utf-8" if text else kind
    for encoding, suffix in ENCODINGS.items():
        packed = file.with_name(file.name + suffix)
        if encoding in accepted and packed.is_file():
            response = HttpResponse(packed.read_bytes(), content_type=content_type)
            response["Content-Encoding"] = encoding
            break
    else:
        response = HttpResponse(file.read_bytes(), content_type=content_type)
    response["Vary"] = "Accept-Encoding"
    return response
