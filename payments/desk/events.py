"""Events of the provider that fit nothing here: why, what they carry, and the two ways out of it."""

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.admin.widgets.button import HeaderButton

from payments import redaction
from payments.actions import quarantine
from payments.desk import reading
from payments.desk.frame import Frame, Listing, PersonColumn, person
from payments.desk.standing import Movers, unstored
from payments.exceptions import Refusal
from payments.models import ProviderEvent
from payments.models.provider import open_events


def reason_of(event: ProviderEvent) -> str:
    return reading.by_reference(str(capfirst(event.reason)))


class EventsView(Listing):
    name = "events"
    page_title = _("Set aside")
    nothing = _("No event waits. What the provider tells fits what is kept here.")
    columns = [
        TitleColumn(
            "type",
            label=_("Event"),
            get_url=lambda event: reverse("payments_desk:event", args=[event.event_id]),
        ),
        Column("reason", label=_("Why"), accessor=reason_of),
        DateColumn("received_at", label=_("Received")),
        PersonColumn("closed_by", label=_("Closed by")),
    ]

    @property
    def shows_closed(self) -> bool:
        return self.request.GET.get("show") == "closed"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        address = reverse("payments_desk:events")
        if self.shows_closed:
            return [HeaderButton(_("Waiting"), url=address, icon_name="warning")]
        return [HeaderButton(_("Closed"), url=f"{address}?show=closed", icon_name="history")]

    def get_base_queryset(self) -> Any:
        events = ProviderEvent.objects.defer("body")
        if self.shows_closed:
            return events.exclude(closed_at=None).order_by("-closed_at")
        return open_events().defer("body").order_by("received_at", "pk")


def shown(body: str) -> list[tuple[str, Any]]:
    """What is kept of an event, as `(path, value)`; empty where it was emptied."""
    return list(_leaves(json.loads(redaction.reduced(reading.by_reference(body))), "")) if body else []


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _leaves(inner, f"{path}[{place}]")
    else:
        yield path, value


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        max_length=2000,
        widget=AdminAutoHeightTextInput,
        help_text=_("What was done about it, or why nothing has to be. Kept; write no donor's name."),
    )


@unstored
class EventView(Frame, Movers, TemplateView):
    """Trying again moves no money that the provider has not moved: what it applies is read from there."""

    page_title = _("Set aside")
    parent = ("payments_desk:events", _("Set aside"))
    template_name = "sixdegree_payments/desk/event.html"

    @cached_property
    def event(self) -> ProviderEvent:
        set_aside = ProviderEvent.objects.exclude(quarantined_at=None)
        return get_object_or_404(set_aside, event_id=self.kwargs["event_id"])

    def get_page_subtitle(self) -> str:
        return str(self.event.type)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self.event
        facts = [
            (_("Why"), reason_of(event), False),
            (_("Received"), event.received_at, False),
            (_("The provider's id"), event.event_id, True),
            (_("Closed"), event.closed_at, False),
            (_("Closed by"), person(event.closed_by), False),
            (_("Note"), event.note, False),
        ]
        told = {"event": event, "facts": [fact for fact in facts if fact[1]], "carried": shown(event.body)}
        return {"note_form": NoteForm(), **super().get_context_data(**kwargs), **told}

    def post(self, request: HttpRequest, event_id: str) -> HttpResponse:
        try:
            return self._retry() if "retry" in request.POST else self._close()
        except Refusal as refusal:
            messages.error(request, refusal.detail)
            return redirect("payments_desk:events")

    def _retry(self) -> HttpResponse:
        event = quarantine.retry(self.event.event_id, by=str(self.request.user.pk))
        if event.applied_at:
            messages.success(self.request, gettext("It fits now and was applied."))
            return redirect("payments_desk:events")
        if event.quarantined_at is None:
            messages.warning(
                self.request, gettext("The provider gave no answer. It is tried again by itself.")
            )
            return redirect("payments_desk:events")
        messages.error(
            self.request,
            gettext("It still does not fit: %(why)s.") % {"why": reading.by_reference(event.reason)},
        )
        return redirect("payments_desk:event", event.event_id)

    def _close(self) -> HttpResponse:
        form = NoteForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(note_form=form))
        quarantine.close(self.event.event_id, form.cleaned_data["note"], by=str(self.request.user.pk))
        messages.success(self.request, gettext("Closed."))
        return redirect("payments_desk:events")
