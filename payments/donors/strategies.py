"""How a donor's session is found: by a token, in a header or in the cookie of our own pages."""

from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from payments.donors.backends import DONOR
from payments.donors.sessions import DONORS_OWN


class DonorTokens(SessionTokenStrategy):
    """Only sessions that were begun at this door: the cookie of a staff session is no token."""

    def get_session_token(self, request: HttpRequest) -> str | None:
        return super().get_session_token(request) or getattr(request, "donor_token", None)

    def lookup_session(self, session_token: str) -> SessionBase | None:
        if "\x00" in session_token:
            return None
        session: SessionBase | None = super().lookup_session(session_token)
        if session is None or not session.get(DONORS_OWN):
            return None
        return session if session.get(BACKEND_SESSION_KEY, DONOR) == DONOR else None
