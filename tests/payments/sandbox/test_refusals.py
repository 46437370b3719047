"""The provider refuses what Stripe refuses, in Stripe's words, codes and statuses."""

import base64
from typing import Any

import pytest
import stripe

from tests.payments.sandbox.provider import KEY, Sandbox, session_params


def refused(sandbox: Sandbox, params: dict[str, Any]) -> stripe.InvalidRequestError:
    with pytest.raises(stripe.InvalidRequestError) as caught:
        sandbox.stripe.v1.checkout.sessions.create(params=params)
    assert caught.value.http_status == 400
    assert caught.value.error.type == "invalid_request_error"
    return caught.value


def with_price(**changes: Any) -> dict[str, Any]:
    params = session_params()
    params["line_items"][0]["price_data"] |= changes
    return params


def test_an_unknown_parameter(sandbox: Sandbox) -> None:
    error = refused(sandbox, session_params(succes_url="http://127.0.0.1/"))
    assert (error.code, error.param) == ("parameter_unknown", "succes_url")
    assert error.user_message == "Received unknown parameter: succes_url"


def test_an_unknown_parameter_deep_within(sandbox: Sandbox) -> None:
    error = refused(sandbox, with_price(amount=1))
    assert (error.code, error.param) == ("parameter_unknown", "line_items[0][price_data][amount]")


def test_a_parameter_of_stripes_that_the_sandbox_lacks_is_not_ignored(sandbox: Sandbox) -> None:
    error = refused(sandbox, session_params(allow_promotion_codes=True))
    assert (error.code, error.param) == ("sandbox_not_implemented", "allow_promotion_codes")


def test_an_unknown_parameter_of_a_reading(sandbox: Sandbox) -> None:
    with pytest.raises(stripe.InvalidRequestError) as caught:
        sandbox.stripe.v1.charges.list(params={"customer_email": "a@example.org"})
    assert caught.value.code == "parameter_unknown"


@pytest.mark.parametrize("value", ["abc", "12.5", "", "1e3"])
def test_a_number_that_is_none(sandbox: Sandbox, value: str) -> None:
    error = refused(sandbox, with_price(unit_amount=value))
    assert (error.code, error.param) == (
        "parameter_invalid_integer",
        "line_items[0][price_data][unit_amount]",
    )


def test_a_text_where_an_object_belongs(sandbox: Sandbox) -> None:
    assert refused(sandbox, session_params(line_items="one")).param == "line_items"
    assert refused(sandbox, session_params(payment_intent_data="x")).param == "payment_intent_data"


@pytest.mark.parametrize("name", ["mode", "line_items", "success_url"])
def test_a_missing_parameter(sandbox: Sandbox, name: str) -> None:
    params = session_params()
    del params[name]
    error = refused(sandbox, params)
    assert (error.code, error.param) == ("parameter_missing", name)


@pytest.mark.parametrize(("name", "value"), [("submit_type", "give"), ("locale", "tlh"), ("mode", "gift")])
def test_a_choice_that_is_not_offered(sandbox: Sandbox, name: str, value: str) -> None:
    error = refused(sandbox, session_params(**{name: value}))
    assert error.param == name
    assert "must be one of" in error.user_message


@pytest.mark.parametrize("address", ["/thanks/", "ftp://127.0.0.1/", "http://[", "javascript:alert(1)"])
def test_an_address_that_is_none(sandbox: Sandbox, address: str) -> None:
    error = refused(sandbox, session_params(success_url=address))
    assert (error.code, error.param) == ("url_invalid", "success_url")


def test_an_email_that_is_none(sandbox: Sandbox) -> None:
    assert refused(sandbox, session_params(customer_email="nobody")).code == "email_invalid"


def test_an_empty_text(sandbox: Sandbox) -> None:
    assert refused(sandbox, session_params(client_reference_id="")).code == "parameter_invalid_empty"


