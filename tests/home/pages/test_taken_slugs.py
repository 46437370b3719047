"""No page of content is written where a page of the site stands already: nobody would ever see it."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from home.documents.urls import urlpatterns
from home.pages.content import TAKEN_SLUGS, ContentPage

FIRST = re.compile(r"<locale:locale>/([a-z][a-z-]*)/")


def first_words():
    """What stands after the language in every address of the site."""
    return {found[1] for pattern in urlpatterns if (found := FIRST.match(str(pattern.pattern)))}


def test_every_first_word_of_an_address_is_taken():
    assert {"my-giving", "gifts", "no-more-mails", "cases"} <= first_words()
    assert first_words() - TAKEN_SLUGS == set()


def first_words_of_six():
    """Its pages have the addresses of the documents, below its own base."""
    routes = (settings.BUILT["six"].parent / "src" / "routes.ts").read_text()
    return set(re.findall(r'case "([a-z-]+)":', routes.partition("function decoded")[0]))


def test_every_first_word_of_a_front_end_of_ours_is_taken():
    assert {"my-giving", "keep-informed", "give"} <= first_words_of_six()
    assert first_words_of_six() - TAKEN_SLUGS == set()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", sorted(TAKEN_SLUGS))
def test_an_editor_is_told_to_choose_another(home_page, slug):
    page = ContentPage(title="A page of ours", slug=slug, locale=home_page.locale)
    with pytest.raises(ValidationError, match="an address of the site itself"):
        page.clean()
