"""What a donor's session is signed in by. It proves nobody, and opens nothing but their own giving."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend

DONOR = "payments.donors.backends.DonorBackend"


class DonorBackend(BaseBackend):
    def get_user(self, user_id: Any) -> Any:
        """None for whoever was given a right since: a mailed code must never lead to one."""
        return (
            get_user_model()
            ._default_manager.select_related("donor_account__donor")
            .filter(
                pk=user_id,
                is_active=True,
                is_staff=False,
                is_superuser=False,
                groups=None,
                user_permissions=None,
                donor_account__isnull=False,
            )
            .first()
        )
