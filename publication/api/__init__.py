"""The public API's routes of the public record. The project mounts `router`."""

from payments.routing import Router
from publication.api import cases, concerns, media, open_data, pages, statistics

router = Router(tags=["public record"])
for part in (cases, pages, statistics, open_data, media, concerns):
    router.add_router("", part.router)

__all__ = ["router"]
