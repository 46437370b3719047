"""The lists of this app, slug → label. Slugs go into signed bytes and never change; labels translate."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casepages import conf
from casepages.opaque import is_opaque

Labels = dict[str, str | Promise]
Choices = list[tuple[str, str | Promise]]

STAGES: Labels = {
    "before": _("Before"),
    "offer": _("The offer"),
    "journey": _("The journey"),
    "exploitation": _("Exploitation"),
    "finding_help": _("Finding help"),
    "way_home": _("The way home"),
    "next": _("What comes next"),
}

NEEDS: Labels = {
    "accommodation": _("Immediate accommodation in a place of safety"),
    "medical": _("Medical assistance"),
    "legal": _("Legal assistance"),
    "psychological": _("Psychological support"),
    "journey_home": _("The journey home"),
    "education_and_skills": _("Education or skills development"),
    "job_placement": _("Job placement"),
    "small_business": _("Help to start a small business"),
    "clothes_and_necessities": _("Clothes and basic necessities"),
}

EXPLOITATION: Labels = {
    "agriculture": _("Agriculture"),
    "fishing": _("Fishing"),
    "domestic_work_and_hospitality": _("Domestic work and hospitality"),
    "construction": _("Construction"),
    "manufacturing": _("Manufacturing"),
    "begging": _("Begging"),
    "commercial_sexual_exploitation": _("Commercial sexual exploitation"),
    "pornography": _("Pornography"),
    "organ_removal": _("Organ removal"),
}

AGE_BANDS: Labels = {
    "18-24": _("18–24"),
    "25-34": _("25–34"),
    "35-44": _("35–44"),
    "45-54": _("45–54"),
    "55+": _("55 or older"),
}

SITE = "site_api"
CHANNELS: Labels = {
    SITE: _("The public site and its data feed"),
    "search_engines": _("Search engines may list it"),
    "share_picture": _("A picture may be made for sharing"),
    "open_data": _("Counted in anonymous open data"),
    "news_mails": _("Mentioned in news to donors"),
}

UNDER_18: Labels = {"unknown": _("Not known"), "yes": _("Yes"), "no": _("No")}

GUARDIANS: Labels = {
    "parent": _("A parent"),
    "legal_guardian": _("A legal guardian"),
    "child_protection": _("A child protection authority"),
    "court": _("A court"),
}


def given_stages() -> Labels:
    """Our stages of a journey, the host's own (`SIXDEGREE_CASEPAGES_STAGES`) after them."""
    return STAGES | {slug: label for slug, label, _glyph in conf.extra_stages()}


def stages() -> Labels:
    """Those given, and after them the editors' own, in the language that is active."""
    return given_stages() | {stage.slug: stage.label() for stage in _added()}


def stage_label(stage: str) -> str:
    """In the language that is active. Reads no table for a given stage: a story has one at each milestone."""
    given = given_stages()
    return str(given[stage] if stage in given else stages().get(stage, stage))


def is_typed(stage: str) -> bool:
    """Whether a person chose this code: neither one of ours nor one that was drawn for a stage of editors."""
    return stage not in STAGES and not is_opaque(stage)


def glyph(stage: str) -> str:
    """The glyph a stage is drawn with; a stage that left the settings is drawn as the journey."""
    if stage in STAGES:
        return stage
    of_host = {slug: glyph for slug, _label, glyph in conf.extra_stages()}
    if stage in of_host:
        return of_host[stage]
    return {added.slug: added.glyph for added in _added()}.get(stage, "journey")


def _added() -> Iterable[Any]:
    # The models take their choices from here.
    return apps.get_model("sixdegree_casepages", "Stage")._default_manager.all()


# Callables, so that migrations name the list and do not freeze it.
def stage_choices() -> Choices:
    return list(stages().items())


def glyph_choices() -> Choices:
    return list(STAGES.items())


def need_choices() -> Choices:
    return list(NEEDS.items())


def exploitation_choices() -> Choices:
    return list(EXPLOITATION.items())


def age_band_choices() -> Choices:
    return list(AGE_BANDS.items())


def channel_choices() -> Choices:
    return list(CHANNELS.items())


def under_18_choices() -> Choices:
    return list(UNDER_18.items())


def guardian_choices() -> Choices:
    return list(GUARDIANS.items())


def locale_choices() -> Choices:
    return list(conf.content_languages().items())


def currency_choices() -> Choices:
    return [(code, code) for code in conf.currencies()]
