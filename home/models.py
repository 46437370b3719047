"""Django looks for models here; they live with their pages."""

from home.pages.content import ContentPage, HomePage
from home.pages.sitepage import SitePage
from home.pages.subjects import PageSubject
from home.registration.models import Registration

__all__ = ["ContentPage", "HomePage", "PageSubject", "Registration", "SitePage"]
