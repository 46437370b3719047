"""What the editor says while a submission waits: nothing is locked, for what waits is frozen elsewhere."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class WaitsAtTheDesk(WorkflowLock):
    """A lock in Wagtail's terms that locks nobody out."""

    def for_user(self, user: Any) -> bool:
        return False

    def get_message(self, user: Any) -> str:
        return _(
            "What was submitted waits at the privacy desk. You can go on editing: that does not change it, "
            "unless you submit again."
        )

    def get_icon(self, user: Any, can_lock: bool = False) -> str:
        return "lock-open"

    def get_locked_by(self, user: Any, can_lock: bool = False) -> str:
        return _("Unlocked")

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        return _("What was submitted waits at the privacy desk and does not change while you edit.")
