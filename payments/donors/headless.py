"""Allauth's endpoints for front ends, at the addresses of its specification: those a donor needs.

https://docs.allauth.org/en/dev/headless/openapi-specification/
"""

from typing import Any

from allauth.headless.account.inputs import ConfirmLoginCodeInput
from allauth.headless.account.views import SessionView
from allauth.headless.adapter import DefaultHeadlessAdapter
from allauth.headless.base.response import AuthenticationResponse, ConflictResponse, RateLimitResponse
from allauth.headless.base.views import APIView
from allauth.headless.constants import Client
from allauth.headless.internal.restkit import inputs
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.views.decorators.cache import never_cache

from payments.donors.codes import DonorCode
from payments.exceptions import TooManyCodes


class DonorAdapter(DefaultHeadlessAdapter):
    def serialize_user(self, user: Any) -> dict[str, Any]:
        """Nothing that `donors/me/` does not say better."""
        return {"id": user.donor_account.pk}


class AddressInput(inputs.Input):
    email = inputs.EmailField(max_length=254)
    locale = inputs.CharField(required=False, max_length=12)

    def clean_locale(self) -> str:
        asked = self.cleaned_data["locale"]
        known = [code for code, _name in settings.LANGUAGES]
        return asked if asked in known else known[0]


class RequestCodeView(APIView):
    """The answer is the same for every address: 401, and a code is pending."""

    input_class = AddressInput

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            DonorCode.begin(request, **self.input.cleaned_data)
        except TooManyCodes:
            return RateLimitResponse(request)
        return AuthenticationResponse(request)


class ConfirmCodeView(APIView):
    input_class = ConfirmLoginCodeInput

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.process = None if request.user.is_authenticated else DonorCode.pending(request)
        if self.process is None:
            return ConflictResponse(request)
        return super().dispatch(request, *args, **kwargs)

    def get_input_kwargs(self) -> dict[str, Any]:
        assert self.process  # noqa: S101  asked for in dispatch
        return {"code": self.process.code}

    def handle_invalid_input(self, input: Any) -> HttpResponse:  # noqa: A002  allauth's own name
        assert self.process  # noqa: S101
        self.process.record_invalid_attempt()
        return super().handle_invalid_input(input)

    def post(self, request: HttpRequest) -> HttpResponse:
        assert self.process  # noqa: S101
        self.process.finish()
        return AuthenticationResponse(request)


class OwnSessionView(SessionView):
    """Whether it is signed in, and its end."""


def address(of: str, view: type[APIView], name: str) -> Any:
    return path(f"app/v1/auth/{of}", never_cache(view.as_api_view(client=Client.APP)), name=name)


app_name = "donors"
urlpatterns = [
    address("code/request", RequestCodeView, "request-code"),
    address("code/confirm", ConfirmCodeView, "confirm-code"),
    address("session", OwnSessionView, "session"),
]
