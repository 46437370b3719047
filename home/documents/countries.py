"""Countries by their ISO 3166-1 code, named in the language of whoever reads."""

from functools import lru_cache

from django.utils.translation import get_language

from home.documents.languages import babel_locale

# What CLDR lists beside countries: unions, outlying parts and codes of tests.
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def countries() -> list[tuple[str, str]]:
    """`[("AF", "Afghanistan"), …]` in the order of their names."""
    return _countries(get_language() or "en")


@lru_cache
def _countries(language: str) -> list[tuple[str, str]]:
    named = _territories(language)
    codes = [code for code in named if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES]
    return sorted(((code, named[code]) for code in codes), key=lambda country: country[1].casefold())


def country_name(code: str, locale: str) -> str:
    """In the language of a locale code, as `zh-hans`; a code that is no country stays as it is."""
    return _territories(locale).get(code, code)


def _territories(code: str) -> dict[str, str]:
    named: dict[str, str] = dict(babel_locale(code).territories)
    return named
