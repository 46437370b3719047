"""Consequences that do not go on by themselves: operators are told once, the home page says it."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.admin.ui.components import Component

from publication import outbox
from publication.models import OutboxStep
from review import notifications
from review.roles import CASE_FILES, OPERATE, holders


def tell_operators() -> int:
    """Mail every operator about the steps that became stuck since; one mail for all. Returns how many."""
    fresh = list(outbox.stuck().filter(alarmed_at=None).values_list("pk", flat=True))
    if fresh:
        OutboxStep.objects.filter(pk__in=fresh).update(alarmed_at=timezone.now())
        notifications.something_is_stuck(holders(OPERATE))
    return len(fresh)


class StuckPanel(Component):
    """On the admin's home page, for operators and case officers, while something is stuck or overdue."""

    order = 10

    def __init__(self, user: Any) -> None:
        self.operator = user.has_perm(OPERATE)
        self.concerned = self.operator or user.has_perm(CASE_FILES[1])

    def render_html(self, parent_context: Any = None) -> SafeString:
        if not self.concerned:
            return SafeString("")
        stuck, overdue = outbox.stuck().count(), outbox.overdue().count()
        if not stuck and not overdue:
            return SafeString("")
        told = {"stuck": stuck, "overdue": overdue, "operator": self.operator}
        return SafeString(render_to_string("sixdegree_review/home/stuck.html", told))
