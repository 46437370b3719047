from pathlib import Path
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path as InPath

from payments.routing import Router
from publication import documents, readers
from publication.api.answers import answer, entity_tag, listed
from publication.api.schemas import OpenData, OpenDataYear, Problem
from publication.open_data import edition

router = Router()
METHOD = Path(edition.__file__).with_name("data") / "method.md"
REFUSED = {404: Problem, 410: Problem}
Year = Annotated[int, InPath(ge=2000, le=9999)]


@router.get("open-data/", response=OpenData, summary="Yearly tables")
def open_data(request: HttpRequest) -> HttpResponse:
    """Approved tables, the newest year first, with the method they were made by."""
    tables = [_entry(request, table) for table in readers.open_data()]
    content = {"results": tables, "next": None, "method": _address(request, "open_data_method")}
    return listed(request, "open-data", content)


@router.get("open-data/method/", response={200: None}, summary="How the tables are made")
def open_data_method(request: HttpRequest) -> HttpResponse:
    """Markdown: what is counted, what is listed, what nobody can work out and what remains."""
    body = METHOD.read_bytes()
    return answer(request, body, entity_tag("open-data-method"), "text/markdown; charset=utf-8")


@router.get("open-data/{year}/", response={200: OpenDataYear, **REFUSED}, summary="The table of a year")
def open_data_year(request: HttpRequest, year: Year) -> HttpResponse:
    """The approved bytes, unchanged for good; no cell below ten, each number rounded down to tens."""
    table = readers.open_data_of(year)
    return answer(request, table.body, entity_tag("open-data-year", table.digest))


@router.get("open-data/{year}/csv/", response={200: None, **REFUSED}, summary="The same as CSV")
def open_data_csv(request: HttpRequest, year: Year) -> HttpResponse:
    table = readers.open_data_of(year)
    body = edition.as_csv(table.body)
    response = answer(
        request, body, entity_tag("open-data-csv", table.digest), "text/csv; charset=utf-8; header=present"
    )
    response["Content-Disposition"] = f'attachment; filename="open-data-{table.year}.csv"'
    return response


def _entry(request: HttpRequest, table: readers.YearTable) -> dict[str, Any]:
    return {
        "year": table.year,
        "sha256": table.digest,
        "json": _address(request, "open_data_year", year=table.year),
        "csv": _address(request, "open_data_csv", year=table.year),
    }


def _address(request: HttpRequest, name: str, **kwargs: int) -> str:
    return request.build_absolute_uri(documents.address(name, **kwargs))
