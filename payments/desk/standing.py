"""Who may look at the books, and who may move money by them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from payments.reauthentication import by_session
from payments.rights import MOVE_MONEY, READ_BOOKS, holds

# Who gave is not public: no browser, proxy or history keeps it.
unstored = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


class Readers:
    """A view for those who read the books. A superuser alone does not."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not holds(request.user, READ_BOOKS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class Movers(Readers):
    """A view for those who move money: by their own session, never by a token."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not holds(request.user, MOVE_MONEY):
            raise PermissionDenied
        if request.method == "POST" and not by_session(request):
            raise PermissionDenied(
                _("Money moves by a session in which you signed in yourself. Tokens move none.")
            )
        return super().dispatch(request, *args, **kwargs)
