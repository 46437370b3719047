"""What `manage.py check` says about this app."""

from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection

from review import conf
from review.guard.triggers import expected, installed


class Protection(NamedTuple):
    setting: str
    value: Any
    why: str


OUTSIDE = "editors' browsers would call an outside host"

# Wagtail's own settings that open a way round the sign-off, or tell somebody outside, in any project.
PROTECTIONS = [
    Protection(
        "WAGTAIL_FINISH_WORKFLOW_ACTION", "review.workflow.finish", "a finished workflow would publish"
    ),
    Protection("WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT", True, "an edit would keep an earlier approval"),
    Protection(
        "WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS", False, "mails would carry titles to more people"
    ),
    Protection("WAGTAIL_GRAVATAR_PROVIDER_URL", None, OUTSIDE),
    Protection("WAGTAIL_ENABLE_UPDATE_CHECK", False, OUTSIDE),
    Protection("WAGTAILDOCS_SERVE_METHOD", "serve_view", "documents would be served past their privacy"),
    Protection("WAGTAILREDIRECTS_AUTO_CREATE", False, "a withdrawn address would go on redirecting"),
    Protection("WAGTAILAPI_SEARCH_ENABLED", False, "anonymous search would answer questions about drafts"),
    Protection("WAGTAILAPI_DOCS_ENABLED", False, "the staff's API would be described to the public"),
    Protection(
        "WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE", False, "aliases of cases would be made in every language"
    ),
]


@register
def protections_are_set(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{protection.setting} is not {protection.value!r}: {protection.why}.",
            hint=f"Set {protection.setting} = {protection.value!r}.",
            id="sixdegree_review.E001",
        )
        for protection in PROTECTIONS
        if getattr(settings, protection.setting, "unset") != protection.value
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


@register
def searches_are_not_kept(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """It keeps what visitors type, real names too, and names a promoted page by its title, drafts as well."""
    if not apps.is_installed("wagtail.contrib.search_promotions"):
        return []
    return [
        Error(
            "Search promotions are installed: what visitors look for, a survivor's real name too, would be"
            " kept, and a draft's title could be told.",
            hint='Take "wagtail.contrib.search_promotions" out of INSTALLED_APPS.',
            id="sixdegree_review.E008",
        )
    ]


@register(Tags.security, deploy=True)
def new_reviewers_wait(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if conf.cooling():
        return []
    return [
        checks.Warning(
            "Whoever is made a reviewer, or takes a reviewer's account over, can sign in the same minute.",
            hint="Set SIXDEGREE_REVIEW_COOLING_SECONDS = 86400.",
            id="sixdegree_review.W001",
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
