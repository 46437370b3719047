"""Django looks for models here; they live with their pages."""

from home.pages.content import ContentPage, HomePage
from home.pages.sitepage import SitePage
from home.pages.subjects import PageSubject

__all__ = ["ContentPage", "HomePage", "PageSubject", "SitePage"]
