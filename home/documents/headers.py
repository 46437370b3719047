"""The headers of every document, in one place."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}
NOT_INDEXED = "noindex, noarchive"
UNSTORED = "no-store"
REVALIDATED = "no-cache"


def protect(
    response: HttpResponse, *, cache: str = UNSTORED, searchable: bool = False, form_action: str = ""
) -> HttpResponse:
    """`form_action` is one more origin that a form on this page may lead to, redirects included."""
    policy = {**POLICY, "form-action": f"{POLICY['form-action']} {form_action}".strip()}
    response["Content-Security-Policy"] = "; ".join(f"{name} {value}" for name, value in policy.items())
    response["Cache-Control"] = cache
    response["Referrer-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    if not searchable:
        response["X-Robots-Tag"] = NOT_INDEXED
    return response


def see_other(address: str, *, form_action: str = "") -> HttpResponse:
    """Where what a form did is shown: loaded again, that page sends nothing twice."""
    response = HttpResponseRedirect(address)
    response.status_code = HTTPStatus.SEE_OTHER
    return protect(response, form_action=form_action)


def forget(response: HttpResponse) -> HttpResponse:
    """Has the browser drop what it holds of our pages, those set aside for the way back too."""
    response["Clear-Site-Data"] = '"cache"'
    return response
