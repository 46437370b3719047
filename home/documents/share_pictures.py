"""Whole addresses of the pictures for sharing: the networks that read them follow no bare path."""

from django.http import HttpRequest
from django.urls import reverse


def of_case(request: HttpRequest, locale: str, public_id: str) -> str:
    return request.build_absolute_uri(reverse("home:case-share-picture", args=[locale, public_id]))


def of_site(request: HttpRequest, locale: str) -> str:
    return request.build_absolute_uri(reverse("home:share-picture", args=[locale]))
