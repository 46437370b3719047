"""What a reviewer confirms before signing. The answers are kept with the signature; slugs never change."""

from django.utils.translation import gettext_lazy as _

FOUNDING_QUESTION = "worse_off"

CHECKLIST = {
    "read_as_shown": _(
        "I have read all of it as the public would see it, the map and the raw data included."
    ),
    "names_nobody": _("It names nobody: no person, employer, village, school, ship or vehicle."),
    "not_recognisable": _("Somebody who knew this person then could not tell from it who it is."),
    "places_and_times": _(
        "Places are areas and times are years, none of them exact enough to find a person."
    ),
    "findings_weighed": _("I have weighed every finding listed on this page."),
    "consent_covers_it": _("It stays within the consent as recorded: in this language, for these uses."),
}

FOUNDING_RULE = _("Could publishing this leave anyone worse off?")
ANSWERS = [("no", _("No")), ("yes", _("Yes, or I am not sure"))]


def confirmed() -> dict[str, str]:
    """The answers under which a candidate is signed."""
    return {**dict.fromkeys(CHECKLIST, "yes"), FOUNDING_QUESTION: "no"}
