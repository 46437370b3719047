"""The small scripts of the lite front end, named in a document only where they were built."""

from functools import lru_cache

from django.contrib.staticfiles import finders
from django.templatetags.static import static


def url(name: str) -> str:
    """The address of `lite/<name>.js`, or "": every page works without it."""
    return static(f"lite/{name}.js") if _built(name) else ""


@lru_cache
def _built(name: str) -> bool:
    return finders.find(f"lite/{name}.js") is not None
