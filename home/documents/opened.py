"""When a form for a person's own words was opened, signed: machines fill it in faster than anybody types."""

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from home.documents import conf, origin

SALT = "sixdegree.home.concern"
# Nobody reads the form and writes a sentence faster.
TYPED_IN = 3


def key(form: str) -> str:
    """For this form alone, good for two hours."""
    return signing.dumps([form, int(timezone.now().timestamp())], salt=SALT)


def unsendable(request: HttpRequest, form: str) -> str:
    """What to do before what was posted can be sent on; empty where nothing."""
    if not origin.is_ours(request):
        return _("This form was not sent from our own page. Look at what you wrote here and send it again.")
    try:
        of, opened = signing.loads(request.POST.get("key", ""), salt=SALT, max_age=conf.key_seconds())
    except signing.BadSignature:
        of, opened = "", 0
    if of != form:
        return _("This page had been open for long. Look at what you wrote and send it again.")
    if timezone.now().timestamp() - opened < TYPED_IN:
        return _(
            "Not sent yet: this came faster than people type, as machines send it. What you wrote is still "
            "here: wait three seconds, then send it again."
        )
    return ""
