"""The typed client says what the server says: one contract, one cloth, one table of currencies."""

import pytest

from home.documents import theme as documents_theme
from home.documents import weave
from home.documents.money import typed, written
from home.pages import theme
from payments.currencies import TABLE
from tests.frontends.nodes import npm, said, through_the_client

pytestmark = pytest.mark.process

IDS = [
    "gyrw2zi5arfemyvtj3cu",
    "eqasncubj832w9tqscza",
    "",
    "a",
    "ไทย",
    *(f"id-{number}" for number in range(40)),
]


def test_its_types_are_those_of_the_contract():
    run = npm("client", "contract")
    assert run.returncode == 0, (
        "The contract changed: `npm --prefix site/frontends/client run generate`, then read the difference.\n"
        + said(run)
    )


def test_its_own_tests_pass():
    run = npm("client", "test")
    assert run.returncode == 0, said(run)


def test_it_weaves_the_cloth_that_the_documents_weave():
    woven = through_the_client("Promise.all(given.map(client.weave))", IDS)
    drawn = [
        {
            "name": cloth.name,
            "size": cloth.size,
            "threads": [{"colour": thread.colour, "path": thread.path} for thread in cloth.threads],
        }
        for cloth in map(weave.weave, IDS)
    ]
    assert woven == drawn


def test_it_counts_currencies_as_payments_does():
    of = "Object.fromEntries(client.CURRENCIES.map((code) => [code, client.unit(code)]))"
    table = {
        code: {"exponent": one.exponent, "least": max(one.least, one.step), "step": one.step}
        for code, one in TABLE.items()
    }
    assert through_the_client(of, None) == table


@pytest.mark.parametrize("locale", ["en", "id", "th", "zh-hans"])
def test_it_writes_amounts_as_the_documents_do(locale):
    amounts = [
        {"amount": amount, "currency": currency}
        for amount in (50, 2500, 112000, 123456, 150000000)
        for currency in ("USD", "EUR", "THB", "JPY", "KWD", "IDR")
    ]
    shown = through_the_client(f"given.map((money) => client.written(money, '{locale}'))", amounts)
    assert shown == [written(money, locale) for money in amounts]
    read = f"given.map(([text, money]) => client.minorUnits(text, money.currency, '{locale}'))"
    entered = [[typed(money["amount"], money["currency"], locale), money] for money in amounts]
    assert through_the_client(read, entered) == [money["amount"] for money in amounts]


def test_its_own_theme_is_that_of_the_site_record():
    assert through_the_client("client.DEFAULT", None) == {
        "light": theme.LIGHT,
        "dark": theme.DARK,
        "type": theme.TYPE,
    }


def test_it_knows_the_types_a_theme_may_name():
    assert through_the_client("client.TYPES", None) == documents_theme.TYPES


def test_it_measures_contrast_as_the_editor_s_form_does():
    pairs = [["#FBF8F3", "#1F2430"], ["#14171F", "#E79A8B"], ["#000000", "#FFFFFF"], ["#777777", "#808080"]]
    measured = through_the_client("given.map(([one, other]) => client.contrast(one, other))", pairs)
    assert measured == pytest.approx([theme.contrast(*pair) for pair in pairs])
