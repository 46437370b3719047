"""Every place where the installed Wagtail publishes, copies, moves or schedules. After an upgrade, renew it:

PYTHONPATH=site:. DJANGO_SETTINGS_MODULE=sixdegree.settings.test python -m tests.contracts.publishing_surface
"""

import json
import re
from pathlib import Path
from typing import Any

COMMITTED = Path(__file__).with_name("publishing_surface.json")
WORDS = ("publish", "copy", "move", "schedul", "alias", "revert", "workflow", "translat", "privacy", "delete")
LINES = re.compile(r"live = True|keep_live|\.update\(|approved_go_live_at")
APIS = re.compile(r"api\.add_router\(")
STRANGERS = re.compile(r"get_public_pages_queryset")


def operations() -> list[str]:
    from wagtail.api.v3.api import api

    schema = api.get_openapi_schema(path_prefix="/")
    return sorted(told["operationId"] for path in schema["paths"].values() for told in path.values())


def admin_actions() -> list[str]:
    from wagtail.admin.api.views import PagesAdminAPIViewSet

    return sorted(PagesAdminAPIViewSet.actions)


def bulk_actions() -> list[str]:
    from wagtail.admin.views.bulk_action.registry import bulk_action_registry

    bulk_action_registry._scan_for_bulk_actions()
    return sorted(
        f"{app}.{model}.{name}"
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for name in actions
    )


def registered_actions() -> list[str]:
    from wagtail.actions import action_registry

    action_registry._scan_for_actions()
    return sorted(
        f"{model.__name__}.{name}" for model, actions in action_registry.actions.items() for name in actions
    )


def admin_addresses() -> list[str]:
    from django.urls import URLPattern, get_resolver

    found: set[str] = set()

    def walk(resolver: Any, namespace: str) -> None:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                found.add(f"{namespace}{entry.name}")
            else:
                walk(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)

    walk(get_resolver("wagtail.admin.urls"), "")
    return sorted(name for name in found if name.startswith("wagtail") and any(w in name for w in WORDS))


def lines(pattern: re.Pattern[str]) -> list[str]:
    """`file: line` of the installed Wagtail, without line numbers: those move for nothing."""
    import wagtail

    root = Path(wagtail.__file__).parent
    return sorted(
        f"{path.relative_to(root)}: {line.strip()}"
        for path in root.rglob("*.py")
        if not {"tests", "test", "migrations", "locale"} & set(path.relative_to(root).parts)
        for line in path.read_text().splitlines()
        if pattern.search(line)
    )


def current() -> dict[str, list[str]]:
    return {
        "operations of v3": operations(),
        "actions of the admin's API": admin_actions(),
        "bulk actions": bulk_actions(),
        "registered actions": registered_actions(),
        "addresses of the admin": admin_addresses(),
        "lines that publish": lines(LINES),
        "routers that mount themselves": lines(APIS),
        "where strangers' pages are chosen": lines(STRANGERS),
    }


if __name__ == "__main__":
    import django

    django.setup()
    COMMITTED.write_text(json.dumps(current(), indent=1, ensure_ascii=False) + "\n")
    print(f"wrote {COMMITTED.name}")
