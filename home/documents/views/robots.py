"""What search engines are told. Stories answer for themselves, by a header from their consent."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.documents import finished, languages
from publication import readers

# A refused crawl would hide the header that refuses the index, so stories are not listed here.
RULES = [
    "User-agent: *",
    "Disallow: /admin/",
    *(
        f"Disallow: /*/{part}/"
        for part in (
            *("give", "gifts", "thanks", "cancelled", "keep-informed"),
            *("my-giving", "monthly-gift", "no-more-mails"),
        )
    ),
]


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap_url = request.build_absolute_uri(reverse("home:sitemap"))
    text = "\n".join([*RULES, f"Sitemap: {sitemap_url}", ""])
    return finished.answer(
        request, finished.tag("robots", sitemap_url), lambda: text, searchable=True, content_type="text/plain"
    )


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Content pages only: no story is listed for machines."""
    found = {
        (page["locale"], page["slug"]): _address(page["locale"], page["slug"])
        for locale in languages.codes()
        for page in readers.pages(locale)
    }
    urls = [request.build_absolute_uri(found[key]) for key in sorted(found)]
    return finished.answer(
        request,
        finished.tag("sitemap", urls),
        lambda: render_to_string("home/sitemap.xml", {"urls": urls}),
        searchable=True,
        content_type="application/xml",
    )


def _address(locale: str, slug: str) -> str:
    return (
        reverse("home:home", args=[locale]) if slug == "home" else reverse("home:page", args=[locale, slug])
    )
