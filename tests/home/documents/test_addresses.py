"""What a stranger is answered at every public address: status, headers, nothing from outside."""

import pytest

from home.documents import signed
from payments.actions.campaigns import close_campaign, open_fund
from publication.actions.withdraw import withdraw
from tests.home.documents.conftest import public
from tests.home.documents.reading import read
from tests.publication.stories import released

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(tam, about, site):
    unknown = [f"/en/{part}/nothing/" for part in ("cases", "give", "thanks", "cancelled")]
    lists = ["/en/", "/th/", "/en/cases/", "/zh-hans/cases/", "/en/cases/?need=medical"]
    return [*lists, tam.url, tam.give, "/en/about/", "/en/nothing/", *unknown]


@pytest.fixture
def fund(db, settings):
    open_fund("fund", "USD")
    settings.SIXDEGREE_PAYMENTS_FUND = "fund"


def test_every_address_answers_html_with_one_policy(stranger, addresses):
    for address in addresses:
        answer = stranger.get(address)
        assert answer.status_code in (200, 404), address
        assert answer["Content-Type"] == "text/html; charset=utf-8"
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, address
        wanted = "same-origin" if answer.status_code == 200 else "no-referrer"
        assert answer["Referrer-Policy"] == wanted, address
        assert "Set-Cookie" not in answer


def test_no_address_asks_another_host_for_anything(stranger, addresses):
    for address in addresses:
        assert read(stranger.get(address)).outside_hosts() == set(), address


def test_no_address_has_inline_script_or_style(stranger, addresses):
    for address in addresses:
        document = read(stranger.get(address))
        assert document.all("style") == [], address
        assert all("src" in script for script in document.all("script")), address
        inline = [
            name
            for _tag, attributes in document.tags
            for name in attributes
            if name == "style" or name[:2] == "on"
        ]
        assert inline == [], address


def test_every_document_is_named_and_says_its_language(stranger, addresses):
    for address in addresses:
        document = read(stranger.get(address))
        assert document.one("html")["lang"] in ("en", "th", "zh-Hans")
        assert len(document.all("h1")) == 1 and document.one("main")["id"] == "content", address


def test_the_bare_address_leads_to_the_default_language(stranger):
    assert stranger.get("/", headers={"accept-language": "th"}).headers["Location"] == "/en/"


@pytest.mark.parametrize("address", ["/fr/", "/fr/cases/", "/en/cases/x/y/", "/nothing"])
def test_what_is_not_there_is_a_page_of_ours(stranger, settings, address):
    settings.DEBUG = False
    answer = stranger.get(address)
    assert answer.status_code == 404
    assert "There is nothing at this address" in read(answer).text


def test_nothing_tells_an_unreleased_story_from_one_that_never_was(stranger, people):
    from tests.home.documents.journeys import told
    from tests.publication.stories import consented_term, frozen

    term = consented_term()
    frozen(told(term.public_id), people.editor)
    unreleased = stranger.get(f"/en/cases/{term.public_id}/")
    never = stranger.get("/en/cases/neverexisted/")
    assert unreleased.status_code == never.status_code == 404
    assert unreleased.content == never.content
    assert stranger.get(f"/en/give/{term.campaign_ref}/").status_code == 404


def test_a_story_of_another_language_is_named_in_the_languages_it_has(stranger, tam):
    answer = stranger.get(f"/th/cases/{tam.id}/")
    assert answer.status_code == 404
    # In the sentence, and in the menu of languages.
    links = [link for link in read(answer).all("a") if link.get("href") == tam.url]
    assert [link["lang"] for link in links] == ["en", "en"]


def test_after_withdrawal_every_address_of_the_story_is_gone(stranger, people, tam, site):
    etag = stranger.get(tam.url)["ETag"]
    withdraw(tam.id, people.officer, "asked for it")
    story = stranger.get(tam.url, headers={"if-none-match": etag})
    assert story.status_code == stranger.get(tam.give).status_code == 410
    assert "This story is no longer shared. Its needs are still met." in read(story).text
    assert story["Cache-Control"] == "no-store"
    assert tam.alias not in read(stranger.get("/en/")).text + read(stranger.get("/en/cases/")).text


