"""Who guessed, from where and how often; never what was posted, which may be a password or a reason."""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.db import transaction
from django.http import HttpRequest


class Attempts(AxesDatabaseHandler):
    @transaction.atomic
    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        super().user_login_failed(sender, credentials, request, **kwargs)
        AccessAttempt.objects.exclude(post_data="", get_data="").update(post_data="", get_data="")
