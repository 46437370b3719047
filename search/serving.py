"""Which of a case's public records is the one shown to whoever asks for a language."""

from collections import defaultdict
from collections.abc import Iterable

from search import conf

# Serves whoever asks for a language that no other record of the case is in, and who asks for none.
ANY = ""
# A public record: key, subject, language, whether it is in the language the case was written in.
Told = tuple[int, str, str, bool]


def serves(public: Iterable[Told]) -> dict[int, tuple[str, ...]]:
    """Record → the languages it serves: its own, and of one record of each case all that are left.

    `public` holds cases whole: every record of theirs that is public now.
    """
    cases: dict[str, list[Told]] = defaultdict(list)
    for record in public:
        cases[record[1]].append(record)
    served: dict[int, tuple[str, ...]] = {}
    for records in cases.values():
        served |= _shared_out(records)
    return served


def _shared_out(records: list[Told]) -> dict[int, tuple[str, ...]]:
    own = {locale for _pk, _subject, locale, _source in records}
    left = [locale for locale in conf.locales() if locale not in own]
    # As `publication.readers.cases.shown` chooses: the source, else the first by its code.
    chosen = min(records, key=lambda record: (not record[3], record[2]))[0]
    return {
        pk: (locale, *([ANY, *left] if pk == chosen else [])) for pk, _subject, locale, _source in records
    }