def test_an_unchanged_story_is_revalidated_not_sent_again(stranger, tam):
    first = stranger.get(tam.url)
    assert first["Cache-Control"] == "no-cache"
    again = stranger.get(tam.url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_packed_and_plain_answers_hold_the_same_under_tags_of_their_own(stranger, tam):
    import gzip

    plain = stranger.get(tam.url)
    packed = stranger.get(tam.url, headers={"accept-encoding": "gzip, br"})
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"] and "Accept-Encoding" in packed["Vary"]


def test_search_engines_are_let_in_only_by_consent(stranger, people):
    closed = public(people)
    invited = public(people, channels=("site_api", "search_engines"))
    assert stranger.get(closed.url)["X-Robots-Tag"] == "noindex, noarchive"
    assert "X-Robots-Tag" not in stranger.get(invited.url)
    assert stranger.get("/en/cases/")["X-Robots-Tag"] == "noindex, noarchive"
    assert stranger.get(invited.give)["X-Robots-Tag"] == "noindex, noarchive"


def test_the_sitemap_lists_pages_and_no_story(stranger, tam, about):
    text = stranger.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/en/about/</loc>" in text
    assert tam.id not in text
    assert "Sitemap: http://testserver/sitemap.xml" in stranger.get("/robots.txt").content.decode()


def test_the_sites_own_colours_come_as_a_stylesheet_under_their_hash(stranger, site):
    (link,) = [
        each["href"] for each in read(stranger.get("/en/")).all("link") if each["href"].startswith("/theme/")
    ]
    answer = stranger.get(link)
    assert b"--indigo:#123456" in answer.content and b"--indigo:#ABCDEF" in answer.content
    assert "immutable" in answer["Cache-Control"]
    assert stranger.get("/theme/other.css").status_code == 404


def test_a_language_signed_with_other_colours_has_its_own_stylesheet(stranger, site, people):
    colours = {"light": {"indigo": "#654321"}, "dark": {"indigo": "#FEDCBA"}}
    released(site | {"locale": "id", "theme": colours}, people.editor, people.reviewer)
    (link,) = [
        each["href"] for each in read(stranger.get("/id/")).all("link") if each["href"].startswith("/theme/")
    ]
    answer = stranger.get(link)
    assert answer.status_code == 200
    assert b"--indigo:#654321" in answer.content


def test_a_failure_of_ours_is_a_page_that_reads_nothing(rf, django_assert_num_queries):
    from home.documents.views.errors import server_error

    with django_assert_num_queries(0):
        answer = server_error(rf.get("/id/cases/"))
    assert answer.status_code == 500 and read(answer).one("html")["lang"] == "id"


@pytest.mark.parametrize("query", ["cursor=broken", "need=%00&status=open", "sort=x"])
def test_a_damaged_list_address_is_refused_or_ignored_never_a_failure(stranger, tam, query):
    assert stranger.get(f"/en/cases/?{query}").status_code in (200, 422)


def test_the_general_fund_is_open_from_every_page_while_there_is_one_that_takes_gifts(
    stranger, tam, settings
):
    pages = ("/en/", tam.url, "/en/cases/nothing/", "/en/cases/?q=Nobody")

    kept = {}

    def leading():
        """As a browser shows them, which keeps what it was given until it is told that it changed."""
        for page in pages:
            tag, _shown = kept.get(page, ("", ""))
            answer = stranger.get(page, headers={"if-none-match": tag})
            if answer.status_code != 304:
                kept[page] = (answer.get("ETag", ""), answer.content.decode())
        return [page for page, (_tag, shown) in kept.items() if "/en/give/fund/" in shown]

    assert leading() == []
    settings.SIXDEGREE_PAYMENTS_FUND = "fund"
    assert leading() == []
    open_fund("fund", "USD")
    assert leading() == list(pages)
    close_campaign("fund")
    assert leading() == []


NONSENSE = ["%00", "a%00b", "%ED%A0%80", "%FF", "x" * 10_000, "-1", "%F0%9F%A7%B5" * 500]
ADDRESSES = [
    "/{}/",
    "/en/{}/",
    "/en/cases/{}/",
    "/en/cases/{}/more/",
    "/en/cases/{}/share/",
    "/en/give/{}/",
    "/en/give/fund/wait/{}/",
    "/en/thanks/{}/",
    "/en/cancelled/{}/",
    "/theme/{}.css",
    "/en/cases/?need={}",
    "/en/cases/?status={}",
    "/en/cases/?exploitation={}",
    "/en/cases/?cursor={}",
    "/en/give/fund/?degree={}",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_nonsense_is_a_page_of_ours(stranger, tam, fund, address):
    stranger.raise_request_exception = False
    for nonsense in NONSENSE:
        answer = stranger.get(address.format(nonsense))
        assert answer.status_code in (200, 404, 422), (nonsense[:40], answer.status_code)
        assert answer["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("charset", ["utf-7", "raw_unicode_escape", "no-such"])
def test_what_is_said_of_no_body_changes_no_address(stranger, tam, fund, charset):
    stranger.raise_request_exception = False
    for address in (tam.url, "/en/", "/en/cases/?need=+2AA-&cursor=", "/en/give/fund/?degree=%5Cud800"):
        answer = stranger.get(address, headers={"Content-Type": f"text/plain; charset={charset}"})
        assert answer.status_code in (200, 400), (address, answer.status_code)


@pytest.mark.parametrize("name", ["amount", "other", "currency", "surplus_rule", "degree", "key", "proof"])
def test_a_form_of_nonsense_is_shown_again(stranger, fund, name):
    stranger.raise_request_exception = False
    filled = {"amount": "other", "other": "25", "currency": "USD", "key": signed.key("fund")}
    for nonsense in [
        "",
        "\0",
        "a\0b",
        "x" * 10_000,
        "-1",
        str(2**70),
        "9" * 4_000,
        "1e400",
        "NaN",
        "\uffff",
        "٢٥",
    ]:
        sent = filled | {name: nonsense}
        answer = stranger.post("/en/give/fund/", sent, headers={"Origin": "http://testserver"})
        assert answer.status_code in (200, 422), (nonsense[:40], answer.status_code)


def test_engines_may_take_the_front_page_only_where_everyone_on_it_allows_them(people, site, stranger):
    public(people, channels=("site_api", "search_engines"))
    assert "X-Robots-Tag" not in stranger.get("/en/")
    public(people)
    assert stranger.get("/en/")["X-Robots-Tag"] == "noindex, noarchive"
