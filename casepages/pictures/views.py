"""List, upload, look at, cover: the editors' screens for pictures."""

from functools import cached_property
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic

from casepages.actions import cover_picture, leave_uncovered
from casepages.exceptions import Refusal
from casepages.models import CasePicture
from casepages.pictures.chooser import ThumbnailColumn
from casepages.pictures.cleaning import CONTENT_TYPE
from casepages.pictures.covering import roomy
from casepages.pictures.forms import CoverForm, DescriptionForm, ExceptionForm, UploadForm
from casepages.pictures.permissions import CHANGE, ForWriters, unstored


def writer(request: HttpRequest) -> AbstractBaseUser:
    """Who is signed in: the admin lets nobody else in here."""
    return cast("AbstractBaseUser", request.user)


def faces_told(picture: CasePicture) -> str:
    """What an editor reads of a picture in one line."""
    if not picture.faces:
        return gettext("None found")
    counted = ngettext("%(count)d found", "%(count)d found", len(picture.faces)) % {
        "count": len(picture.faces)
    }
    return f"{counted}: {gettext('left uncovered') if picture.exception else gettext('cover first')}"


@unstored
class PictureIndexView(ForWriters, generic.IndexView):
    page_title = _("Pictures of cases")
    default_ordering = "-uploaded_at"
    paginate_by = 25

    def get_base_queryset(self) -> Any:
        return CasePicture.objects.without_content()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            ThumbnailColumn("thumbnail", label=_("Preview"), width="9rem"),
            TitleColumn("ref", label=_("Picture"), accessor=str, get_url=self.get_edit_url),
            Column("alt", label=_("Description")),
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("faces", label=_("Faces"), accessor=faces_told),
            DateColumn("uploaded_at", label=_("Uploaded")),
        ]


@unstored
class UploadView(ForWriters, generic.CreateView):
    page_title = _("Upload a picture")
    submit_button_label = _("Upload and look for faces")
    submit_button_active_label = _("Looking for faces…")
    error_message = _("The picture was not taken: read below why. What you typed is kept.")
    template_name = "sixdegree_casepages/pictures/upload.html"

    def get_form_class(self) -> Any:
        return UploadForm

    def get_panel(self) -> None:
        return None

    def get_success_url(self) -> str:
        return str(self.get_edit_url())

    def get_success_message(self, instance: CasePicture) -> str:
        if instance.faces:
            return gettext("Uploaded. A face was found: cover it before the story is submitted.")
        return gettext("Uploaded. No face was found; look yourself whether it shows somebody.")


@unstored
class PictureView(ForWriters, generic.EditView):
    """The picture with what was found in it, its words, and what may be covered."""

    success_message = _("%(object)s is saved. What is public stays as it was signed.")
    template_name = "sixdegree_casepages/pictures/picture.html"

    def get_form_class(self) -> Any:
        return DescriptionForm

    def get_panel(self) -> None:
        return None

    def get_success_url(self) -> str:
        return str(self.get_edit_url())

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        picture: CasePicture = self.object
        return {
            "cover_form": CoverForm(picture=picture),
            "exception_form": ExceptionForm(initial={"seen": picture.sha256, "exception": picture.exception}),
            **super().get_context_data(**kwargs),
            "picture": picture,
            "rooms": [roomy(box, picture.width, picture.height) for box in picture.found],
            "edits": picture.edits.select_related("user"),
        }


@unstored
class ActOnPicture(ForWriters, View):
    """What is sent from the picture's page; the answer is that page again."""

    http_method_names = ["post"]

    @cached_property
    def picture(self) -> CasePicture:
        return get_object_or_404(CasePicture, pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        try:
            self.act(request)
        except Refusal as refusal:
            messages.error(request, refusal.detail)
        return redirect("case_pictures:edit", pk)

    def act(self, request: HttpRequest) -> None:
        raise NotImplementedError


class CoverView(ActOnPicture):
    def act(self, request: HttpRequest) -> None:
        data = request.POST.copy()
        if "all" in data:
            data.setlist("faces", [str(at) for at in range(len(self.picture.faces))])
        form = CoverForm(data, picture=self.picture)
        if not form.is_valid():
            sentences = [str(error) for error in form.non_field_errors()]
            for sentence in sentences or [gettext("Not covered: a number is outside the picture.")]:
                messages.error(request, sentence)
            return
        covered = cover_picture(self.picture.pk, form.cleaned_data["seen"], form.boxes, writer(request))
        if covered.faces:
            messages.warning(request, gettext("Covered, and a face is still found: look at it again."))
        else:
            messages.success(request, gettext("Covered. What was under it is gone for good."))


class ExceptionView(ActOnPicture):
    def act(self, request: HttpRequest) -> None:
        if "take_back" in request.POST:
            leave_uncovered(self.picture.pk, request.POST.get("seen", ""), "", writer(request))
            messages.success(request, gettext("Taken back: a face found in it must be covered."))
            return
        form = ExceptionForm(request.POST)
        if not form.is_valid():
            messages.error(request, gettext("Not recorded: choose why the face stays uncovered."))
            return
        leave_uncovered(
            self.picture.pk, form.cleaned_data["seen"], form.cleaned_data["exception"], writer(request)
        )
        messages.warning(
            request, gettext("Recorded. A reviewer can sign it only with a reason of their own.")
        )


@unstored
class PixelsView(ForWriters, View):
    """The picture itself, for those who may look at it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        picture = get_object_or_404(CasePicture, pk=pk)
        response = HttpResponse(bytes(picture.content), content_type=CONTENT_TYPE)
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        return response


@unstored
class DeletePictureView(ForWriters, generic.DeleteView):
    success_message = _("%(object)s is deleted. What was released with it stays public until it is recalled.")
