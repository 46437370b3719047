"""More public cases, one language each, until there are as many as asked."""

from collections.abc import Callable

from bench.search.facts import LOCALES
from bench.search.judged import of_number
from bench.search.publishing import publish
from publication.models import PublicRecord
from publication.models.kinds import Kind

AT_ONCE = 500


def fill(until: int, say: Callable[[str], object] = print) -> None:
    """Generated cases with the next numbers; nothing where there are `until` already."""
    there = PublicRecord.objects.filter(kind=Kind.CASE).count()
    for begin in range(there, until, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, until))
        publish(of_number(number, (LOCALES[number % len(LOCALES)],)) for number in numbers)
        if numbers[-1] + 1 == until or not numbers[0] % (10 * AT_ONCE):
            say(f"{numbers[-1] + 1} of {until} cases are public")
