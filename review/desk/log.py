"""The log as a screen: who did what to which id, and whether its chain holds. No word of a case is in it."""

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import BaseListingView

from publication import verification
from publication.models import LogEntry
from review.desk.standing import unstored
from review.roles import READ_LOG, holds

# How many of the newest links the screen proves; `verify_audit` proves all.
PROVED = 1000


def _choices(field: str) -> list[tuple[str, str]]:
    values = LogEntry.objects.order_by(field).values_list(field, flat=True).distinct()
    return [(value, value) for value in values if value]


def _people() -> list[tuple[str, str]]:
    actors = [actor for actor, _label in _choices("actor")]
    names = _names(actors)
    return [(actor, names.get(actor, actor)) for actor in actors]


def _names(actors: list[str]) -> dict[str, str]:
    """Of these alone: donors have accounts in the same table."""
    found = get_user_model().objects.in_bulk([actor for actor in actors if actor.isdigit()])
    return {str(pk): str(user) for pk, user in found.items()}


class LogFilterSet(WagtailFilterSet):
    verb = django_filters.ChoiceFilter(label=_("What"))
    actor = django_filters.ChoiceFilter(label=_("Who"))
    subject = django_filters.CharFilter(label=_("Id"), lookup_expr="exact")
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = LogEntry
        fields = ["verb", "actor", "subject", "at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Read once: a callable would be asked at each look at the field, and each goes through the whole log.
        self.filters["verb"].extra["choices"] = _choices("verb")
        self.filters["actor"].extra["choices"] = _people()


@unstored
class LogView(BaseListingView):
    page_title = _("Log")
    header_icon = "history"
    index_url_name = "review_desk:log"
    index_results_url_name = "review_desk:log_results"
    paginate_by = 50
    filterset_class = LogFilterSet
    template_name = "sixdegree_review/desk/log.html"
    results_template_name = "sixdegree_review/desk/log_results.html"
    names: dict[str, str]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not holds(request.user, READ_LOG):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column("position", label=_("No."), accessor=lambda entry: entry.position or gettext("not yet")),
            DateColumn("at", label=_("When")),
            Column("actor", label=_("Who"), accessor=lambda entry: self.names.get(entry.actor, entry.actor)),
            Column("verb", label=_("What"), accessor="verb"),
            Column("subject", label=_("Id"), accessor="subject"),
            Column("detail", label=_("Details"), accessor=detail, classname="desk-long"),
        ]

    def get_base_queryset(self) -> Any:
        return LogEntry.objects.order_by("-pk")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        self.names = _names([entry.actor for entry in context["object_list"]])
        return context if self.results_only else {**context, **chain()}


def detail(entry: LogEntry) -> str:
    return ", ".join(f"{name}: {_plain(value)}" for name, value in sorted(entry.detail.items()))


def _plain(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def chain() -> dict[str, Any]:
    """`{length, proved, faults}` of the chain's newest links."""
    length, _head = verification.audit_head()
    after = max(0, length - PROVED)
    return {"length": length, "proved": length - after, "faults": list(verification.audit_faults(after))[:20]}
