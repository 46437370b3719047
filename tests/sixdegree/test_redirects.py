"""Words in an address that is put right stay in no cache, and no later page is told of them."""

import pytest

pytestmark = pytest.mark.django_db


def is_quiet(answer):
    return (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")


@pytest.mark.parametrize("address", ["/en/cases", "/api/v1/search"])
def test_a_slash_that_is_put_behind_an_address_keeps_no_word(client, address):
    answer = client.get(address, {"q": "Putri"})
    assert (answer.status_code, answer["Location"]) == (301, f"{address}/?q=Putri")
    assert is_quiet(answer)


def test_neither_does_the_way_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/en/cases/", {"q": "Putri"})
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/en/cases/?q=Putri")
    assert is_quiet(answer)


def test_an_address_without_words_may_be_kept(client):
    assert "Cache-Control" not in client.get("/en/cases")
