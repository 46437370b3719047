from django.apps import AppConfig


class AttacksConfig(AppConfig):
    name = "tests.attacks"
    label = "attacks"

    def ready(self) -> None:
        # Everywhere but in the attacks the site has page types of ours alone, as in production. Wagtail's v3
        # schemas are made by now and know it.
        from wagtail.models.pages import PAGE_MODEL_CLASSES

        from tests.attacks.models import OpenPage

        PAGE_MODEL_CLASSES.remove(OpenPage)
