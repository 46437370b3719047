"""The languages the documents are written in, as Django, HTML and babel name them."""

from babel import Locale
from django.conf import settings


def codes() -> list[str]:
    """Locale codes of the public addresses, the first being the default: `["en", "id", …]`."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def names() -> dict[str, str]:
    """Each language by its own name: `{"id": "Bahasa Indonesia", …}`."""
    return {code: str(name) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES}


def html_lang(code: str) -> str:
    """The BCP 47 tag of a locale code: `zh-hans` is `zh-Hans`."""
    language, _separator, script = code.partition("-")
    return f"{language}-{script.title()}" if script else language


def direction(code: str) -> str:
    """`rtl` for Arabic and its like, else `ltr`."""
    return "rtl" if babel_locale(code).text_direction == "rtl" else "ltr"


def babel_locale(code: str) -> Locale:
    return Locale.parse(html_lang(code), sep="-")
