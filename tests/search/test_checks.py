import pytest

from search import checks, conf
from search.checks import limits_are_numbers
from search.models import FollowedIndex


def test_defaults_pass():
    assert limits_are_numbers(None) == []


def test_a_limit_that_is_no_sensible_number_is_named(settings):
    settings.SIXDEGREE_SEARCH_WORDS = "many"
    settings.SIXDEGREE_SEARCH_RESULTS = 0
    said = [message.msg for message in limits_are_numbers(None)]
    assert said == [
        "SIXDEGREE_SEARCH_RESULTS must be a whole number from 1 to 100.",
        "SIXDEGREE_SEARCH_WORDS must be a whole number from 1 to 100.",
    ]


def ids(messages):
    return [message.id for message in messages]


@pytest.mark.parametrize("engine", ["elasticsearch8", "elasticsearch9", "opensearch3"])
def test_a_backend_of_wagtails_that_would_send_drafts_elsewhere_is_refused(settings, engine):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": f"wagtail.search.backends.{engine}", "AUTO_UPDATE": False},
        "other": {"BACKEND": "wagtail.search.backends.database"},
    }
    (message,) = checks.drafts_stay_in_the_database(None)
    assert (message.id, "'default'" in message.msg) == ("sixdegree_search.E002", True)


def test_nothing_is_asked_of_a_site_that_searches_in_its_database():
    told = [checks.client_is_installed, checks.address_names_a_server, checks.engine_is_ready]
    told += [checks.words_travel_encrypted, checks.drafts_stay_in_the_database]
    assert [one(None) for one in told] == [[]] * 5


def test_an_engine_with_its_index_is_ready(elasticsearch):
    assert ids(checks.engine_is_ready(None)) == []


def test_a_missing_index_is_told_before_a_reader_meets_it(settings, elasticsearch):
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_INDEX = "tests-never-made"
    (message,) = checks.engine_is_ready(None)
    assert (message.id, "rebuild_search" in message.hint) == ("sixdegree_search.W003", True)


def test_an_index_that_the_engine_made_by_itself_counts_as_none(settings, elasticsearch, elasticsearch_index):
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_INDEX = f"{elasticsearch_index}-guessed"
    guessed = conf.elasticsearch_index()
    elasticsearch.index(index=guessed, id="1", document={"alias": "Tam"})
    try:
        assert ids(checks.engine_is_ready(None)) == ["sixdegree_search.W003"]
    finally:
        elasticsearch.indices.delete(index=guessed)


def test_an_index_that_is_told_of_no_change_is_told(elasticsearch):
    FollowedIndex.objects.all().delete()
    (message,) = checks.engine_is_ready(None)
    assert (message.id, "rebuild_search" in message.hint) == ("sixdegree_search.W004", True)


@pytest.mark.django_db
def test_settings_without_the_address_of_an_engine_that_is_to_be_told_are_named(settings):
    assert checks.who_is_told_can_be_told(None) == []
    FollowedIndex.objects.create(name="sixdegree-cases")
    (message,) = checks.who_is_told_can_be_told(None)
    assert (message.id, "leave_elasticsearch" in message.hint) == ("sixdegree_search.W005", True)
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = "http://127.0.0.1:9200"
    assert checks.who_is_told_can_be_told(None) == []


def test_an_engine_that_does_not_answer_is_told(settings):
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = "http://127.0.0.1:9"
    assert ids(checks.engine_is_ready(None)) == ["sixdegree_search.W002"]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://search.example:9200", ["sixdegree_search.W001"]),
        ("https://search.example:9200", []),
        ("http://127.0.0.1:9200", []),
    ],
)
def test_words_that_would_travel_in_the_open_are_told(settings, url, told):
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = url
    assert ids(checks.words_travel_encrypted(None)) == told


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://search.example", ["sixdegree_search.E004"]),
        ("search.example:9200", ["sixdegree_search.E004"]),
        ("https://search.example:port", ["sixdegree_search.E004"]),
        ("https://search.example", []),
        ("http://127.0.0.1:9200", []),
    ],
)
def test_an_address_of_no_server_is_told(settings, url, told):
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = url
    assert ids(checks.address_names_a_server(None)) == told


def test_a_client_that_is_not_installed_is_named(settings, monkeypatch):
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = "http://127.0.0.1:9200"
    assert checks.client_is_installed(None) == []
    monkeypatch.setattr(checks, "find_spec", lambda _name: None)
    assert ids(checks.client_is_installed(None)) == ["sixdegree_search.E003"]
    assert checks.engine_is_ready(None) == []
