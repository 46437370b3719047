"""What an editor meets on a case page: tabs, advice where it is needed, and the choice of a case file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from casepages.original import (
    TakenAreaPanel,
    TakenPanel,
    TakenRoutePanel,
    TranslationFormMixin,
    TranslationNote,
)
from storymap.route import Parts


class CasePageForm(TranslationFormMixin, WagtailAdminPageForm):
    """Offers the files that have no page in this language yet, by their short names alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "case_file" in self.fields:
            self._offer_case_files(self.fields["case_file"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        begun, ended = cleaned.get("period_from"), cleaned.get("period_to")
        # A draft is saved while it is typed: half a correction must not stop that.
        if begun and ended and ended < begun and not self.is_deferred_validation:
            self.add_error("period_to", ValidationError(gettext_now("The last year is before the first.")))
        return cleaned

    def _offer_case_files(self, field: Any) -> None:
        page = self.instance
        told = type(page).objects.filter(locale=page.locale_id, case_file__isnull=False).exclude(pk=page.pk)
        field.queryset = field.queryset.without_private_texts().exclude(pk__in=told.values("case_file"))


def _title(heading: Any, help_text: Any, panel: type[FieldPanel] = FieldPanel) -> FieldPanel:
    # Wagtail's own title panel drives a slug field, which these pages do not show.
    widget = forms.TextInput(attrs={"placeholder": heading})
    return panel("title", classname="title", heading=heading, help_text=help_text, widget=widget)


_safe_to_tell = HelpPanel(
    heading=_("Before you write"),
    content=_(
        "<p>Write nothing by which somebody who knew this person could recognise them.</p><ul>"
        "<li>An alias and an age band, never a name or an age.</li>"
        "<li>A region, never a village, a street, a camp or an employer.</li>"
        "<li>Years, never dates. Money and lengths of time may stay exact.</li>"
        "<li>The person's own words and wishes. They are more than what was done to them.</li></ul>"
    ),
)

case_page_tabs = TabbedInterface(
    [
        ObjectList(
            [
                TranslationNote(),
                _safe_to_tell,
                _title(
                    _("Alias"),
                    _("An invented name, chosen with the person, the same in all languages."),
                    TakenPanel,
                ),
                TakenPanel("case_file", widget=forms.Select),
                TakenPanel("age_band"),
                FieldPanel("summary"),
                TakenPanel("exploitation"),
                TakenAreaPanel("origin"),
                MultiFieldPanel(
                    [FieldRowPanel([TakenPanel("period_from"), TakenPanel("period_to")])], heading=_("Period")
                ),
            ],
            heading=_("Person"),
        ),
        ObjectList(
            [
                TranslationNote(),
                HelpPanel(
                    content=_(
                        "<p>Tell the journey in the order in which it is followed on the map: life before, "
                        "the offer, the way, the exploitation, how help was found, the way home, what comes "
                        "next. Everyone has a life before and a wish for later: begin and end with them.</p>"
                    )
                ),
                FieldPanel("content_note"),
                TakenRoutePanel("milestones", parts=Parts(under_18="under_18")),
            ],
            heading=_("Journey"),
        ),
        ObjectList([TakenPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        ObjectList([TakenPanel("first_published_on")], heading=_("Dates")),
    ],
    base_form_class=CasePageForm,
)

case_update_panels = ObjectList(
    [
        _title(_("Title"), _("A few words, without a name or a place.")),
        FieldPanel("date", help_text=_("The day under which the news stands; the month is enough for most.")),
        FieldPanel(
            "body",
            help_text=_(
                "Plain text; an empty line begins a new paragraph. The rules for stories hold here too."
            ),
        ),
    ],
    base_form_class=WagtailAdminPageForm,
)

case_index_panels = ObjectList(
    [_title(_("Title"), _("For colleagues only."))], base_form_class=WagtailAdminPageForm
)
