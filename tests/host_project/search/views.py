from django.http import HttpRequest, HttpResponse
from wagtail.models import Page


def search(request: HttpRequest) -> HttpResponse:
    found = Page.objects.live().search(request.GET.get("query", ""))
    return HttpResponse(", ".join(page.title for page in found))
