from django.http import HttpRequest, HttpResponse

from payments.routing import Router
from publication import readers
from publication.api.answers import listed
from publication.api.schemas import Figures

router = Router()


@router.get("statistics/", response=Figures, summary="Our own totals")
def statistics(request: HttpRequest) -> HttpResponse:
    """Summed from published snapshots. Figures from elsewhere live in content pages, with their sources."""
    return listed(request, "statistics", readers.figures())
