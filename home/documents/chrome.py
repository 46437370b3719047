"""What surrounds every document: the site's name, menu, words and languages, from its signed record."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from home.documents import languages, scripts, theme
from payments.conf import fund
from publication import conf

INERT = "#content"


@dataclass(frozen=True)
class Chrome:
    """`site` holds the signed bytes of the site record; without one the documents still stand.

    `pages` has the card of every public page by its slug, in the reader's language where it is told in it.
    `fund_open` is true until the fund is over for good; a pause leaves it true.
    `inert` turns links of the frame back to the page: a preview leads nowhere.
    """

    locale: str
    site: dict[str, Any] = field(default_factory=dict)
    here: str = ""
    inert: bool = False
    fund_open: bool = False
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def drawn_from(self) -> list[Any]:
        """All that the frame shows, for the tag of a stored document."""
        return [self.site, self.pages, self.exit_url, self.fund_url]

    @property
    def name(self) -> str:
        return self.site.get("name") or "Sixdegree"

    @property
    def lang(self) -> str:
        """The language tag of the site's own words, where it is not the document's."""
        return self.foreign(self.site.get("locale"))

    def foreign(self, told_in: str | None) -> str:
        """The language tag of words told in a locale, or "" where that is the document's own."""
        return "" if told_in in (None, "", self.locale) else languages.html_lang(str(told_in))

    @property
    def strapline(self) -> str:
        return self.site.get("strapline") or ""

    @property
    def give_word(self) -> str:
        return self._own_wording("give") or _("Give")

    @property
    def promise(self) -> str:
        return self._wording("promise")

    @property
    def thanks(self) -> str:
        return self._wording("thanks")

    @property
    def fund_name(self) -> str:
        return self._own_wording("fund_name") or _("general fund")

    @property
    def fund_explained(self) -> str:
        return self._wording("fund_explained")

    @property
    def fund_url(self) -> str:
        """Where to give to the general fund, or "" where there is none or it is over for good."""
        shown = fund() and (self.inert or self.fund_open)
        return self._url("home:give", self.locale, fund()) if shown else ""

    @property
    def withdrawn(self) -> str:
        return self._own_wording("withdrawn") or _("This story is no longer shared. Its needs are still met.")

    def _own_wording(self, name: str) -> str:
        """Only in the reader's language: what the interface can say in it is not said in another."""
        return "" if self.lang else self._wording(name)

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
    def logo(self) -> dict[str, Any] | None:
        return self.site.get("logo")

    @property
    def exit_url(self) -> str:
        """Where a reader goes who must not be seen here: a page that says nothing about its reader."""
        return INERT if self.inert else self.site.get("exit_url") or conf.exit_url()

    @property
    def offline_url(self) -> str:
        """The script that keeps the page for the hours without network; "" where it was not built."""
        return "" if self.inert or not scripts.url("offline") else reverse("home:offline-worker")

    @property
    def keep_informed_url(self) -> str:
        return self._url("home:keep-informed", self.locale)

    @property
    def my_giving_url(self) -> str:
        return self._url("home:my-giving", self.locale)

    @property
    def open_data_url(self) -> str:
        return self._url("home:open-data", self.locale)

    @property
    def theme_url(self) -> str:
        return reverse("home:theme", args=[theme.name(self.site["theme"])]) if self.site.get("theme") else ""

    @property
    def menu(self) -> list[dict[str, Any]]:
        """Items that lead somewhere; `lang` and `hreflang` where words or page are in another language."""
        items = [item for item in self.site.get("menu") or [] if self.leads(item["slug"])]
        return [
            {**self._label(item), **self.link(item["slug"]), "current": item["slug"] == self.here}
            for item in items
        ]

    def leads(self, slug: str) -> bool:
        return self.inert or slug in ("cases", "home") or slug in self.pages

    def link(self, slug: str) -> dict[str, str]:
        """To a page in the reader's language, else in the one it is told in; `url` is "" where in none."""
        match slug:
            case "cases":
                return {"url": self.cases_url, "hreflang": ""}
            case "home":
                return {"url": self.home_url, "hreflang": ""}
            case _slug if self.leads(slug):
                told_in = self.pages.get(slug, {}).get("locale") or self.locale
                return {"url": self._url("home:page", told_in, slug), "hreflang": self.foreign(told_in)}
            case _slug:
                return {"url": "", "hreflang": ""}

    def _label(self, item: dict[str, Any]) -> dict[str, str]:
        """The site's word, unless it is foreign and the reader's language has one."""
        card = self.pages.get(item["slug"], {})
        if self.lang and item["slug"] in ("cases", "home"):
            return {"title": _("Stories") if item["slug"] == "cases" else _("Home"), "lang": ""}
        if self.lang and card.get("locale") == self.locale:
            return {"title": card["title"], "lang": ""}
        return {"title": item["title"], "lang": self.lang}

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
