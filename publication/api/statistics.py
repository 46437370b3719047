from django.http import HttpRequest, HttpResponse

from payments.routing import Router
from publication import readers
from publication.api.answers import listed
from publication.api.schemas import Figures, OpenData

router = Router()


@router.get("statistics/", response=Figures, summary="Our own totals")
def statistics(request: HttpRequest) -> HttpResponse:
    """Summed from published snapshots. Figures from elsewhere live in content pages, with their sources."""
    return listed(request, "statistics", readers.figures())


@router.get("open-data/", response=OpenData, summary="Yearly tables")
def open_data(request: HttpRequest) -> HttpResponse:
    """Empty while no table is both true and safe to publish."""
    return listed(request, "open-data", {"results": [], "next": None})
