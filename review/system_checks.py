"""What `manage.py check` says about this app."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection

from review.guard.triggers import expected, installed

FINISH = "review.workflow.finish"


@register
def workflow_publishes_nothing(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if getattr(settings, "WAGTAIL_FINISH_WORKFLOW_ACTION", None) == FINISH:
        return []
    return [
        Error(
            "The end of a Wagtail workflow would publish pages that nobody signed.",
            hint=f'Set WAGTAIL_FINISH_WORKFLOW_ACTION = "{FINISH}".',
            id="sixdegree_review.E001",
        )
    ]


@register
def stands_before_wagtails_admin(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    names = [config.name for config in apps.get_app_configs()]
    if "wagtail.admin" in names and names.index("review") < names.index("wagtail.admin"):
        return []
    return [
        Error(
            "Wagtail's own comment mails would carry titles and words of stories.",
            hint='Put "review" above "wagtail.admin" in INSTALLED_APPS: its templates replace those mails.',
            id="sixdegree_review.E002",
        )
    ]


# For a deployment only: `migrate` runs the others before it installs what this one looks for. Not tagged
# `database`, which `check` leaves out unless it is asked for one.
@register(Tags.security, deploy=True)
def live_is_guarded(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        missing = expected(connection) - installed(connection)
    except DatabaseError as error:
        return [Error(f"The database cannot be asked: {error}", id="sixdegree_review.E004")]
    if not missing:
        return []
    names = ", ".join(sorted(missing))
    return [
        Error(
            f"The database lets pages go live without a signed release: {names} is missing.",
            hint="Run `manage.py migrate`.",
            id="sixdegree_review.E003",
        )
    ]
