"""What `wagtail start` makes: the host's own home page, in an app of the name that ours also has."""

from wagtail.models import Page


class HomePage(Page):
    pass
