"""Among stories that have the words alike whoever needs more comes first, and who was withdrawn nowhere."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from publication.actions.withdraw import withdraw
from publication.outbox import drain, drain_outside
from search import documents, engines
from tests.search.conftest import ids, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def alter(engine):
    """Has the index hold of this case what is public of it, but for these."""

    def _alter(subject, **changes):
        (document,) = documents.of_subjects([subject])
        engines.named(engine).put([replace(document, **changes, as_of=documents.clock())])

    return _alter


@pytest.fixture
def alike(released):
    """Two stories of the same words; of equals the first would stand first."""
    return sorted(released(name, "Wants a coat.") for name in ("Tam", "Lin"))


def test_the_one_whose_goal_is_nearly_reached_comes_first(find, alter, alike):
    first, second = alike
    assert ids(find(q="coat")) == [first, second]
    alter(second, left=0.1)
    assert ids(find(q="coat")) == [second, first]


def test_whoever_has_waited_for_years_comes_before_whose_goal_is_nearly_reached(find, alter, alike):
    first, second = alike
    today = timezone.localdate()
    alter(first, left=0.1, waiting_since=today)
    alter(second, waiting_since=today - timedelta(days=1500))
    assert ids(find(q="coat")) == [second, first]


def test_what_was_withdrawn_is_not_shown_though_an_index_had_it_again(find, engine, fisher, seamstress):
    (document,) = documents.of_subjects([fisher])
    withdraw(fisher, person("officer"), "asked for it")
    drain()
    drain_outside()
    index = engines.named(engine)
    index.put([replace(document, as_of=documents.clock() + 60_000_000)])
    assert document.pk in index.known()
    answer = find(q="workshop")
    assert (answer["engine"], answer["results"], answer["total"]) == (engine, [], 0)
    assert ids(find()) == [seamstress]
