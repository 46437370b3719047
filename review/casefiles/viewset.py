"""Case files in the Wagtail admin, for case officers alone."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from casepages.forms import CaseFileForm
from casepages.models import CaseFile
from review.casefiles.card import CardView
from review.casefiles.erasing import EraseView
from review.casefiles.finding import WithdrawFindView
from review.casefiles.receipt import ReceiptView
from review.casefiles.terms_view import TermsView
from review.casefiles.views import (
    CreateCaseFileView,
    EditCaseFileView,
    FindView,
    IndexCaseFileView,
    WithdrawView,
)


class CaseFileViewSet(ModelViewSet):
    """No copy, no deletion, no usage: a file is opened, changed, and its consent withdrawn."""

    model = CaseFile
    name = "case_files"
    url_prefix = "case-files"
    icon = "folder-open-inverse"
    menu_label = _("Case files")
    menu_order = 150
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = IndexCaseFileView
    index_template_name = "sixdegree_review/casefiles/index.html"
    add_view_class = CreateCaseFileView
    edit_view_class = EditCaseFileView
    create_template_name = edit_template_name = "sixdegree_review/casefiles/form.html"
    search_fields: tuple[str, ...] = ()
    edit_handler = ObjectList(CaseFile.panels, base_form_class=CaseFileForm)

    def get_common_view_kwargs(self, **kwargs: Any) -> Any:
        missing = {"usage_url_name": None, "history_url_name": None, "delete_url_name": None}
        return super().get_common_view_kwargs(**{**missing, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("withdraw/", self.construct_view(WithdrawFindView), name="find_to_withdraw"),
            path("find/", self.construct_view(FindView), name="find"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("<int:pk>/protected-terms/", self.construct_view(TermsView), name="terms"),
            path("<int:pk>/withdraw/", self.construct_view(WithdrawView), name="withdraw"),
            path("<int:pk>/receipt/", self.construct_view(ReceiptView), name="receipt"),
            path("<int:pk>/card/", self.construct_view(CardView), name="card"),
            path("<int:pk>/erase/", self.construct_view(EraseView), name="erase"),
        ]
