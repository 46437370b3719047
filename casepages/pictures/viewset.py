"""Pictures of cases in the Wagtail admin, for those who write stories."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from casepages.models import CasePicture
from casepages.pictures.views import (
    CoverView,
    DeletePictureView,
    ExceptionView,
    PictureIndexView,
    PictureView,
    PixelsView,
    UploadView,
)


class PictureViewSet(ModelViewSet):
    """No copy and no search: a picture is uploaded, looked at, covered, and deleted."""

    model = CasePicture
    name = "case_pictures"
    url_prefix = "case-pictures"
    icon = "image"
    menu_label = _("Pictures of cases")
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    # The index would name the pages that show a picture to people who may not see those pages.
    add_to_reference_index = False
    form_fields = ["kind", "alt", "credit"]
    search_fields: tuple[str, ...] = ()
    index_view_class = PictureIndexView
    add_view_class = UploadView
    edit_view_class = PictureView
    delete_view_class = DeletePictureView
    create_template_name = "sixdegree_casepages/pictures/upload.html"
    edit_template_name = "sixdegree_casepages/pictures/picture.html"

    def get_common_view_kwargs(self, **kwargs: Any) -> Any:
        missing = {"usage_url_name": None, "history_url_name": None}
        return super().get_common_view_kwargs(**{**missing, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("<int:pk>/", self.edit_view, name="edit"),
            path("<int:pk>/pixels/", PixelsView.as_view(), name="pixels"),
            path("<int:pk>/cover/", CoverView.as_view(), name="cover"),
            path("<int:pk>/exception/", ExceptionView.as_view(), name="exception"),
            path("<int:pk>/delete/", self.delete_view, name="delete"),
        ]
