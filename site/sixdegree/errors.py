"""What cannot be answered: as problem+json under the API's address, else as a page of ours."""

from django.http import HttpRequest, HttpResponse

from home.documents.views import errors as pages
from payments import problems
from sixdegree.api import MOUNTED


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if of_the_api(request):
        return problems.bad_request(request, exception)
    return pages.bad_request(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if of_the_api(request):
        return problems.not_found(request, exception)
    return pages.not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    return problems.server_error(request) if of_the_api(request) else pages.server_error(request)


def of_the_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{MOUNTED}")
