"""A signed document as a standalone page, from its content alone, for the desk, previews and the public."""

from typing import Any

from babel import Locale
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from home.documents import api, glyphs, reading, scripts
from home.documents.chrome import Chrome
from home.documents.journey.drawing import Eyelet, drawing
from home.documents.journey.projection import SIDE
from home.documents.languages import babel_locale
from home.documents.progress import progress
from home.documents.travelled import travelled
from publication import concerns
from publication.documents import Document


def render_case(document: Document, request: HttpRequest | None = None, **frame: Any) -> str:
    """`frame` may add `chrome`, `languages`, `updates` and `degree`, which the public views know."""
    case, funding = document.content, document.funding
    context = {
        "case": case,
        "picture": document.picture(case.get("picture")),
        "milestones": [
            {**milestone, "picture": document.picture(milestone.get("picture"))}
            for milestone in case["milestones"]
        ],
        "progress": progress(funding, case.get("goal")),
        "give_url": _give_url(document, frame.get("degree", "")),
        **_sharing(document),
        "concern_url": _concern_url(document),
        "map": _map(case, babel_locale(document.locale)),
        "script": "" if document.preview else scripts.url("journey"),
    }
    return _rendered("home/case.html", document, context, frame)


def render_update(document: Document, request: HttpRequest | None = None, **frame: Any) -> str:
    return _rendered("home/update.html", document, {"update": document.content}, frame)


def render_page(document: Document, request: HttpRequest | None = None, **frame: Any) -> str:
    """The page `home` is the front page: `cards` in the frame are the stories it shows."""
    chrome = frame.setdefault("chrome", Chrome(document.locale, inert=document.preview))
    body = [_linked(block, chrome) for block in document.content.get("body", [])]
    page = {**document.content, "body": reading.arranged(body, document.locale)}
    template = "home/home.html" if page.get("slug") == "home" else "home/page.html"
    return _rendered(template, document, {"page": page}, frame)


def render_site(document: Document, request: HttpRequest | None = None, **frame: Any) -> str:
    """No public address shows it; the desk sees frame and words as they would be."""
    frame.setdefault("chrome", Chrome(document.locale, site=document.content, inert=True))
    return _rendered("home/site.html", document, {"wording": document.content.get("wording") or {}}, frame)


def _rendered(template: str, document: Document, context: dict[str, Any], frame: dict[str, Any]) -> str:
    frame.setdefault("chrome", Chrome(document.locale, inert=document.preview))
    with translation.override(document.locale):
        return render_to_string(
            template, {**context, **frame, "locale": document.locale, "preview": document.preview}
        )


def _give_url(document: Document, degree: str) -> str:
    if document.preview or not document.funding:
        return ""
    url = reverse("home:give", args=[document.locale, document.funding["campaign"]])
    return f"{url}?degree={degree}" if degree else url


def _sharing(document: Document) -> dict[str, Any]:
    """How far the story has travelled and the form that passes it on; a preview is passed on to nobody."""
    if document.preview:
        return {}
    return {
        "travelled": travelled(document.funding),
        "case_url": reverse("home:case", args=[document.locale, document.subject]),
        "share_url": reverse("home:share", args=[document.locale, document.subject]),
        "degrees_url": api.url("create_degree"),
        "share_script": scripts.url("share"),
    }


def _concern_url(document: Document) -> str:
    if document.preview or not concerns.taken():
        return ""
    return reverse("home:concern", args=[document.locale, document.subject])


def _map(case: dict[str, Any], locale: Locale) -> dict[str, Any]:
    drawn = drawing(case["storymap"], locale)
    told = {milestone["order"]: milestone for milestone in case["milestones"]}
    eyelets = [
        {**vars(eyelet), "sign": glyphs.path(eyelet.icon), "name": _name(eyelet, told.get(eyelet.order, {}))}
        for eyelet in drawn.eyelets
    ]
    return {
        **vars(drawn),
        "eyelets": eyelets,
        "globe_y": drawn.height - 50,
        "full_height": drawn.height + drawn.ribbon,
        "full_width": drawn.width + 2 * SIDE,
        "side": SIDE,
    }


def _name(eyelet: Eyelet, milestone: dict[str, Any]) -> str:
    """All that the eyelet shows, for who does not see it: number, heading, stage, place."""
    place = milestone.get("place") or {}
    seen = ", ".join(word for word in (milestone.get("stage_label"), place.get("name")) if word)
    return f"{eyelet.order}. {eyelet.heading}" + (f" ({seen})" if seen else "")


def _linked(block: dict[str, Any], chrome: Chrome) -> dict[str, Any]:
    if block["type"] != "link":
        return block
    if block.get("slug"):
        link = chrome.link(block["slug"])
        return {**block, "href": link["url"], "hreflang": link["hreflang"]}
    return {**block, "href": block.get("url") or ""}
