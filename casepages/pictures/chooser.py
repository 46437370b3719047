"""Choosing a picture for a story, in Wagtail's own window."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from casepages.pictures.permissions import ForWriters, unstored


class ThumbnailColumn(Column):
    cell_template_name = "sixdegree_casepages/pictures/thumbnail_cell.html"


class Listed(ForWriters):
    """Newest first, each with a thumbnail and what it shows."""

    model_class: Any
    title_column: Column

    def get_object_list(self) -> Any:
        return self.model_class.objects.without_content()

    @property
    def columns(self) -> list[Column]:
        return [
            ThumbnailColumn("thumbnail", label=_("Preview"), width="9rem"),
            self.title_column,
            Column("alt", label=_("Description")),
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
        ]


@unstored
class ChooseView(Listed, chooser.ChooseView):
    pass


@unstored
class ChooseResultsView(Listed, chooser.ChooseResultsView):
    pass


@unstored
class ChosenView(ForWriters, chooser.ChosenView):
    pass


@unstored
class ChosenMultipleView(ForWriters, chooser.ChosenMultipleView):
    pass


@unstored
class CreateView(ForWriters, chooser.CreateView):
    """Not there: a picture is uploaded where what was found in it can be seen."""

    def get(self, request: HttpRequest) -> HttpResponse:
        raise Http404

    post = get


class PictureChooserViewSet(ChooserViewSet):
    model = "sixdegree_casepages.CasePicture"
    name = "case_picture_chooser"
    url_prefix = "case-pictures/chooser"
    icon = "image"
    choose_one_text = _("Choose a picture")
    choose_another_text = _("Choose another picture")
    edit_item_text = _("Look at this picture")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    create_view_class = CreateView


picture_chooser = PictureChooserViewSet()
