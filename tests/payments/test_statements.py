"""A statement made once must answer as the queryset it was made of, with whatever values."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Case, Value, When
from django.test.utils import CaptureQueriesContext

from payments.actions.campaigns import open_campaign
from payments.models import Campaign
from payments.statements import Among, Statement, given
from tests.payments.books import campaign

COLUMNS = ("pk", "ref", "goal", "currency", "opened_at", "snapshot__degrees")


@pytest.fixture
def three(db):
    for ref, goal in (("weaver", 1_000), ("fisher", 2_000), ("baker", 3_000)):
        open_campaign(ref, goal, "USD")
    return [campaign(ref) for ref in ("weaver", "fisher", "baker")]


def by_reference():
    return Statement(lambda: Campaign.objects.filter(Among("ref")).order_by("pk").values_list(*COLUMNS))


def test_it_gives_the_rows_of_its_queryset(three):
    refs = [one.ref for one in three[:2]]
    expected = Campaign.objects.filter(ref__in=refs).order_by("pk").values_list(*COLUMNS)
    assert by_reference().rows(refs) == list(expected)


def test_other_values_are_asked_each_time(three):
    statement = by_reference()
    found = [[row[1] for row in statement.rows([one.ref])] for one in three]
    assert found == [[one.ref] for one in three]


def test_keys_are_numbers(three):
    statement = Statement(lambda: Campaign.objects.filter(Among("pk")).values_list("ref"))
    assert statement.rows([three[2].pk]) == [(three[2].ref,)]


def test_a_text_is_given_by_its_name(three):
    statement = Statement(
        lambda: (
            Campaign.objects.filter(ref=given("ref"), currency=given("currency"))
            .annotate(asked=Case(When(ref=given("ref"), then=Value(1)), default=Value(0)))
            .values_list("pk", "asked")
        )
    )
    found = [statement.rows(ref=one.ref, currency="USD") for one in three]
    assert found == [[(one.pk, 1)] for one in three]
    assert statement.rows(ref="weaver", currency="EUR") == []


def test_a_text_nobody_gave_is_no_empty_one(three):
    statement = Statement(lambda: Campaign.objects.exclude(ref=given("ref")).values_list("ref"))
    with pytest.raises(KeyError, match="ref"):
        statement.rows(currency="USD")


@pytest.mark.parametrize("nonsense", ["'", '"', "{a,b}", "%s", "\\", "NULL", "'; DROP TABLE x; --"])
def test_a_value_is_never_read_as_sql(three, nonsense):
    assert by_reference().rows([nonsense]) == []
    named = Statement(lambda: Campaign.objects.filter(ref=given("ref")).values_list("ref"))
    assert named.rows(ref=nonsense) == []
    assert [row[1] for row in by_reference().rows([nonsense, three[0].ref])] == [three[0].ref]


def test_no_value_finds_nothing(three):
    assert by_reference().rows([]) == []


def test_what_does_not_change_stays_as_it_was_made(three):
    dear = Statement(
        lambda: (
            Campaign.objects.filter(Among("ref"), goal__gt=1_500)
            .annotate(of=Value("us"))
            .values_list("of", "ref")
        )
    )
    assert {row[1] for row in dear.rows(one.ref for one in three)} == {one.ref for one in three[1:]}


def test_the_queryset_is_put_together_once(three):
    asked = []
    statement = Statement(lambda: asked.append(1) or Campaign.objects.filter(Among("ref")).values_list("ref"))
    with CaptureQueriesContext(connection) as statements:
        for one in three:
            statement.rows([one.ref])
    assert (len(asked), len(statements)) == (1, 3)


@pytest.mark.postgresql
@pytest.mark.parametrize("let", [True, False])
def test_the_server_plans_it_once_where_the_settings_let_it(three, settings, let):
    settings.SIXDEGREE_PAYMENTS_PREPARED_STATEMENTS = let
    statement = by_reference()
    assert [statement.rows([one.ref])[0][1] for one in three] == [one.ref for one in three]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement FROM pg_prepared_statements WHERE statement LIKE %s", ["%payments_campaign%"]
        )
        assert len(cursor.fetchall()) == int(let)


@pytest.mark.postgresql
def test_a_plan_made_early_finds_what_came_later(three):
    statement = by_reference()
    for _more_often_than_a_plan_of_its_own in range(7):
        assert statement.rows(["tailor"]) == []
    open_campaign("tailor", 4_000, "USD")
    assert [row[1] for row in statement.rows(["tailor"])] == ["tailor"]


@pytest.mark.postgresql
def test_no_other_query_is_remembered_for_it(three):
    statement = by_reference()
    statement.rows(["weaver"])
    list(Campaign.objects.filter(ref="what somebody looks for"))
    statement.rows(["fisher"])
    kept = connection.connection._prepared
    assert "weaver" not in str([*kept._counts, *kept._names])
    assert "looks for" not in str([*kept._counts, *kept._names])
    assert connection.connection.prepare_threshold is None


@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_made_anew():
    statement = Statement(lambda: Campaign.objects.filter(Among("ref")).values_list("ref"))
    open_campaign("weaver", 1_000, "USD")
    assert statement.rows(["weaver"]) == [("weaver",)]
    if connection.vendor == "postgresql":
        connection.close()
    assert statement.rows(["weaver"]) == [("weaver",)]


@pytest.mark.postgresql
def test_it_is_asked_by_the_connection_of_the_moment(three):
    statement = by_reference()
    refs = [one.ref for one in three]
    assert len(statement.rows(refs)) == 3
    before, another = connections[DEFAULT_DB_ALIAS], connections.create_connection(DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = another
    try:
        assert statement.rows(refs) == [], "the other connection sees nothing of this transaction"
    finally:
        another.close()
        connections[DEFAULT_DB_ALIAS] = before
    assert len(statement.rows(refs)) == 3


def test_a_thread_makes_its_own():
    made = []
    statement = Statement(lambda: made.append(1) or Campaign.objects.filter(Among("ref")).values_list("ref"))
    with ThreadPoolExecutor(1) as another:
        another.submit(statement._make).result()
        assert another.submit(lambda: statement._made).result() is None
        another.submit(connections.close_all).result()
    assert statement._made is None
    assert len(made) == 1
