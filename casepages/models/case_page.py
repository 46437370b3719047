"""The case page: the story of a file in one locale."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from casepages import vocabulary
from casepages.blocks import MilestoneBlock
from casepages.editor import case_page_tabs, case_update_panels
from casepages.fields import VocabularyListField
from casepages.models.case_file import CaseFile
from casepages.models.editorial import EditorialPage
from casepages.models.picture import picture_field
from casepages.paragraphs import paragraphs

YEARS = [MinValueValidator(1900), MaxValueValidator(2100)]


class CasePage(EditorialPage):
    """`title` is the public alias. A draft needs no more: what a release needs is asked at submission."""

    page_description = _("The story of one person, told as a journey.")
    parent_page_types = ["sixdegree_casepages.CaseIndexPage"]
    subpage_types = ["sixdegree_casepages.CaseUpdate"]
    edit_handler = case_page_tabs

    case_file = models.ForeignKey(
        CaseFile,
        verbose_name=_("case file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("Needs and goal are read from it. A case officer opens it and can tell you its name."),
    )
    age_band = models.CharField(
        _("age band"),
        max_length=10,
        blank=True,
        choices=vocabulary.age_band_choices,
        help_text=_(
            "Today's age as a band. Never write an age, a date of birth or a school year in the text."
        ),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=600,
        help_text=_(
            "Two or three sentences for the list of cases: who the person is today and what they wish for."
        ),
    )
    exploitation = VocabularyListField(
        _("form of exploitation"), vocabulary=vocabulary.exploitation_choices, blank=True
    )
    origin = models.CharField(
        _("area of origin"),
        max_length=40,
        blank=True,
        help_text=_("A region, or the country where the region is small. Never a village or a town."),
    )
    period_from = models.PositiveSmallIntegerField(
        _("from year"), null=True, blank=True, validators=YEARS, help_text=_("The year the journey began.")
    )
    period_to = models.PositiveSmallIntegerField(
        _("to year"),
        null=True,
        blank=True,
        validators=YEARS,
        help_text=_("The year in which freedom was regained."),
    )
    first_published_on = models.DateField(
        _("first published on"),
        null=True,
        blank=True,
        help_text=_(
            "Only for a case that was public before. Left empty, it is the day of the first submission that "
            "is released, and stays so."
        ),
    )
    content_note = models.CharField(
        _("note before the story"),
        max_length=200,
        blank=True,
        help_text=_(
            "One sentence for readers who should be warned, for instance that the story tells of violence."
        ),
    )
    picture = picture_field(
        verbose_name=_("picture"),
        help_text=_(
            "A drawing, or a photograph that shows nobody. Without one the story keeps its woven pattern."
        ),
    )
    picture_alt = models.CharField(
        _("description of the picture"),
        max_length=300,
        blank=True,
        help_text=_("Leave empty for the one given with the picture; a translation needs its own."),
    )
    milestones = StreamField(
        [("milestone", MilestoneBlock())], verbose_name=_("milestones"), blank=True, max_num=30
    )

    class Meta:
        verbose_name = _("case page")
        verbose_name_plural = _("case pages")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self._refuse_second_page()
        return super().save(*args, **kwargs)

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        # modelcluster fails on a protected key whose row is gone, which would lock an old revision's editor.
        if data.get("case_file") and not CaseFile.objects.filter(pk=data["case_file"]).exists():
            data = {**data, "case_file": None}
        return super().from_serializable_data(data, *args, **kwargs)

    def _refuse_second_page(self) -> None:
        """One page for each file and locale; a copied ancestor would otherwise bring a second one."""
        if not self.case_file_id:
            return
        if not self.locale_id:
            self.locale = self.get_default_locale()
        others = CasePage.objects.filter(case_file=self.case_file_id, locale=self.locale_id).exclude(
            pk=self.pk
        )
        if others.exists():
            raise PermissionDenied(
                gettext("This case file already has a page in %(language)s: continue with that one.")
                % {"language": self.locale}
            )


class CaseUpdate(EditorialPage):
    """News of a released case, signed like the case itself."""

    page_description = _("What has happened since: a short piece of news for those who gave.")
    parent_page_types = ["sixdegree_casepages.CasePage"]
    subpage_types: list[str] = []
    edit_handler = case_update_panels

    date = models.DateField(_("date"), null=True, blank=True, default=timezone.localdate)
    body = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("case update")
        verbose_name_plural = _("case updates")

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.body)
