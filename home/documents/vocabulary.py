"""The words of the interface for what the signed bytes name by slug, in the order lists show them."""

from django.utils.translation import gettext_lazy as _

EXPLOITATION = {
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
NEEDS = {
    "accommodation": _("A place of safety"),
    "medical": _("Medical assistance"),
    "legal": _("Legal assistance"),
    "psychological": _("Psychological support"),
    "journey_home": _("The journey home"),
    "education_and_skills": _("Education and skills"),
    "job_placement": _("Job placement"),
    "small_business": _("A small business"),
    "clothes_and_necessities": _("Clothes and basic necessities"),
}
# The same within a sentence: a tenth of …
OFFERED = {
    "accommodation": _("the safe place to live"),
    "medical": _("the medical help"),
    "legal": _("the legal help"),
    "psychological": _("the counselling"),
    "journey_home": _("the journey home"),
    "education_and_skills": _("the training"),
    "job_placement": _("the way into a job"),
    "small_business": _("the small business"),
    "clothes_and_necessities": _("the clothes and daily things"),
}
STATUSES = {"open": _("Collecting"), "funded": _("Funded"), "closed": _("Not collecting")}
# An age band as the signed bytes write it, and as it is read.
AGE_BANDS = {
    "18-24": _("18–24 years old"),
    "25-34": _("25–34 years old"),
    "35-44": _("35–44 years old"),
    "45-54": _("45–54 years old"),
    "55+": _("55 years or older"),
}


def age_band(value: str) -> str:
    """A band in words; one we do not know stays as it was signed."""
    return str(AGE_BANDS.get(value.replace("\N{EN DASH}", "-"), value))
