"""The drawer in the page tree that case pages of one language lie in."""

from django.utils.translation import gettext_lazy as _

from casepages.editor import case_index_panels
from casepages.models.editorial import EditorialPage


class CaseIndexPage(EditorialPage):
    """One for each language, beside the site's own pages so that none of their addresses leads to a case."""

    page_description = _("Holds the case pages of one language. It is never shown to the public.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["sixdegree_casepages.CasePage"]
    edit_handler = case_index_panels
    preview_modes: list[tuple[str, str]] = []
    # Wagtail mirrors a missing parent when a case is translated; an index says nothing, a case would.
    alias_allowed = True

    class Meta:
        verbose_name = _("case index")
        verbose_name_plural = _("case indexes")
