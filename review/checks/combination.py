"""Each thing told may be harmless, and all of them together fit one person."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from review.caseload.counts import Rarity
from review.projection.findings import REFUSE, WARN, Finding

RARE = "combination-rare"


def is_not_rare(found: Rarity) -> Iterator[Finding]:
    """Refused below k where the organisation's caseload is at hand, else for the reviewer to weigh."""
    if not found.is_rare:
        return
    severity = WARN if found.caseload is None else REFUSE
    yield Finding(RARE, _sentence(found), _where(), severity, detail=_detail(found))


def _where() -> str:
    return _("Origin, age band, exploitation and period together")


def _sentence(found: Rarity) -> str:
    if found.caseload is None:
        return _(
            "Fewer than %(k)d other cases in public share them, and no caseload table says how common they "
            "are."
        ) % {"k": found.k}
    few = _("Fewer than %(k)d people in your organisation's caseload share them.") % {"k": found.k}
    return f"{few} {_cure(found.enough)}"


def _cure(enough: str) -> str:
    cures = {
        "period": _("Leave out the period."),
        "country": _("Choose the country as the area of origin."),
        "origin": _("Leave out the area of origin."),
        "period-country": _("Leave out the period and choose the country as the area of origin."),
        "period-origin": _("Leave out the period and the area of origin."),
    }
    return cures.get(
        enough,
        _("Even without period and origin too few do: this case cannot be shown. The general fund can help."),
    )


def _detail(found: Rarity) -> str:
    counted = {"released": found.released, "k": found.k}
    if found.caseload is None:
        return _("%(released)d other cases in public share them; %(k)d are asked for.") % counted
    return _(
        "%(caseload)d people of the caseload and %(released)d other cases in public share them; %(k)d are "
        "asked for."
    ) % {**counted, "caseload": found.caseload}
