"""What the templates of the public documents need beyond Django's own: money, dates, weaves, glyphs."""

from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString

from home.documents import glyphs, languages, money, scripts, vocabulary, weave
from payments import dates

register = template.Library()


@register.simple_tag(takes_context=True)
def amount(context: template.Context, value: money.Money) -> str:
    return money.written(value, context["locale"])


@register.simple_tag(takes_context=True)
def day(context: template.Context, value: date | str) -> str:
    return dates.day(value, context["locale"])


@register.simple_tag
def age_band(value: str) -> str:
    return vocabulary.age_band(value)


@register.simple_tag
def exploitation(value: str) -> str:
    return str(vocabulary.EXPLOITATION.get(value, value))


@register.filter
def html_lang(code: str) -> str:
    return languages.html_lang(code)


@register.filter
def direction(code: str) -> str:
    return languages.direction(code)


@register.simple_tag
def script(name: str) -> str:
    return scripts.url(name)


@register.inclusion_tag("home/parts/weave.html")
def woven(public_id: str) -> dict[str, Any]:
    return {"weave": weave.weave(public_id)}


@register.simple_tag
def glyph(name: str) -> SafeString:
    return glyphs.svg(name)
