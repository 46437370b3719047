"""Addresses of the API that the small scripts of the documents ask."""

from django.urls import NoReverseMatch, reverse


def url(name: str, *args: str) -> str:
    """The path of a route by its function's name, or "" without an API: every page works without it."""
    try:
        return reverse(f"api-v1:{name}", args=args)
    except NoReverseMatch:
        return ""
