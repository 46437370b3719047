"""What waits for whoever opens the admin: a line for each thing, with the way to it and no word of a case."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from payments.desk.waiting import waits as money_waits
from payments.rights import READ_BOOKS
from publication import outbox
from publication.actions import expiries
from review.casefiles.standing import without_consent
from review.desk import standing
from review.desk.queue import to_sign, waiting
from review.models import PrivacyConcern
from review.roles import CASE_FILES, HANDLE_CONCERNS, OPERATE, holds


@dataclass(frozen=True)
class Waits:
    """`more` says what the line leaves out; without `url` no screen leads on."""

    text: str
    url: str = ""
    more: str = ""


def _submissions(user: Any) -> Iterator[Waits]:
    if count := waiting().count():
        text = ngettext(
            "%(count)d submission waits at the privacy desk.",
            "%(count)d submissions wait at the privacy desk.",
            count,
        )
        own = to_sign(user).count()
        more = _("You may sign %(count)d.") % {"count": own}
        yield Waits(text % {"count": count}, reverse("review_desk:queue"), more)


def _concerns(user: Any) -> Iterator[Waits]:
    if count := PrivacyConcern.objects.filter(handled_on=None).count():
        text = ngettext("%(count)d privacy concern is open.", "%(count)d privacy concerns are open.", count)
        yield Waits(
            text % {"count": count},
            reverse("review_desk:concerns"),
            _("If somebody could be found, recall first."),
        )


def _consents(user: Any) -> Iterator[Waits]:
    if count := expiries.ending().count():
        text = ngettext(
            "%(count)d consent ends within %(days)d days.",
            "%(count)d consents end within %(days)d days.",
            count,
        )
        yield Waits(text % {"count": count, "days": expiries.REMINDERS[0]}, reverse("case_files:index"))
    if count := without_consent().count():
        text = ngettext("%(count)d case file has no consent.", "%(count)d case files have no consent.", count)
        yield Waits(text % {"count": count}, reverse("case_files:index"), _("Nothing of it can be shown."))


def _deliveries(user: Any) -> Iterator[Waits]:
    if count := outbox.waiting().filter(entry__kind="webhook").count():
        text = ngettext(
            "%(count)d message to a front end failed and is tried again.",
            "%(count)d messages to front ends failed and are tried again.",
            count,
        )
        yield Waits(text % {"count": count}, reverse("front_ends:index"))


def _money(user: Any) -> Iterator[Waits]:
    for line in money_waits():
        yield Waits(line.text, line.url, line.more)


CONCERNED: list[tuple[Callable[[Any], bool], Callable[[Any], Iterator[Waits]]]] = [
    (standing.may_look, _submissions),
    (lambda user: holds(user, HANDLE_CONCERNS), _concerns),
    (lambda user: holds(user, CASE_FILES[1]), _consents),
    (lambda user: holds(user, OPERATE), _deliveries),
    (lambda user: holds(user, READ_BOOKS), _money),
]


class WaitingPanel(Component):
    """On the admin's home page, for whoever holds a task of the house; editors have Wagtail's own panels."""

    order = 20

    def __init__(self, user: Any) -> None:
        self.tasks = [task for concerns, task in CONCERNED if concerns(user)]
        self.user = user

    def render_html(self, parent_context: Any = None) -> SafeString:
        if not self.tasks:
            return SafeString("")
        lines = [line for task in self.tasks for line in task(self.user)]
        return SafeString(render_to_string("sixdegree_review/home/waiting.html", {"lines": lines}))
