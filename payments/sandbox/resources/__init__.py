"""One file a resource: its endpoints, parameters and what can be expanded. A new file joins by being here."""

import pkgutil
from importlib import import_module


def load() -> None:
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
