"""Settings under which the project would open a way round the sign-off, or tell somebody outside."""

from typing import Any, NamedTuple

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


class Protection(NamedTuple):
    setting: str
    value: Any
    why: str


PROTECTIONS = [
    Protection(
        "WAGTAIL_FINISH_WORKFLOW_ACTION", "review.workflow.finish", "a finished workflow would publish"
    ),
    Protection("WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT", True, "an edit would keep an earlier approval"),
    Protection("WAGTAILREDIRECTS_AUTO_CREATE", False, "a withdrawn address would go on redirecting"),
    Protection("WAGTAILAPI_SEARCH_ENABLED", False, "anonymous search would answer questions about drafts"),
    Protection("WAGTAILAPI_DOCS_ENABLED", False, "the staff's API would be described to the public"),
    Protection(
        "WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE", False, "aliases of cases would be made in every language"
    ),
    Protection("WAGTAIL_GRAVATAR_PROVIDER_URL", None, "editors' browsers would call an outside host"),
    Protection("WAGTAIL_ENABLE_UPDATE_CHECK", False, "editors' browsers would call an outside host"),
    Protection(
        "WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS", False, "mails would carry titles to more people"
    ),
    Protection("WAGTAILDOCS_SERVE_METHOD", "serve_view", "documents would be served past their privacy"),
    Protection("SECURE_REFERRER_POLICY", "same-origin", "addresses of cases would be told to other sites"),
]


@register
def protections_are_set(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{protection.setting} is not {protection.value!r}: {protection.why}.",
            hint=f"Set {protection.setting} = {protection.value!r}.",
            id="sixdegree.E001",
        )
        for protection in PROTECTIONS
        if getattr(settings, protection.setting, "unset") != protection.value
    ]


@register
def currencies_agree(**kwargs: Any) -> list[CheckMessage]:
    """Case files and payments cannot import each other: what one types the other must count alike."""
    from payments.currencies import TABLE

    return [
        Error(
            f"Case files count {code} with {digits} decimals, payments with {TABLE[code].exponent}.",
            hint=f"Set SIXDEGREE_CASEPAGES_CURRENCIES[{code!r}] to {TABLE[code].exponent}.",
            id="sixdegree.E002",
        )
        if code in TABLE
        else Error(
            f"Case files are counted in {code}, in which no gift can be made.",
            hint=f"Take {code} out of SIXDEGREE_CASEPAGES_CURRENCIES.",
            id="sixdegree.E002",
        )
        for code, digits in settings.SIXDEGREE_CASEPAGES_CURRENCIES.items()
        if code not in TABLE or TABLE[code].exponent != digits
    ]
