"""The hosted page as a browser without script sees it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest

from tests.payments.sandbox.provider import (
    AUTHENTICATES,
    DECLINES,
    LACKS_FUNDS,
    SUCCEEDS,
    Sandbox,
    session_params,
)


class Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.found if name == tag)


def fields(card: str = SUCCEEDS, **changes: str) -> dict[str, str]:
    filled = {"email": "mei@example.org", "card": card, "expiry": "12 / 49", "cvc": "123", "name": "Mei"}
    return filled | changes


def success(session: str) -> str:
    return session_params()["success_url"].replace("{CHECKOUT_SESSION_ID}", session)


def test_the_page_says_what_is_paid_and_that_no_money_moves(sandbox: Sandbox) -> None:
    session = sandbox.session(custom_text={"submit": {"message": "Thank you <3"}})
    page = sandbox.request("GET", session.url)
    assert page.status == 200
    for said in ("Sandbox: no money moves", "USD 25.00", "Sixdegree", "Donate USD 25.00", "Thank you &lt;3"):
        assert said in page.text
    links = [link["href"] for link in Elements(page.text).all("a")]
    assert links == ["http://127.0.0.1:9/en/cancelled/donation7k/"]


def test_every_field_has_its_label_and_no_script_is_needed(sandbox: Sandbox) -> None:
    elements = Elements(sandbox.request("GET", sandbox.session().url).text)
    labels = {label["for"] for label in elements.all("label")}
    inputs = {field["id"] for field in elements.all("input")}
    assert labels == inputs == {"email", "card", "expiry", "cvc", "name"}
    assert list(elements.all("script")) == []
    assert next(elements.all("html"))["lang"] == "en"


def test_the_page_loads_nothing_from_elsewhere(sandbox: Sandbox) -> None:
    page = sandbox.request("GET", sandbox.session().url)
    sheets = [link["href"] for link in Elements(page.text).all("link") if link["rel"] == "stylesheet"]
    assert sheets == ["/c/pay.css"]
    style = sandbox.request("GET", "/c/pay.css")
    assert (style.status, "url(" in style.text, "@import" in style.text) == (200, False, False)
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_paying_leads_to_the_success_address_with_the_session_in_it(sandbox: Sandbox) -> None:
    session = sandbox.session()
    page = sandbox.submit(session.url, **fields("4242 4242 4242 4242"))
    assert (page.status, page.headers["location"]) == (303, success(session.id))
    assert sandbox.read(session.id).customer_details.name == "Mei"


@pytest.mark.parametrize("card", [DECLINES, LACKS_FUNDS])
def test_a_decline_is_told_in_general_words_and_the_form_stays(sandbox: Sandbox, card: str) -> None:
    session = sandbox.session()
    answer = sandbox.submit(session.url, **fields(card))
    # Loaded again, the page that follows sends no card twice.
    assert (answer.status, answer.headers["location"]) == (303, f"/c/pay/{session.id}?declined=1")
    page = sandbox.request("GET", answer.headers["location"])
    assert page.status == 200
    assert "no money was taken" in page.text
    assert "insufficient" not in page.text.lower()
    assert card not in page.text
    assert 'value="mei@example.org"' in page.text
    assert 'value="Mei"' in page.text
    assert sandbox.submit(session.url, **fields()).headers["location"] == success(session.id)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "mei"),
        ("card", "4242424242424241"),
        ("card", "1234"),
        ("card", ""),
        ("expiry", "13 / 49"),
        ("expiry", "soon"),
        ("expiry", "01 / 20"),
        ("cvc", "12"),
        ("name", ""),
    ],
)
def test_a_field_that_cannot_be_used_is_named_and_nothing_is_tried(
    sandbox: Sandbox, field: str, value: str
) -> None:
    session = sandbox.session()
    page = sandbox.submit(session.url, **fields(**{field: value}))
    assert page.status == 422
    wrong = [found for found in Elements(page.text).all("input") if "aria-invalid" in found]
    assert [(found["id"], found["aria-describedby"]) for found in wrong] == [(field, f"{field}-error")]
    assert f'id="{field}-error"' in page.text
    assert sandbox.read(session.id).payment_intent is None


def test_what_is_typed_is_shown_as_text(sandbox: Sandbox) -> None:
    page = sandbox.submit(sandbox.session().url, **fields(name='"><script>alert(1)</script>', email="x"))
    assert "<script" not in page.text


def test_an_address_given_beforehand_cannot_be_changed(sandbox: Sandbox) -> None:
    session = sandbox.session(customer_email="donor@example.org")
    (field,) = [
        f for f in Elements(sandbox.request("GET", session.url).text).all("input") if f["id"] == "email"
    ]
    assert ("readonly" in field, field["value"]) == (True, "donor@example.org")
    sandbox.submit(session.url, **fields(email="someone.else@example.org"))
    assert sandbox.read(session.id).customer_details.email == "donor@example.org"


def test_the_bank_step_completed_pays(sandbox: Sandbox) -> None:
    session = sandbox.session()
    step = sandbox.submit(session.url, **fields(AUTHENTICATES))
    assert (step.status, step.headers["location"]) == (303, f"/c/pay/{session.id}/authenticate")
    shown = sandbox.request("GET", step.headers["location"])
    answers = {button["value"] for button in Elements(shown.text).all("button")}
    assert (shown.status, answers) == (200, {"complete", "fail"})
    done = sandbox.submit(step.headers["location"], answer="complete")
    assert (done.status, done.headers["location"]) == (303, success(session.id))


def test_the_bank_step_failed_leads_back_to_a_payable_page(sandbox: Sandbox) -> None:
    session = sandbox.session()
    step = sandbox.submit(session.url, **fields(AUTHENTICATES)).headers["location"]
    back = sandbox.submit(step, answer="fail")
    assert back.status == 303
    page = sandbox.request("GET", back.headers["location"])
    assert (page.status, "no money was taken" in page.text) == (200, True)
    assert sandbox.submit(session.url, **fields()).headers["location"] == success(session.id)


def test_a_bank_step_nobody_asked_for_leads_to_the_page(sandbox: Sandbox) -> None:
    session = sandbox.session()
    page = sandbox.submit(f"/c/pay/{session.id}/authenticate", answer="complete")
    assert (page.status, page.headers["location"]) == (303, f"/c/pay/{session.id}")
    assert sandbox.read(session.id).payment_status == "unpaid"


def test_a_form_sent_twice_pays_once(sandbox: Sandbox) -> None:
    session = sandbox.session()
    answers = [sandbox.submit(session.url, **fields()) for _ in range(2)]
    assert [page.headers["location"] for page in answers] == [success(session.id)] * 2
    intent = sandbox.read(session.id).payment_intent.id
    assert len(sandbox.stripe.v1.charges.list(params={"payment_intent": intent}).data) == 1


def test_a_paid_page_leads_on(sandbox: Sandbox) -> None:
    session = sandbox.session()
    sandbox.pay(session.id)
    page = sandbox.request("GET", session.url)
    assert page.status == 200
    assert [link["href"] for link in Elements(page.text).all("a")] == [success(session.id)]


def test_an_expired_page_takes_no_payment_and_leads_back(sandbox: Sandbox) -> None:
    session = sandbox.session()
    sandbox.control("POST", "clock", {"ahead": 32 * 60})
    for page in (sandbox.request("GET", session.url), sandbox.submit(session.url, **fields())):
        assert page.status == 410
        assert [link["href"] for link in Elements(page.text).all("a")] == [session.cancel_url]
    assert sandbox.read(session.id).payment_status == "unpaid"


def test_a_page_that_expires_during_the_bank_step_charges_nothing(sandbox: Sandbox) -> None:
    session = sandbox.session()
    step = sandbox.submit(session.url, **fields(AUTHENTICATES)).headers["location"]
    sandbox.control("POST", "clock", {"ahead": 32 * 60})
    assert sandbox.submit(step, answer="complete").status == 410
    assert sandbox.read(session.id).payment_intent.status == "canceled"


@pytest.mark.parametrize("path", ["/c/pay/cs_test_nothing", "/c/pay/", "/", "/pay", "/c/pay/x/y"])
def test_a_stranger_with_a_guessed_address_finds_nothing(sandbox: Sandbox, path: str) -> None:
    assert sandbox.request("GET", path).status == 404


def test_the_page_answers_reading_and_sending_only(sandbox: Sandbox) -> None:
    assert sandbox.request("DELETE", sandbox.session().url).status == 405


def test_a_form_sent_by_many_at_the_same_moment_pays_once(sandbox: Sandbox) -> None:
    session = sandbox.session()
    with ThreadPoolExecutor(8) as senders:
        pages = list(senders.map(lambda _: sandbox.submit(session.url, **fields()), range(8)))
    assert {page.headers["location"] for page in pages} == {success(session.id)}
    intent = sandbox.read(session.id).payment_intent.id
    assert len(sandbox.stripe.v1.charges.list(params={"payment_intent": intent}).data) == 1