def test_metadata_of_a_value_too_long(sandbox: Sandbox) -> None:
    assert refused(sandbox, session_params(metadata={"a": "x" * 501})).param == "metadata[a]"


def test_an_amount_below_the_least_charge(sandbox: Sandbox) -> None:
    assert refused(sandbox, session_params(amount=49)).code == "amount_too_small"
    assert sandbox.session(amount=50).amount_total == 50


def test_an_amount_above_the_most(sandbox: Sandbox) -> None:
    assert refused(sandbox, session_params(amount=100_000_000)).code == "amount_too_large"


def test_a_currency_that_is_none(sandbox: Sandbox) -> None:
    error = refused(sandbox, with_price(currency="xts"))
    assert "Invalid currency: xts" in error.user_message


@pytest.mark.parametrize(("currency", "amount"), [("isk", 10_050), ("kwd", 12_345)])
def test_an_amount_finer_than_its_currency_is_charged(sandbox: Sandbox, currency: str, amount: int) -> None:
    assert (
        "evenly divisible" in refused(sandbox, session_params(amount=amount, currency=currency)).user_message
    )


def test_two_currencies_in_one_session(sandbox: Sandbox) -> None:
    lines = session_params()["line_items"] + session_params(currency="eur")["line_items"]
    assert refused(sandbox, session_params(line_items=lines)).param == "line_items"


def test_a_wrong_key(sandbox: Sandbox) -> None:
    with pytest.raises(stripe.AuthenticationError, match="Invalid API Key") as caught:
        sandbox.client("sk_test_someone_elses").v1.charges.list()
    assert caught.value.http_status == 401
    assert "sk_test_someone_elses" not in str(caught.value)


def test_the_key_may_be_the_user_of_basic_authentication(sandbox: Sandbox) -> None:
    for user, status in ((KEY, 200), ("sk_test_wrong", 401)):
        basic = base64.b64encode(f"{user}:".encode()).decode()
        assert sandbox.request("GET", "/v1/charges", Authorization=f"Basic {basic}").status == status


def test_no_key(sandbox: Sandbox) -> None:
    page = sandbox.request("GET", "/v1/charges")
    assert (page.status, "did not provide an API key" in page.text) == (401, True)


def test_an_unknown_id(sandbox: Sandbox) -> None:
    v1 = sandbox.stripe.v1
    reading = [
        v1.checkout.sessions.retrieve,
        v1.payment_intents.retrieve,
        v1.charges.retrieve,
        v1.refunds.retrieve,
        v1.disputes.retrieve,
        v1.balance_transactions.retrieve,
        v1.events.retrieve,
        v1.payment_methods.retrieve,
    ]
    for retrieve in reading:
        with pytest.raises(stripe.InvalidRequestError, match="No such") as caught:
            retrieve("xx_nothing")
        assert (caught.value.http_status, caught.value.code) == (404, "resource_missing")


def test_an_id_of_another_kind(sandbox: Sandbox) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="No such charge"):
        sandbox.stripe.v1.charges.retrieve(sandbox.session().id)


def test_an_address_the_sandbox_does_not_have(sandbox: Sandbox) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL") as caught:
        sandbox.stripe.v1.coupons.list()
    assert caught.value.http_status == 404


def test_another_api_version(sandbox: Sandbox) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="Invalid Stripe API version"):
        sandbox.stripe.v1.charges.list(options={"stripe_version": "2019-01-01"})


def test_the_version_spoken_is_the_one_the_library_sends(sandbox: Sandbox) -> None:
    answer = sandbox.stripe.v1.charges.list()
    assert answer.last_response.headers["Stripe-Version"] == stripe.api_version
    assert answer.last_response.request_id.startswith("req_")


def test_a_body_that_is_too_long(sandbox: Sandbox) -> None:
    assert sandbox.request("POST", "/v1/refunds", **{"Content-Length": "1000001"}).status == 413
