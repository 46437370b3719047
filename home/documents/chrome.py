"""What surrounds every document: the site's name, menu, words and languages, from its signed record."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from home.documents import languages, theme
from publication.conf import fund

INERT = "#content"


@dataclass(frozen=True)
class Chrome:
    """`site` holds the signed bytes of the site record; without one the documents still stand.

    `inert` turns links of the frame back to the page: a preview leads nowhere.
    """

    locale: str
    site: dict[str, Any] = field(default_factory=dict)
    here: str = ""
    inert: bool = False

    @property
    def name(self) -> str:
        return self.site.get("name") or "Sixdegree"

    @property
    def lang(self) -> str:
        """The language tag of the site's own words, where it is not the document's."""
        told_in = self.site.get("locale") or self.locale
        return "" if told_in == self.locale else languages.html_lang(told_in)

    @property
    def strapline(self) -> str:
        return self.site.get("strapline") or ""

    @property
    def give_word(self) -> str:
        return self._wording("give") or _("Give")

    @property
    def promise(self) -> str:
        return self._wording("promise")

    @property
    def thanks(self) -> str:
        return self._wording("thanks")

    @property
    def fund_name(self) -> str:
        return self._wording("fund_name") or _("general fund")

    @property
    def fund_explained(self) -> str:
        return self._wording("fund_explained")

    @property
    def fund_url(self) -> str:
        """Where to give to the general fund, or "" where the site has none."""
        return self._url("home:give", self.locale, fund()) if fund() else ""

    @property
    def withdrawn(self) -> str:
        return self._wording("withdrawn") or _("This story is no longer shared. Its needs are still met.")

    def _wording(self, name: str) -> str:
        return (self.site.get("wording") or {}).get(name) or ""

    @property
    def locales(self) -> list[str]:
        known = languages.codes()
        return [code for code in self.site.get("locales") or known if code in known]

    @property
    def home_url(self) -> str:
        return self._url("home:home", self.locale)

    @property
    def cases_url(self) -> str:
        return self._url("home:cases", self.locale)

    @property
    def theme_url(self) -> str:
        return reverse("home:theme", args=[theme.name(self.site["theme"])]) if self.site.get("theme") else ""

    @property
    def menu(self) -> list[dict[str, Any]]:
        return [
            {"title": item["title"], "url": self.page_url(item["slug"]), "current": item["slug"] == self.here}
            for item in self.site.get("menu") or []
        ]

    def page_url(self, slug: str) -> str:
        match slug:
            case "cases":
                return self.cases_url
            case "home":
                return self.home_url
            case _slug:
                return self._url("home:page", self.locale, slug)

    def _url(self, name: str, *args: str) -> str:
        return INERT if self.inert else reverse(name, args=args)

    def languages(self, name: str, *args: str, codes: list[str] | None = None) -> list[dict[str, str]]:
        """The same address in each language of the site (or of `codes`), each named in itself."""
        if self.inert:
            return []
        own = languages.names()
        return [
            {"code": code, "name": own[code], "url": reverse(name, args=[code, *args])}
            for code in (self.locales if codes is None else codes)
            if code in own
        ]
