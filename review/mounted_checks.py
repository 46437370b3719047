"""What `check --deploy` says of the host's addresses, storage and database role."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from review.guard import live
from review.models import ReleasedPage

# Wagtail's own content APIs. The admin's is asked for a sign-in and stands in a namespace of its own.
STOCK = ("wagtail.api.", "wagtail.images.api", "wagtail.documents.api", "wagtail.snippets.api")
V3 = "wagtailapi_v3"
ADMIN = "wagtailadmin_api"


def stock_routes(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[str]:
    """The addresses at which the project mounts Wagtail's v2 or v3 for the public."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            view = getattr(entry.callback, "cls", entry.callback)
            if view.__module__.startswith(STOCK):
                yield address
        elif entry.namespace == V3:
            yield address
        elif entry.namespace != ADMIN:
            yield from stock_routes(entry, address)


@register(Tags.security, deploy=True)
def stock_apis_are_not_mounted(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"Wagtail's own API answers at {address}: it lists every picture and file, drafts' too, and "
            "tells staff with a token what nobody signed.",
            hint="Take it out of the URLconf; or serve it where no stranger reaches it, and silence this.",
            id="sixdegree_review.E005",
        )
        for address in sorted(set(stock_routes()))
    ]


@register(Tags.security, deploy=True)
def uploads_are_private(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Originals carry where and when they were taken; the public reads released copies alone."""
    found: list[CheckMessage] = []
    if _served_to_all():
        found.append(
            Error(
                f"Everything that editors upload is served to anyone at {settings.MEDIA_URL}.",
                hint="Take the route of MEDIA_URL out, or put a view in front of it that asks for a sign-in.",
                id="sixdegree_review.E006",
            )
        )
    acl = str(getattr(default_storage, "default_acl", None) or "")
    if acl.startswith("public") or getattr(default_storage, "querystring_auth", True) is False:
        found.append(
            Error(
                "The default storage gives editors' uploads public addresses.",
                hint="Make the bucket private: no public ACL, and signed addresses.",
                id="sixdegree_review.E007",
            )
        )
    return found


def _served_to_all() -> bool:
    address = settings.MEDIA_URL or ""
    if not address.startswith("/") or address == "/":
        return False
    try:
        view = resolve(f"{address}original_images/a.jpg").func
    except Resolver404:
        return False
    return view.__module__ == "django.views.static"


@register(Tags.security, deploy=True)
def the_role_owns_nothing(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A role that owns the tables can drop what guards them: no trigger holds against it."""
    if connection.vendor != "postgresql":
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper, (SELECT pg_has_role(current_user, relowner, 'MEMBER') FROM pg_class"
                " WHERE relname = 'sixdegree_publication_publicrecord' AND relkind = 'r' LIMIT 1)"
                " FROM pg_roles WHERE rolname = current_user"
            )
            superuser, owner = cursor.fetchone()
    except DatabaseError:
        # Named by another check already.
        return []
    if not superuser and not owner:
        return []
    what = "is a superuser of the database" if superuser else "owns the tables"
    return [
        checks.Warning(
            f"The role this site connects as {what}: whoever takes over the site can drop the rules.",
            hint="Migrate as one role and serve as another: docs/operator.md, “Two roles”.",
            id="sixdegree_review.W008",
        )
    ]


@register(Tags.database, deploy=True)
def the_mirror_agrees(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A query that set `live` to false asked nobody: the public still reads what was signed."""
    if not databases:
        return []
    apart = [
        page
        for page in ReleasedPage.objects.filter(page__live=False).values_list("page_id", flat=True)
        if live.shown_record(page)
    ]
    if not apart:
        return []
    return [
        checks.Warning(
            f"The public still reads pages that are drafts in Wagtail: {', '.join(map(str, apart))}.",
            hint="Recall each release at the desk, or with `manage.py recall`, if it was to be taken down.",
            id="sixdegree_review.W009",
        )
    ]
