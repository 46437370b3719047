"""What an operator may have set wrongly."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from search import conf


@register()
def limits_are_numbers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    wrong = [name for name in conf.DEFAULTS if not _sensible(conf.value(name))]
    return [
        Error(
            f"SIXDEGREE_SEARCH_{name} must be a whole number from 1 to 100.",
            hint=f"Leave it out for {conf.DEFAULTS[name]}.",
            id="sixdegree_search.E001",
        )
        for name in wrong
    ]


def _sensible(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 100
