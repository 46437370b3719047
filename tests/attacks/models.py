"""A page type as any Wagtail project has one: nothing guards it, so every attack must succeed on it."""

from typing import Any

from django.db import models
from rest_framework.fields import CharField
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import GroupApprovalTask, Page
from wagtail.search import index
from wagtailgeowidget.panels import LeafletPanel


class Masked(CharField):
    def to_representation(self, value: str) -> str:
        return "somewhere"


class OpenPage(Page):
    body = RichTextField(blank=True)
    place = models.CharField(max_length=40, blank=True)
    friend = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    picture = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [*Page.content_panels, FieldPanel("body"), LeafletPanel("place")]
    search_fields = [*Page.search_fields, index.SearchField("body"), index.FilterField("place")]
    api_fields = [
        APIField("body"),
        APIField("place", serializer=Masked()),
        APIField("friend"),
        APIField("picture"),
    ]
    template = "attacks/open_page.html"

    class Meta:
        verbose_name = "open page"
        verbose_name_plural = "open pages"


class FourEyesTask(GroupApprovalTask):
    """What a project writes to keep authors from approving: Wagtail asks it about the page in the address."""

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        return [] if obj.owner == user else super().get_actions(obj, user)

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """And it believes the JSON that a browser sends with an action."""
        if kwargs.get("approved"):
            task_state.approve(user=user)
        else:
            super().on_action(task_state, user, action_name, **kwargs)
