"""No foreign key crosses a wall: case, consent and campaign know each other by opaque ids only."""

import pytest
from django.apps import apps

OURS = ["home", "review", "search", "casepages", "publication", "storymap", "payments"]

# App → apps of ours its tables may point at, besides its own.
ALLOWED = {
    "home": set(),
    "review": {"publication", "casepages"},
    "search": set(),
    "casepages": set(),
    "publication": set(),
    "storymap": set(),
    "payments": set(),
}


def owner(model) -> str:
    return model._meta.app_label.removeprefix("sixdegree_")


def relations(app: str):
    for model in apps.get_app_config(f"sixdegree_{app}").get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and field.related_model is not None:
                yield f"{model.__name__}.{field.name}", owner(field.related_model)


@pytest.mark.parametrize("app", OURS)
def test_tables_point_only_at_what_lies_below_them(app):
    crossing = [
        f"{name} → {other}"
        for name, other in relations(app)
        if other in OURS and other != app and other not in ALLOWED[app]
    ]
    assert crossing == []


def test_money_and_the_public_record_point_at_people_at_most():
    for app in ("payments", "publication"):
        outside = {other for _name, other in relations(app)} - {app}
        assert outside <= {"auth", "contenttypes"}, f"{app} points at {outside}"
